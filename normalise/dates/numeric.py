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

YEAR = r"(?:(?:19|20|21)\d\d|(?:20\n\d\d|20\d\n\d)(?=[,;)*]|\.?[ ]{0,2}(?:\n|\Z)))"
"""Four digits of a year, also where a narrow column broke them; other centuries are slips that `edtf` refuses."""

_SEPARATOR = r"\s?[/.-]{1,2}\s?"
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:T[\d:.]{5,12}Z?)?(?!\d)")
_DAY_FIRST = re.compile(rf"(\d{{1,2}})({_SEPARATOR})(\d{{1,2}})({_SEPARATOR})({YEAR}|\d{{4}})(?!\d)")
_SHORT = re.compile(r"(\d{1,2})(\s?[/.-]\s?)(\d{1,2})(\s?[/.-]\s?)(?:'\s?)?(\d{2})(?![\w%]|[./:]\d|-\d(?!\d?[/.-]\d))")
_LOOSE = re.compile(r"(\d{1,2})[\s/.,:;_|-]{1,3}(\d{1,2})[\s/.,:;_|-]{1,3}(20\d{2})(?!\d|[./-]\d)")
_LOOSE_SHORT = re.compile(r"(\d{2})([ _.,/-])(\d{2})([ _.,/-])(\d{2})(?!\w|[./:,-]?\d| \d|\s?%)")
_YEAR_SPACED = re.compile(r"(20\d{2})[ _](\d{2})[ _](\d{2})(?!\w|[./-]\d)")
_COMPACT = re.compile(r"(?:(20\d\d)(\d\d)(\d\d)|(\d\d)(\d\d)(20\d\d))(?!\w|[./-]\d| \d)")
_BAD_YEAR = re.compile(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(?:\d{3}|\d{5})(?!\w|[./-]\d)")
_MONTH_YEAR = re.compile(rf"(\d{{1,2}})\s?[/.-]\s?({YEAR})(?!\d|[./]\d|-\d(?!\d?[/.]\d))")
_MONTH_SHORT_YEAR = re.compile(r"(\d{1,2})/(\d{2})(?!\w|[./:]\d|-\d(?!\d?/\d\d)|\s?%)")
_ISO_MONTH = re.compile(r"((?:19|20)\d{2})[-/](\d{2})(?!\w|[./-]\d)")
_YEARS = re.compile(r"((?:19|20)\d{2})(?:-|\s?/\s?)((?:20)?\d{2})(?!\w|[./-]\d)")
_SHORT_YEARS = re.compile(r"(\d{2})\s?[/-]\s?(\d{2})(?!\w|[./:-]\d|\s?%)")
_YEAR_AND_DIGIT = re.compile(r"(20\d\d)[/-](\d)(?![\w/-]|\.\d|\s?%)")
_YEAR = re.compile(r"(20[0-4]\d)(?!\w|[.,:]\d|/\d{3}|\s?%| \d{3}(?!\d))")
_HIGHEST_SHORT_YEAR = 49


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
    if not found:
        return None
    return _checked(int(found[5].replace("\n", "")), int(found[3]), int(found[1]), found.end())


def day_first_short_year(text: str, at: int) -> Numeric | None:
    """`1/11/23`: both separators alike, the year in this century."""
    found = _SHORT.match(text, at)
    if not found or found[2].strip() != found[4].strip() or int(found[5]) > _HIGHEST_SHORT_YEAR:
        return None
    value = _checked(2000 + int(found[5]), int(found[3]), int(found[1]), found.end())
    # With full stops an impossible day is a paragraph number (7.13.21), nothing to warn of; 31.06.22 is a date yet.
    paragraph = "." in found[2] and not (
        len(found[1]) == len(found[3]) == 2 and int(found[3]) <= 12 and int(found[1]) <= 31
    )
    return value if value[0] or not paragraph else None


def month_and_year(text: str, at: int) -> Numeric | None:
    """`06/2022`, `6-2022`, `06.2022`."""
    found = _MONTH_YEAR.match(text, at)
    value = edtf.month(int(found[2].replace("\n", "")), int(found[1])) if found else None
    return (value, found.end(), ()) if found and value else None


def no_month_and_year(text: str, at: int) -> Numeric | None:
    """`13/2022`: no such month."""
    found = _MONTH_YEAR.match(text, at)
    return (None, found.end(), (IMPOSSIBLE,)) if found else None


def day_loose(text: str, at: int) -> Numeric | None:
    """`01 11 2023`, `01,11,2023`, `01 11 23`, `2023 11 01`: separators that elsewhere part numbers of a list."""
    for pattern in (_LOOSE, _LOOSE_SHORT):
        found = pattern.match(text, at)
        if found:
            year = int(found[3]) if pattern is _LOOSE else 2000 + int(found[5])
            parts = (int(found[2]), int(found[1])) if pattern is _LOOSE else (int(found[3]), int(found[1]))
            value = edtf.day(year, *parts) if 2010 <= year <= edtf.LAST_YEAR else None
            return (value, found.end(), ()) if value else None
    found = _YEAR_SPACED.match(text, at)
    value = edtf.day(int(found[1]), int(found[2]), int(found[3])) if found else None
    return (value, found.end(), ()) if found and value else None


def day_compact(text: str, at: int) -> Numeric | None:
    """`20231101` and `01112023`."""
    found = _COMPACT.match(text, at)
    if not found:
        return None
    year, month, number = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    value = edtf.day(int(year), int(month), int(number))
    return (value, found.end(), ()) if value else None


def bad_year(text: str, at: int) -> Numeric | None:
    """`01/11/202`: a day and a month whose year has lost or won a digit."""
    found = _BAD_YEAR.match(text, at)
    plausible = found is not None and 1 <= int(found[1]) <= 31 and 1 <= int(found[2]) <= 12
    return (None, found.end(), (IMPOSSIBLE,)) if found and plausible else None


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
            # A dash may also part two calendar years, or a year and its month; a stroke is how financial years print.
            doubt = (AMBIGUOUS,) if "-" in found[0] and (len(found[2]) == 4 or _is_month(found[2])) else ()
            return meaning(Unit(Span.FINANCIAL_YEAR), Year(first, split=True)), found.end(), doubt
        if first < last <= min(first + 10, edtf.LAST_YEAR) and not _is_month(found[2]):
            return f"{first}/{last}", found.end(), ()
    short = _YEAR_AND_DIGIT.match(text, at)
    if short:
        return _year_and_digit(int(short[1]), int(short[2]), short.end())
    month = _ISO_MONTH.match(text, at)
    value = edtf.month(int(month[1]), int(month[2])) if month else None
    return (value, month.end(), ()) if month and value else None


def _year_and_digit(first: int, digit: int, end: int) -> Numeric | None:
    """`2022/3` is most often a financial year, `2022/6` can only be a month; neither is sure."""
    if digit == (first + 1) % 10:
        return meaning(Unit(Span.FINANCIAL_YEAR), Year(first, split=True)), end, (AMBIGUOUS,)
    value = edtf.month(first, digit)
    return (value, end, (AMBIGUOUS,)) if value else None


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

IN_DATE_COLUMNS: tuple[Reader, ...] = (
    day_loose, day_compact, bad_year, no_month_and_year, month_and_short_year, two_years, two_short_years, year_alone,
)  # fmt: skip
"""Forms that are dates only where a date is expected; in prose they are budgets, fractions and references."""
