"""Rows and cells of a Word table on its grid: spans, merges, gaps before a row, shading by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from extractors.errors import TooLargeDocument
from extractors.word.names import W, is_on, value
from extractors.word.shading import Place, Shade, StyleInTable, TableShading

MOST_COLUMNS = 64
"""Word allows 63 columns."""


@dataclass(slots=True)
class WordCell:
    """A cell's place (from 0), its spans (at least 1), its shading if set by hand, and the element of its blocks."""

    element: etree._Element
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    shade: Shade | None = None


@dataclass(frozen=True, slots=True)
class WordTable:
    """The cells of a table, merged ones once.

    Attributes:
        element: The `w:tbl`.
        style: What its style gives to its places, or None.
        cells: By row, then column.
        n_rows: Rows of the grid.
        n_columns: Columns of the widest row.
        header_rows: Leading rows marked as repeated heading.
        headings: All rows so marked.
        n_odd: How many cells are not as they must be.
    """

    element: etree._Element
    style: StyleInTable | None
    cells: tuple[WordCell, ...]
    n_rows: int
    n_columns: int
    header_rows: int
    headings: frozenset[int] = frozenset()
    n_odd: int = 0

    def styled(self, cell: WordCell) -> Shade | None:
        """The shading that the table's style gives to one of the cells."""
        if self.style is None:
            return None
        last_row, last_column = cell.row + cell.row_span - 1, cell.column + cell.column_span - 1
        is_heading = cell.row in self.headings
        return self.style.shade(
            Place(cell.row, last_row, cell.column, last_column, self.n_rows, self.n_columns, is_heading)
        )


def read_table(table: etree._Element, shading: TableShading, max_cells: int) -> WordTable:
    """The grid of a table.

    Raises:
        TooLargeDocument: A row of more than `MOST_COLUMNS` cells, or more than `max_cells` in all.
    """
    cells: list[WordCell] = []
    above: dict[int, WordCell] = {}
    headings: set[int] = set()
    row_number, odd, n_columns = 0, 0, 0
    whole = shading.own(table.find(W + "tblPr"))
    for row in table.iterchildren(W + "tr"):
        properties = row.find(W + "trPr")
        if is_on(properties, "hidden"):
            continue
        placed, odd_here = _place_row(row, row_number, above, shading)
        odd += odd_here
        above = {cell.column: cell for cell in placed}
        new = [cell for cell in placed if cell.row == row_number]
        _shade_row(new, shading.own(row.find(W + "tblPrEx")) or whole)
        cells += new
        n_columns = max([n_columns, *(cell.column + cell.column_span for cell in placed)])
        if len(cells) > max_cells:
            raise TooLargeDocument(f"a table has more than {max_cells} cells")
        if is_on(properties, "tblHeader"):
            headings.add(row_number)
        row_number += 1
    header_rows = next((n for n in range(row_number) if n not in headings), row_number)
    style = shading.style_of(table)
    return WordTable(table, style, tuple(cells), row_number, n_columns, header_rows, frozenset(headings), odd)


def _shade_row(cells: list[WordCell], shade: Shade | None) -> None:
    for cell in cells:
        cell.shade = cell.shade or shade


def _place_row(
    row: etree._Element, number: int, above: dict[int, WordCell], shading: TableShading
) -> tuple[list[WordCell], int]:
    """The row's cells; one that continues a merge is the cell above, a row longer."""
    column, odd = _span(row.find(f"{W}trPr/{W}gridBefore"), 0)
    placed: list[WordCell] = []
    for element in row.iterchildren(W + "tc"):
        properties = element.find(W + "tcPr")
        span, is_odd = _span(None if properties is None else properties.find(W + "gridSpan"), 1)
        odd += is_odd
        upper = above.get(column)
        if placed and placed[-1].row == number and _merge(properties, "hMerge") == "continue":
            placed[-1].column_span += span
        elif upper is not None and upper.column_span == span and _merge(properties, "vMerge") == "continue":
            upper.row_span += 1
            placed.append(upper)
        else:
            placed.append(WordCell(element, number, column, column_span=span, shade=shading.own(properties)))
            odd += _is_odd(element, properties)
        column += span
        if len(placed) > MOST_COLUMNS or column > 4 * MOST_COLUMNS:
            raise TooLargeDocument(f"a table has a row of more than {MOST_COLUMNS} columns")
    return placed, odd


def _span(element: etree._Element | None, least: int) -> tuple[int, int]:
    """A span and 1 where it was none that a table can have (the least is taken then)."""
    text = value(element)
    if text is None:
        return least, 0
    span = int(text) if re.fullmatch(r"[0-9]{1,3}", text) else -1
    return (span, 0) if least <= span <= MOST_COLUMNS else (least, 1)


def _is_odd(element: etree._Element, properties: etree._Element | None) -> bool:
    """A cell that continues a merge which nothing above began, or that holds no paragraph as every cell must."""
    if _merge(properties, "vMerge") not in (None, "restart"):
        return True
    return len(element) == 0 or (len(element) == 1 and element[0].tag == W + "tcPr")


def _merge(properties: etree._Element | None, name: str) -> str | None:
    found = None if properties is None else properties.find(W + name)
    return None if found is None else value(found) or "continue"
