"""Columns that are one thing in instalments: "Feb 22 update | May 22 update", "Update 1 | RAG | Update 2 | RAG".

They share the words that name them and differ in a date, a number or a word such as "final". Together they fill one
field, oldest first; each cell is an update under its printed heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from normalise.date_shapes import MONTH
from normalise.headings.words import best_field, heading_scores, plain_heading, says_start
from normalise.phrases import phrases_of, word_set
from normalise.updates.cells import date_order
from normalise.vocabulary import Vocabulary

if TYPE_CHECKING:
    from normalise.column_contents import Holds

RATINGS, TARGETS = "rag", "target_date_text"
_NARRATIVE = frozenset({"response_text", "progress_text", "notes"})
_MOST = 0.5
_PROSE = 12
"""Characters that the cells of a column have on the mean where its heading is nothing but a date; twice as many where
most tell dates, too."""
_WORDS = 4
"""Characters likewise beside such columns of prose; ticks and crosses have fewer."""
_TIME = re.compile(rf"(?:{MONTH}|\d+(?:st|nd|rd|th)?|(?:q|qtr)\d?|spring|summer|autumn|winter)", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Series:
    """Columns of one series, oldest first, and the reading that they have together."""

    places: tuple[int, ...]
    reading: str


@dataclass(frozen=True, slots=True)
class _Heading:
    place: int
    plain: str
    stem: frozenset[str]
    timed: bool


def find_series(printed: Sequence[str], holds: Sequence[Holds], vocabulary: Vocabulary) -> tuple[Series, ...]:
    """The narrative series of a table, the ratings that go with it, its target dates; empty where none is a series.

    Args:
        printed: Headings from left to right.
        holds: What each column holds.
        vocabulary: Sections `headings`, `update_labels` and `update_columns`.
    """
    groups: dict[tuple[bool, frozenset[str]], list[_Heading]] = {}
    headings = [_heading(n, text, vocabulary) for n, text in enumerate(printed)]
    of_prose = any(_says_when_over_prose(heading, held) for heading, held in zip(headings, holds, strict=True))
    for heading, text, held in zip(headings, printed, holds, strict=True):
        rated = _is_rated(text, held, vocabulary)
        is_note = of_prose and heading.timed and not heading.stem and held.length >= _WORDS and held.dates < _MOST
        if heading.plain and (rated or is_note or _is_narrative(text, heading, held, vocabulary)):
            groups.setdefault((rated, heading.stem), []).append(heading)
    narrative = _largest([g for (rated, _), g in groups.items() if not rated and _is_series(g, holds)])
    ratings = _largest([g for (rated, _), g in groups.items() if rated and _is_series(g, holds)])
    found: list[Series] = []
    order: list[int] = []
    if narrative:
        order = _oldest_first([printed[h.place] for h in narrative], vocabulary)
        reading = _reading([printed[h.place] for h in narrative], vocabulary)
        found.append(Series(tuple(narrative[n].place for n in order), reading))
    if ratings:
        own = _oldest_first([printed[h.place] for h in ratings], vocabulary)
        beside = order if len(order) == len(ratings) and own == sorted(own) else own
        found.append(Series(tuple(ratings[n].place for n in beside), RATINGS))
    targets = [n for n, text in enumerate(printed) if best_field(text, vocabulary) == TARGETS and not says_start(text)]
    revised = phrases_of(vocabulary, "update_columns", "revised")
    if len(targets) > 1 and any(revised.search(printed[n]) for n in targets):
        found.append(Series(tuple(targets), TARGETS))
    return tuple(found)


def says_only_when(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a heading is nothing but a time: "Q1", "March 2024"."""
    heading = _heading(0, text, vocabulary)
    return heading.timed and not heading.stem


def _heading(place: int, text: str, vocabulary: Vocabulary) -> _Heading:
    plain = plain_heading(text)
    words = plain.split()
    passing, qualifiers = _words(vocabulary)
    timed = [word for word in words if _TIME.fullmatch(word) or word in passing]
    rest = [word for word in words if word not in timed]
    return _Heading(place, plain, frozenset([w for w in rest if w not in qualifiers] or rest), bool(timed))


@lru_cache(maxsize=8)
def _words(vocabulary: Vocabulary) -> tuple[frozenset[str], frozenset[str]]:
    """Words that say when, and words that only qualify an update."""
    section = vocabulary["update_labels"]
    return frozenset(section["when"]), frozenset([*section["qualifier"], *section["connective"]])


def _is_rated(text: str, held: Holds, vocabulary: Vocabulary) -> bool:
    best = best_field(text, vocabulary)
    return best == RATINGS or (best in _NARRATIVE and held.ratings >= 1 - _MOST / 4)


def _says_when_over_prose(heading: _Heading, held: Holds) -> bool:
    return heading.timed and not heading.stem and held.length > (_PROSE if held.dates < _MOST else 2 * _PROSE)


def _is_narrative(text: str, heading: _Heading, held: Holds, vocabulary: Vocabulary) -> bool:
    if not heading.stem:
        return _says_when_over_prose(heading, held)
    if word_set(vocabulary, "update_columns", "of_dates").intersection(heading.plain.split()):
        return False
    nouns = {noun for key in ("noun", "dated_noun") for noun in vocabulary["update_labels"][key]}
    return best_field(text, vocabulary) in _NARRATIVE and bool(heading.stem & nouns)


def _is_series(group: Sequence[_Heading], holds: Sequence[Holds]) -> bool:
    """Two or more columns told apart by when they were written, or headed alike and both filled."""
    if len(group) < 2:
        return False
    plains = {heading.plain for heading in group}
    if len(plains) == 1:
        return all(holds[heading.place].n for heading in group)
    return len(plains) == len(group) and sum(not heading.timed for heading in group) <= 1


def _largest(groups: Sequence[list[_Heading]]) -> list[_Heading]:
    return max(groups, key=len, default=[])


def _reading(texts: Sequence[str], vocabulary: Vocabulary) -> str:
    progress = [heading_scores(text, vocabulary).get("progress_text", 0.0) for text in texts]
    response = [heading_scores(text, vocabulary).get("response_text", 0.0) for text in texts]
    return "progress_text" if sum(progress) > sum(response) else "response_text"


def _oldest_first(texts: Sequence[str], vocabulary: Vocabulary) -> list[int]:
    """The order of the headings in time: by their dates, else by their numbers where these run backwards."""
    printed = list(range(len(texts)))
    dates = [date_order(text, vocabulary) for text in texts]
    if all(dates):
        return sorted(printed, key=lambda n: dates[n] or "")
    numbers = [_NUMBER.findall(text) for text in texts]
    if all(len(found) == 1 and len(found[0]) <= 3 for found in numbers):
        counts = [int(found[0]) for found in numbers]
        if all(a > b for a, b in pairwise(counts)):
            return printed[::-1]
    return printed
