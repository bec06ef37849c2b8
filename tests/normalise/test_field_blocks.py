"""Tests of `normalise.field_blocks`: fields over small tables of actions, and headings of one action in two rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extractors.document import Block, Cell, Document, Kind, Paragraph, Source, Table
from normalise.plan import Action
from normalise.understanding import to_plan
from normalise.vocabulary import load_vocabulary

HEADS = ("Ref", "Action", "Lead", "Timescale", "Progress")
FIRST = ("1.1", "Write to every surgery.", "Northmere ICB", "May 2022", "Complete")
SECOND = ("1.2", "Report gaps to the board.", "Northmere CSP", "June 2023", "In progress")
ASKED = "Surgeries should ask alone."
OUTCOME = "Patients are asked."


def _table(rows: Sequence[Sequence[str]], page: int | None = None) -> Table:
    """The last cell of a short row covers the columns that are left."""
    width = max(map(len, rows))
    cells = [
        Cell(text, n, column, column_span=width - column if column == len(row) - 1 else 1)
        for n, row in enumerate(rows)
        for column, text in enumerate(row)
    ]
    return Table(tuple(cells), len(rows), width, page)


def _actions(*blocks: Block) -> tuple[Action, ...]:
    title = Paragraph("Domestic homicide review: action plan")
    document = Document(Source("a.docx", "0" * 64, 0, Kind.DOCX, Path("a")), (title, *blocks))
    return to_plan(document, load_vocabulary()).actions


def _said(actions: Sequence[Action]) -> list[tuple[str | None, ...]]:
    return [
        (a.recommendation_number, a.recommendation, a.intended_outcome, a.action, a.target_date_text, a.progress_text)
        for a in actions
    ]


ONE = ("1", ASKED, OUTCOME, FIRST[1], FIRST[3], FIRST[4])
TWO = ("1", ASKED, OUTCOME, SECOND[1], SECOND[3], SECOND[4])


def test_fields_over_actions_hold_for_each() -> None:
    """What stands beside its name over the headings belongs to every action below; the label's number counts."""
    block = _table([("Recommendation 1", ASKED), ("Outcome", OUTCOME), HEADS, FIRST, SECOND])
    other = _table([("Recommendation 2", "Officers should link calls."), HEADS, ("2.1", *FIRST[1:])])
    assert _said(_actions(block, other)) == [
        ONE,
        TWO,
        ("2", "Officers should link calls.", None, *ONE[3:]),
    ]


def test_a_field_below_the_actions_holds_for_them() -> None:
    """A field that comes after the actions is theirs, and not of the next block."""
    rows = [("Recommendation 1", ASKED), HEADS, FIRST, SECOND, ("Outcome", OUTCOME)]
    again = [("Recommendation 2", "Officers should link calls."), HEADS, ("2.1", *FIRST[1:]), ("Outcome", "Seen.")]
    found = _said(_actions(_table([*rows, *again])))
    assert found[:2] == [ONE, TWO]
    assert found[2][2] == "Seen."


def test_headings_in_two_rows_are_of_one_action() -> None:
    """Further headings below an action, with a row of their own, tell more of it."""
    heads, more = ("Action", "Lead", "Timescale"), ("Milestones", "Outcome", "Progress")
    block = _table([(f"Recommendation 1: {ASKED}",), heads, FIRST[1:4], more, ("Letters sent", OUTCOME, FIRST[4])])
    (action,) = _actions(block)
    assert _said([action]) == [ONE]
    assert action.milestones == "Letters sent"


def test_a_name_merged_down_beside_the_actions_names_them() -> None:
    """`Actions` beside a table of its own says what the heading `What` holds."""
    beside = [Cell("Actions", 2, 0, row_span=3)]
    beside += [Cell(text, 2, n) for n, text in enumerate(("What", "Lead", "By when", "Progress"), 1)]
    beside += [Cell(text, 3 + k, n) for k, row in enumerate((FIRST, SECOND)) for n, text in enumerate(row[1:], 1)]
    above = _table([("Recommendation", f"1. {ASKED}", "", "", ""), ("Outcome", OUTCOME, "", "", "")])
    fields = [Cell(c.text, c.row, c.column, column_span=4 if c.column else 1) for c in above.cells if c.column < 2]
    assert _said(_actions(Table((*fields, *beside), 5, 5))) == [ONE, TWO]


def test_a_page_may_cut_a_block_anywhere() -> None:
    """Within a field, between fields and headings, within an action: both halves belong together."""
    rows = [("Recommendation 1", ASKED), ("Outcome", OUTCOME), HEADS, FIRST, SECOND]
    for cut in range(1, len(rows)):
        assert _said(_actions(_table(rows[:cut], 1), _table([*rows[cut:], ("", "", "", "", "")], 2))) == [ONE, TWO], cut
    lower = _table([("", "seen alone."), HEADS, FIRST], 2)
    (action,) = _actions(_table([("Recommendation 1", "Patients are to be"), ("", "", "", "", "")], 1), lower)
    assert action.recommendation == "Patients are to be seen alone."
    half = _table([("", "within the month.", "", "", ""), SECOND], 2)
    found = _actions(_table([*rows[:3], ("1.1", "Write to every surgery", *FIRST[2:])], 1), half)
    assert [a.action for a in found] == ["Write to every surgery within the month.", SECOND[1]]


def test_an_ordinary_plan_is_left_alone() -> None:
    """Headings over rows, also printed again behind a band, and signatures below them, are no such blocks."""
    heads = ("Recommendation", "Action", "Lead", "Timescale", "Progress")
    rows = [(ASKED, *FIRST[1:]), ("Officers should link calls.", *SECOND[1:])]
    signatures = _table([("Name", "Role", "Organisation", "Date", "Signature"), ("", "Chair", "CSP", "May 2022", "")])
    found = _actions(_table([heads, *rows]), signatures)
    assert [(a.recommendation, a.action) for a in found] == [(row[0], row[1]) for row in rows]


def test_a_table_without_a_word_is_none() -> None:
    """Cells that are all empty are neither fields nor actions."""
    assert _actions(_table([("", "", ""), ("", "", "")])) == ()
