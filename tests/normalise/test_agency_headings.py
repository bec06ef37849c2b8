"""Agencies named only in the headings over tables without a column for who leads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from extractors.document import Block, Cell, Document, Kind, Paragraph, Source, Table
from normalise.plan import Action
from normalise.understanding import to_plan
from normalise.vocabulary import load_vocabulary

HEADINGS = ("No", "Recommendation", "Action", "By when")
ROW = ("1", "Staff should ask about abuse.", "Train all staff.", "May 2023")
LED = (*HEADINGS[:3], "Lead agency")
ROW_LED = (*ROW[:3], "Northmere ICB")


def _table(rows: Sequence[Sequence[str]]) -> Table:
    cells = [Cell(text, row, column) for row, texts in enumerate(rows) for column, text in enumerate(texts)]
    return Table(tuple(cells), len(rows), len(rows[0]))


def _actions(titles: Sequence[str], *rows: Sequence[str]) -> tuple[Action, ...]:
    """The actions of a document with the same table below each title; a title may be several paragraphs."""
    blocks: list[Block] = [Paragraph("Domestic homicide review 'Anna': single agency plans")]
    for title in titles:
        blocks += [*(Paragraph(line) for line in title.split("\n")), _table(rows)]
    document = Document(Source("a.docx", "0" * 64, 0, Kind.DOCX, Path("a")), tuple(blocks))
    return to_plan(document, load_vocabulary()).actions


@pytest.mark.parametrize(
    ("titles", "agencies"),
    [
        (("Northmere Police", "Northmere Homes"), ["Northmere Police", "Northmere Homes"]),
        (("1. Northmere Police", "2. Northmere Homes"), ["Northmere Police", "Northmere Homes"]),
        (("Appendix A: Northmere Police", "Appendix B: Northmere ICB"), ["Northmere Police", "Northmere ICB"]),
        (("Northmere Police – action plan", "Northmere ICB IMR action plan"), ["Northmere Police", "Northmere ICB"]),
        (("Northmere Police\nThis is the force's own.", "Northmere ICB"), ["Northmere Police", "Northmere ICB"]),
        (("Northmere Police", "Northmere Council – Housing Options"), ["Northmere Police", "Northmere Council"]),
        (("Northmere Police\nRecommendation 1\nOfficers must ask.", "Northmere ICB\nRecommendation 2\nGPs must ask."),
         ["Northmere Police", "Northmere ICB"]),
        (("Northmere Police – DHR 'Anna'", "DHR 'Anna' – Northmere ICB"), ["Northmere Police", "Northmere ICB"]),
        (("Northmere Council – Part 1", "Northmere Council – Part 2"), []),
        (("Northmere Police and Northmere ICB", "Women's Aid"),
         ["Northmere Police", "Northmere ICB", "Women's Aid"]),
        (("Northmere Police", "Northmere Police"), []),
        (("Northmere Council\nNorthmere Community Safety Partnership", "Records"), []),
        (("Training", "Records"), []),
        (("All agencies", "Northmere Police"), []),
    ],
)  # fmt: skip
def test_two_agencies_over_tables_lead_what_stands_below(titles: tuple[str, str], agencies: list[str]) -> None:
    """Names of two agencies or more over tables are who leads; one name, themes and everybody are not."""
    actions = _actions(titles, HEADINGS, ROW)
    assert len(actions) == 2
    assert [name for action in actions for name in action.lead_agencies] == agencies


def test_a_lead_column_says_who_leads() -> None:
    """Where the table has a column for it, the headings over the tables say whom its recommendations address."""
    actions = _actions(("Northmere Police", "Northmere Homes"), LED, ROW_LED)
    assert [action.lead_agencies for action in actions] == [("Northmere ICB",)] * 2
    assert [action.recommendation_title for action in actions] == ["Northmere Police", "Northmere Homes"]


def test_each_heading_over_a_table_keeps_to_its_own() -> None:
    """A heading with a part of its body behind a dash or in brackets takes the place of the one before it."""
    titles = ("Northmere Police", "NHS Northmere (Primary Care)", "Northmere District Council – Housing Options")
    assert tuple(action.recommendation_title for action in _actions(titles, LED, ROW_LED)) == titles


@pytest.mark.parametrize(
    ("heading", "title", "agencies"),
    [
        ("Brightwater", "Brightwater", ()),
        ("Panel recommendations", None, ()),
        ("Version 2", "Northmere ICB", ("Northmere ICB",)),
        ("DHR Anna", "Northmere ICB", ("Northmere ICB",)),
    ],
)
def test_another_title_over_headings_ends_what_an_agency_led(
    heading: str, title: str | None, agencies: tuple[str, ...]
) -> None:
    """Below a title that names no known agency nobody leads; what a page's header prints again ends nothing."""
    last = _actions(("Northmere Police", "Northmere ICB", heading), HEADINGS, ROW)[-1]
    assert (last.recommendation_title, last.lead_agencies) == (title, agencies)


def _banded(bands: Sequence[str], header: str) -> tuple[Action, ...]:
    """The actions of a text whose rows have a band above each, and a page's header before the second and third."""
    blocks: list[Block] = [Paragraph("Domestic homicide review 'Anna': action plan"), _table([LED])]
    for number, band in enumerate(bands):
        blocks += [Paragraph(header)] if header and number else []
        blocks += [Paragraph(band), _table([ROW_LED])]
    document = Document(Source("a.txt", "0" * 64, 0, Kind.TEXT, Path("a")), tuple(blocks))
    return to_plan(document, load_vocabulary()).actions


@pytest.mark.parametrize(
    ("bands", "header", "titles"),
    [
        (("NORTHMERE POLICE", "NORTHMERE ICB"), "", ["NORTHMERE POLICE", "NORTHMERE ICB"]),
        (("Northmere Council – Housing", "Victim Support (North)"), "",
         ["Northmere Council – Housing", "Victim Support (North)"]),
        (("Northmere Police", "Northmere ICB", "Northmere Homes"), "Northmere Council",
         ["Northmere Police", "Northmere ICB", "Northmere Homes"]),
        (("Northmere Police", "Northmere Police"), "", [None, None]),
    ],
)  # fmt: skip
def test_bands_between_rows_say_whom_they_address(
    bands: tuple[str, ...], header: str, titles: list[str | None]
) -> None:
    """Two agencies or more alone between rows head those below; what comes again is a page's header."""
    assert [action.recommendation_title for action in _banded(bands, header)] == titles


@pytest.mark.parametrize("heading", ["", "Lantern"])
def test_a_column_of_agencies_under_no_known_heading_leads(heading: str) -> None:
    """Where no heading says who leads, a column of names of agencies does."""
    rows = [(*ROW[:3], name, ROW[3]) for name in ("Northmere Police", "Northmere ICB", "Northmere Council")]
    found = _actions(("Recommendations",), (*HEADINGS[:3], heading, HEADINGS[3]), *rows)
    assert [action.lead_agency_text for action in found] == [row[3] for row in rows]
