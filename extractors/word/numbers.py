"""The list numbers that Word prints but does not store: counted from `numbering.xml` as the paragraphs go by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from extractors.word.names import W, is_on, value, whole
from extractors.word.number_forms import format_number
from extractors.word.styles import ListPlace, Styles

DEEPEST = 9
"""Word has nine list levels (ISO/IEC 29500-1, 17.9.6)."""
LONGEST_PATTERN = 255
"""Longer ones are cut: they are printed before every item."""
_PLACE = re.compile(r"%([1-9])")
_PRINTED_BULLETS = frozenset({"-", "–", "—", "*"})


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is printed.

    Attributes:
        start: Its first number; 0 where the list says nothing (17.9.25).
        form: `decimal`, `bullet` …
        pattern: What is printed, `%1` for the number of the first level: `%1.%2)`.
        is_legal: Whether the numbers of higher levels are printed as decimal too.
        restarts_after: The level (from 0) and all above it after which it starts again; None for the one above;
            -1 for never.
        style: The paragraph style that stands for this level.
    """

    start: int
    form: str
    pattern: str
    is_legal: bool = False
    restarts_after: int | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list: the abstract one that it counts with, its levels, and the levels that it starts afresh."""

    abstract: str
    levels: Mapping[int, Level]
    restarts: Mapping[int, int]


@dataclass(slots=True)
class ListNumbers:
    """Counts the lists of one part of a document; ask once for each paragraph, in reading order."""

    lists: Mapping[str, NumberedList]
    styles: Styles
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, paragraph: etree._Element) -> str:
        """The number or bullet printed before the paragraph, or `""`."""
        place = self.styles.list_place(paragraph)
        numbered = self.lists.get(place.list_id) if place else None
        if place is None or numbered is None:
            return ""
        number = _level_number(place, numbered)
        if number not in numbered.levels:
            return ""
        level = numbered.levels[number]
        counts = self._count(place.list_id, number, numbered)
        if level.form == "bullet":
            return level.pattern if level.pattern in _PRINTED_BULLETS else "•" if level.pattern.strip() else ""
        return _PLACE.sub(lambda m: _shown(numbered, counts, int(m[1]) - 1, level), level.pattern).strip()

    def afresh(self) -> ListNumbers:
        """The same lists, counted from their start: page headers, notes and the text count each for themselves."""
        return ListNumbers(self.lists, self.styles)

    def _count(self, list_id: str, number: int, numbered: NumberedList) -> dict[int, int]:
        counts = self.counts.setdefault(numbered.abstract, {})
        if number in numbered.restarts and (list_id, number) not in self.begun:
            counts.pop(number, None)
        self.begun.add((list_id, number))
        start = numbered.restarts.get(number, numbered.levels[number].start)
        counts[number] = counts.get(number, start - 1) + 1
        for deeper in [n for n in counts if n > number and _restarts(numbered.levels.get(n), n, number)]:
            del counts[deeper]
        return counts


def _restarts(level: Level | None, number: int, after: int) -> bool:
    limit = number - 1 if level is None or level.restarts_after is None else level.restarts_after
    return after <= limit


def _level_number(place: ListPlace, numbered: NumberedList) -> int:
    if place.level is not None:
        return place.level
    linked = (n for style in place.styles for n, level in numbered.levels.items() if level.style == style)
    return next(linked, 0)


def _shown(numbered: NumberedList, counts: Mapping[int, int], number: int, level: Level) -> str:
    own = numbered.levels.get(number, level)
    form = "decimal" if level.is_legal and own.form not in ("none", "bullet") else own.form
    return format_number(counts.get(number, own.start), form)


def read_lists(numbering: etree._Element | None) -> dict[str, NumberedList]:
    """The lists of `numbering.xml` by their id."""
    if numbering is None:
        return {}
    abstracts = {value(a, "abstractNumId") or "": a for a in numbering.iter(W + "abstractNum")}
    # A list that takes its levels from a list style is counted with the one that defines the style.
    defined = {value(a.find(W + "styleLink")): i for i, a in abstracts.items() if a.find(W + "styleLink") is not None}
    known = {i: read_levels(a) for i, a in abstracts.items()}
    lists: dict[str, NumberedList] = {}
    for num in numbering.iter(W + "num"):
        abstract = value(num.find(W + "abstractNumId")) or ""
        if abstract in abstracts:
            abstract = defined.get(value(abstracts[abstract].find(W + "numStyleLink")), abstract)
        levels, restarts = dict(known.get(abstract, {})), {}
        for override in num.iter(W + "lvlOverride"):
            levels.update(read_levels(override))
            start = whole(value(override.find(W + "startOverride")))
            if start is not None:
                restarts[whole(value(override, "ilvl")) or 0] = start
        lists[value(num, "numId") or ""] = NumberedList(abstract, levels, restarts)
    return lists


def read_levels(parent: etree._Element) -> dict[int, Level]:
    """The levels (`w:lvl`) of an abstract list or an override, by their number from 0."""
    levels: dict[int, Level] = {}
    for level in parent.iterchildren(W + "lvl"):
        number = whole(value(level, "ilvl"))
        if number is None or not 0 <= number < DEEPEST:
            continue
        start, restart = whole(value(level.find(W + "start"))), whole(value(level.find(W + "lvlRestart")))
        levels[number] = Level(
            start or 0,
            _form(level),
            ""
            if is_on(level.find(W + "rPr"), "vanish")
            else (value(level.find(W + "lvlText")) or "")[:LONGEST_PATTERN],
            is_on(level, "isLgl"),
            None if restart is None else restart - 1,
            value(level.find(W + "pStyle")),
        )
    return levels


def _form(level: etree._Element) -> str:
    form = level.find(W + "numFmt")
    name = value(form) or "decimal"
    if name != "custom":
        return name
    # "001, 002, 003, ...": the first example says how many digits there are.
    return (value(form, "format") or "").split(",")[0].strip() or "decimal"
