"""Rows of a plan that drawn lines part while nothing is drawn between its columns: cells by line and by border.

A line that leaves out some columns says that their cells go on, wherever in the cell their words stand.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from extractors.pdf.borderless.levels import Level, rules_to_levels
from extractors.pdf.borderless.strips import OVER, Strip, crosses, taken_columns
from extractors.pdf.grid import Grid, GridCell, root_of
from extractors.pdf.page import Ruling
from extractors.pdf.rules import TOLERANCE

FEWEST = 2
"""Lines between a table's rows that show that all of them are parted so."""
MOSTLY = 0.7
"""Share of the table's width that a line between two rows covers."""

Slot = tuple[int, int]


def ruled_rows(
    strips: Sequence[Strip], n_heading: int, borders: Sequence[float], rulings: Sequence[Ruling]
) -> Grid | None:
    """The grid of a table whose rows are ruled, or None where they are not.

    Args:
        strips: The table's lines from top to bottom, in pieces by column.
        n_heading: How many of them are its heading.
        borders: Where the columns part, with the outer edges, points.
        rulings: What is drawn on the page, each line once.
    """
    top, bottom = strips[0].line.top, max(strip.line.bottom for strip in strips)
    near = [
        r
        for r in rulings
        if r.horizontal and r.is_drawn and top - 2 * strips[0].line.size <= r.at <= bottom + TOLERANCE
    ]
    drawn = rules_to_levels(near, borders)
    middles = sorted(map(_middle, strips[n_heading:]))
    if not middles or sum(middles[0] < at < middles[-1] for at, _ in drawn) < FEWEST:
        return None
    wide = [rule for rule in near if _covers(rule, borders)]
    left, right = min([borders[0], *(rule.start for rule in wide)]), max([borders[-1], *(rule.end for rule in wide)])
    borders = [left, *borders[1:-1], right]
    levels = _without_empty_rows(_with_open_ends(drawn, strips, n_heading, borders), strips)
    edges = [at for at, _ in levels]
    joined = [
        *_joined_down([covered for _, covered in levels[1:-1]], len(borders) - 1),
        *_joined_across(strips, edges, borders),
    ]
    return _to_grid(joined, edges, borders)


def ruled_end(body: Sequence[Strip], borders: Sequence[float], rulings: Sequence[Ruling]) -> int:
    """How many lines below the headings are the table's by its drawn lines; 0 where its rows are not ruled.

    What runs across the columns is the table's only if a row that keeps to them follows: below the last there may be
    prose down to the line above the page's footer.
    """
    if not body:
        return 0
    drawn = sorted(r.at for r in rulings if r.horizontal and r.is_drawn and _covers(r, borders))
    rows: dict[int, list[int]] = {}
    for at, strip in enumerate(body):
        rows.setdefault(bisect_right(drawn, _middle(strip)), []).append(at)
    end = n_rows = 0
    is_kept = True
    for number, row in sorted(rows.items()):
        inside = [body[at] for at in row if not crosses(body[at], borders)]
        if number < len(drawn) and len({c for strip in inside for c in taken_columns(strip, borders)}) > 1:
            end, n_rows = row[-1] + 1, n_rows + 1
            is_kept = is_kept and len(inside) == len(row)
    return end if n_rows > FEWEST or is_kept else 0


def _middle(strip: Strip) -> float:
    return (strip.line.top + strip.line.bottom) / 2


def _covers(rule: Ruling, borders: Sequence[float]) -> bool:
    return min(rule.end, borders[-1]) - max(rule.start, borders[0]) > MOSTLY * (borders[-1] - borders[0])


def _with_open_ends(
    drawn: Sequence[Level], strips: Sequence[Strip], n_heading: int, borders: Sequence[float]
) -> list[Level]:
    """The levels with those at which no line is drawn: the ends of the table, the room below its heading."""
    middles = [_middle(strip) for strip in strips]
    everywhere = frozenset(range(len(borders) - 1))
    levels = list(drawn)
    if levels[0][0] > middles[0]:
        levels.append((strips[0].line.top - 1.0, everywhere))
    if levels[-1][0] < max(middles):
        levels.append((max(strip.line.bottom for strip in strips) + 1.0, everywhere))
    if 0 < n_heading < len(strips) and not any(middles[0] < at < middles[n_heading] for at, _ in levels):
        levels.append(((strips[n_heading - 1].line.bottom + strips[n_heading].line.top) / 2, everywhere))
    return sorted(levels, key=lambda level: level[0])


def _without_empty_rows(levels: Sequence[Level], strips: Sequence[Strip]) -> list[Level]:
    """The levels, two of them made one where nothing is printed between: the edges of two shaded bands."""
    middles = sorted(map(_middle, strips))
    kept = [levels[0]]
    for at, covered in levels[1:]:
        if bisect_right(middles, kept[-1][0]) < bisect_left(middles, at):
            kept.append((at, covered))
        else:
            kept[-1] = (kept[-1][0], kept[-1][1] | covered)
    return kept


def _joined_down(walls: Sequence[frozenset[int]], n_columns: int) -> list[tuple[Slot, Slot]]:
    """Slots above one another between which no line is drawn."""
    return [
        ((row, column), (row + 1, column))
        for row, covered in enumerate(walls)
        for column in range(n_columns)
        if column not in covered
    ]


def _joined_across(
    strips: Sequence[Strip], edges: Sequence[float], borders: Sequence[float]
) -> list[tuple[Slot, Slot]]:
    """Slots beside one another over whose border words run; in a banner, whose words all run on, those of its row."""
    rows: dict[int, list[Strip]] = {}
    for strip in strips:
        row = bisect_left(edges, _middle(strip)) - 1
        rows.setdefault(min(max(row, 0), len(edges) - 2), []).append(strip)
    joined: list[tuple[Slot, Slot]] = []
    for row, inside in rows.items():
        pieces = [piece for strip in inside for piece in strip.pieces]
        crossed = [at for at, x in enumerate(borders[1:-1]) if any(p.x0 + OVER < x < p.x1 - OVER for p in pieces)]
        right = max(piece.x1 for piece in pieces)
        is_banner = crossed and crossed == [at for at, x in enumerate(borders[1:-1]) if x < right - OVER]
        for column in range(len(borders) - 2) if is_banner else crossed:
            joined.append(((row, column), (row, column + 1)))
    return joined


def _to_grid(joined: Sequence[tuple[Slot, Slot]], edges: Sequence[float], borders: Sequence[float]) -> Grid:
    """Every slot once: those that are joined in one box, each box a rectangle."""
    n_rows, n_columns = len(edges) - 1, len(borders) - 1
    cells = [
        GridCell(r0, c0, r1 - r0 + 1, c1 - c0 + 1, borders[c0], edges[r0], borders[c1 + 1], edges[r1 + 1])
        for r0, c0, r1, c1 in _to_boxes(joined, n_rows, n_columns)
    ]
    return Grid(tuple(cells), n_rows, n_columns)


def _to_boxes(joined: Sequence[tuple[Slot, Slot]], n_rows: int, n_columns: int) -> list[tuple[int, int, int, int]]:
    """The first row and column and the last of each box; what the rectangle around joined slots touches joins it."""
    leader = list(range(n_rows * n_columns))
    for (row, column), (other_row, other_column) in joined:
        one, other = row * n_columns + column, other_row * n_columns + other_column
        leader[root_of(leader, other)] = root_of(leader, one)
    while True:
        boxes: dict[int, tuple[int, int, int, int]] = {}
        for slot in range(len(leader)):
            row, column = divmod(slot, n_columns)
            r0, c0, r1, c1 = boxes.get(root := root_of(leader, slot), (row, column, row, column))
            boxes[root] = (min(r0, row), min(c0, column), max(r1, row), max(c1, column))
        is_whole = True
        for root, (r0, c0, r1, c1) in boxes.items():
            for slot in (row * n_columns + column for row in range(r0, r1 + 1) for column in range(c0, c1 + 1)):
                if root_of(leader, slot) != root_of(leader, root):
                    leader[root_of(leader, slot)] = root_of(leader, root)
                    is_whole = False
        if is_whole:
            return sorted(boxes.values())
