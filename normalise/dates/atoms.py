"""Finding the single dates of a text, before ranges and shared years are put together."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from normalise.dates.atom import Atom
from normalise.dates.digits import column_date, full_date, is_numbered, narrowed_year, plain_date, year_first
from normalise.dates.grammar import edge_at, may_open, months_named, other_quarter, term_behind, unit_at
from normalise.dates.printed import AMBIGUOUS, IMPOSSIBLE
from normalise.dates.units import Span, Unit, Year, meaning, part_of_months
from normalise.dates.years import no_year_at, year_at
from normalise.vocabulary import Vocabulary

_START = re.compile(
    r"(?:(?<![\w£$€#])|(?<=\bc)(?=\d)|(?<=\b[Bb]y)(?=[\dA-Z]))(?:\d|[A-Za-z](?=[A-Za-z0-9./])|[Qq](?= \d))"
)
_INSIDE_NUMBER = re.compile(r"(?<=\d[./,:\-])\d")
_ADDRESS = re.compile(
    r"(?<!\S)\S{0,400}?(?:://|www\.|\w@\w)\S*"
    # Telephone numbers, and references such as CSP/2021/03.
    r"|(?<![\w/.-])(?:\+\d{1,3}[ -]?)?\(?0\d{2,4}\)?(?:[ -]\d{2,8}){1,3}(?![\w/])"
    r"|(?<![\w/-])[A-Z]{2,8}[/-](?:20)?\d\d[/-]\d{1,4}(?![\w/-])"
)
_LETTERS = re.compile(r"[A-Za-z]+")
_WORD = re.compile(r"[Bb]y(?=[A-Z][a-z])|[A-Za-z]+|\d+")
_WORD_FOLLOWS = re.compile(r"[ ]{0,3}[A-Za-z]")


def find_atoms(text: str, vocabulary: Vocabulary, *, years: bool) -> Iterator[Atom]:
    """Every single date in a text, in order, not overlapping; web addresses are stepped over."""
    at = ended = 0
    addresses = deque(found.span() for found in _ADDRESS.finditer(text))
    while found := _START.search(text, at):
        start = found.start()
        while addresses and addresses[0][1] <= start:
            addresses.popleft()
        if addresses and addresses[0][0] <= start:
            at = addresses[0][1]
            continue
        # "3" of "6.3" is no day, but that of "1-3 March" is: its neighbour was read as a date.
        inside = start > ended + 1 and _INSIDE_NUMBER.match(text, start)
        atom = None if inside else _atom_at(text, start, vocabulary, years)
        if atom is not None:
            yield atom
            second = _second_quarter(text, atom)
            if second is not None:
                yield second
            ended = (second or atom).end
        at = ended if atom is not None else _behind_word(text, start)


def _behind_word(text: str, start: int) -> int:
    found = _WORD.match(text, start)
    return found.end() if found else start + 1


def _atom_at(text: str, start: int, vocabulary: Vocabulary, years: bool) -> Atom | None:
    if text[start].isdigit():
        full = full_date(text, start)
        if full is not None or is_numbered(text, start, vocabulary):
            return full
        found = plain_date(text, start) or _in_words(text, start, years)
        return found or (column_date(text, start, vocabulary) if years else None)
    word = _LETTERS.match(text, start)
    if word is None or not may_open(word[0].casefold()):
        return None
    return year_first(text, start) or _in_words(text, start, years)


def _second_quarter(text: str, first: Atom) -> Atom | None:
    """The 4 of `Q3/4 2022/23`."""
    if first.unit is None or first.unit.span is not Span.QUARTER or not first.lacks_year:
        return None
    found = other_quarter(text, first.end)
    dated = year_at(text, found[2], found[0]) if found else None
    if not found or not dated:
        return None
    return Atom(found[1], dated[1], meaning(found[0], dated[0]), found[0], dated[0])


def _in_words(text: str, start: int, years: bool) -> Atom | None:
    narrowing = edge_at(text, start)
    edge, at = narrowing or (None, start)
    parsed = unit_at(text, at, narrowed=edge is not None)
    if parsed is None:
        return narrowed_year(text, start, at, edge) if edge else None
    unit, end, own_edge = parsed
    edge = edge or own_edge
    found = year_at(text, end, unit)
    if found is None or (found[2] and not years and not _closes(text, found[1])):
        return _without_year(text, Atom(start, end, None, unit, None, edge), years)
    behind_unit, (year, end, doubtful) = end, found
    if edge is None and (named := _months_of_part(text, unit, year, behind_unit, end)):
        return Atom(start, named[1], named[0], unit, year)
    unit, end = term_behind(text, end, unit) or (unit, end)
    value = meaning(unit, year, edge)
    warnings = (IMPOSSIBLE,) if value is None else (AMBIGUOUS,) if doubtful and edge is None else ()
    return Atom(start, end, value, unit, year, edge, warnings)


def _months_of_part(text: str, unit: Unit, year: Year, behind_unit: int, behind_year: int) -> tuple[str, int] | None:
    """The months printed with a quarter or half, before or behind its year, and the offset behind it all."""
    count = {Span.QUARTER: 3, Span.HALF: 6}.get(unit.span)
    for at in (behind_unit, behind_year) if count else ():
        months = months_named(text, at)
        if months and months[1] == count:
            return part_of_months(months[0], months[1], year), max(months[2], behind_year)
    return None


def _without_year(text: str, atom: Atom, years: bool) -> Atom:
    """A date that lacks its year; where the year is there yet has a digit too few or too many there is no such date."""
    end = no_year_at(text, atom.end) if years and atom.unit and atom.unit.span in (Span.DAY, Span.MONTH) else None
    return replace(atom, end=end, unit=None, warnings=(IMPOSSIBLE,)) if end else atom


def _closes(text: str, end: int) -> bool:
    return _WORD_FOLLOWS.match(text, end) is None
