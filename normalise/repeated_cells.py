"""Merged cells whose words a converter wrote into each column or row that they cover, as one cell again.

Formats that know no merged cells (text, Markdown, separated values) repeat what a merged cell says, or leave it out of
all columns but the first. Only tables without geometry and without any merged cell are looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from extractors.document import Block, Cell, Table

_FEWEST = 3
"""Columns that repeat one text, from which on it is that of a merged cell; two may well say the same."""
_SHORTEST = 12
"""Characters of a text that fills all columns of a row; `N/A` and `Ongoing` may stand in each of them."""
_LONG = 25
"""Characters of a text that fills all but the outer columns."""
_BESIDE = 2
"""Columns beside a merged cell that runs over the others; one over fewer says the same of each field that it covers."""
_MOSTLY = 0.5
"""Share of the rows of a card that are the name of a field and one value."""

_Rows = dict[int, list[Cell]]


def with_merged_cells(blocks: Iterable[Block]) -> list[Block]:
    """The blocks, with cells that repeat one another side by side, or over two rows of headings, as one."""
    return [_merged(block) if isinstance(block, Table) and _may_repeat(block) else block for block in blocks]


def _may_repeat(table: Table) -> bool:
    return all(cell.region is None and cell.row_span == cell.column_span == 1 for cell in table.cells)


def _merged(table: Table) -> Table:
    rows: _Rows = {row: list(cells) for row, cells in groupby(table.cells, key=lambda cell: cell.row)}
    heads = _merged_heads(rows.get(0, []), rows.get(1, []))
    if heads is not None:
        rows[0], rows[1] = heads
    in_fields = sum(_is_field(row, table.n_columns) for row in rows.values()) >= _MOSTLY * len(rows)
    merged = (cell for row in rows.values() for cell in _merged_row(row, table.n_columns, in_fields))
    return replace(table, cells=tuple(merged))


def _is_field(cells: Sequence[Cell], n_columns: int) -> bool:
    """Whether a row is the name of a field and one value over all other columns, as in a card."""
    values = {cell.text for cell in cells[1:]}
    return len(cells) == n_columns >= _FEWEST and len(values) == 1 and values.isdisjoint(("", cells[0].text))


def _merged_row(cells: Sequence[Cell], n_columns: int, in_fields: bool) -> Iterator[Cell]:
    if in_fields and _is_field(cells, n_columns):
        yield from (cells[0], _over(cells[1:]))
        return
    for run in _runs(cells):
        shortest = _SHORTEST if len(run) == n_columns else _LONG
        is_one = len(run) >= max(_FEWEST, n_columns - _BESIDE) and len(run[0].text) >= shortest
        yield from [_over(run)] if is_one else run


def _merged_heads(first: Sequence[Cell], second: Sequence[Cell]) -> tuple[list[Cell], list[Cell]] | None:
    """Two rows of headings, some in both, the others of the first over several of the second; None for other rows."""
    below = {cell.column: cell for cell in second}
    if len(first) != len(second) or any(cell.column not in below or not cell.text for cell in first):
        return None
    both = {cell.column for cell in first if below[cell.column].text == cell.text}
    runs = _runs([cell for cell in first if cell.column not in both])
    if not both or not runs or any(len(run) < 2 or not _differ([below[c.column] for c in run]) for run in runs):
        return None
    down = [replace(cell, row_span=2) for cell in first if cell.column in both]
    across = [_over(run) for run in runs]
    heads = sorted([*down, *across], key=lambda cell: cell.column)
    return heads, [cell for cell in second if cell.column not in both]


def _runs(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Neighbours of one text together."""
    runs: list[list[Cell]] = []
    for cell in cells:
        last = runs[-1][-1] if runs else None
        if last is not None and last.text == cell.text and last.column + last.column_span == cell.column:
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return runs


def _differ(cells: Sequence[Cell]) -> bool:
    return len({cell.text for cell in cells}) == len(cells)


def _over(run: Sequence[Cell]) -> Cell:
    return replace(run[0], column_span=sum(cell.column_span for cell in run))
