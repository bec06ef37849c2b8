"""What the finders of tables in text return, and how rows of raw cells become one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.document import Cell, Table
from extractors.errors import TooLargeDocument
from extractors.text.lists import begins_item
from extractors.text.markup import plain_text

MAX_ROW_CELLS = 1_000


@dataclass(frozen=True, slots=True)
class Found:
    """What begins at the line asked for.

    Attributes:
        cells: The cells of a table; none when the lines were only what a converter leaves of a border.
        next_line: Index of the first line behind it.
        is_prose: The lines are known to be no table, so that nobody looks at each of them again.
    """

    cells: tuple[Cell, ...]
    next_line: int
    is_prose: bool = False


def cells_of_rows(rows: Sequence[Sequence[str]]) -> tuple[Cell, ...]:
    """Cells in columns 0, 1, 2 … of each row as printed; a short row stays short.

    Raises:
        TooLargeDocument: A row has over 1,000 cells.
    """
    if any(len(row) > MAX_ROW_CELLS for row in rows):
        raise TooLargeDocument(f"The text has a table row of over {MAX_ROW_CELLS} cells.")
    return tuple(Cell(plain_text(raw), r, c) for r, row in enumerate(rows) for c, raw in enumerate(row))


def table_of(cells: Sequence[Cell], page: int | None) -> Table:
    """The table that these cells make up."""
    n_rows = max(cell.row + cell.row_span for cell in cells)
    n_columns = max(cell.column + cell.column_span for cell in cells)
    return Table(tuple(cells), n_rows, n_columns, page)


def is_border_cell(raw: str) -> bool:
    """Whether a cell holds only dashes, as between a Markdown heading row and its body."""
    text = raw.strip()
    return bool(text) and not text.strip("-=—–_:") and len(text.strip(":")) >= 1


def joined_lines(lines: Sequence[str], width: int) -> str:
    """The text of a cell from its printed lines, each at most `width` characters.

    A line joins the one above where its first word had hardly room there, or where it goes on in mid-sentence; else it
    is a paragraph or list item of its own. (Proportional type set in columns leaves up to a quarter of a line empty.)
    """
    if len(lines) == 1:
        return lines[0].strip()
    parts: list[str] = []
    last = ""
    for line in (line.strip() for line in lines):
        if line and parts:
            wrapped = bool(last) and not begins_item(line) and _goes_on(last, line, width)
            parts.append(f" {line}" if wrapped else f"\n{line}")
        elif line:
            parts.append(line)
        last = line
    return "".join(parts)


def _goes_on(above: str, line: str, width: int) -> bool:
    needed = len(above) + 1 + len(line.split(None, 1)[0])
    if above.endswith((".", ":", ";", "!", "?")):
        return needed > width
    return line[0].islower() or needed > width * 3 // 4


def had_no_room(above: str, line: str, width: int) -> bool:
    """Whether a line of a cell at most `width` characters wide begins with a word for which the line above was full.

    A line that begins with a label or a bullet begins an item, and goes on with none.
    """
    return bool(line) and not begins_item(line) and not line[0].isdigit() and _goes_on(above, line, width)
