"""A column headed "Completion date" that says by when: its dates stand beside states and ratings of work still open."""

from __future__ import annotations

from collections.abc import Sequence

from normalise.columns import Columns
from normalise.completion.state import parse_state
from normalise.dates import has_date
from normalise.grid import Row
from normalise.headings.words import plain_heading
from normalise.plan import CompletionState, Rag
from normalise.ratings.cells import is_only_ratings, parse_inline_ratings, parse_ratings
from normalise.vocabulary import Vocabulary

_OPEN = frozenset({CompletionState.IN_PROGRESS, CompletionState.NOT_STARTED, CompletionState.OVERDUE})
_OPEN_RATINGS = frozenset({Rag.RED, Rag.AMBER})
_SAMPLE = 60
_LEAST_ROWS, _LEAST_SHARE = 2, 0.3
"""So many of the dated actions, and this share of them, are still open where the dates are not those of their end."""


def with_due_dates(columns: Columns, rows: Sequence[Row], vocabulary: Vocabulary) -> Columns:
    """The columns, the one of completion dates read as target dates where what has a date there is not complete.

    Only a heading that may mean either counts ("Completion date", not "Date completed"), and no column of target dates.

    Args:
        columns: By their headings.
        rows: Rows of content; the first 60 are looked at.
        vocabulary: The headings that may mean either, and the words of states and ratings.
    """
    place = columns.column_of("completion_text")
    beside = [columns.column_of(field) for field in ("progress_text", "response_text")]
    if place is None or "target_date_text" in columns.fields:
        return columns
    either = map(plain_heading, vocabulary["heading_cues"]["done_or_due"])
    if plain_heading(columns.headings[place].text) not in set(either):
        return columns
    cells = [{slot.column: slot.text for slot in row.filled} for row in rows[:_SAMPLE]]
    dated = [texts for texts in cells if _is_bare_date(texts.get(place), vocabulary)]
    n_open = sum(any(_is_open(texts.get(n), vocabulary) for n in beside if n is not None) for texts in dated)
    if n_open < _LEAST_ROWS or n_open < _LEAST_SHARE * len(dated):
        return columns
    return columns.read_as(place, "target_date_text")


def _is_bare_date(text: str | None, vocabulary: Vocabulary) -> bool:
    return text is not None and has_date(text, vocabulary=vocabulary) and parse_state(text, vocabulary) is None


def _is_open(text: str | None, vocabulary: Vocabulary) -> bool:
    if text is None:
        return False
    state = parse_state(text, vocabulary)
    if state is not None:
        return state in _OPEN
    rated = parse_ratings(text, vocabulary) if is_only_ratings(text, vocabulary) else ()
    return not _OPEN_RATINGS.isdisjoint((*rated[-1:], *parse_inline_ratings(text, vocabulary)))
