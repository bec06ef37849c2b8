"""Forms: grids in which names of fields and what they hold stand beside one another, made into cards of two columns.

Two kinds are printed: `Rec no | 1 | Recommendation | GPs should …`, a name before each value, and cells that hold both,
`Lead agency: Northmere ICB`, or the one above the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.document import Block, Cell, Table
from normalise.headings.words import GOOD, best_field, heading_key
from normalise.vocabulary import Vocabulary

_LEAST_FIELDS = 3
_SHARE = 0.6
"""Share of the names in a form that must be headings of the vocabulary."""
_NAMED = re.compile(r"(?P<name>[^:\n]{3,40}?)\s*[:\n]\s*(?P<value>\S.*)?", re.DOTALL)
_MOST_CELLS = 60
"""A table of more cells is no form for one action."""

Pair = tuple[Cell, Cell] | tuple[Cell]
"""Name and value, or a cell that stands alone in its row."""


def forms_to_cards(blocks: Sequence[Block], vocabulary: Vocabulary) -> list[Block]:
    """The blocks with each form, and what a page break cut from one, as a table of two columns, a row for each field.

    Args:
        blocks: Tables and paragraphs in reading order.
        vocabulary: Section `headings`.
    """
    readings = {n: _readings(block) for n, block in enumerate(blocks) if isinstance(block, Table)}
    forms = {n: pairs for n, found in readings.items() for pairs in found if _are_fields(pairs, vocabulary)}
    names = {name for pairs in forms.values() for name in _names(pairs)}
    for n, found in readings.items():
        for pairs in found:
            if n not in forms and names.issuperset(_names(pairs) or {""}):
                forms[n] = pairs
    return [
        _as_card(block, forms[n]) if isinstance(block, Table) and n in forms else block
        for n, block in enumerate(blocks)
    ]


def _readings(table: Table) -> list[list[Pair]]:
    """The names and values of a table in either way that forms have them."""
    if not 1 < len(table.cells) <= _MOST_CELLS:
        return []
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, []).append(cell)
    rows = list(by_row.values())
    return [pairs for pairs in (_beside(rows), _within(rows)) if pairs]


def _names(pairs: Sequence[Pair]) -> set[str]:
    return {heading_key(pair[0].text) for pair in pairs if len(pair) == 2 and pair[0].text}


def _as_card(table: Table, pairs: Sequence[Pair]) -> Table:
    cells = [
        replace(cell, row=n, column=k, row_span=1, column_span=3 - len(pair))
        for n, pair in enumerate(pairs)
        for k, cell in enumerate(pair)
    ]
    return replace(table, cells=tuple(cells), n_rows=len(pairs), n_columns=2, header_rows=0)


def _beside(rows: Sequence[Sequence[Cell]]) -> list[Pair] | None:
    """Names and values that take turns in rows of four cells or more; None where a row has an odd number of cells."""
    if max(map(len, rows)) < 4 or any(len(row) % 2 and len(row) > 1 for row in rows):
        return None
    return [pair for row in rows for pair in ([(row[0],)] if len(row) == 1 else zip(row[::2], row[1::2], strict=True))]


def _within(rows: Sequence[Sequence[Cell]]) -> list[Pair] | None:
    """Cells that hold a name and a value each, in rows of several; None where a cell has no name."""
    pairs: list[Pair] = []
    for row in rows:
        for cell in row:
            named = _NAMED.fullmatch(cell.text) if len(row) > 1 else None
            if named is not None:
                pairs.append((replace(cell, text=named["name"]), replace(cell, text=named["value"] or "")))
            elif len(row) == 1:
                pairs.append((cell,))
            elif cell.text:
                return None
    return pairs


def _are_fields(pairs: Sequence[Pair], vocabulary: Vocabulary) -> bool:
    """Whether most names are headings, hardly a value is one, and enough fields hold something.

    In a row of headings all names and values are headings.
    """
    both = [pair for pair in pairs if len(pair) == 2 and pair[0].text]
    fields = [best_field(name.text, vocabulary, GOOD) for name, _ in both]
    values = [best_field(value.text, vocabulary, GOOD) for _, value in both]
    first = [n for n, (name, _) in enumerate(both) if name.row == both[0][0].row]
    are_headings = len(first) > 1 and all(fields[n] and values[n] for n in first)
    known = [field for field in fields if field]
    filled = {field for field, (_, value) in zip(fields, both, strict=True) if field and value.text}
    most = len(filled) >= _LEAST_FIELDS and len(known) >= _SHARE * len(both)
    return most and 2 * sum(map(bool, values)) < len(known) and not are_headings
