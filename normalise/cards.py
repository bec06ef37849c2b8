"""Card layout: a two-column table for each action, the field's name beside its value, turned into an ordinary table."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Block, Cell, Table
from normalise.headings import GOOD, heading_scores
from normalise.labels import is_label
from normalise.vocabulary import Vocabulary

_LEAST_FIELDS = 3
_SHARE = 0.6
"""Share of the left-hand cells that must be headings of the vocabulary."""


def cards_to_tables(blocks: Sequence[Block], vocabulary: Vocabulary) -> list[Block]:
    """The blocks with each card replaced by a table of a heading row and a row for each action it holds."""
    return [_opened(block, vocabulary) if isinstance(block, Table) else block for block in blocks]


def _opened(table: Table, vocabulary: Vocabulary) -> Table:
    pairs = _pairs(table)
    if pairs is None:
        return table
    fields = [_field(name.text, vocabulary) for name, _ in pairs]
    known = [field for field in fields if field]
    if len(set(known)) < _LEAST_FIELDS or len(known) < _SHARE * len(pairs):
        return table
    return _as_rows(table, pairs)


def _pairs(table: Table) -> list[tuple[Cell, Cell]] | None:
    """Name and value of each row; a row of one cell over both columns is a value without a name. None for no card."""
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, []).append(cell)
    if table.n_columns != 2 or len(by_row) < _LEAST_FIELDS:
        return None
    pairs: list[tuple[Cell, Cell]] = []
    for cells in by_row.values():
        if len(cells) == 2:
            pairs.append((cells[0], cells[1]))
        elif len(cells) == 1 and (is_label(cells[0].text) or not pairs):
            pairs.append((Cell("Recommendation", cells[0].row, 0), cells[0]))
        else:
            return None
    return pairs


def _as_rows(table: Table, pairs: Sequence[tuple[Cell, Cell]]) -> Table:
    """A heading row of the names, and a new row of values whenever the first name comes again."""
    names: list[str] = []
    rows: list[dict[str, Cell]] = []
    for name, value in pairs:
        if name.text not in names:
            names.append(name.text)
        if not rows or name.text in rows[-1]:
            rows.append({})
        rows[-1][name.text] = value
    heads = [Cell(text, 0, n) for n, text in enumerate(names)]
    values = [_moved(row.get(text), r, n) for r, row in enumerate(rows, 1) for n, text in enumerate(names)]
    return Table((*heads, *values), len(rows) + 1, len(names), table.page)


def _moved(value: Cell | None, row: int, column: int) -> Cell:
    return Cell("" if value is None else value.text, row, column, fill=value.fill if value is not None else None)


def _field(text: str, vocabulary: Vocabulary) -> str | None:
    scores = heading_scores(text, vocabulary)
    best = max(scores, key=lambda field: scores[field], default=None)
    return best if best is not None and scores[best] >= GOOD else None
