"""The lines of a page without tables, told by three letters each: the first, the last, and the first word's last.

A page of prose is read this way in a tenth of the time that a box for each letter takes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractors.pdf_frame import Frame
from extractors.pdf_letters import DESCENT
from extractors.pdf_lines import Line, Word, is_odd, printed_word
from extractors.pdf_page import Style
from extractors.pdf_styles import SetAs, Styles
from extractors.pdf_text import HYPHENS, UNKNOWN, Floats, letter_boxes

# pdfium ends a line with CR LF, or with its mark for a hyphen.
LINE = re.compile("[^\\s\ufffe\x02][^\r\n\ufffe\x02]*[\ufffe\x02]?")
SLANT = 0.3
"""A line whose ends differ in height by more than this share of its letters is not level."""
NEAR = 1.5
"""Pieces of one level nearer than this many letter heights are one line that the file gives in pieces."""


def read_lines(text_page: int, text: str, frame: Frame, styles: Styles) -> list[Line] | None:
    """The printed lines in the order of the file, or None where only every letter's box can tell.

    That is so where text is turned or unseen, stands off the page, cannot be told, or comes in pieces.
    """
    if UNKNOWN in text:
        return None
    found = [(match.start(), match.group()) for match in LINE.finditer(text)]
    words = [raw.split() for _, raw in found]
    first = [start for start, _ in found]
    first_end = [start + len(line[0]) - 1 for start, line in zip(first, words, strict=True)]
    last = [start + len(raw.rstrip()) - 1 for start, raw in found]
    settings = styles.of(first)
    boxes = letter_boxes(text_page, [*first, *first_end, *last], frame)
    placed = _Placed.of(boxes.reshape(3, -1, 4), settings)
    if (
        not all(map(_is_plain, {one.style for one in settings}))
        or not placed.is_level(frame)
        or placed.come_in_pieces()
    ):
        return None
    if is_odd(text.replace("\r\n", " ")):
        words = [_as_printed(line) for line in words]
    if not all(words):
        return None
    texts, is_spaced = list(map(" ".join, words)), [raw[-1].isspace() for _, raw in found]
    return placed.lines(texts, words, is_spaced)


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where the lines of a page stand, points.

    `first_x1` is where the first word ends, `rise` how far the last letter stands below the first.
    """

    x0: Floats
    first_x1: Floats
    x1: Floats
    top: Floats
    bottom: Floats
    rise: Floats
    size: Floats
    styles: Sequence[Style]

    @classmethod
    def of(cls, boxes: Floats, settings: Sequence[SetAs]) -> _Placed:
        """From the boxes (3, n, 4) of the three letters asked of each of n lines."""
        first, first_end, last = boxes
        styles = [one.style for one in settings]
        size = np.array([style.size for style in styles])
        bottom = np.array([one.y for one in settings]) + DESCENT * size
        rise = last[:, 3] - first[:, 3]
        return cls(first[:, 0], first_end[:, 2], last[:, 2], bottom - size, bottom, rise, size, styles)

    def is_level(self, frame: Frame) -> bool:
        """Whether all lines run from left to right within the page."""
        level = (np.abs(self.rise) <= SLANT * self.size) & (self.x1 > self.x0)
        level &= (self.first_x1 > self.x0) & (self.x0 >= 0) & (self.x1 <= frame.width)
        return bool(np.all(level & (self.top >= 0) & (self.bottom <= frame.height)))

    def come_in_pieces(self) -> bool:
        """Whether two stand beside one another so near that they are pieces of one."""
        order = np.lexsort((self.x0, self.bottom))
        x0, x1, top, bottom, size = (column[order] for column in (self.x0, self.x1, self.top, self.bottom, self.size))
        shared = np.minimum(bottom[:-1], bottom[1:]) - np.maximum(top[:-1], top[1:])
        gap = np.maximum(x0[1:] - x1[:-1], x0[:-1] - x1[1:])
        near = (shared > 0.5 * np.minimum(size[:-1], size[1:])) & (gap < NEAR * size[1:])
        return bool(np.any(near & (top[1:] < bottom[:-1])))

    def lines(self, texts: Sequence[str], words: Sequence[Sequence[str]], is_spaced: Sequence[bool]) -> list[Line]:
        """The lines; the width of a last word is told from that of the line."""
        tails = [line[-1] for line in words]
        step = (self.x1 - self.x0) / list(map(len, texts))
        x0, x1 = self.x0.tolist(), self.x1.tolist()
        heads = map(Word, [line[0] for line in words], x0, self.first_x1.tolist())
        ends = map(Word, tails, (self.x1 - step * list(map(len, tails))).tolist(), x1)
        pairs = [(head, end) if len(line) > 1 else (head,) for head, end, line in zip(heads, ends, words, strict=True)]
        down = (self.top.tolist(), self.bottom.tolist(), [style.size for style in self.styles])
        return list(map(Line, pairs, texts, x0, x1, *down, [style.bold for style in self.styles], is_spaced))


def _as_printed(words: Sequence[str]) -> list[str]:
    """The words of a line, as they are printed."""
    with_hyphens = ("".join([HYPHENS.get(sign, sign) for sign in word]) for word in words)
    return " ".join(filter(None, map(printed_word, with_hyphens))).split()


def _is_plain(style: Style) -> bool:
    is_seen = style.is_painted and style.colour is not None
    return is_seen and style.turned == 0 and style.is_level and style.is_mapped
