"""Letters that are in the file and that a reader of the page does not see.

Text in an invisible mode or on a layer that is off, text painted over, white text on white paper. An old table may
lie beneath the new one, and what was covered was meant to be gone.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from itertools import compress
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

from extractors.pdf.frame import Frame
from extractors.pdf.glyphs import n_missing
from extractors.pdf.objects import drawn_objects
from extractors.pdf.page import Paint, Placed
from extractors.pdf.shapes import Shapes
from extractors.pdf.styles import Styles
from extractors.pdf.text import Flags

SCAN = 0.5
"""A page of which pictures fill this share is a scan: the invisible letters on it are what OCR read from it."""
SAMPLED = 20
"""One letter of so many is asked whether it is painted."""
SLACK = 1.0
"""Points by which a cover may fall short of a run's middle line at either end."""


class Seen(NamedTuple):
    """The runs that are seen and the number of letters that are not."""

    placed: tuple[Placed, ...]
    n_hidden: int


def is_scan(shapes: Shapes, frame: Frame) -> bool:
    """Whether pictures fill most of the page (scanners store one, or many strips)."""
    painted = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in shapes.pictures)
    return painted > SCAN * frame.width * frame.height


def is_read_by_ocr(text: str, styles: Styles, shapes: Shapes, frame: Frame) -> bool:
    """Whether the page is a picture whose letters stand behind it or are not painted."""
    if shapes.first_text is None or shapes.last_picture is None or not is_scan(shapes, frame):
        return False
    letters = [index for index, letter in enumerate(text) if not letter.isspace()][::SAMPLED]
    is_behind = shapes.first_text < shapes.last_picture
    return is_behind or any(not one.style.is_painted for one in styles.of(letters))


def has_covers(shapes: Shapes) -> bool:
    """Whether a box is painted behind which letters may have been set before."""
    return shapes.first_text is not None and any(
        paint.is_opaque and paint.order > shapes.first_text for paint in shapes.paints
    )


def without_hidden(placed: Sequence[Placed], page: int, shapes: Shapes, frame: Frame) -> Seen:
    """The runs that can be seen; `page` is the address of pdfium's page."""
    seen = list(placed)
    if not is_scan(shapes, frame):
        seen = [one for one in seen if one.style.is_painted]
    if has_covers(shapes):
        seen = _without_covered(seen, page, shapes)
    seen = [one for one in seen if one.style.colour is not None or _is_backed(one, shapes)]
    return Seen(tuple(seen), n_missing(seen, placed))


def _without_covered(placed: Sequence[Placed], page: int, shapes: Shapes) -> list[Placed]:
    covers = [paint for paint in shapes.paints if paint.is_opaque and paint.order > (shapes.first_text or 0)]
    is_covered = np.zeros(len(placed), dtype=bool)
    for beneath in _beneath(placed, covers):
        is_covered |= beneath
    if not is_covered.any():
        return list(placed)
    orders = _text_orders(page, {one.source for one in compress(placed, is_covered.tolist())})
    order = np.array([orders.get(one.source, math.inf) for one in placed])
    is_hidden = np.zeros(len(placed), dtype=bool)
    for paint, beneath in zip(covers, _beneath(placed, covers), strict=True):
        is_hidden |= beneath & (order < paint.order)
    return list(compress(placed, (~is_hidden).tolist()))


def _beneath(placed: Sequence[Placed], covers: Sequence[Paint]) -> Iterator[Flags]:
    """For each cover, which runs have their middle line behind it."""
    x, y = np.array([one.x for one in placed]), np.array([one.y for one in placed])
    half = np.array([(one.glyph.x1 - one.glyph.x0) / 2 - SLACK for one in placed])
    is_level = np.array([one.turned in (0, 180) for one in placed])
    wide, high = np.where(is_level, half, 0.0), np.where(is_level, 0.0, half)
    x0, x1, top, bottom = x - wide, x + wide, y - high, y + high
    for paint in covers:
        yield (paint.x0 <= x0) & (x1 <= paint.x1) & (paint.top <= top) & (bottom <= paint.bottom)


def _text_orders(page: int, sources: Collection[int | None]) -> dict[int | None, int]:
    return {
        handle: order
        for kind, handle, _, order in drawn_objects(page)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT and handle in sources
    }


def _is_backed(one: Placed, shapes: Shapes) -> bool:
    """Whether anything but paper lies where white letters stand."""
    return any(x0 <= one.x <= x1 and top <= one.y <= bottom for x0, top, x1, bottom in shapes.grounds)
