"""The content of an OpenDocument text as blocks in reading order: headings, paragraphs, list items, tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extractors.document import Block, Limits, Paragraph, Severity
from extractors.errors import TooLargeDocument
from extractors.office.package import Package
from extractors.opendocument.names import DRAW, OFFICE, TABLE, TEXT
from extractors.opendocument.styles import Styles
from extractors.opendocument.tables import CellReading, TableCells, read_cells
from extractors.opendocument.text import ListNumbers, read_words, text_boxes
from extractors.sheet.blocks import SheetCell, grid_table
from extractors.sheet.visible import clipped

_PARAGRAPHS = frozenset({TEXT + "p", TEXT + "h"})
_LEFT_OUT = frozenset({TEXT + "sequence-decls", TEXT + "variable-decls", TEXT + "user-field-decls", OFFICE + "forms"})


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A paragraph with the label printed before it, or a table."""

    element: etree._Element
    label: str = ""


@dataclass(slots=True)
class BlockReader:
    """Reads the blocks of one document.

    Attributes:
        styles: The document's styles.
        limits: What it may cost.
        package: Where what is odd is noted.
        n_cells: Cells read so far.
    """

    styles: Styles
    limits: Limits
    package: Package
    n_cells: int = 0
    numbers: ListNumbers = field(init=False)

    def __post_init__(self) -> None:
        self.numbers = ListNumbers(self.styles)

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        """Paragraphs and tables under an element.

        Raises:
            TooLargeDocument: There are more cells than the limit allows.
        """
        for leaf in self._leaves(parent):
            if leaf.element.tag == TABLE + "table":
                yield from self._table(leaf.element)
                continue
            words = read_words(leaf.element)
            text = f"{leaf.label} {words.text}".strip().replace("\n", " ")
            if words.text or any(c.isalnum() for c in leaf.label):
                yield Paragraph(text, level=_level(leaf.element))
            yield from (Paragraph(note) for note in words.notes if note)
            for box in text_boxes(leaf.element):
                yield from self.blocks(box)

    def lines(self, parent: etree._Element) -> list[str]:
        """The same as lines of text; a table within is one line for each of its rows."""
        lines: list[str] = []
        for leaf in self._leaves(parent):
            if leaf.element.tag == TABLE + "table":
                lines += self._nested_lines(leaf.element)
                continue
            words = read_words(leaf.element, notes_inside=True)
            if words.text or any(c.isalnum() for c in leaf.label):
                lines.append(f"{leaf.label} {words.text}".strip())
            lines += [line for box in text_boxes(leaf.element) for line in self.lines(box)]
        return lines

    def _leaves(self, parent: etree._Element) -> Iterator[_Leaf]:
        for child in parent:
            if child.tag in _PARAGRAPHS or child.tag == TABLE + "table":
                yield _Leaf(child)
            elif child.tag == TEXT + "list":
                style = child.get(TEXT + "style-name", "")
                yield from self._items(child, style, 1, self.numbers.begin(child, style))
            elif child.tag == TEXT + "tracked-changes":
                if next(child.iter(TEXT + "changed-region"), None) is not None:
                    detail = "the document holds tracked changes; it was read as if all were accepted"
                    self.package.warn("tracked_changes", detail)
            elif child.tag == TEXT + "section" and child.get(TEXT + "display") == "none":
                self.package.warn("hidden_section", "a hidden section of the document was left out")
            elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                yield from self._leaves(child)

    def _items(self, element: etree._Element, style: str, depth: int, counts: dict[int, int]) -> Iterator[_Leaf]:
        for item in element:
            label: str | None = None
            for child in item:
                if child.tag == TEXT + "list":
                    yield from self._items(child, child.get(TEXT + "style-name", style), depth + 1, counts)
                elif child.tag in _PARAGRAPHS:
                    first = label is None and item.tag == TEXT + "list-item"
                    label = self.numbers.label(item, style, depth, counts) if first else ""
                    yield _Leaf(child, label)
                elif child.tag == TABLE + "table" or child.tag == DRAW + "frame":
                    yield from self._leaves(item)
                    break

    def _table(self, element: etree._Element) -> Iterator[Block]:
        if self._is_frame(element):
            for cell in element.iter(TABLE + "table-cell"):
                if next(cell.iterancestors(TABLE + "table")) is element:
                    yield from self.blocks(cell)
            return
        found = self._cells(element)
        if not any(cell.text for cell in found.cells):
            return
        rows: dict[int, list[SheetCell]] = {row: [] for row in range(found.n_rows)}
        for placed in clipped(found.cells):
            rows[placed.row].append(placed)
        yield grid_table(rows, 0, found.n_columns, found.header_rows)

    def _cells(self, element: etree._Element) -> TableCells:
        left = self.limits.max_cells - self.n_cells
        found = read_cells(element, CellReading(self._cell_text, self.styles.fills.get, left))
        self.n_cells += max(len(found.cells), found.n_rows * found.n_columns)
        if self.n_cells > self.limits.max_cells:
            raise TooLargeDocument(f"the document has more than {self.limits.max_cells} table cells")
        return found

    def _cell_text(self, cell: etree._Element) -> str:
        return "\n".join(self.lines(cell))

    def _is_frame(self, element: etree._Element) -> bool:
        """One cell around text."""
        cells = [c for c in element.iter(TABLE + "table-cell") if next(c.iterancestors(TABLE + "table")) is element]
        return len(cells) == 1 and not any(
            cells[0].get(TABLE + name) or cells[0].getparent().get(TABLE + name)  # type: ignore[union-attr]
            for name in ("number-columns-repeated", "number-rows-repeated")
        )

    def _nested_lines(self, table: etree._Element) -> list[str]:
        detail = "a table stands within a cell of another; its rows were read as lines"
        self.package.warn("table_in_cell", detail, Severity.INFO)
        rows: dict[int, list[str]] = {}
        found = self._cells(table)
        for cell in found.cells:
            if cell.text:
                rows.setdefault(cell.row, []).append(cell.text)
        if len(found.cells) == 1:
            return next(iter(rows.values()), [])
        return [" ".join(text.replace("\n", " ") for text in texts) for texts in rows.values()]


def _level(element: etree._Element) -> int | None:
    level = element.get(TEXT + "outline-level", "1")
    return (int(level[:2]) if level.isdecimal() else 1) if element.tag == TEXT + "h" else None
