"""The lines of a page without tables, told by three letters each: the first, the last, and the first word's last.

A page of prose is read this way in a tenth of the time that a box for each letter takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractors.pdf.frame import Frame
from extractors.pdf.letters import DESCENT
from extractors.pdf.lines import Line, Word, is_odd, printed_phrase
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
    words = [raw.split() for _, raw in found]
    first = [start for start, _ in found]
    head_end = [start + len(line[0]) - 1 for start, line in zip(first, words, strict=True)]
    last = [start + len(raw.rstrip()) - 1 for start, raw in found]
    settings = styles.of(first)
    if not all(map(_is_plain, {one.style for one in settings})):
        return None
    if is_odd(text.replace("\r\n", " ")):
        words = [printed_phrase(" ".join(line)).split() for line in words]
    if not all(words):
        return None
    boxes = letter_boxes(text_page, [*first, *head_end, *last], frame).reshape(3, -1, 4)
    width, height = frame.width, frame.height
    lines: list[Line] = []
    for line, (_, raw), one, start, head, end in zip(words, found, settings, *boxes.tolist(), strict=True):
        size, x0, x1 = one.style.size, start[0], end[2]
        bottom = one.y + DESCENT * size
        top, rise = bottom - size, end[3] - start[3]
        if not (0 <= x0 < x1 <= width and x0 < head[2] and top >= 0 and bottom <= height and abs(rise) <= SLANT * size):
            return None
        lines.append(_to_line(line, (x0, head[2], x1), (top, bottom), one.style, raw[-1].isspace()))
    return None if _come_in_pieces(lines) else lines


def _to_line(
    words: Sequence[str], across: tuple[float, float, float], down: tuple[float, float], style: Style, is_spaced: bool
) -> Line:
    """The line of these words; `across` are its start, the first word's end and its own."""
    x0, head_x1, x1 = across
    text, head, tail = " ".join(words), Word(words[0], x0, head_x1), words[-1]
    if len(words) == 1:
        return Line((head,), text, x0, x1, *down, style.size, style.bold, is_spaced)
    outer = head, Word(tail, x1 - (x1 - x0) * len(tail) / len(text), x1)
    return Line(outer, text, x0, x1, *down, style.size, style.bold, is_spaced)


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
