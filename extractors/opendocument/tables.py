"""The cells of an OpenDocument table, in which one element may stand for a million rows or columns.

Repeated empty cells are counted and never made; repeated words are made as often as they show, under the limit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from extractors.document import Colour
from extractors.errors import TooLargeDocument
from extractors.opendocument.names import TABLE
from extractors.sheet.blocks import SheetCell

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_ROW_GROUPS = frozenset({TABLE + n for n in ("table-header-rows", "table-rows", "table-row-group")})
_COLUMN_GROUPS = frozenset({TABLE + n for n in ("table-header-columns", "table-columns", "table-column-group")})
CELLS = frozenset({TABLE + "table-cell", TABLE + "covered-table-cell"})


@dataclass(slots=True)
class TableCells:
    """What a table holds; rows and columns from 0.

    Attributes:
        cells: Cells with words, a fill or a span.
        n_rows: Rows, without empty ones at the end.
        n_columns: Columns that any row with words has.
        header_rows: Leading rows marked to be repeated on each page.
        hidden_rows: Rows that do not show.
        filtered_rows: Rows that a filter hides.
        hidden_columns: First and last of each run of columns that do not show.
    """

    cells: list[SheetCell] = field(default_factory=list)
    n_rows: int = 0
    n_columns: int = 0
    header_rows: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    filtered_rows: int = 0
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CellReading:
    """How a cell is read: its words, the colour of a named style, and how many cells there may be."""

    text: Callable[[etree._Element], str]
    fill: Callable[[str], Colour | None]
    max_cells: int


def read_cells(table: etree._Element, reading: CellReading) -> TableCells:
    """The cells of a `table:table`.

    Raises:
        TooLargeDocument: There are more than `reading.max_cells`.
    """
    found = TableCells()
    column = 0
    for element in _columns(table):
        times = _number(element, "number-columns-repeated", LAST_COLUMN)
        if element.get(TABLE + "visibility", "visible") != "visible" and column < LAST_COLUMN:
            found.hidden_columns.append((column, min(column + times, LAST_COLUMN) - 1))
        column += times
    row = 0
    for element, is_header in _rows(table, is_header=False):
        times = _number(element, "number-rows-repeated", LAST_ROW)
        _add_row(element, row, times, found, reading)
        if is_header and found.header_rows == row:
            found.header_rows = row + times
        row += times
        if row > LAST_ROW:
            break
    return found


def _columns(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == TABLE + "table-column":
            yield child
        elif child.tag in _COLUMN_GROUPS:
            yield from _columns(child)


def _rows(parent: etree._Element, *, is_header: bool) -> Iterator[tuple[etree._Element, bool]]:
    for child in parent:
        if child.tag == TABLE + "table-row":
            yield child, is_header
        elif child.tag in _ROW_GROUPS:
            yield from _rows(child, is_header=is_header or child.tag == TABLE + "table-header-rows")


def _add_row(element: etree._Element, row: int, times: int, found: TableCells, reading: CellReading) -> None:
    cells, width = _row_cells(element, row, found.n_columns, reading)
    if not any(cell.text for cell in cells):
        cells = [cell for cell in cells if cell.row_span > 1 or (cell.fill and cell.column < found.n_columns)]
        times = min(times, 1)
    if not cells:
        return
    if len(found.cells) + len(cells) * times > reading.max_cells:
        raise TooLargeDocument(f"a table has more than {reading.max_cells} cells")
    found.n_rows, found.n_columns = row + times, max(found.n_columns, width)
    visibility = element.get(TABLE + "visibility", "visible")
    for n in range(row, row + times):
        found.cells.extend(
            SheetCell(c.text, n, c.column, c.row_span if times == 1 else 1, c.column_span, c.fill) for c in cells
        )
        if visibility == "collapse":
            found.hidden_rows.add(n)
        found.filtered_rows += visibility == "filter"


def _row_cells(element: etree._Element, row: int, widest: int, reading: CellReading) -> tuple[list[SheetCell], int]:
    """The cells of a row that say something, and how many columns it has but for empty ones at its end."""
    cells: list[SheetCell] = []
    column = width = 0
    row_fill = reading.fill(element.get(TABLE + "style-name", ""))
    default = element.get(TABLE + "default-cell-style-name", "")
    for cell in element:
        if cell.tag not in CELLS or column >= LAST_COLUMN:
            continue
        times = min(_number(cell, "number-columns-repeated", LAST_COLUMN), LAST_COLUMN - column)
        # What a merged cell covers may still hold words, which nobody sees.
        is_covered = cell.tag == TABLE + "covered-table-cell"
        text = "" if is_covered else reading.text(cell)
        fill = None if is_covered else reading.fill(cell.get(TABLE + "style-name", default)) or row_fill
        spans = _number(cell, "number-rows-spanned", LAST_ROW), _number(cell, "number-columns-spanned", LAST_COLUMN)
        if text or max(spans) > 1 or times == 1:
            width = column + (times if text or times == 1 else 1)
        if text and len(cells) + times > reading.max_cells:
            raise TooLargeDocument(f"a table has more than {reading.max_cells} cells")
        if text or max(spans) > 1 or fill:
            n_made = times if text else min(times, max(1, widest - column))
            cells.extend(SheetCell(text, row, column + n, *spans, fill) for n in range(n_made))
        column += times
    return cells, width


def _number(element: etree._Element, name: str, most: int) -> int:
    """A count that is at least 1; more than there can be is as many as there can be."""
    text = element.get(TABLE + name, "1")
    return max(1, min(int(text[:9]), most)) if text.isascii() and text.isdecimal() else 1
