"""Finding the single dates of a text, before ranges and shared years are put together."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from normalise.dates import numeric
from normalise.dates.calendar_words import month_named
from normalise.dates.grammar import edge_at, unit_at, year_at
from normalise.dates.printed import AMBIGUOUS, IMPOSSIBLE
from normalise.dates.units import Edge, Span, Unit, Year, meaning
from normalise.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Atom:
    """One date as printed, perhaps without its year.

    Attributes:
        start: Offset of the first character.
        end: Offset behind the last.
        edtf: Its meaning; None while the year is unknown, or where there is no such date (then warnings say so).
        unit: The part of the year, or None for dates in digits.
        year: The printed year, or None.
        edge: The narrowing word, or None.
        warnings: Codes.
    """

    start: int
    end: int
    edtf: str | None
    unit: Unit | None = None
    year: Year | None = None
    edge: Edge | None = None
    warnings: tuple[str, ...] = ()

    @property
    def lacks_year(self) -> bool:
        """Whether only its year is wanting."""
        return self.unit is not None and self.year is None


_START = re.compile(r"(?<![\w£$€#])(?:\d|[A-Za-z](?=[A-Za-z0-9.]))")
_INSIDE_NUMBER = re.compile(r"(?<=\d[./,:\-])\d")
_ADDRESS = re.compile(r"(?<!\S)\S{0,400}?(?:://|www\.|\w@\w)\S*")
_LONE_DAY = re.compile(
    r"(\d{1,2})(?:\s?(?:st|nd|rd|th))?(?=\s?(?:-|–|to|and|&|/|,)\s?\d{1,2}(?:\s?(?:st|nd|rd|th))?\s{1,2}(?:of\s)?[a-z]{3})",
    re.IGNORECASE,
)
_YEAR_MONTH_DAY = re.compile(
    r"((?:19|20)\d\d)[ ,/.–-]{1,2}([a-z]{3,11})[ ,/.–-]{1,2}(?:the\s)?(\d{1,2})(?:\s?(?:st|nd|rd|th)\b)?(?![/.:]?\d)",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(20\d\d)(?:[/–-]((?:20)?\d\d))?[\s,:–(-]{1,3}(?=[a-z])", re.IGNORECASE)
_YEAR_FIRST_SPANS = (Span.MONTH, Span.SEASON, Span.QUARTER, Span.TERM, Span.HALF)
_WORD = re.compile(r"[A-Za-z]+|\d+")
_WORD_FOLLOWS = re.compile(r"[ \u00a0]{0,3}[A-Za-z]")
_BEFORE = 40


def find_atoms(text: str, vocabulary: Vocabulary, *, years: bool) -> Iterator[Atom]:
    """Every single date in a text, in order, not overlapping; web addresses are stepped over."""
    at = ended = 0
    addresses = deque(found.span() for found in _ADDRESS.finditer(text))
    while found := _START.search(text, at):
        start = found.start()
        while addresses and addresses[0][1] <= start:
            addresses.popleft()
        if addresses and addresses[0][0] <= start:
            at = addresses[0][1]
            continue
        # "3" of "6.3" is no day, but that of "1-3 March" is: its neighbour was read as a date.
        inside = start > ended + 1 and _INSIDE_NUMBER.match(text, start)
        atom = None if inside else _atom_at(text, start, vocabulary, years)
        if atom is not None:
            yield atom
            ended = atom.end
        at = atom.end if atom is not None else _behind_word(text, start)


def _behind_word(text: str, start: int) -> int:
    found = _WORD.match(text, start)
    return found.end() if found else start + 1


def _atom_at(text: str, start: int, vocabulary: Vocabulary, years: bool) -> Atom | None:
    if text[start].isdigit():
        full = _numeric(text, start, numeric.ALWAYS[:2]) or _year_month_day(text, start)
        if full is not None or _follows(vocabulary, "numbered", text, start):
            return full
        return _in_digits(text, start, vocabulary, years)
    return _in_words(text, start, years)


def _in_digits(text: str, start: int, vocabulary: Vocabulary, years: bool) -> Atom | None:
    found = _numeric(text, start, numeric.ALWAYS[2:]) or _lone_day(text, start) or _in_words(text, start, years)
    if found is not None or not years:
        return found
    if _follows(vocabulary, "titled", text, start):
        return None
    return _year_first(text, start) or _numeric(text, start, numeric.IN_DATE_COLUMNS)


def _numeric(text: str, start: int, readers: tuple[numeric.Reader, ...]) -> Atom | None:
    for read in readers:
        found = read(text, start)
        if found is not None:
            value, end, warnings = found
            return Atom(start, end, value, warnings=warnings)
    return None


def _follows(vocabulary: Vocabulary, key: str, text: str, start: int) -> bool:
    """Whether the words directly before an offset are one of the phrases ("Action 3", "Care Act 2014")."""
    before = text[max(0, start - _BEFORE) : start].rstrip(" .#\u00a0")
    if not before[-1:].isalpha():
        return False
    words = re.findall(r"\w+", before.casefold())
    names = _names(vocabulary, key)
    return any(" ".join(words[-count:]) in names for count in (1, 2, 3))


@cache
def _names(vocabulary: Vocabulary, key: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.casefold().split()) for phrase in vocabulary["date_words"][key])


def _lone_day(text: str, start: int) -> Atom | None:
    found = _LONE_DAY.match(text, start)
    return Atom(start, found.end(), None, Unit(Span.DAY, 0, int(found[1]))) if found else None


def _year_month_day(text: str, start: int) -> Atom | None:
    """`2021-Mar-09`, `2021 March 9th`."""
    found = _YEAR_MONTH_DAY.match(text, start)
    month = month_named(found[2]) if found else None
    if not found or month is None:
        return None
    unit, year = Unit(Span.DAY, month, int(found[3])), Year(int(found[1]))
    value = meaning(unit, year)
    return Atom(start, found.end(), value, unit, year, warnings=() if value else (IMPOSSIBLE,))


def _year_first(text: str, start: int) -> Atom | None:
    found = _YEAR_FIRST.match(text, start)
    parsed = unit_at(text, found.end()) if found else None
    if not found or not parsed or parsed[0].span not in _YEAR_FIRST_SPANS or year_at(text, parsed[1], parsed[0]):
        return None
    first = int(found[1])
    if found[2] and int(found[2]) % 100 != (first + 1) % 100:
        return None
    year = Year(first, split=bool(found[2]))
    return Atom(start, parsed[1], meaning(parsed[0], year), parsed[0], year)


def _in_words(text: str, start: int, years: bool) -> Atom | None:
    narrowing = edge_at(text, start)
    edge, at = narrowing or (None, start)
    parsed = unit_at(text, at, narrowed=edge is not None)
    if parsed is None:
        return _narrowed_year(text, start, at, edge) if edge else None
    unit, end, own_edge = parsed
    edge = edge or own_edge
    found = year_at(text, end, unit)
    if found is None or (found[2] and not years and not _closes(text, found[1])):
        return Atom(start, end, None, unit, None, edge)
    year, end, doubtful = found
    value = meaning(unit, year, edge)
    warnings = (IMPOSSIBLE,) if value is None else (AMBIGUOUS,) if doubtful else ()
    return Atom(start, end, value, unit, year, edge, warnings)


def _closes(text: str, end: int) -> bool:
    return _WORD_FOLLOWS.match(text, end) is None


def _narrowed_year(text: str, start: int, at: int, edge: Edge) -> Atom | None:
    """`end of 2021`, `mid-2022/23`: the narrowing word makes the year a date also in prose."""
    for read in (numeric.two_years, numeric.two_short_years, numeric.year_alone):
        found = read(text, at)
        if found is None or found[0] is None or len(found[0]) not in (4, 15):
            continue
        span = Span.YEAR if len(found[0]) == 4 else Span.FINANCIAL_YEAR
        year = Year(int(found[0][:4]), split=span is Span.FINANCIAL_YEAR)
        unit = Unit(span)
        return Atom(start, found[1], meaning(unit, year, edge), unit, year, edge)
    return None
