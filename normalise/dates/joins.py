"""Putting single dates together: shared years ("June/July 2022"), ranges, open ends, years taken from neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalise.dates import edtf
from normalise.dates.atoms import Atom
from normalise.dates.printed import IMPOSSIBLE, YEAR_INFERRED, YEAR_MISSING
from normalise.dates.units import Span, Year, meaning

_RANGE = re.compile(
    r"[ \u00a0]{0,2}[-–—‐‑][ \u00a0]{0,2}\n?|\s{1,2}(?:up\s)?(?:to|until|till?|through(?:\sto)?)\s{1,2}(?:the\s{1,2})?",
    re.IGNORECASE,
)
_LIST = re.compile(r"\s{0,2}(?:[,/&+]|,?\s{1,2}(?:and|or|&))\s{0,2}(?:the\s{1,2}|in\s{1,2}|by\s{1,2})?", re.IGNORECASE)
_AND = re.compile(r"\s{1,2}and\s{1,2}(?:the\s{1,2})?", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s{1,2}(?:the\s{1,2})?\Z", re.IGNORECASE)
_ONWARDS = re.compile(r"\s{0,2}[,–-]?\s{0,2}(?:and\s{1,2})?(?:on\s?-?wards?|beyond)\b", re.IGNORECASE)
_BLANK = re.compile(r"[ \u00a0]{1,3}")

_WHOLE_YEARS = (Span.YEAR, Span.FINANCIAL_YEAR, Span.ACADEMIC_YEAR)
_INFERABLE = (Span.DAY, Span.MONTH, Span.SEASON, Span.TERM)
"""A quarter beside a date is most often another name for it: "March 2022 (Q4)"."""

Atoms = Sequence[Atom]


def share_years(text: str, atoms: Atoms) -> list[Atom]:
    """Give a date without a year that of the date it is joined to on its right; drop a word left standing.

    "By May July 2023" is read as July: two months side by side are a correction, not a list.
    """
    shared: list[Atom] = []
    for atom in reversed(atoms):
        following = shared[-1] if shared else None
        if atom.lacks_year and following is not None and following.year is not None:
            gap = text[atom.end : following.start]
            if _RANGE.fullmatch(gap) or _LIST.fullmatch(gap):
                atom = _with_year_of(atom, following)
            elif _BLANK.fullmatch(gap) and _same_size(atom, following):
                continue
        shared.append(atom)
    return shared[::-1]


def _same_size(left: Atom, right: Atom) -> bool:
    return left.unit is not None and right.unit is not None and left.unit.span is right.unit.span


def _with_year_of(atom: Atom, other: Atom) -> Atom:
    """The same date in the other's year, or in the year before where it would else come after the other."""
    unit, year = atom.unit, other.year
    if unit is None or year is None or other.edtf is None:
        return atom
    if unit.number == 0 and unit.span is Span.DAY and other.unit is not None:
        unit = replace(unit, number=other.unit.number) if other.unit.span is Span.DAY else unit
    value = meaning(unit, year, atom.edge)
    if value and not year.split and _starts_after(value, other.edtf):
        year = Year(year.first - 1)
        value = meaning(unit, year, atom.edge)
    return replace(atom, edtf=value, unit=unit, year=year, warnings=() if value else (IMPOSSIBLE,))


def _starts_after(left: str, right: str) -> bool:
    first, second = edtf.bounds(left)[0], edtf.bounds(right)[0]
    return first is not None and second is not None and first > second


def infer_years(atoms: Atoms) -> list[Atom]:
    """Give what still lacks a year the one of its neighbour: the date before it, else the date behind it."""
    done: list[Atom] = []
    for position, atom in enumerate(atoms):
        known = [other for other in (*done[-1:], *atoms[position + 1 : position + 2]) if other.year and other.edtf]
        done.append(_inferred(atom, known[0], behind=known[0].start > atom.start) if known else atom)
    return done


def _inferred(atom: Atom, neighbour: Atom, *, behind: bool) -> Atom:
    if (
        atom.unit is None
        or not (_is_datelike(atom) and atom.unit.span in _INFERABLE)
        or neighbour.year is None
        or neighbour.edtf is None
    ):
        return atom
    if behind:
        found = _with_year_of(atom, neighbour)
        return replace(found, warnings=(*found.warnings, YEAR_INFERRED))
    year = neighbour.year
    value = meaning(atom.unit, year, atom.edge)
    if value and _starts_after(neighbour.edtf, value):
        year = Year(year.first + 1, year.split)
        value = meaning(atom.unit, year, atom.edge)
    return replace(atom, edtf=value, year=year, warnings=(YEAR_INFERRED,) if value else (IMPOSSIBLE,))


def _is_datelike(atom: Atom) -> bool:
    """Whether a date wants only its year; "end of the year" and the 1 of a lone "1 and 2" do not say enough."""
    unit = atom.unit
    if not atom.lacks_year or unit is None or unit.span in _WHOLE_YEARS:
        return False
    return unit.span is not Span.DAY or unit.number > 0


def lost_years(atoms: Atoms) -> tuple[str, ...]:
    """The warning for dates that still have no year."""
    return (YEAR_MISSING,) if any(_is_datelike(atom) for atom in atoms) else ()


def join_ranges(text: str, atoms: Atoms) -> list[Atom]:
    """Two dates joined by a dash, "to" or "between … and …" become one interval; "onwards" opens the end."""
    joined: list[Atom] = []
    for atom in atoms:
        if joined and _is_range(text, joined[-1], atom):
            first = joined.pop()
            atom = replace(
                first,
                end=atom.end,
                edtf=edtf.interval(first.edtf or "", atom.edtf or ""),
                unit=None,
                warnings=first.warnings + atom.warnings,
            )
        joined.append(atom)
    return [_opened(text, atom) for atom in joined]


def _is_range(text: str, first: Atom, second: Atom) -> bool:
    if not first.edtf or not second.edtf or ".." in first.edtf or _starts_after(first.edtf, second.edtf):
        return False
    gap = text[first.end : second.start]
    if first.edtf == second.edtf or _is_joined(first):
        return False
    if _RANGE.fullmatch(gap):
        return True
    return bool(_AND.fullmatch(gap) and _BETWEEN.search(text[max(0, first.start - 15) : first.start]))


def _is_joined(atom: Atom) -> bool:
    """Whether it is a range made here; a financial year in digits is an interval too, yet one date."""
    value = atom.edtf or ""
    return atom.unit is None and "/" in value and not (value[4:8] == "-04/" and value.endswith("-03"))


def _opened(text: str, atom: Atom) -> Atom:
    found = _ONWARDS.match(text, atom.end)
    if not found or not atom.edtf or ".." in atom.edtf:
        return atom
    return replace(atom, end=found.end(), edtf=edtf.onwards(atom.edtf))
