"""Tables written as HTML within plain text, as some converters of PDF leave them between lines of prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from extractors.document import Block, Limits

_OPENS = re.compile(r"<table(?=[\s>])", re.IGNORECASE)
_CLOSES = re.compile(r"</table\s*>", re.IGNORECASE)


class HtmlFound(NamedTuple):
    """The blocks of the markup that begins at a line, and the index of the first line behind it (see `Found`)."""

    blocks: tuple[Block, ...]
    next_line: int
    is_prose: bool = False


def last_closing_tag(lines: Sequence[str]) -> int:
    """The index of the last line of a page that closes a table, -1 where none does."""
    return max((index for index, line in enumerate(lines) if "<" in line and _CLOSES.search(line)), default=-1)


def find_html_table(lines: Sequence[str], start: int, last: int, page: int | None, limits: Limits) -> HtmlFound | None:
    """The table whose tag opens a line, to the line that closes it, or None.

    Where tags are left open all lines to the last closing one are taken, so that none is looked at twice.

    Args:
        lines: Those of one page.
        start: Where to look.
        last: `last_closing_tag` of the lines.
        page: The page's number, or None.
        limits: Of the document.

    Raises:
        CorruptDocument: The HTML cannot be read.
        TooLargeDocument: It is nested too deeply, or has more cells than `limits` allows.
    """
    if start > last:
        return None
    opening = lines[start].strip()
    if "\t" in opening or not _OPENS.match(opening):
        return None
    depth, end = 0, start
    while end <= last:
        depth += len(_OPENS.findall(lines[end])) - len(_CLOSES.findall(lines[end]))
        end += 1
        if depth <= 0:
            break
    from extractors.html.reader import read_fragment  # loads lxml, which most texts have no use for

    blocks = read_fragment("\n".join(lines[start:end]), limits)
    return HtmlFound(tuple(replace(block, page=page) for block in blocks), end)
