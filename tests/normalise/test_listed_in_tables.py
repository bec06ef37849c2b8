"""Recommendations that a table lists by number, for a plan that has the numbers alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extractors.document import Block, Cell, Document, Kind, Paragraph, Source, Table
from normalise.understanding import to_plan
from normalise.vocabulary import load_vocabulary

LISTED = (("No.", "Recommendation"), ("1", "Surgeries should ask alone."), ("2", "Officers should link calls."))
PLAN = (
    ("Rec. No.", "Action", "Lead agency", "Target date"),
    ("1", "Train reception staff.", "Northmere ICB", "June 2022"),
    ("2", "Change the system.", "Northmere Police", "May 2023"),
)


def _table(rows: Sequence[Sequence[str]]) -> Table:
    cells = [Cell(text, row, column) for row, texts in enumerate(rows) for column, text in enumerate(texts)]
    return Table(tuple(cells), len(rows), len(rows[0]))


def _recommendations(*tables: Sequence[Sequence[str]]) -> list[tuple[str | None, str | None]]:
    blocks: list[Block] = [Paragraph("Domestic homicide review 'Anna': action plan")]
    for rows in tables:
        blocks += [Paragraph("The next part", level=2), _table(rows)]
    document = Document(Source("a.docx", "0" * 64, 0, Kind.DOCX, Path("a")), tuple(blocks))
    return [(a.recommendation_number, a.recommendation) for a in to_plan(document, load_vocabulary()).actions]


def test_numbers_have_the_words_of_the_list() -> None:
    """Each action has the recommendation that the table before lists under its number."""
    assert _recommendations(LISTED, PLAN) == list(LISTED[1:])


def test_a_number_of_two_lists_says_nothing() -> None:
    """Where two lists count from one, nothing tells which of them the plan means."""
    other = (LISTED[0], ("1", "Landlords should ask neighbours."), LISTED[2])
    assert _recommendations(LISTED, other, PLAN) == [("1", None), LISTED[2]]
