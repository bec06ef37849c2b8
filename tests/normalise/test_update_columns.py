"""Columns that are one narrative in instalments."""

from __future__ import annotations

import pytest

from normalise.column_contents import what_it_holds
from normalise.updates.columns import find_series
from normalise.vocabulary import load_vocabulary

WORDS = load_vocabulary()
PROSE = ("The team has begun the work.", "Two sessions were held.")


@pytest.mark.parametrize(
    ("headings", "places"),
    [
        (("Action", "Feb 22 update", "May 22 update"), [(1, 2)]),
        (("Action", "Update July 2022", "Update April 2022"), [(2, 1)]),
        (("Action", "6 month update", "12 month update"), [(1, 2)]),
        (("Action", "12 month update", "6 month update"), [(2, 1)]),
        (("Action", "Update 1", "Update 2", "Final update"), [(1, 2, 3)]),
        (("Action", "Progress June 2022", "Progress December 2022"), [(1, 2)]),
        (("Action", "Q1 2022/23", "Q2 2022/23"), [(1, 2)]),
        (("Action", "Progress", "Update"), []),
        (("Action", "Progress", "Agency response"), []),
        (("Action", "Target date", "Review date"), []),
        (("Action", "Update June 2022", "Comments"), []),
    ],
)
def test_columns_told_apart_by_when_are_a_series(headings: tuple[str, ...], places: list[tuple[int, ...]]) -> None:
    """Headings with the same words and another date or number go together, oldest first; others do not."""
    holds = [what_it_holds(PROSE, WORDS)] * len(headings)
    assert [found.places for found in find_series(headings, holds, WORDS)] == places


def test_notes_of_two_words_beside_others_are_of_the_series() -> None:
    """Under a quarter "Not started" is an update where other quarters have sentences; ticks are none."""
    headings = ("Action", "Q1", "Q2", "Q3")
    held = [what_it_holds(texts, WORDS) for texts in (PROSE, ("Not started", "Begun"), PROSE, ("✓", "✗"))]
    assert [found.places for found in find_series(headings, held, WORDS)] == [(1, 2)]


def test_ratings_follow_the_order_of_their_updates() -> None:
    """Rating columns that all are headed alike stand in the order of the updates they are printed beside."""
    headings = ("Update July 2022", "RAG", "Update April 2022", "RAG")
    holds = [what_it_holds(texts, WORDS) for texts in (PROSE, ("Green", "Red"), PROSE, ("Amber", "Red"))]
    assert [found.places for found in find_series(headings, holds, WORDS)] == [(2, 0), (3, 1)]
