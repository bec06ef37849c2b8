"""Dates written in digits only, always in UK order: `1/11/23`, `01.11.2023`, `2023-11-01`, `2021/22`.

Each reader gives the EDTF value (None where there is no such day), the offset behind it, and warnings; or None where
nothing of its kind is printed. Months of a year in dots (`6.21`) are left alone: they are paragraph numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from normalise.dates import edtf
from normalise.dates.printed import AMBIGUOUS, IMPOSSIBLE
from normalise.dates.units import Span, Unit, Year, meaning

Numeric = tuple[str | None, int, tuple[str, ...]]
Reader = Callable[[str, int], Numeric | None]

_SEPARATOR = r"[ \u00a0]?[/.\-–‐‑][ \u00a0]?"
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:T[\d:.]{5,12}Z?)?(?!\d)")
_DAY_FIRST = re.compile(rf"(\d{{1,2}})({_SEPARATOR})(\d{{1,2}})({_SEPARATOR})(\d{{4}})(?!\d)")
_SHORT = re.compile(r"(\d{1,2})(\s?[/.\-–]\s?)(\d{1,2})(\s?[/.\-–]\s?)(\d{2})(?![\w%]|[./:]\d|-\d(?!\d?[/.-]\d))")
_SPACED = re.compile(r"(\d{1,2}) (\d{1,2}) (20\d{2})(?![\d./-])")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s?[/.\-–]\s?((?:19|20)\d{2})(?!\d|[./-]\d)")
_MONTH_SHORT_YEAR = re.compile(r"(\d{1,2})/(\d{2})(?!\w|[./:-]\d|\s?%)")
_ISO_MONTH = re.compile(r"((?:19|20)\d{2})[-–](\d{2})(?!\w|[./-]\d)")
_YEARS = re.compile(r"((?:19|20)\d{2})(?:[-–]|\s?/\s?)((?:20)?\d{2})(?!\w|[./-]\d)")
_SHORT_YEARS = re.compile(r"(\d{2})\s?[/–-]\s?(\d{2})(?!\w|[./:-]\d|\s?%)")
# Not a group of a telephone number: no long group of digits on either side, unless that is a year too.
_YEAR = re.compile(
    r"(?<!0\d{2} )(?<!0\d{3} )(?<!0\d{4} )(?<! \d{3} )(20[0-4]\d)(?!\w|[.,:]\d|\s?%| (?!20[0-4]\d(?!\d))\d{3})"
)


def _checked(year: int, month: int, day: int, end: int) -> Numeric:
    value = edtf.day(year, month, day)
    if value is None and month > 12 >= day:
        swapped = edtf.day(year, day, month)
        return (swapped, end, (AMBIGUOUS,)) if swapped else (None, end, (IMPOSSIBLE,))
    return (value, end, ()) if value else (None, end, (IMPOSSIBLE,))


def iso_day(text: str, at: int) -> Numeric | None:
    """`2023-11-01`, also with slashes or full stops, also with a time of day behind it."""
    found = _ISO.match(text, at)
    return _checked(int(found[1]), int(found[3]), int(found[4]), found.end()) if found else None


def day_first(text: str, at: int) -> Numeric | None:
    """`01/11/2023` in any separator, also two different ones; read month first only where nothing else is possible."""
    found = _DAY_FIRST.match(text, at)
    return _checked(int(found[5]), int(found[3]), int(found[1]), found.end()) if found else None


def day_first_short_year(text: str, at: int) -> Numeric | None:
    """`1/11/23`: both separators alike, the year in this century."""
    found = _SHORT.match(text, at)
    if not found or found[2].strip() != found[4].strip() or int(found[5]) > 49:
        return None
    value = _checked(2000 + int(found[5]), int(found[3]), int(found[1]), found.end())
    # With full stops an impossible day is a paragraph number (7.13.21), nothing to warn of.
    return value if value[0] or "." not in found[2] else None


def month_and_year(text: str, at: int) -> Numeric | None:
    """`06/2022`, `6-2022`, `06.2022`."""
    found = _MONTH_YEAR.match(text, at)
    value = edtf.month(int(found[2]), int(found[1])) if found else None
    return (value, found.end(), ()) if found and value else None


def day_spaced(text: str, at: int) -> Numeric | None:
    """`01 11 2023`."""
    found = _SPACED.match(text, at)
    value = edtf.day(int(found[3]), int(found[2]), int(found[1])) if found else None
    return (value, found.end(), ()) if found and value else None


def month_and_short_year(text: str, at: int) -> Numeric | None:
    """`12/22`; a year before 2015 is no reading of it, those are fractions."""
    found = _MONTH_SHORT_YEAR.match(text, at)
    if not found or not 15 <= int(found[2]) <= 49:
        return None
    value = edtf.month(2000 + int(found[2]), int(found[1]))
    return (value, found.end(), ()) if value else None


def two_years(text: str, at: int) -> Numeric | None:
    """`2021/22` and `2021-2022` are financial years, `2021-24` is a range, `2021-03` is ISO's month."""
    found = _YEARS.match(text, at)
    if found:
        first = int(found[1])
        last = int(found[2]) if len(found[2]) == 4 else first - first % 100 + int(found[2])
        if last == first + 1:
            return meaning(Unit(Span.FINANCIAL_YEAR), Year(first, split=True)), found.end(), ()
        if first < last <= min(first + 10, edtf.LAST_YEAR) and not _is_month(found[2]):
            return f"{first}/{last}", found.end(), ()
    month = _ISO_MONTH.match(text, at)
    value = edtf.month(int(month[1]), int(month[2])) if month else None
    return (value, month.end(), ()) if month and value else None


def _is_month(digits: str) -> bool:
    return len(digits) == 2 and 1 <= int(digits) <= 12


def two_short_years(text: str, at: int) -> Numeric | None:
    """`21/22` is a financial year; years before 2013 could be a month and are not read."""
    found = _SHORT_YEARS.match(text, at)
    if not found or int(found[1]) < 13 or int(found[2]) != int(found[1]) + 1:
        return None
    value = meaning(Unit(Span.FINANCIAL_YEAR), Year(2000 + int(found[1]), split=True))
    return (value, found.end(), ()) if value else None


def year_alone(text: str, at: int) -> Numeric | None:
    """`2024`, from 2000 to 2049."""
    found = _YEAR.match(text, at)
    return (found[1], found.end(), ()) if found else None


ALWAYS: tuple[Reader, ...] = (iso_day, day_first, day_first_short_year, month_and_year)
"""Forms that are dates anywhere."""

IN_DATE_COLUMNS: tuple[Reader, ...] = (day_spaced, month_and_short_year, two_years, two_short_years, year_alone)
"""Forms that are dates only where a date is expected; in prose they are budgets, fractions and references."""
