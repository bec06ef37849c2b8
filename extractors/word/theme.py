"""Colours as Word writes them: six hexadecimal digits, a theme's name with a tint or shade, or a highlighter's name."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from extractors.document import Colour
from extractors.word.names import value

_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_NAMES = {
    "dark1": "dk1", "text1": "dk1", "light1": "lt1", "background1": "lt1", "dark2": "dk2", "text2": "dk2",
    "light2": "lt2", "background2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
"""ST_ThemeColor to the theme's own names, by the mapping that Word sets up (ISO/IEC 29500-1, 17.18.97)."""
HIGHLIGHTS: Mapping[str, Colour] = {
    "yellow": (255, 255, 0), "green": (0, 255, 0), "cyan": (0, 255, 255), "magenta": (255, 0, 255),
    "blue": (0, 0, 255), "red": (255, 0, 0), "darkBlue": (0, 0, 128), "darkCyan": (0, 128, 128),
    "darkGreen": (0, 128, 0), "darkMagenta": (128, 0, 128), "darkRed": (128, 0, 0), "darkYellow": (128, 128, 0),
    "darkGray": (128, 128, 128), "lightGray": (192, 192, 192), "black": (0, 0, 0), "white": (255, 255, 255),
}  # fmt: skip
"""ISO/IEC 29500-1, 17.18.40."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a document's theme by its own names (`accent1`, `dk2` …)."""

    colours: Mapping[str, Colour] = field(default_factory=dict)

    def colour(self, element: etree._Element | None, plain: str, themed: str) -> Colour | None:
        """A colour given by attributes of an element, or None for `auto` and for none.

        Args:
            element: `w:shd` or `w:color`.
            plain: Its attribute for six digits; they hold where the theme has no such colour.
            themed: Its attribute for a theme's colour; with `Tint` or `Shade` behind it, how much of it is left.
        """
        name = value(element, themed)
        base = None if name is None else self.colours.get(_NAMES.get(name, name))
        if base is None:
            return from_hex(value(element, plain))
        tint, shade = _share(value(element, f"{themed}Tint")), _share(value(element, f"{themed}Shade"))
        return _relit(base, tint, shade) if themed != "themeColor" else _relit(base, *_of_text(element))


def from_hex(text: str | None) -> Colour | None:
    """Six hexadecimal digits as a colour; None for anything else."""
    if text is None or not _HEX.fullmatch(text):
        return None
    return int(text[:2], 16), int(text[2:4], 16), int(text[4:], 16)


def read_theme(root: etree._Element | None) -> Theme:
    """The colour scheme of a theme part; an empty one where there is none."""
    scheme = None if root is None else root.find(".//{*}clrScheme")
    found: dict[str, Colour] = {}
    for slot in () if scheme is None else scheme:
        colour = next(iter(slot), None) if isinstance(slot.tag, str) else None
        rgb = None if colour is None else from_hex(colour.get("lastClr") or colour.get("val"))
        if rgb is not None:
            found[etree.QName(slot).localname] = rgb
    return Theme(found)


def _of_text(element: etree._Element | None) -> tuple[float, float]:
    return _share(value(element, "themeTint")), _share(value(element, "themeShade"))


def _share(text: str | None) -> float:
    """A tint or shade, `00` to `FF`, as the share of the colour that is left."""
    return int(text, 16) / 255 if text is not None and re.fullmatch(r"[0-9A-Fa-f]{2}", text) else 1.0


def _relit(colour: Colour, tint: float, shade: float) -> Colour:
    """Lightened towards white by a tint and darkened by a shade, in lightness only, as Word does it."""
    if tint == 1.0 and shade == 1.0:
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in colour))
    light = (light * tint + (1 - tint)) * shade
    red, green, blue = colorsys.hls_to_rgb(hue, min(1.0, light), saturation)
    return round(255 * red), round(255 * green), round(255 * blue)
