"""The heights at which lines are drawn through a table's columns, and which of them they cover there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractors.pdf.page import Ruling
from extractors.pdf.rules import TOLERANCE

COVERED = 0.6
"""Share of a column's width that a line has to cover to part its cells."""
FEWEST = 2
"""Columns that are covered at least: a line under a few words of one is theirs."""

Level = tuple[float, frozenset[int]]
"""A height on the page in points, and the columns from 0 that are parted there."""


def rules_to_levels(rulings: Iterable[Ruling], borders: Sequence[float]) -> list[Level]:
    """The levels of the horizontal lines, from top to bottom.

    Args:
        rulings: Drawn lines, in points; the edges of shading, which a merged cell may go without, are left out.
        borders: Where the columns part, with the outer edges.
    """
    levels: list[Level] = []
    for rule in sorted((r for r in rulings if r.horizontal and r.is_drawn), key=lambda rule: rule.at):
        covered = _covered(rule, borders)
        if levels and rule.at - levels[-1][0] <= TOLERANCE:
            levels[-1] = (levels[-1][0], levels[-1][1] | covered)
        else:
            levels.append((rule.at, covered))
    return [(at, covered) for at, covered in levels if len(covered) >= FEWEST]


def _covered(rule: Ruling, borders: Sequence[float]) -> frozenset[int]:
    columns = enumerate(pairwise(borders))
    return frozenset(at for at, (x0, x1) in columns if min(rule.end, x1) - max(rule.start, x0) > COVERED * (x1 - x0))
