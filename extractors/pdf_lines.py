"""Glyphs to printed lines of words, in reading order."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.pdf_page import Glyph

WORD_GAP = 0.22
"""A gap wider than this share of the letter height parts two words where no space is printed."""
OVERLAP = 0.5
"""Share of the smaller height by which two glyphs of one line overlap (a superscript hangs over by less than half)."""

# Ligatures, and the bullets that Word takes from the Symbol and Wingdings fonts (private use U+F0xx).
_EXPANDED = str.maketrans(
    {
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st",
        "\ufb06": "st",
        "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0a8": "☐", "\uf0fe": "☒", "\uf02d": "-",
        "\u2010": "-", "\u2011": "-", "\ufffe": "\u00ad", "\u200b": None, "\ufeff": None, "\u0000": None,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a space between them; edges in points."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    Attributes:
        words: At least one, left to right.
        top: Upper edge of its main letters, points.
        bottom: Lower edge.
        size: Height of its main letters, points.
        bold: Whether most of its letters are bold.
        ends_in_space: Whether a space is printed behind the last word; printers that keep it do so where a line wraps.
    """

    words: tuple[Word, ...]
    top: float
    bottom: float
    size: float
    bold: bool = False
    ends_in_space: bool = False

    @property
    def text(self) -> str:
        """The words with one space between."""
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        """Left edge of the first word."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge of the last word."""
        return max(word.x1 for word in self.words)


def glyphs_to_lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Lines from top to bottom; glyphs that overlap by half their height share one, superscripts included."""
    rows: list[list[Glyph]] = []
    spans: list[tuple[float, float]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.top + g.bottom, g.x0)):
        if rows and _overlaps(spans[-1], glyph):
            rows[-1].append(glyph)
            if glyph.bottom - glyph.top > (spans[-1][1] - spans[-1][0]) * 1.2 and glyph.text.strip():
                spans[-1] = (glyph.top, glyph.bottom)  # the line began with something small
        else:
            rows.append([glyph])
            spans.append((glyph.top, glyph.bottom))
    lines = (_to_line(row) for row in rows)
    return [line for line in lines if line is not None]


def _overlaps(span: tuple[float, float], glyph: Glyph) -> bool:
    shared = min(span[1], glyph.bottom) - max(span[0], glyph.top)
    return shared >= OVERLAP * max(0.01, min(span[1] - span[0], glyph.bottom - glyph.top))


def _to_line(row: list[Glyph]) -> Line | None:
    ordered = sorted(row, key=lambda g: g.x0)
    words = _words(ordered)
    printed = [g for g in ordered if g.text.strip()]
    if not words or not printed:
        return None
    size = Counter(round(g.size, 1) for g in printed).most_common(1)[0][0]
    main = [g for g in printed if g.size >= 0.8 * size] or printed
    return Line(
        words=tuple(words),
        top=min(g.top for g in main),
        bottom=max(g.bottom for g in main),
        size=size,
        bold=2 * sum(g.bold for g in printed) > len(printed),
        ends_in_space=ordered[-1].text.isspace(),
    )


def _words(ordered: Sequence[Glyph]) -> list[Word]:
    words: list[Word] = []
    run: list[Glyph] = []
    for glyph in ordered:
        is_space = not glyph.text.strip()
        if run and (is_space or glyph.x0 - max(g.x1 for g in run[-2:]) > WORD_GAP * max(glyph.size, run[-1].size)):
            words += _word(run)
            run = []
        if not is_space:
            run.append(glyph)
    return words + (_word(run) if run else [])


def _word(run: list[Glyph]) -> list[Word]:
    text = unicodedata.normalize("NFC", "".join(g.text for g in run).translate(_EXPANDED))
    text = "".join("•" if "\ue000" <= c <= "\uf8ff" else c for c in text if c >= " ")
    return [Word(text, run[0].x0, max(g.x1 for g in run))] if text else []
