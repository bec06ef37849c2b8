"""The cells of a sheet (spreadsheet, CSV) to blocks: titles as paragraphs, and each grid that stands by itself a table.

A sheet is one endless grid on which people lay out a title, a plan, a key beside it and a note below. What parts them
is what parts them for the eye: blank rows, blank columns, and rows of one cell above a table.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.document import Block, Cell, Colour, Limits, Paragraph, Table
from extractors.errors import TooLargeDocument

SPACER_ROWS = 1
"""So many blank rows inside a table only set its rows apart."""
LEAST_WIDTH = 0.6
"""Rows behind a blank row that cover this share of the columns above them, and none beside, belong to that table."""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell of a sheet, a merged one at its top left position; rows and columns from 0.

    Attributes:
        text: As shown; `""` for a cell that has only a fill.
        row: First row.
        column: First column.
        row_span: Rows covered, at least 1.
        column_span: Columns covered, at least 1.
        fill: Shading or None.
    """

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    fill: Colour | None = None

    @property
    def last_row(self) -> int:
        """Last row covered."""
        return self.row + self.row_span - 1

    @property
    def last_column(self) -> int:
        """Last column covered."""
        return self.column + self.column_span - 1


@dataclass(frozen=True, slots=True)
class _Band:
    """Columns that stand together, first and last included."""

    first: int
    last: int

    @property
    def width(self) -> int:
        return self.last - self.first + 1

    def holds(self, cell: SheetCell) -> bool:
        return self.first <= cell.column <= self.last


_Rows = dict[int, list[SheetCell]]


@dataclass(slots=True)
class _Grid:
    """A table being put together: its columns, and the cells of each of its rows."""

    band: _Band
    rows: _Rows
    last_row: int


def cells_to_blocks(cells: Iterable[SheetCell], limits: Limits) -> list[Block]:
    """Paragraphs and tables of one sheet, from top to bottom, then from left to right.

    Raises:
        TooLargeDocument: The tables would have more than `limits.max_cells` cells.
    """
    by_row: _Rows = {}
    for cell in sorted(cells, key=lambda c: (c.row, c.column)):
        by_row.setdefault(cell.row, []).append(cell)
    found: list[_Grid | Paragraph] = []
    for strip in _strips(by_row):
        _read_strip(strip, found)
    budget = limits.max_cells
    blocks: list[Block] = []
    for item in found:
        if isinstance(item, _Grid):
            budget -= len(item.rows) * item.band.width
            if budget < 0:
                raise TooLargeDocument(f"the sheets have more than {limits.max_cells} table cells")
        blocks.append(_table(item) if isinstance(item, _Grid) else item)
    return blocks


def _strips(by_row: _Rows) -> Iterator[_Rows]:
    """Rows without a blank one between them; a merged cell reaches over all its rows."""
    strip: _Rows = {}
    reach = -1
    for row in sorted(by_row):
        last = max((cell.last_row for cell in by_row[row] if cell.text), default=None)
        if last is None and row > reach:
            continue
        if strip and row > reach + 1:
            yield strip
            strip = {}
        strip[row] = by_row[row]
        reach = max(reach, last if last is not None else row)
    if strip:
        yield strip


def _read_strip(strip: _Rows, found: list[_Grid | Paragraph]) -> None:
    above = _above(strip, found)
    if above is None:
        bands: Sequence[_Band] = _bands(strip)
    elif _is_near(strip, above, found):
        above.rows.update(strip)
        above.last_row = max(strip)
        return
    else:
        bands = (above.band,)
    for band in bands:
        found.extend(_read_band(_of_band(strip, band), band))


def _above(strip: _Rows, found: Sequence[_Grid | Paragraph]) -> _Grid | None:
    """The last table whose columns the strip keeps to."""
    extent = _extent(strip)
    grids = (item for item in reversed(found) if isinstance(item, _Grid))
    grid = next((grid for grid in grids if _continues(extent, grid.band)), None)
    return None if grid is None or _is_title(strip, grid.band) else grid


def _is_near(strip: _Rows, above: _Grid, found: Sequence[_Grid | Paragraph]) -> bool:
    """Whether only a spacer parts a strip from a table, and no words."""
    behind = found[next(n for n, item in enumerate(found) if item is above) :]
    return min(strip) <= above.last_row + SPACER_ROWS + 1 and all(isinstance(item, _Grid) for item in behind)


def _continues(extent: _Band, band: _Band) -> bool:
    within = band.first <= extent.first and extent.last <= band.last
    return within and extent.width >= LEAST_WIDTH * band.width


def _is_title(strip: _Rows, band: _Band) -> bool:
    """Whether a strip is words over a table: no row of two cells, and none merged over most of the table above."""
    return all(
        len(filled) <= 1 and all(cell.column_span < LEAST_WIDTH * band.width for cell in filled)
        for filled in map(_filled, strip.values())
    )


def _extent(strip: _Rows) -> _Band:
    filled = [cell for cells in strip.values() for cell in cells if cell.text]
    return _Band(min((c.column for c in filled), default=0), max((c.last_column for c in filled), default=0))


def _bands(strip: _Rows) -> list[_Band]:
    """The columns of the tables in a strip: parted where no cell of any row stands.

    Rows above the first of two cells are titles, and may reach over what they please.
    """
    rows = list(strip.values())
    start = next((n for n, cells in enumerate(rows) if len(_filled(cells)) > 1), None)
    counted = rows if start is None else rows[start:]
    spans = sorted((c.column, c.last_column) for cells in counted for c in cells if c.text)
    bands: list[_Band] = []
    for first, last in spans:
        if bands and first <= bands[-1].last + 1:
            bands[-1] = replace(bands[-1], last=max(last, bands[-1].last))
        else:
            bands.append(_Band(first, last))
    return _with_titles(bands, rows[:start] if start else [])


def _with_titles(bands: list[_Band], titles: Sequence[Sequence[SheetCell]]) -> list[_Band]:
    """Bands such that every title stands in one: a title beside all tables has one of its own, in front."""
    beside = [
        cell for cells in titles for cell in _filled(cells) if not any(b.first <= cell.column <= b.last for b in bands)
    ]
    return [*dict.fromkeys(_Band(cell.column, cell.column) for cell in beside), *bands]


def _of_band(strip: _Rows, band: _Band) -> _Rows:
    parted = {row: [cell for cell in cells if band.holds(cell)] for row, cells in strip.items()}
    return {row: cells for row, cells in parted.items() if cells}


def _read_band(rows: _Rows, band: _Band) -> Iterator[_Grid | Paragraph]:
    """Titles as paragraphs, then the table; words in one column, or rows of one cell only, are no table."""
    start = next((row for row, cells in rows.items() if len(_filled(cells)) > 1), None)
    for row, cells in rows.items():
        if start is not None and row >= start:
            break
        yield from (Paragraph(" ".join(cell.text.split())) for cell in cells if cell.text)
    if start is not None:
        kept = {row: cells for row, cells in rows.items() if row >= start}
        while kept and not _reaches(kept, max(kept)):
            del kept[max(kept)]
        yield _Grid(band, kept, max(kept))


def _reaches(rows: _Rows, row: int) -> bool:
    return any(cell.text and cell.last_row >= row for cells in rows.values() for cell in cells)


def _filled(cells: Sequence[SheetCell]) -> list[SheetCell]:
    return [cell for cell in cells if cell.text]


def grid_table(
    rows: Mapping[int, Sequence[SheetCell]], first_column: int, n_columns: int, header_rows: int = 0
) -> Table:
    """A table of the rows given, in order, with an empty cell wherever none is stored.

    Args:
        rows: Row number, as the cells have it, to the cells that begin in it.
        first_column: Left-most column.
        n_columns: Columns of the table; cells beyond are cut.
        header_rows: Leading rows that the format marks as repeated heading.
    """
    numbers, last = sorted(rows), first_column + n_columns - 1
    covered, cells = set[tuple[int, int]](), list[Cell]()
    for n, row in enumerate(numbers):
        stored = {cell.column: cell for cell in rows[row]}
        for column in range(first_column, last + 1):
            if (n, column) in covered:
                continue
            cell = stored.get(column, SheetCell("", row, column))
            width = min(cell.last_column, last) - column + 1
            height = max(1, bisect_right(numbers, cell.last_row) - n)
            if height * width > 1:
                covered.update((n + r, column + c) for r in range(height) for c in range(width))
            cells.append(Cell(cell.text, n, column - first_column, height, width, cell.fill))
    return Table(tuple(cells), len(numbers), n_columns, header_rows=header_rows)


def _table(grid: _Grid) -> Table:
    """The grid without its blank rows."""
    rows = {row: cells for row, cells in grid.rows.items() if any(cell.text or cell.fill for cell in cells)}
    return grid_table(rows, grid.band.first, grid.band.width)
