"""Letters that are in the file and that a reader of the page does not see.

Text in an invisible mode or on a layer that is off, text painted over, white text on white paper. An old table may
lie beneath the new one, and what was covered was meant to be gone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

import pypdfium2.raw as pdfium

from extractors.pdf.frame import Frame
from extractors.pdf.glyphs import n_missing
from extractors.pdf.objects import drawn_objects
from extractors.pdf.page import Paint, Placed
from extractors.pdf.shapes import Shapes

SCAN = 0.5
"""A page of which pictures fill this share is a scan: the invisible letters on it are what OCR read from it."""
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
    maybe = [one for one in placed if any(_covers(paint, one) for paint in covers)]
    if not maybe:
        return list(placed)
    orders = _text_orders(page, {one.source for one in maybe})
    hidden = {
        id(one)
        for one in maybe
        if any(_covers(paint, one) and paint.order > orders.get(one.source, paint.order) for paint in covers)
    }
    return [one for one in placed if id(one) not in hidden]


def _covers(paint: Paint, one: Placed) -> bool:
    half = (one.glyph.x1 - one.glyph.x0) / 2 - SLACK
    wide, high = (half, 0.0) if one.turned in (0, 180) else (0.0, half)
    return (
        paint.x0 <= one.x - wide
        and one.x + wide <= paint.x1
        and paint.top <= one.y - high
        and one.y + high <= paint.bottom
    )


def _text_orders(page: int, sources: Collection[int | None]) -> dict[int | None, int]:
    return {
        handle: order
        for kind, handle, _, order in drawn_objects(page)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT and handle in sources
    }


def _is_backed(one: Placed, shapes: Shapes) -> bool:
    """Whether anything but paper lies where white letters stand."""
    return any(x0 <= one.x <= x1 and top <= one.y <= bottom for x0, top, x1, bottom in shapes.grounds)
