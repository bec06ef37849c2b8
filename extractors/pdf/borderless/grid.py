"""Columns and rows of text to a grid whose boxes hold just that text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.pdf.borderless.rows import Columns, Printed, Reach, find_heading_end, lines_to_rows
from extractors.pdf.borderless.spans import heading_to_stacks, stacks_to_levels
from extractors.pdf.grid import Grid, GridCell
from extractors.pdf.page import Ruling


@dataclass(slots=True)
class Placing:
    """A cell with text: rows and columns it covers (ends included) and the edges of its words."""

    first_row: int
    last_row: int
    reach: Reach
    x0: float
    x1: float


def lines_to_grid(lines: Sequence[Printed], columns: Columns, rulings: Sequence[Ruling]) -> Grid:
    """The grid of one table."""
    end = find_heading_end(lines)
    placings, rows = _heading(lines[:end], columns, rulings)
    for row in lines_to_rows(lines[end:], columns):
        placings += row_placings(row, len(rows))
        rows.append(row)
    return to_grid(placings, rows, columns)


def _heading(
    lines: Sequence[Printed], columns: Columns, rulings: Sequence[Ruling]
) -> tuple[list[Placing], list[list[Printed]]]:
    stacks = heading_to_stacks(lines, columns, rulings)
    levels = stacks_to_levels(stacks, len(lines))
    rows: list[list[Printed]] = [[] for _ in range(levels[-1] + 1 if levels else 0)]
    for line, level in zip(lines, levels, strict=True):
        rows[level].append(line)
    placings: list[Placing] = []
    for stack in stacks:
        extents = [
            (pieces[0].x0, pieces[-1].x1)
            for line in lines[stack.first : stack.last + 1]
            for place, pieces in line.cells.items()
            if place[0] <= stack.reach[1] and stack.reach[0] <= place[1]
        ]
        x0, x1 = min(e[0] for e in extents), max(e[1] for e in extents)
        placings.append(Placing(levels[stack.first], levels[stack.last], stack.reach, x0, x1))
    return placings, rows


def row_placings(row: Sequence[Printed], number: int) -> list[Placing]:
    """The cells of one row: those of its lines, joined where they share a column."""
    merged: list[Placing] = []
    places = sorted((place, pieces) for line in row for place, pieces in _sortable(line))
    for place, pieces in places:
        x0, x1 = pieces
        if merged and merged[-1].reach[1] >= place[0]:
            last = merged[-1]
            last.reach = (last.reach[0], max(last.reach[1], place[1]))
            last.x0, last.x1 = min(last.x0, x0), max(last.x1, x1)
        else:
            merged.append(Placing(number, number, place, x0, x1))
    return merged


def plan_row_placings(row: Sequence[Printed], number: int, n_columns: int) -> list[Placing]:
    """The cells of one row of a plan: text that stands alone in it and over several columns is a banner over all."""
    placings = row_placings(row, number)
    if len(placings) == 1 and placings[0].reach[0] == 0 < placings[0].reach[1]:
        placings[0].reach = (0, n_columns - 1)
    return placings


def beside_rule(found: Sequence[Placing], first: int, before: Sequence[Placing], number: int) -> list[Placing]:
    """The cells of row `number` under a rule that covers the columns from `first` on; cells left of it go on.

    Args:
        found: The row's cells.
        first: The first column that the rule covers.
        before: Cells of the rows above; those that go on are made longer.
        number: The row's number.
    """
    open_cells = [cell for cell in before if cell.last_row == number - 1 and cell.reach[1] < first]
    for cell in open_cells:
        own = [one for one in found if one.reach[0] <= cell.reach[1] and cell.reach[0] <= one.reach[1]]
        cell.last_row = number
        cell.x0, cell.x1 = min([cell.x0, *(o.x0 for o in own)]), max([cell.x1, *(o.x1 for o in own)])
    held = {column for cell in open_cells for column in range(cell.reach[0], cell.reach[1] + 1)}
    return [one for one in found if not held.intersection(range(one.reach[0], one.reach[1] + 1))]


def _sortable(line: Printed) -> list[tuple[Reach, tuple[float, float]]]:
    return [(place, (pieces[0].x0, pieces[-1].x1)) for place, pieces in line.cells.items()]


def to_grid(placings: Sequence[Placing], rows: Sequence[Sequence[Printed]], columns: Columns) -> Grid:
    """Every slot once: cells with text, then empty ones where none is."""
    ys, xs = _row_edges(rows), _column_edges(columns)
    taken: dict[tuple[int, int], Placing] = {}
    for placing in sorted(placings, key=lambda p: (p.first_row, p.reach)):
        slots = _slots(placing)
        if not any(slot in taken for slot in slots):
            taken |= dict.fromkeys(slots, placing)
    for row in range(len(rows)):
        for c in range(len(columns)):
            taken.setdefault((row, c), Placing(row, row, (c, c), xs[c + 1], xs[c]))
    unique = {id(p): p for p in taken.values()}.values()
    cells = (_cell(placing, taken, xs, ys) for placing in unique)
    return Grid(tuple(sorted(cells, key=lambda c: (c.row, c.column))), len(rows), len(columns))


def _slots(placing: Placing) -> list[tuple[int, int]]:
    rows = range(placing.first_row, placing.last_row + 1)
    return [(r, c) for r in rows for c in range(placing.reach[0], placing.reach[1] + 1)]


def _cell(
    placing: Placing, taken: dict[tuple[int, int], Placing], xs: Sequence[float], ys: Sequence[float]
) -> GridCell:
    first, last = placing.reach
    left, right = taken.get((placing.first_row, first - 1)), taken.get((placing.first_row, last + 1))
    return GridCell(
        placing.first_row,
        first,
        placing.last_row - placing.first_row + 1,
        last - first + 1,
        _border(left, placing, xs[first]),
        ys[placing.first_row],
        _border(placing, right, xs[last + 1]),
        ys[placing.last_row + 1],
    )


def _border(left: Placing | None, right: Placing | None, usual: float) -> float:
    """Where two cells of one row part: at the columns' border unless words of either reach over it."""
    if left is None or right is None:
        return min(usual, right.x0 - 0.5) if right else max(usual, left.x1 + 0.5) if left else usual
    low, high = left.x1, right.x0
    if low > usual or high < usual:
        return (low + high) / 2 if low <= high else max(min(usual, low), high)
    return usual


def _row_edges(rows: Sequence[Sequence[Printed]]) -> list[float]:
    edges = [min(line.strip.line.top for line in rows[0]) - 1.0]
    for upper, lower in pairwise(rows):
        bottom = max(line.strip.line.bottom for line in upper)
        top = min(line.strip.line.top for line in lower)
        edges.append((bottom + top) / 2)
    return [*edges, max(line.strip.line.bottom for line in rows[-1]) + 1.0]


def _column_edges(columns: Columns) -> list[float]:
    return [columns[0][0] - 1.0, *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), columns[-1][1] + 1.0]
