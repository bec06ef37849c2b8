"""The words of a Word paragraph as Word shows them, and how they look: hidden text dropped, notes at their marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from extractors.word.fields import BEGIN, END, SEPARATE, Token, result_of_field, without_instructions
from extractors.word.names import MATHS, W, value
from extractors.word.styles import Look, Styles
from extractors.word.symbols import in_font, symbol

PRINTED = {
    W + "tab": " ",
    W + "ptab": " ",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "",
}
NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_ODD = str.maketrans({"\u00ad": None, "\u2011": "-", "\u200b": None, "\ufeff": None})


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph's text and what stands in it.

    Attributes:
        text: Its own line breaks are newlines, runs of spaces one space.
        looks: How its letters look, each look once.
        notes: Texts of the notes whose marks stand in it, where they are not in the text.
    """

    text: str
    looks: frozenset[Look] = frozenset()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class TextReader:
    """Reads paragraphs of one document.

    Attributes:
        styles: The document's styles.
        notes: Its footnotes and endnotes by kind and id; each is read at the first of its marks.
        read_notes: Those read so far.
    """

    styles: Styles
    notes: Mapping[tuple[str, str], etree._Element] = field(default_factory=dict)
    read_notes: set[tuple[str, str]] = field(default_factory=set)

    def read(self, paragraph: etree._Element, with_notes: bool = False) -> Words:
        """The words of a paragraph.

        Args:
            paragraph: A `w:p` without wrappers.
            with_notes: Whether a note's text goes into the text, in square brackets, or beside it.
        """
        around = self.styles.paragraph_look(paragraph)
        tokens = list(self._tokens(paragraph, around))
        if any(token.kind == BEGIN for token in tokens):
            tokens = without_instructions(tokens)
        looks = frozenset(t.look for t in tokens if t.look is not None and not t.text.isspace())
        notes = [text for t in tokens if t.note is not None and (text := self._note(t.note))]
        if with_notes and notes:
            left = iter(notes)
            return Words(tidy("".join(self._with_note(t, left) for t in tokens)), looks)
        return Words(tidy("".join([token.text for token in tokens])), looks, tuple(notes))

    def is_hidden(self, paragraph: etree._Element) -> bool:
        """Whether nothing of a paragraph prints, not even its number, because it is hidden."""
        if not self.styles.is_all_hidden(paragraph):
            return False
        around = self.styles.paragraph_look(paragraph)
        return all(self.styles.run_look(run, around).hidden for run in paragraph.iterchildren(W + "r"))

    def _with_note(self, token: Token, notes: Iterator[str]) -> str:
        if token.note is None or token.note not in self.notes:
            return token.text
        return f" [{text}] " if (text := next(notes, "")) else ""

    def _note(self, mark: tuple[str, str]) -> str:
        """The note's words on one line, the first time it is asked for: many marks may point to one long note."""
        if mark not in self.notes or mark in self.read_notes:
            return ""
        self.read_notes.add(mark)
        texts = (tidy("".join(t.text for t in self._plain_tokens(p))) for p in self.notes[mark].iter(W + "p"))
        return " ".join(text.replace("\n", " ") for text in texts if text)

    def _plain_tokens(self, paragraph: etree._Element) -> list[Token]:
        return without_instructions(list(self._tokens(paragraph, self.styles.paragraph_look(paragraph))))

    def _tokens(self, element: etree._Element, around: Look) -> Iterator[Token]:
        for child in element:
            if child.tag == W + "r":
                yield from self._of_run(child, around)
            elif isinstance(child.tag, str) and child.tag.startswith(MATHS):
                yield from (Token(text.text or "", around) for text in child.iter(MATHS + "t"))

    def _of_run(self, run: etree._Element, around: Look) -> Iterator[Token]:
        look = self.styles.run_look(run, around)
        for child in run:
            tag = child.tag
            if tag == W + "t":
                if not look.hidden:
                    text = (child.text or "").replace("\n", " ")
                    yield Token(in_font(text, look.font), look)
            elif tag == W + "fldChar":
                # A field's marks count even where they are hidden: its instruction ends with them.
                yield from _of_field(child, look)
            elif look.hidden:
                continue
            elif tag in PRINTED:
                yield Token(PRINTED[tag])
            elif tag == W + "sym":
                yield Token(symbol(value(child, "char"), value(child, "font")), look)
            elif tag in NOTES:
                yield Token("", note=(NOTES[tag], value(child, "id") or ""))
            elif tag == W + "r":
                yield from self._of_run(child, look)


def tidy(text: str) -> str:
    """NFC, no-break spaces plain, runs of spaces one, no empty lines, no space at a line's ends."""
    if text.isascii() and "\n" not in text:
        return " ".join(text.split())
    plain = unicodedata.normalize("NFC", text.translate(_ODD))
    return "\n".join(line for part in plain.split("\n") if (line := " ".join(part.split())))


def _of_field(mark: etree._Element, look: Look) -> Iterator[Token]:
    kind = value(mark, "fldCharType")
    if kind in (BEGIN, SEPARATE, END):
        result = result_of_field(mark) if kind == BEGIN and not look.hidden else None
        if result is not None:
            yield Token(result, look)
        yield Token("", kind=kind, is_computed=result is not None)
