"""Putting single dates together: shared years ("June/July 2022"), ranges, open ends, years taken from neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from normalise.dates import edtf
from normalise.dates.atom import WHOLE_YEARS, Atom
from normalise.dates.calendar_words import AUTUMN, OCTOBER, is_welsh
from normalise.dates.printed import IMPOSSIBLE, YEAR_INFERRED, YEAR_MISSING
from normalise.dates.units import Span, Unit, Year, meaning
from normalise.phrases import as_listed, phrases_of
from normalise.vocabulary import Vocabulary

_RANGE = re.compile(
    r"[ ]{0,2}-[ ]{0,2}\n?|[\s,]{1,2}(?:up\s)?(?:to|unti?ll?|till?|thru|through(?:\sto)?)\s{1,2}(?:the\s{1,2})?",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:revis|extend|extension|mov|chang|slip|put\s|push|delay|defer|amend|re-?schedul|postpon|brought|set\sback|shift|re-?profil)"
    r"\w{0,8}(?:\s{1,2}\w{1,12}){0,3}\s{1,2}from\s{1,2}(?:the\s{1,2})?\Z",
    re.IGNORECASE,
)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LIST = re.compile(r"\s{0,2}(?:[,/&+]|,?\s{1,2}(?:and|or|&))\s{0,2}(?:the\s{1,2}|in\s{1,2}|by\s{1,2})?", re.IGNORECASE)
_AND = re.compile(r"\s{1,2}(?:and|&)\s{1,2}(?:the\s{1,2})?", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s{1,2}(?:the\s{1,2})?\Z", re.IGNORECASE)
_ONWARDS = re.compile(
    r"\s{0,2}[,-]?\s{0,2}(?:and\s{1,2})?(?:on\s?-?wards?|beyond)\b"
    r"|\s{0,2}(?:-|to|until)\s{0,2}(?:the\s)?(?:present|date|now|current)\b(?!\s{1,2}\w)",
    re.IGNORECASE,
)
_TRANSLATED = re.compile(r"\s{0,2}[/|(,;-]?\s{0,2}")
_YEAR_IN_FRONT = re.compile(r"(?:f/?y\s?)?\d\d(?:\d\d)?(?:[/-](?:20)?\d\d)?[\s,:(-]{1,3}[A-Za-z]", re.IGNORECASE)
_BLANK = re.compile(r"[ ]{1,3}")
_BESIDE = re.compile(r"[\s(,:;/-]{0,4}")
_IN_BRACKETS = re.compile(r"\s{0,2}\((?:\s?(?:by|before|i\.?e\.?|in)\b)?\s{0,2}(?:the\s)?", re.IGNORECASE)
_WORDS_BEHIND = (re.compile(r"\s{1,2}"), re.compile(r"\s{1,2}[a-z-]{1,14}\s{1,2}", re.IGNORECASE))

_INFERABLE = (Span.DAY, Span.MONTH, Span.SEASON, Span.TERM)
"""A quarter beside a date is most often another name for it: "March 2022 (Q4)"."""

Atoms = Sequence[Atom]


def share_years(text: str, atoms: Atoms, vocabulary: Vocabulary) -> list[Atom]:
    """Give a date without a year that of the date it is joined to on its right; drop a word left standing.

    "By May July 2023" is read as July: two months side by side are a correction, not a list.
    """
    shared: list[Atom] = []
    for atom in reversed(atoms):
        following = shared[-1] if shared else None
        if atom.lacks_year and (_has_none(text, atom, vocabulary) or _names_an_occasion(text, atom, vocabulary)):
            continue
        if following is not None and _is_translation(text, atom, following):
            shared[-1] = _translated(text, atom, following)
            continue
        if atom.lacks_year and _restates(text, atom, following):
            continue
        if atom.lacks_year and following is not None and following.year is not None:
            gap = text[atom.end : following.start]
            if _RANGE.fullmatch(gap) or _LIST.fullmatch(gap):
                atom = _with_year_of(atom, following)
            elif _BLANK.fullmatch(gap) and _same_size(atom, following):
                continue
        shared.append(atom)
    return _with_year_in_front(text, shared[::-1])


def _is_translation(text: str, atom: Atom, following: Atom) -> bool:
    """Whether one date is printed in Welsh and in English side by side: "31 Mawrth / March 2023"."""
    if _TRANSLATED.fullmatch(text, atom.end, following.start) is None or _is_welsh(text, atom) is _is_welsh(
        text, following
    ):
        return False
    if atom.year is not None and following.year is not None and atom.year != following.year:
        return False
    welsh, english = (atom, following) if _is_welsh(text, atom) else (following, atom)
    return welsh.unit is not None and english.unit is not None and _is_same_part(welsh.unit, english.unit)


def _is_welsh(text: str, atom: Atom) -> bool:
    return is_welsh(text[atom.start : atom.end])


def _is_same_part(welsh: Unit, english: Unit) -> bool:
    """Whether two names mean one part of a year; `Hydref` is October, and autumn beside "Autumn"."""
    if welsh == english:
        return True
    if {welsh.span, english.span} <= {Span.DAY, Span.MONTH}:
        return welsh.number == english.number and (not (welsh.day and english.day) or welsh.day == english.day)
    if english.span not in (Span.SEASON, Span.TERM):
        return False
    return welsh.number == english.number or (welsh == Unit(Span.MONTH, OCTOBER) and english.number == AUTUMN)


def _translated(text: str, atom: Atom, following: Atom) -> Atom:
    """Both as one date: the day and the year of the one that has them; else the part of the year told in English."""
    english = following if _is_welsh(text, atom) else atom
    unit = next((date.unit for date in (atom, following) if date.unit is not None and date.unit.day), english.unit)
    year, edge = following.year or atom.year, atom.edge or following.edge
    value = meaning(unit, year, edge) if unit is not None and year is not None else None
    return Atom(atom.start, following.end, value, unit, year, edge, following.warnings)


def _with_year_in_front(text: str, atoms: list[Atom]) -> list[Atom]:
    """The second part of what shares the year printed before both: "2023/24 Q2-Q3"."""
    done: list[Atom] = []
    for atom in atoms:
        first = done[-1] if done else None
        if atom.lacks_year and first is not None and first.year is not None and first.edtf and _same_size(first, atom):
            gap = text[first.end : atom.start]
            in_front = _YEAR_IN_FRONT.match(text, first.start, first.end) is not None
            if in_front and atom.unit is not None and (_RANGE.fullmatch(gap) or _LIST.fullmatch(gap)):
                atom = replace(atom, edtf=meaning(atom.unit, first.year, atom.edge), year=first.year)
        done.append(atom)
    return done


@lru_cache(maxsize=8)
def _without_date(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Finds, right before a part of a year, what says that it recurs or that it counts from today."""
    recurs, near_now = (
        as_listed(vocabulary["date_words"][key]).replace(r"\ ", r"\s") for key in ("each_year", "near_now")
    )
    behind = r"(?:\s{1,2}(?:in|on|by|at|the|end|of|during|thereafter)){0,4}\s{0,2}"
    return re.compile(rf"\b(?:(?:{recurs}){behind}|(?:{near_now})\s{{1,2}})\Z", re.IGNORECASE)


def _has_none(text: str, atom: Atom, vocabulary: Vocabulary) -> bool:
    """Whether it recurs without a date of its own ("annually in March") or counts from today ("next spring")."""
    return _without_date(vocabulary).search(text, max(0, atom.start - 40), atom.start) is not None


def _names_an_occasion(text: str, atom: Atom, vocabulary: Vocabulary) -> bool:
    """Whether a season only says which of several things is meant: "Summer newsletter (June 2023)"."""
    if atom.unit is None or atom.unit.span is not Span.SEASON:
        return False
    occasion = phrases_of(vocabulary, "date_words", "occasion")
    places = [found.end() for words in _WORDS_BEHIND if (found := words.match(text, atom.end))]
    return any(occasion.match(text, place) for place in places)


def without_other_names(text: str, atoms: Atoms) -> list[Atom]:
    """The dates without a quarter or half that only names the one before it in other words: "March 2022 (Q4)"."""
    kept: list[Atom] = []
    for atom in atoms:
        before = kept[-1] if kept else None
        restates = atom.lacks_year and atom.unit is not None and atom.unit.span in (Span.QUARTER, Span.HALF)
        if not (restates and before is not None and before.edtf and _BESIDE.fullmatch(text, before.end, atom.start)):
            kept.append(atom)
    return kept


def _restates(text: str, atom: Atom, following: Atom | None) -> bool:
    """Whether a part of a year is named again, with its year, right behind it: "Q4 (March 2022)"."""
    if atom.unit is None or following is None or not following.edtf or _same_size(atom, following):
        return False
    if atom.unit.span in (Span.QUARTER, Span.HALF, *WHOLE_YEARS):
        return _BESIDE.fullmatch(text, atom.end, following.start) is not None
    if atom.unit.span in (Span.TERM, Span.SEASON, Span.EASTER, Span.CHRISTMAS):
        return _IN_BRACKETS.fullmatch(text, atom.end, following.start) is not None
    return False


def _same_size(left: Atom, right: Atom) -> bool:
    return left.unit is not None and right.unit is not None and left.unit.span is right.unit.span


def _with_year_of(atom: Atom, other: Atom) -> Atom:
    """The same date in the other's year, or in the year before where it would else come after the other."""
    unit, year = _term_like(atom.unit, other.unit), other.year
    if unit is None or year is None or other.edtf is None:
        return atom
    if unit.number == 0 and unit.span is Span.DAY and other.unit is not None:
        unit = replace(unit, number=other.unit.number) if other.unit.span is Span.DAY else unit
    value = meaning(unit, year, atom.edge)
    if value and not year.split and _starts_after(value, other.edtf):
        year = Year(year.first - 1)
        value = meaning(unit, year, atom.edge)
    return replace(atom, edtf=value, unit=unit, year=year, warnings=() if value else (IMPOSSIBLE,))


def _term_like(unit: Unit | None, other: Unit | None) -> Unit | None:
    """In "Autumn and spring terms 2022/23" both are terms."""
    terms = unit is not None and other is not None and unit.span is Span.SEASON and other.span is Span.TERM
    return replace(unit, span=Span.TERM) if unit is not None and terms else unit


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
        or not (atom.is_datelike and atom.unit.span in _INFERABLE)
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


def lost_years(atoms: Atoms) -> tuple[str, ...]:
    """The warning for dates that still have no year."""
    return (YEAR_MISSING,) if any(atom.is_datelike for atom in atoms) else ()


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
        return not _MOVED.search(text, max(0, first.start - 70), first.start)
    if (
        gap == "/"
        and _ISO_DAY.fullmatch(text, first.start, first.end)
        and _ISO_DAY.fullmatch(text, second.start, second.end)
    ):
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
