"""Columns to tick, one for each rating or state ("Red | Amber | Green", "Not started | Complete"), as one in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from normalise.cell_text import mend_words
from normalise.completion.state import parse_state
from normalise.grid import Row, Slot
from normalise.joining import JoinedTable
from normalise.ratings.cells import is_only_ratings
from normalise.vocabulary import Vocabulary

_TICK = re.compile(r"[xX✓✔√☑☒✗✘•●*yY]|[yY]es")
_EMPTY = re.compile(r"[☐□○–—-]?")
"""A box or a dash that says no more than a blank."""
_FEWEST = 2
_RATED, _STATED = "RAG", "Status"
"""Headings that say what the column in words holds."""


def ticks_to_words(table: JoinedTable, vocabulary: Vocabulary) -> None:
    """Put the heading of each ticked cell in its place, under one heading for all columns of its kind.

    Columns of one kind stand side by side and hold nothing but ticks. Changes the table's headings and rows.

    Args:
        table: A logical table with headings.
        vocabulary: The sections of ratings and states.
    """
    for heading, columns in _groups(table.headings, vocabulary):
        names = {n: mend_words(table.headings[n], {}) for n in columns}
        rows = [row for row, known in table.rows if known is None and not row.is_paragraph]
        cells = [slot.text.strip() for row in rows for slot in row.slots if slot.column in names and slot.span == 1]
        if any(map(_TICK.fullmatch, cells)) and all(_TICK.fullmatch(text) or _EMPTY.fullmatch(text) for text in cells):
            told = {n: heading if n == columns[0] else "" for n in columns}
            table.headings = tuple(told.get(n, text) for n, text in enumerate(table.headings))
            table.rows = [
                (row if known or row.is_paragraph else _in_words(row, names), known) for row, known in table.rows
            ]


def _groups(headings: Sequence[str], vocabulary: Vocabulary) -> Iterator[tuple[str, list[int]]]:
    """Runs of two columns or more that are headed by ratings, and such that are headed by states."""
    run: list[int] = []
    kind = ""
    for n, text in enumerate([*(mend_words(text, {}) for text in headings), ""]):
        rated = bool(text) and is_only_ratings(text, vocabulary)
        own = _RATED if rated else _STATED if text and parse_state(text, vocabulary) is not None else ""
        if own != kind:
            if kind and len(run) >= _FEWEST:
                yield kind, run
            run, kind = [], own
        run.append(n)


def _in_words(row: Row, names: dict[int, str]) -> Row:
    """The row with what its ticks say in the first of the columns, the others blank."""
    first = min(names)
    ticked = [slot for slot in row.slots if slot.column in names and _TICK.fullmatch(slot.text.strip())]
    others = [slot for slot in row.slots if slot.column not in names]
    told = [replace(slot, text=names[slot.column], column=first) for slot in ticked[:1]]
    blank = [Slot("", n) for n in names if n != first or not told]
    return replace(row, slots=tuple(sorted([*others, *told, *blank], key=lambda slot: slot.column)))
