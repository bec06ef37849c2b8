"""Tables that tell what happened: a chronology, a log of meetings, a document's history, told from a plan by its rows.

Such a table may have every heading of a plan ("Date | Agency | Contact | Action taken"). What gives it away is that the
date opens the row and is no deadline, and that what was done is told in the past.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalise.columns import FINDING, Columns
from normalise.folding import LogicalRow
from normalise.headings.words import GOOD, heading_scores
from normalise.phrases import phrases_of
from normalise.titles import ITEM_MARKS, item_opens_with_verb
from normalise.vocabulary import Vocabulary

_LEAST_PAST = 0.3
"""Share of the rows that must be told in the past; they must outnumber those that look ahead as well."""
_SAMPLE = 60
_PAST_ENDING = re.compile(r"\b[a-z]{2,20}ed\b", re.IGNORECASE)
_TO_DO = re.compile(r"to\s+[a-z]", re.IGNORECASE)


def tells_events(columns: Columns, rows: Sequence[LogicalRow], vocabulary: Vocabulary) -> bool:
    """Whether a table without recommendations tells what happened and not what is to be done.

    Args:
        columns: Of the table.
        rows: Its logical rows; the first 60 are looked at.
        vocabulary: Words of the past, and of what is ahead.
    """
    date, done = columns.column_of("target_date_text"), _what_was_done(columns)
    if date is None or done is None or date > done or _is_deadline(columns.headings[date].text, vocabulary):
        return False
    full = [row.cells for row in rows[:_SAMPLE] if row.cells.get(done)]
    ahead = [_looks_ahead(cells[done], vocabulary) for cells in full]
    told = [done, *(n for n, field in enumerate(columns.fields) if field is None)]
    past = [any(_is_past(cells.get(n, ""), vocabulary) for n in told) for cells in full]
    n_past = sum(was and not is_ahead for was, is_ahead in zip(past, ahead, strict=True))
    return n_past > sum(ahead) and n_past >= _LEAST_PAST * len(full)


def looks_ahead(columns: Columns, rows: Sequence[LogicalRow], vocabulary: Vocabulary) -> bool:
    """Whether most actions of a table tell what is to be done: whatever stands over it, that did not happen yet."""
    place = columns.column_of("action")
    texts = [row.cells[place] for row in rows[:_SAMPLE] if place is not None and row.cells.get(place)]
    return sum(_looks_ahead(text, vocabulary) for text in texts) > len(texts) / 2


def _what_was_done(columns: Columns) -> int | None:
    """The column of actions; where there is none, that of findings; None where the table recommends."""
    recommendation = columns.column_of("recommendation")
    if recommendation is None:
        return columns.column_of("action")
    is_finding = columns.readings[recommendation] == FINDING and "action" not in columns.fields
    return recommendation if is_finding else None


def _is_deadline(heading: str, vocabulary: Vocabulary) -> bool:
    """Whether a heading says that its dates are due ones, which a plain "Date" does not."""
    return heading_scores(heading, vocabulary).get("target_date_text", 0.0) >= GOOD


def _looks_ahead(text: str, vocabulary: Vocabulary) -> bool:
    words = text.lstrip(ITEM_MARKS)
    says_so = _TO_DO.match(words) or phrases_of(vocabulary, "told_events", "ahead").search(words)
    return bool(says_so) or item_opens_with_verb(text, vocabulary)


def _is_past(text: str, vocabulary: Vocabulary) -> bool:
    past = phrases_of(vocabulary, "told_events", "past")
    return _PAST_ENDING.search(text) is not None or past.search(text) is not None
