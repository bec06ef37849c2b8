"""The list numbers that Word prints but does not store: counted from `numbering.xml` as the paragraphs go by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from extractors.word_styles import ListPlace, Styles
from extractors.word_text import W, is_on, value

ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
DEEPEST = 9
"""Word has nine list levels (ISO/IEC 29500-1, 17.9.6)."""
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is printed: first number, format (`decimal`, `bullet` …), pattern (`%1.`)."""

    start: int
    form: str
    pattern: str


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list: the abstract one that it counts with, its levels, and the levels that it starts afresh."""

    abstract: str
    levels: Mapping[int, Level]
    restarts: Mapping[int, int]


@dataclass(slots=True)
class ListNumbers:
    """Counts the lists of one document; ask once for each paragraph, in reading order."""

    lists: Mapping[str, NumberedList]
    styles: Styles
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def label(self, paragraph: etree._Element) -> str:
        """The number or bullet printed before the paragraph, or `""`."""
        place = self.styles.list_place(paragraph)
        numbered = self.lists.get(place.list_id) if place else None
        if place is None or numbered is None or place.level not in numbered.levels:
            return ""
        level = numbered.levels[place.level]
        counts = self._count(place, numbered, level)
        if level.form == "bullet":
            return level.pattern if level.pattern in ("-", "–", "—", "*") else "•"
        return _PLACE.sub(lambda m: _shown(numbered, counts, int(m[1]) - 1, level), level.pattern).strip()

    def _count(self, place: ListPlace, numbered: NumberedList, level: Level) -> dict[int, int]:
        counts = self.counts.setdefault(numbered.abstract, {})
        if place.list_id not in self.begun:
            self.begun.add(place.list_id)
            for number in numbered.restarts:
                counts.pop(number, None)
        start = numbered.restarts.get(place.level, level.start)
        counts[place.level] = counts.get(place.level, start - 1) + 1
        for deeper in [number for number in counts if number > place.level]:
            del counts[deeper]
        return counts


def _shown(numbered: NumberedList, counts: Mapping[int, int], number: int, level: Level) -> str:
    own = numbered.levels.get(number, level)
    return format_number(counts.get(number, own.start), own.form)


def format_number(number: int, form: str) -> str:
    """A list number as printed; a form that is not known is printed as decimal."""
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 780:
        letters = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)  # Word goes on with aa, bb
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    if form == "none":
        return ""
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    letters = []
    for size, sign in ROMAN:
        times, number = divmod(number, size)
        letters.append(sign * times)
    return "".join(letters)


def read_lists(numbering: etree._Element | None) -> dict[str, NumberedList]:
    """The lists of `numbering.xml` by their id."""
    if numbering is None:
        return {}
    abstracts = {value(a, "abstractNumId") or "": _levels(a) for a in numbering.iter(W + "abstractNum")}
    lists: dict[str, NumberedList] = {}
    for num in numbering.iter(W + "num"):
        abstract = value(num.find(W + "abstractNumId")) or ""
        levels, restarts = dict(abstracts.get(abstract, {})), {}
        for override in num.iter(W + "lvlOverride"):
            levels.update(_levels(override))
            start = _int(value(override.find(W + "startOverride")))
            if start is not None:
                restarts[_int(value(override, "ilvl")) or 0] = start
        lists[value(num, "numId") or ""] = NumberedList(abstract, levels, restarts)
    return lists


def _levels(parent: etree._Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for level in parent.iterchildren(W + "lvl"):
        number = _int(value(level, "ilvl"))
        if number is None or not 0 <= number < DEEPEST:
            continue
        start = _int(value(level.find(W + "start")))
        form = value(level.find(W + "numFmt")) or "decimal"
        if is_on(level, "isLgl"):
            form = "decimal"
        levels[number] = Level(1 if start is None else start, form, value(level.find(W + "lvlText")) or "")
    return levels


def _int(text: str | None) -> int | None:
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,9}", text) else None
