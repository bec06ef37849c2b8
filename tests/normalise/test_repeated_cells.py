"""Tests of `normalise.repeated_cells`: merged cells that a converter wrote into each column they cover."""

from __future__ import annotations

import pytest

from extractors.document import Cell, Paragraph, Region, Table
from normalise.repeated_cells import with_merged_cells

BAND = "Recommendation 1: GPs should have training."
HEADS = ("Action", "Lead", "Target date", "Outcome")


def _table(*rows: tuple[str, ...]) -> Table:
    cells = tuple(Cell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row))
    return Table(cells, len(rows), max(map(len, rows)))


def _spans(table: Table) -> list[list[tuple[str, int, int]]]:
    (merged,) = with_merged_cells([table])
    assert isinstance(merged, Table)
    return [[(c.text, c.column_span, c.row_span) for c in merged.cells if c.row == row] for row in range(merged.n_rows)]


def test_a_band_written_into_every_column_is_one_cell() -> None:
    """A row that says one thing in all columns is one merged cell; the rows around it stay."""
    found = _spans(_table(HEADS, (BAND,) * 4, ("Commission a course.", "ICB", "May 2022", "")))
    assert found[1] == [(BAND, 4, 1)]
    assert [text for text, _, _ in found[2]] == ["Commission a course.", "ICB", "May 2022", ""]


@pytest.mark.parametrize(
    "row",
    [
        ("N/A",) * 4,
        ("", "", "", ""),
        (BAND, "", "", ""),
        ("Train all staff in this.", "Train all staff in this.", "May", ""),
    ],
)
def test_short_or_few_repeats_stay(row: tuple[str, ...]) -> None:
    """What several fields may well say each, and two columns of one sentence, are no merged cell."""
    assert _spans(_table(HEADS, row))[1] == [(text, 1, 1) for text in row]


def test_two_rows_of_headings() -> None:
    """Headings that stand in both rows are merged down, those over several of the second row across."""
    found = _spans(
        _table(
            ("Action", "Target date", "Target date", "Status"),
            ("Action", "Original", "Revised", "Status"),
            ("Commission a course.", "May 2022", "July 2022", "Complete"),
        )
    )
    assert found[0] == [("Action", 1, 2), ("Target date", 2, 1), ("Status", 1, 2)]
    assert found[1] == [("Original", 1, 1), ("Revised", 1, 1)]


def test_the_fields_of_a_card() -> None:
    """In a card the value of a field is one cell, however short; a row of two fields keeps its four cells."""
    found = _spans(
        _table(
            ("Recommendation 1", "Train GPs.", "Train GPs.", "Train GPs."),
            ("Action", "A course.", "A course.", "A course."),
            ("Lead", "ICB", "Target date", "May 2022"),
        )
    )
    assert found[1] == [("Action", 1, 1), ("A course.", 3, 1)]
    assert len(found[2]) == 4


def test_tables_with_places_or_merged_cells_are_left_alone() -> None:
    """What a page or a format with merged cells prints several times was meant so; paragraphs pass."""
    placed = Table(tuple(Cell(BAND, 0, c, region=Region(1, c, 0, c + 1, 1)) for c in range(3)), 1, 3, 1)
    merging = Table((*(Cell(BAND, 0, c) for c in range(3)), Cell("Action", 1, 0, 1, 3)), 2, 3)
    blocks = [placed, merging, Paragraph(BAND)]
    assert with_merged_cells(blocks) == blocks
