"""Which colour stands behind a cell: its own shading, its row's, its table's, or that of the table's style.

A style shades by place: heading rows, first column, bands of rows … each only if the table's `w:tblLook` asks for it.
Where several hold, the later of `_ORDER` wins, as in Office ([MS-OI29500], 2.1.251), not in the order of the standard.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from extractors.document import Colour
from extractors.word.names import W, value, whole
from extractors.word.theme import Theme

LONGEST_CHAIN = 20
"""How many styles one is looked for through; Word's own are based on each other a few levels deep."""
WHITE = 250
"""Components from this up on all three channels count as unpainted paper, as in a PDF."""
_ORDER = (
    "wholeTable", "band1Horz", "band2Horz", "band1Vert", "band2Vert", "firstCol", "lastCol", "firstRow", "lastRow",
    "neCell", "nwCell", "seCell", "swCell",
)  # fmt: skip
_LOOKS = {
    "firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200, "noVBand": 0x400,
}  # fmt: skip
"""`w:tblLook` as attributes, and as bits of its older `w:val`."""


@dataclass(frozen=True, slots=True)
class Shade:
    """Shading that was set; its colour is None where it was set to none, or to white."""

    colour: Colour | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands in its table: all counts from 0, `last_row` the cell's own last one."""

    row: int
    last_row: int
    column: int
    last_column: int
    n_rows: int
    n_columns: int
    is_heading: bool


@dataclass(frozen=True, slots=True)
class StyleShades:
    """The shading of a table style by place (`firstRow` …), and how many rows and columns a band has."""

    by_place: Mapping[str, Shade]
    band_rows: int = 1
    band_columns: int = 1


@dataclass(frozen=True, slots=True)
class StyleInTable:
    """A style as one table asks for it: the parts of it that are switched on or off (`firstRow`, `noHBand` …)."""

    shades: StyleShades
    look: frozenset[str]

    def shade(self, place: Place) -> Shade | None:
        """The shading of a place in the table."""
        held = set(_places(place, self.look, self.shades))
        by_place = self.shades.by_place
        return next((by_place[name] for name in reversed(_ORDER) if name in held and name in by_place), None)


@dataclass(slots=True)
class TableShading:
    """Shading of one document's tables; its styles are read when they are first met."""

    styles: Mapping[str, etree._Element]
    theme: Theme
    known: dict[str, StyleShades] = field(default_factory=dict)

    def own(self, properties: etree._Element | None) -> Shade | None:
        """What the properties of a cell, row or table say themselves; None where they say nothing."""
        shading = None if properties is None else properties.find(W + "shd")
        return None if shading is None else to_shade(shading, self.theme)

    def style_of(self, table: etree._Element) -> StyleInTable | None:
        """What the style of a table gives to its places; None where it shades nothing."""
        properties = table.find(W + "tblPr")
        style = value(None if properties is None else properties.find(W + "tblStyle"))
        if properties is None or style is None or style not in self.styles:
            return None
        if style not in self.known:
            self.known[style] = self._read(style)
        shades = self.known[style]
        return StyleInTable(shades, _look(properties)) if shades.by_place else None

    def _read(self, style: str) -> StyleShades:
        by_place: dict[str, Shade] = {}
        rows, columns = 1, 1
        for element in reversed(list(style_chain(self.styles, style))):
            own = self.own(element.find(W + "tcPr")) or self.own(element.find(W + "tblPr"))
            if own is not None:
                by_place["wholeTable"] = own
            for part in element.iterchildren(W + "tblStylePr"):
                shade = self.own(part.find(W + "tcPr"))
                if shade is not None:
                    by_place[value(part, "type") or ""] = shade
            properties = element.find(W + "tblPr")
            if properties is not None:
                rows = whole(value(properties.find(W + "tblStyleRowBandSize")), 1000) or rows
                columns = whole(value(properties.find(W + "tblStyleColBandSize")), 1000) or columns
        return StyleShades(by_place, max(1, rows), max(1, columns))


def style_chain(styles: Mapping[str, etree._Element], style: str | None) -> Iterator[etree._Element]:
    """A style and those that it is based on, each once."""
    seen: set[str] = set()
    while style is not None and style in styles and style not in seen and len(seen) < LONGEST_CHAIN:
        seen.add(style)
        yield styles[style]
        style = value(styles[style].find(W + "basedOn"))


def to_shade(shading: etree._Element, theme: Theme) -> Shade:
    """A `w:shd` as the one colour that it looks like: patterns are mixed of their two colours."""
    pattern = value(shading) or "clear"
    if pattern == "nil":
        return Shade(None)
    fill = theme.colour(shading, "fill", "themeFill")
    share = _share_of_pattern(pattern)
    if share:
        ink = theme.colour(shading, "color", "themeColor") or (0, 0, 0)
        paper = fill or (255, 255, 255)
        red, green, blue = (round(share * i + (1 - share) * p) for i, p in zip(ink, paper, strict=True))
        fill = (red, green, blue)
    return Shade(None if fill is None or min(fill) >= WHITE else fill)


def _share_of_pattern(pattern: str) -> float:
    """How much of the pattern's own colour shows: `pct25` a quarter, stripes and crosses about a third."""
    if pattern == "solid":
        return 1.0
    if pattern.startswith("pct"):
        return min(100, whole(pattern[3:], 100) or 0) / 100
    return 0.0 if pattern == "clear" else 0.35


def _look(properties: etree._Element) -> frozenset[str]:
    look = properties.find(W + "tblLook")
    if look is None:
        return frozenset()
    try:
        bits = int(value(look) or "0", 16)
    except ValueError:
        bits = 0
    said = {name: value(look, name) for name in _LOOKS}
    return frozenset(
        name for name, bit in _LOOKS.items() if (said[name] in ("1", "true", "on") if said[name] else bits & bit)
    )


def _places(place: Place, look: frozenset[str], shades: StyleShades) -> Iterator[str]:
    yield "wholeTable"
    first_row = "firstRow" in look and (place.row == 0 or place.is_heading)
    last_row = "lastRow" in look and place.last_row == place.n_rows - 1
    first_column = "firstColumn" in look and place.column == 0
    last_column = "lastColumn" in look and place.last_column == place.n_columns - 1
    if "noHBand" not in look and not first_row:
        yield f"band{(place.row - ('firstRow' in look)) // shades.band_rows % 2 + 1}Horz"
    if "noVBand" not in look and not first_column:
        yield f"band{(place.column - ('firstColumn' in look)) // shades.band_columns % 2 + 1}Vert"
    named = {"firstCol": first_column, "lastCol": last_column, "firstRow": first_row, "lastRow": last_row}
    yield from (name for name, holds in named.items() if holds)
    corners = {"ne": (first_row, last_column), "nw": (first_row, first_column)}
    corners |= {"se": (last_row, last_column), "sw": (last_row, first_column)}
    yield from (f"{name}Cell" for name, both in corners.items() if all(both))
