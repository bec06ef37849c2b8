"""Dates that a span of time counts from a stated one: "within 6 weeks of 1 March 2022".

The end of the span is meant: a day counted from a day, a month counted from a month. Weeks and days counted from
anything longer than a day end in the month that the last day of it leads to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from normalise.dates import edtf

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "eighteen": 18, "twenty four": 24, "twenty-four": 24,
}  # fmt: skip
_DAYS = {"day": 1, "week": 7, "wk": 7, "fortnight": 14}
_MONTHS = {"month": 1, "mth": 1, "year": 12, "yr": 12}
_MOST = 120
"""Units; more is a slip."""

_NUMBER = rf"\d{{1,3}}|{'|'.join(_NUMBERS)}"
_COUNTED_FROM = re.compile(
    rf"(?<!for )(?<!\w)(?:within\s{{1,2}})?(?:(?P<number>{_NUMBER})[\s-]{{0,2}}|(?<=within\s))(?:calendar\s|full\s)?"
    r"(?P<unit>day|week|wk|fortnight|month|mth|year|yr)s?'?\s{1,2}(?:of|from|after|following|post)\s{1,2}"
    r"(?:(?:the\s)?(?:date of\s)?(?:publication|sign[ -]off|approval|launch)(?:\sdate)?"
    r"(?:\s{1,2}(?:on|in|of)\s{1,2}"
    r"|(?:\s?[(,;]|\s-)\s{0,2}(?:was\s)?(?:published|signed[ -]off|approved|launched)\s{1,2}(?:(?:on|in)\s{1,2})?))?"
    r"(?:the\s)?\Z",
    re.IGNORECASE,
)
_ADDED = re.compile(
    rf"\s{{0,2}}(?:\+|plus\b)\s{{0,2}}(?P<number>{_NUMBER})[\s-]{{0,2}}(?P<unit>day|week|wk|fortnight|month|mth|year|yr)s?\b",
    re.IGNORECASE,
)
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Counted:
    """A date counted from a stated one.

    Attributes:
        start: Offset of the first character of the span of time, in the text before the stated date.
        edtf: The day or month at which it ends.
    """

    start: int
    edtf: str


def counted_from(before: str, stated: str) -> Counted | None:
    """The date that a span of time directly before a stated date leads to; None where no span stands there.

    Args:
        before: The text up to the stated date.
        stated: Its EDTF value; one with an open end counts nothing.
    """
    offset = max(0, len(before) - _LONGEST)
    found = _COUNTED_FROM.search(before[offset:])
    if not found or edtf.OPEN in stated:
        return None
    word = (found["number"] or "a").casefold()
    number = _NUMBERS.get(word) or int(word)
    ends = _led_to(stated, number, found["unit"].casefold()) if 0 < number <= _MOST else None
    return Counted(offset + found.start(), ends) if ends else None


def added_to(text: str, end: int, stated: str) -> tuple[str, int] | None:
    """The EDTF value that a span added to a date leads to ("Jan 2023 + 12 months"), and the offset behind the span.

    Args:
        text: The whole text.
        end: Offset behind the stated date.
        stated: Its EDTF value; one with an open end counts nothing.
    """
    found = _ADDED.match(text, end)
    if not found or edtf.OPEN in stated:
        return None
    word = found["number"].casefold()
    number = _NUMBERS.get(word) or int(word)
    value = _led_to(stated, number, found["unit"].casefold()) if 0 < number <= _MOST else None
    return (value, found.end()) if value else None


def _led_to(stated: str, number: int, unit: str) -> str | None:
    last = edtf.bounds(stated)[1]
    if last is None:
        return None
    is_day = last.isoformat() == stated
    if unit in _DAYS:
        ends = last + timedelta(days=number * _DAYS[unit])
        return edtf.day(ends.year, ends.month, ends.day) if is_day else edtf.month(ends.year, ends.month)
    year, month = divmod(last.year * 12 + last.month - 1 + number * _MONTHS[unit], 12)
    if not is_day:
        return edtf.month(year, month + 1)
    # 31 August and six months is the last day of February.
    days = (edtf.day(year, month + 1, day) for day in range(last.day, 27, -1)) if last.day > 28 else iter(())
    return next((day for day in days if day), None) or edtf.day(year, month + 1, min(last.day, 28))
