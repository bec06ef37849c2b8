"""Misspelt words of completion."""

from __future__ import annotations

import pytest

from normalise.completion.slips import mend_slips
from normalise.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("Compelted", "Completed"),
        ("COMPLTED 12/05/21", "COMPLETED 12/05/21"),
        ("work in progess", "work in progress"),
        ("Partialy acheived", "Partially achieved"),
        ("Superceded by action 4", "Superseded by action 4"),
    ],
)
def test_one_slip_in_a_long_word_is_mended(printed: str, mended: str) -> None:
    """A letter lost, doubled, exchanged or swapped is mended and the capitals stay."""
    assert mend_slips(printed, VOCABULARY) == mended


@pytest.mark.parametrize(
    "printed",
    [
        "Four firms competed",
        "The team was commended",
        "complies",
        "Staff completes the form",
        "complementary",
        "stated",
    ],
)
def test_other_words_stay(printed: str) -> None:
    """Real words that are a letter away, and words with another first or last letter, are left alone."""
    assert mend_slips(printed, VOCABULARY) == printed
