"""Ruled grids that are less than the table they belong to: only some of its rows or columns are ruled.

A cell over several columns whose words keep to those columns is split at their borders. A grid that still leaves its
words apart (a frame, bands) is given up: where the words stand tells more, and the drawn lines still help there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from extractors.pdf.borderless.levels import Level, rules_to_levels
from extractors.pdf.borderless.rows import is_figure
from extractors.pdf.borderless.strips import Strip, lines_to_strips, may_part
from extractors.pdf.grid import Grid, GridCell
from extractors.pdf.lines import Line
from extractors.pdf.page import Ruling
from extractors.pdf.rules import TOLERANCE

APART = 1.2
"""Words of one ruled cell further apart than this times the letter height are taken for cells of their own."""
FALLEN = 0.35
"""Share of a grid's printed heights at which words of a cell fall apart, from which the grid is given up."""
FLUSH = 1.5
"""Points by which the end of a justified line may miss the edge of its text."""
EVEN = 0.8
"""The narrowest space of a justified line over its widest, at least."""
ENOUGH = 3
"""Borders with words on both sides in one line, all lines counted, that show columns kept to."""
LOWEST = 5.0
"""Points: the least height of a row."""
MANY = 4
"""A row whose cells have so many figures one below the other stands for as many rows."""

Filled = Mapping[GridCell, Sequence[Line]]


def split_open_cells(grid: Grid, filled: Filled, rulings: Sequence[Ruling] = ()) -> Grid:
    """The grid with cells split that run over several columns while their words keep to each.

    Args:
        grid: What is enclosed.
        filled: Its cells and the lines that stand in each.
        rulings: What is drawn, each line once: a line through some columns of such a cell parts rows there.
    """
    if not any(cell.column_span > 1 for cell in grid.cells):
        return grid
    borders = _borders(grid)
    if borders is None:
        return grid
    levels = rules_to_levels(rulings, borders)
    cells: list[GridCell] = []
    is_split = False
    for cell in grid.cells:
        lines = filled.get(cell, ()) if cell.column_span > 1 else ()
        strips = lines_to_strips(lines, APART)
        is_open = _keep_apart(strips, cell, borders) or keeps_to_columns(lines, _inner(cell, borders))
        cells += _split(cell, borders, levels) if is_open else [cell]
        is_split = is_split or is_open
    return _renumbered(cells, grid.n_columns) if is_split else grid


def _inner(cell: GridCell, borders: Sequence[float]) -> Sequence[float]:
    return borders[cell.column + 1 : cell.column + cell.column_span]


def keeps_to_columns(lines: Sequence[Line], inner: Sequence[float]) -> bool:
    """Whether no word runs over a border between columns though words stand on both sides of some, often enough.

    Prose set across the columns has a word over most of the borders in every line.
    """
    n_between = 0
    for line in lines:
        if any(word.x0 + 1 < border < word.x1 - 1 for word in line.words for border in inner):
            return False
        n_between += sum(line.x0 < border < line.x1 for border in inner)
    return n_between >= ENOUGH


def _borders(grid: Grid) -> list[float] | None:
    """Where the columns part, or None where the cells do not say so of each."""
    edges = {c.column: c.x0 for c in grid.cells} | {c.column + c.column_span: c.x1 for c in grid.cells}
    found = [edges[i] for i in range(grid.n_columns + 1) if i in edges]
    return found if len(found) == grid.n_columns + 1 else None


def _keep_apart(strips: Sequence[Strip], cell: GridCell, borders: Sequence[float]) -> bool:
    """Whether at least two of the columns have words, and every piece keeps to one column."""
    inner = _inner(cell, borders)
    pieces = [piece for strip in strips for piece in strip.pieces]
    if not any(len(strip.pieces) > 1 for strip in strips):
        return False
    if any(p.x0 + 1 < border < p.x1 - 1 for p in pieces for border in inner):
        return False
    return len({sum(border <= p.middle for border in inner) for p in pieces}) > 1


def _split(cell: GridCell, borders: Sequence[float], levels: Sequence[Level]) -> list[GridCell]:
    inside = [level for level in levels if cell.top + LOWEST < level[0] < cell.bottom - LOWEST]
    cells: list[GridCell] = []
    for column in range(cell.column, cell.column + cell.column_span):
        cuts = [at for at, covered in inside if column in covered]
        for top, bottom in pairwise([cell.top, *cuts, cell.bottom]):
            cells.append(GridCell(cell.row, column, 1, 1, borders[column], top, borders[column + 1], bottom))
    return cells


def _renumbered(cells: Sequence[GridCell], n_columns: int) -> Grid:
    """The cells with their rows counted anew from where they begin and end."""
    edges: list[float] = []
    for at in sorted({at for cell in cells for at in (cell.top, cell.bottom)}):
        if not edges or at - edges[-1] > TOLERANCE:
            edges.append(at)
    rows = [bisect_right(edges, cell.top) - 1 for cell in cells]
    ends = [bisect_right(edges, cell.bottom) - 1 for cell in cells]
    placed = [
        cell._replace(row=row, row_span=max(1, end - row)) for cell, row, end in zip(cells, rows, ends, strict=True)
    ]
    return Grid(tuple(sorted(placed, key=lambda c: (c.row, c.column))), len(edges) - 1, n_columns)


def is_skeleton(filled: Filled, every_kind: bool) -> bool:
    """Whether a ruled grid leaves rows or columns of its table open.

    Args:
        filled: The grid's cells and the lines that stand in each.
        every_kind: Whether figures one below the other in one ruled row are rows of their own.
    """
    return _falls_apart(filled) or (every_kind and _is_stacked(filled))


def _falls_apart(filled: Filled) -> bool:
    """Whether at many heights the words of one cell stand apart, at a place where those of other lines do."""
    lines = [line for part in filled.values() for line in part]
    parted = _not_justified([(line, part) for part in filled.values() for line in part if may_part(line, APART)])
    strips = [strip for strip in lines_to_strips(parted, APART) if len(strip.pieces) > 1]
    apart = {round(strip.line.top / 2) for strip in strips}
    if len(apart) <= 2 or len(apart) <= FALLEN * len({round(line.top / 2) for line in lines}):
        return False
    places: Counter[int] = Counter()
    for strip in strips:
        places.update({round(edge / 4) for piece in strip.pieces[1:] for edge in (piece.x0, piece.x1)})
    return max(places.values()) >= 0.4 * len(apart)


def _not_justified(parted: Sequence[tuple[Line, Sequence[Line]]]) -> list[Line]:
    """The lines, each given with those of its cell, but for stretched ones where most of three words or more are."""
    stretched = [_is_stretched(line, cell) for line, cell in parted]
    told = [is_stretched for (line, _), is_stretched in zip(parted, stretched, strict=True) if len(line.words) > 2]
    is_justified = len(told) >= ENOUGH and sum(told) > 0.5 * len(told)
    return [line for (line, _), is_wide in zip(parted, stretched, strict=True) if not (is_justified and is_wide)]


def _is_stretched(line: Line, cell: Sequence[Line]) -> bool:
    """Whether a line runs from edge to edge of its cell's text with spaces of one width, as a justified one does."""
    is_flush = line.x0 - min(one.x0 for one in cell) <= FLUSH and max(one.x1 for one in cell) - line.x1 <= FLUSH
    spaces = [after.x0 - before.x1 for before, after in pairwise(line.words)]
    return is_flush and min(spaces, default=0.0) >= EVEN * max(spaces, default=0.0)


def _is_stacked(filled: Filled) -> bool:
    """Whether one row has figures one below the other, at equal heights, in two cells or more."""
    rows: dict[int, list[Sequence[Line]]] = {}
    for cell, lines in filled.items():
        if len(lines) >= MANY and cell.row_span == 1:
            rows.setdefault(cell.row, []).append(lines)
    return any(sum(_is_pile(lines) for lines in row) >= 2 and _is_level(row) for row in rows.values())


def _is_pile(lines: Sequence[Line]) -> bool:
    return sum(is_figure([strip.pieces[0]]) for strip in lines_to_strips(lines)) > 0.7 * len(lines)


def _is_level(row: Sequence[Sequence[Line]]) -> bool:
    heights = Counter(top for lines in row for top in {round(line.top / 2) for line in lines})
    return sum(n for n in heights.values() if n > 1) > 0.6 * sum(heights.values())
