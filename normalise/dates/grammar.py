"""Reading one printed date that begins at a given place: modifier, part of the year, year.

Every pattern is anchored, every repetition bounded: the cost at one place is constant.
"""

from __future__ import annotations

import re

from normalise.dates.calendar_words import ORDINALS, SEASONS, month_misspelt, month_named, month_named_alone
from normalise.dates.units import Edge, Span, Unit, Year

_I = re.IGNORECASE

_EDGES = {
    "start": Edge.START, "beginning": Edge.START, "begining": Edge.START, "early": Edge.EARLY, "mid": Edge.MIDDLE,
    "middle": Edge.MIDDLE, "late": Edge.LATE, "latter": Edge.LATE, "end": Edge.END, "close": Edge.END,
}  # fmt: skip
_EDGE = re.compile(
    r"(?:the\s{1,2})?(start|beginn?ing|early|middle|mid|late|latter|end|close)\b"
    r"(?:\s{0,2}-\s{0,2}|\s{1,2})(?:part\s{1,2})?(?:(?:of|in)\s{1,2})?(?:the\s{1,2})?(?=\w)",
    _I,
)
_WEEKDAY = r"(?:(?:mon|tues?|wed|weds|wednes|thu|thurs?|fri|sat|satur|sun)(?:day)?\b[\s,.]{1,3}(?:the\s)?)?"
_DAY_MONTH = re.compile(
    _WEEKDAY + r"(\d{1,2})(?:[ \u00a0]?(?:st|nd|rd|th)\b\.?,?\s{0,2}(?:(?:day\s)?of\s{1,2})?(?:the\s)?(?:[-–/]\s?)?"
    r"|(?:st|nd|rd|th)(?=[a-z]{3})|[ \u00a0]{1,2}(?:of\s{1,2})?|[-./–,_]|)([a-z]{3,11})(?![a-z])",
    _I,
)
_MONTH_DAY = re.compile(
    _WEEKDAY
    + r"([a-z]{3,11})\.?[\s-]{1,2}(?:the\s)?(\d{1,2})(?:(?:\s?(?:st|nd|rd|th)\b)\.?|(?=,?\s{1,2}(?:19|20)\d\d\b"
    r"|-(?:19|20)\d\d\b))(?![\d/.:])",
    _I,
)
_MONTH = re.compile(r"([a-z]{3,11})(?![a-z])(?:\s{1,2}half[\s-]term)?", _I)
_VERB_MAY = re.compile(
    r"may\s{1,2}(?:be|have|not|need|also|take|only|includ|requir|chang|continu|well|wish|want|get|still|vary)\w{0,3}\b",
    _I,
)
_SEASON = re.compile(r"(spring|summer|autumn|winter)(?:time)?\b(?:['’]?\s{0,2}(term)s?\b)?", _I)
_QUARTER = re.compile(
    r"(?:(?:q|qtr|qu|quarter)\.?\s?-?(one|two|three|four|[1-4])\b"
    r"|(first|second|third|fourth|final|last|1st|2nd|3rd|4th)\s{1,2}(?:quarter|qtr|q)\b)",
    _I,
)
_HALF = re.compile(r"(?:(?:h|half)\s?([12])\b|(first|second|last|1st|2nd)\s{1,2}half\b)", _I)
_HOLIDAYS = re.compile(r"(?:(christmas|xmas)|(easter)|(new\s{1,2}year))\b(?:['’]s)?", _I)
_WHOLE = re.compile(
    r"(?:(financial|fiscal|municipal|calendar|academic|school|council)\s{1,2})?(?:year\b|(fye?)(?![a-z]))"
    r"(?:\s?-?\s?(end)(?:ing)?\b)?(?:\s{1,2}of\b)?",
    _I,
)
_WHOLE_SPANS = (Span.YEAR, Span.FINANCIAL_YEAR, Span.ACADEMIC_YEAR)
_WHOLES = {"academic": Span.ACADEMIC_YEAR, "school": Span.ACADEMIC_YEAR, "calendar": Span.YEAR, None: Span.YEAR}

_LINK = r"(?:\s{0,2}(?:[.,]\s?)?(?:(?:of|in)\s{1,2}(?:the\s)?)?|\s?[-–/]\s?|_)"
_FULL_YEAR = re.compile(_LINK + r"\(?((?:19|20|21)\d\d)(?!\d)")
_FINANCIAL = re.compile(
    r"\s{0,2}\(?,?\s?(?:of\s{1,2})?(?:the\s{1,2})?(?:fy|(?:financial|fiscal|municipal)\s{1,2}year)\s{0,2}(?=\d)", _I
)
_OTHER_HALF = re.compile(r"(?:-|–|\s?/\s?)((?:20)?\d\d)(?!\d|[./-]\d)")
_SHORT_YEAR = re.compile(r"(?:(\s{0,2}['’‘`´]\s?)|([-–/])|\s{1,2}(?:of\s)?|)(\d\d)(?!\w|[:.,/]\d|\s?%)")
_SHORT_SPLIT = re.compile(r"\s{0,2}(?:of\s{1,2})?['’‘]?(\d\d)\s?[/–-]\s?(\d\d)(?!\w|[./-]\d)")

Parsed = tuple[Unit, int, Edge | None]


def edge_at(text: str, at: int) -> tuple[Edge, int] | None:
    """A narrowing word ("end of", "mid-") and the offset behind it."""
    found = _EDGE.match(text, at)
    return (_EDGES[found[1].lower()], found.end()) if found else None


def unit_at(text: str, at: int, *, narrowed: bool = False) -> Parsed | None:
    """The part of a year printed at an offset and the offset behind it.

    Args:
        text: The whole text.
        at: Offset of the first character.
        narrowed: A narrowing word stands before it, which makes a plain "year" one.
    """
    for read in (_day_month, _month_day, _season, _quarter, _half, _holiday, _month):
        found = read(text, at)
        if found is not None:
            return (*found, None)
    return _whole_year(text, at, narrowed)


def year_at(text: str, at: int, unit: Unit) -> tuple[Year, int, bool] | None:
    """The year printed behind a unit, the offset behind it, and whether it could be something else (`May 21`)."""
    financial = _FINANCIAL.match(text, at)
    if financial and unit.span not in _WHOLE_SPANS:
        inner = year_at(text, financial.end(), Unit(Span.FINANCIAL_YEAR))
        return (_ending_in(inner[0]), inner[1], False) if inner else None
    found = _FULL_YEAR.match(text, at)
    if found:
        return (*_with_other_half(text, int(found[1]), found.end()), False)
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
    number, marked = int(found[3]), bool(found[1] or found[2])
    plausible = number <= 49 if marked or unit.span is Span.DAY else 15 <= number <= 49
    if not plausible:
        return None
    doubtful = unit.span is Span.MONTH and not marked and number <= 31
    return Year(2000 + number), found.end(), doubtful


def _month_number(word: str, text: str, end: int) -> int | None:
    """A month by its name; by a misspelt name only where a full year follows."""
    named = month_named(word)
    return named if named or not _FULL_YEAR.match(text, end) else month_misspelt(word)


def _day_month(text: str, at: int) -> tuple[Unit, int] | None:
    found = _DAY_MONTH.match(text, at)
    if not found:
        return None
    month = _month_number(found[2], text, found.end())
    return (Unit(Span.DAY, month, int(found[1])), _behind_stop(text, found.end())) if month else None


def _month_day(text: str, at: int) -> tuple[Unit, int] | None:
    found = _MONTH_DAY.match(text, at)
    month = month_named(found[1]) if found else None
    return (Unit(Span.DAY, month, int(found[2])), found.end()) if found and month else None


def _month(text: str, at: int) -> tuple[Unit, int] | None:
    found = _MONTH.match(text, at)
    if not found or _VERB_MAY.match(text, at):
        return None
    month = _month_number(found[1], text, found.end())
    if month is None or (month_named_alone(found[1]) is None and not _year_close(text, found.end())):
        return None
    return Unit(Span.MONTH, month), _behind_stop(text, found.end())


def _year_close(text: str, end: int) -> bool:
    return bool(_FULL_YEAR.match(text, end) or _SHORT_YEAR.match(text, end))


def _behind_stop(text: str, end: int) -> int:
    # The full stop of "Sept." belongs to the date only where something of it follows.
    return end + 1 if text[end : end + 1] == "." and _year_close(text, end + 1) else end


def _season(text: str, at: int) -> tuple[Unit, int] | None:
    found = _SEASON.match(text, at)
    if not found:
        return None
    return Unit(Span.TERM if found[2] else Span.SEASON, SEASONS[found[1].lower()]), found.end()


def _quarter(text: str, at: int) -> tuple[Unit, int] | None:
    found = _QUARTER.match(text, at)
    return (Unit(Span.QUARTER, ORDINALS[(found[1] or found[2]).lower()]), found.end()) if found else None


def _half(text: str, at: int) -> tuple[Unit, int] | None:
    found = _HALF.match(text, at)
    if not found:
        return None
    return Unit(Span.HALF, min(ORDINALS[(found[1] or found[2]).lower()], 2)), found.end()


def _holiday(text: str, at: int) -> tuple[Unit, int] | None:
    found = _HOLIDAYS.match(text, at)
    if not found:
        return None
    spans = (Span.CHRISTMAS, Span.EASTER, Span.NEW_YEAR)
    return Unit(spans[(found.lastindex or 1) - 1]), found.end()


def _whole_year(text: str, at: int, narrowed: bool) -> Parsed | None:
    found = _WHOLE.match(text, at)
    if not found:
        return None
    kind = found[1].lower() if found[1] else None
    if kind is None and not (found[2] or found[3] or narrowed):
        return None
    span = Span.FINANCIAL_YEAR if found[2] else _WHOLES.get(kind, Span.FINANCIAL_YEAR)
    return Unit(span), found.end(), Edge.END if found[3] else None
