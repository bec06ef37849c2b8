"""The year printed behind a part of a year: `2021`, `'21`, `2021/22`, `FY22`, and years with a slip in them.

Every pattern is anchored, every repetition bounded: the cost at one place is constant.
"""

from __future__ import annotations

import re

from normalise.dates.atom import WHOLE_YEARS
from normalise.dates.numeric import YEAR
from normalise.dates.units import Span, Unit, Year

_I = re.IGNORECASE
_LINK = r"(?:\s{0,3}(?:[.,:]\s?)?(?:(?:of|in)\s{1,2}(?:the\s)?)?|\s?[-/]\s?|_)"
_FULL_YEAR = re.compile(_LINK + rf"\(?({YEAR})(?!\d)")
_FINANCIAL = re.compile(
    r"\s{0,2}\(?,?\s?(?:of\s{1,2})?(?:the\s{1,2})?(?:f/?y|(?:financial|fiscal|fin\.?|municipal)\s{1,2}year)\s{0,2}(?=\d)",
    _I,
)
_BRACKETED_MONTHS = re.compile(r"\s{0,2}\([a-z][a-z\s/&-]{2,24}\)", _I)
# "1 January 2018 / 19 January 2019": a day with its month behind the stroke is the next date, no second half.
_OTHER_HALF = re.compile(
    r"(?:-|\s?/\s?)((?:20)?\d\d)"
    r"(?!\d|[./-]\d|\s?(?:st|nd|rd|th)\b|\s{0,2}(?:jan|feb|mar|apr|may|ju[nl]|aug|sep|oct|nov|dec))",
    _I,
)
_SHORT_YEAR = re.compile(r"(?:(\s{0,2}'\s?)|([-/])|\s{1,2}(?:of\s)?|)(\d\d)(?!\w|[:.,/]\d|\s?%)")
_SHORT_SPLIT = re.compile(r"[\s,:(-]{0,3}(?:of\s{1,2})?'?(\d\d)\s?[/-]\s?(\d\d)(?!\w|[./-]\d)")
_WORD_BEHIND = re.compile(r"\s{0,2}[a-z]{3}", _I)
_NO_YEAR = re.compile(r"[\s,]{1,2}(?:\d{3}|\d{5}|[013-9]\d{3}|2[2-9]\d\d)(?![\w%]|[.,:]\d|\s{1,2}[a-z])", _I)


def year_at(text: str, at: int, unit: Unit) -> tuple[Year, int, bool] | None:
    """The year printed behind a unit, the offset behind it, and whether it could be something else (`May 21`)."""
    financial = _FINANCIAL.match(text, at)
    if financial and unit.span not in WHOLE_YEARS:
        inner = year_at(text, financial.end(), Unit(Span.FINANCIAL_YEAR))
        return (_ending_in(inner[0]), inner[1], False) if inner else None
    if unit.span is Span.QUARTER:
        months = _BRACKETED_MONTHS.match(text, at)
        at = months.end() if months else at
    found = _FULL_YEAR.match(text, at)
    if found:
        return (*_with_other_half(text, int(found[1].replace("\n", "")), found.end()), False)
    if unit.span not in (Span.DAY, Span.MONTH):
        split = _SHORT_SPLIT.match(text, at)
        if split and int(split[2]) == int(split[1]) + 1:
            return Year(2000 + int(split[1]), split=True), split.end(), False
    return _short_year(text, at, unit)


def _ending_in(year: Year) -> Year:
    # A financial year named by one year ("Q2 FY23") is the one that ends in it.
    return year if year.split else Year(year.first - 1, split=True)


def _with_other_half(text: str, first: int, end: int) -> tuple[Year, int]:
    other = _OTHER_HALF.match(text, end)
    if other and int(other[1]) % 100 == (first + 1) % 100:
        return Year(first, split=True), other.end()
    return Year(first), end


def _short_year(text: str, at: int, unit: Unit) -> tuple[Year, int, bool] | None:
    found = _SHORT_YEAR.match(text, at)
    if not found:
        return None
    number, marked = int(found[3]), bool(found[1] or found[2] or found[0] == found[3])
    if unit.span in WHOLE_YEARS and _WORD_BEHIND.match(text, found.end()):
        return None  # "year ending 31 March 2022"
    plausible = number <= 49 if marked or unit.span is Span.DAY else 12 <= number <= 49
    if not plausible:
        return None
    doubtful = unit.span is Span.MONTH and not marked and number <= 31
    return Year(2000 + number), found.end(), doubtful


def full_year_follows(text: str, at: int) -> bool:
    """Whether a year in four digits stands there."""
    return _FULL_YEAR.match(text, at) is not None


def any_year_follows(text: str, at: int) -> bool:
    """Whether a year in four or two digits stands there."""
    return full_year_follows(text, at) or _SHORT_YEAR.match(text, at) is not None


def no_year_at(text: str, at: int) -> int | None:
    """The offset behind a year that has lost or won a digit ("June 202"), or None."""
    found = _NO_YEAR.match(text, at)
    return found.end() if found else None
