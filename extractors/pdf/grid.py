"""Walls to tables: which slots of the lattice hang together as cells, which cells as tables, and their spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from extractors.pdf.rules import Lattice

Slot = tuple[int, int]
FEW = 100
"""A grid of no more cells is never taken for a pattern."""
NARROWEST = 8.0
"""Points: the least width in which a table prints anything."""
LOWEST = 5.0
"""Points: the least height of a line of print."""


class Box(NamedTuple):
    """A rectangle of slots: rows `top` to `bottom`, columns `left` to `right` of the lattice (ends excluded)."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, other: Box) -> bool:
        """Whether the other lies wholly within."""
        return (
            self.top <= other.top
            and self.left <= other.left
            and self.bottom >= other.bottom
            and self.right >= other.right
        )


class GridCell(NamedTuple):
    """A cell's place: row, column and spans count from 0 in its table; edges are points on the page."""

    row: int
    column: int
    row_span: int
    column_span: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one table, by row and column."""

    cells: tuple[GridCell, ...]
    n_rows: int
    n_columns: int


def lattice_to_grids(lattice: Lattice) -> list[Grid]:
    """The tables that the walls enclose, from the page's top; a lone box is no table.

    A table inside a cell of another belongs to that cell, unless the outer one is a mere frame (one column): then
    the inner table is what is meant.
    """
    boxes = [box for slots in _enclosed(lattice) for box in _to_boxes(slots)]
    groups = _drop_nested(_touching(boxes))
    grids = [_to_grid(group, lattice) for group in groups if len(group) > 1]
    grids = [grid for grid in grids if not _is_hatching(grid)]
    return sorted(grids, key=lambda g: (min(c.top for c in g.cells), min(c.x0 for c in g.cells)))


def _is_hatching(grid: Grid) -> bool:
    """Whether most cells are too small to print a word in: squared paper, a chart's grid, a pattern."""
    if len(grid.cells) <= FEW:
        return False
    widths = median(cell.x1 - cell.x0 for cell in grid.cells)
    heights = median(cell.bottom - cell.top for cell in grid.cells)
    return widths < NARROWEST or heights < LOWEST


def _enclosed(lattice: Lattice) -> list[list[Slot]]:
    """Groups of slots with no wall between them, without those that lie open to the outside."""
    n_rows, n_columns = len(lattice.ys) - 1, len(lattice.xs) - 1
    seen = [bytearray(n_columns) for _ in range(n_rows)]
    groups: list[list[Slot]] = []
    for row in range(n_rows):
        for column in range(n_columns):
            if not seen[row][column]:
                slots, is_open = _flood(lattice, (row, column), seen)
                if not is_open:
                    groups.append(slots)
    return groups


def _flood(lattice: Lattice, start: Slot, seen: list[bytearray]) -> tuple[list[Slot], bool]:
    n_rows, n_columns = len(seen), len(seen[0])
    seen[start[0]][start[1]] = 1
    slots, is_open = [start], False
    for row, column in slots:  # grows while it is walked
        neighbours = (
            (lattice.across[row][column], row - 1, column),
            (lattice.across[row + 1][column], row + 1, column),
            (lattice.down[row][column], row, column - 1),
            (lattice.down[row][column + 1], row, column + 1),
        )
        for wall, next_row, next_column in neighbours:
            if wall:
                continue
            if not (0 <= next_row < n_rows and 0 <= next_column < n_columns):
                is_open = True
            elif not seen[next_row][next_column]:
                seen[next_row][next_column] = 1
                slots.append((next_row, next_column))
    return slots, is_open


def _to_boxes(slots: list[Slot]) -> list[Box]:
    """One box for a full rectangle or a ring (a cell with something ruled inside), else one for each row's run."""
    rows, columns = zip(*slots, strict=True)
    box = Box(min(rows), min(columns), max(rows) + 1, max(columns) + 1)
    if len(slots) == (box.bottom - box.top) * (box.right - box.left) or _is_ring(set(slots), box):
        return [box]
    runs: list[Box] = []
    for row, column in sorted(slots):
        if runs and runs[-1].top == row and runs[-1].right == column:
            runs[-1] = Box(row, runs[-1].left, row + 1, column + 1)
        else:
            runs.append(Box(row, column, row + 1, column + 1))
    return runs


def _is_ring(slots: set[Slot], box: Box) -> bool:
    rows, columns = range(box.top, box.bottom), range(box.left, box.right)
    return all((r, c) in slots for r in (box.top, box.bottom - 1) for c in columns) and all(
        (r, c) in slots for c in (box.left, box.right - 1) for r in rows
    )


def _touching(boxes: Sequence[Box]) -> list[list[Box]]:
    """Boxes in groups that share sides."""
    sides: dict[tuple[str, int, int], list[int]] = {}
    for index, box in enumerate(boxes):
        for column in range(box.left, box.right):
            sides.setdefault(("across", box.top, column), []).append(index)
            sides.setdefault(("across", box.bottom, column), []).append(index)
        for row in range(box.top, box.bottom):
            sides.setdefault(("down", row, box.left), []).append(index)
            sides.setdefault(("down", row, box.right), []).append(index)
    leader = list(range(len(boxes)))
    for members in sides.values():
        for member in members[1:]:
            leader[root_of(leader, member)] = root_of(leader, members[0])
    groups: dict[int, list[Box]] = {}
    for index, box in enumerate(boxes):
        groups.setdefault(root_of(leader, index), []).append(box)
    return list(groups.values())


def root_of(leader: list[int], index: int) -> int:
    """The first of those that `index` belongs to, where `leader` gives for each another of its own, or itself."""
    while leader[index] != index:
        leader[index] = leader[leader[index]]
        index = leader[index]
    return index


def _drop_nested(groups: list[list[Box]]) -> list[list[Box]]:
    outlines = [_outline(group) for group in groups]
    kept: list[list[Box]] = []
    frames = {i for i, group in enumerate(groups) if _is_frame(i, group, outlines, groups)}
    for index, group in enumerate(groups):
        holders = (other for j, other in enumerate(groups) if j != index and j not in frames)
        if index in frames:
            continue
        if not any(box.holds(outlines[index]) for other in holders for box in other if box != outlines[index]):
            kept.append(group)
    return kept


def _is_frame(index: int, group: list[Box], outlines: list[Box], groups: list[list[Box]]) -> bool:
    """A single column that holds a table of several columns."""
    if len({(box.left, box.right) for box in group}) > 1:
        return False
    return any(
        j != index and len(groups[j]) > 1 and _n_columns(groups[j]) > 1 and any(box.holds(inner) for box in group)
        for j, inner in enumerate(outlines)
    )


def _n_columns(group: list[Box]) -> int:
    return len({box.left for box in group})


def _outline(group: Iterable[Box]) -> Box:
    boxes = list(group)
    return Box(
        min(b.top for b in boxes), min(b.left for b in boxes), max(b.bottom for b in boxes), max(b.right for b in boxes)
    )


def _to_grid(group: list[Box], lattice: Lattice) -> Grid:
    rows = {at: n for n, at in enumerate(sorted({b.top for b in group} | {b.bottom for b in group}))}
    columns = {at: n for n, at in enumerate(sorted({b.left for b in group} | {b.right for b in group}))}
    cells = [
        GridCell(
            rows[b.top],
            columns[b.left],
            rows[b.bottom] - rows[b.top],
            columns[b.right] - columns[b.left],
            lattice.xs[b.left],
            lattice.ys[b.top],
            lattice.xs[b.right],
            lattice.ys[b.bottom],
        )
        for b in group
    ]
    return Grid(tuple(sorted(cells, key=lambda c: (c.row, c.column))), len(rows) - 1, len(columns) - 1)
