"""Ratings and states that are told by a tick in one of several columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from extractors.document import Cell, Document, Kind, Source, Table
from normalise.plan import Action, CompletionState, Rag
from normalise.understanding import to_plan
from normalise.vocabulary import load_vocabulary

HEADS = ("Recommendation", "Action", "Lead agency", "Target date")


def _actions(heads: Sequence[str], ticks: Sequence[Sequence[str]]) -> tuple[Action, ...]:
    words = ("Train all staff.", "Northmere ICB", "May 2023")
    rows = [(*HEADS, *heads), *((f"Staff should ask, part {n}.", *words, *row) for n, row in enumerate(ticks))]
    cells = [Cell(text, row, column) for row, texts in enumerate(rows) for column, text in enumerate(texts)]
    table = Table(tuple(cells), len(rows), len(rows[0]))
    return to_plan(Document(Source("a.docx", "0" * 64, 0, Kind.DOCX, Path("a")), (table,)), load_vocabulary()).actions


@pytest.mark.parametrize("tick", ["✓", "X", "☒", "Yes"])
def test_a_ticked_rating_is_the_rating(tick: str) -> None:
    """The heading over the tick says it; a row without one has none."""
    ticks = [("", "☐", tick), (tick, "-", ""), ("", "", "")]
    assert [a.rag for a in _actions(("Red", "Amber", "Green"), ticks)] == [Rag.GREEN, Rag.RED, None]


@pytest.mark.parametrize("last", ["Complete", "Complet e"])
def test_a_ticked_state_is_the_state(last: str) -> None:
    """So do headings that are states, also where a narrow column cut their words."""
    found = _actions(("Not started", "In progress", last), [("", "", "x"), ("x", "", ""), ("", "x", "")])
    assert [a.completion_state for a in found] == [
        CompletionState.COMPLETE,
        CompletionState.NOT_STARTED,
        CompletionState.IN_PROGRESS,
    ]
    assert [a.progress_text for a in found] == ["Complete", "Not started", "In progress"]


@pytest.mark.parametrize(
    ("heads", "ticks"),
    [
        (("Red", "Amber", "Green"), [("", "", "by May"), ("x", "", "")]),
        (("Progress", "Complete"), [("In hand", "x"), ("", "")]),
        (("Complete",), [("x",), ("",)]),
    ],
)
def test_other_columns_stay(heads: Sequence[str], ticks: Sequence[Sequence[str]]) -> None:
    """Columns that hold words, and a single one, are no columns to tick."""
    assert {action.rag for action in _actions(heads, ticks)} == {None}
    assert all(action.progress_text != "Status" for action in _actions(heads, ticks))
