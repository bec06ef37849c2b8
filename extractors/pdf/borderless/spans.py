"""Heading rows of a table without rules: lines to levels, and which columns a heading stands over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.pdf.borderless.rows import Columns, Printed, Reach
from extractors.pdf.borderless.strips import Piece
from extractors.pdf.page import Ruling

CENTRED = 5.0
"""A heading stands over a group of columns whose middle is no further (points) from its own."""


@dataclass(slots=True)
class Stack:
    """Words of one cell: columns it covers and lines `first` to `last` (included)."""

    reach: Reach
    first: int
    last: int


def heading_to_stacks(lines: Sequence[Printed], columns: Columns, rulings: Sequence[Ruling]) -> list[Stack]:
    """The cells of the heading, each over its columns and lines."""
    stacks: list[Stack] = []
    for at, line in enumerate(lines):
        covers = _widened(line, lines[at + 1 :], columns, rulings)
        for (_, pieces), covered in zip(line.cells.items(), covers, strict=True):
            above = max((s for s in stacks if _overlap(s.reach, covered)), key=lambda s: s.last, default=None)
            if above is not None and _goes_on(above, covered, pieces, lines[above.last], line, rulings):
                above.last = at
            else:
                stacks.append(Stack(covered, at, at))
    return stacks


def _overlap(a: Reach, b: Reach) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _goes_on(
    stack: Stack, covered: Reach, pieces: Sequence[Piece], upper: Printed, lower: Printed, rulings: Sequence[Ruling]
) -> bool:
    """Whether a line's words belong to the cell above: over the same columns, near, and nothing drawn between."""
    if lower.strip.line.top - upper.strip.line.top > 1.7 * upper.strip.line.size:
        return False
    x0, x1 = pieces[0].x0, pieces[-1].x1
    between = (upper.strip.line.bottom - 3, lower.strip.line.top + 3)
    if any(r.horizontal and between[0] <= r.at <= between[1] and r.start < x1 and x0 < r.end for r in rulings):
        return False
    return stack.reach == covered


def _widened(line: Printed, below: Sequence[Printed], columns: Columns, rulings: Sequence[Ruling]) -> list[Reach]:
    """The columns that each cell of a heading line stands over: as ruled below it, else those it stands midway over."""
    places = list(line.cells)
    extents = [(pieces[0].x0, pieces[-1].x1) for pieces in line.cells.values()]
    ruled = [_ruled_reach(extent, line, columns, rulings) for extent in extents]
    if any(ruled):
        return [r or place for r, place in zip(ruled, places, strict=True)]
    divided = _divided(below)
    middles = [(x0 + x1) / 2 for x0, x1 in extents]
    shared = _shared_out(middles, places, divided, columns)
    if shared is not None:
        return shared
    return [_centred(i, places, middles[i], divided, columns) for i in range(len(places))]


def _divided(below: Sequence[Printed]) -> set[int]:
    """Columns that have a heading of their own further down."""
    return {first for line in below[:2] for first, last in line.cells if first == last}


def _shared_out(
    middles: Sequence[float], places: Sequence[Reach], divided: set[int], columns: Columns
) -> list[Reach] | None:
    """All columns divided further down shared out among the headings above, if each stands midway over its share."""
    span = sorted(c for c in divided if c >= min(places[0][0], *(c for c in divided)) and c > 0) if divided else []
    if not places or len(span) <= len(places) or span != list(range(span[0], span[-1] + 1)):
        return None
    if places[0][0] < span[0] - 1 or places[-1][1] > span[-1]:
        return None
    cuts = [span[0]]
    for a, b in pairwise(middles):
        edge = (a + b) / 2
        inner = [c for c in span if c > cuts[-1] and columns[c][0] > a]
        if not inner:
            return None
        cuts.append(min(inner, key=lambda c: abs((columns[c - 1][1] + columns[c][0]) / 2 - edge)))
    shares = [(first, last - 1) for first, last in pairwise([*cuts, span[-1] + 1])]
    if all(abs(_middle(r, columns) - m) <= _leeway(r, columns) for r, m in zip(shares, middles, strict=True)):
        return shares
    return None


def _leeway(place: Reach, columns: Columns) -> float:
    return max(CENTRED, 0.12 * (columns[place[1]][1] - columns[place[0]][0]))


def _centred(at: int, places: Sequence[Reach], middle: float, divided: set[int], columns: Columns) -> Reach:
    """The columns around that have a heading further down and whose common middle is nearest to this one's."""
    place = places[at]
    low = places[at - 1][1] + 1 if at else 1
    high = places[at + 1][0] - 1 if at + 1 < len(places) else len(columns) - 1
    best, least = place, abs(_middle(place, columns) - middle)
    for first in range(max(low, place[0] - 8), place[0] + 1):
        for last in range(place[1], min(high, place[1] + 8) + 1):
            if (first, last) == place or not all(c in divided for c in range(first, last + 1)):
                continue
            off = abs(_middle((first, last), columns) - middle)
            if off < CENTRED and off + 2.0 < least:
                best, least = (first, last), off
    return best


def _ruled_reach(
    extent: tuple[float, float], line: Printed, columns: Columns, rulings: Sequence[Ruling]
) -> Reach | None:
    bottom = line.strip.line.bottom
    for rule in rulings:
        is_under = rule.horizontal and bottom - 3 <= rule.at <= bottom + 0.8 * line.strip.line.size
        if not is_under or rule.start > extent[0] + 1 or rule.end < extent[1] - 1:
            continue
        under = [i for i, c in enumerate(columns) if rule.start - 3 <= (c[0] + c[1]) / 2 <= rule.end + 3]
        if 0 < len(under) < 0.7 * len(columns):
            return under[0], under[-1]
    return None


def _middle(place: Reach, columns: Columns) -> float:
    return (columns[place[0]][0] + columns[place[1]][1]) / 2


def stacks_to_levels(stacks: Sequence[Stack], n_lines: int) -> list[int]:
    """The row of each heading line: a new one begins where one cell ends right above another."""
    cuts = {
        lower.first
        for lower in stacks
        if lower.first > 0 and any(s.last < lower.first and _overlap(s.reach, lower.reach) for s in stacks)
    }
    levels, level = [], 0
    for at in range(n_lines):
        level += at in cuts
        levels.append(level)
    return levels
