"""Whether a column of completion dates says when actions are due or when they were done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from extractors.document import Cell, Document, Kind, Source, Table
from normalise.plan import Action
from normalise.understanding import to_plan
from normalise.vocabulary import load_vocabulary

DONE = ("Complete", "Completed and audited", "Complete")
HALF_OPEN = ("In progress", "Complete", "Not started")
IN_LETTERS = ("A", "G", "R")
RATED = ("AMBER. Two sessions held", "GREEN. Form in use", "RED. No funds found")


def actions(heading: str, states: Sequence[str], *more: str) -> tuple[Action, ...]:
    """Those of a plan with a column of dates under `heading`, one of states, and perhaps others."""
    printed = ("Recommendation", "Action", "Lead agency", heading, "Progress", *more)
    dates = ("May 2023", "June 2023", "July 2023")
    asked = ("Officers should ask.", "Landlords should ask.", "Surgeries should ask.")
    rows = [
        (text, "Train all staff", "Oxmoor Police", date, state, *("1 May 2022" for _ in more))
        for text, date, state in zip(asked, dates, states, strict=True)
    ]
    cells = tuple(Cell(text, r, c) for r, row in enumerate([printed, *rows]) for c, text in enumerate(row))
    table = Table(cells, 1 + len(rows), len(printed))
    document = Document(Source("a.docx", "0" * 64, 0, Kind.DOCX, Path("a")), (table,))
    return to_plan(document, load_vocabulary()).actions


@pytest.mark.parametrize("states", [HALF_OPEN, RATED, IN_LETTERS])
def test_dates_of_open_actions_are_due(states: Sequence[str]) -> None:
    """Under a heading that may mean either, dates beside work still open are target dates, and complete nothing."""
    found = actions("Completion date", states)
    assert [action.target_date_text for action in found] == ["May 2023", "June 2023", "July 2023"]
    assert {action.completion_text for action in found} == {None}


@pytest.mark.parametrize(
    ("heading", "states", "more"),
    [
        pytest.param("Completion date", DONE, (), id="all is done"),
        pytest.param("Date completed", HALF_OPEN, (), id="the heading says so"),
        pytest.param("Completion date", HALF_OPEN, ("Target date",), id="there are target dates"),
    ],
)
def test_dates_of_completion_stay(heading: str, states: Sequence[str], more: Sequence[str]) -> None:
    """Where all is done, the heading leaves no doubt or another column says by when, it is the date of completion."""
    found = actions(heading, states, *more)
    assert [action.completion_text for action in found] == ["May 2023", "June 2023", "July 2023"]
    assert {action.target_date_text for action in found} == {"1 May 2022" if more else None}
