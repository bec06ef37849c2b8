"""Writers of the plainest possible file of each format from a document's blocks, spans and shading kept."""

from __future__ import annotations

import csv
from collections.abc import Callable
from html import escape
from pathlib import Path

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from openpyxl.styles import Alignment, PatternFill

from extractors.document import Cell, Document, Paragraph, PartOfPage, Table

WIDTH, HEIGHT, MARGIN = Cm(29.7), Cm(21), Cm(1.5)
"""A4 on its side, as plans of eight columns are printed."""


def write_word(document: Document, file: Path) -> None:
    """A Word file; page headers and footers go where Word has them."""
    made = docx.Document()
    page = made.sections[0]
    page.page_width, page.page_height = WIDTH, HEIGHT
    page.left_margin = page.right_margin = MARGIN
    for block in document.blocks:
        if isinstance(block, Table):
            _word_table(made, block)
            made.add_paragraph("")
        elif block.part is not PartOfPage.BODY:
            section = made.sections[0]
            (section.header if block.part is PartOfPage.HEADER else section.footer).paragraphs[0].text = block.text
        elif block.level:
            made.add_heading(block.text, level=min(block.level, 9))
        else:
            made.add_paragraph(block.text)
    made.core_properties.title = document.metadata.get("title", "")
    made.save(str(file))


def _word_table(made: docx.document.Document, block: Table) -> None:
    table = made.add_table(block.n_rows, block.n_columns, style="Table Grid")
    for cell in block.cells:
        target = table.cell(cell.row, cell.column)
        if cell.row_span * cell.column_span > 1:
            end = min(cell.column + cell.column_span, block.n_columns) - 1
            target = target.merge(table.cell(min(cell.row + cell.row_span, block.n_rows) - 1, end))
        first, *others = cell.text.split("\n")
        for paragraph in target.paragraphs[1:]:
            paragraph._p.getparent().remove(paragraph._p)  # type: ignore[union-attr]
        target.paragraphs[0].text = first
        for line in others:
            target.add_paragraph(line)
        if cell.fill:
            shade = f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{_hex(cell)}"/>'
            target._tc.get_or_add_tcPr().append(parse_xml(shade))


def write_workbook(document: Document, file: Path) -> None:
    """A workbook of one sheet: titles in rows of one cell, tables below one another with a blank row between."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    top = 1
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if block.part is PartOfPage.BODY:
                sheet.cell(top, 1, block.text).data_type = "s"
                top += 1
            continue
        top += 1
        for cell in block.cells:
            place = sheet.cell(top + cell.row, cell.column + 1)
            if cell.text:
                place.value, place.data_type = cell.text, "s"
            place.alignment = Alignment(wrap_text=True)
            if cell.fill:
                place.fill = PatternFill("solid", fgColor=_hex(cell))
            if cell.row_span * cell.column_span > 1:
                end = top + cell.row + cell.row_span - 1, cell.column + cell.column_span
                sheet.merge_cells(start_row=place.row, start_column=place.column, end_row=end[0], end_column=end[1])
        top += block.n_rows + 1
    book.save(file)


def write_page(document: Document, file: Path) -> None:
    """A web page."""
    parts = ["<!DOCTYPE html><html><head><meta charset=utf-8></head><body>"]
    for block in document.blocks:
        if isinstance(block, Table):
            parts.append(_html_table(block))
        elif block.part is PartOfPage.BODY:
            tag = f"h{min(block.level, 6)}" if block.level else "p"
            parts.append(f"<{tag}>{escape(block.text)}</{tag}>")
    file.write_text("\n".join([*parts, "</body></html>"]), encoding="utf-8")


def _html_table(block: Table) -> str:
    rows = ["".join(_html_cell(cell) for cell in block.cells if cell.row == row) for row in range(block.n_rows)]
    return "<table>" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def _html_cell(cell: Cell) -> str:
    words = "".join(f"<p>{escape(line)}</p>" for line in cell.text.split("\n")) if cell.text else ""
    style = f' style="background-color: #{_hex(cell)}"' if cell.fill else ""
    return f"<td rowspan={cell.row_span} colspan={cell.column_span}{style}>{words}</td>"


def write_text(document: Document, file: Path) -> None:
    """Text: a row is a line, tabs between the cells, a break within a cell as converters write it."""
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            rows = ("\t".join(_columns(block, row)) for row in range(block.n_rows))
            lines += ["", *(row.replace("\n", "<br>") for row in rows), ""]
        elif block.part is PartOfPage.BODY:
            lines.append(block.text)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_values(document: Document, file: Path) -> None:
    """Separated values: titles in rows of one value, blank rows around a table."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        for block in document.blocks:
            if isinstance(block, Table):
                rows.writerows([[], *(_columns(block, row) for row in range(block.n_rows)), []])
            elif block.part is PartOfPage.BODY:
                rows.writerow([block.text])


def _columns(block: Table, row: int) -> list[str]:
    """The words of a row's columns; a merged cell says them once."""
    words = {cell.column: cell.text for cell in block.cells if cell.row == row}
    return [words.get(column, "") for column in range(block.n_columns)]


def _hex(cell: Cell) -> str:
    return "%02X%02X%02X" % cell.fill if cell.fill else "FFFFFF"  # noqa: UP031 - a tuple of three


WRITERS: dict[str, Callable[[Document, Path], None]] = {
    "docx": write_word,
    "xlsx": write_workbook,
    "html": write_page,
    "txt": write_text,
    "csv": write_values,
}
"""Suffix to the writer of that format."""
