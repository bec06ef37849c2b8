"""The lines of a page without tables, told by three letters each: the first, the last, and the first word's last.

A page of prose is read this way in a tenth of the time that a box for each letter takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from extractors.pdf.frame import Frame
from extractors.pdf.letters import DESCENT
from extractors.pdf.lines import Line, Word, printed_phrase
from extractors.pdf.page import Style
from extractors.pdf.styles import Styles
from extractors.pdf.text import UNKNOWN, letter_boxes

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
    first = [start for start, _ in found]
    settings = styles.of(first)
    if not all(map(_is_plain, {one.style for one in settings})):
        return None
    words = [raw.split() for _, raw in found]
    texts = [printed_phrase(" ".join(line)) for line in words]
    if not all(texts):
        return None
    head_end = [start + len(line[0]) - 1 for start, line in zip(first, words, strict=True)]
    last = [start + len(raw.rstrip()) - 1 for start, raw in found]
    edges = letter_boxes(text_page, [*first, *head_end, *last], frame).reshape(3, -1, 4)
    places = edges[0, :, 0], edges[1, :, 2], edges[2, :, 2], edges[2, :, 3] - edges[0, :, 3]
    width, height = frame.width, frame.height
    lines: list[Line] = []
    for printed, (_, raw), (style, _, y, _), x0, head_x1, x1, rise in zip(
        texts, found, settings, *[place.tolist() for place in places], strict=True
    ):
        size = style.size
        bottom = y + DESCENT * size
        top = bottom - size
        if not (0 <= x0 < x1 <= width and x0 < head_x1 and top >= 0 and bottom <= height and abs(rise) <= SLANT * size):
            return None
        outer = _outer_words(printed, x0, head_x1, x1)
        lines.append(Line(outer, printed, x0, x1, top, bottom, size, style.bold, raw[-1].isspace()))
    return None if _come_in_pieces(lines) else lines


def _outer_words(text: str, x0: float, head_x1: float, x1: float) -> tuple[Word, ...]:
    """The first word of a line and the last, whose letters are taken to be of equal width."""
    head, space, others = text.partition(" ")
    first = Word(head, x0, head_x1)
    if not space:
        return (first,)
    tail = others[others.rfind(" ") + 1 :]
    return first, Word(tail, x1 - (x1 - x0) * len(tail) / len(text), x1)


def _come_in_pieces(lines: Iterable[Line]) -> bool:
    """Whether two stand beside one another so near that they are pieces of one."""
    ordered = sorted(lines, key=lambda line: (line.bottom, line.x0))
    for one, other in pairwise(ordered):
        if other.top < one.bottom:
            shared = one.bottom - max(one.top, other.top)
            gap = max(other.x0 - one.x1, one.x0 - other.x1)
            if shared > 0.5 * min(one.size, other.size) and gap < NEAR * other.size:
                return True
    return False


def _is_plain(style: Style) -> bool:
    is_seen = style.is_painted and style.colour is not None
    return is_seen and style.turned == 0 and style.is_level and style.is_mapped
