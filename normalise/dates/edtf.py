"""EDTF (ISO 8601-2) level 1 as far as the dataset uses it: days, months, seasons, years, intervals, open ends.

A winter runs from December to the end of February and bears the year of its December (dataset contract).
"""

from __future__ import annotations

import calendar
from datetime import date

FIRST_YEAR, LAST_YEAR = 1990, 2049
"""Years accepted, both inclusive; action plans and the reviews behind them lie well within."""

OPEN = ".."

_SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}

Bounds = tuple[date | None, date | None]


def day(year: int, month: int, number: int) -> str | None:
    """`2021-03-09`, or None where there is no such day."""
    try:
        return date(year, month, number).isoformat() if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def month(year: int, number: int) -> str | None:
    """`2021-03`, or None where there is no such month or the year is out of range."""
    return f"{year:04d}-{number:02d}" if 1 <= number <= 12 and FIRST_YEAR <= year <= LAST_YEAR + 1 else None


def months(year: int, first: int, count: int) -> str:
    """The interval of `count` months from month `first` of `year` (13 is the next January): `2021-04/2022-03`."""
    start = year * 12 + first - 1
    names = [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in (start, start + count - 1)]
    return "/".join(dict.fromkeys(names))


def bounds(edtf: str) -> Bounds:
    """First and last day of an EDTF value, both inclusive; None stands for an open end.

    Raises:
        ValueError: The value is not of the kinds named in this module's docstring.
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _single(first)
    return (None if first == OPEN else _single(first)[0]), (None if last == OPEN else _single(last)[1])


def interval(first: str, last: str) -> str:
    """From the start of one value to the end of another; seasons and intervals give way to their months."""
    return f"{_endpoint(first, 0)}/{_endpoint(last, 1)}"


def onwards(edtf: str) -> str:
    """From the start of a value, with an open end."""
    return f"{_endpoint(edtf, 0)}/{OPEN}"


def first_month(edtf: str) -> str:
    """The month in which a closed value begins."""
    return _month_of(bounds(edtf)[0])


def last_month(edtf: str) -> str:
    """The month in which a closed value ends."""
    return _month_of(bounds(edtf)[1])


def _month_of(when: date | None) -> str:
    return OPEN if when is None else f"{when.year:04d}-{when.month:02d}"


def _endpoint(edtf: str, which: int) -> str:
    season = len(edtf) == 7 and int(edtf[5:]) > 12
    return _month_of(bounds(edtf)[which]) if season or "/" in edtf else edtf


def _single(edtf: str) -> tuple[date, date]:
    parts = [int(part) for part in edtf.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 3:
        exact = date(*parts)
        return exact, exact
    year, number = parts
    if number in _SEASON_MONTHS:
        start = _SEASON_MONTHS[number]
        return date(year, start, 1), _last_day(year + (start == 12), 2 if start == 12 else start + 2)
    return date(year, number, 1), _last_day(year, number)


def _last_day(year: int, number: int) -> date:
    return date(year, number, calendar.monthrange(year, number)[1])
