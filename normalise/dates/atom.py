"""One date as printed, before ranges, neighbours and weeks are put together."""

from __future__ import annotations

from dataclasses import dataclass

from normalise.dates.units import Edge, Span, Unit, Year

WHOLE_YEARS = (Span.YEAR, Span.FINANCIAL_YEAR, Span.ACADEMIC_YEAR)


@dataclass(frozen=True, slots=True)
class Atom:
    """One date as printed, perhaps without its year.

    Attributes:
        start: Offset of the first character.
        end: Offset behind the last.
        edtf: Its meaning; None while the year is unknown, or where there is no such date (then warnings say so).
        unit: The part of the year, or None for dates in digits.
        year: The printed year, or None.
        edge: The narrowing word, or None.
        warnings: Codes.
    """

    start: int
    end: int
    edtf: str | None
    unit: Unit | None = None
    year: Year | None = None
    edge: Edge | None = None
    warnings: tuple[str, ...] = ()

    @property
    def lacks_year(self) -> bool:
        """Whether only its year is wanting."""
        return self.unit is not None and self.year is None

    @property
    def is_datelike(self) -> bool:
        """Whether a date wants only its year; "end of the year" and the 1 of a lone "1 and 2" do not say enough."""
        unit = self.unit
        if unit is None or self.year is not None or unit.span in WHOLE_YEARS:
            return False
        return unit.span is not Span.DAY or unit.number > 0
