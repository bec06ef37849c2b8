"""Whether text is a table of separated values (CSV), and what separates them.

A comma is punctuation or a separator, and the bytes alone cannot always say which. So a file counts as CSV by its
content only where every line has the same three or more values; a file named `.csv` or `.tsv` says itself what it
is, and only has to hold values that can be parted.
Tab-separated text without such a name stays text: the text reader also mends rows that lost a column.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from itertools import islice

NAMES = {".csv": ",;\t", ".tsv": "\t", ".tab": "\t"}
"""Suffix to the separators that it promises."""
LONGEST_VALUE = 131_072
"""Characters; more in one value means that a quotation mark was never closed."""
_SAMPLE_ROWS = 200
_SAMPLE = 1_000_000
_LEAST_COLUMNS, _LEAST_ROWS = 3, 2
_SAME_WIDTH = 0.6
"""Share of rows with two values that make a table in a file named CSV."""


def find_separator(text: str, suffix: str) -> str | None:
    """What separates the values of a text, or None where it is no table of values.

    Args:
        text: The file's characters, or the first million of them.
        suffix: Of its name, in lower case, with the dot.
    """
    named = NAMES.get(suffix, "")
    for separator in named or ",;":
        rows = sample_rows(text, separator)
        if rows and (_is_named_table(rows) if named else _is_table(rows)):
            return separator
    return None


def sample_rows(text: str, separator: str) -> list[list[str]]:
    """The first rows as parted at a separator, blank ones left out; none where they cannot be parted."""
    cut = text[:_SAMPLE]
    reader = csv.reader(io.StringIO(cut, newline=""), delimiter=separator, strict=True)
    try:
        rows = [row for row in islice(reader, _SAMPLE_ROWS) if any(value.strip() for value in row)]
    except csv.Error:
        return []
    return rows[:-1] if len(text) > _SAMPLE and len(rows) > 1 else rows


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether all rows have one width of at least three, under a heading row whose values are all filled and short."""
    widths = {len(row) for row in rows}
    if len(rows) < _LEAST_ROWS or len(widths) > 1 or max(widths) < _LEAST_COLUMNS:
        return False
    return all(_is_heading(value) for value in rows[0]) and not any(
        value.startswith(" ") for row in rows[1:] for value in row
    )


def _is_heading(value: str) -> bool:
    """A heading is a few words; behind the comma of a sentence stands a space."""
    return bool(value.strip()) and value == value.strip() and len(value) <= 80


def _is_named_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether there is a table, with whatever titles and notes stand around it."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    wide = sum(times for width, times in widths.items() if width >= _LEAST_COLUMNS)
    return wide >= _LEAST_ROWS or sum(widths.values()) >= _SAME_WIDTH * len(rows)
