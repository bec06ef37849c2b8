"""Separated values (.csv, .tsv) to blocks: titles above the table as paragraphs, the rows as one table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from extractors.document import Document, Limits, Source
from extractors.errors import CorruptDocument, TooLargeDocument, UnreadableDocument
from extractors.sheet.blocks import SheetCell, cells_to_blocks
from extractors.sheet.delimited_kind import LONGEST_VALUE, find_separator
from extractors.text.encoding import decode_bytes
from extractors.text.found import MAX_ROW_CELLS
from extractors.text.markup import plain_text


def read_delimited(source: Source, limits: Limits) -> Document:
    """The paragraphs and tables of a file of separated values.

    Raises:
        CorruptDocument: A quotation mark is never closed.
        TooLargeDocument: It has more cells than `limits` allows, or a row of over 1,000.
        UnreadableDocument: The operating system refused the bytes.
    """
    try:
        decoded = decode_bytes(source.file.read_bytes())
    except OSError as error:
        raise UnreadableDocument(f"the file cannot be read ({error.strerror or error})") from error
    separator = find_separator(decoded.text, source.file.suffix.casefold()) or ","
    cells = list(_cells(decoded.text, separator, limits.max_cells))
    return Document(source, tuple(cells_to_blocks(cells, limits)), issues=decoded.issues)


def _cells(text: str, separator: str, max_cells: int) -> Iterator[SheetCell]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    n_cells = 0
    try:
        for row, values in enumerate(rows):
            n_cells += len(values)
            if len(values) > MAX_ROW_CELLS or n_cells > max_cells:
                raise TooLargeDocument(f"the file has more than {max_cells} cells, or a row of over {MAX_ROW_CELLS}")
            for column, value in enumerate(values):
                words = plain_text(value)
                if words:
                    yield SheetCell(words, row, column)
    except csv.Error as error:
        detail = f"a value has over {LONGEST_VALUE} characters: a quotation mark may never be closed ({error})"
        raise CorruptDocument(detail) from error
