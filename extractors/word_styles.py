"""What a Word paragraph inherits from its style: heading level, and the list that it is an item of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from extractors.word_text import W, is_on, value

HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)
BOLD_LEVEL = 7
"""Level of a short paragraph all in bold that no style calls a heading: below all that are."""
LONGEST_BOLD = 200


@dataclass(frozen=True, slots=True)
class ListPlace:
    """The list (`w:numId`) and level (from 0) of an item."""

    list_id: str
    level: int


@dataclass(frozen=True, slots=True)
class Styles:
    """The paragraph styles of a document by their id, and the id of the default one."""

    by_id: Mapping[str, etree._Element]
    default: str | None

    def heading_level(self, paragraph: etree._Element) -> int | None:
        """The level, from 1, that the paragraph's outline level or style says; None for plain text."""
        own = _outline_level(paragraph.find(W + "pPr"))
        if own is not None:
            return own if own <= 9 else None
        for style in self._chain(paragraph):
            name = value(style.find(W + "name")) or ""
            match = HEADING.match(name)
            if match:
                return int(match[1])
            if name.lower() == "title":
                return 1
            level = _outline_level(style.find(W + "pPr"))
            if level is not None:
                return level if level <= 9 else None
        return None

    def list_place(self, paragraph: etree._Element) -> ListPlace | None:
        """The list that the paragraph is an item of, by itself or by its style; list 0 means none."""
        properties = [paragraph.find(W + "pPr"), *(style.find(W + "pPr") for style in self._chain(paragraph))]
        found = [p.find(W + "numPr") for p in properties if p is not None]
        list_id, level = None, None
        for numbering in found:
            if numbering is None:
                continue
            list_id = list_id or value(numbering.find(W + "numId"))
            level = level or value(numbering.find(W + "ilvl"))
            if list_id is not None:
                break
        if list_id in (None, "0") or list_id is None:
            return None
        return ListPlace(list_id, int(level) if level in tuple("012345678") else 0)

    def _chain(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        properties = paragraph.find(W + "pPr")
        style_id = value(None if properties is None else properties.find(W + "pStyle")) or self.default
        seen: set[str] = set()
        while style_id is not None and style_id in self.by_id and style_id not in seen:
            seen.add(style_id)
            style = self.by_id[style_id]
            yield style
            style_id = value(style.find(W + "basedOn"))


def read_styles(root: etree._Element) -> Styles:
    """The paragraph styles of `styles.xml`."""
    styles = [s for s in root.iterchildren(W + "style") if value(s, "type") == "paragraph"]
    default = next((value(s, "styleId") for s in styles if value(s, "default") in ("1", "true")), None)
    return Styles({value(s, "styleId") or "": s for s in styles}, default)


def is_all_bold(paragraph: etree._Element) -> bool:
    """Whether every run with letters is set in bold by hand."""
    runs = [r for r in paragraph.iter(W + "r") if any((t.text or "").strip() for t in r.iterchildren(W + "t"))]
    return bool(runs) and all(is_on(r.find(W + "rPr"), "b") for r in runs)


def _outline_level(properties: etree._Element | None) -> int | None:
    level = value(None if properties is None else properties.find(W + "outlineLvl"))
    return int(level) + 1 if level is not None and re.fullmatch(r"\d", level) else None
