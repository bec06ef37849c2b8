"""Ruled grids that are fragments of a plan's table: what else belongs to it is not enclosed.

Coloured cells between lines across the page, a shaded heading row, the first rows of several, columns without a line
between rows. The table is then looked for by its headings, or by the columns of the page before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from extractors.pdf.borderless.bands import SAME, column_borders
from extractors.pdf.borderless.headings import HeadingRow, find_heading_rows, is_heading_band
from extractors.pdf.borderless.strips import NEAR, OVER, Strip, join_level, lines_to_strips
from extractors.pdf.grid import Grid, GridCell
from extractors.pdf.lines import Line
from extractors.pdf.page import Ruling

ABOVE = 60.0
"""Points above a grid in which the headings of its table stand."""
MORE = 2
"""Headings more than a grid has columns that show that it lacks some."""
SURE = 3
"""Known headings of a row that is surely one."""
MOST_COLUMNS = 4
"""A grid of more columns has them all."""
MOSTLY = 0.5
"""Share of a grid's lines that stand in the one row that should be several, at least."""
BODY = 4
"""Lines below the headings, within the same row of a grid, that show that rows are not parted."""

Ruled = Sequence[tuple[Grid, Mapping[GridCell, Sequence[Line]]]]


def find_fragments(
    ruled: Ruled,
    outside: Sequence[Line],
    rulings: Sequence[Ruling],
    headings: frozenset[str],
    columns_before: Sequence[float] | None,
) -> list[Grid]:
    """Those of a page's grids that are less than their table.

    Args:
        ruled: Each grid with the lines that stand in its cells.
        outside: The lines that stand in none.
        rulings: What is drawn, each line once.
        headings: Case-folded column headings.
        columns_before: Where the columns of the page before part, points, if its table may go on.
    """
    borders = [columns_before, *(column_borders(grid) for grid, _ in ruled)]
    coloured = [grid for grid, _ in ruled if _has_some_of(grid, borders)]
    whole = [grid for grid, _ in ruled if grid not in coloured]
    lacking = [grid for grid, filled in ruled if _lacks_columns(grid, filled, outside, headings)]
    return [
        grid
        for grid, filled in ruled
        if grid.n_columns == 1
        or grid in coloured
        or is_heading_band(grid, filled, headings)
        or _rows_go_on(grid, whole, rulings, outside)
        or any(_has_same_columns(column_borders(grid), column_borders(one)) for one in lacking)
        or _lacks_rows(grid, filled, headings, columns_before)
        or _is_parted_by_colours(grid, rulings)
    ]


def _has_some_of(grid: Grid, columns: Iterable[Sequence[float] | None]) -> bool:
    """Whether a grid has the outer edges of such columns and only some of the borders between: of coloured cells."""
    borders = column_borders(grid)
    if borders is None or len(borders) <= 2:
        return False
    return any(
        one is not None and len(borders) < len(one) and all(min(abs(x - at) for at in one) <= SAME for x in borders)
        for one in columns
    )


def _has_same_columns(one: Sequence[float] | None, other: Sequence[float] | None) -> bool:
    if one is None or other is None or len(one) != len(other):
        return False
    return all(abs(a - b) <= SAME for a, b in zip(one, other, strict=True))


def _rows_go_on(grid: Grid, whole: Sequence[Grid], rulings: Sequence[Ruling], lines: Sequence[Line]) -> bool:
    """Whether a row in the columns of a grid follows it down to a line as wide, where no whole grid is."""
    borders = column_borders(grid)
    if borders is None:
        return False
    bottom = max(cell.bottom for cell in grid.cells)
    below = [r for r in rulings if r.horizontal and r.is_drawn and r.at > bottom + SAME]
    as_wide = [r.at for r in below if abs(r.start - borders[0]) <= SAME and abs(r.end - borders[-1]) <= SAME]
    free = [at for at in as_wide if not any(_reaches(one, at) for one in whole)]
    row = [line for line in lines if free and bottom - SAME < line.top and line.bottom < min(free) + SAME]
    words = [word for line in row for word in line.words]
    if any(word.x0 + OVER < border < word.x1 - OVER for word in words for border in borders[1:-1]):
        return False
    return len({bisect_right(borders, (word.x0 + word.x1) / 2) for word in words}) > 1


def _reaches(grid: Grid, at: float) -> bool:
    return min(c.top for c in grid.cells) - SAME <= at <= max(c.bottom for c in grid.cells) + SAME


def _lacks_columns(
    grid: Grid, filled: Mapping[GridCell, Sequence[Line]], outside: Sequence[Line], headings: frozenset[str]
) -> bool:
    """Whether headings in a grid, or right above it, are more than its columns: its coloured cells are enclosed."""
    if grid.n_columns > MOST_COLUMNS:
        return False
    left, right = min(c.x0 for c in grid.cells), max(c.x1 for c in grid.cells)
    top = min(c.top for c in grid.cells)
    above = [line for line in outside if top - ABOVE < line.top < top and left - SAME < line.x0 < right]
    strips = _strips([*above, *(line for part in filled.values() for line in part)])
    rows = find_heading_rows(strips, headings)
    return any(_is_sure(row) and len(row.headings) >= grid.n_columns + MORE for row in rows)


def _lacks_rows(
    grid: Grid,
    filled: Mapping[GridCell, Sequence[Line]],
    headings: frozenset[str],
    columns_before: Sequence[float] | None,
) -> bool:
    """Whether lines part a grid's columns alone: its headings stand in one row with all that is below them."""
    if grid.n_rows == 1 and columns_before is not None:
        return _has_same_columns(column_borders(grid), columns_before)
    n_lines: Counter[int] = Counter()
    for cell, part in filled.items():
        n_lines[cell.row] += len(part)
    number, most = n_lines.most_common(1)[0]
    if most <= MOSTLY * n_lines.total():
        return False
    strips = _strips([line for cell, part in filled.items() if cell.row == number for line in part])
    for row in find_heading_rows(strips, headings):
        body = strips[row.last + 1 :]
        if _is_sure(row) and row.first == 0 and len(body) >= BODY and sum(len(s.pieces) > 1 for s in body) > 1:
            return True
    return False


def _is_parted_by_colours(grid: Grid, rulings: Sequence[Ruling]) -> bool:
    """Whether most columns have cells over several rows in which no line is drawn: colours alone part the others."""
    tall = [cell for cell in grid.cells if cell.row_span > 1 and cell.column_span == 1]
    if len({cell.column for cell in tall}) <= grid.n_columns / 2:
        return False
    top, bottom = min(cell.top for cell in tall) + SAME, max(cell.bottom for cell in tall) - SAME
    return not any(r.horizontal and r.is_drawn and top < r.at < bottom for r in rulings)


def _strips(lines: Sequence[Line]) -> list[Strip]:
    return lines_to_strips(join_level(lines), NEAR, join_labels=False)


def _is_sure(row: HeadingRow) -> bool:
    return row.n_known >= SURE
