"""Tests of `normalise.ratings.row_colour`: ratings that are only colours."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.document import Cell, Colour, Document, Kind, Source, Table
from normalise.plan import Rag, RagSource
from normalise.understanding import to_plan
from normalise.vocabulary import load_vocabulary

GREEN, RED, BLUE, NAVY = (0, 150, 60), (192, 0, 0), (0, 112, 192), (0, 0, 238)


def ratings(heading: str, texts: tuple[str, str], inks: tuple[Colour | None, ...]) -> list[tuple[object, object]]:
    """Rating and its source of two actions whose last column has words in some colour."""
    heads = ("Recommendation", "Action", "Lead agency", "Target date", heading)
    cells = [Cell(text, 0, n) for n, text in enumerate(heads)]
    for row, (text, ink) in enumerate(zip(texts, inks, strict=True), 1):
        words = (f"Staff should ask, part {row}.", "Train staff.", "Northmere Council", "May 2023")
        cells += [Cell(word, row, n) for n, word in enumerate(words)]
        cells.append(Cell(text, row, 4, ink=ink))
    document = Document(Source("a.docx", "0" * 64, 0, Kind.DOCX, Path("a")), (Table(tuple(cells), 3, 5),))
    return [(action.rag, action.rag_source) for action in to_plan(document, load_vocabulary()).actions]


@pytest.mark.parametrize("heading", ["RAG", "Status"])
def test_coloured_signs_and_words_rate(heading: str) -> None:
    """In a column of ratings or states the colour of a sign or of words is the rating."""
    assert ratings(heading, ("●", "●"), (GREEN, RED)) == [
        (Rag.GREEN, RagSource.COLOUR),
        (Rag.RED, RagSource.COLOUR),
    ]


def test_one_colour_of_words_is_no_rating() -> None:
    """Words that are all of one colour under a status mark what is new, and words elsewhere never rate."""
    assert ratings("Status", ("In hand", "In hand"), (NAVY, NAVY)) == [(None, None)] * 2
    assert ratings("Comments", ("In hand", "Begun"), (RED, BLUE)) == [(None, None)] * 2


def test_printed_ratings_come_first() -> None:
    """A rating in words counts, whatever the colour of the words."""
    assert ratings("RAG", ("Amber", "Green"), (RED, RED)) == [(Rag.AMBER, RagSource.TEXT), (Rag.GREEN, RagSource.TEXT)]


@pytest.mark.parametrize(
    ("shades", "rated"),
    [
        (((224, 168, 166), (239, 212, 211)), [None, None]),
        (((212, 224, 239), None), [None, None]),
        ((RED, GREEN), [Rag.RED, Rag.GREEN]),
    ],
)
def test_a_table_style_is_no_rating(shades: tuple[Colour, Colour | None], rated: list[Rag | None]) -> None:
    """Whole rows in tints of one colour are a style, though they state progress; rows of two ratings are rated."""
    heads = ("Recommendation", "Action", "Lead agency", "Target date", "Progress")
    cells = [Cell(text, 0, n) for n, text in enumerate(heads)]
    for row, (state, fill) in enumerate(zip(("Complete", "Delayed"), shades, strict=True), 1):
        words = (f"Staff should ask, part {row}.", "Train staff.", "Northmere Council", "May 2023", state)
        cells += [Cell(word, row, n, fill=fill) for n, word in enumerate(words)]
    document = Document(Source("a.docx", "0" * 64, 0, Kind.DOCX, Path("a")), (Table(tuple(cells), 3, 5),))
    assert [action.rag for action in to_plan(document, load_vocabulary()).actions] == rated


@pytest.mark.parametrize("quarters", [("Q1 RAG", "Q2 RAG"), ("Q1", "Q2")])
def test_columns_of_quarters_rate_one_after_the_other(quarters: tuple[str, str]) -> None:
    """Shaded cells under "Q1 RAG", "Q2 RAG", or under "Q1", "Q2", are the history of the rating, oldest first."""
    heads = ("Recommendation", "Action", "Lead agency", "Target date", *quarters)
    cells = [Cell(text, 0, n) for n, text in enumerate(heads)]
    shades = ((RED, GREEN), (GREEN, RED))
    for row, (first, second) in enumerate(shades, 1):
        words = (f"Staff should ask, part {row}.", "Train staff.", "Northmere Council", "May 2023")
        cells += [Cell(word, row, n) for n, word in enumerate(words)]
        cells += [Cell("", row, 4, fill=first), Cell("", row, 5, fill=second)]
    document = Document(Source("a.docx", "0" * 64, 0, Kind.DOCX, Path("a")), (Table(tuple(cells), 3, 6),))
    found = [action.rag_history for action in to_plan(document, load_vocabulary()).actions]
    assert found == [(Rag.RED, Rag.GREEN), (Rag.GREEN, Rag.RED)]


@pytest.mark.parametrize(
    ("shades", "rated"),
    [
        ((GREEN, RED, (141, 179, 226)), [Rag.GREEN, Rag.RED, Rag.BLUE]),
        ((GREEN, GREEN, (141, 179, 226)), [Rag.GREEN, Rag.GREEN, None]),
    ],
)
def test_a_tint_beside_ratings_rates(shades: tuple[Colour, ...], rated: list[Rag | None]) -> None:
    """A pale blue in a RAG column is a rating where shades of two others stand in it."""
    heads = ("Recommendation", "Action", "Lead agency", "Target date", "RAG")
    cells = [Cell(text, 0, n) for n, text in enumerate(heads)]
    for row, shade in enumerate(shades, 1):
        words = (f"Staff should ask, part {row}.", "Train staff.", "Northmere Council", "May 2023", "")
        cells += [Cell(word, row, n, fill=shade if n == 4 else None) for n, word in enumerate(words)]
    document = Document(Source("a.docx", "0" * 64, 0, Kind.DOCX, Path("a")), (Table(tuple(cells), 4, 5),))
    assert [action.rag for action in to_plan(document, load_vocabulary()).actions] == rated
