"""A printed date as a part of the year ("Q2", "9 March", "Spring") and the year it lies in, and what the two mean.

Rules of the dataset contract: quarters, halves, terms and financial years are intervals of months; a financial year
runs from April; an autumn, spring or summer term is September-December, January-April, April-July.
Where the contract is silent this module decides, by analogy with "end of financial year 2021/22 is March 2022":
the start or end of anything longer than a month is its first or last month; the middle of a year is its sixth month;
"early" and "late" with a calendar year are its first and last three months, with anything shorter they change nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from normalise.dates import edtf


class Span(Enum):
    """How much of a year a printed date covers."""

    DAY = auto()
    MONTH = auto()
    SEASON = auto()
    TERM = auto()
    QUARTER = auto()
    HALF = auto()
    CHRISTMAS = auto()
    EASTER = auto()
    SUMMER_HOLIDAYS = auto()
    NEW_YEAR = auto()
    BANK_HOLIDAY = auto()
    YEAR = auto()
    FINANCIAL_YEAR = auto()
    ACADEMIC_YEAR = auto()


class Edge(Enum):
    """A word before the date that narrows it."""

    START = auto()
    EARLY = auto()
    MIDDLE = auto()
    LATE = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year, or (`split`) two halves of neighbouring years as in `2021/22`; `first` is the earlier one."""

    first: int
    split: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a year: `number` is the month (1-12), EDTF season (21-24), quarter or half; `day` only for a day."""

    span: Span
    number: int = 0
    day: int = 0


_TERM_MONTHS = {21: (1, 4), 22: (4, 4), 23: (9, 4), 24: (9, 4)}


def meaning(unit: Unit, year: Year, edge: Edge | None = None) -> str | None:
    """The EDTF value of a unit in a year, narrowed by an edge; None where there is no such date."""
    last = year.first + year.split
    if not edtf.FIRST_YEAR <= year.first <= last <= edtf.LAST_YEAR:
        return None
    plain = _plain(unit, year)
    return plain if plain is None or edge is None else _narrowed(plain, unit.span, edge)


def _plain(unit: Unit, year: Year) -> str | None:
    match unit.span:
        case Span.DAY:
            return edtf.day(_year_of_month(year, unit.number), unit.number, unit.day)
        case Span.MONTH:
            return edtf.month(_year_of_month(year, unit.number), unit.number)
        case Span.SEASON:
            return f"{year.first + (year.split and unit.number == 21)}-{unit.number}"
        case Span.TERM:
            first, count = _TERM_MONTHS[unit.number]
            return edtf.months(year.first + (year.split and first < 9), first, count)
        case Span.QUARTER | Span.HALF:
            return _part(unit, year)
        case Span.SUMMER_HOLIDAYS:
            return edtf.months(year.first + year.split, 7, 2)
        case Span.BANK_HOLIDAY:
            return _bank_holiday(unit.number, year)
        case Span.CHRISTMAS | Span.EASTER | Span.NEW_YEAR:
            return _holiday(unit.span, year)
        case _:
            return _whole(unit.span, year)


def _year_of_month(year: Year, month: int) -> int:
    # "March 2021/22" lies in the second of the two calendar years.
    return year.first + (year.split and month < 4)


def _part(unit: Unit, year: Year) -> str:
    count = 3 if unit.span is Span.QUARTER else 6
    offset = (unit.number - 1) * count + (3 if year.split else 0)
    return edtf.months(year.first + offset // 12, offset % 12 + 1, count)


def part_of_months(first: int, count: int, year: Year) -> str:
    """The months that a quarter or half is printed with, in its year: "Q2 (July-Sept) 2022"."""
    return edtf.months(_year_of_month(year, first), first, count)


def _bank_holiday(number: int, year: Year) -> str | None:
    """The Monday of May Day, of spring or of summer, 1 to 3; two were moved by proclamation."""
    calendar = year.first + (year.split and number < 3)
    moved = {(1, 2020): (5, 8), (2, 2022): (6, 2)}.get((number, calendar))
    if moved:
        return edtf.day(calendar, *moved)
    month, latest = {1: (5, 7), 2: (5, 31), 3: (8, 31)}[number]
    return edtf.day(calendar, month, latest - date(calendar, month, latest).weekday())


def _holiday(span: Span, year: Year) -> str | None:
    if span is Span.CHRISTMAS:
        return edtf.month(year.first, 12)
    last = year.first + year.split
    return edtf.month(last, _easter_month(last) if span is Span.EASTER else 1)


def _whole(span: Span, year: Year) -> str:
    if span is Span.ACADEMIC_YEAR:
        return edtf.months(year.first, 9, 12)
    if span is Span.FINANCIAL_YEAR or year.split:
        # A financial year named by one year is named by the one it ends in: FY22 ends in March 2022.
        return edtf.months(year.first if year.split else year.first - 1, 4, 12)
    return str(year.first)


def _narrowed(plain: str, span: Span, edge: Edge) -> str:
    if span in (Span.DAY, Span.MONTH):
        return plain
    if edge is Edge.START:
        return edtf.first_month(plain)
    if edge is Edge.END:
        return edtf.last_month(plain)
    if span not in (Span.YEAR, Span.FINANCIAL_YEAR):
        return plain
    return _of_year(plain, edge)


def _of_year(plain: str, edge: Edge) -> str:
    year, month = (int(part) for part in edtf.first_month(plain).split("-"))
    if edge is Edge.MIDDLE:
        return edtf.months(year, month + 5, 1)
    return edtf.months(year, month + (9 if edge is Edge.LATE else 0), 3)


def _easter_month(year: int) -> int:
    """The month of Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    century, of_century = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    shift = (year % 19 + 11 * moon + 22 * weekday) // 451
    return (moon + weekday - 7 * shift + 114) // 31
