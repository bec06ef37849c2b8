"""Spreadsheets to blocks: what the sheets of an .xlsx or .xlsm workbook show, one after the other.

file ─clean_workbook─▶ openpyxl ─▶ cells as shown ─visible_cells─▶ ─cells_to_blocks─▶ paragraphs and tables

Macros are never looked at; formulas are not computed, the result that was saved with them is what is read.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import openpyxl
from lxml import etree
from openpyxl.cell.cell import Cell as BookCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from extractors.document import Block, Document, Limits, Paragraph, Severity, Source, Table
from extractors.errors import CorruptDocument, TooLargeDocument
from extractors.office.package import Package, open_package
from extractors.sheet.blocks import SheetCell, cells_to_blocks
from extractors.sheet.colours import OFFICE_THEME, Palette, fill_colour, read_theme
from extractors.sheet.dates import printed_date
from extractors.sheet.number_formats import printed_number
from extractors.sheet.package import CleanWorkbook, clean_workbook
from extractors.sheet.rows import SheetFacts
from extractors.sheet.visible import merged, visible_cells
from extractors.text.markup import tidy_lines

_NAMED_BY_PROGRAM = re.compile(r"(?:sheet|tabelle|feuil|hoja)\s?\d{1,3}", re.IGNORECASE)
"""Names that nobody gave say nothing."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LIBRARY_FAULTS = (ValueError, KeyError, AttributeError, TypeError, IndexError, OverflowError)
"""What openpyxl raises where a part is not what its name says."""


def read_workbook(source: Source, limits: Limits) -> Document:
    """The paragraphs and tables of a workbook's visible sheets.

    Raises:
        CorruptDocument: The file is damaged or holds no workbook.
        EncryptedDocument: A password is needed.
        TooLargeDocument: It unpacks to more bytes, or has more cells, than `limits` allows.
        UnreadableDocument: The operating system refused the bytes.
    """
    with open_package(source.file, "workbook", limits) as package:
        clean, workbook, palette = _opened(package, limits)
        blocks: list[Block] = []
        for title, sheet, facts in zip(clean.titles, workbook.worksheets, clean.sheets, strict=True):
            left = limits.max_cells - sum(len(block.cells) for block in blocks if isinstance(block, Table))
            blocks.extend(_sheet_blocks(title, sheet, facts, palette, package, left))
        return Document(source, tuple(blocks), None, _metadata(package), tuple(package.issues))


def _opened(package: Package, limits: Limits) -> tuple[CleanWorkbook, Workbook, Palette]:
    """The workbook as openpyxl has it; without its number formats and fills where those cannot be read."""
    for with_styles in (True, False):
        clean = clean_workbook(package, limits, with_styles=with_styles)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what openpyxl says goes to the screen of whoever runs many files
                book = openpyxl.load_workbook(clean.content, data_only=True)
        except _LIBRARY_FAULTS as error:
            if not with_styles:
                reason = " ".join(str(error).split())[:120]
                raise CorruptDocument(f"the workbook is damaged ({type(error).__name__}: {reason})") from error
            detail = "the formats of the cells cannot be read: dates show as numbers, shading is lost"
            package.warn("styles_unreadable", detail, Severity.ERROR)
            continue
        theme = read_theme(clean.theme) if clean.theme is not None else OFFICE_THEME
        return clean, book, Palette(theme, getattr(book, "_colors", COLOR_INDEX))
    raise CorruptDocument("the workbook is damaged")


def _sheet_blocks(
    title: str, sheet: Worksheet, facts: SheetFacts, palette: Palette, package: Package, n_left: int
) -> Iterator[Block]:
    cells = visible_cells(merged(_cells(sheet, palette), facts.merges), title, facts, package)
    _warn_of_formulas(title, facts, package)
    try:
        blocks = cells_to_blocks(cells, Limits(max_cells=max(0, n_left)))
    except MemoryError as error:
        raise TooLargeDocument("the workbook needs more memory than there is") from error
    if blocks and not _NAMED_BY_PROGRAM.fullmatch(title.strip()):
        yield Paragraph(tidy_lines(title).replace("\n", " "))
    yield from blocks


def _cells(sheet: Worksheet, palette: Palette) -> Iterator[SheetCell]:
    # iter_rows would make every cell up to the last one; the dict has those that the file holds.
    for (row, column), cell in sheet._cells.items():
        yield SheetCell(shown(cell), row - 1, column - 1, fill=fill_colour(cell.fill, palette))


def shown(cell: BookCell | MergedCell) -> str:
    """A cell's value as it is printed in the United Kingdom, in the text normal form."""
    value = cell.value
    code = cell.number_format or "General"
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date | datetime | time | timedelta):
        return printed_date(value, code)
    if isinstance(value, int | float):
        return printed_number(value, code)
    return tidy_lines(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(value)))


def _warn_of_formulas(title: str, facts: SheetFacts, package: Package) -> None:
    if facts.without_value:
        places = ", ".join(facts.without_value[:5])
        detail = f"formulas of sheet {title!r} were saved without a result: {len(facts.without_value)} cells ({places})"
        package.warn("formula_without_value", detail)


def _metadata(package: Package) -> dict[str, str]:
    properties = next((target for _, kind, target in package.relations("") if kind == "core-properties"), None)
    if properties is None:
        return {}
    try:
        root = package.tree(properties)
    except CorruptDocument as error:
        package.warn("part_unreadable", str(error), Severity.INFO)
        return {}
    names = {"title": "title", "creator": "author", "created": "created"}
    found = {
        names.get(etree.QName(e).localname): "".join(map(str, e.itertext())) for e in root if isinstance(e.tag, str)
    }
    return {key: " ".join(text.split()) for key, text in found.items() if key and text.strip()}
