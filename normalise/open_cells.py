"""Words in a cell that the foot of a page cuts before its lower border, put back into the last row of their table.

Where a spreadsheet is printed, a cell merged down over several rows may go on over the page. It has no border below on
the first page, so that its words are found beside the other cells of the last row, as a paragraph of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.document import Block, Cell, Paragraph, Region, Table

_NEAR = 3.0
"""Points that words may stand outside the cell that they are in."""


def with_open_cells(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, each paragraph that stands in the gap of the last row of the table before it in that row.

    Args:
        blocks: In reading order.
    """
    done: list[Block] = []
    for block in blocks:
        above = done[-1] if done else None
        cell = _cell_in_gap(above, block) if isinstance(above, Table) and isinstance(block, Paragraph) else None
        if cell is not None and isinstance(above, Table):
            done[-1] = replace(above, cells=tuple(sorted((*above.cells, cell), key=lambda c: (c.row, c.column))))
        else:
            done.append(block)
    return done


def _cell_in_gap(table: Table, paragraph: Paragraph) -> Cell | None:
    """The paragraph as a cell of the table's last row, in the widest of the columns without one that it stands in."""
    last = [cell for cell in table.cells if cell.row == table.n_rows - 1]
    words, tops = paragraph.region, [cell.region.top for cell in last if cell.region is not None]
    if words is None or table.region is None or words.page != table.page or not tops:
        return None
    if words.top < min(tops) - _NEAR or words.bottom > table.region.bottom + _NEAR:
        return None
    gap = _columns_without_cell(table)
    within = {column: place for column, place in gap.items() if words.x0 < place.x1 and words.x1 > place.x0}
    if not within or words.x0 < min(place.x0 for place in within.values()) - _NEAR:
        return None
    if words.x1 > max(place.x1 for place in within.values()) + _NEAR:
        return None
    widest = max(within, key=lambda column: within[column].x1 - within[column].x0)
    return Cell(paragraph.text, table.n_rows - 1, widest, region=words)


def _columns_without_cell(table: Table) -> dict[int, Region]:
    """Where the columns stand that no cell of the last row covers, by a cell of each in a row above."""
    final = table.n_rows - 1
    in_last = [cell for cell in table.cells if cell.row <= final < cell.row + cell.row_span]
    covered = {cell.column + n for cell in in_last for n in range(cell.column_span)}
    alone = [cell for cell in table.cells if cell.column_span == 1 and cell.column not in covered]
    return {cell.column: cell.region for cell in alone if cell.region is not None}
