"""Which action of an old reading is which of a new one; ids do not tell, since they name the bytes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Final

from rapidfuzz import fuzz

Values = Mapping[str, Any]

_ALIKE: Final = 65.0
"""rapidfuzz ratio (0 to 100) of two actions' words from which one can be the other, reworded."""
_SAME_NUMBER: Final = 15.0
"""What the same recommendation number adds to it."""
_MOST_COMPARED: Final = 40_000
"""Pairs; beyond that likeness is not looked for, so that two huge plans do not hold a run up."""
_WORDS: Final = 500
"""Characters of each action that are compared."""

_SAME: Final[tuple[Callable[[Values], Hashable], ...]] = (
    lambda row: (row["recommendation_number"], row["recommendation"], row["action"], row["lead_agency_text"]),
    lambda row: (row["recommendation_number"], row["action"]),
    lambda row: (row["action"], row["recommendation"]),
)
"""What makes two actions the same, the surest first."""


def matched(before: Sequence[Values], after: Sequence[Values]) -> list[tuple[Values, Values]]:
    """Pairs of an old and a new action, each used at most once, in the order of the new ones."""
    partner: dict[int, int] = {}
    for same in _SAME:
        _match_same(before, after, same, partner)
    _match_alike(before, after, partner)
    return [(before[partner[n]], row) for n, row in enumerate(after) if n in partner]


def _match_same(
    before: Sequence[Values], after: Sequence[Values], same: Callable[[Values], Hashable], partner: dict[int, int]
) -> None:
    taken = set(partner.values())
    free: dict[Hashable, list[int]] = defaultdict(list)
    for n, row in enumerate(before):
        if n not in taken and row["action"]:
            free[same(row)].append(n)
    for n, row in enumerate(after):
        if n not in partner and free.get(same(row)):
            partner[n] = free[same(row)].pop(0)


def _match_alike(before: Sequence[Values], after: Sequence[Values], partner: dict[int, int]) -> None:
    taken = set(partner.values())
    old, new = [n for n in range(len(before)) if n not in taken], [n for n in range(len(after)) if n not in partner]
    if len(old) * len(new) > _MOST_COMPARED:
        return
    scored = ((_likeness(before[o], after[n]), -abs(o - n), o, n) for o in old for n in new)
    for score, _, o, n in sorted(scored, reverse=True):
        if score >= _ALIKE and o not in taken and n not in partner:
            taken.add(o)
            partner[n] = o


def _likeness(before: Values, after: Values) -> float:
    number = before["recommendation_number"]
    bonus = _SAME_NUMBER if number and number == after["recommendation_number"] else 0.0
    return min(fuzz.ratio(_words(before), _words(after)), 100.0 - _SAME_NUMBER) + bonus


def _words(row: Values) -> str:
    return (row["action"] or row["recommendation"] or "")[:_WORDS]
