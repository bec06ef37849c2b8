"""What a paint looks like on paper, and the shading that stands behind a box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.document import Colour, Region
from extractors.pdf.page import Paint, Ruling

WHITE = 250
"""Components from this up on all three channels count as unpainted paper."""
ENOUGH = 0.5
"""Share of a cell that its shading has to cover: less is a highlighted word or a stamp."""
EDGE = 1.0
"""Points by which a box drawn in a cell may lie over its border."""
TALLEST = 14_400.0
"""The greatest height of a page, points (ISO 32000-1, Annex C)."""
TOUCHING = 1.5
"""Points between two strips of one shading."""
BAND = 50.0
"""Points of height by which painted boxes are looked up."""


def on_paper(red: int, green: int, blue: int, alpha: int = 255) -> Colour | None:
    """A paint of 0 to 255 on white paper, `alpha` saying how much of the paper it hides; None for white."""
    if alpha == 255:
        return None if red >= WHITE and green >= WHITE and blue >= WHITE else (red, green, blue)
    seen = tuple(round((part * alpha + 255 * (255 - alpha)) / 255) for part in (red, green, blue))
    return None if min(seen) >= WHITE else (seen[0], seen[1], seen[2])


class Paints:
    """The painted boxes of a page, found by height."""

    def __init__(self, paints: Iterable[Paint]) -> None:
        self._bands: dict[int, list[tuple[int, Paint]]] = {}
        for number, paint in enumerate(paints):
            for band in _bands(paint.top, paint.bottom):
                self._bands.setdefault(band, []).append((number, paint))

    def near(self, region: Region) -> list[Paint]:
        """Those that may touch the box, in painting order."""
        found: dict[int, Paint] = {}
        for band in _bands(region.top, region.bottom):
            found.update(self._bands.get(band, ()))
        return [found[number] for number in sorted(found)]


def band_edges(paints: Iterable[Paint]) -> list[Ruling]:
    """The upper and lower edges of shading: rows part there where no line is drawn.

    Boxes of one colour and width that touch are one: Word paints a strip behind each line of print.
    """
    edges: list[Ruling] = []
    columns: dict[tuple[Colour | None, int, int], list[Paint]] = {}
    for paint in paints:
        columns.setdefault((paint.colour, round(paint.x0), round(paint.x1)), []).append(paint)
    for strips in columns.values():
        bottom: float | None = None
        for paint in sorted(strips, key=lambda strip: strip.top):
            if bottom is None or paint.top > bottom + TOUCHING:
                edges += [Ruling(True, at, paint.x0, paint.x1, False) for at in (bottom, paint.top) if at is not None]
                bottom = paint.bottom
            else:
                bottom = max(bottom, paint.bottom)
        if bottom is not None:
            edges.append(Ruling(True, bottom, strips[0].x0, strips[0].x1, False))
    return edges


def _bands(top: float, bottom: float) -> range:
    """The bands that a stretch of the page touches; whatever is drawn far outside the page counts to its edge."""
    return range(max(0, int(top // BAND)), max(0, int(min(bottom, TALLEST) // BAND)) + 1)


def find_fill(region: Region, middles: Sequence[tuple[float, float]], paints: Paints) -> Colour | None:
    """The colour of a cell: its shading, else that of a box drawn within it around all that it prints.

    Args:
        region: The cell.
        middles: The middles of what is printed in it.
        paints: What is painted on the page.
    """
    near = paints.near(region)
    return (_shading(region, near) or _mark(region, middles, near)) if near else None


def _mark(region: Region, middles: Sequence[tuple[float, float]], paints: Iterable[Paint]) -> Colour | None:
    """The one colour of boxes within the cell: a rating painted as a box, a marker over all of its words."""
    marks = [paint for paint in paints if paint.colour is not None and _is_within(paint, region)]
    colours = {mark.colour for mark in marks}
    if len(colours) != 1:
        return None
    covered = all(any(m.x0 <= x <= m.x1 and m.top <= y <= m.bottom for m in marks) for x, y in middles)
    return colours.pop() if covered else None


def _is_within(paint: Paint, region: Region) -> bool:
    return (
        region.x0 - EDGE <= paint.x0
        and paint.x1 <= region.x1 + EDGE
        and region.top - EDGE <= paint.top
        and paint.bottom <= region.bottom + EDGE
    )


def _shading(region: Region, paints: Iterable[Paint]) -> Colour | None:
    """The colour that covers most of the box, the last painted where two cover the same.

    Word paints a cell's shading in strips, one behind each line, so the strips of one colour are added up.
    """
    area = (region.x1 - region.x0) * (region.bottom - region.top)
    if area <= 0:
        return None
    covered: dict[Colour | None, float] = {}
    for paint in paints:
        width = min(region.x1, paint.x1) - max(region.x0, paint.x0)
        height = min(region.bottom, paint.bottom) - max(region.top, paint.top)
        if width > 0 and height > 0:
            share = covered.pop(paint.colour, 0.0) + width * height / area
            covered[paint.colour] = min(1.0, share)
    best: Colour | None = None
    best_share = ENOUGH
    for colour, share in covered.items():
        if share >= best_share - 0.02:
            best, best_share = colour, max(share, best_share)
    return best
