"""Tests of `ingest.rows` and `ingest.arrow`: plans to rows, and rows that do not fit refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from ingest.arrow import arrow_schema, rows_to_arrow
from ingest.errors import InvalidRow
from ingest.outcome import Outcome
from ingest.rows import DatasetRows, RunStamp, outcome_rows
from ingest.schema import ACTIONS, DATA_FILES, DATES, DOCUMENTS, TABLES, UPDATES
from normalise.plan import Action, Plan


def _rows(outcomes: Iterable[Outcome], stamp: RunStamp) -> DatasetRows:
    each = [outcome_rows(outcome, stamp) for outcome in outcomes]
    return {file: tuple(row for rows in each for row in rows[file]) for file in DATA_FILES}


def test_every_file_has_its_rows(outcomes: tuple[Outcome, ...], stamp: RunStamp) -> None:
    """Each file seen has one document row; tables, actions, dates and updates come from the plan."""
    rows = _rows(outcomes, stamp)
    assert {file.name: len(rows[file]) for file in DATA_FILES} == {
        "documents": 4,
        "tables": 2,
        "actions": 2,
        "dates": 2,
        "updates": 2,
    }
    assert [row["status"] for row in rows[DOCUMENTS]] == ["ok", "no_action_plan", "duplicate", "unreadable"]
    assert [(row["column"], row["n"], row["role"]) for row in rows[DATES]] == [
        ("target", 1, "due"),
        ("completion", 1, "completed"),
    ]
    assert [(row["n"], row["rag"]) for row in rows[UPDATES]] == [(1, "amber"), (2, None)]


def test_ids_count_in_reading_order(outcomes: tuple[Outcome, ...], stamp: RunStamp) -> None:
    """An action's id is its document's id and its position."""
    rows = _rows(outcomes, stamp)[ACTIONS]
    assert [row["action_id"] for row in rows] == [f"{outcomes[0].document_id}-{n}" for n in (1, 2)]


def test_half_surrogates_can_be_written(make_outcome: Callable[..., Outcome], plan: Plan, stamp: RunStamp) -> None:
    """Half of a surrogate pair, as damaged files hold it, becomes U+FFFD instead of stopping the writer."""
    odd = make_outcome("plan.txt", replace(plan, actions=(Action(action="a\ud800b", extra={"\udfff": "x"}),)))
    table = rows_to_arrow(ACTIONS, _rows([odd], stamp)[ACTIONS])
    assert table["action"].to_pylist() == ["a\ufffdb"]
    assert table["extra"].to_pylist() == [[("\ufffd", "x")]]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"reason": None}, "reason: null is not allowed"),
        ({"page_first": "one"}, "tables:"),
        ({"n_rows": 2**40}, "tables:"),
        ({"unheard_of": 1}, "unheard_of"),
        ({"headings": None}, "headings: null is not allowed"),
        ({"headings": [None]}, "a list item is null"),
        ({"headings": "Action"}, "is no list"),
        ({"headings": [{"text": "Action", "field": None}]}, "score"),
    ],
)
def test_rows_that_do_not_fit_are_refused(
    outcomes: tuple[Outcome, ...], stamp: RunStamp, change: dict[str, object], message: str
) -> None:
    """A null where none may be, an unknown or missing column, another type: an error, never a silent change."""
    row = {**_rows(outcomes, stamp)[TABLES][0], **change}
    with pytest.raises(InvalidRow, match=message):
        rows_to_arrow(TABLES, [row])


def test_values_outside_an_enum_are_refused(outcomes: tuple[Outcome, ...], stamp: RunStamp) -> None:
    """A word that the contract does not list is not written, in a list neither."""
    row = _rows(outcomes, stamp)[ACTIONS][0]
    for change in ({"scope": "galactic"}, {"rag_history": ["green", "mauve"]}):
        with pytest.raises(InvalidRow, match="is none of"):
            rows_to_arrow(ACTIONS, [{**row, **change}])


def test_no_clock_in_the_actions() -> None:
    """Of what was read only `documents` says when."""
    timed = [file.name for file in DATA_FILES if any("timestamp" in str(field.type) for field in arrow_schema(file))]
    assert timed == ["documents"]
