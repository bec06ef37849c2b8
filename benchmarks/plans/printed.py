"""What a plan is printed as, before it is cut into pages: lines of text and grids of rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Box:
    """One printed cell; `spans` columns wide and `rows` rows high."""

    text: str
    column: int
    spans: int = 1
    rows: int = 1
    fill: Colour | None = None
    ink: Colour | None = None


Row = tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a title of the level."""

    text: str
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: heading rows, rows, widths of its columns as shares, whether it may begin at a page's foot."""

    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    begins_anywhere: bool = False


Printed = Line | Grid


@dataclass(frozen=True, slots=True)
class Truth:
    """What the dataset must say of one action: the words of its text columns, and the values of the others.

    Attributes:
        texts: Column of the dataset to its words, None where it must be null.
        values: Column to its value; dates as a list of EDTF.
    """

    texts: Mapping[str, str | None]
    values: Mapping[str, object] = field(default_factory=dict)
