"""One PDF page as plain geometry: glyphs, ruling lines and painted boxes.

Lengths are points (1/72 inch) from the top left corner of the page as shown.
"""

from __future__ import annotations

from typing import NamedTuple

from extractors.document import Colour

THIN = 3.5
"""A painted box no thicker than this (points) is a drawn line: few borders are wider than 3."""
STRAIGHT = 1.0
"""How far (points) the two ends of a ruling line may be out of true."""


class Style(NamedTuple):
    """The setting of one text object.

    Attributes:
        size: Letter height on the page, points.
        bold: Whether the font's name or a stroke around the letters says bold.
        turned: Reading direction on the page as shown: 0, 90 (upwards), 180 or 270 (downwards).
        is_level: Whether that is the direction indeed; else they are printed aslant, as watermarks are.
        colour: Colour of the letters, or None for white.
        is_painted: Whether anything is painted at all: not in an invisible mode, on a layer that is off or see-through.
        is_mapped: Whether the font says which letters its signs are.
    """

    size: float
    bold: bool
    turned: int
    is_level: bool
    colour: Colour | None
    is_painted: bool
    is_mapped: bool


NO_STYLE = Style(1.0, False, 0, True, (0, 0, 0), True, True)


class Glyph(NamedTuple):
    """A printed letter, or several that follow one another without a gap, or words with single spaces between.

    A turned one has its box turned upright.

    Attributes:
        text: The letters.
        x0: Left edge along the reading direction, points.
        top: Upper edge, points.
        x1: Right edge.
        bottom: Lower edge.
        size: Font size, points.
        bold: Whether the font's name says bold.
        is_spaced: Whether a space is printed behind it.
        head_x1: Right edge of the first of several words.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    is_spaced: bool = False
    head_x1: float = 0.0


class Placed(NamedTuple):
    """A glyph, the middle of its box on the page as shown, how it is set, and the address of its text object."""

    glyph: Glyph
    x: float
    y: float
    turned: int = 0
    style: Style = NO_STYLE
    source: int | None = None


class Wall(NamedTuple):
    """A vertical border of cells at `x`, from `top` to `bottom`: no word runs through it."""

    x: float
    top: float
    bottom: float


class Ruling(NamedTuple):
    """A straight horizontal or vertical line: at `at`, from `start` to `end`, all in points.

    One that is not drawn is the edge of a shaded band.
    """

    horizontal: bool
    at: float
    start: float
    end: float
    is_drawn: bool = True


class Paint(NamedTuple):
    """A filled box: colour (None: white or a pattern), place in painting order, whether it hides what is below."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: Colour | None
    order: int = 0
    is_opaque: bool = True


def outline(x0: float, top: float, x1: float, bottom: float) -> tuple[Ruling, Ruling, Ruling, Ruling]:
    """The four sides of a box."""
    return (
        Ruling(True, top, x0, x1),
        Ruling(True, bottom, x0, x1),
        Ruling(False, x0, top, bottom),
        Ruling(False, x1, top, bottom),
    )
