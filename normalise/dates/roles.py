"""What a date is for, from the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from normalise.dates.printed import PrintedDate
from normalise.phrases import phrases_of
from normalise.vocabulary import Vocabulary

_SECTION = "date_words"
_CLAUSE_END = re.compile(r"[.;!?](?=\s)|\n(?=[^\n]*\w)")
_ONLY_NEXT = re.compile(r"\W{0,6}(?:and\s)?next(?:\s(?:is|due|in|on|by))?\W{0,4}", re.IGNORECASE)
_REVIEWED = re.compile(r"\breview", re.IGNORECASE)
_BEHIND = 80
_ONLY_JOINS = re.compile(r"[ \u00a0,/&+(]*(?:and|or)?[ \u00a0]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Context:
    """The words of the clause around one date.

    Attributes:
        when: The date.
        before: Words between the previous date (or the start of the clause) and this date.
        after: Words behind this date up to the next date or the end of the clause.
        opens_line: Whether nothing but punctuation stands before it in its line.
        first: Whether it is the first date of the text.
        last: Whether it is the last one.
        follows_on: Whether only "and" or a comma parts it from the previous date.
    """

    when: PrintedDate
    before: str
    after: str
    opens_line: bool
    first: bool
    last: bool
    follows_on: bool


def contexts(text: str, dates: Sequence[PrintedDate]) -> list[Context]:
    """The clause around each of a text's dates."""
    found: list[Context] = []
    for position, when in enumerate(dates):
        since = dates[position - 1].end if position else 0
        until = dates[position + 1].start if position + 1 < len(dates) else len(text)
        gap = text[since : when.start]
        line = gap.rpartition("\n")[2] if "\n" in gap or not position else "x"
        found.append(
            Context(
                when=when,
                before=_next_review(text, when, _last_clause(gap)),
                after=_first_clause(text[when.end : until]),
                opens_line=not re.search(r"\w", line),
                first=position == 0,
                last=position + 1 == len(dates),
                follows_on=bool(position and "\n" not in gap and _ONLY_JOINS.fullmatch(gap)),
            )
        )
    return found


def _next_review(text: str, when: PrintedDate, clause: str) -> str:
    """A bare "next" behind a review means the next one: "Reviewed Jan 2023; next Jan 2024"."""
    reviewed = _ONLY_NEXT.fullmatch(clause) and _REVIEWED.search(text, max(0, when.start - _BEHIND), when.start)
    return "next review " if reviewed else clause


def _last_clause(gap: str) -> str:
    # A cue may stand alone in the line above its date ("COMPLETE" / "12/08/2022"), hence the trailing break goes first.
    trimmed = gap.rstrip()
    ends = [found.end() for found in _CLAUSE_END.finditer(trimmed)]
    return trimmed[ends[-1] :] if ends else trimmed


def _first_clause(rest: str) -> str:
    found = _CLAUSE_END.search(rest)
    return rest[: found.start()] if found else rest


def last_cue(vocabulary: Vocabulary, keys: Sequence[str], words: str) -> tuple[str, int] | None:
    """The key whose phrase stands last in some words, and the offset behind that phrase; on a tie the longer phrase."""
    best: tuple[int, int, str] | None = None
    for key in keys:
        for found in phrases_of(vocabulary, _SECTION, key).finditer(words):
            place = (found.end(), -found.start(), key)
            if best is None or place[:2] > best[:2]:
                best = place
    return (best[2], best[0]) if best else None


def has_cue(vocabulary: Vocabulary, key: str, words: str) -> bool:
    """Whether any phrase of a key stands in some words."""
    return phrases_of(vocabulary, _SECTION, key).search(words) is not None
