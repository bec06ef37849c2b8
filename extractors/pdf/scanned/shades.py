"""The shading of cells in a picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from extractors.pdf.grid import Grid, GridCell
from extractors.pdf.page import Paint, Ruling
from extractors.pdf.rules import TOLERANCE
from extractors.pdf.scanned.picture import Dots, Picture

BORDER = 1.5
"""Points from a cell's edge at which its border ends."""
PAPER = 14
"""Steps of colour (of 255) by which paper may vary."""
SHADE = 16
"""Steps of grey that are one shade."""
BESIDE, WIDE = 1.5, 4.0
"""Points from a line at which its sides begin, and how much of each is looked at."""
HIGH = 14
"""Dots: the height of a line of print, over which a shade is even at least."""


def reach(picture: Picture, slope: float, lines: Sequence[Ruling]) -> list[Ruling]:
    """The lines, those that end beside print within reach of one across prolonged to it if they part two shades there.

    Args:
        picture: The page.
        slope: Rise over run of its lines.
        lines: Those that were seen.
    """
    reached: list[Ruling] = []
    for rule in lines:
        across = [
            c.at
            for c in lines
            if c.horizontal is not rule.horizontal and c.start - TOLERANCE <= rule.at <= c.end + TOLERANCE
        ]
        start = max((at for at in across if at < rule.start - TOLERANCE), default=rule.start)
        end = min((at for at in across if at > rule.end + TOLERANCE), default=rule.end)
        reached.append(
            rule._replace(
                start=start if _parts_shades(picture, slope, rule, start, rule.start) else rule.start,
                end=end if _parts_shades(picture, slope, rule, rule.end, end) else rule.end,
            )
        )
    return reached


def _parts_shades(picture: Picture, slope: float, rule: Ruling, start: float, end: float) -> bool:
    """Whether most of what lies along a line from `start` to `end` is of another shade on one side than the other."""
    if end <= start:
        return False
    sides = ((rule.at - BESIDE - WIDE, rule.at - BESIDE), (rule.at + BESIDE, rule.at + BESIDE + WIDE))
    boxes = [(start, low, end, high) if rule.horizontal else (low, start, high, end) for low, high in sides]
    shades = [(picture.within(*box, slope).mean(axis=2) // SHADE).astype(np.int64).ravel() for box in boxes]
    if not all(map(len, shades)):
        return False
    one, other = (int(np.bincount(shade).argmax()) for shade in shades)
    return abs(one - other) > 1


def find_edges(picture: Picture, slope: float, grids: Iterable[Grid]) -> list[Ruling]:
    """Where one shade ends and another begins across a whole cell: there is no line below a dark heading row.

    Args:
        picture: The page.
        slope: Rise over run of its lines.
        grids: Its tables.
    """
    return [edge for grid in grids for edge in _edges(picture, slope, grid)]


def _edges(picture: Picture, slope: float, grid: Grid) -> Iterator[Ruling]:
    """Those that cells over a quarter of the table's width share: a shade within a narrow cell is a mark."""
    found = [
        Ruling(True, cell.top + BORDER + at / picture.scale, cell.x0, cell.x1)
        for cell in grid.cells
        for at in _changes(_inside(picture, cell, slope))
    ]
    width = max(cell.x1 for cell in grid.cells) - min(cell.x0 for cell in grid.cells)
    for edge in found:
        level = [other for other in found if abs(other.at - edge.at) <= TOLERANCE]
        if 4 * sum(other.end - other.start for other in level) >= width:
            yield edge


def _changes(inner: Dots) -> list[int]:
    """The rows of dots at which the shade that most of a row has changes from several rows to several."""
    if len(inner) < 2 * HIGH or not inner.shape[1]:
        return []
    shades = (inner.mean(axis=2) // SHADE).astype(np.int64)
    counted = np.zeros((len(shades), 256 // SHADE), dtype=np.int64)
    np.add.at(counted, (np.arange(len(shades))[:, None], shades), 1)
    even = np.median(np.lib.stride_tricks.sliding_window_view(counted.argmax(axis=1), HIGH), axis=1)
    steps = np.abs(even[HIGH:] - even[:-HIGH])
    found: list[int] = []
    for at in np.argsort(-steps, kind="stable").tolist():
        if steps[at] < 2:  # neighbouring shades may be one
            break
        if all(abs(at - other) >= HIGH for other in found):
            found.append(at)
    return [at + HIGH for at in found]


def find_shading(picture: Picture, slope: float, grids: Iterable[Grid]) -> list[Paint]:
    """The cells that are not of the paper's colour, as boxes painted before all else (see `find_edges`)."""
    paper = np.median(picture.dots[::8, ::8].reshape(-1, 3), axis=0)
    found: list[Paint] = []
    for cell in (cell for grid in grids for cell in grid.cells):
        inner = _inside(picture, cell, slope).reshape(-1, 3)
        if len(inner):
            usual = np.median(inner, axis=0)
            if np.abs(usual - paper).max() > PAPER:
                red, green, blue = map(round, usual.tolist())
                found.append(Paint(cell.x0, cell.top, cell.x1, cell.bottom, (red, green, blue), order=-1))
    return found


def _inside(picture: Picture, cell: GridCell, slope: float) -> Dots:
    """The dots of a cell without its borders."""
    return picture.within(cell.x0 + BORDER, cell.top + BORDER, cell.x1 - BORDER, cell.bottom - BORDER, slope)
