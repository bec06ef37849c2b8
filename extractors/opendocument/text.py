"""The words of an OpenDocument paragraph as they show, and the numbers of its lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extractors.opendocument.names import DRAW, OFFICE, TEXT, XML_ID
from extractors.opendocument.styles import Styles
from extractors.text.markup import tidy_lines

_PRINTED = {
    TEXT + "s": " ",
    TEXT + "tab": " ",
    TEXT + "line-break": "\n",
    TEXT + "non-breaking-hyphen": "-",
}
_SILENT = frozenset(
    {TEXT + n for n in ("tracked-changes", "number", "placeholder", "script", "ruby-text", "note", "hidden-paragraph")}
    | {OFFICE + n for n in ("annotation", "annotation-end", "forms", "event-listeners")}
)
TEXT_BOX = DRAW + "text-box"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a paragraph in the text normal form, and what notes marked in it say."""

    text: str
    notes: tuple[str, ...] = ()


def read_words(paragraph: etree._Element, *, notes_inside: bool = False) -> Words:
    """The words of a `text:p` or `text:h`.

    Args:
        paragraph: The element.
        notes_inside: Whether what a footnote says stands in square brackets at its mark, or is given apart.
    """
    notes: list[str] = []
    text = tidy_lines("".join(_pieces(paragraph, notes, notes_inside)))
    return Words(text, () if notes_inside else tuple(notes))


def _pieces(element: etree._Element, notes: list[str], inside: bool) -> Iterator[str]:
    # Blanks that only lay out the XML count as one space, which is what runs of spaces become anyway.
    yield _plain(element.text)
    for child in element:
        if child.tag in _PRINTED:
            yield _PRINTED[child.tag]
        elif child.tag == TEXT + "note":
            note = " ".join(tidy_lines(" ".join(map(str, body.itertext()))) for body in child.iter(TEXT + "note-body"))
            notes.append(" ".join(note.split()))
            yield f" [{notes[-1]}]" if inside and notes[-1] else ""
        elif child.tag == TEXT + "hidden-text":
            yield _plain(child.text) if child.get(TEXT + "is-hidden") == "false" else ""
        elif isinstance(child.tag, str) and child.tag not in _SILENT and not child.tag.startswith(DRAW):
            yield from _pieces(child, notes, inside)
        yield _plain(child.tail)


def _plain(text: str | None) -> str:
    return text.replace("\n", " ").replace("\r", " ") if text else ""


def text_boxes(paragraph: etree._Element) -> list[etree._Element]:
    """The outermost text boxes anchored in a paragraph."""
    return [
        box
        for box in paragraph.iter(TEXT_BOX)
        if not any(a.tag in (TEXT_BOX, TEXT + "note") for a in _between(box, paragraph))
    ]


def _between(element: etree._Element, outer: etree._Element) -> Iterator[etree._Element]:
    for ancestor in element.iterancestors():
        if ancestor is outer:
            return
        yield ancestor


@dataclass(slots=True)
class ListNumbers:
    """Counts the lists of one document; its items are asked for in reading order.

    Attributes:
        styles: The document's styles.
        counts: The numbers that each list style has reached, by level.
        by_id: The same by the id of a list that another goes on from.
    """

    styles: Styles
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    by_id: dict[str, dict[int, int]] = field(default_factory=dict)

    def begin(self, element: etree._Element, style: str) -> dict[int, int]:
        """The counts that a `text:list` at the first level starts with."""
        continued = self.by_id.get(element.get(TEXT + "continue-list", ""))
        if continued is None and element.get(TEXT + "continue-numbering") == "true":
            continued = self.counts.get(style)
        counts: dict[int, int] = {} if continued is None else continued
        self.counts[style] = counts
        if element.get(XML_ID):
            self.by_id[element.get(XML_ID, "")] = counts
        return counts

    def label(self, item: etree._Element, style: str, depth: int, counts: dict[int, int]) -> str:
        """The number or bullet printed before an item, which is counted."""
        levels = self.styles.lists.get(style, {})
        level = levels.get(depth)
        start = item.get(TEXT + "start-value", "")
        first = level.start if level is not None else 1
        counts[depth] = int(start[:6]) if start.isdecimal() else counts.get(depth, first - 1) + 1
        for deeper in [number for number in counts if number > depth]:
            del counts[deeper]
        return "" if level is None else level.label(counts, depth, levels)
