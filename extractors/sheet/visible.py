"""Of the cells of a sheet those that a reader sees: merged ones as one, hidden rows and columns left out and said."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extractors.errors import TooLargeDocument
from extractors.office.package import Package
from extractors.sheet.blocks import SheetCell
from extractors.sheet.rows import Box, SheetFacts

MOST_WORK = 20_000_000
"""Places looked at for all merged ranges of a sheet; they overlap in no workbook that a spreadsheet wrote."""


def merged(cells: Iterable[SheetCell], merges: Sequence[Box]) -> Iterator[SheetCell]:
    """Cells with the spans of the merged ranges, no further than any cell stands; what a range covers is dropped.

    Raises:
        TooLargeDocument: The ranges cover too much, too often.
    """
    work = 0
    stored = {(cell.row, cell.column): cell for cell in cells}
    last_row = max((row for row, _ in stored), default=-1)
    last_column = max((column for _, column in stored), default=-1)
    for first_row, first_column, end_row, end_column in merges:
        anchor = stored.get((first_row, first_column))
        end_row, end_column = min(end_row, last_row), min(end_column, last_column)
        if anchor is None or end_row < first_row or end_column < first_column:
            continue
        work += min(len(stored), (end_row - first_row + 1) * (end_column - first_column + 1))
        if work > MOST_WORK:
            raise TooLargeDocument("the merged cells of a sheet cover too much of it")
        for place in _covered(stored, first_row, first_column, end_row, end_column):
            stored.pop(place, None)
        spans = end_row - first_row + 1, end_column - first_column + 1
        stored[first_row, first_column] = replace(anchor, row_span=spans[0], column_span=spans[1])
    yield from stored.values()


def _covered(
    stored: dict[tuple[int, int], SheetCell], first_row: int, first_column: int, end_row: int, end_column: int
) -> list[tuple[int, int]]:
    """Stored places in a range, looked for on whichever side is the shorter."""
    if (end_row - first_row + 1) * (end_column - first_column + 1) > len(stored):
        return [(r, c) for r, c in stored if first_row <= r <= end_row and first_column <= c <= end_column]
    return [(r, c) for r in range(first_row, end_row + 1) for c in range(first_column, end_column + 1)]


def clipped(cells: Sequence[SheetCell]) -> list[SheetCell]:
    """Cells with spans that reach no further than any cell begins."""
    last_row = max((cell.row for cell in cells), default=0)
    last_column = max((cell.column for cell in cells), default=0)
    return [
        cell
        if cell.last_row <= last_row and cell.last_column <= last_column
        else replace(
            cell,
            row_span=min(cell.row_span, last_row - cell.row + 1),
            column_span=min(cell.column_span, last_column - cell.column + 1),
        )
        for cell in cells
    ]


def visible_cells(cells: Iterable[SheetCell], title: str, facts: SheetFacts, package: Package) -> list[SheetCell]:
    """The cells that show, moved together over what is hidden.

    Rows that a filter hides are read all the same: a filter is the view of whoever saved the file last, and anybody
    may change it; rows and columns hidden by hand were not meant to be read.
    """
    hidden_rows, filtered = set[int](), 0
    for row in facts.hidden_rows:
        if any(first < row <= last for first, _, last, _ in facts.filtered):
            filtered += 1
        else:
            hidden_rows.add(row)
    kept, lost = _without(list(cells), sorted(hidden_rows), _columns(facts.hidden_columns))
    if filtered:
        detail = f"a filter hides {filtered} rows of sheet {title!r}; they were read"
        package.warn("filtered_rows_read", detail)
    if lost:
        package.warn("hidden_cells", f"hidden rows or columns of sheet {title!r} were left out: {lost} filled cells")
    return kept


def _columns(runs: Sequence[tuple[int, int]]) -> list[int]:
    return sorted({column for first, last in runs for column in range(first, last + 1)})


def _without(cells: list[SheetCell], rows: Sequence[int], columns: Sequence[int]) -> tuple[list[SheetCell], int]:
    """Cells without the hidden rows and columns, and how many with words are lost."""
    if not rows and not columns:
        return cells, 0
    kept, lost = [], 0
    for cell in cells:
        row, row_span = _moved(cell.row, cell.row_span, rows)
        column, column_span = _moved(cell.column, cell.column_span, columns)
        if row_span and column_span:
            kept.append(replace(cell, row=row, column=column, row_span=row_span, column_span=column_span))
        else:
            lost += bool(cell.text)
    return kept, lost


def _moved(first: int, span: int, hidden: Sequence[int]) -> tuple[int, int]:
    """Where a run of rows begins among those that show, and how many of it do."""
    before, until = bisect_left(hidden, first), bisect_right(hidden, first + span - 1)
    return first - before, span - (until - before)
