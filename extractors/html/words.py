"""The flow of a web page: its lines of words as a browser shows them, and the tables between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extractors.html.colours import PageStyles
from extractors.text.markup import tidy_lines
from extractors.word.number_forms import format_number


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BLOCKS = _names(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup p pre search section summary
    table tbody td tfoot th thead tr ul
    """
)
_SILENT = _names(
    """
    applet area audio base button canvas datalist del embed frame frameset head iframe link map meta noframes noscript
    object param rp rt script style svg template title track video
    """
)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_LISTS = _names("ol ul menu dir")
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
_SPACES = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand by themselves: line breaks inside are newlines; `level` is that of a heading."""

    text: str
    level: int | None = None
    around: str = ""


@dataclass(slots=True)
class Flow:
    """Reads the lines and tables under one element.

    Attributes:
        styles: The page's rules.
        hidden: Elements with words that do not show, counted.
        deleted: Elements marked as deleted, counted.
    """

    styles: PageStyles
    hidden: int = 0
    deleted: int = 0
    _parts: list[str] = field(default_factory=list)
    _labels: list[str] = field(default_factory=list)
    _counts: dict[etree._Element, int] = field(default_factory=dict)

    def read(
        self, element: etree._Element, around: str = "", level: int | None = None
    ) -> Iterator[Line | etree._Element]:
        """Lines and `table` elements in reading order.

        Args:
            element: Whose content is read.
            around: `nav` or `footer` where the content stands in one.
            level: Heading level of the content.
        """
        is_pre = element.tag in ("pre", "textarea")
        self._add(element.text, is_pre)
        for child in element:
            if isinstance(child.tag, str):
                yield from self._child(child, around, level)
            elif child.tag is etree.Entity:
                self._add(child.text, is_pre)
            self._add(child.tail, is_pre)

    def all(self, element: etree._Element) -> Iterator[Line | etree._Element]:
        """The same, with the last line."""
        before, self._parts, labels, self._labels = self._parts, [], self._labels, []
        yield from self.read(element)
        yield from self._flush("", None)
        self._parts, self._labels = before, labels

    def _child(self, child: etree._Element, around: str, level: int | None) -> Iterator[Line | etree._Element]:
        tag = str(child.tag).lower()
        if tag in _SILENT or self.styles.hides(child):
            self._leave_out(child, tag)
        elif tag == "br":
            self._parts.append("\n")
        elif tag in ("input", "select"):
            self._parts.append(f" {_control(child, tag)} ")
        elif tag == "table":
            yield from self._flush(around, level)
            yield child
        elif tag in _BLOCKS:
            yield from self._block(child, tag, around, level)
        else:
            yield from self._inline(child, tag, around, level)

    def _block(
        self, child: etree._Element, tag: str, around: str, level: int | None
    ) -> Iterator[Line | etree._Element]:
        yield from self._flush(around, level)
        inner = tag if tag in ("nav", "footer") and not around else around
        labelled = tag == "li" and (label := self._label(child))
        if labelled:
            self._labels.append(label)
        deeper = _HEADINGS.get(tag, level)
        yield from self.read(child, inner, deeper)
        yield from self._flush(inner, deeper)
        if labelled and self._labels:
            self._labels.pop()

    def _inline(
        self, child: etree._Element, tag: str, around: str, level: int | None
    ) -> Iterator[Line | etree._Element]:
        if tag in ("sup", "sub"):
            self._join()
        self._parts.append("“" if tag == "q" else "")
        yield from self.read(child, around, level)
        self._parts.append("”" if tag == "q" else "")

    def _label(self, item: etree._Element) -> str:
        """The number or bullet that a browser prints before a list item."""
        parent = item.getparent()
        if parent is None or parent.tag not in _LISTS or self.styles.unmarked(parent) or self.styles.unmarked(item):
            return ""
        if parent.tag != "ol":
            return "•"
        own, start = _int(item.get("value")), _int(parent.get("start"))
        following = self._counts.get(parent, 0 if start is None else start - 1) + 1
        self._counts[parent] = following if own is None else own
        form = _FORMS.get(item.get("type", parent.get("type", "1")), "decimal")
        return f"{format_number(self._counts[parent], form)}."

    def _join(self) -> None:
        """A raised or lowered sign joins what it follows."""
        while self._parts and not self._parts[-1].strip(" \xa0"):
            self._parts.pop()
        if self._parts:
            self._parts[-1] = self._parts[-1].rstrip(" \xa0")

    def _flush(self, around: str, level: int | None) -> Iterator[Line]:
        text = tidy_lines("".join(self._parts))
        self._parts.clear()
        if text:
            label = " ".join(self._labels)
            self._labels.clear()
            yield Line(f"{label} {text}".strip(), level, around)

    def _add(self, text: str | None, is_pre: bool) -> None:
        if text:
            self._parts.append(text if is_pre else _SPACES.sub(" ", text))

    def _leave_out(self, child: etree._Element, tag: str) -> None:
        self.deleted += tag == "del"
        if tag not in _SILENT and any(str(text).strip() for text in child.itertext()):
            self.hidden += 1


def _control(element: etree._Element, tag: str) -> str:
    """What a form's field shows."""
    if tag == "select":
        options = list(element.iter("option"))
        chosen = next((o for o in options if "selected" in o.attrib), options[0] if options else None)
        return "" if chosen is None else "".join(map(str, chosen.itertext()))
    kind = element.get("type", "text").lower()
    if kind in ("checkbox", "radio"):
        return "☒" if "checked" in element.attrib else "☐"
    return element.get("value", "") if kind in ("text", "date", "number", "search", "email", "url", "tel") else ""


def _int(text: str | None) -> int | None:
    return int(text) if text is not None and re.fullmatch(r"-?[0-9]{1,6}", text.strip()) else None
