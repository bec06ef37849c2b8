"""Cells that tell part by part how far each has come."""

from __future__ import annotations

import pytest

from normalise.completion.parts import state_of_parts
from normalise.completion.words import completion_words
from normalise.plan import CompletionState
from normalise.vocabulary import load_vocabulary

WORDS = completion_words(load_vocabulary())


@pytest.mark.parametrize(
    ("sentences", "state"),
    [
        (["Police – complete", "Health – in progress"], "in_progress"),
        (["Action 1 complete", "Action 2 not started"], "in_progress"),
        (["Housing – complete", "Schools – complete"], "complete"),
        (["Adults: not started", "Children: not started"], "not_started"),
        (["Training complete, evaluation in progress"], "in_progress"),
        (["Policy – complete", "Dip sample – not yet complete, delayed by a vacancy"], "in_progress"),
        (["Policy – complete, on the intranet", "Training – complete"], "complete"),
    ],
)
def test_parts_make_the_state_of_the_whole(sentences: list[str], state: str) -> None:
    """What is done in one part and not in another is in progress; where all parts agree, so does the whole."""
    assert state_of_parts(sentences, WORDS) is CompletionState(state)


@pytest.mark.parametrize(
    "sentences",
    [
        ["Complete"],
        ["Police – complete"],
        ["Q1: in progress", "Q2: complete"],
        ["June | in progress", "July | complete"],
        ["Previously not started", "Currently in progress"],
        ["This action is complete", "The policy was sent to all staff"],
        ["Police – complete", "Health – superseded"],
    ],
)
def test_what_names_no_parts_is_left_to_others(sentences: list[str]) -> None:
    """One part, reports one after another in time, other sentences and states that do not mix give nothing."""
    assert state_of_parts(sentences, WORDS) is None
