"""Drawn lines, as broken and doubled as printers leave them, to clean walls on a lattice of positions.

The lattice has one position for every distinct x and y at which anything is ruled. A wall stands between two
neighbouring positions or does not; cells follow from the walls alone (see `grid`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.pdf.page import Ruling

TOLERANCE = 3.0
"""Lines closer than this are one line, and gaps shorter than this are bridged (points; pdfplumber's default too)."""
MOST_SLOTS = 400_000
"""A page whose lines make a finer lattice than this is a drawing, not a table."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """Positions and the walls between them.

    Attributes:
        xs: Distinct x positions, ascending, points.
        ys: Distinct y positions, ascending.
        across: `across[i][j]`: a horizontal wall at `ys[i]` from `xs[j]` to `xs[j + 1]`.
        down: `down[i][j]`: a vertical wall at `xs[j]` from `ys[i]` to `ys[i + 1]`.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    across: tuple[bytearray, ...]
    down: tuple[bytearray, ...]


class TooManyRules(Exception):
    """The page is ruled more finely than any table is."""


def rulings_to_lattice(rulings: Sequence[Ruling]) -> Lattice | None:
    """The lattice of a page, or None where its lines cannot enclose anything.

    Raises:
        TooManyRules: It would have more than `MOST_SLOTS` slots.
    """
    if len({r.horizontal for r in rulings}) < 2:
        return None
    merged = merge_rulings(rulings)
    merged += close_open_ends(merged)
    horizontals = [r for r in merged if r.horizontal]
    verticals = [r for r in merged if not r.horizontal]
    ys, xs = _positions(horizontals), _positions(verticals)
    if len(xs) < 2 or len(ys) < 2:
        return None
    if len(xs) * len(ys) > MOST_SLOTS:
        raise TooManyRules(f"{len(xs)} by {len(ys)} lines")
    across = tuple(bytearray(len(xs) - 1) for _ in ys)
    down = tuple(bytearray(len(xs)) for _ in ys[:-1])
    for rule in horizontals:
        row = across[_nearest(ys, rule.at)]
        for j in _covered(xs, rule):
            row[j] = 1
    for rule in verticals:
        column = _nearest(xs, rule.at)
        for i in _covered(ys, rule):
            down[i][column] = 1
    return Lattice(xs, ys, across, down)


def merge_rulings(rulings: Iterable[Ruling], apart: float = TOLERANCE) -> list[Ruling]:
    """Each line once: those no further apart (points) are one, at their mean weighted by length.

    Drawn lines first, then the edges of shading.
    """
    kinds: dict[tuple[bool, bool], list[Ruling]] = {
        (drawn, level): [] for drawn in (True, False) for level in (True, False)
    }
    for rule in rulings:
        kinds[rule.is_drawn, rule.horizontal].append(rule)
    return [
        rule
        for (is_drawn, horizontal), alike in kinds.items()
        for group in _grouped(sorted(alike, key=lambda r: r.at), apart)
        for rule in _joined(group, horizontal, is_drawn)
        if rule.end - rule.start >= TOLERANCE
    ]


def _grouped(ordered: Sequence[Ruling], apart: float = TOLERANCE) -> list[list[Ruling]]:
    groups: list[list[Ruling]] = []
    for rule in ordered:
        # Measured from the group's first line: a chain of lines each near the next is not one line.
        if groups and rule.at - groups[-1][0].at <= apart:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _joined(group: list[Ruling], horizontal: bool, is_drawn: bool) -> list[Ruling]:
    weight = sum(r.end - r.start for r in group)
    at = sum(r.at * (r.end - r.start) for r in group) / weight if weight > 0 else group[0].at
    spans: list[list[float]] = []
    for rule in sorted(group, key=lambda r: r.start):
        if spans and rule.start <= spans[-1][1] + TOLERANCE:
            spans[-1][1] = max(spans[-1][1], rule.end)
        else:
            spans.append([rule.start, rule.end])
    return [Ruling(horizontal, at, start, end, is_drawn) for start, end in spans]


def close_open_ends(merged: Sequence[Ruling]) -> list[Ruling]:
    """Lines that a table lacks at an open side, where three or more of its lines end together without one.

    A row cut by the page's end is often left without its bottom border, and some styles rule no outer sides;
    the lines that stop there show where the side is. At least one line has to cross them: a page of separate
    horizontal rules is no table.
    """
    added: list[Ruling] = []
    for horizontal in (True, False):
        along = [r for r in merged if r.horizontal is horizontal]
        crossing = [r for r in merged if r.horizontal is not horizontal]
        if len(along) * len(crossing) > MOST_SLOTS:
            continue
        tied = [r for r in along if any(_cross(r, c) for c in crossing)]
        for ends in ([(r.start, r) for r in tied], [(r.end, r) for r in tied]):
            added += _missing_sides(ends, along, crossing, not horizontal)
    return added


def _cross(rule: Ruling, other: Ruling) -> bool:
    return (
        rule.start - TOLERANCE <= other.at <= rule.end + TOLERANCE
        and other.start - TOLERANCE <= rule.at <= other.end + TOLERANCE
    )


def _missing_sides(
    ends: list[tuple[float, Ruling]], along: list[Ruling], crossing: list[Ruling], horizontal: bool
) -> list[Ruling]:
    sides: list[Ruling] = []
    group: list[tuple[float, Ruling]] = []
    for end in [*sorted(ends, key=lambda e: e[0]), (float("inf"), Ruling(True, 0.0, 0.0, 0.0))]:
        if group and end[0] - group[0][0] > TOLERANCE:
            if len(group) >= 3:
                sides += _missing_side(group[0][0], [rule for _, rule in group], along, crossing, horizontal)
            group = []
        group.append(end)
    return sides


def _missing_side(
    at: float, ended: Sequence[Ruling], along: Sequence[Ruling], crossing: Sequence[Ruling], horizontal: bool
) -> list[Ruling]:
    """The side at which lines end: all of it, or, where part of it is drawn, what is missing between two neighbours.

    Args:
        at: Where they end.
        ended: The lines.
        along: All of their direction: between two neighbours none runs on.
        crossing: Those of the other direction.
        horizontal: Whether the side is.
    """
    start, stop = min(r.at for r in ended), max(r.at for r in ended)
    drawn = [c for c in crossing if abs(c.at - at) <= TOLERANCE and c.end > start and c.start < stop]
    if not drawn:
        return [Ruling(horizontal, at, start, stop)]
    passing = sorted(r.at for r in along if r.start < at - TOLERANCE and at + TOLERANCE < r.end)
    ordered = sorted(ended, key=lambda r: r.at)
    return [
        Ruling(horizontal, at, one.at, other.at)
        for one, other in pairwise(ordered)
        if bisect_right(passing, one.at) == bisect_left(passing, other.at)
        and not _is_spanned(one, other, drawn)
        and _is_spanned(one, other, crossing)
    ]


def _is_spanned(one: Ruling, other: Ruling, crossing: Iterable[Ruling]) -> bool:
    """Whether any of the crossing lines runs from the one to the other: there is no table between two tables."""
    middle = (one.at + other.at) / 2
    return any(c.start <= middle <= c.end and _cross(one, c) and _cross(other, c) for c in crossing)


def _positions(rulings: Sequence[Ruling]) -> tuple[float, ...]:
    return tuple(sum(r.at for r in group) / len(group) for group in _grouped(sorted(rulings, key=lambda r: r.at)))


def _nearest(positions: Sequence[float], at: float) -> int:
    right = min(bisect_left(positions, at), len(positions) - 1)
    left = max(right - 1, 0)
    return left if at - positions[left] < positions[right] - at else right


def _covered(positions: Sequence[float], rule: Ruling) -> range:
    return range(bisect_left(positions, rule.start - TOLERANCE), bisect_right(positions, rule.end + TOLERANCE) - 1)
