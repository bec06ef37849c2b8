"""Tests of `normalise.headings.abbreviations`."""

from __future__ import annotations

import pytest

from normalise.headings.abbreviations import spelt_out
from normalise.headings.words import heading_scores
from normalise.vocabulary import load_vocabulary

WORDS = load_vocabulary()


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Recomm.", "recommendation"),
        ("Rec'n", "recommendation"),
        ("Act'n req'd", "action"),
        ("Resp. org", "lead_agency_text"),
        ("Timesc.", "target_date_text"),
        ("Key m’stones", "milestones"),
        ("Compl. date", "completion_text"),
        ("Prog.", "progress_text"),
        ("Exp. outcome", "intended_outcome"),
    ],
)
def test_short_headings_are_known(heading: str, field: str) -> None:
    """A heading whose words are cut short means the field of the whole words."""
    scores = heading_scores(heading, WORDS)
    assert max(scores, key=lambda name: scores[name]) == field


@pytest.mark.parametrize("heading", ["Lead", "No.", "Action", "Agency's response", "Colour of the sky", ""])
def test_whole_words_are_left_alone(heading: str) -> None:
    """What is no abbreviation has no other reading."""
    assert spelt_out(heading, WORDS) == ()


def test_many_abbreviations_cost_little() -> None:
    """The readings of a heading of many short words are limited."""
    assert len(spelt_out("Re. Re. Re. Re. Re. Re. Re. Re.", WORDS)) <= 24
