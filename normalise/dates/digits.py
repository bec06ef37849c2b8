"""Dates that begin with a digit or a year, read with regard to the words beside them ("Action 3", "12/22 staff")."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from normalise.dates import numeric
from normalise.dates.atom import Atom
from normalise.dates.calendar_words import month_misspelt, month_named
from normalise.dates.grammar import unit_at
from normalise.dates.printed import IMPOSSIBLE
from normalise.dates.units import Edge, Span, Unit, Year, meaning
from normalise.dates.years import year_at
from normalise.phrases import as_listed
from normalise.vocabulary import Vocabulary

_LONE_DAY = re.compile(
    r"(\d{1,2})(?:\s?(?:st|nd|rd|th))?"
    r"(?=\s?(?:(?:-|to|and|&|/|,)\s?\d{1,2}(?:\s?(?:st|nd|rd|th))?\s{0,2}){1,4}(?:\sof\s|(?<=[\sthnd]))([a-z]{3,11}))",
    re.IGNORECASE,
)
_YEAR_MONTH_DAY = re.compile(
    r"((?:19|20)\d\d)[ ,/.-]{1,2}([a-z]{3,11})[ ,/.-]{1,2}(?:the\s)?(\d{1,2})(?:\s?(?:st|nd|rd|th)\b)?(?![/.:]?\d)",
    re.IGNORECASE,
)
_LONE_DAY_AND_MONTH = re.compile(
    r"(\d{1,2}(?=/)|\d\d(?=\.\d\d))([/.])(\d{1,2})(?=\s?(?:-|to|and|&|,)\s?\d{1,2}\2\d{1,2}\2(?:20)?\d\d(?!\w|[/.]\d))",
    re.IGNORECASE,
)
_DAY_AND_MONTH = re.compile(r"(1[3-9]|2\d|3[01])[/.](0[1-9]|1[0-2])(?![\w/.:%-])")
_YEAR_FIRST = re.compile(
    r"(?:f/?y\s?)?(20\d\d|\d\d(?=[/-]\d\d\b))(?:[/-]((?:20)?\d\d))?(?:[\s,:(-]{1,3}(?=[a-z])|(?=q[1-4]))", re.IGNORECASE
)
_YEAR_FIRST_SPANS = (Span.MONTH, Span.SEASON, Span.QUARTER, Span.TERM, Span.HALF)
_KIND_BEHIND = re.compile(
    r"\s{1,2}(academic|school|calendar|financial|fiscal|municipal)\s{1,2}year\b|\s{1,2}fy\b", re.IGNORECASE
)
_NO_SUCH_PART = re.compile(r"\b(?:(?:q|qtr|quarter)\.?\s?[05-9]|(?:h|half)\s?[03-9])[\s,(-]{0,3}\Z", re.IGNORECASE)
_FIGURE_BEFORE = re.compile(r"(?<![\d/.-])\d{1,3}(?:\.\d+)?\s?%?\s\($")
_YEAR_LONG = re.compile(r"20\d\d(?!\d)")
_BEFORE = 40
_BEHIND = 25


def full_date(text: str, start: int) -> Atom | None:
    """A day with its year in four digits, which is a date whatever stands before it."""
    return _numeric(text, start, numeric.ALWAYS[:2]) or _year_month_day(text, start)


def plain_date(text: str, start: int) -> Atom | None:
    """A day or month in digits that is a date also in prose, or the first day of a range that shares its month."""
    return _numeric(text, start, numeric.ALWAYS[2:]) or _lone_day_and_month(text, start) or _lone_day(text, start)


def column_date(text: str, start: int, vocabulary: Vocabulary) -> Atom | None:
    """What is a date only where one is expected: a bare year, `12/22`, `2021/22`, `01 11 23`."""
    if _follows(vocabulary, "titled", text, start) or _follows(vocabulary, "law", text, start, " (,"):
        return None
    found = year_first(text, start) or _numeric(text, start, numeric.IN_DATE_COLUMNS) or _day_and_month(text, start)
    if found is None or _is_counted(vocabulary, text, found) or _of_a_figure(text, found):
        return None
    if _NO_SUCH_PART.search(text, max(0, start - _BEFORE), start):  # "Q5 2023" is no date
        return replace(found, edtf=None, unit=None, warnings=(IMPOSSIBLE,))
    return _of_its_kind(text, found)


def is_numbered(text: str, start: int, vocabulary: Vocabulary) -> bool:
    """Whether a short number counts a recommendation or its like ("Action 3 March 2021")."""
    return not _YEAR_LONG.match(text, start) and _follows(vocabulary, "numbered", text, start)


def year_first(text: str, start: int) -> Atom | None:
    """`2021 March`, `2022/23 Q2`, `FY23 Q1`: the year before its part."""
    found = _YEAR_FIRST.match(text, start)
    parsed = unit_at(text, found.end()) if found else None
    if not found or not parsed or parsed[0].span not in _YEAR_FIRST_SPANS or year_at(text, parsed[1], parsed[0]):
        return None
    first = int(found[1]) + (0 if len(found[1]) == 4 else 2000)
    if found[2] and int(found[2]) % 100 != (first + 1) % 100:
        return None
    if len(found[1]) == 2 and parsed[0].span is Span.MONTH:
        return None
    financial = found[0][:1] in "fF"
    year = Year(first, split=bool(found[2])) if found[2] or not financial else Year(first - 1, split=True)
    return Atom(start, parsed[1], meaning(parsed[0], year), parsed[0], year)


def narrowed_year(text: str, start: int, at: int, edge: Edge) -> Atom | None:
    """`end of 2021`, `mid-2022/23`: the narrowing word makes the year a date also in prose."""
    if numeric.iso_day(text, at):
        return None
    for read in (numeric.two_years, numeric.two_short_years, numeric.year_alone):
        found = read(text, at)
        if found is None or found[0] is None or len(found[0]) not in (4, 15):
            continue
        span = Span.YEAR if len(found[0]) == 4 else Span.FINANCIAL_YEAR
        year = Year(int(found[0][:4]), split=span is Span.FINANCIAL_YEAR)
        behind = _KIND_BEHIND.match(text, found[1])
        if behind and (behind[1] or "").casefold() in ("academic", "school") and year.split:
            span = Span.ACADEMIC_YEAR
        unit = Unit(span)
        return Atom(start, behind.end() if behind else found[1], meaning(unit, year, edge), unit, year, edge)
    return None


def _day_and_month(text: str, start: int) -> Atom | None:
    """`30/06`, which wants its year; smaller numbers are shares ("9/10") as often as days."""
    found = _DAY_AND_MONTH.match(text, start)
    return Atom(start, found.end(), None, Unit(Span.DAY, int(found[2]), int(found[1]))) if found else None


def _of_a_figure(text: str, atom: Atom) -> bool:
    """Whether a year in brackets says when the figure before it was counted: "rose from 9 (2022) to 61 (2024)"."""
    is_year = atom.end - atom.start == len("2022") and text.startswith(")", atom.end)
    return is_year and bool(_FIGURE_BEFORE.search(text, max(0, atom.start - _BEFORE), atom.start))


def _is_counted(vocabulary: Vocabulary, text: str, atom: Atom) -> bool:
    """Whether digits count or name what follows ("12/22 staff", "the 2014 Care Act")."""
    if _title_behind(vocabulary).match(text, atom.end):
        return True
    behind = re.findall(r"\w+", text[atom.end : atom.end + _BEHIND].casefold())
    return text[atom.end : atom.end + 1].isspace() and bool(_counting(behind) & _names(vocabulary, "counted"))


@cache
def _title_behind(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"[ ](?:[A-Z][a-z]+[ ]){{0,4}}(?:{as_listed(vocabulary['date_words']['ends_title'])})\b")


def _counting(words: list[str]) -> set[str]:
    return {" ".join(words[:count]) for count in (1, 2)}


def _of_its_kind(text: str, atom: Atom) -> Atom:
    """`2021/22 academic year`: the words behind two years say which kind of year they are."""
    behind = _KIND_BEHIND.match(text, atom.end)
    value = atom.edtf or ""
    if not behind or atom.unit is not None:
        return atom
    kind = (behind[1] or "fy").casefold()
    if kind in ("academic", "school") and value.endswith("-03"):
        return _whole(atom, Unit(Span.ACADEMIC_YEAR), Year(int(value[:4]), split=True), behind.end())
    if kind == "calendar" and len(value) == 4:
        return _whole(atom, Unit(Span.YEAR), Year(int(value)), behind.end())
    if len(value) == 4:
        return _whole(atom, Unit(Span.FINANCIAL_YEAR), Year(int(value)), behind.end())
    return replace(atom, end=behind.end(), warnings=()) if value.endswith("-03") else atom


def _whole(atom: Atom, unit: Unit, year: Year, end: int) -> Atom:
    edge = atom.edge
    return Atom(atom.start, end, meaning(unit, year, edge), unit, year, edge)


def _numeric(text: str, start: int, readers: tuple[numeric.Reader, ...]) -> Atom | None:
    for read in readers:
        found = read(text, start)
        if found is not None:
            value, end, warnings = found
            unit, year = _parts(value) if value else (None, None)
            return Atom(start, end, value, unit, year, warnings=warnings)
    return None


def _parts(value: str) -> tuple[Unit | None, Year | None]:
    """The day or month and the year of a plain EDTF value; nothing of years and intervals, which share none."""
    numbers = [int(part) for part in value.split("-")] if "/" not in value else []
    if len(numbers) < 2:
        return None, None
    span = Span.DAY if len(numbers) == 3 else Span.MONTH
    return Unit(span, *numbers[1:]), Year(numbers[0])


def _follows(vocabulary: Vocabulary, key: str, text: str, start: int, between: str = " .#") -> bool:
    """Whether the words directly before an offset are one of the phrases ("Action 3", "Care Act 2014")."""
    before = text[max(0, start - _BEFORE) : start].rstrip(between)
    if not before[-1:].isalpha():
        return False
    words = re.findall(r"\w+", before.casefold())
    names = _names(vocabulary, key)
    return any(" ".join(words[-count:]) in names for count in (1, 2, 3))


@cache
def _names(vocabulary: Vocabulary, key: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.casefold().split()) for phrase in vocabulary["date_words"][key])


def _lone_day(text: str, start: int) -> Atom | None:
    """The 1 of `1-3 March 2021`."""
    found = _LONE_DAY.match(text, start)
    is_day = found is not None and (month_named(found[2]) or month_misspelt(found[2]))
    return Atom(start, found.end(), None, Unit(Span.DAY, 0, int(found[1]))) if found and is_day else None


def _lone_day_and_month(text: str, start: int) -> Atom | None:
    """The 1/3 of `1/3 - 31/5/22`."""
    found = _LONE_DAY_AND_MONTH.match(text, start)
    return Atom(start, found.end(), None, Unit(Span.DAY, int(found[3]), int(found[1]))) if found else None


def _year_month_day(text: str, start: int) -> Atom | None:
    """`2021-Mar-09`, `2021 March 9th`."""
    found = _YEAR_MONTH_DAY.match(text, start)
    month = month_named(found[2]) if found else None
    if not found or month is None:
        return None
    unit, year = Unit(Span.DAY, month, int(found[3])), Year(int(found[1]))
    value = meaning(unit, year)
    return Atom(start, found.end(), value, unit, year, warnings=() if value else (IMPOSSIBLE,))
