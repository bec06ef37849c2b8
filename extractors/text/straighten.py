"""Columns that a converter set askew, set straight: cells that begin a place too early or late, or one space apart.

`pdftotext -layout` counts places in proportional type: a cell begins where the words before it leave off, so that one
column begins at several neighbouring places, and a long line of one cell is parted from the next by a single space.
The cells are told apart where the lines of a table agree on its columns; a table that has one line that does not keep
to them stays as printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.text.lines import is_footer

_CELL = re.compile(r"\S+(?: \S+)*")
_WORD = re.compile(r"\S+")
_COLUMNS = 4
_MAX_COLUMNS = 40
_AGREEING_LINES = 3
_JITTER = 2  # places between two beginnings of one column
_EARLY = 4  # places before a column at which a cell may begin that follows on a long line
_MAX_GAP = 2  # blank lines inside a table
_MAX_LINES = 400  # of a page; with more it is no page
_MAX_WIDTH = 400  # characters of a line on a page
_SLACK = 1.05  # how far a line may seem wider than the widest: letters are measured roughly
_WIDER = 1.2  # how far a line that fills its column may be wider than all others of it
_WIDTHS = (("iljtfrI.,;:'’|!()[]- ", 0.3), ("mwMW@%&", 0.87), ("ABCDEFGHJKLNOPQRSTUVXYZ", 0.68))
_OTHER_WIDTH = 0.54
_WIDTH_OF = {letter: width for letters, width in _WIDTHS for letter in letters}  # in heights of the type


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    text: str

    @property
    def stop(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the cells of a column begin: at the earliest and the latest, and in how many lines."""

    first: int
    last: int
    lines: int


def straighten_columns(lines: Sequence[str]) -> Sequence[str]:
    """The lines of a page, as many as before, with the cells of askew columns at one place behind two spaces."""
    if len(lines) > _MAX_LINES or any(len(line) > _MAX_WIDTH or "\t" in line for line in lines):
        return lines
    straight = list(lines)
    start = 0
    while start < len(lines):
        if len(_cells(lines[start])) < _COLUMNS:
            start += 1
            continue
        stop = _end_of_table(lines, start)
        straight[start:stop] = _straightened(lines[start:stop])
        start = stop
    return straight


def _cells(line: str) -> list[_Cell]:
    return [_Cell(match.start(), match[0]) for match in _CELL.finditer(line)]


def _end_of_table(lines: Sequence[str], start: int) -> int:
    """The first line behind: the end of the page, several blank lines, or prose behind a blank one."""
    stop, blanks = start, 0
    for index in range(start, len(lines)):
        cells = _cells(lines[index])
        if not cells:
            blanks += 1
            continue
        if blanks > _MAX_GAP or (blanks and (len(cells) == 1 or is_footer(lines, index))):
            break
        stop, blanks = index + 1, 0
    return stop


def _straightened(lines: Sequence[str]) -> Sequence[str]:
    columns = _columns_of(lines)
    if not _COLUMNS <= len(columns) <= _MAX_COLUMNS:
        return lines
    placed = [_placed(line, columns) for line in lines]
    rows = [row for row in placed if row is not None]
    if len(rows) < len(lines):
        return lines
    banners = {k for k, row in enumerate(rows) if _is_banner(row, columns)}
    kept = [row for k, row in enumerate(rows) if k not in banners]
    parted = _parted(kept, columns)
    if parted is None or (parted == kept and all(column.first == column.last for column in columns)):
        return lines
    widths = [max((len(row[k].text) for row in parted if k in row), default=0) + 2 for k in range(len(columns))]
    printed = iter(
        "".join((row[k].text if k in row else "").ljust(width) for k, width in enumerate(widths)) for row in parted
    )
    return [line if k in banners else next(printed) for k, line in enumerate(lines)]


def _is_banner(row: dict[int, _Cell], columns: Sequence[_Column]) -> bool:
    """Whether the only cell of a line runs on through the second column, and begins a text of its own."""
    return list(row) == [0] and _reaches(row, 0, columns) and not row[0].text[:1].islower()


def _columns_of(lines: Sequence[str]) -> list[_Column]:
    """The places where cells begin in several lines, or in the first, which has the headings."""
    headings = {cell.start for cell in _cells(lines[0])}
    starts = sorted(cell.start for line in lines for cell in _cells(line))
    groups = [[starts[0]]]
    for above, start in pairwise(starts):
        if start - above > _JITTER:
            groups.append([])
        groups[-1].append(start)
    return [
        _Column(group[0], group[-1], len(group))
        for group in groups
        if len(group) >= _AGREEING_LINES or not headings.isdisjoint(group)
    ]


def _placed(line: str, columns: Sequence[_Column]) -> dict[int, _Cell] | None:
    """The cells of a line by column, or None where one begins in no column."""
    row = {}
    for cell in _cells(line):
        at = [k for k, column in enumerate(columns) if column.first <= cell.start <= column.last]
        if not at or at[0] in row:
            return None
        row[at[0]] = cell
    return row


def _parted(rows: Sequence[dict[int, _Cell]], columns: Sequence[_Column]) -> list[dict[int, _Cell]] | None:
    """The rows with each cell that reaches into the next column parted; None where one cannot be."""
    widest = _widest_lines(rows, columns)
    parted: list[dict[int, _Cell]] = []
    for row in rows:
        cells = dict(row)
        for k in range(len(columns) - 1):
            if k in cells and _reaches(cells, k, columns):
                pair = _part(cells[k], columns[k + 1], widest[k]) if k + 1 not in cells else None
                if pair is None:
                    return None
                cells[k], cells[k + 1] = pair
        if len(cells) > len(row) and not _is_row(row, cells, parted):
            return None
        parted.append(cells)
    times = [sum(k in cells for cells in parted) for k in range(len(columns))]
    return parted if all(n < 2 * column.lines for n, column in zip(times, columns, strict=True)) else None


def _widest_lines(rows: Sequence[dict[int, _Cell]], columns: Sequence[_Column]) -> list[float]:
    """How wide the widest line of each column is that stays in it."""
    whole = [{k: cell for k, cell in row.items() if not _reaches(row, k, columns)} for row in rows]
    return [max((_width(row[k].text) for row in whole if k in row), default=0.0) for k in range(len(columns))]


def _reaches(row: dict[int, _Cell], k: int, columns: Sequence[_Column]) -> bool:
    return k + 1 < len(columns) and row[k].stop > columns[k + 1].last


def _part(cell: _Cell, column: _Column, widest: float) -> tuple[_Cell, _Cell] | None:
    """The cell parted at the last word near the column that leaves no line wider than any other; or at the only one.

    At the very place where all other cells of the column begin, the line before may be the widest.
    """
    near = range(max(column.first - _EARLY - cell.start, 1), column.last + 2 - cell.start)
    words = [match.start() for match in _WORD.finditer(cell.text) if match.start() in near]
    exact = column.first - cell.start if column.first == column.last else None
    room = {at: widest * (_WIDER if at == exact else _SLACK) for at in words}
    fitting = [at for at in words if len(words) == 1 or _width(cell.text[: at - 1]) <= room[at]]
    if not fitting:
        return None
    at = fitting[-1]
    return _Cell(cell.start, cell.text[: at - 1]), _Cell(cell.start + at, cell.text[at:])


def _is_row(row: dict[int, _Cell], cells: dict[int, _Cell], above: Sequence[dict[int, _Cell]]) -> bool:
    """Whether a parted line is one of a row, not a banner or prose: it has more cells, or goes on with those above."""
    if len(row) > 1:
        return True
    return next(iter(row.values())).text[:1].islower() and bool(above) and cells.keys() <= above[-1].keys()


def _width(text: str) -> float:
    return sum(_WIDTH_OF.get(letter, _OTHER_WIDTH) for letter in text)
