"""What completion, progress and update cells say about how far an action has come."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from normalise.completion.state import parse_state, state_from
from normalise.plan import CompletionState, Update
from normalise.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
TABLE = Path(__file__).with_name("completion_states.tsv")


def _printed_forms() -> list[tuple[str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(state, cell.replace("\\n", "\n")) for state, _, cell in (line.partition("\t") for line in lines)]


@pytest.mark.parametrize(("state", "cell"), _printed_forms())
def test_printed_form_gives_its_state(state: str, cell: str) -> None:
    """Each printed form of the table gives the state written beside it."""
    expected = None if state == "-" else CompletionState(state)
    assert parse_state(cell, VOCABULARY) is expected


def test_table_has_enough_forms() -> None:
    """The table covers every state and at least 250 printed forms."""
    forms = _printed_forms()
    assert len(forms) >= 250
    assert {state for state, _ in forms} == {
        s.value for s in CompletionState if s is not CompletionState.NOT_STATED
    } | {"-"}


@pytest.mark.parametrize("cell", [None, "", "  \n "])
def test_an_empty_cell_says_nothing(cell: str | None) -> None:
    """An empty cell or none at all has no state."""
    assert parse_state(cell, VOCABULARY) is None


def _update(text: str) -> Update:
    return Update("Update", None, None, text)


def test_the_completion_cell_goes_before_progress_and_updates() -> None:
    """A completion cell that says something is not overruled by the progress cell or the updates."""
    state = state_from("In progress", "Complete", [_update("Complete")], VOCABULARY, bare_date_is_complete=False)
    assert state is CompletionState.IN_PROGRESS


def test_the_progress_cell_goes_before_the_updates() -> None:
    """Without words in the completion cell the progress cell decides, then the last update."""
    updates = [_update("Complete"), _update("This is overdue.")]
    assert state_from("", "Ongoing", updates, VOCABULARY, bare_date_is_complete=False) is CompletionState.ONGOING
    assert state_from(None, "Green", updates, VOCABULARY, bare_date_is_complete=False) is CompletionState.OVERDUE


def test_a_bare_date_in_a_completion_column_means_complete() -> None:
    """A date of completion counts as complete only where the caller says so and the words say nothing else."""
    assert state_from("9 March 2021", None, (), VOCABULARY, bare_date_is_complete=True) is CompletionState.COMPLETE
    assert state_from("9 March 2021", None, (), VOCABULARY, bare_date_is_complete=False) is CompletionState.NOT_STATED
    assert (
        state_from("Ongoing, 9 March 2021", None, (), VOCABULARY, bare_date_is_complete=True) is CompletionState.ONGOING
    )


def test_a_rating_alone_decides_nothing() -> None:
    """Green is not complete."""
    assert state_from(None, "Green\nGreen", (), VOCABULARY, bare_date_is_complete=False) is CompletionState.NOT_STATED


@pytest.mark.parametrize(
    "unit",
    [
        "This action is ",
        "when ",
        "is complete by a ",
        "complete ",
        "not yet ",
        "a",
        "Complete: ",
        "ongoing – ",
        "\n",
        "( ",
        "12/12/2022 ",
        "to be partially ",
    ],
)
def test_the_time_grows_with_the_cell(unit: str, in_proportion: Callable[..., None]) -> None:
    """Whatever is repeated, reading never takes a time that grows with the square of the cell."""
    in_proportion(lambda size: parse_state((unit * size)[:size], VOCABULARY))


@pytest.mark.parametrize(
    ("progress", "state"),
    [
        ("Delivered in four of six stations.", CompletionState.IN_PROGRESS),
        ("Notes changed. The supplier has given no date.", CompletionState.IN_PROGRESS),
        ("Not started", CompletionState.NOT_STARTED),
        (None, CompletionState.NOT_STATED),
    ],
)
def test_a_completion_column_that_says_no(progress: str | None, state: CompletionState) -> None:
    """An answer "N" under "Complete Y/N" rules out that the action is complete, whatever the progress column claims."""
    assert state_from("N", progress, (), VOCABULARY, bare_date_is_complete=False) is state


@pytest.mark.parametrize(
    ("earlier", "later", "state"),
    [
        ("Not yet started.", "Completed.", CompletionState.COMPLETE),
        ("Not yet started.", "Work is in progress.", CompletionState.IN_PROGRESS),
        ("Overdue.", "On track.", CompletionState.IN_PROGRESS),
        ("Not yet started.", "The lead is now in post.", CompletionState.NOT_STATED),
        ("Completed.", "Next check planned.", CompletionState.COMPLETE),
    ],
)
def test_a_later_entry_overtakes_one_that_nothing_was_begun(earlier: str, later: str, state: CompletionState) -> None:
    """What has not begun in one entry of a progress cell is no longer so in the next; what is complete stays so."""
    entries = (_update(earlier), _update(later))
    progress = f"May 2023: {earlier}\nJuly 2023: {later}"
    assert state_from(None, progress, entries, VOCABULARY, bare_date_is_complete=False) is state


@pytest.mark.parametrize(
    ("completion", "progress", "state"),
    [
        ("Event postponed. New date 14 July 2016.", "Overdue", CompletionState.OVERDUE),
        ("15 March 2016 (6 weeks late)", "Complete", CompletionState.COMPLETE),
        ("In progress", "Complete", CompletionState.IN_PROGRESS),
        ("This action has been completed.", "Ongoing", CompletionState.COMPLETE),
        ("100%", "Ongoing", CompletionState.COMPLETE),
        ("Event postponed.", "The action is overdue and has been raised with the chair.", CompletionState.IN_PROGRESS),
    ],
)
def test_a_column_of_states_goes_before_what_became_of_the_action(
    completion: str, progress: str, state: CompletionState
) -> None:
    """A progress cell that is one statement decides over a completion cell that opens with none and tells of no end."""
    dated = any(character.isdigit() for character in completion)
    assert state_from(completion, progress, (), VOCABULARY, bare_date_is_complete=dated) is state
