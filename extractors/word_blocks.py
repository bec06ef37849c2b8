"""The content of a Word part as blocks in reading order, through content controls, tracked changes and text boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extractors.document import Block, Cell, Issue, Limits, Paragraph, PartOfPage, Severity, Table
from extractors.errors import TooLargeDocument
from extractors.word_numbers import ListNumbers
from extractors.word_styles import BOLD_LEVEL, LONGEST_BOLD, Styles, is_all_bold
from extractors.word_tables import AROUND, WordTable, read_table
from extractors.word_text import COMPATIBLE, W, chosen, paragraph_text, shows_placeholder

TEXT_BOX = W + "txbxContent"


@dataclass(slots=True)
class BlockReader:
    """Reads the blocks of one document; the list numbers go on from part to part.

    Attributes:
        styles: The document's styles.
        numbers: Its list numbers, counted as paragraphs are read.
        limits: What it may cost.
        issues: What was odd, gathered on the way.
        n_cells: Cells read so far.
    """

    styles: Styles
    numbers: ListNumbers
    limits: Limits
    issues: dict[str, Issue] = field(default_factory=dict)
    n_cells: int = 0

    def blocks(self, parent: etree._Element, part: PartOfPage = PartOfPage.BODY) -> Iterator[Block]:
        """Paragraphs and tables under an element."""
        if next(parent.iter(W + "del", W + "moveFrom"), None) is not None:
            self._warn("tracked_changes", "the document holds tracked deletions; they were left out", Severity.INFO)
        for element in self._elements(parent):
            if element.tag == W + "p":
                yield from self._paragraph(element, part)
            else:
                yield from self._table(element, part)

    def _elements(self, parent: etree._Element) -> Iterator[etree._Element]:
        """`w:p` and `w:tbl` in order, out of whatever stands around them."""
        for child in parent:
            if child.tag in (W + "p", W + "tbl"):
                yield child
            elif child.tag in AROUND or (child.tag == W + "sdt" and not shows_placeholder(child)):
                yield from self._elements(child)
            elif child.tag == COMPATIBLE + "AlternateContent":
                branch = chosen(child)
                yield from self._elements(branch) if branch is not None else ()
            elif child.tag == W + "altChunk":
                self._warn("embedded_part_not_read", "the document embeds another file whose text was not read")

    def _paragraph(self, element: etree._Element, part: PartOfPage) -> Iterator[Block]:
        text = self._labelled(element)
        if text:
            yield Paragraph(text.replace("\n", " "), level=self._level(element, text), part=part)
        for box in _text_boxes(element):
            self._warn("text_box_read", "text boxes were read where they are anchored, not where they show")
            yield from self.blocks(box, part)

    def _labelled(self, element: etree._Element) -> str:
        label, text = self.numbers.label(element), paragraph_text(element)
        if not text and not any(c.isalnum() for c in label):
            return ""
        return f"{label} {text}".strip()

    def _level(self, element: etree._Element, text: str) -> int | None:
        level = self.styles.heading_level(element)
        if level is None and len(text) <= LONGEST_BOLD and is_all_bold(element):
            return BOLD_LEVEL
        return level

    def _table(self, element: etree._Element, part: PartOfPage) -> Iterator[Block]:
        grid = read_table(element, self.limits.max_cells)
        self._count(grid)
        if self._is_frame(grid):
            if any(e.tag == W + "tbl" for cell in grid.cells for e in self._elements(cell.element)):
                self._warn("table_in_cell", "a table stands within another that only frames it; it was read by itself")
            for cell in grid.cells:
                yield from self.blocks(cell.element, part)
            return
        cells = tuple(
            Cell(self._cell_text(c.element), c.row, c.column, c.row_span, c.column_span, c.fill) for c in grid.cells
        )
        if part is PartOfPage.BODY and any(cell.text for cell in cells):
            yield Table(cells, grid.n_rows, grid.n_columns, header_rows=grid.header_rows)
        elif part is not PartOfPage.BODY:
            yield from self._furniture(cells, grid, part)

    def _furniture(self, cells: tuple[Cell, ...], grid: WordTable, part: PartOfPage) -> Iterator[Block]:
        """A table in a page header is text beside a logo; one of three rows or more may be the plan itself."""
        if grid.n_rows >= 3 and grid.n_columns >= 3:
            self._warn("table_in_page_header", f"a table of {grid.n_rows} rows stands in a page {part}; read as text")
        for row in range(grid.n_rows):
            text = " ".join(cell.text.replace("\n", " ") for cell in cells if cell.row == row and cell.text)
            if text:
                yield Paragraph(text, part=part)

    def _is_frame(self, grid: WordTable) -> bool:
        """One cell around text, or one column around tables."""
        if len(grid.cells) == 1:
            return True
        is_column = bool(grid.cells) and all(c.column == 0 and c.column_span == grid.n_columns for c in grid.cells)
        return is_column and any(e.tag == W + "tbl" for cell in grid.cells for e in self._elements(cell.element))

    def _count(self, grid: WordTable) -> None:
        self.n_cells += len(grid.cells)
        if self.n_cells > self.limits.max_cells:
            raise TooLargeDocument(f"the document has more than {self.limits.max_cells} table cells")
        if grid.n_odd:
            self._warn("impossible_cell", "a cell has spans or merges that no table can have; read as it stands")

    def _cell_text(self, cell: etree._Element) -> str:
        """Paragraphs as lines; a table within the cell as one line for each of its rows."""
        lines: list[str] = []
        for element in self._elements(cell):
            if element.tag == W + "p":
                lines.append(self._labelled(element))
                lines += [self._cell_text(box) for box in _text_boxes(element)]
            else:
                lines += self._nested_lines(element)
        return "\n".join(line for line in lines if line)

    def _nested_lines(self, table: etree._Element) -> list[str]:
        grid = read_table(table, self.limits.max_cells)
        self._count(grid)
        self._warn(
            "table_in_cell", "a table stands within a cell of another; its rows were read as lines", Severity.INFO
        )
        rows: dict[int, list[str]] = {}
        for cell in grid.cells:
            rows.setdefault(cell.row, []).append(self._cell_text(cell.element))
        if len(grid.cells) == 1:
            return rows[grid.cells[0].row]
        return [" ".join(text.replace("\n", " ") for text in texts if text) for texts in rows.values()]

    def _warn(self, code: str, detail: str, severity: Severity = Severity.WARNING) -> None:
        self.issues.setdefault(code, Issue(code, severity, detail))


def _text_boxes(paragraph: etree._Element) -> list[etree._Element]:
    """Text boxes anchored in a paragraph, outermost only, each once (older programs' copies left out)."""
    found = []
    for box in paragraph.iter(TEXT_BOX):
        ancestors = list(box.iterancestors())
        inner = ancestors[: ancestors.index(paragraph)]
        if not any(a.tag in (TEXT_BOX, COMPATIBLE + "Fallback", W + "del", W + "moveFrom") for a in inner):
            found.append(box)
    return found
