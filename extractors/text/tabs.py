"""Rows whose cells are parted by tabs, told apart from prose that merely contains tabs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from extractors.text.found import Found, cells_of_rows, is_border_cell

_FORM = 3
"""Lines of two cells below one another at least, each a field's name and its value."""
_PAGE = re.compile(r"(?:^|\t)\s*(?:page|tudalen) [0-9]{1,3}(?: (?:of|o) [0-9]{1,3})?\s*(?:\t|$)", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")
_LABEL_CELL = re.compile(
    r"\s*(?:\W|o|\(?(?:[a-z]?[0-9]{1,3}[a-z]?|[a-z]|[ivxl]{1,4})[.)]|[0-9]{1,3}(?:\.[0-9]{1,3})*\.?)\s*\Z",
    re.IGNORECASE,
)


def widest_row(lines: Sequence[str]) -> int:
    """Columns of the widest line that can only be a row: three filled cells (indented code has one or two).

    Two where the document has several runs of lines of two cells: forms, one for each action.
    """
    widest = max((line.count("\t") + 1 for line in lines if line.count("\t") > 1 and _n_filled(line) > 2), default=0)
    runs = [len(list(run)) for is_pair, run in groupby(lines, key=_is_pair) if is_pair]
    return widest or (2 if sum(length >= _FORM for length in runs) > 1 else 0)


def _is_pair(line: str) -> bool:
    return line.count("\t") == 1 and _n_filled(line) > 0 and not _is_list_item(line)


def running_lines(lines: Sequence[str], widest: int) -> frozenset[str]:
    """Page headers and footers whose parts are set apart by tabs, digits left out: no rows of a table.

    Each stands alone between blank lines with fewer cells than the widest table, and says which page it is on or comes
    again on another one.

    Args:
        lines: Lines of the whole document.
        widest: `widest_row` of them.
    """
    around = zip(["", *lines], lines, [*lines[1:], ""], strict=False)
    alone = [line for above, line, below in around if _may_run(line, widest) and not (above.strip() or below.strip())]
    times = Counter(map(masked, alone))
    return frozenset(masked(line) for line in alone if times[masked(line)] > 1 or _PAGE.search(line))


def _may_run(line: str, widest: int) -> bool:
    return 0 < line.count("\t") < widest - 1 and _n_filled(line) > 1


def masked(line: str) -> str:
    """The line with a sign for each of its numbers, which differ from page to page."""
    return _DIGITS.sub("#", line)


def find_tab_rows(lines: Sequence[str], start: int, widest: int) -> Found | None:
    """The run of tab-separated rows that begins at a line.

    Args:
        lines: Lines of one page.
        start: Where to look.
        widest: `widest_row` of the whole document: with real rows about, a line with one filled cell is a row too.
    """
    stop = start
    while stop < len(lines) and _may_be_row(lines[stop], widest):
        stop += 1
    run = lines[start:stop]
    if not run or not _is_table(run, widest):
        return Found((), stop, is_prose=True) if run else None
    rows = [line.split("\t") for line in run if not is_border_row(line.split("\t"))]
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return Found(cells_of_rows(rows), stop)


def is_border_row(row: Sequence[str]) -> bool:
    """Whether a row is nothing but dashes (a converter's idea of a border); single dashes may be entries."""
    filled = [cell.strip() for cell in row if cell.strip()]
    return bool(filled) and all(is_border_cell(cell) for cell in filled) and max(map(len, filled)) > 1


def _may_be_row(line: str, widest: int) -> bool:
    return "\t" in line and bool(line.strip() or widest)


def _is_table(run: Sequence[str], widest: int) -> bool:
    """Whether a run of lines with tabs is a table.

    Two filled cells make a row, unless the first is a list label ("1.<tab>Text"). A lone line of two cells
    ("Date:<tab>1 May") is prose in a document without wider rows, and so are lines that are only indented.
    """
    if not any(line.strip() for line in run):
        return False
    if widest and any(line.count("\t") <= widest for line in run):
        return any((_n_filled(line) > 1 and not _is_list_item(line)) or _pads(line) for line in run)
    pairs = sum(1 for line in run if _n_filled(line) > 1 and not _is_list_item(line))
    return pairs > 1


def _pads(line: str) -> bool:
    """Whether tabs stand where cells are empty; one tab behind the words is only a slip of the keyboard."""
    ahead = len(line) - len(line.lstrip("\t"))
    behind = len(line) - len(line.rstrip("\t"))
    return ahead > 0 or behind > 1 or is_border_row(line.split("\t"))


def _is_list_item(line: str) -> bool:
    cells = [cell for cell in line.split("\t") if cell.strip()]
    return len(cells) == 2 and line.rstrip("\t").lstrip("\t").count("\t") == 1 and bool(_LABEL_CELL.match(cells[0]))


def _n_filled(line: str) -> int:
    return sum(1 for cell in line.split("\t") if cell.strip())
