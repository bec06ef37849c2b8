"""The grid of an HTML table, as the standard forms it from spans and row groups (HTML, 4.9.12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from lxml import etree

from extractors.document import Cell, Table
from extractors.errors import TooLargeDocument
from extractors.sheet.blocks import SheetCell

MOST_COLUMNS_SPANNED = 1_000
MOST_ROWS_SPANNED = 65_534
_GROUPS = ("thead", "tbody", "tfoot")
_FRAMED = 0.7
"""A table around others that hold this share of its words only places them on the page."""
_LEAST_OF_SHEET = 3
"""Columns; a sheet has more cells in each row than one that is filled and one that is not."""


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A `td` or `th` with its place and spans; rows and columns from 0."""

    element: etree._Element
    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class HtmlGrid:
    """The cells of a table; `n_columns` ends where the last cell begins, `header_rows` are those of its `thead`."""

    cells: tuple[PlacedCell, ...]
    n_rows: int
    n_columns: int
    header_rows: int


def place_cells(table: etree._Element, max_cells: int) -> HtmlGrid:
    """The cells of a table at their places.

    Raises:
        TooLargeDocument: They cover more than `max_cells` places.
    """
    cells: list[PlacedCell] = []
    row = header_rows = n_places = 0
    for group, rows in _row_groups(table):
        busy: dict[int, int] = {}  # column to the row in which it is free again
        end = row + len(rows)
        for element in rows:
            column = 0
            for cell in _cells(element):
                while busy.get(column, 0) > row:
                    column += 1
                width, height = _span(cell, "colspan", MOST_COLUMNS_SPANNED), _span(cell, "rowspan", MOST_ROWS_SPANNED)
                height = end - row if height == 0 else min(height, end - row)
                n_places += max(1, width) * height
                if n_places > max_cells:
                    raise TooLargeDocument(f"the page has more than {max_cells} table cells")
                cells.append(PlacedCell(cell, row, column, height, max(1, width)))
                busy.update((column + n, row + height) for n in range(max(1, width)))
                column += max(1, width)
            row += 1
        if group == "thead" and header_rows == row - len(rows):
            header_rows = row
    n_columns = 1 + max((cell.column for cell in cells), default=-1)
    return HtmlGrid(tuple(cells), row, n_columns, header_rows)


def is_frame(table: etree._Element, grid: HtmlGrid) -> bool:
    """Whether a table only places words or other tables on the page.

    It is one of a single cell; or one that says so; or tables within it hold nearly all of its words.
    """
    if len(grid.cells) <= 1 or table.get("role") in ("presentation", "none"):
        return True
    inner = [t for t in table.iterdescendants("table") if next(t.iterancestors("table"), None) is table]
    if not inner:
        return False
    return sum(map(_n_letters, inner)) >= _FRAMED * max(1, _n_letters(table))


def sheet_cells(table: Table) -> list[SheetCell] | None:
    """The filled cells of a table that is a whole sheet, as a spreadsheet program saves it as a page; None for others.

    A sheet begins with its title block: rows of one cell that covers no other, the others beside it empty, then a
    blank row. A title of a table is written over its columns or above it.
    """
    filled: dict[int, list[Cell]] = {row: [] for row in range(table.n_rows)}
    for cell in table.cells:
        if cell.text:
            filled[cell.row].append(cell)
    titles = [cells[0] for cells in takewhile(lambda cells: len(cells) == 1, filled.values())]
    is_blank = len(titles) < table.n_rows and not filled[len(titles)]
    alone = all(cell.row_span * cell.column_span == 1 for cell in titles)
    if not titles or not is_blank or not alone or table.n_columns < _LEAST_OF_SHEET:
        return None
    return [
        SheetCell(cell.text, cell.row, cell.column, cell.row_span, cell.column_span, cell.fill)
        for cell in table.cells
        if cell.text or cell.fill
    ]


def _n_letters(element: etree._Element) -> int:
    return sum(len(str(text).strip()) for text in element.itertext(tag=etree.Element))


def _row_groups(table: etree._Element) -> list[tuple[str, list[etree._Element]]]:
    """Rows by group as a browser shows them: the head first, the foot last, rows without a group as one each run."""
    groups: list[tuple[str, list[etree._Element]]] = []
    for child in table:
        if child.tag in _GROUPS:
            groups.append((str(child.tag), [row for row in child if row.tag == "tr"]))
        elif child.tag == "tr":
            if not groups or groups[-1][0] != "":
                groups.append(("", []))
            groups[-1][1].append(child)
    order = {"thead": 0, "tfoot": 2}
    return sorted(groups, key=lambda group: order.get(group[0], 1))


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return (cell for cell in row if cell.tag in ("td", "th"))


def _span(cell: etree._Element, name: str, most: int) -> int:
    """A span; 1 for what is none. A `rowspan` of 0 reaches to the end of the group."""
    text = cell.get(name, "1").strip()
    return min(int(text[:9]), most) if text.isascii() and text.isdecimal() else 1
