"""What the date reader gives back: each date as printed beside what it was taken to mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

IMPOSSIBLE = "impossible_date"
"""Printed like a date, yet no such day or month exists (`31 June 2021`), or the year is outside 1990 to 2049."""

AMBIGUOUS = "ambiguous_date"
"""Two readings are possible, or only the American order makes sense (`03/25/2021`, `May 21`)."""

YEAR_INFERRED = "year_inferred"
"""No year was printed; the one of a neighbour in the same cell was used."""

YEAR_MISSING = "year_missing"
"""A month, quarter, season or term without a year anywhere near it; no date was made of it."""


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """One date found in a text.

    Attributes:
        text: Its own words as printed, without "by" or "from".
        edtf: ISO 8601-2 (EDTF) level 1.
        earliest: First day, inclusive; None for an open start.
        latest: Last day, inclusive; None for an open end.
        start: Offset of its first character in the text, from 0.
        end: Offset behind its last character.
        warnings: Codes about the reading (see this module's constants).
    """

    text: str
    edtf: str
    earliest: date | None
    latest: date | None
    start: int
    end: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All dates of one text in printed order, not overlapping, and every warning, also of forms that gave no date."""

    dates: tuple[PrintedDate, ...] = ()
    warnings: tuple[str, ...] = ()
