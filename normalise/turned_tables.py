"""Tables turned on their side: the fields run down the first column, each further column is one action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.document import Block, Cell, Table
from normalise.headings.words import GOOD, best_field, plain_heading
from normalise.labels import is_label
from normalise.vocabulary import Vocabulary

_LEAST_FIELDS = 4
_SHARE = 0.7
"""Share of the first column's filled cells that must be headings of the vocabulary."""
_MOST_COLUMNS = 12
"""A table of more columns is none that a reader would turn."""
_NEEDED = frozenset({"action", "recommendation"})
"""One of these is a field of it; a table of totals by agency has neither."""


def set_upright(blocks: Sequence[Block], vocabulary: Vocabulary) -> list[Block]:
    """The blocks with each table that lies on its side turned, and what a page break cut from one put back first."""
    upright: list[Block] = []
    whole: Table | None = None
    for block in blocks:
        if isinstance(block, Table) and whole is not None and _goes_on(whole, block, vocabulary):
            whole = _one_above_other(whole, block)
        elif isinstance(block, Table) and _lies(block, vocabulary):
            upright += [_turned(whole)] if whole is not None else []
            whole = block
        else:
            upright += [_turned(whole), block] if whole is not None else [block]
            whole = None
    return [*upright, _turned(whole)] if whole is not None else upright


def _lies(table: Table, vocabulary: Vocabulary) -> bool:
    if not 3 <= table.n_columns <= _MOST_COLUMNS or len(_fields(_values(table), vocabulary)) > 1:
        return False
    if _is_form(table, vocabulary):
        return False
    names = _names(table)
    fields = _fields(names, vocabulary)
    enough = len(set(fields)) >= _LEAST_FIELDS and len(fields) >= _SHARE * len(names)
    return enough and len(set(fields)) >= len(fields) - 1 and bool(_NEEDED & set(fields))


def _is_form(table: Table, vocabulary: Vocabulary) -> bool:
    """Whether some values run over several columns and elsewhere a second field stands beside the first: a card."""
    is_merged = any(cell.column_span > 1 for cell in table.cells)
    return is_merged and bool(_fields([c.text for c in table.cells if c.column and not is_label(c.text)], vocabulary))


def _goes_on(whole: Table, table: Table, vocabulary: Vocabulary) -> bool:
    """Whether a piece holds further fields of the same actions."""
    names = _names(table)
    before = {plain_heading(name) for name in _names(whole)}
    known = _fields(names, vocabulary)
    return (
        table.n_columns == whole.n_columns
        and len(known) == len(names) > 0
        and before.isdisjoint(map(plain_heading, names))
        and not _fields(_first_row(table)[1:], vocabulary)
    )


def _names(table: Table) -> list[str]:
    return [cell.text for cell in table.cells if cell.column == 0 and cell.text.strip()]


def _first_row(table: Table) -> list[str]:
    return [cell.text for cell in table.cells if cell.row == 0 and cell.text.strip()]


def _values(table: Table) -> list[str]:
    """The first row without its name; labels that count the actions ("Recommendation 1") are no names of fields."""
    return [text for text in _first_row(table)[1:] if not is_label(text)]


def _fields(texts: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    return [field for text in texts if (field := best_field(text, vocabulary, GOOD)) is not None]


def _one_above_other(above: Table, below: Table) -> Table:
    moved = (replace(cell, row=cell.row + above.n_rows) for cell in below.cells)
    return Table((*above.cells, *moved), above.n_rows + below.n_rows, above.n_columns, above.page)


def _turned(table: Table) -> Table:
    """Rows for columns; without regions, since what stands beside each other is not any more."""
    cells = [Cell(c.text, c.column, c.row, c.column_span, c.row_span, c.fill, ink=c.ink) for c in table.cells]
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    return Table(ordered, table.n_columns, table.n_rows, table.page)
