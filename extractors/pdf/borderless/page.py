"""All tables of a page from what is ruled and from where words stand, each line in one of them at most."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from extractors.pdf.borderless.bands import SAME, column_borders, with_free_rows
from extractors.pdf.borderless.headings import is_heading_band
from extractors.pdf.borderless.regions import is_drawing
from extractors.pdf.borderless.skeletons import is_skeleton, split_open_cells
from extractors.pdf.borderless.strips import OVER
from extractors.pdf.borderless.tables import find_borderless
from extractors.pdf.grid import Grid, GridCell
from extractors.pdf.lines import Line, words_to_line
from extractors.pdf.page import Ruling
from extractors.pdf.rules import merge_rulings

MOST_BELOW = 3
"""A table goes on over the page if no more lines than this (a footer, a note) stand below it."""
CAPTION_ROOM = 60.0
"""Points above a grid in which its caption stands."""
LEVEL = 0.5
"""Share of the smaller height by which lines of two cells overlap that were printed as one."""


@dataclass(frozen=True, slots=True)
class Completed:
    """All grids of a page, and `columns_before` for the next (None where no table of a plan may go on)."""

    grids: tuple[Grid, ...]
    columns_after: tuple[float, ...] | None = None


def complete_grids(
    ruled: Sequence[tuple[Grid, Mapping[GridCell, Sequence[Line]]]],
    outside: Sequence[Line],
    rulings: Sequence[Ruling],
    size: tuple[float, float],
    headings: frozenset[str] | None,
    columns_before: Sequence[float] | None = None,
) -> Completed:
    """The ruled grids made whole, and the tables without rules.

    Args:
        ruled: Each ruled grid with the lines that stand in its cells.
        outside: The lines that stand in none.
        rulings: What is drawn on the page.
        size: The page's width and height, points.
        headings: As for `find_borderless`.
        columns_before: As for `find_borderless`.
    """
    if headings is not None and not headings:
        return Completed(tuple(grid for grid, _ in ruled))
    kept: list[Grid] = []
    loose: list[Grid] = []
    opened: list[Grid] = []
    lines = list(outside)
    merged = merge_rulings(rulings) if ruled else []
    parts = [grid for grid, _ in ruled if _has_some_of(grid, [columns_before, *(column_borders(g) for g, _ in ruled)])]
    whole = [grid for grid, _ in ruled if grid not in parts]
    for grid, filled in ruled:
        if headings is None and _is_drawing(grid, outside):
            continue
        split = split_open_cells(grid, filled, merged)
        is_band = headings is not None and (grid.n_columns == 1 or is_heading_band(grid, filled, headings))
        is_part = grid in parts or _rows_go_on(grid, whole, merged, outside)
        if (split is grid and is_skeleton(filled, headings is None)) or is_band or is_part:
            loose.append(grid)
            lines += [line for part in filled.values() for line in part]
        else:
            kept.append(split)
            opened += [split] if split is not grid else []
    joined = join_level(lines) if loose else lines
    if headings is not None:
        kept, joined = with_free_rows(kept, joined, rulings, size[1])
    found = find_borderless(joined, rulings, *size, headings, columns_before)
    clear = [g for g in found if not any(_overlap(g, other) for other in kept)]
    still = [g for g in loose if not any(_overlap(g, other) for other in clear)]
    after = _columns_after([*opened, *clear], joined) if headings is not None else None
    return Completed((*kept, *clear, *still), after)


def _rows_go_on(grid: Grid, grids: Sequence[Grid], rulings: Sequence[Ruling], lines: Sequence[Line]) -> bool:
    """Whether a row in the columns of a grid follows it down to a line as wide, where no grid is."""
    borders = column_borders(grid)
    if borders is None:
        return False
    bottom = _box(grid)[3]
    below = [r for r in rulings if r.horizontal and r.at > bottom + SAME]
    as_wide = [r.at for r in below if abs(r.start - borders[0]) <= SAME and abs(r.end - borders[-1]) <= SAME]
    free = [at for at in as_wide if not any(_box(one)[1] - SAME <= at <= _box(one)[3] + SAME for one in grids)]
    row = [line for line in lines if free and bottom - SAME < line.top and line.bottom < min(free) + SAME]
    words = [word for line in row for word in line.words]
    if any(word.x0 + OVER < border < word.x1 - OVER for word in words for border in borders[1:-1]):
        return False
    return len({bisect_right(borders, (word.x0 + word.x1) / 2) for word in words}) > 1


def _has_some_of(grid: Grid, columns: Iterable[Sequence[float] | None]) -> bool:
    """Whether a grid has the outer edges of such columns and only some of the borders between: of coloured cells."""
    borders = column_borders(grid)
    if borders is None or len(borders) <= 2:
        return False
    return any(
        one is not None and len(borders) < len(one) and all(min(abs(x - at) for at in one) <= SAME for x in borders)
        for one in columns
    )


def _is_drawing(grid: Grid, outside: Sequence[Line]) -> bool:
    """Whether the caption above a ruled grid says that it is a chart, whose axes enclose nothing."""
    top = _box(grid)[1]
    above = sorted((line for line in outside if top - CAPTION_ROOM <= line.top < top), key=lambda line: line.top)
    return is_drawing(above)


def _columns_after(found: Sequence[Grid], lines: Sequence[Line]) -> tuple[float, ...] | None:
    """The columns of the lowest table if hardly anything but a page's footer stands below it."""
    if not found:
        return None
    lowest = max(found, key=lambda grid: _box(grid)[3])
    bottom = _box(lowest)[3]
    if sum(line.top >= bottom for line in lines) > MOST_BELOW:
        return None
    edges: dict[int, list[float]] = {}
    for cell in lowest.cells:
        edges.setdefault(cell.column, []).append(cell.x0)
        edges.setdefault(cell.column + cell.column_span, []).append(cell.x1)
    return tuple(median(edges[column]) for column in sorted(edges))


def join_level(lines: Sequence[Line]) -> list[Line]:
    """Lines at one height made one, as they are printed side by side."""
    joined: list[Line] = []
    for line in sorted(lines, key=lambda one: (one.top + one.bottom, one.x0)):
        if joined and _is_level(joined[-1], line):
            joined[-1] = _side_by_side(joined[-1], line)
        else:
            joined.append(line)
    return joined


def _is_level(one: Line, other: Line) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= LEVEL * max(0.01, min(one.bottom - one.top, other.bottom - other.top))


def _side_by_side(one: Line, other: Line) -> Line:
    words = sorted((*one.words, *other.words), key=lambda word: word.x0)
    main = max(one, other, key=lambda line: sum(len(word.text) for word in line.words))
    return words_to_line(words, main.top, main.bottom, main.size, bold=main.bold, ends_in_space=main.ends_in_space)


def _overlap(one: Grid, other: Grid) -> bool:
    a, b = _box(one), _box(other)
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _box(grid: Grid) -> tuple[float, float, float, float]:
    return (
        min(c.x0 for c in grid.cells),
        min(c.top for c in grid.cells),
        max(c.x1 for c in grid.cells),
        max(c.bottom for c in grid.cells),
    )
