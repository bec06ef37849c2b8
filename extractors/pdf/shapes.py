"""What is drawn on a page beside letters: ruling lines, painted boxes and pictures.

Colours of every kind come as red, green and blue from pdfium; paint that lets the paper through is mixed with white.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2.raw as pdfium

from extractors.document import Colour
from extractors.pdf.calls import addresses, bare
from extractors.pdf.colour import on_paper
from extractors.pdf.frame import Box, Frame, Matrix, around, box_moved, moved, then
from extractors.pdf.objects import drawn_objects, own_matrix
from extractors.pdf.page import STRAIGHT, THIN, Paint, Ruling, outline

MOST_SEGMENTS = 2_000
"""A path of more segments is a picture, not a border."""
BOXY = 0.8
"""A painted outline that fills this share of the box around it (rounded corners) paints the box."""

Points = list[tuple[float, float]]

_get_bounds = bare(pdfium.FPDFPageObj_GetBounds)
_get_fill_colour, _has_transparency = bare(pdfium.FPDFPageObj_GetFillColor), bare(pdfium.FPDFPageObj_HasTransparency)
_get_draw_mode = bare(pdfium.FPDFPath_GetDrawMode)
_count_segments, _get_segment = bare(pdfium.FPDFPath_CountSegments), bare(pdfium.FPDFPath_GetPathSegment)
_get_point, _get_kind = bare(pdfium.FPDFPathSegment_GetPoint), bare(pdfium.FPDFPathSegment_GetType)
_is_closing = bare(pdfium.FPDFPathSegment_GetClose)


@dataclass(slots=True)
class Shapes:
    """The drawing of one page.

    Attributes:
        rulings: Drawn lines, as found (broken, doubled, dotted).
        paints: Filled boxes that are not lines, in painting order.
        pictures: Boxes of images and shadings.
        grounds: Boxes of all that is painted in another colour than white, thin lines left out.
        first_text: Place in painting order of the first text, or None.
        last_picture: Place of the last picture, or None.
    """

    rulings: list[Ruling] = field(default_factory=list)
    paints: list[Paint] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    grounds: list[Box] = field(default_factory=list)
    first_text: int | None = None
    last_picture: int | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing is drawn at all."""
        return self.first_text is None and not (self.rulings or self.grounds)


def read_shapes(page: int, frame: Frame) -> Shapes:
    """The ruling lines, painted boxes and pictures of a page, told by its address."""
    shapes = Shapes()
    for kind, handle, matrix, order in drawn_objects(page, frame.matrix):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _add_path(handle, matrix, order, shapes)
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            if shapes.first_text is None:
                shapes.first_text = order
        else:
            box = _bounds(handle, matrix)
            if box is not None:
                shapes.pictures.append(box)
                shapes.last_picture = order
                shapes.grounds.append(box)
    return shapes


def _bounds(handle: int, matrix: Matrix) -> Box | None:
    edges = (ctypes.c_float * 4)()
    if not _get_bounds(handle, *addresses(edges)):
        return None
    left, bottom, right, top = edges
    box = box_moved(left, bottom, right, top, matrix)
    return box if all(math.isfinite(v) for v in box) else None


def _add_path(handle: int, matrix: Matrix, order: int, shapes: Shapes) -> None:
    modes = (ctypes.c_int * 2)()
    _get_draw_mode(handle, *addresses(modes))
    is_filled, is_stroked = map(bool, modes)
    if not is_filled and not is_stroked:
        return
    if not is_stroked:
        bounds = _bounds(handle, matrix)
        if bounds is None or not _is_area(bounds):  # most rules are drawn as thin boxes: their bounds tell all
            if bounds is not None:
                _add_box(bounds, False, shapes)
            return
    paint: tuple[Colour | None, bool] | None = None
    outlines = list(_outlines(handle, then(own_matrix(handle), matrix)))
    if not is_stroked and len(outlines) == 2:
        outlines = _sides_of_ring(outlines, modes[0] == pdfium.FPDF_FILLMODE_ALTERNATE) or outlines
    for points, is_closed in outlines:
        box = around(points)
        is_box = is_closed and _is_box(points, box)
        if is_stroked and not is_box:
            shapes.rulings += _sides(points, is_closed or is_filled)
        if is_box or is_filled:
            _add_box(box, is_stroked and is_box, shapes)
        if is_filled and _is_area(box):
            colour, is_opaque = paint = paint or _read_paint(handle)
            if is_box or _fills(points, box):
                shapes.paints.append(Paint(*box, colour, order, is_opaque))
            if colour is not None:
                shapes.grounds.append(box)


def _read_paint(handle: int) -> tuple[Colour | None, bool]:
    """The colour that a path is filled with, None for white, and whether it hides what is below."""
    parts = (ctypes.c_uint * 4)()
    if not _get_fill_colour(handle, *addresses(parts)):
        return None, False
    red, green, blue, alpha = parts
    is_opaque = alpha == 255 and not _has_transparency(handle)
    return on_paper(red, green, blue, alpha), is_opaque


def _outlines(handle: int, matrix: Matrix) -> Iterator[tuple[Points, bool]]:
    """The subpaths of a path: their points and whether each returns to its start."""
    at = (ctypes.c_float * 2)()
    at_x, at_y = addresses(at)
    points: Points = []
    is_closed = False
    for index in range(min(_count_segments(handle), MOST_SEGMENTS)):
        segment = _get_segment(handle, index)
        _get_point(segment, at_x, at_y)
        if _get_kind(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points, is_closed or _returns(points)
            points, is_closed = [], False
        point = moved(at[0], at[1], matrix)
        if not (math.isfinite(point[0]) and math.isfinite(point[1])):
            return
        points.append(point)
        is_closed = is_closed or bool(_is_closing(segment))
    if points:
        yield points, is_closed or _returns(points)


def _sides_of_ring(outlines: Sequence[tuple[Points, bool]], is_alternate: bool) -> list[tuple[Points, bool]]:
    """The four boxes that are painted where one box is a hole in another, as browsers draw a border; else nothing.

    A box within another is a hole where painting alternates or the two are drawn in opposite directions (ISO 32000-1,
    8.5.3.3).
    """
    boxes = [around(points) for points, is_closed in outlines if is_closed and _is_box(points, around(points))]
    if len(boxes) < 2 or not (is_alternate or _turn(outlines[0][0]) * _turn(outlines[1][0]) < 0):
        return []
    inner, outer = sorted(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))
    x0, top, x1, bottom = outer
    left, upper, right, lower = inner
    if not (x0 <= left < right <= x1 and top <= upper < lower <= bottom):
        return []
    sides = [(x0, top, x1, upper), (x0, lower, x1, bottom), (x0, top, left, bottom), (right, top, x1, bottom)]
    return [([(a, b), (c, b), (c, d), (a, d)], True) for a, b, c, d in sides if c > a and d > b]


def _turn(points: Points) -> float:
    """Twice the area within, above 0 or below it by the direction in which it is drawn."""
    return sum(xa * yb - xb * ya for (xa, ya), (xb, yb) in pairwise([*points, points[0]]))


def _returns(points: Points) -> bool:
    (xa, ya), (xb, yb) = points[0], points[-1]
    return len(points) > 2 and abs(xa - xb) <= STRAIGHT and abs(ya - yb) <= STRAIGHT


def _is_box(points: Points, box: Box) -> bool:
    """Whether the outline is an upright rectangle: every point in a corner, and no side slanting."""
    if not 4 <= len(points) <= 6:
        return False
    x0, top, x1, bottom = box
    for x, y in points:
        if min(x - x0, x1 - x) > STRAIGHT or min(y - top, bottom - y) > STRAIGHT:
            return False
    return all(min(abs(xa - xb), abs(ya - yb)) <= STRAIGHT for (xa, ya), (xb, yb) in pairwise(points))


def _is_area(box: Box) -> bool:
    return box[2] - box[0] > THIN and box[3] - box[1] > THIN


def _fills(points: Points, box: Box) -> bool:
    return abs(_turn(points)) / 2 >= BOXY * (box[2] - box[0]) * (box[3] - box[1])


def _sides(points: Sequence[tuple[float, float]], is_closed: bool) -> Iterator[Ruling]:
    for (xa, ya), (xb, yb) in pairwise([*points, points[0]] if is_closed else points):
        x0, x1, top, bottom = min(xa, xb), max(xa, xb), min(ya, yb), max(ya, yb)
        if bottom - top <= STRAIGHT < x1 - x0:
            yield Ruling(True, (top + bottom) / 2, x0, x1)
        elif x1 - x0 <= STRAIGHT < bottom - top:
            yield Ruling(False, (x0 + x1) / 2, top, bottom)


def _add_box(box: Box, has_border: bool, shapes: Shapes) -> None:
    """A thin box is a line; the border of another one is four."""
    x0, top, x1, bottom = box
    thin_down, thin_across = bottom - top <= THIN, x1 - x0 <= THIN
    if thin_down:  # a dot of a dotted border is thin both ways and may belong to either
        shapes.rulings.append(Ruling(True, (top + bottom) / 2, x0, x1))
    if thin_across:
        shapes.rulings.append(Ruling(False, (x0 + x1) / 2, top, bottom))
    if has_border and not thin_down and not thin_across:
        shapes.rulings += outline(x0, top, x1, bottom)
