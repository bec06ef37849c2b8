"""Columns of a table without rules: which rooms between pieces stay empty from line to line.

Narrow pieces are laid down first; each falls into a column, opens one, or lies across several. A piece across several
columns is a heading over them when more lines tell the columns apart than run across, else they are one column.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.pdf.borderless.strips import Piece, Strip

ACROSS = 0.5
"""Columns are one where more pieces lie across the room between them than this share of the lines that keep it free."""
FULL = 0.7
"""A line with as many pieces as this share of what most lines have is full."""
NEAR = 25.0
"""Points within which a word that stands alone in its column belongs to the next."""
MOST_PIECES = 20_000
"""A region with more pieces than this is no table that could be followed."""


@dataclass(slots=True)
class _Column:
    x0: float
    x1: float
    lines: set[int] = field(default_factory=set)


def find_columns(strips: Sequence[Strip], walls: Sequence[float] = ()) -> list[tuple[float, float]]:
    """Left and right edges of the columns' text, from left to right.

    Args:
        strips: The lines of one table.
        walls: x positions of drawn vertical lines, which always part columns.
    """
    pieces = [(piece, index) for index, strip in enumerate(strips) for piece in strip.pieces]
    if len(pieces) > MOST_PIECES:
        return []
    columns: list[_Column] = []
    wide: list[tuple[Piece, int]] = []
    full = FULL * _usual_count(strips)
    for is_rest in (False, True):  # lines that fill most columns show where they are; the rest follow them
        part = [p for p in pieces if (len(strips[p[1]].pieces) < full) is is_rest]
        for piece, index in sorted(part, key=lambda p: p[0].x1 - p[0].x0):
            _lay(columns, piece, index, wide, is_rest)
    _join_bridged(columns, wide, walls)
    _join_complements(columns, walls, len(strips))
    _join_lone(columns, walls, len(strips))
    return [(c.x0, c.x1) for c in columns]


def _usual_count(strips: Sequence[Strip]) -> int:
    counts = sorted(len(strip.pieces) for strip in strips)
    return counts[int(0.75 * (len(counts) - 1))] if counts else 0


def _lay(columns: list[_Column], piece: Piece, index: int, wide: list[tuple[Piece, int]], is_rest: bool) -> None:
    at = bisect_left(columns, piece.x0, key=lambda c: c.x1)
    touched = [c for c in columns[at : at + 2] if c.x0 < piece.x1]
    if len(touched) > 1:
        wide.append((piece, index))
    elif touched:
        touched[0].lines.add(index)
        if not is_rest:
            touched[0].x0, touched[0].x1 = min(touched[0].x0, piece.x0), max(touched[0].x1, piece.x1)
    else:
        columns.insert(at, _Column(piece.x0, piece.x1, {index}))


def _join_bridged(columns: list[_Column], wide: list[tuple[Piece, int]], walls: Sequence[float]) -> None:
    """Joins neighbours between which too few lines keep the room free."""
    at = 0
    while at + 1 < len(columns):
        left, right = columns[at], columns[at + 1]
        bridges = {i for p, i in wide if p.x0 < left.x1 and p.x1 > right.x0}
        free = (left.lines & right.lines) - bridges
        if len(bridges) > ACROSS * len(free) and not _is_walled(left, right, walls):
            left.x1 = right.x1
            left.lines |= right.lines | bridges
            del columns[at + 1]
            at = max(at - 1, 0)
        else:
            at += 1


def _join_complements(columns: list[_Column], walls: Sequence[float], n_lines: int) -> None:
    """Joins neighbours that never share a line: one column whose entries stand now left, now right."""
    at = 0
    while at + 1 < len(columns):
        left, right = columns[at], columns[at + 1]
        shared = len(left.lines & right.lines)
        fewer = min(len(left.lines), len(right.lines))
        if shared == 0 and fewer <= 0.5 * n_lines and not _is_walled(left, right, walls):
            left.x1 = right.x1
            left.lines |= right.lines
            del columns[at + 1]
        else:
            at += 1


def _join_lone(columns: list[_Column], walls: Sequence[float], n_lines: int) -> None:
    """Joins a column that one line alone knows to the neighbour it stands near: two words of a heading."""
    at = 1
    while at < len(columns):
        left, right = columns[at - 1], columns[at]
        is_lone = min(len(left.lines), len(right.lines)) == 1 and n_lines > 4
        if is_lone and right.x0 - left.x1 < NEAR and not _is_walled(left, right, walls):
            left.x1 = right.x1
            left.lines |= right.lines
            del columns[at]
        else:
            at += 1


def _is_walled(left: _Column, right: _Column, walls: Sequence[float]) -> bool:
    return any(left.x1 - 2 <= wall <= right.x0 + 2 for wall in walls)
