"""Cells that the foot of a page cuts before their lower border."""

from __future__ import annotations

import pytest

from extractors.document import Cell, Paragraph, Region, Table
from normalise.open_cells import with_open_cells

EDGES = (40.0, 80.0, 240.0, 400.0)


def _cell(text: str, row: int, column: int) -> Cell:
    top = 100.0 + 50.0 * row
    return Cell(text, row, column, region=Region(1, EDGES[column], top, EDGES[column + 1], top + 50.0))


def _table(last: tuple[int, ...]) -> Table:
    """Headings, a whole row, and a last row that has only the cells of the given columns."""
    whole = [_cell(text, row, column) for row in (0, 1) for column, text in enumerate(("1", "Ask.", "Train."))]
    cells = (*whole, *(_cell("Audit.", 2, column) for column in last))
    return Table(cells, 3, 3, page=1, region=Region(1, 40.0, 100.0, 400.0, 250.0))


def _words(x0: float, top: float, x1: float, page: int = 1) -> Paragraph:
    return Paragraph("2 Homes should record visits.", page, region=Region(page, x0, top, x1, top + 30.0))


@pytest.mark.parametrize(
    ("last", "words", "column"),
    [
        ((2,), _words(42.0, 205.0, 230.0), 1),
        ((1, 2), _words(42.0, 205.0, 78.0), 0),
        ((0, 1), _words(245.0, 202.0, 390.0), 2),
        ((0, 1, 2), _words(42.0, 205.0, 230.0), None),
        ((2,), _words(42.0, 260.0, 230.0), None),
        ((2,), _words(42.0, 205.0, 390.0), None),
        ((2,), _words(42.0, 205.0, 230.0, page=2), None),
        ((2,), Paragraph("2 Homes should record visits.", 1), None),
    ],
)
def test_words_in_the_gap_of_the_last_row_are_its_cell(
    last: tuple[int, ...], words: Paragraph, column: int | None
) -> None:
    """Words beside the cells of the last row, where it has none, are the cell; all others stay a paragraph."""
    blocks = with_open_cells([_table(last), words])
    table = blocks[0]
    assert isinstance(table, Table)
    added = [cell.column for cell in table.cells if cell.text == words.text]
    assert added == ([] if column is None else [column])
    assert blocks[1:] == ([words] if column is None else [])
