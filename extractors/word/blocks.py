"""The content of a Word part as blocks in reading order, through text boxes and tables that only frame others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from extractors.document import Block, Cell, Issue, Limits, Paragraph, PartOfPage, Severity, Table
from extractors.errors import TooLargeDocument
from extractors.word.cells import CellContent
from extractors.word.names import W
from extractors.word.numbers import ListNumbers
from extractors.word.shading import TableShading
from extractors.word.styles import BOLD_LEVEL, LONGEST_BOLD, Styles, is_all_bold
from extractors.word.tables import WordCell, WordTable, read_table
from extractors.word.text import TextReader, Words

TEXT_BOX = W + "txbxContent"
MOST_PLACES = 5
"""How many places of one kind of oddity are named."""


@dataclass(slots=True)
class BlockReader:
    """Reads the blocks of one document.

    Attributes:
        styles: The document's styles.
        numbers: Its list numbers, counted as paragraphs are read.
        words: Reads its paragraphs.
        shading: Colours of its tables.
        limits: What it may cost.
        issues: What was odd, gathered on the way.
        struck: Places of struck-through words.
        n_cells: Cells read so far.
        n_tables: Tables given so far.
    """

    styles: Styles
    numbers: ListNumbers
    words: TextReader
    shading: TableShading
    limits: Limits
    issues: dict[str, Issue] = field(default_factory=dict)
    struck: list[str] = field(default_factory=list)
    n_cells: int = 0
    n_tables: int = 0

    def blocks(self, parent: etree._Element, part: PartOfPage = PartOfPage.BODY) -> Iterator[Block]:
        """Paragraphs and tables under an element."""
        for element in parent.iterchildren(W + "p", W + "tbl"):
            if element.tag == W + "p":
                yield from self._paragraph(element, part)
            else:
                yield from self._table(element, part)

    def findings(self) -> tuple[Issue, ...]:
        """What was odd, once all blocks have been read."""
        if self.words.read_notes:
            detail = "footnotes or endnotes were read where they are marked: in cells within square brackets"
            self._warn("notes_read", detail, Severity.INFO)
        if self.struck:
            more = f" and {len(self.struck) - MOST_PLACES} more" if len(self.struck) > MOST_PLACES else ""
            where = "; ".join(self.struck[:MOST_PLACES]) + more
            detail = "words are struck through; they were kept, and may be old values that others replaced"
            self.issues["struck_text"] = Issue("struck_text", Severity.WARNING, f"{detail}: {where}", where)
        return tuple(self.issues.values())

    def _paragraph(self, element: etree._Element, part: PartOfPage) -> Iterator[Block]:
        text, words = self._labelled(element)
        if text:
            if any(look.struck for look in words.looks):
                self.struck.append(f"the text “{text[:40]}”")
            yield Paragraph(text.replace("\n", " "), level=self._level(element, text), part=part)
        yield from (Paragraph(note, part=part) for note in words.notes)
        for box in text_boxes(element):
            self._warn("text_box_read", "text boxes were read where they are anchored, not where they show")
            yield from self.blocks(box, part)

    def _labelled(self, element: etree._Element, with_notes: bool = False) -> tuple[str, Words]:
        if self.words.is_hidden(element):
            return "", Words("")
        label, words = self.numbers.label(element), self.words.read(element, with_notes)
        if not words.text and not any(c.isalnum() for c in label):
            return "", words
        return f"{label} {words.text}".strip(), words

    def _level(self, element: etree._Element, text: str) -> int | None:
        level = self.styles.heading_level(element)
        if level is None and len(text) <= LONGEST_BOLD and is_all_bold(element):
            return BOLD_LEVEL
        return level

    def _table(self, element: etree._Element, part: PartOfPage) -> Iterator[Block]:
        grid = read_table(element, self.shading, self.limits.max_cells)
        self._count(grid)
        if is_frame(grid):
            if any(_tables_in(cell) for cell in grid.cells):
                self._warn("table_in_cell", "a table stands within another that only frames it; it was read by itself")
            for cell in grid.cells:
                yield from self.blocks(cell.element, part)
            return
        self.n_tables += 1
        notes: list[str] = []
        cells = tuple(self._cell(cell, grid, notes) for cell in grid.cells)
        if part is PartOfPage.BODY and any(cell.text for cell in cells):
            yield Table(cells, grid.n_rows, grid.n_columns, header_rows=grid.header_rows)
            yield from (Paragraph(note) for note in notes)
        else:
            self.n_tables -= 1
            if part is not PartOfPage.BODY:
                yield from self._furniture(cells, grid, part)

    def _cell(self, cell: WordCell, grid: WordTable, notes: list[str]) -> Cell:
        """A cell; what notes in its heading rows say is put into `notes`: inside it would be no heading any more."""
        content = CellContent()
        self._gather(cell.element, content, with_notes=cell.row >= max(1, grid.header_rows))
        notes += content.notes
        if content.is_struck:
            self.struck.append(f"table {self.n_tables}, row {cell.row + 1}")
        by_style = None if cell.shade is not None else grid.styled(cell)
        fill = content.fill(cell.shade, by_style)
        return Cell(content.text, cell.row, cell.column, cell.row_span, cell.column_span, fill=fill, ink=content.ink)

    def _furniture(self, cells: tuple[Cell, ...], grid: WordTable, part: PartOfPage) -> Iterator[Block]:
        """A table in a page header is text beside a logo; one of three rows or more may be the plan itself."""
        if grid.n_rows >= 3 and grid.n_columns >= 3:
            self._warn("table_in_page_header", f"a table of {grid.n_rows} rows stands in a page {part}; read as text")
        for row in range(grid.n_rows):
            text = " ".join(cell.text.replace("\n", " ") for cell in cells if cell.row == row and cell.text)
            if text:
                yield Paragraph(text, part=part)

    def _count(self, grid: WordTable) -> None:
        self.n_cells += len(grid.cells)
        if self.n_cells > self.limits.max_cells:
            raise TooLargeDocument(f"the document has more than {self.limits.max_cells} table cells")
        if grid.n_odd:
            self._warn("impossible_cell", "a cell has spans or merges that no table can have; read as it stands")

    def _gather(self, cell: etree._Element, content: CellContent, with_notes: bool) -> None:
        """Paragraphs as lines; a table within the cell as one line for each of its rows."""
        for element in cell.iterchildren(W + "p", W + "tbl"):
            if element.tag == W + "p":
                content.add(*self._labelled(element, with_notes))
                for box in text_boxes(element):
                    self._gather(box, content, with_notes)
            else:
                content.lines += self._nested_lines(element, content, with_notes)

    def _nested_lines(self, table: etree._Element, around: CellContent, with_notes: bool) -> list[str]:
        grid = read_table(table, self.shading, self.limits.max_cells)
        self._count(grid)
        self._warn(
            "table_in_cell", "a table stands within a cell of another; its rows were read as lines", Severity.INFO
        )
        rows: dict[int, list[str]] = {}
        for cell in grid.cells:
            content = CellContent()
            self._gather(cell.element, content, with_notes)
            around.looks |= content.looks
            around.notes += content.notes
            rows.setdefault(cell.row, []).append(content.text)
        if len(grid.cells) == 1:
            return rows[grid.cells[0].row]
        return [" ".join(text.replace("\n", " ") for text in texts if text) for texts in rows.values()]

    def _warn(self, code: str, detail: str, severity: Severity = Severity.WARNING) -> None:
        self.issues.setdefault(code, Issue(code, severity, detail))


def is_frame(grid: WordTable) -> bool:
    """Whether a table only lays out what stands in it.

    So does one cell around text, and one column around tables. So does a table most of whose words stand in tables of
    at least two columns and two rows within it (cards side by side, a plan beside its label), if it has no columns of
    its own to lose: two at most, or such a table in every row.
    """
    if len(grid.cells) == 1:
        return True
    inner = [table for cell in grid.cells for table in _tables_in(cell)]
    if not inner:
        return False
    if all(c.column == 0 and c.column_span == grid.n_columns for c in grid.cells):
        return True
    rows = {c.row for c in grid.cells if any(_is_grid(table) for table in _tables_in(c))}
    if grid.n_columns > 2 and any(_n_letters(c.element) for c in grid.cells if c.row not in rows):
        return False
    return 2 * sum(_n_letters(table) for table in inner if _is_grid(table)) > _n_letters(grid.element)


def text_boxes(paragraph: etree._Element) -> list[etree._Element]:
    """Text boxes anchored in a paragraph, outermost only."""
    found = []
    for box in paragraph.iter(TEXT_BOX):
        above: Iterable[etree._Element] = box.iterancestors(TEXT_BOX, W + "p")
        nearest = next(iter(above), None)
        if nearest is paragraph:
            found.append(box)
    return found


def _tables_in(cell: WordCell) -> list[etree._Element]:
    return list(cell.element.iterchildren(W + "tbl"))


def _is_grid(table: etree._Element) -> bool:
    rows = [sum(1 for _ in row.iterchildren(W + "tc")) for row in table.iterchildren(W + "tr")]
    return len(rows) >= 2 and max(rows) >= 2


def _n_letters(element: etree._Element) -> int:
    return sum(len(text.text or "") for text in element.iter(W + "t"))
