"""Progress told in a second table by the numbers of the actions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from extractors.document import Cell, Document, Kind, Paragraph, Source, Table
from normalise.plan import Plan
from normalise.understanding import to_plan
from normalise.vocabulary import load_vocabulary

HEAD = ("No.", "Recommendation", "Action", "Lead agency", "Target date")
ACTIONS = (
    ("1.1", "Staff should ask about abuse.", "Train all staff.", "Oxmoor ICB", "May 2021"),
    ("1.2", "", "Put up posters.", "Oxmoor ICB", "June 2021"),
    ("2.1", "Officers should link calls.", "Change the system.", "Oxmoor Police", "July 2021"),
)
TOLD_HEAD = ("No.", "Progress", "Date completed")
TOLD = (
    ("2.1", "Not started", ""),
    ("1.1", "Complete. All staff trained.", "4 May 2021"),
    ("1.2", "In progress", ""),
)


def table(*rows: Sequence[str]) -> Table:
    cells = [Cell(text, r, c) for r, texts in enumerate(rows) for c, text in enumerate(texts)]
    return Table(tuple(cells), len(rows), len(rows[0]))


def plan_of(*tables: Table) -> Plan:
    blocks: list[Paragraph | Table] = [Paragraph("Domestic homicide review 'Anna': action plan")]
    for number, one in enumerate(tables):
        blocks += [Paragraph(f"Part {number + 1}"), one]
    document = Document(Source("a.docx", "0" * 64, 0, Kind.DOCX, Path("a")), tuple(blocks))
    return to_plan(document, load_vocabulary())


def test_progress_by_number_stands_in_the_rows_of_the_plan() -> None:
    """Each action has the state and the date of completion that the later table gives its number, in any order."""
    plan = plan_of(table(HEAD, *ACTIONS), table(TOLD_HEAD, *TOLD))
    assert [action.completion_state for action in plan.actions] == ["complete", "in_progress", "not_started"]
    assert [action.completion_text for action in plan.actions] == ["4 May 2021", None, None]
    assert [one.reason for one in plan.tables] == ["action_plan", "progress_of_plan"]
    assert [len(one.headings) for one in plan.tables] == [len(HEAD), len(TOLD_HEAD)]


@pytest.mark.parametrize(
    ("actions", "told"),
    [
        pytest.param(ACTIONS, [("4.1", *row[1:]) for row in TOLD[:1]] + [("5.1", "Complete", "")], id="other numbers"),
        pytest.param([("1", *row[1:]) for row in ACTIONS], TOLD, id="a number that several actions share"),
        pytest.param(ACTIONS, [*TOLD, ("1.1", "Complete", "")], id="a number that is told of twice"),
    ],
)
def test_a_table_of_other_numbers_tells_nothing(
    actions: Sequence[Sequence[str]], told: Sequence[Sequence[str]]
) -> None:
    """Where numbers do not lead from each row to one action, the second table is none of the plan's."""
    plan = plan_of(table(HEAD, *actions), table(TOLD_HEAD, *told))
    assert {action.completion_state for action in plan.actions} == {"not_stated"}
    assert plan.tables[1].reason == "not_enough_plan_headings"


def test_a_plan_with_progress_of_its_own_keeps_it() -> None:
    """A later table by the same numbers does not change what the plan says itself."""
    rows = [(*row, "Ongoing") for row in ACTIONS]
    plan = plan_of(table((*HEAD, "Status"), *rows), table(TOLD_HEAD, *TOLD))
    assert {action.completion_state for action in plan.actions} == {"ongoing"}
