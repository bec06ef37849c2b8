"""All tables of a page from what is ruled and from where words stand, each line in one of them at most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from extractors.pdf.borderless.bands import with_free_rows
from extractors.pdf.borderless.fragments import find_fragments
from extractors.pdf.borderless.regions import is_drawing
from extractors.pdf.borderless.skeletons import is_skeleton, split_open_cells
from extractors.pdf.borderless.strips import join_level
from extractors.pdf.borderless.tables import find_borderless
from extractors.pdf.grid import Grid, GridCell
from extractors.pdf.lines import Line
from extractors.pdf.page import Ruling
from extractors.pdf.rules import merge_rulings

MOST_BELOW = 3
"""A table goes on over the page if no more lines than this (a footer, a note) stand below it."""
CAPTION_ROOM = 60.0
"""Points above a grid in which its caption stands."""


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
    fragments = find_fragments(ruled, outside, merged, headings, columns_before) if headings is not None else []
    for grid, filled in ruled:
        if headings is None and _is_drawing(grid, outside):
            continue
        split = split_open_cells(grid, filled, merged)
        if grid in fragments or (split is grid and is_skeleton(filled, headings is None)):
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
