"""From a text to its dates: single dates, then shared years, ranges and neighbours' years, last dateparser."""

from __future__ import annotations

import re
from dataclasses import replace

from normalise.dates import edtf
from normalise.dates.atom import Atom
from normalise.dates.atoms import find_atoms
from normalise.dates.durations import added_to
from normalise.dates.fallback import fallback_date
from normalise.dates.joins import infer_years, join_ranges, lost_years, share_years, without_other_names
from normalise.dates.printed import AMBIGUOUS, PrintedDate, Reading
from normalise.dates.typography import as_printed, plain
from normalise.dates.weeks import whole_weeks
from normalise.vocabulary import Vocabulary, load_vocabulary

_MONTH_ALONE = re.compile(r"\s{0,3}(?:(?:by|in|due)\s)?(0[1-9]|1[0-2])[.-]([12]\d)[\s.]{0,3}", re.IGNORECASE)
_LONGEST_CELL = 300
"""Characters. A longer text is prose, in which a month without a year is nobody's date."""


def find_dates(text: str, *, years: bool = True, vocabulary: Vocabulary | None = None) -> tuple[PrintedDate, ...]:
    """Every date in a text, in printed order, not overlapping; see `read_dates`."""
    return read_dates(text, years=years, vocabulary=vocabulary).dates


def read_dates(text: str, *, years: bool = True, vocabulary: Vocabulary | None = None) -> Reading:
    """Every date in a text, and the warnings also of what looked like a date and is none.

    Args:
        text: A cell, a label or prose.
        years: The text stands where a date is expected (a target or completion column, a label). Then a bare year,
            `2021/22`, `12/22` and `21/22` count, and a month without a year takes that of its neighbour. With False
            only forms that are dates anywhere count.
        vocabulary: The words that make a number behind them a name ("Act", "DHR"); ours by default.
    """
    words = vocabulary or load_vocabulary()
    folded = plain(text)
    atoms = without_other_names(folded, share_years(folded, list(find_atoms(folded, words, years=years)), words))
    if years and len(text) <= _LONGEST_CELL:
        atoms = infer_years(atoms)
    missing = lost_years(atoms) if years and len(text) <= _LONGEST_CELL else ()
    joined = whole_weeks(folded, join_ranges(folded, [atom for atom in atoms if not atom.lacks_year]))
    joined = [_with_span_added(folded, atom) for atom in joined] or (_month_alone(folded) if years else [])
    dates = tuple(_printed(text, atom) for atom in joined if atom.edtf)
    codes = [code for atom in joined for code in atom.warnings]
    if years and not codes and (not dates or (missing and _is_one_year(dates))):
        last = _last_resort(text)
        dates, missing = (last, ()) if last else (dates, missing)
    return Reading(dates, tuple(dict.fromkeys([*codes, *missing])))


def _with_span_added(text: str, atom: Atom) -> Atom:
    """The date that "+ 12 months" behind another leads to."""
    found = added_to(text, atom.end, atom.edtf) if atom.edtf else None
    return replace(atom, edtf=found[0], end=found[1], unit=None) if found else atom


def _month_alone(text: str) -> list[Atom]:
    """A cell that is nothing but `12.23` or `12-23`, which in a line of words would be a paragraph or a range."""
    found = _MONTH_ALONE.fullmatch(text)
    value = edtf.month(2000 + int(found[2]), int(found[1])) if found else None
    return [Atom(found.start(1), found.end(2), value, warnings=(AMBIGUOUS,))] if found and value else []


def _printed(text: str, atom: Atom) -> PrintedDate:
    value = atom.edtf or ""
    earliest, latest = edtf.bounds(value)
    return PrintedDate(
        as_printed(text[atom.start : atom.end]), value, earliest, latest, atom.start, atom.end, atom.warnings
    )


def _is_one_year(dates: tuple[PrintedDate, ...]) -> bool:
    """Whether a year alone was read, its month left standing beside it ("9 | March | 2021")."""
    return len(dates) == 1 and len(dates[0].edtf) == 4


def _last_resort(text: str) -> tuple[PrintedDate, ...]:
    value = fallback_date(text)
    if value is None:
        return ()
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    earliest, latest = edtf.bounds(value)
    return (PrintedDate(text[start:end], value, earliest, latest, start, end),)
