"""Weeks and fortnights named by their first or last day: `w/c 12 September 2022`, `week ending 18/09/2022`.

The dataset contract is silent on them; read like quarters and terms, as the interval of days that is meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from normalise.dates import edtf
from normalise.dates.atom import Atom

_BEFORE = 40
_DAY_LENGTH = len("2022-09-12")
_DIGIT = re.compile(r"\d")
_PERIOD = re.compile(
    r"\b(?:w\s?[/.]\s?(?P<letter>[cbe])|w(?P<letters>[cb])|(?:(?P<fortnight>fortnight)|week|wk)\s{1,2}"
    r"(?P<word>commenc\w{2,5}|commcing|beginning|begining|beg|starting|comm|ending)|week\s{1,2}(?P<of>of))"
    r"\b[.:\s-]{0,3}(?:on\s{1,2})?(?:the\s{1,2})?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s{1,2})?(?:the\s{1,2})?\Z",
    re.IGNORECASE,
)


def whole_weeks(text: str, atoms: Sequence[Atom]) -> list[Atom]:
    """The dates, each single day behind "week commencing" and its like turned into the days of that week."""
    return [_whole_week(text, atom) for atom in atoms]


def _whole_week(text: str, atom: Atom) -> Atom:
    value = atom.edtf or ""
    if len(value) != _DAY_LENGTH or "/" in value:
        return atom
    begin = max(0, atom.start - _BEFORE)
    # "Week beginning 12 September": the atom itself may begin with the word.
    digit = _DIGIT.search(text, atom.start)
    found = _PERIOD.search(text[begin : digit.start()]) if digit else None
    if not found:
        return atom
    named, length = date.fromisoformat(value), timedelta(days=13 if found["fortnight"] else 6)
    ends = (found["letter"] or found["letters"] or found["word"] or found["of"])[0] in "eE"
    first, last = (named - length, named) if ends else (named, named + length)
    value = edtf.interval(first.isoformat(), last.isoformat())
    return replace(atom, start=min(atom.start, begin + found.start()), edtf=value, unit=None)
