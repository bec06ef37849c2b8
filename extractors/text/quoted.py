"""Rows of tabs as spreadsheets copy and save them: a cell that holds line ends stands in quotation marks."""

from __future__ import annotations

import csv
from collections.abc import Sequence

from extractors.text.broken_rows import MOST_LINES, SOFT


def unquote_rows(lines: Sequence[str], n_columns: int) -> list[str]:
    """The lines with each such row on one, its own line ends as soft breaks, and without its quotation marks.

    That is done only where some cell runs over several lines: else the marks are the author's.

    Args:
        lines: Lines of one page.
        n_columns: Columns of the widest table of the document; fewer than three are no table.
    """
    rows: list[str] = []
    at = n_joined = 0
    while at < len(lines):
        row, last = _row_from(lines, at, n_columns) if n_columns > 2 and '"' in lines[at] else (None, at)
        rows.append(lines[at] if row is None else row)
        n_joined += last > at
        at = last + 1
    return rows if n_joined else list(lines)


def _row_from(lines: Sequence[str], first: int, n_columns: int) -> tuple[str | None, int]:
    """The row that begins at a line and the last line of it; None where quotation marks there are no cell's."""
    if not any(cell.startswith('"') for cell in lines[first].split("\t")):
        return None, first
    n_marks = 0
    for last in range(first, min(first + MOST_LINES, len(lines))):
        n_marks += lines[last].count('"')
        if n_marks % 2 == 0:
            cells = _cells(SOFT.join(lines[first : last + 1]))
            is_row = len(cells) == n_columns
            return ("\t".join(cell.replace("\t", " ") for cell in cells), last) if is_row else (None, first)
    return None, first


def _cells(row: str) -> list[str]:
    """The cells of a row with its quotation marks; none where these are not set as a spreadsheet sets them."""
    try:
        return next(csv.reader([row], delimiter="\t", strict=True))
    except (csv.Error, StopIteration):
        return []
