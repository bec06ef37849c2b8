"""Rows of tabs whose cells hold line ends of their own, so that each row stands on several lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

SOFT = "\v"
"""A line break within a cell."""
MOST_LINES = 60
"""Lines of one row at most."""
SURE = 2
"""Rows so made that show it is no chance, where other lines have too few cells too."""


@dataclass(frozen=True, slots=True)
class _Row:
    """Lines `first` to `last` (included) that have as many tabs together as a whole row, or one that has not."""

    first: int
    last: int
    is_whole: bool


def rejoin_rows(lines: Sequence[str], n_columns: int) -> list[str]:
    """The lines with each row on one, its own line ends as soft breaks.

    That is done behind a full row of headings, where lines with too few tabs have, one after the other and with what
    stands between them, exactly as many as a row of the table needs; and only if they do so more often than not.

    Args:
        lines: Lines of one page.
        n_columns: Columns of the widest table of the document; fewer than three are no table.
    """
    rows = list(_rows(lines, n_columns - 1)) if n_columns > 2 else []
    made = [row for row in rows if row.is_whole and row.last > row.first]
    n_odd = sum(not row.is_whole for row in rows)
    if len(made) <= n_odd or len(made) < (SURE if n_odd else 1):
        return list(lines)
    joined: list[str] = []
    at = 0
    lead = _lead(lines, rows)
    for n, row in enumerate(rows):
        first = row.first - (lead if n else 0)
        last = _with_tail(lines, row.last, lead) if row.is_whole else row.last
        joined += [*lines[at:first], SOFT.join(lines[first : last + 1])]
        at = last + 1
    return [*joined, *lines[at:]]


def _rows(lines: Sequence[str], n_tabs: int) -> Iterator[_Row]:
    """The lines with tabs from the first that has all of its cells filled, in rows."""
    at = next((n for n, line in enumerate(lines) if line.count("\t") == n_tabs and all(line.split("\t"))), len(lines))
    while at < len(lines):
        n = lines[at].count("\t")
        if n:
            row = _row_from(lines, at, n_tabs)
            yield row
            at = row.last
        at += 1


def _row_from(lines: Sequence[str], first: int, n_tabs: int) -> _Row:
    n = 0
    for at in range(first, min(first + MOST_LINES, len(lines))):
        n += lines[at].count("\t")
        if n >= n_tabs or not lines[at].strip():
            whole = n == n_tabs and not _is_narrower_table(lines, first, at)
            return _Row(first, at, True) if whole else _Row(first, first, n > n_tabs and at == first)
    return _Row(first, first, False)


def _is_narrower_table(lines: Sequence[str], first: int, last: int) -> bool:
    """Whether all lines around, up to blank ones, have equally many tabs: by chance some add up to a row."""
    if first == last or len({line.count("\t") for line in lines[first : last + 1]}) > 1:
        return False
    above, below = lines[max(0, first - MOST_LINES) : first][::-1], lines[last + 1 : last + 1 + MOST_LINES]
    around = [*takewhile(str.strip, above), *takewhile(str.strip, below)]
    return all(line.count("\t") == lines[first].count("\t") for line in around)


def _lead(lines: Sequence[str], rows: Sequence[_Row]) -> int:
    """How many lines without a tab each row begins with, in its first cell: those between the headings and row one.

    They are only where all other rows have as many above them, and no blank line among them.
    """
    if len(rows) <= SURE or not all(row.is_whole for row in rows):
        return 0
    n = rows[1].first - rows[0].last - 1
    lead = [line for row in rows[1:] for line in lines[row.first - n : row.first]]
    return n if all(line.strip() and "\t" not in line for line in lead) else 0


def _with_tail(lines: Sequence[str], last: int, lead: int) -> int:
    """The last line of a row whose last cell goes on over lines without a tab, up to the first line of the next row."""
    at = last + 1
    while at < len(lines) and at - last < MOST_LINES and lines[at].strip() and "\t" not in lines[at]:
        at += 1
    return max(last, at - 1 - lead) if at < len(lines) and "\t" in lines[at] else last
