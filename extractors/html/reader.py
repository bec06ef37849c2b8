"""Web pages to blocks: one saved page, read as a browser shows it without running or fetching anything."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extractors.document import Block, Cell, Document, Issue, Limits, Paragraph, PartOfPage, Severity, Source, Table
from extractors.errors import CorruptDocument, TooLargeDocument, UnreadableDocument
from extractors.html.colours import PageStyles, read_page_styles
from extractors.html.tables import HtmlGrid, is_frame, place_cells, sheet_cells
from extractors.html.words import Flow, Line
from extractors.sheet.blocks import SheetCell, cells_to_blocks, grid_table
from extractors.sheet.visible import clipped
from extractors.text.encoding import Decoded, decode_bytes

_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,5}=\s{0,5}["']?\s{0,5}([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 4_096
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,500}>")
_PARTS = {"nav": PartOfPage.HEADER, "footer": PartOfPage.FOOTER}
_LATIN = frozenset({"iso8859-1", "ascii", "latin-1"})
"""Pages that name these are in Windows-1252 (WHATWG Encoding, 4.2)."""


def read_page(source: Source, limits: Limits) -> Document:
    """The paragraphs and tables of an HTML document.

    Raises:
        CorruptDocument: There is nothing in it that a browser would show.
        TooLargeDocument: It is nested too deeply, or has more cells than `limits` allows.
        UnreadableDocument: The operating system refused the bytes.
    """
    try:
        data = source.file.read_bytes()
    except OSError as error:
        raise UnreadableDocument(f"the file cannot be read ({error.strerror or error})") from error
    decoded = _decoded(data)
    root = _parsed(decoded.text)
    styles = read_page_styles("".join(map(str, sheet.itertext())) for sheet in root.iter("style"))
    reader = _Reader(Flow(styles), styles, limits)
    body = root.find("body")
    try:
        blocks = tuple(reader.blocks(root if body is None else body))
    except RecursionError as error:
        raise TooLargeDocument("the page is nested too deeply") from error
    return Document(source, blocks, None, _metadata(root), (*decoded.issues, *reader.found_odd()))


def read_fragment(markup: str, limits: Limits) -> tuple[Block, ...]:
    """The paragraphs and tables of a piece of HTML.

    Raises:
        CorruptDocument: There is nothing in it that a browser would show.
        TooLargeDocument: It is nested too deeply, or has more cells than `limits` allows.
    """
    styles = read_page_styles(())
    try:
        return tuple(_Reader(Flow(styles), styles, limits).blocks(_parsed(markup)))
    except RecursionError as error:
        raise TooLargeDocument("the table is nested too deeply") from error


@dataclass(slots=True)
class _Reader:
    """Reads the blocks of one page."""

    flow: Flow
    styles: PageStyles
    limits: Limits
    issues: dict[str, Issue] = field(default_factory=dict)
    n_cells: int = 0

    def blocks(self, element: etree._Element) -> Iterator[Block]:
        for item in self.flow.all(element):
            if isinstance(item, Line):
                text = item.text.replace("\n", " ")
                yield Paragraph(text, level=item.level, part=_PARTS.get(item.around, PartOfPage.BODY))
            else:
                yield from self._table(item)

    def found_odd(self) -> Iterator[Issue]:
        """What was odd on the way."""
        yield from self.issues.values()
        if self.flow.hidden:
            detail = f"{self.flow.hidden} hidden parts of the page were left out"
            yield Issue("hidden_parts", Severity.WARNING, detail)
        if self.flow.deleted:
            detail = "the page holds words marked as deleted; they were left out"
            yield Issue("tracked_changes", Severity.WARNING, detail)

    def _table(self, element: etree._Element) -> Iterator[Block]:
        for caption in element.iterchildren("caption"):
            yield from self.blocks(caption)
        grid = self._placed(element)
        if is_frame(element, grid):
            for cell in grid.cells:
                yield from self.blocks(cell.element)
            return
        table = self._as_table(grid)
        sheet = sheet_cells(table)
        if sheet is not None:
            yield from cells_to_blocks(sheet, self.limits)
        elif any(cell.text for cell in table.cells):
            yield table

    def _placed(self, element: etree._Element) -> HtmlGrid:
        grid = place_cells(element, self.limits.max_cells - self.n_cells)
        self.n_cells += max(len(grid.cells), grid.n_rows * grid.n_columns)
        if self.n_cells > self.limits.max_cells:
            raise TooLargeDocument(f"the page has more than {self.limits.max_cells} table cells")
        return grid

    def _as_table(self, grid: HtmlGrid) -> Table:
        rows: dict[int, list[SheetCell]] = {row: [] for row in range(grid.n_rows)}
        hidden: set[int] = set()
        cells = []
        for placed in grid.cells:
            row = placed.element.getparent()
            if row is not None and self.styles.hides(row):
                self.flow.hidden += placed.row not in hidden
                hidden.add(placed.row)
                continue
            text = "" if self.styles.hides(placed.element) else "\n".join(self._lines(placed.element))
            fill = self.styles.fill(placed.element) or (self.styles.fill(row) if row is not None else None)
            cells.append(SheetCell(text, placed.row, placed.column, placed.row_span, placed.column_span, fill))
        for cell in clipped(cells):
            rows[cell.row].append(cell)
        shown = {row: found for row, found in rows.items() if row not in hidden}
        return grid_table(shown, 0, grid.n_columns, grid.header_rows)

    def _lines(self, element: etree._Element) -> Iterator[str]:
        for item in list(self.flow.all(element)):
            if isinstance(item, Line):
                yield item.text
            else:
                yield from self._nested_lines(item)

    def _nested_lines(self, table: etree._Element) -> list[str]:
        """A table within a cell as one line for each of its rows."""
        detail = "a table stands within a cell of another; its rows were read as lines"
        self.issues.setdefault("table_in_cell", Issue("table_in_cell", Severity.INFO, detail))
        nested = self._as_table(self._placed(table))
        if len(nested.cells) == 1:
            return nested.cells[0].text.split("\n")
        rows: dict[int, list[Cell]] = {}
        for cell in nested.cells:
            if cell.text:
                rows.setdefault(cell.row, []).append(cell)
        return [" ".join(cell.text.replace("\n", " ") for cell in cells) for cells in rows.values()]


def _decoded(data: bytes) -> Decoded:
    """The page's characters: by its mark, by the encoding that it names if the bytes are that, else as any text."""
    match = (
        None
        if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        else (_DECLARED.search(data[:_DECLARED_WITHIN]))
    )
    if match is None:
        return decode_bytes(data)
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
        text = data.decode("cp1252" if name in _LATIN else name)
    except (LookupError, UnicodeError, ValueError):
        return decode_bytes(data)
    return Decoded(text, ()) if isinstance(text, str) and "\0" not in text else decode_bytes(data)


def _parsed(text: str) -> etree._Element:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, recover=True
    )
    plain = _XML_DECLARATION.sub("", text, count=1).replace("\0", "")
    try:
        root = etree.fromstring(plain.encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise CorruptDocument(f"the page cannot be read ({error})") from error
    if any("xcessive depth" in str(entry.message) for entry in parser.error_log):
        raise TooLargeDocument("the page is nested too deeply")
    if root is None:
        raise CorruptDocument("there is nothing on the page")
    return root


def _metadata(root: etree._Element) -> dict[str, str]:
    head = root.find("head")
    title = "" if head is None else " ".join((head.findtext("title") or "").split())
    authors = (e.get("content", "") for e in root.iter("meta") if e.get("name", "").lower() == "author")
    values = {"title": title, "author": " ".join(next(authors, "").split())}
    return {key: text for key, text in values.items() if text}
