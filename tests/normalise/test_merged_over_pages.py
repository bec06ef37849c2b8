"""Cells merged down over several actions that a page break cuts."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.document import Cell, Document, Kind, Source, Table
from normalise.plan import Action
from normalise.understanding import to_plan
from normalise.vocabulary import load_vocabulary

HEADS = ("Recommendation", "Scope", "Action", "Lead agency", "Target date")
Row = dict[int, tuple[str, int]]
"""Words and rows covered of the cells of one row, by column."""


def table(page: int, *rows: Row) -> Table:
    cells = [Cell(text, 0, n) for n, text in enumerate(HEADS)]
    for number, row in enumerate(rows, 1):
        cells += [Cell(text, number, column, row_span=span) for column, (text, span) in row.items()]
    return Table(tuple(cells), len(rows) + 1, len(HEADS), page)


def actions(*tables: Table) -> tuple[Action, ...]:
    document = Document(Source("a.pdf", "0" * 64, 0, Kind.PDF, Path("a")), tables)
    return to_plan(document, load_vocabulary()).actions


ABOVE: Row = {
    0: ("1. The board should ask each agency for its policy.", 1),
    1: ("Local", 1),
    2: ("Write to all agencies.", 1),
    3: ("Tansley CSP", 1),
    4: ("May 2022", 1),
}


def test_a_merged_cell_holds_for_the_rows_below_the_break() -> None:
    """Blank cells at the top of a page that are merged with the row below have the words of the page before."""
    page = table(
        2,
        {0: ("", 2), 1: ("", 2), 2: ("Ask staff what they know.", 1), 3: ("", 2), 4: ("June 2022", 1)},
        {2: ("Report to the board.", 1), 4: ("July 2022", 1)},
    )
    found = actions(table(1, ABOVE), page)
    assert [action.action for action in found] == [
        "Write to all agencies.", "Ask staff what they know.", "Report to the board.",
    ]  # fmt: skip
    assert {(a.recommendation_number, a.scope_text, a.lead_agency_text) for a in found} == {
        ("1", "Local", "Tansley CSP")
    }


def test_blank_cells_that_are_not_merged_stay_blank() -> None:
    """A row of its own with no agency has none, whatever stands above the break."""
    page = table(
        2, {0: ("2. Staff should ask.", 1), 1: ("", 1), 2: ("Train them.", 1), 3: ("", 1), 4: ("June 2022", 1)}
    )
    assert [(a.scope_text, a.lead_agency_text) for a in actions(table(1, ABOVE), page)][1:] == [(None, None)]


def test_a_row_under_merged_cells_is_no_rest_of_the_row_above() -> None:
    """What merged cells cover is not lacking: the row is an action, though the one above it has no full stop."""
    page = table(
        2,
        {0: ("", 2), 1: ("", 2), 2: ("with tenants and residents", 1), 3: ("", 2), 4: ("", 2)},
        {2: ("• Budget to be looked at again", 1)},
    )
    above = {**ABOVE, 2: ("• Review the allocations policy", 1)}
    assert [action.action for action in actions(table(1, above), page)] == [
        "• Review the allocations policy with tenants and residents", "• Budget to be looked at again",
    ]  # fmt: skip


@pytest.mark.parametrize("title", ["Duty to report", "Think family"])
def test_a_title_before_the_break_stays_one(title: str) -> None:
    """A label with its title and, behind the break, the words: as in the other cells of the column."""
    first: Row = {**ABOVE, 0: ("Recommendation 1: Policies\nThe board should ask each agency for its policy.", 1)}
    cut: Row = {**ABOVE, 0: (f"Recommendation 2: {title}", 1), 2: ("Audit the last sixty", 1)}
    rest: Row = {
        0: ("The council should look at its threshold.", 1),
        1: ("", 1),
        2: ("reports.", 1),
        3: ("", 1),
        4: ("", 1),
    }
    second = actions(table(1, first, cut), table(2, rest))[1]
    assert (second.recommendation_title, second.recommendation) == (title, "The council should look at its threshold.")


def test_a_row_beside_the_rest_of_a_merged_cell_is_an_action() -> None:
    """The recommendation goes on behind the break; the row there has its own action and date, and shares the agency."""
    whole = "1. The board should ask each agency for its policy and for what its staff know of it."
    cut = whole.index("for what")
    above: Row = {**ABOVE, 0: (whole[:cut].strip(), 2), 3: ("Tansley CSP", 2)}
    page = table(
        2, {0: (whole[cut:], 1), 1: ("Local", 1), 2: ("Report to the board.", 1), 3: ("", 1), 4: ("May 2022", 1)}
    )
    first = table(
        1, {**above, 0: ("2. Staff should ask.", 2)}, {1: ("Local", 1), 2: ("Train them.", 1), 4: ("May 2022", 1)}
    )
    found = actions(first, table(1, {**above, 0: (whole[:cut].strip(), 1), 3: ("Tansley CSP", 1)}), page)
    assert [(a.action, a.lead_agency_text) for a in found[2:]] == [
        ("Write to all agencies.", "Tansley CSP"),
        ("Report to the board.", "Tansley CSP"),
    ]
    assert {a.recommendation for a in found[2:]} == {whole.removeprefix("1. ")}


def test_what_is_merged_beside_a_recommendation_that_a_break_cuts_holds_too() -> None:
    """Of a recommendation and a scope merged over both pages only the recommendation has words below the break."""
    above: Row = {**ABOVE, 0: ("1. The board should ask each agency for", 1)}
    page = table(
        2,
        {0: ("its policy.", 2), 1: ("", 2), 2: ("Ask staff what they know.", 1), 3: ("ICB", 1), 4: ("June 2022", 1)},
        {2: ("Report to the board.", 1), 3: ("CSP", 1), 4: ("July 2022", 1)},
    )
    found = actions(table(1, above), page)
    assert {(a.recommendation, a.scope_text) for a in found} == {
        ("The board should ask each agency for its policy.", "Local")
    }
    assert [a.lead_agency_text for a in found] == ["Tansley CSP", "ICB", "CSP"]
