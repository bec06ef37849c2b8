"""Sheets whose further columns stand on further pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from extractors.document import Cell, Document, Kind, Region, Source, Table
from normalise.plan import Plan
from normalise.understanding import to_plan
from normalise.vocabulary import load_vocabulary

LEFT = ("No", "Recommendation", "Action")
RIGHT = ("Lead agency", "Target date", "Status")
SHEET = [
    ("1", "Staff should ask.", "Train all staff.", "Northmere Council", "May 2023", "Complete"),
    ("2", "Police should flag addresses.", "Change the system.", "Northmere Police", "June 2023", "Not started"),
    ("3", "Housing should attend.", "Send a manager.", "Northmere Homes", "July 2023", "On track"),
    ("4", "Schools should know.", "Brief the heads.", "Northmere College", "May 2024", "Complete"),
    ("5", "The board should be told.", "Report yearly.", "Northmere CSP", "June 2024", "Overdue"),
]
HEIGHTS = (20.0, 34.0, 57.0, 41.0)


def strip(page: int, rows: Sequence[Sequence[str]], heights: Sequence[float] = HEIGHTS) -> Table:
    """One page of a sheet; a cell without words is merged with the one above."""
    cells: list[Cell] = []
    tops = [100.0 + sum(heights[:n]) for n in range(len(rows) + 1)]
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            below = next((n for n in range(row + 1, len(rows)) if rows[n][column]), len(rows))
            if text:
                box = Region(page, 50.0 + 90 * column, tops[row], 140.0 + 90 * column, tops[below])
                cells.append(Cell(text, row, column, row_span=below - row, region=box))
    return Table(tuple(cells), len(rows), len(rows[0]), page=page)


def plan_of(*tables: Table) -> Plan:
    """The plan of a PDF with these tables."""
    return to_plan(Document(Source("a.pdf", "0" * 64, 0, Kind.PDF, Path("a")), tables, 4), load_vocabulary())


def read(plan: Plan) -> list[tuple[str | None, ...]]:
    """What is printed of each action."""
    return [
        (a.recommendation_number, a.recommendation, a.action, a.lead_agency_text, a.target_date_text, a.progress_text)
        for a in plan.actions
    ]


def halves(start: int, stop: int) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """The left and the right columns of some rows of the sheet."""
    return [row[:3] for row in SHEET[start:stop]], [row[3:] for row in SHEET[start:stop]]


@pytest.mark.parametrize("pages", [(1, 3, 2, 4), (1, 2, 3, 4)], ids=["down, then over", "over, then down"])
def test_strips_of_a_sheet_are_one_table(pages: tuple[int, int, int, int]) -> None:
    """Each row of the sheet is one action with all of its columns, in whichever order its pages are printed."""
    left, right = halves(0, 3)
    more_left, more_right = halves(3, 5)
    tables = [
        strip(pages[0], [LEFT, *left]),
        strip(pages[1], [RIGHT, *right]),
        strip(pages[2], more_left, HEIGHTS[2:]),
        strip(pages[3], more_right, HEIGHTS[2:]),
    ]
    plan = plan_of(*sorted(tables, key=lambda table: table.page or 0))
    assert read(plan) == SHEET
    assert [region.page for region in plan.actions[0].regions] == [pages[0], pages[1]]
    assert (plan.actions[0].page_first, plan.actions[0].page_last) == (pages[0], pages[1])


def test_a_cell_merged_down_in_one_strip_spans_the_rows_of_the_other() -> None:
    """A strip that merges cells down has fewer row lines than the one beside it."""
    left = [row[:2] for row in (LEFT, SHEET[0], ("", ""), SHEET[2])]
    right = [row[2:] for row in ((*LEFT, *RIGHT), *SHEET[:3])]
    plan = plan_of(strip(1, left), strip(2, right))
    assert read(plan) == [SHEET[0], (*SHEET[0][:2], *SHEET[1][2:]), SHEET[2]]


def test_other_heights_are_another_table() -> None:
    """A table with further headings whose rows stand elsewhere is none of the sheet's."""
    left, right = halves(0, 3)
    plan = plan_of(strip(1, [LEFT, *left]), strip(2, [RIGHT, *right], (20.0, 40.0, 51.0, 41.0)))
    assert [action.lead_agency_text for action in plan.actions] in ([], [None] * 3)


def test_headings_printed_again_are_no_strip() -> None:
    """Pages of one plan whose rows happen to be of the same heights stay below one another."""
    rows = [(*LEFT, *RIGHT), *SHEET[:3]]
    again = [(*LEFT, *RIGHT), *[(str(n + 5), *row[1:]) for n, row in enumerate(SHEET[1:4])]]
    plan = plan_of(strip(1, rows), strip(2, again))
    assert [action.recommendation_number for action in plan.actions] == ["1", "2", "3", "5", "6", "7"]


def test_pages_that_tell_the_same_fields_are_no_strips() -> None:
    """A second plan in other words, with rows that happen to be as high, stays a plan of its own."""
    other = ("Issue", "What we will do", "Who leads", "Timescale")
    first = [("Recommendation", "Action", "Lead agency", "Target date"), *(row[1:5] for row in SHEET[:3])]
    second = [other, *(row[1:5] for row in SHEET[1:4])]
    plan = plan_of(strip(1, first), strip(2, second))
    assert len(plan.actions) == 6
    assert [action.target_date_text for action in plan.actions[3:]] == ["June 2023", "July 2023", "May 2024"]
