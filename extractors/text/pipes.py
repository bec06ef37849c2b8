"""Markdown pipe tables, with or without outer pipes, and the like of psql (`---+---` below the headings)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from extractors.text.found import Found, cells_of_rows

_PIPE = re.compile(r"(?<!\\)\|")
_DELIMITER = re.compile(r":?(?:-+|=+):?\Z")
_MIN_BARE_ROWS = 3


def find_pipe_table(lines: Sequence[str], start: int) -> Found | None:
    """The pipe table that begins at a line of one page, or None."""
    if "|" not in lines[start]:
        return None
    continues = _row_test(lines, start)
    if continues is None:
        return None
    rows, index = [], start
    while index < len(lines) and continues(lines[index]):
        if not _is_delimiter(lines[index], index - start):
            rows.append(_cells(lines[index]))
        index += 1
    return Found(cells_of_rows(rows), index)


def _row_test(lines: Sequence[str], start: int) -> Callable[[str], bool] | None:
    """What the following rows of a table must satisfy, or None where the first lines are no table.

    Without outer pipes a heading row and its border are needed, or three rows of one width of three or more.
    """
    width = len(_cells(lines[start]))
    bordered = start + 1 < len(lines) and _is_delimiter(lines[start + 1], 1)
    if _is_outer(lines[start]):
        return _is_outer if width > 1 or bordered else None
    if bordered and len(_cells(lines[start + 1])) == width > 1:
        return lambda line: _PIPE.search(line) is not None or _is_delimiter(line, 1)
    first = lines[start : start + _MIN_BARE_ROWS]
    if len(first) == _MIN_BARE_ROWS and width > 2 and all(len(_cells(line)) == width for line in first):
        return lambda line: len(_cells(line)) == width
    return None


def _is_outer(line: str) -> bool:
    return line.lstrip().startswith("|") and line.count("|") > 1


def _is_delimiter(line: str, position: int) -> bool:
    """Whether a line is a border, `position` lines below the first.

    One dash a cell is enough right below the headings; elsewhere it is an entry.
    """
    if not ("-" in line or "=" in line) or not ("|" in line or "+" in line):
        return False
    cells = [cell.strip() for cell in _cells(line)]
    if not all(_DELIMITER.match(cell) for cell in cells):
        return False
    return position == 1 or any(len(cell.strip(":")) > 1 for cell in cells)


def _cells(line: str) -> list[str]:
    text = line.strip()
    if "+" in text and not text.strip("-=:|+ "):
        text = text.replace("+", "|")
    if text.startswith("|"):
        text = text[1:]
    if text.endswith("|") and not text.endswith("\\|"):
        text = text[:-1]
    return [cell.replace("\\|", "|") for cell in _PIPE.split(text)]
