"""What the cells of a column look like: numbers, dates, ratings, states, prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from normalise.dates import has_date
from normalise.labels import is_label, parse_number
from normalise.phrases import as_listed
from normalise.ratings.cells import is_only_ratings
from normalise.scope import parse_scope
from normalise.titles import item_opens_with_verb
from normalise.updates.labels import find_labels
from normalise.vocabulary import Vocabulary

PROSE, SHORT, LONG = 25, 60, 150
"""Characters: prose takes more; what a date, a name or a rating takes at most; what only prose takes."""
_SAMPLE = 40
_DOTTED_DATE = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:\d{4}|\d{2})\.?")
"""`30.06.24`: shaped like the number of a paragraph, and a date."""
_ADVICE = re.compile(r"\b(?:should|must|needs? to|it is recommended)\b", re.IGNORECASE)
_STATE = re.compile(
    r"(?:fully |partially |now |action )?"
    r"(?:complete|ongoing|closed|achieved|in progress|not started|overdue|on track|done|delivered|delayed|not due)"
    r"|(?:yes|no|y|n)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Holds:
    """What the filled cells of a column look like; shares from 0 to 1, `length` the mean in characters."""

    n: int
    length: float
    numbers: float
    dates: float
    ratings: float
    states: float
    labels: float
    advice: float
    scopes: float
    verbs: float
    updates: float


def what_it_holds(texts: Sequence[str], vocabulary: Vocabulary) -> Holds:
    """Look at the first cells of a column (at most 40 filled ones)."""
    filled = [text for text in texts if text][:_SAMPLE]
    n = len(filled)
    if not n:
        return Holds(0, *(0.0,) * 10)
    return Holds(
        n,
        sum(map(len, filled)) / n,
        sum(_is_number(t) for t in filled) / n if {t.casefold() for t in filled} != {"x"} else 0.0,
        sum(_is_of_dates(t, vocabulary) for t in filled) / n,
        sum(is_only_ratings(t, vocabulary) for t in filled) / n,
        sum(map(is_state, filled)) / n,
        sum(is_label(t) for t in filled) / n,
        sum(bool(_ADVICE.search(t)) for t in filled) / n,
        sum(parse_scope(t, vocabulary) is not None for t in filled) / n,
        sum(item_opens_with_verb(t, vocabulary) for t in filled) / n,
        sum(_opens_with_update(t, vocabulary) for t in filled) / n,
    )


def is_state(text: str) -> bool:
    """Whether a cell looks like a state: "Completed", "Not started", "Yes"; a first glance, not its meaning."""
    return len(text) <= SHORT and _STATE.match(text) is not None


def _is_number(text: str) -> bool:
    return parse_number(text) is not None and _DOTTED_DATE.fullmatch(text.strip()) is None


def _opens_with_update(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text opens with the date of an update ("Q1 23/24: Red. …")."""
    opening = text.partition("\n")[0][:SHORT]
    return any(map(str.isdigit, opening[:PROSE])) and bool(find_labels(opening, vocabulary))


@lru_cache(maxsize=8)
def _instead_of_a_date(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{as_listed(vocabulary['column_contents']['instead_of_a_date'])})", re.IGNORECASE)


def _is_of_dates(text: str, vocabulary: Vocabulary) -> bool:
    if len(text) > SHORT:
        return False
    return bool(_instead_of_a_date(vocabulary).search(text)) or has_date(text, vocabulary=vocabulary)
