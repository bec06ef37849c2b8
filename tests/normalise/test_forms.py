"""Forms of one action each, and bands of themes over a table without recommendations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.document import Block, Cell, Document, Kind, Paragraph, Source, Table
from normalise.plan import Action
from normalise.understanding import to_plan
from normalise.vocabulary import load_vocabulary

PLAN = [
    ("1", "Surgeries should ask alone.", "Train reception staff.", "Northmere ICB", "June 2022", "Complete"),
    ("2", "Officers should link calls.", "Change the system.", "Northmere Police", "May 2023", "In progress"),
]


def _table(rows: Sequence[Sequence[str]]) -> Table:
    """A cell alone in its row covers all columns."""
    width = max(map(len, rows))
    cells = [
        Cell(text, row, column, column_span=width if len(texts) == 1 else 1)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    return Table(tuple(cells), len(rows), width)


def _actions(blocks: Sequence[Block]) -> tuple[Action, ...]:
    title = Paragraph("Domestic homicide review: action plan")
    document = Document(Source("a.docx", "0" * 64, 0, Kind.DOCX, Path("a")), (title, *blocks))
    return to_plan(document, load_vocabulary()).actions


def _in_turns(number: str, recommendation: str, action: str, lead: str, due: str, status: str) -> Table:
    return _table(
        [
            ("Rec no", number, "Recommendation", recommendation),
            ("Action", action, "Lead agency", lead),
            ("Target date", due, "Progress", status),
        ]
    )


def _in_cells(number: str, recommendation: str, action: str, lead: str, due: str, status: str) -> Table:
    return _table(
        [
            (f"Recommendation {number}: {recommendation}",),
            (f"Action: {action}", f"Lead agency: {lead}"),
            (f"Target date: {due}", f"Progress: {status}"),
        ]
    )


def _over_columns(number: str, recommendation: str, action: str, lead: str, due: str, status: str) -> Table:
    """Long values run over all columns but the first, short ones stand in pairs."""
    rows = [(f"Recommendation {number}", recommendation), ("Action", action), ("Lead", lead, "Target date", due)]
    rows.append(("Progress", status))
    cells = [
        Cell(text, n, column, column_span=3 if column and len(row) == 2 else 1)
        for n, row in enumerate(rows)
        for column, text in enumerate(row)
    ]
    return Table(tuple(cells), len(rows), 4)


def _one_above_the_other(*values: str) -> Table:
    """As `_in_cells`, each name on a line above its value."""
    table = _in_cells(*values)
    fields = (replace(cell, text=cell.text.replace(": ", "\n", 1)) for cell in table.cells[1:])
    return replace(table, cells=(table.cells[0], *fields))


@pytest.mark.parametrize("form", [_in_turns, _in_cells, _over_columns, _one_above_the_other])
def test_a_form_is_an_action(form: Callable[..., Table]) -> None:
    """Names beside their values, or in one cell with them, are read as the columns of a table would be."""
    read = [
        (a.recommendation_number, a.recommendation, a.action, a.lead_agency_text, a.target_date_text, a.progress_text)
        for a in _actions([form(*row) for row in PLAN])
    ]
    assert read == PLAN


def test_what_a_page_cuts_from_a_form_belongs_to_it() -> None:
    """A last row on the next page is too little for a form, but it has names of the forms before it."""
    whole, cut = _in_turns(*PLAN[0]), _in_turns(*PLAN[1])
    upper = Table(tuple(cell for cell in cut.cells if cell.row < 2), 2, 4)
    lower = Table(tuple(replace(cell, row=0) for cell in cut.cells if cell.row == 2), 1, 4)
    assert [a.target_date_text for a in _actions([whole, upper, lower])] == ["June 2022", "May 2023"]


def test_a_row_of_headings_is_no_form() -> None:
    """Headings beside one another are those of a table, also where it has an even number of columns."""
    heads = ("Recommendation", "Action", "Lead agency", "Target date")
    found = _actions([_table([heads, *(row[1:5] for row in PLAN)])])
    assert [action.action for action in found] == [row[2] for row in PLAN]


def test_the_first_theme_over_actions_is_a_title_as_the_others_are() -> None:
    """A numbered theme over rows without a recommendation is their title, and none of the next theme's."""
    heads = ("Action", "Lead agency", "Target date", "Progress")
    for themes in (("Theme 1 – Training", "Theme 2 – Systems"), ("Training", "Systems")):
        rows = [(themes[0],), PLAN[0][2:], (themes[1],), PLAN[1][2:]]
        found = _actions([_table([heads, *rows])])
        assert [(a.recommendation_title, a.recommendation) for a in found] == [("Training", None), ("Systems", None)]


@pytest.mark.parametrize("heading", ["Lead and timescale", "Lead / date", "Owner and deadline", "Who/when"])
def test_who_and_when_in_one_column(heading: str) -> None:
    """Both fields have the cell, and each is read from its own lines."""
    rows = [(p[1], p[2], f"{p[3]}\n{p[4]}", p[5]) for p in PLAN]
    found = _actions([_table([("Recommendation", "Action", heading, "Progress"), *rows])])
    assert [a.lead_agencies for a in found] == [("Northmere ICB",), ("Northmere Police",)]
    assert [a.target_dates[0].edtf for a in found] == ["2022-06", "2023-05"]


def test_a_table_of_what_is_done_keeps_its_dates() -> None:
    """The same headings and one more, under a title of their own, are another table."""
    heads = ("Recommendation", "Action", "Lead agency", "Target date")
    rows = [row[1:5] for row in PLAN]
    done = _table([(*heads, "Date completed"), *((*row, "14 March 2023") for row in rows)])
    found = _actions([_table([heads, *rows]), Paragraph("Completed actions"), done])
    assert [a.completion_text for a in found] == [None, None, "14 March 2023", "14 March 2023"]


def test_a_row_of_headings_makes_no_form() -> None:
    """Columns of numbers, states and outcomes under headings are those of a plan, though half of them read as names."""
    rows = [
        ("Recommendation number", "Recommendations", "Progress", "Lead organisation", "Expected outcome", "Due date"),
        ("Rec 1", PLAN[0][1], "Closed", "Northmere ICB", "Staff know what to do.", "TBC"),
        ("Rec 2", PLAN[1][1], "Complete", "Northmere Police", "Families tell us they were heard.", "May 2023"),
    ]
    assert [action.recommendation_number for action in _actions([_table(rows)])] == ["1", "2"]


def test_a_row_and_signatures_below_a_page_break_make_no_form() -> None:
    """Names of a form hold something; what is to be signed below the last action does not make it one."""
    heads = ("Ref", "Recommendation", "Action", "Lead agency", "Target date", "Progress", "Completed", "Priority")
    rows = [(*PLAN[0], "", "High"), (*PLAN[1], "", "Low")]
    last = ("Rec 3", "Schools should know.", "Brief the heads.", "Northmere College", "Ongoing", "Amber", "", "Low")
    signed = ("Date signed:", "", "", "", "Signed off by:", "", "", "")
    found = _actions([_table([heads, *rows]), _table([last, signed])])
    assert [action.action for action in found] == [PLAN[0][2], PLAN[1][2], "Brief the heads."]


def test_tables_without_headings_under_recommendations_are_one_plan() -> None:
    """Each has too few rows to be told by its columns alone, and a recommendation over it as the first has."""
    asked, told = "Write to every surgery to ask for a copy of its policy.", "Report what is missing to the board."
    blocks: list[Block] = []
    for number in ("1", "2", "3"):
        blocks += [
            Paragraph(f"Recommendation {number}: {PLAN[0][1]}"),
            _table([(asked, *PLAN[0][3:]), (told, *PLAN[1][3:])]),
        ]
    found = _actions(blocks)
    assert [(a.recommendation_number, a.action) for a in found] == [(n, text) for n in "123" for text in (asked, told)]


def test_a_theme_over_a_table_is_the_title_of_its_recommendations() -> None:
    """A heading that counts themes is the title of what stands in the table below it."""
    heads = ("Recommendation", "Action", "Lead agency", "Target date")
    blocks: list[Block] = []
    for p, theme in zip(PLAN, ("Theme 1: Training", "Theme 2: Systems"), strict=True):
        blocks += [Paragraph(theme), _table([heads, (f"{p[0]}. {p[1]}", p[2], p[3], p[4])])]
    found = _actions(blocks)
    assert [(a.recommendation_number, a.recommendation_title) for a in found] == [("1", "Training"), ("2", "Systems")]


def test_a_response_that_tells_all_is_parted_into_its_fields() -> None:
    """Where the cell of one column names action, owner, date and update on lines of their own, these are the fields."""
    rows = [
        (f"{p[0]}. {p[1]}", f"Accepted.\nAction: {p[2]}\nOwner: {p[3]}\nTimescale: {p[4]}\nUpdate: {p[5]}")
        for p in PLAN
    ]
    found = _actions([_table([("Recommendation", "Response"), *rows])])
    read = [
        (a.recommendation_number, a.recommendation, a.action, a.lead_agency_text, a.target_date_text, a.response_text)
        for a in found
    ]
    assert read == PLAN
