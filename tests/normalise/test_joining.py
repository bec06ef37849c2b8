"""Pieces of tables that a page break cut, put together again."""

from __future__ import annotations

import pytest

from extractors.document import Cell, Kind, Paragraph, Table
from normalise.joining import JoinedTable, join_tables
from normalise.plan import RowKind
from normalise.vocabulary import load_vocabulary

HEADINGS = ("Recommendation", "Action to be taken", "Lead agency", "Target date", "Progress")
UPPER = ("", "How will the", "", "When will it", "Red, Amber")
LOWER = ("", "agency make this happen?", "", "be done by?", "or Green")
ACTION = ("Staff should ask.", "Train duty teams.", "Marlowick Council", "June 2024", "Complete")


def table(page: int, *rows: tuple[str, ...]) -> Table:
    cells = tuple(Cell(text, n, column) for n, row in enumerate(rows) for column, text in enumerate(row))
    return Table(cells, len(rows), len(rows[0]), page=page)


def joined(*pieces: Table) -> list[JoinedTable]:
    return join_tables(pieces, Kind.PDF, load_vocabulary())


@pytest.mark.parametrize(
    "pieces",
    [
        (table(1, HEADINGS, UPPER), table(2, LOWER, ACTION)),
        (table(1, HEADINGS, UPPER), table(2, LOWER), table(3, ACTION)),
        (table(1, HEADINGS, UPPER), table(2, HEADINGS, LOWER, ACTION)),
    ],
)
def test_guidance_cut_by_a_page_break_is_no_action(pieces: tuple[Table, ...]) -> None:
    """Both halves of the row that explains the headings are guidance, also where the headings are printed again."""
    [found] = joined(*pieces)
    kinds = {row.texts: kind for row, kind in found.rows}
    assert (kinds[UPPER], kinds[LOWER], kinds[ACTION]) == (RowKind.GUIDANCE, RowKind.GUIDANCE, None)


def test_headings_alone_at_the_foot_of_a_page_come_again_with_their_guidance() -> None:
    """A section's headings that end a page are not the upper half of those that begin the next one."""
    asked = ("What is recommended?", "What needs to happen?", "Who is responsible?", "When will it be done?", "")
    [found] = joined(table(1, HEADINGS, asked, ACTION, HEADINGS), table(2, HEADINGS, asked, ACTION))
    assert [kind for row, kind in found.rows if row.texts == ACTION] == [None, None]
    assert {kind for row, kind in found.rows if row.texts != ACTION} == {RowKind.HEADING, RowKind.GUIDANCE}


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (("Staff should ask.", "Train the", "Marlowick", "June", ""), ("", "duty teams.", "", "", "")),
        (("Staff should ask.", "Train the", "", "", ""), ("Housing staff should.", "Write a procedure?", "", "", "")),
        (("", "How will the", "", "", ""), ("", "", "agency make it?", "", "")),
    ],
)
def test_an_action_below_a_break_is_no_guidance(upper: tuple[str, ...], lower: tuple[str, ...]) -> None:
    """Halves that do not ask the reader anything together, or stand in other columns, are left to folding."""
    [found] = joined(table(1, HEADINGS, upper), table(2, lower, ACTION))
    assert [kind for row, kind in found.rows if row.texts in (upper, lower)] == [None, None]


@pytest.mark.parametrize(
    ("footers", "tables"),
    [
        (("DHR Action Plan – Marlowick – 1", "DHR Action Plan – Marlowick – 2"), 1),
        (("DHR Action Plan – Marlowick Homes", "DHR Action Plan – Marlowick Trust"), 2),
    ],
)
def test_a_title_with_its_pages_number_begins_no_plan(footers: tuple[str, str], tables: int) -> None:
    """A footer that names the plan differs from page to page by its number only; titles of plans by more."""
    blocks = [
        Paragraph("Action plan"), table(1, HEADINGS, ACTION), Paragraph(footers[0]),
        table(2, HEADINGS, ACTION), Paragraph(footers[1]),
    ]  # fmt: skip
    assert len(join_tables(blocks, Kind.TEXT, load_vocabulary())) == tables


@pytest.mark.parametrize(("last", "tables"), [("Date completed", 2), ("Target  dates", 1), ("Deadline", 1)])
def test_headings_for_another_field_head_another_table(last: str, tables: int) -> None:
    """Done and open actions listed apart differ by one heading; the same in other words is the same table."""
    heads = ("Recommendation", "Action", "Lead agency", "Scope", "Target date")
    pieces = (table(1, heads, ACTION), table(1, (*heads[:-1], last), ACTION))
    assert len(joined(*pieces)) == tables


def _headed(page: int, band: str, *rows: tuple[str, ...]) -> Table:
    """Headings under a band over all columns, and rows; a row of one text is a band as well."""
    cells = [
        Cell(text, n, column, column_span=len(HEADINGS) if len(texts) == 1 else 1)
        for n, texts in enumerate([(band,), HEADINGS, *rows])
        for column, text in enumerate(texts)
    ]
    return Table(tuple(cells), len(rows) + 2, len(HEADINGS), page=page)


@pytest.mark.parametrize(
    ("bands", "known"),
    [
        (("Marlowick CSP", "Marlowick CSP", "Marlowick CSP"), [None, RowKind.HEADING, RowKind.HEADING]),
        (("Marlowick Police", "Marlowick Homes", "Marlowick Police"), [None, None, None]),
    ],
    ids=["of the page", "of sections"],
)
def test_one_band_over_all_headings_is_of_the_page(bands: tuple[str, ...], known: list[RowKind | None]) -> None:
    """The same words over the headings of each page say nothing of the rows below; words that change head sections."""
    [found] = joined(*(_headed(n, band, ("For Marlowick ICB",), ACTION) for n, band in enumerate(bands, start=1)))
    assert [kind for row, kind in found.rows if row.texts[0] in bands] == known


def test_the_rest_of_headings_that_looks_like_headings_is_none() -> None:
    """A heading row that a page cuts is one, though "date" and "and outcome" below the break are headings too."""
    heads = ("Recommendation", "Action", "Lead agency", "Target", "Completion date")
    rest = ("", "", "", "date", "and outcome")
    [found] = joined(table(1, HEADINGS, ACTION), table(1, heads), table(2, rest, ACTION))[1:] or [None]
    assert found is not None
    assert found.headings == ("Recommendation", "Action", "Lead agency", "Target date", "Completion date and outcome")
    assert [kind for _, kind in found.rows] == [RowKind.HEADING, RowKind.HEADING, None]


def test_a_row_printed_again_below_the_headings_is_guidance() -> None:
    """What says on every page how to fill the columns in is known by that, whatever its words."""
    guide = ("In our own words", "The smarter the better", "One body", "A day", "")
    [found] = joined(
        table(1, HEADINGS, guide, ACTION), table(2, HEADINGS, guide, ("Ask.", "Train.", "ICB", "2021", ""))
    )
    assert [kind for row, kind in found.rows if row.texts == guide] == [RowKind.GUIDANCE] * 2
    [found] = joined(table(1, HEADINGS, ACTION), table(2, HEADINGS, ACTION))
    assert [kind for row, kind in found.rows if row.texts == ACTION] == [None, None]


def test_a_row_cut_behind_its_label_is_no_row_of_headings() -> None:
    """What stands in it, "Learning event" and "Learning", is like headings; the date beside is not."""
    upper = ("Recommendation 9:", "Learning event", "Safer Marlowick", "Learning", "23/11/202")
    [found] = joined(table(1, HEADINGS, ACTION, upper), table(2, HEADINGS, ("Ask.", "Briefing.", "CSP", "event", "3")))
    assert [kind for row, kind in found.rows if row.texts == upper] == [None]
