"""Rows and cells of a Word table, wherever content controls and tracked changes have put them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from extractors.document import Colour
from extractors.errors import TooLargeDocument
from extractors.word_text import W, is_on, value

MOST_COLUMNS = 64
"""Word allows 63 columns."""
AROUND = frozenset({W + n for n in ("sdtContent", "ins", "moveTo", "customXml", "smartTag")})


@dataclass(slots=True)
class WordCell:
    """A cell's place (from 0), its spans (at least 1), its shading, and the element that holds its blocks."""

    element: etree._Element
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    fill: Colour | None = None


@dataclass(frozen=True, slots=True)
class WordTable:
    """The cells of a table, merged ones once; `n_odd` counts cells that are not as they must be."""

    cells: tuple[WordCell, ...]
    n_rows: int
    n_columns: int
    header_rows: int
    n_odd: int = 0


def read_table(table: etree._Element, max_cells: int) -> WordTable:
    """The grid of a table.

    Raises:
        TooLargeDocument: A row of more than `MOST_COLUMNS` cells, or more than `max_cells` in all.
    """
    cells: list[WordCell] = []
    above: dict[int, WordCell] = {}
    row_number, header_rows, odd, n_columns = 0, 0, 0, 0
    for row in _rows(table):
        placed, odd_here = _place_row(row, row_number, above)
        odd += odd_here
        above = {cell.column: cell for cell in placed}
        cells += [cell for cell in placed if cell.row == row_number]
        n_columns = max([n_columns, *(cell.column + cell.column_span for cell in placed)])
        if len(cells) > max_cells:
            raise TooLargeDocument(f"a table has more than {max_cells} cells")
        if header_rows == row_number and is_on(row.find(W + "trPr"), "tblHeader"):
            header_rows += 1
        row_number += 1
    return WordTable(tuple(cells), row_number, n_columns, header_rows, odd)


def _rows(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == W + "tr":
            properties = child.find(W + "trPr")
            if properties is None or (properties.find(W + "del") is None and not is_on(properties, "hidden")):
                yield child
        elif child.tag == W + "sdt" or child.tag in AROUND:
            yield from _rows(child)


def _cells(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == W + "tc":
            yield child
        elif child.tag == W + "sdt" or child.tag in AROUND:
            yield from _cells(child)


def _place_row(row: etree._Element, number: int, above: dict[int, WordCell]) -> tuple[list[WordCell], int]:
    """The row's cells; one that continues a merge is the cell above, a row longer."""
    before, odd = _span(row.find(f"{W}trPr/{W}gridBefore"), 0)
    column = before
    placed: list[WordCell] = []
    for element in _cells(row):
        properties = element.find(W + "tcPr")
        span, is_odd = _span(None if properties is None else properties.find(W + "gridSpan"), 1)
        odd += is_odd
        upper = above.get(column)
        if placed and _merge(properties, "hMerge") == "continue":
            placed[-1].column_span += span
        elif upper is not None and upper.column_span == span and _merge(properties, "vMerge") == "continue":
            upper.row_span += 1
            placed.append(upper)
        else:
            placed.append(WordCell(element, number, column, column_span=span, fill=_fill(properties)))
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
    span = int(text) if re.fullmatch(r"\d{1,3}", text) else -1
    return (span, 0) if least <= span <= MOST_COLUMNS else (least, 1)


def _is_odd(element: etree._Element, properties: etree._Element | None) -> bool:
    """A cell that continues a merge which nothing above began, or that holds no paragraph as every cell must."""
    return _merge(properties, "vMerge") not in (None, "restart") or all(child.tag == W + "tcPr" for child in element)


def _merge(properties: etree._Element | None, name: str) -> str | None:
    found = None if properties is None else properties.find(W + name)
    return None if found is None else value(found) or "continue"


def _fill(properties: etree._Element | None) -> Colour | None:
    shading = None if properties is None else properties.find(W + "shd")
    if shading is None:
        return None
    text = value(shading, "color" if value(shading) == "solid" else "fill") or ""
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", text) or text.upper() == "FFFFFF":
        return None
    return int(text[:2], 16), int(text[2:4], 16), int(text[4:], 16)
