"""Fields over a small table of actions, block after block, made into ordinary tables with a row for each action.

A block has a recommendation and other fields, each beside its name in a row of its own, then headings, then actions;
or the headings of one action in two rows or more, with what it has of them below each. A page may cut it anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractors.document import Block, Cell, Table
from normalise.cards import without_number
from normalise.cell_text import joined
from normalise.headings.words import GOOD, best_field, heading_key
from normalise.labels import is_label
from normalise.vocabulary import Vocabulary

_LEAST_HEADINGS = 3
_SHARE = 0.6
"""Share of a row's cells that must be headings of the vocabulary."""
_RECOMMENDATION = "Recommendation"
_MOSTLY_BLANK = 0.5
"""Share of its cells that a row has at most whose upper part stands on the page before."""
_KEY = heading_key(_RECOMMENDATION)
_SAME_EDGE = 3.0
"""Points by which the sides of two pieces of a table may differ."""

_Values = dict[str, Cell]
"""What an action or a field says, by the key of its heading."""


def blocks_to_tables(blocks: Sequence[Block], vocabulary: Vocabulary) -> list[Block]:
    """The blocks, each table that repeats fields and headings for its actions as an ordinary one.

    Args:
        blocks: Tables and paragraphs in reading order.
        vocabulary: Section `headings`.
    """
    runs: list[_Run] = []
    run = _Run()
    for n, block in enumerate(blocks):
        if not isinstance(block, Table) or not run.takes(n, block, vocabulary):
            runs, run = [*runs, run], _Run()
            if isinstance(block, Table) and not run.takes(n, block, vocabulary):
                run = _Run()
    found = [run for run in (*runs, run) if run.has_blocks and run.closed]
    names: dict[str, str] = {}
    for run in found:
        names |= {key: name for key, name in run.names.items() if key not in names}
    done = list(blocks)
    for run in found:
        for n, table in run.closed_tables():
            done[n] = _as_table(table, run.actions_of(n), names, has_heads=n == run.tables[0][0])
    return done


@dataclass(slots=True)
class _Run:
    """Tables that follow one another, while they are read row by row.

    Attributes:
        tables: Those read so far, with their places among the blocks.
        closed: How many of them are read to the end of a block.
        fields: What the fields over the actions say.
        last: Key of the field read last, None where a row of another kind was.
        heads: Key of the heading over each column.
        open: Fields have been read for which no headings have come yet.
        stacked: The headings are further ones of the action above them.
        is_stacked: An action of the run has headings in several rows.
        below: Actions since the last headings.
        begin: Place of the block's first action.
        actions: The values of each action, with the place of the table it begins in.
        names: Every name as printed first, by its key.
        has_blocks: Whether anything was seen that an ordinary table does not have.
    """

    tables: list[tuple[int, Table]] = field(default_factory=list)
    closed: int = 0
    fields: _Values = field(default_factory=dict)
    last: str | None = None
    heads: dict[int, str] = field(default_factory=dict)
    open: bool = False
    stacked: bool = False
    is_stacked: bool = False
    below: int = 0
    begin: int = 0
    actions: list[tuple[int, _Values]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    has_blocks: bool = False

    def takes(self, place: int, table: Table, vocabulary: Vocabulary) -> bool:
        """Whether a table is of the run; if so it has been read."""
        rows = list(_rows(table, vocabulary))
        goes_on = bool(self.tables) and _is_piece_of(self.tables[-1][1], table)
        if not rows or not (rows[0].opens or goes_on) or not self._copied().reads(place, rows, goes_on):
            return False
        self.reads(place, rows, goes_on)
        self.tables.append((place, table))
        self.closed = self.closed if self.open else len(self.tables)
        return True

    def reads(self, place: int, rows: Sequence[_Row], goes_on: bool) -> bool:
        """Whether the rows of a table make sense here, read one after the other."""
        return all(self._reads(place, row, cut=goes_on and n == 0) for n, row in enumerate(rows))

    def closed_tables(self) -> list[tuple[int, Table]]:
        """The tables that are read to the end of a block."""
        return self.tables[: self.closed]

    def actions_of(self, place: int) -> list[_Values]:
        """The actions that begin in the table at a place."""
        return [values for table, values in self.actions if table == place]

    def _copied(self) -> _Run:
        """A run to try a table on, with the last action only."""
        actions = [(place, dict(values)) for place, values in self.actions[-1:]]
        begin = self.begin - len(self.actions) + len(actions)
        return replace(
            self, tables=[], fields=dict(self.fields), actions=actions, begin=max(0, begin), names=dict(self.names)
        )

    def _reads(self, place: int, row: _Row, *, cut: bool) -> bool:
        if row.named is not None:
            return self._take_field(*row.named)
        if row.heads:
            return self._take_headings(row.heads)
        if cut and self.last is not None and row.is_rest_of_field:
            return self._extend_field(row.filled[0])
        self.last = None
        return bool(self.heads) and not self.open and self._take_values(place, row, cut=cut)

    def _take_field(self, name: str | None, value: Cell) -> bool:
        """Take in a field over the actions to come, or one below those of the block that it holds for as well."""
        key = self.last = heading_key(name or _RECOMMENDATION)
        self.names.setdefault(key, name or _RECOMMENDATION)
        self.has_blocks = self.has_blocks or name is not None
        if self.below and key not in self.fields and key != _KEY:
            for _, action in self.actions[self.begin :]:
                action[key] = value
            return True
        if self.below:
            self.fields, self.below, self.begin = {}, 0, len(self.actions)
        self.fields[key], self.open = value, True
        return True

    def _extend_field(self, rest: Cell) -> bool:
        """Go on with the value that a page cut."""
        of_actions = [] if self.open else [action for _, action in self.actions[self.begin :]]
        for values in (self.fields, *of_actions):
            if self.last in values:
                above = values[self.last]
                values[self.last] = replace(above, text=joined(above.text, rest.text, {}))
        return True

    def _take_headings(self, heads: Mapping[str, Cell]) -> bool:
        """Take in headings of a new block, or further ones of the one action above them."""
        stacked = self.below == 1 and not self.open and heads.keys().isdisjoint(self.actions[-1][1])
        self.has_blocks, self.is_stacked = self.has_blocks or stacked, self.is_stacked or stacked
        may = self.open or stacked
        self.heads = {cell.column: key for key, cell in heads.items()}
        self.names |= {key: cell.text for key, cell in heads.items() if key not in self.names}
        self.stacked, self.open, self.below, self.last = stacked, False, 0, None
        return may

    def _take_values(self, place: int, row: _Row, *, cut: bool) -> bool:
        values = {self.heads[cell.column]: cell for cell in row.filled if cell.column in self.heads}
        mostly_blank = len(values) <= _MOSTLY_BLANK * len(self.heads)
        goes_on = cut and self.below > 0 and (mostly_blank or (self.is_stacked and self.below == 1))
        if goes_on or (self.stacked and not self.below):
            self._extend_action(values)
        elif cut and len(values) < len(self.heads):  # the row goes on, or has what stands over it from the one above
            self.actions.append((place, values))
        else:
            self.actions.append((place, self.fields | values))
        self.below += not goes_on
        return True

    def _extend_action(self, values: _Values) -> None:
        action = self.actions[-1][1]
        for key, cell in values.items():
            above = action.get(key)
            action[key] = replace(above, text=joined(above.text, cell.text, {})) if above is not None else cell


@dataclass(frozen=True, slots=True)
class _Row:
    """A row and what it may be: a field with its value (no name for a recommendation over all columns), or headings."""

    filled: tuple[Cell, ...]
    named: tuple[str | None, Cell] | None
    heads: Mapping[str, Cell]
    is_rest_of_field: bool

    @property
    def opens(self) -> bool:
        """Whether a table may begin with it."""
        return self.named is not None or bool(self.heads)


def _is_piece_of(above: Table, table: Table) -> bool:
    """Whether a table stands at the top of the next page, as wide as the one before it."""
    if above.page is None or table.page is None or above.page == table.page:
        return False
    if above.region is None or table.region is None:
        return above.n_columns == table.n_columns
    sides = (above.region.x0 - table.region.x0, above.region.x1 - table.region.x1)
    return all(abs(difference) <= _SAME_EDGE for difference in sides)


def _rows(table: Table, vocabulary: Vocabulary) -> Iterator[_Row]:
    by_row: dict[int, list[Cell]] = {n: [] for n in range(table.n_rows)}
    for cell in table.cells:
        by_row[cell.row] += [cell] if cell.text else []
    printed = [_merged(cells, table) for cells in by_row.values() if cells]
    for filled, below in zip(printed, (*printed[1:], ()), strict=False):
        named = _field(filled, table, vocabulary)
        is_beside = filled[0].row_span > 1 or (len(below) > 1 and min(cell.column for cell in below) == 1)
        heads = {} if named is not None else _headings(filled, vocabulary, is_beside=is_beside)
        rest = len(filled) == 1 == filled[0].column == table.n_columns - filled[0].column_span
        yield _Row(filled, named, heads, rest)


def _merged(cells: Sequence[Cell], table: Table) -> tuple[Cell, ...]:
    """The cells of a row; in a format without merged cells the last of one or two covers the blanks behind it."""
    last = cells[-1]
    is_wide = len(cells) <= 2 and last.column == len(cells) - 1 and table.n_columns >= _LEAST_HEADINGS
    if not is_wide or table.page is not None or any(cell.column_span > 1 for cell in table.cells):
        return tuple(cells)
    return (*cells[:-1], replace(last, column_span=table.n_columns - last.column))


def _field(filled: Sequence[Cell], table: Table, vocabulary: Vocabulary) -> tuple[str | None, Cell] | None:
    """The field that a row is: a name and a value over all other columns, or a recommendation over all of them."""
    if len(filled) == 1 and filled[0].column_span == table.n_columns and is_label(filled[0].text):
        return None, filled[0]
    cut_off = table.page is not None and table.n_columns == 2
    if len(filled) != 2 or filled[0].column or not (cut_off or table.n_columns >= _LEAST_HEADINGS):
        return None
    if filled[1].column_span < table.n_columns - 1:
        return None
    name, value = without_number(*filled)
    return (name.text, value) if best_field(name.text, vocabulary, GOOD) is not None else None


def _headings(filled: Sequence[Cell], vocabulary: Vocabulary, *, is_beside: bool) -> dict[str, Cell]:
    """The headings of a row by their keys; none where it is none of headings.

    A field's name that stands beside the rows below is the name of what they are.
    """
    named = {cell: best_field(cell.text, vocabulary, GOOD) for cell in filled}
    over = filled[0] if is_beside and filled[0].column == 0 else None
    unknown = next((cell for cell, known in named.items() if known is None), None)
    if over is not None and unknown is not None and (of_rows := named[over]) is not None:
        named = {cell: known for cell, known in named.items() if cell not in (over, unknown)}
        named[replace(unknown, text=over.text)] = of_rows
    n_known = len(named) - list(named.values()).count(None)
    if len(named) < _LEAST_HEADINGS or n_known < _SHARE * len(named) or any(is_label(cell.text) for cell in named):
        return {}
    keys = {heading_key(cell.text): cell for cell in named}
    return keys if len(keys) == len(named) else {}


def _as_table(table: Table, actions: Sequence[_Values], names: Mapping[str, str], *, has_heads: bool) -> Table:
    heads = [Cell(name, 0, n) for n, name in enumerate(names.values())] if has_heads else []
    start = 1 if has_heads else 0
    cells = [
        _moved(action.get(key), row, n) for row, action in enumerate(actions, start) for n, key in enumerate(names)
    ]
    return Table((*heads, *cells), len(actions) + start, len(names), table.page)


def _moved(value: Cell | None, row: int, column: int) -> Cell:
    """The value in its place; without its region, since the columns did not stand beside each other."""
    return Cell("", row, column) if value is None else Cell(value.text, row, column, fill=value.fill, ink=value.ink)
