"""What the style of a web page says of shading and of what does not show: attributes, and rules for a class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from extractors.document import Colour

WHITE: Colour = (255, 255, 255)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,2000})\}")
_CLASS = re.compile(r"(?:[a-z]{1,10})?\.([\w-]{1,80})$", re.IGNORECASE)
_BACKGROUND = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*([^;]{1,200})", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_NO_MARKER = re.compile(r"(?:^|;)\s*list-style(?:-type)?\s*:[^;]{0,50}\bnone\b", re.IGNORECASE)
_COLOUR = re.compile(
    r"#([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b|rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})|\b([a-z]{3,20})\b",
    re.IGNORECASE,
)
_LONGEST_SHEET = 1_000_000
_NAMED: Mapping[str, Colour] = {
    "black": (0, 0, 0), "silver": (192, 192, 192), "gray": (128, 128, 128), "grey": (128, 128, 128),
    "maroon": (128, 0, 0), "red": (255, 0, 0), "purple": (128, 0, 128), "fuchsia": (255, 0, 255),
    "green": (0, 128, 0), "lime": (0, 255, 0), "olive": (128, 128, 0), "yellow": (255, 255, 0), "navy": (0, 0, 128),
    "blue": (0, 0, 255), "teal": (0, 128, 128), "aqua": (0, 255, 255), "cyan": (0, 255, 255),
    "orange": (255, 165, 0), "darkorange": (255, 140, 0), "gold": (255, 215, 0), "tomato": (255, 99, 71),
    "crimson": (220, 20, 60), "darkred": (139, 0, 0), "lightgreen": (144, 238, 144), "limegreen": (50, 205, 50),
    "forestgreen": (34, 139, 34), "darkgreen": (0, 100, 0), "seagreen": (46, 139, 87), "lightblue": (173, 216, 230),
    "steelblue": (70, 130, 180), "royalblue": (65, 105, 225), "darkblue": (0, 0, 139), "lightgray": (211, 211, 211),
    "lightgrey": (211, 211, 211), "darkgray": (169, 169, 169), "darkgrey": (169, 169, 169), "white": WHITE,
}  # fmt: skip
"""The colour names of CSS that a rating may have."""


@dataclass(slots=True)
class PageStyles:
    """What the rules of a page say of its classes.

    Attributes:
        declared: Class name to the declarations of its rules.
    """

    declared: dict[str, str] = field(default_factory=dict)

    def of(self, element: etree._Element) -> str:
        """All declarations that hold for an element, those of its classes first."""
        classes = element.get("class", "").split()[:20]
        return ";".join([*(self.declared[name] for name in classes if name in self.declared), element.get("style", "")])

    def fill(self, element: etree._Element) -> Colour | None:
        """The element's own background, or None for none or white."""
        found = _BACKGROUND.findall(self.of(element))
        colour = parse_colour(found[-1]) if found else parse_colour(element.get("bgcolor", ""))
        return None if colour == WHITE else colour

    def hides(self, element: etree._Element) -> bool:
        """Whether an element does not show."""
        return "hidden" in element.attrib or bool(_HIDDEN.search(self.of(element)))

    def unmarked(self, element: etree._Element) -> bool:
        """Whether a list prints neither numbers nor bullets."""
        return bool(_NO_MARKER.search(self.of(element)))


def read_page_styles(sheets: Iterable[str]) -> PageStyles:
    """The rules for classes in the text of `style` elements; other rules do not matter here."""
    styles = PageStyles()
    for sheet in sheets:
        for selectors, declarations in _RULE.findall(sheet[:_LONGEST_SHEET]):
            for selector in selectors.split(","):
                match = _CLASS.search(selector.strip())
                if match:
                    styles.declared[match[1]] = f"{styles.declared.get(match[1], '')};{declarations}"[:4000]
    return styles


def parse_colour(text: str) -> Colour | None:
    """The first colour in a CSS value (`#9c0`, `#99cc00`, `rgb(153, 204, 0)`, `green`); None for none."""
    for digits, red, green, blue, name in _COLOUR.findall(text):
        if digits:
            full = digits[:6] if len(digits) > 4 else "".join(2 * digit for digit in digits[:3])
            return int(full[:2], 16), int(full[2:4], 16), int(full[4:], 16)
        if red:
            return min(255, int(red)), min(255, int(green)), min(255, int(blue))
        if name.lower() in _NAMED:
            return _NAMED[name.lower()]
    return None
