"""Recommendations without a label that stand over a table of actions each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from extractors.document import Block, Cell, Document, Kind, Paragraph, Source, Table
from normalise.understanding import to_plan
from normalise.vocabulary import load_vocabulary

PLAIN = (("Action", "Lead", "Target date"), ("Train all staff.", "Northmere ICB", "May 2023"))
WITH_OWN = (("Recommendation", *PLAIN[0]), ("The board should be told.", *PLAIN[1]))


def _recommendations(above: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str | None]:
    """What is recommended in a document with the same table below each paragraph."""
    cells = [Cell(text, row, column) for row, texts in enumerate(rows) for column, text in enumerate(texts)]
    table = Table(tuple(cells), len(rows), len(rows[0]))
    blocks: list[Block] = [Paragraph("Domestic homicide review 'Anna': action plan")]
    for text in above:
        blocks += [Paragraph(text), table]
    document = Document(Source("a.docx", "0" * 64, 0, Kind.DOCX, Path("a")), tuple(blocks))
    return [action.recommendation for action in to_plan(document, load_vocabulary()).actions]


TOLD = ("Surgeries should ask all patients about domestic abuse.", "Police to review how repeat calls are graded")


@pytest.mark.parametrize(
    ("above", "rows", "read"),
    [
        (TOLD, PLAIN, list(TOLD)),
        (TOLD, WITH_OWN, ["The board should be told."] * 2),
        ((TOLD[0], TOLD[0]), PLAIN, [None, None]),
        (("Training", "Records"), PLAIN, [None, None]),
        (("The panel agreed that the following will be done:", TOLD[0]), PLAIN, [None, None]),
    ],
    ids=["a sentence over each", "a column for it", "the same over each", "titles", "an announcement"],
)
def test_sentences_over_headings_are_recommendations(
    above: Sequence[str], rows: Sequence[Sequence[str]], read: Sequence[str | None]
) -> None:
    """They are where each of several headings has another over it, and the table has no column for them."""
    assert _recommendations(above, rows) == read


def test_headings_printed_again_behind_a_page_break_have_no_sentence() -> None:
    """A table that a page cuts prints its headings twice; its rows share the numbered sentence above the first."""

    def table(page: int, *rows: Sequence[str]) -> Table:
        cells = [
            Cell(text, n, column) for n, texts in enumerate((PLAIN[0], *rows)) for column, text in enumerate(texts)
        ]
        return Table(tuple(cells), len(rows) + 1, len(PLAIN[0]), page)

    blocks: list[Block] = [
        Paragraph("Domestic homicide review 'Anna': action plan", 1),
        Paragraph(f"1. {TOLD[0]}", 1),
        table(1, PLAIN[1]),
        Paragraph(f"2. {TOLD[1]}", 1),
        table(1, PLAIN[1]),
        table(2, ("Report to the board.", "Northmere CSP", "June 2023")),
    ]
    document = Document(Source("a.pdf", "0" * 64, 0, Kind.PDF, Path("a")), tuple(blocks))
    read = [(a.recommendation_number, a.recommendation) for a in to_plan(document, load_vocabulary()).actions]
    assert read == [("1", TOLD[0]), ("2", TOLD[1]), ("2", TOLD[1])]
