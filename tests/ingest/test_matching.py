"""Tests of `ingest.matching`: the same action is found again in another version of its plan."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.matching import matched


def _row(number: str | None, action: str | None, recommendation: str = "Train officers.") -> dict[str, Any]:
    return {
        "recommendation_number": number,
        "action": action,
        "recommendation": recommendation,
        "lead_agency_text": "Police",
    }


WRITE, BRIEF, REVIEW = "Write and deliver the training.", "Brief the housing board.", "Review the policy on referrals."


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        ([("1", WRITE), ("2", BRIEF)], [("1", WRITE), ("2", BRIEF)], [(0, 0), (1, 1)]),
        ([("1", WRITE), ("2", BRIEF)], [("1", BRIEF), ("2", WRITE)], [(1, 0), (0, 1)]),
        ([("1", WRITE)], [("1", "Write and deliver all of the training.")], [(0, 0)]),
        ([("1", WRITE)], [("1", REVIEW)], []),
        ([("1", WRITE), ("1", WRITE)], [("1", WRITE)], [(0, 0)]),
        ([("1", WRITE)], [("7", REVIEW), ("2", WRITE)], [(0, 1)]),
        ([], [("1", WRITE)], []),
        ([(None, None)], [(None, None)], [(0, 0)]),
    ],
)
def test_pairs(before: list[Any], after: list[Any], pairs: list[tuple[int, int]]) -> None:
    """Same words first, wherever they stand; then words that are alike; each action at most once."""
    old, new = [_row(*one) for one in before], [_row(*one) for one in after]
    found = matched(old, new)
    places = [
        (next(n for n, row in enumerate(old) if row is a), next(n for n, row in enumerate(new) if row is b))
        for a, b in found
    ]
    assert places == pairs


def test_huge_plans_do_not_hold_a_run_up() -> None:
    """Two plans of thousands of other words are compared in a moment."""
    old = [_row(str(n), f"{n} {'alpha ' * 80}") for n in range(3000)]
    new = [_row(str(n), f"{'omega ' * 80} {n}") for n in range(3000)]
    assert matched(old, new) == []
