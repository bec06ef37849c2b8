"""Reading one printed date that begins at a given place: modifier, part of the year, year.

Every pattern is anchored, every repetition bounded: the cost at one place is constant.
"""

from __future__ import annotations

import re
from functools import lru_cache

from normalise.dates.calendar_words import (
    DAY_WORDS,
    HALF_TERMS,
    ORDINALS,
    SEASON_SLIPS,
    SEASONS,
    WELSH_TERMS,
    month_misspelt,
    month_named,
    month_named_alone,
)
from normalise.dates.units import Edge, Span, Unit
from normalise.dates.years import any_year_follows, full_year_follows, year_at

_I = re.IGNORECASE

_EDGES = {
    "start": Edge.START, "beginning": Edge.START, "begining": Edge.START, "early": Edge.EARLY, "mid": Edge.MIDDLE,
    "middle": Edge.MIDDLE, "late": Edge.LATE, "latter": Edge.LATE, "end": Edge.END, "close": Edge.END, "eo": Edge.END,
}  # fmt: skip
_EDGE = re.compile(
    r"(?:the\s{1,2})?(?:(start|beginn?ing|early|middle|mid|late|latter(?!\s{1,2}half)|end|close)\b"
    r"(?:\s{0,2}[-,]\s{0,2}|\s{1,2})(?:part\s{1,2})?(?:(?:of|in)\s{1,2})?(?:the\s{1,2})?(?=\w)|(eo)(?=fy\b))",
    _I,
)
_WEEKDAY = r"(?:(?:mon|tues?|wed|weds|wednes|thu|thurs?|fri|sat|satur|sun)(?:day)?\b[\s,.]{1,3}(?:the\s)?)?"
# Slips of the fingers are ordinals too: "30tth", "30h", "1rst", "2cnd".
_TH = r"(?:st|nd|rd|th|tth|thh|ht|hth|rst|cnd|h)"
_DAY_MONTH = re.compile(
    _WEEKDAY + rf"(\d{{1,2}})(?:\s?{_TH}(?:\b\.?|(?=of\s)),?\s{{0,2}}(?:(?:day\s)?of\s{{1,2}})?(?:the\s)?(?:[-/]\s?)?"
    rf"|{_TH}(?=[a-z]{{3}})|\s{{1,2}}(?:of\s{{1,2}})?|[-./,_]|)([a-z]{{3,11}})(?![a-z])",
    _I,
)
_DAY_WORD = re.compile(
    rf"({'|'.join(sorted((w.replace('-', '[ -]') for w in DAY_WORDS), key=len, reverse=True))})\s{{1,2}}of\s{{1,2}}"
    r"([a-z]{3,11})(?![a-z])",
    _I,
)
_MONTH_DAY = re.compile(
    _WEEKDAY + rf"([a-z]{{3,11}})\.?[\s-]{{1,2}}(?:the\s)?(\d{{1,2}})(?:(?:\s?{_TH}\b)\.?|(?=,?\s{{1,2}}(?:19|20)\d\d\b"
    r"|-(?:19|20)\d\d\b)|(?<=\s3[01])(?!\w|\s?%))(?![\d/.:])",
    _I,
)
_MONTH = re.compile(r"([a-z]{3,11})(?![a-z])(?:\s{1,2}half[\s-]term)?", _I)
_VERB_MAY = re.compile(
    r"may\s{1,2}(?:be|have|not|need|also|take|only|includ|requir|chang|continu|well|wish|want|get|still|vary)\w{0,3}\b",
    _I,
)
_SEASON = re.compile(
    rf"(spring|summer|autumn|winter|gwanwyn|haf|gaeaf|{'|'.join(SEASON_SLIPS)}|fall(?=\s{{1,2}}(?:of\s)?'?(?:20)?\d\d\b))(?:time)?\b"
    r"(?:(?:\s{1,2}term)?\s{1,2}(half)[\s-]?term\b|\s{1,2}(holiday)s?\b|(?:'?s?\s{1,2}(?:school\s|academic\s)?(term)s?\b)?)",
    _I,
)
_WELSH_TERM = re.compile(rf"tymor\s{{1,2}}(?:yr?\s{{1,2}})?({'|'.join(WELSH_TERMS)})\b", _I)
_TERM_BEHIND = re.compile(r"\s{1,2}(?:school\s{1,2})?terms?\b", _I)
_QUARTER = re.compile(
    r"(?:(?:(?:q|qtr|qu|quarter|quarters|qrt|qtrs|qs|chwarter)\.?\s?-?|ch(?=\d))(one|two|three|four|[1-4])(?![a-z]|\d(?!\d{3}))"
    r"|(first|second|third|fourth|final|last|1st|2nd|3rd|4th)\s{1,2}(?:quarter|qtr|q)\b)",
    _I,
)
_OTHER_QUARTER = re.compile(
    r"(?:\s?[/&,+-]\s?|\s{1,2}(?:and|or|to|&)\s{1,2})([1-4]|one|two|three|four)(?![\w/]|\s?%)", _I
)
_HALF = re.compile(
    r"(?:(?:h|half)(?:[\s-]{0,2}(?:year|yr))?\s?([12])\b|(first|second|last|latter|1st|2nd)\s{1,2}half(?:[\s-](?:year|yr))?\b"
    r"(?!\s{1,2}of\s{1,2}(?:the\s)?(?:spring|summer|autumn|winter|jan|feb|mar|apr|may|ju[nl]|aug|sep|oct|nov|dec)))",
    _I,
)
_HOLIDAYS = re.compile(
    r"(?:(christmas|xmas)|(easter)|(new\s{1,2}year))\b(?:'s)?"
    r"(?:\s{1,2}(?:break|period|(?:bank\s)?holidays?|vacation)\b)?",
    _I,
)
_BANK_HOLIDAY = re.compile(r"(?:(may\s{1,2}day)|(spring)|(august|summer)|(may))\s{1,2}bank\s{1,2}holiday\b", _I)
_NAMED_MONTHS = re.compile(r"\s{0,2}\(\s?([a-z]{3,9})\.?\s{0,2}(?:-|/|to\s|through\s)\s{0,2}([a-z]{3,9})\.?\s?\)", _I)
_WHOLE = re.compile(
    r"(?:(financial|fiscal|fin\.?|municipal|calendar|academic|school|council)\s{1,2})?"
    r"(?:year\b|(f/?ye?)(?![a-z])|(cy|eoy|ye)(?=\s?20\d\d)|(?P<academic>ay)(?=\s?(?:20)?\d\d))(?:\s?-?\s?(?P<ends>end)(?:ing)?\b)?(?:\s{1,2}of\b)?",
    _I,
)
_WHOLES = {"academic": Span.ACADEMIC_YEAR, "school": Span.ACADEMIC_YEAR, "calendar": Span.YEAR, None: Span.YEAR}

_SURE_LENGTH = 7
"""Letters of a misspelt name that two digits of a year confirm."""

Parsed = tuple[Unit, int, Edge | None]


_OPENERS = frozenset({
    "the", "start", "beginning", "begining", "early", "middle", "mid", "late", "latter", "end", "close", "eofy",
    "mon", "tue", "tues", "wed", "weds", "wednes", "thu", "thur", "thurs", "fri", "sat", "satur", "sun", "q", "qtr",
    "qu", "quarter", "quarters", "qrt", "qtrs", "qs", "ch", "chwarter", "h", "half", "christmas", "xmas", "easter",
    "new",
    "financial", "fiscal", "fin", "municipal", "calendar", "academic", "school", "council", "year", "f", "fy",
    "fye", "cy", "eoy", "ye", "ay", "springtime", "summertime", "wintertime", "autumntime", "last", "final", "twenty",
    "thirty", "tymor", *SEASONS, *SEASON_SLIPS, *ORDINALS, *DAY_WORDS,
})  # fmt: skip


@lru_cache(maxsize=8192)
def may_open(word: str) -> bool:
    """Whether a date can begin with a word, in small letters; asked first, because most words of prose cannot."""
    weekday = word.removesuffix("day")
    return weekday in _OPENERS or month_named(word) is not None or month_misspelt(word) is not None


def edge_at(text: str, at: int) -> tuple[Edge, int] | None:
    """A narrowing word ("end of", "mid-") and the offset behind it."""
    found = _EDGE.match(text, at)
    return (_EDGES[(found[1] or found[2]).lower()], found.end()) if found else None


def unit_at(text: str, at: int, *, narrowed: bool = False) -> Parsed | None:
    """The part of a year printed at an offset and the offset behind it.

    Args:
        text: The whole text.
        at: Offset of the first character.
        narrowed: A narrowing word stands before it, which makes a plain "year" one.
    """
    for read in (_bank_holiday, _day_month, _day_word, _month_day, _season, _quarter, _half, _holiday, _month):
        found = read(text, at)
        if found is not None:
            return (*found, None)
    return _whole_year(text, at, narrowed)


def _month_number(word: str, text: str, end: int) -> int | None:
    """A month by its name; by a misspelt name where a full year follows, or a long name with any year."""
    named = month_named(word)
    follows = any_year_follows if len(word) >= _SURE_LENGTH else full_year_follows
    if named or not follows(text, end):
        return named
    return month_misspelt(word)


def _day_month(text: str, at: int) -> tuple[Unit, int] | None:
    found = _DAY_MONTH.match(text, at)
    if not found:
        return None
    month = _month_number(found[2], text, found.end())
    return (Unit(Span.DAY, month, int(found[1])), _behind_stop(text, found.end())) if month else None


def _day_word(text: str, at: int) -> tuple[Unit, int] | None:
    found = _DAY_WORD.match(text, at)
    month = _month_number(found[2], text, found.end()) if found else None
    if not found or not month:
        return None
    return Unit(Span.DAY, month, DAY_WORDS[found[1].lower().replace(" ", "-")]), found.end()


def _month_day(text: str, at: int) -> tuple[Unit, int] | None:
    found = _MONTH_DAY.match(text, at)
    month = month_named(found[1]) if found else None
    return (Unit(Span.DAY, month, int(found[2])), found.end()) if found and month else None


def _month(text: str, at: int) -> tuple[Unit, int] | None:
    found = _MONTH.match(text, at)
    if not found or _VERB_MAY.match(text, at):
        return None
    month = _month_number(found[1], text, found.end())
    if month is None or (month_named_alone(found[1]) is None and not any_year_follows(text, found.end())):
        return None
    return Unit(Span.MONTH, month), _behind_stop(text, found.end())


def _behind_stop(text: str, end: int) -> int:
    # The full stop of "Sept." belongs to the date only where something of it follows.
    return end + 1 if text[end : end + 1] == "." and any_year_follows(text, end + 1) else end


def _season(text: str, at: int) -> tuple[Unit, int] | None:
    welsh = _WELSH_TERM.match(text, at)
    if welsh:
        return Unit(Span.TERM, WELSH_TERMS[welsh[1].lower()]), welsh.end()
    found = _SEASON.match(text, at)
    if not found:
        return None
    name = found[1].lower()
    name = SEASON_SLIPS.get(name, name)
    if found[2] and name in HALF_TERMS:
        return Unit(Span.MONTH, HALF_TERMS[name]), found.end()
    if found[3] and name == "summer":
        return Unit(Span.SUMMER_HOLIDAYS), found.end()
    return Unit(Span.TERM if found[4] else Span.SEASON, SEASONS[name]), found.end()


def term_behind(text: str, at: int, unit: Unit) -> tuple[Unit, int] | None:
    """The term that a season and its year become where "term" follows them ("Autumn 2021 term")."""
    found = _TERM_BEHIND.match(text, at) if unit.span is Span.SEASON else None
    return (Unit(Span.TERM, unit.number), found.end()) if found else None


def other_quarter(text: str, at: int) -> tuple[Unit, int, int] | None:
    """The second quarter of "Q3/4 2022/23", where it starts, and the offset behind it."""
    found = _OTHER_QUARTER.match(text, at)
    if not found:
        return None
    unit = Unit(Span.QUARTER, ORDINALS[found[1].lower()])
    return (unit, found.start(1), found.end()) if year_at(text, found.end(), unit) else None


def _quarter(text: str, at: int) -> tuple[Unit, int] | None:
    found = _QUARTER.match(text, at)
    if not found:
        return None
    return Unit(Span.QUARTER, ORDINALS[(found[1] or found[2]).lower()]), _behind_stop(text, found.end())


def _half(text: str, at: int) -> tuple[Unit, int] | None:
    found = _HALF.match(text, at)
    if not found:
        return None
    return Unit(Span.HALF, min(ORDINALS.get((found[1] or found[2]).lower(), 2), 2)), found.end()


def _holiday(text: str, at: int) -> tuple[Unit, int] | None:
    found = _HOLIDAYS.match(text, at)
    if not found:
        return None
    spans = (Span.CHRISTMAS, Span.EASTER, Span.NEW_YEAR)
    return Unit(spans[(found.lastindex or 1) - 1]), found.end()


def _bank_holiday(text: str, at: int) -> tuple[Unit, int] | None:
    found = _BANK_HOLIDAY.match(text, at)
    if not found:
        return None
    # "May bank holiday" may be either of two: its month is all that is sure.
    return Unit(Span.MONTH, 5) if found[4] else Unit(Span.BANK_HOLIDAY, found.lastindex or 1), found.end()


def months_named(text: str, at: int) -> tuple[int, int, int] | None:
    """The first month, how many there are, and the offset behind it, of months in brackets: "(July-Sept)"."""
    found = _NAMED_MONTHS.match(text, at)
    first, last = (month_named(found[1]), month_named(found[2])) if found else (None, None)
    if not found or not first or not last:
        return None
    return first, (last - first) % 12 + 1, found.end()


def _whole_year(text: str, at: int, narrowed: bool) -> Parsed | None:
    found = _WHOLE.match(text, at)
    if not found:
        return None
    kind = found[1].lower() if found[1] else None
    if found["academic"]:
        return Unit(Span.ACADEMIC_YEAR), found.end(), None
    if kind is None and not (found[2] or found[3] or found["ends"] or narrowed):
        return None
    span = Span.FINANCIAL_YEAR if found[2] else _WHOLES.get(kind, Span.FINANCIAL_YEAR)
    ends = found["ends"] or (found[2] or "").lower().endswith("e") or (found[3] or "").lower() in ("eoy", "ye")
    return Unit(span), found.end(), Edge.END if ends else None
