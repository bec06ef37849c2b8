"""From the cells of a grid to its printed rows, each cell with the columns that it covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.document import Cell, Colour, Region, Table
from normalise.cell_text import unwrapped


@dataclass(frozen=True, slots=True)
class Slot:
    """One printed cell in a row.

    Attributes:
        text: In the text normal form.
        column: First column, from 0.
        span: Columns covered.
        fill: Shading or None.
        from_above: The cell began in an earlier row and was merged down into this one.
        region: Where it stands, or None.
        ink: The colour of its words, or None where that is black or several.
    """

    text: str
    column: int
    span: int = 1
    fill: Colour | None = None
    from_above: bool = False
    region: Region | None = None
    ink: Colour | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row (or a paragraph between tables, as a row of one cell over all columns).

    Attributes:
        slots: Cells from left to right.
        page: Page, or None.
        opens_piece: First row of its grid: what stands before it is on another page, or behind a break.
        is_paragraph: It stood outside the grid.
    """

    slots: tuple[Slot, ...]
    page: int | None
    opens_piece: bool = False
    is_paragraph: bool = False

    @property
    def width(self) -> int:
        """Columns up to the last one that a cell covers."""
        return max((slot.column + slot.span for slot in self.slots), default=0)

    @property
    def filled(self) -> tuple[Slot, ...]:
        """Cells with words, other than those merged down from above."""
        return tuple(slot for slot in self.slots if slot.text and not slot.from_above)

    @property
    def texts(self) -> tuple[str, ...]:
        """The printed cells, left to right; a merged cell once."""
        return tuple(slot.text for slot in self.slots if not slot.from_above)

    @property
    def regions(self) -> tuple[Region, ...]:
        """The box around the row's own cells on each page that has some, or nothing where there is no geometry."""
        boxes = [s.region for s in self.slots if s.region is not None and not s.from_above]
        return tuple(
            _around([box for box in boxes if box.page == page]) for page in dict.fromkeys(b.page for b in boxes)
        )

    @property
    def pages(self) -> frozenset[int]:
        """The pages that it stands on."""
        return frozenset(region.page for region in self.regions) or frozenset(() if self.page is None else (self.page,))


def table_to_rows(table: Table) -> list[Row]:
    """The rows of one physical grid, merged cells standing in each row they cover."""
    by_row: dict[int, list[Slot]] = {n: [] for n in range(table.n_rows)}
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + cell.row_span, table.n_rows)):
            by_row[row].append(_slot(cell, from_above=row > cell.row))
    ordered = (tuple(sorted(slots, key=lambda s: s.column)) for slots in by_row.values())
    return [Row(slots, table.page, opens_piece=n == 0) for n, slots in enumerate(ordered)]


def paragraph_to_row(text: str, page: int | None, n_columns: int) -> Row:
    """A paragraph between two pieces of a table: a banner over all columns that lost its border."""
    return Row((Slot(text, 0, max(1, n_columns)),), page, opens_piece=True, is_paragraph=True)


def column_bounds(rows: Sequence[Row]) -> tuple[tuple[float, float], ...]:
    """Left and right edge in points of each column, from cells that cover one column.

    Empty without geometry, and where the columns stand on several pages side by side.
    """
    edges: dict[int, tuple[float, float]] = {}
    if any(len(row.regions) > 1 for row in rows):
        return ()
    for row in rows:
        for slot in row.slots:
            if slot.region is not None and slot.span == 1:
                edges.setdefault(slot.column, (slot.region.x0, slot.region.x1))
    if not edges or sorted(edges) != list(range(len(edges))):
        return ()
    return tuple(edges[n] for n in sorted(edges))


def onto_columns(row: Row, bounds: Sequence[tuple[float, float]], extent: tuple[float, float] | None = None) -> Row:
    """Place a row of another page by the x positions of its cells; unchanged where there is no geometry.

    Args:
        row: The row.
        bounds: Left and right edge of each column.
        extent: Left and right edge of the row's own piece where it is to be stretched onto the bounds.
    """
    if not bounds or any(slot.region is None for slot in row.slots):
        return row
    placed: dict[int, Slot] = {}
    for slot in row.slots:
        region = _stretched(slot.region, bounds, extent)
        covered = [n for n, bound in enumerate(bounds) if _overlap(region, bound) > 0.5]
        column = covered[0] if covered else _nearest(region, bounds)
        old = placed.get(column)
        if old is not None:
            text = "\n".join(part for part in (old.text, slot.text) if part)
            slot = replace(old, text=text, fill=old.fill or slot.fill, ink=old.ink or slot.ink)
        placed[column] = replace(slot, column=column, span=max(1, len(covered)))
    return Row(tuple(placed[n] for n in sorted(placed)), row.page, row.opens_piece, row.is_paragraph)


def _around(boxes: Sequence[Region]) -> Region:
    x0, top = min(box.x0 for box in boxes), min(box.top for box in boxes)
    return Region(boxes[0].page, x0, top, max(box.x1 for box in boxes), max(box.bottom for box in boxes))


def _slot(cell: Cell, *, from_above: bool) -> Slot:
    text = cell.text
    if cell.region is not None and "\n" in text:
        text = unwrapped(text)  # a page has lines; where a paragraph ends is a guess from their distances
    return Slot(text, cell.column, cell.column_span, cell.fill, from_above, cell.region, cell.ink)


def _stretched(
    region: Region | None, bounds: Sequence[tuple[float, float]], extent: tuple[float, float] | None
) -> Region | None:
    if region is None or extent is None:
        return region
    left, scale = bounds[0][0], (bounds[-1][1] - bounds[0][0]) / max(0.1, extent[1] - extent[0])
    return replace(region, x0=left + (region.x0 - extent[0]) * scale, x1=left + (region.x1 - extent[0]) * scale)


def _overlap(region: Region | None, bound: tuple[float, float]) -> float:
    """The share of the column's width that the cell covers."""
    if region is None:
        return 0.0
    return max(0.0, min(region.x1, bound[1]) - max(region.x0, bound[0])) / max(0.1, bound[1] - bound[0])


def _nearest(region: Region | None, bounds: Sequence[tuple[float, float]]) -> int:
    middle = (region.x0 + region.x1) / 2 if region else 0.0
    return min(range(len(bounds)), key=lambda n: abs(sum(bounds[n]) / 2 - middle))
