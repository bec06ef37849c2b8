"""Tables of which only some rows are drawn: every other one shaded or boxed, the rest standing free between.

The drawn rows tell where the columns part; free lines that keep to them, next to or between them, are rows as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extractors.pdf.borderless.blocks import lines_to_blocks
from extractors.pdf.borderless.grid import plan_row_placings, to_grid
from extractors.pdf.borderless.plans import EDGE, PAGE_NUMBER
from extractors.pdf.borderless.rows import print_lines
from extractors.pdf.borderless.skeletons import keeps_to_columns
from extractors.pdf.borderless.strips import lines_to_strips
from extractors.pdf.grid import Grid
from extractors.pdf.lines import Line
from extractors.pdf.page import Ruling

SAME = 4.0
"""Points by which the borders of one table's rows may differ."""
FEWEST = 3
"""Columns from which free lines are looked for: with two, any prose may seem to keep to them."""
FAR = 2.5
"""A free row stands no further from the next drawn one than this times its letter height."""
NEAR = 0.38
"""Room that parts columns where their borders are known, over the letter height."""


def with_free_rows(
    grids: Sequence[Grid], free: Sequence[Line], rulings: Sequence[Ruling], height: float
) -> tuple[list[Grid], list[Line]]:
    """The grids, those of one table made one with the free rows between and next to them; and the lines left over.

    Args:
        grids: What is drawn.
        free: Lines that stand in none.
        rulings: Drawn lines, and the edges of shading.
        height: The page's, points.
    """
    done: list[Grid] = []
    left = list(free)
    for group in _same_columns(grids):
        borders = column_borders(group[0])
        if borders is None or group[0].n_columns < FEWEST:
            done += group
            continue
        parts: list[Grid] = []
        for above, below in pairwise([None, *group, None]):
            lines = _between(left, borders, above, below, height)
            rows = _free_rows(lines, borders, rulings) if _are_rows(lines, borders) else None
            if rows is not None:
                parts.append(rows)
                left = [line for line in left if line not in lines]
            if below is not None:
                parts.append(below)
        done += _stacked(parts, len(group))
    return done, left


def column_borders(grid: Grid) -> list[float] | None:
    """Where the columns of a grid part, or None where its cells do not say so of each."""
    edges: dict[int, list[float]] = {}
    for cell in grid.cells:
        edges.setdefault(cell.column, []).append(cell.x0)
        edges.setdefault(cell.column + cell.column_span, []).append(cell.x1)
    if len(edges) != grid.n_columns + 1:
        return None
    return [median(edges[column]) for column in sorted(edges)]


def _same_columns(grids: Sequence[Grid]) -> list[list[Grid]]:
    """Grids that follow one another down the page with the same borders, together."""
    groups: list[list[Grid]] = []
    for grid in sorted(grids, key=_top):
        borders = column_borders(grid)
        before = column_borders(groups[-1][-1]) if groups else None
        same = borders is not None and before is not None and len(borders) == len(before)
        if same and all(abs(a - b) <= SAME for a, b in zip(borders or (), before or (), strict=True)):
            groups[-1].append(grid)
        else:
            groups.append([grid])
    return groups


def _top(grid: Grid) -> float:
    return min(cell.top for cell in grid.cells)


def _bottom(grid: Grid) -> float:
    return max(cell.bottom for cell in grid.cells)


def _between(
    lines: Sequence[Line], borders: Sequence[float], above: Grid | None, below: Grid | None, height: float
) -> list[Line]:
    """The free lines between two drawn parts; before the first and behind the last, those that stand near."""
    top = _bottom(above) if above else None
    bottom = _top(below) if below else None
    inside = [
        line
        for line in sorted(lines, key=lambda line: line.top)
        if line.x0 >= borders[0] - SAME
        and line.x1 <= borders[-1] + SAME
        and (top is None or line.bottom > top)
        and (bottom is None or line.top < bottom)
    ]
    if top is None and bottom is not None:
        return _chain(inside[::-1], bottom, borders, height)[::-1]
    if bottom is None and top is not None:
        return _chain(inside, top, borders, height)
    return inside


def _chain(lines: Sequence[Line], edge: float, borders: Sequence[float], height: float) -> list[Line]:
    """Lines one next to the other from the edge on, as long as they keep to the columns."""
    chain: list[Line] = []
    for line in lines:
        room = max(line.top - edge, edge - line.bottom)
        crosses = any(w.x0 + 1 < border < w.x1 - 1 for w in line.words for border in borders[1:-1])
        if room > FAR * line.size or crosses:
            break
        chain.append(line)
        edge = line.bottom if line.top >= edge else line.top
    while chain and _is_furniture(chain[-1], borders, height):
        chain.pop()
    return chain


def _is_furniture(line: Line, borders: Sequence[float], height: float) -> bool:
    """Whether the outermost line is the page's: with its number, or alone in one column at the page's edge."""
    is_alone = not any(line.x0 < border < line.x1 for border in borders[1:-1])
    is_at_edge = line.top > EDGE * height or line.bottom < (1 - EDGE) * height
    pieces = [piece.text for strip in lines_to_strips([line], NEAR) for piece in strip.pieces]
    is_numbered = any(PAGE_NUMBER.match(text) and (text[0].isalpha() or len(pieces) == 1) for text in pieces)
    return is_numbered or (is_alone and is_at_edge)


def _are_rows(lines: Sequence[Line], borders: Sequence[float]) -> bool:
    return bool(lines) and keeps_to_columns(lines, borders[1:-1])


def _free_rows(lines: Sequence[Line], borders: Sequence[float], rulings: Sequence[Ruling]) -> Grid | None:
    columns = [(a + 1.5, max(b - 1.5, a + 2.0)) for a, b in pairwise(borders)]
    printed = print_lines(lines_to_strips(lines, NEAR, join_labels=False), columns, rulings)
    if not printed:
        return None
    rows = lines_to_blocks(printed, columns)
    placings = [placing for number, row in enumerate(rows) for placing in plan_row_placings(row, number, len(columns))]
    return to_grid(placings, rows, columns)


def _stacked(parts: Sequence[Grid], n_drawn: int) -> list[Grid]:
    """The parts as one grid, top to bottom; as they are where nothing free was found."""
    if len(parts) == n_drawn:
        return list(parts)
    cells = []
    n_rows = 0
    for part in parts:
        cells += [cell._replace(row=cell.row + n_rows) for cell in part.cells]
        n_rows += part.n_rows
    return [Grid(tuple(cells), n_rows, parts[0].n_columns)]
