"""Cell fills of a spreadsheet in red, green, blue: plain, indexed, or a colour of the theme made lighter or darker."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from openpyxl.styles.colors import COLOR_INDEX, Color

from extractors.document import Colour

WHITE: Colour = (255, 255, 255)
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_STRICT_DRAWING = "{http://purl.oclc.org/ooxml/drawingml/main}"
_THEME_ORDER = (
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
"""Theme colours by number, as a workbook counts them (light before dark, unlike in the theme itself)."""
OFFICE_THEME: tuple[Colour, ...] = (
    (255, 255, 255), (0, 0, 0), (238, 236, 225), (31, 73, 125), (79, 129, 189), (192, 80, 77), (155, 187, 89),
    (128, 100, 162), (75, 172, 198), (247, 150, 70), (0, 0, 255), (128, 0, 128),
)  # fmt: skip
"""Those of the theme "Office", for a workbook that brings none."""


@dataclass(frozen=True, slots=True)
class Palette:
    """What theme and index numbers of one workbook stand for."""

    theme: Sequence[Colour] = OFFICE_THEME
    indexed: Sequence[str] = COLOR_INDEX


def read_theme(root: etree._Element) -> tuple[Colour, ...]:
    """The colours of a theme part in the order a workbook counts them; a missing one is that of the theme Office."""
    colours = list(OFFICE_THEME)
    for number, name in enumerate(_THEME_ORDER):
        for space in (_DRAWING, _STRICT_DRAWING):
            element = next(root.iter(f"{space}{name}"), None)
            child = element[0] if element is not None and len(element) else None
            found = parse_hex((child.get("lastClr") or child.get("val")) if child is not None else None)
            if found is not None:
                colours[number] = found
    return tuple(colours)


def fill_colour(fill: object, palette: Palette) -> Colour | None:
    """The colour of a solid fill, or None for none, white, a pattern or a gradient."""
    # openpyxl hands out a proxy of the fill, which is an instance of nothing.
    if getattr(fill, "fill_type", None) != "solid":
        return None
    colour = _resolved(getattr(fill, "fgColor", None), palette)
    return None if colour == WHITE else colour


def tinted(colour: Colour, tint: float) -> Colour:
    """A colour made lighter (tint 0 to 1) or darker (-1 to 0), as ISO/IEC 29500-1, 18.8.19 says."""
    if not tint:
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    red, green, blue = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def parse_hex(text: object) -> Colour | None:
    """`RRGGBB`, or `AARRGGBB` whose alpha is ignored as spreadsheets do."""
    if not isinstance(text, str) or not re.fullmatch(r"(?:[0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}", text):
        return None
    digits = text[-6:]
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _resolved(colour: Color | None, palette: Palette) -> Colour | None:
    if colour is None:
        return None
    base: Colour | None = None
    if colour.type == "rgb":
        base = parse_hex(colour.rgb)
    elif colour.type == "theme" and 0 <= colour.theme < len(palette.theme):
        base = palette.theme[colour.theme]
    elif colour.type == "indexed" and 0 <= colour.indexed < len(palette.indexed):
        base = parse_hex(palette.indexed[colour.indexed])
    tint = colour.tint if isinstance(colour.tint, int | float) else 0.0
    return None if base is None else tinted(base, max(-1.0, min(1.0, float(tint))))
