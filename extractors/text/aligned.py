"""Columns held apart by spaces only, as in `pdftotext -layout`; careful, for most text with wide gaps is no table.

A table needs three lines, near each other, with at least three cells that begin at the same places, and no text that
runs over the gaps between these places. Behind one, a single row with as many cells will do: what a page break left of
it, where every page has its columns in places of its own. Nor does a table of a row or two need more whose headings the
page prints again over another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import takewhile

from extractors.text.found import Found, cells_of_rows, had_no_room, joined_lines
from extractors.text.lines import is_footer
from extractors.text.lists import begins_item

_CELL = re.compile(r"\S+(?: \S+)*")
_NUMBER = re.compile(r"\(?[A-Z]{0,3}[0-9]{1,3}(?:\.[0-9]{1,3})*[.):]?(?:\s|\Z)")
_AGREEING_LINES = 3
_COLUMNS = 3
_REACH = 40  # lines in which the agreeing lines must be found
_MAX_GAP = 2  # blank lines inside a table
_MAX_WIDTH = 2_000  # characters of a line that can be laid out by hand or by a converter
_NUMBERED_ROWS = 2  # that show a first column to number its rows
_CARRIED_COLUMNS = 4  # of a table that may go on with a single row


def find_aligned_columns(lines: Sequence[str], start: int, before: int = 0) -> Found | None:
    """The table in aligned columns that begins at a line of one page, or None.

    Args:
        lines: Of the page.
        start: The line.
        before: Columns of the aligned table that the document printed last; 0 where it has none.
    """
    columns = _agreed_columns(lines, start) or _carried_columns(lines, start, before)
    keeps = _keeps_gaps
    if columns is None:
        columns, keeps = _repeated_columns(lines, start), _keeps_words
    if columns is None:
        return None
    stop = _end_of_table(lines, start, columns, keeps)
    body = lines[start:stop]
    columns = _with_sparse_columns(body, columns)
    rows = _group_rows([_cut(line, columns) for line in body])
    widths = [max(len(row[k]) for group in rows for row in group) for k in range(len(columns))]
    texts = [[joined_lines([line[k] for line in group], widths[k]) for k in range(len(columns))] for group in rows]
    return Found(cells_of_rows(texts), stop)


def _starts(line: str) -> list[int]:
    if "  " not in line.strip() or len(line) > _MAX_WIDTH or "\t" in line:
        return []
    return [match.start() for match in _CELL.finditer(line)]


def _agreed_columns(lines: Sequence[str], start: int) -> list[int] | None:
    columns = _starts(lines[start])
    if len(columns) < _COLUMNS:
        return None
    agreeing, blanks = 1, 0
    for line in lines[start + 1 : start + _REACH]:
        blanks = 0 if line.strip() else blanks + 1
        if blanks > _MAX_GAP:
            return None
        starts = _starts(line)
        shared = [column for column in columns if column in set(starts)]
        if len(shared) >= _COLUMNS and columns[0] == shared[0]:
            columns, agreeing = shared, agreeing + 1
            if agreeing == _AGREEING_LINES:
                return columns
        elif line.strip() and not _keeps_gaps(line, columns):
            return None
    return None


def _carried_columns(lines: Sequence[str], start: int, before: int) -> list[int] | None:
    """Where the cells of a row begin that goes on with the table before: as many, and the lines below keep its gaps."""
    columns = _starts(lines[start])
    if before < _CARRIED_COLUMNS or len(columns) != before:
        return None
    below = takewhile(str.strip, lines[start + 1 : start + _REACH])
    return columns if all(_keeps_gaps(line, columns) for line in below) else None


def _repeated_columns(lines: Sequence[str], start: int) -> list[int] | None:
    """Where the cells of a line begin that the page prints again, each time over a row or two: a row of headings."""
    columns, following = _starts(lines[start]), lines[start + 1 : start + 2]
    if len(columns) < _COLUMNS or not following or len(_starts(following[0])) < _COLUMNS - 1:
        return None
    texts = lines[start].split()
    is_repeated = sum(line.split() == texts for line in lines) > 1
    return columns if is_repeated and texts != following[0].split() and _keeps_words(following[0], columns) else None


def _keeps_words(line: str, columns: Sequence[int]) -> bool:
    """Whether no word of a line runs over the place where a column begins, though a cell may fill all of its own."""
    is_short = len(line.rstrip()) <= columns[1] or bool(_starts(line))
    return is_short and not line[: columns[0]].strip() and not any(line[at - 1 : at].strip() for at in columns[1:])


def _keeps_gaps(line: str, columns: Sequence[int]) -> bool:
    """Whether a line leaves the two places before each column blank, and the margin before the first."""
    if len(line) > _MAX_WIDTH or "\t" in line or line[: columns[0]].strip():
        return False
    return not any(line[column - 2 : column].strip() for column in columns[1:])


def _end_of_table(
    lines: Sequence[str], start: int, columns: Sequence[int], keeps: Callable[[str, Sequence[int]], bool]
) -> int:
    stop, blanks = start, 0
    for index in range(start, len(lines)):
        line = lines[index]
        if not line.strip():
            blanks += 1
            if blanks > _MAX_GAP:
                break
            continue
        if blanks and is_footer(lines, index):
            break
        cells = [cell for cell in _cut(line, columns) if cell] if keeps(line, columns) else []
        # Behind a blank line, words in the first column alone are the prose below the table.
        if not cells or (blanks and len(cells) < 2 and line[columns[0] : columns[0] + 1].strip()):
            break
        stop, blanks = index + 1, 0
    return stop


def _with_sparse_columns(body: Sequence[str], columns: Sequence[int]) -> list[int]:
    """The columns, with those that only some rows fill: two lines begin a cell there and none runs over it."""
    counts = Counter(start for line in body for start in _starts(line))
    counts.update(_starts(body[0]))  # a heading stands over an empty column too
    found = [
        start
        for start, count in counts.items()
        if count > 1
        and start > columns[0]
        and not any(line[start - 2 : start].strip() for line in body)
        # A column begins behind the gap: words must begin there, never go through it.
        and not any(line[start - 1 : start].strip() for line in body)
    ]
    return sorted({*columns, *found})


def _cut(line: str, columns: Sequence[int]) -> list[str]:
    return [line[a:b].strip() for a, b in zip(columns, [*columns[1:], len(line) + 1], strict=True)]


def _group_rows(lines: Sequence[list[str]]) -> list[list[list[str]]]:
    """The lines of each row: parted by blank lines where cells wrap between them, else by a filled first cell."""
    blocks: list[list[list[str]]] = [[]]
    for line in lines:
        if any(line):
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    blocks = [block for block in blocks if block]
    numbers = [sum(_NUMBER.match(line[0]) is not None for line in block) for block in blocks]
    if len(blocks) > 1 and max(numbers) < _NUMBERED_ROWS and _wraps(blocks):
        return blocks
    return [row for block in blocks for row in _at_first_cell(block)]


def _wraps(blocks: Sequence[list[list[str]]]) -> bool:
    """Whether the blocks are rows: a good part of the cells below a block's first line begin in mid-sentence."""
    below = [cell for block in blocks for line in block[1:] for cell in line if cell and not begins_item(cell)]
    return bool(below) and sum(cell[0].islower() for cell in below) * 4 >= len(below)


def _is_below(line: Sequence[str], row: Sequence[Sequence[str]]) -> bool:
    """Whether a line fills some of the columns that the line above fills, and the sentence there has not ended.

    Cells begin at the top of their row: the first line of a row fills the most columns.
    """
    filled, above = ({k for k, cell in enumerate(cells) if cell} for cells in (line, row[-1]))
    return filled <= above and len(filled) < sum(map(bool, row[0])) and row[-1][0][-1] not in ".?!:"


def _at_first_cell(block: Sequence[list[str]]) -> list[list[list[str]]]:
    """Rows of a block, each from a filled first cell; where cells begin with capitals, a small letter goes on.

    Where they begin with numbers, a word goes on too that had no room on the line above (a name, for example).
    """
    capitals = any(line[0] and not line[0][0].islower() for line in block)
    numbers = sum(_NUMBER.match(line[0]) is not None for line in block) >= _NUMBERED_ROWS
    width = max(len(line[0]) for line in block)
    rows: list[list[list[str]]] = []
    for line in block:
        goes_on = capitals and line[0][:1].islower() and not begins_item(line[0])
        if numbers and rows and _NUMBER.match(rows[-1][0][0]) and rows[-1][-1][0]:
            goes_on = goes_on or had_no_room(rows[-1][-1][0], line[0], width)
        if rows and rows[-1][-1][0]:
            goes_on = goes_on or (_is_below(line, rows[-1]) and had_no_room(rows[-1][-1][0], line[0], width))
        if not rows or (line[0] and not goes_on):
            rows.append([])
        rows[-1].append(line)
    return rows
