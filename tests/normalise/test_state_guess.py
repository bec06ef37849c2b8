"""Tests of `normalise.completion.state_guess`: states told in prose without a word for them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from normalise.completion.state import parse_state
from normalise.completion.state_guess import FEWEST_WORDS, guess_state
from normalise.plan import CompletionState
from normalise.vocabulary import load_vocabulary

NOTES = (
    ("complete", "Every ward manager had been briefed by Easter and the poster is now up on all sites."),
    ("complete", "The protocol was signed by all five partners in March and nothing more is needed from us."),
    ("complete", "New template built, tested and live since 4 May 2021."),
    ("in_progress", "The second draft is with the lawyers and should be back within the month."),
    ("in_progress", "Six of the ten schools have had the session; dates for the others are being agreed."),
    ("in_progress", "Money has been found and the post is out to advert."),
    ("in_progress", "The link worker is now in post and has written to all managers. Five have booked a visit."),
    ("complete", "The form was agreed and is used on every ward. It will be looked at again in three years."),
    ("ongoing", "The panel is well settled and its work goes on from month to month with no end in view."),
    ("not_started", "Nothing has been done yet as the post is vacant."),
    ("not_started", "This cannot begin until the report has been published."),
    ("ongoing", "The forum meets each quarter and will go on doing so for as long as there is a need."),
    ("ongoing", "Sessions are repeated every year as part of the training calendar."),
    ("overdue", "This should have been finished in June; it is now three months late."),
    ("not_progressed", "The Board considered the proposal and decided against it on grounds of cost."),
    ("not_progressed", "The Trust does not agree that this would help and will not be taking it forward."),
)


@pytest.mark.parametrize(("state", "note"), NOTES)
def test_prose_tells_the_state(state: str, note: str) -> None:
    """Sentences that the model was not trained on get the state that a reader gives them."""
    assert guess_state(note) == CompletionState(state)


@pytest.mark.parametrize("text", [None, "", "-", "12/05/2021", "Housing", "See 4", "Chief Officer"])
def test_what_says_nothing_is_not_guessed(text: str | None) -> None:
    """Notes of fewer than three words, names and dates are left alone."""
    assert guess_state(text) is None
    assert FEWEST_WORDS == 3


@pytest.mark.parametrize(
    "note",
    [
        "The lead was asked for news of this in May and had not answered when the plan was printed.",
        "Named doctor to supply a return.",
        "See the reply to recommendation 6.",
        "The hospital serves three counties.",
        "Evidence: rota, minutes, slides.",
    ],
)
def test_notes_of_something_else_get_no_state(note: str) -> None:
    """Requests, pointers, evidence and background do not say how far an action is."""
    assert guess_state(note) is None


@pytest.mark.parametrize(
    ("state", "cell"),
    [
        ("in_progress", "Phase one is finished; phase two runs until Christmas."),
        ("not_started", "A letter is to be sent when the report is out."),
        ("in_progress", "Training needs analysis complete; training plan being drawn up."),
        ("not_started", "Waiting for the review to be published before we begin."),
    ],
)
def test_a_sure_guess_overrules_a_word_somewhere_in_a_cell(state: str, cell: str) -> None:
    """Where a word of completion stands in a short cell, all of its words together may say something else."""
    assert parse_state(cell, load_vocabulary()) is None
    assert guess_state(cell) == CompletionState(state)


@pytest.mark.parametrize("unit", ["the form is with the supplier ", "Done it. ", "2021 "])
def test_the_time_grows_with_the_note(unit: str, in_proportion: Callable[..., None]) -> None:
    """The time for one long sentence, or for many, grows with the note and no faster."""
    in_proportion(lambda size: guess_state((unit * size)[:size]))
