"""Card layout: a two-column table for each action, the field's name beside its value, turned into ordinary tables.

A page may cut a card anywhere: its tail has names of the card but not the first, or a value that goes on without one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.document import Block, Cell, Table
from normalise.cell_text import mend_words
from normalise.headings.words import GOOD, best_field, heading_key
from normalise.labels import is_label, parse_label
from normalise.vocabulary import Vocabulary

_LEAST_FIELDS = 3
_SHARE = 0.6
"""Share of the left-hand cells that must be headings of the vocabulary."""
_COUNT = re.compile(r"\s+\d{1,2}(?:\.\d{1,2})?\s*:?$")

Pairs = Sequence[tuple[Cell, Cell]]


@dataclass(slots=True)
class _Cards:
    """The names of a document's cards, as printed first, by their key; and the key of the one that was read last."""

    names: dict[str, str]
    last: str = ""


def cards_to_tables(blocks: Sequence[Block], vocabulary: Vocabulary) -> list[Block]:
    """The blocks with each card replaced by a table of a row for each action it holds, under a heading row."""
    tables = {n: block for n, block in enumerate(blocks) if isinstance(block, Table)}
    pairs = {n: found for n, table in tables.items() if (found := _pairs(table, vocabulary))}
    names: dict[str, str] = {}
    for group in _side_by_side(sorted(pairs)):
        together = [pair for n in group for pair in pairs[n]]
        if _is_card(together, vocabulary):
            names |= {key: name for key, name in _names(together) if key not in names}
    cards = _Cards(names)
    opened = list(blocks)
    for n, block in enumerate(blocks):
        if isinstance(block, Table) and n in pairs and _is_of_card(pairs[n], cards):
            opened[n] = _as_rows(block, pairs[n], cards)
        elif isinstance(block, Table):
            cards.last = ""
    return opened


def _side_by_side(places: Sequence[int]) -> Iterator[list[int]]:
    """Runs of tables with nothing between them."""
    run: list[int] = []
    for place in places:
        if run and place != run[-1] + 1:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _is_card(pairs: Pairs, vocabulary: Vocabulary) -> bool:
    printed = (name.text for name, value in pairs if name.text and value.column > name.column)
    fields = [best_field(name, vocabulary, GOOD) for name in printed]
    known = [field for field in fields if field]
    return len(set(known)) >= _LEAST_FIELDS and len(known) >= _SHARE * len(fields)


def _is_of_card(pairs: Pairs, cards: _Cards) -> bool:
    """A card, or what a page break left of one: all its names are names of cards; a value may go on without one."""
    named = [heading_key(name.text) for name, _ in pairs]
    if not named[0] and not cards.last:
        return False
    return bool(cards.names) and all(name in cards.names for name in named if name)


def _names(pairs: Pairs) -> list[tuple[str, str]]:
    return [(heading_key(name.text), name.text) for name, _ in pairs if heading_key(name.text)]


def _pairs(table: Table, vocabulary: Vocabulary) -> list[tuple[Cell, Cell]] | None:
    """Name and value of each row; a row of one cell over both columns is a value without a name. None for no card.

    A text leaves a blank beside such a cell.
    """
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, []).append(cell)
    if table.n_columns != 2:
        return None
    pairs: list[tuple[Cell, Cell]] = []
    for cells in by_row.values():
        if _is_alone(cells, vocabulary) and (is_label(cells[0].text) or not pairs):
            pairs.append((Cell("Recommendation", cells[0].row, 0), cells[0]))
        elif len(cells) == 2:
            pairs.append(without_number(cells[0], cells[1]))
        else:
            return None
    return pairs


def _is_alone(cells: Sequence[Cell], vocabulary: Vocabulary) -> bool:
    """Whether a row is one cell, or words that are no field's name beside a blank: "Recommendation 2: Housing"."""
    if len(cells) != 2 or cells[1].text:
        return len(cells) == 1
    label = parse_label(cells[0].text)
    return bool(label.rest) if label is not None else best_field(cells[0].text, vocabulary, GOOD) is None


def without_number(name: Cell, value: Cell) -> tuple[Cell, Cell]:
    """A name that counts its cards: "Recommendation 1" beside its words is its label, "Action 2" a plain "Action"."""
    printed = mend_words(name.text.replace("\n", " "), {})
    label = parse_label(printed)
    if label is not None and not label.rest:
        return replace(name, text="Recommendation"), replace(value, text=f"{printed.rstrip(' :')}: {value.text}")
    return replace(name, text=_COUNT.sub("", name.text)), value


def _as_rows(table: Table, pairs: Pairs, cards: _Cards) -> Table:
    """A new row of values whenever the first name comes again, under headings where the piece begins with that name.

    What stands below a value without a name of its own goes on with it.
    """
    columns = {name: n for n, name in enumerate(cards.names)}
    first = next(iter(cards.names))
    rows: list[dict[int, Cell]] = []
    for name, value in pairs:
        key = heading_key(name.text)
        if not key and rows:
            begun = rows[-1][columns[cards.last]]
            rows[-1][columns[cards.last]] = replace(begun, text=f"{begun.text}\n{value.text}".strip())
            continue
        cards.last = key = key or cards.last
        if not rows or columns[key] in rows[-1] or key == first:
            rows.append({})
        rows[-1][columns[key]] = value
    starts = heading_key(pairs[0][0].text) == first
    heads = [Cell(text, 0, n) for n, text in enumerate(cards.names.values())] if starts else []
    above = 1 if starts else 0
    values = [_moved(row.get(n), r, n) for r, row in enumerate(rows, above) for n in columns.values()]
    return Table((*heads, *values), len(rows) + above, len(columns), table.page)


def _moved(value: Cell | None, row: int, column: int) -> Cell:
    """The value in its place; without its region, since the columns of a card are not beside each other."""
    return Cell("", row, column) if value is None else Cell(value.text, row, column, fill=value.fill, ink=value.ink)
