"""The reader for plain text: tab-separated rows, pipe tables, drawn grids, aligned columns, and prose between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import Block, Document, Limits, Source, Table
from extractors.errors import TooLargeDocument, UnreadableDocument
from extractors.text.aligned import find_aligned_columns
from extractors.text.broken_rows import rejoin_rows
from extractors.text.encoding import decode_bytes
from extractors.text.found import Found, table_of
from extractors.text.grids import find_grid
from extractors.text.html_tables import HtmlFound, find_html_table, last_closing_tag
from extractors.text.lines import split_pages
from extractors.text.pipes import find_pipe_table
from extractors.text.prose import names_of_fields, read_paragraphs
from extractors.text.quoted import unquote_rows
from extractors.text.straighten import straighten_columns
from extractors.text.tabs import find_tab_rows, masked, running_lines, widest_row


@dataclass(slots=True)
class _Layout:
    """How the document is laid out.

    Attributes:
        widest: `widest_row` of all its lines.
        running: `running_lines` of all its lines.
        names: `names_of_fields` of all its lines.
        aligned: Columns of the aligned table that was read last, 0 before the first.
    """

    widest: int
    running: frozenset[str]
    names: frozenset[str]
    aligned: int = 0


def read_text(source: Source, limits: Limits) -> Document:
    """The tables and paragraphs of a text file.

    A table ends at a blank line, at prose and at a page break; joining its pieces is not for a reader to do.
    Pages are counted only where form feeds part them.

    Raises:
        UnreadableDocument: The file cannot be opened.
        TooLargeDocument: Too many pages, lines (1,000,000) or cells, a line of over 5,000,000 characters, a row of over
            1,000 cells.
    """
    try:
        data = source.file.read_bytes()
    except OSError as error:
        raise UnreadableDocument(f"The file cannot be read ({error.strerror}).") from error
    decoded = decode_bytes(data)
    pages = split_pages(decoded.text, limits)
    every = [line for page in pages.pages for line in page]
    widest = widest_row(every)
    layout = _Layout(widest, running_lines(every, widest), names_of_fields(every))
    blocks: list[Block] = []
    n_cells = 0
    for number, lines in enumerate(pages.pages, start=1):
        straight = straighten_columns(rejoin_rows(unquote_rows(lines, layout.widest), layout.widest))
        for block in _read_blocks(straight, number if pages.counted else None, layout, limits):
            blocks.append(block)
            n_cells += len(block.cells) if isinstance(block, Table) else 0
            if n_cells > limits.max_cells:
                raise TooLargeDocument(f"The text has over {limits.max_cells} table cells.")
    return Document(source, tuple(blocks), pages.page_count, issues=decoded.issues + pages.issues)


def _read_blocks(lines: Sequence[str], page: int | None, layout: _Layout, limits: Limits) -> Iterator[Block]:
    prose_start = index = 0
    last_tag = last_closing_tag(lines)
    while index < len(lines):
        found = find_html_table(lines, index, last_tag, page, limits) or _find_table(lines, index, layout)
        if found.is_prose if found else lines[index].strip():
            index = found.next_line if found else index + 1
            continue
        if prose_start < index:
            yield from read_paragraphs(lines[prose_start:index], page, layout.names)
        if isinstance(found, HtmlFound):
            yield from found.blocks
        elif found is not None and found.cells:
            yield table_of(found.cells, page)
        index = prose_start = found.next_line if found else index + 1
    if prose_start < index:
        yield from read_paragraphs(lines[prose_start:index], page, layout.names)


def _find_table(lines: Sequence[str], index: int, layout: _Layout) -> Found | None:
    line = lines[index]
    if "\t" in line and masked(line) in layout.running:
        return Found((), index + 1, is_prose=True)
    if "\t" in line:
        return find_tab_rows(lines, index, layout.widest)
    if not line.strip():
        return None
    drawn = find_grid(lines, index) or find_pipe_table(lines, index)
    if drawn is not None:
        return drawn
    aligned = find_aligned_columns(lines, index, layout.aligned)
    if aligned is not None:
        layout.aligned = max(cell.column for cell in aligned.cells) + 1
    return aligned
