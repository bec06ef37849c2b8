"""The lines of a page without tables, told by three letters each: the first, the last, and the first word's last.

A page of prose is read this way in a tenth of the time that a box for each letter takes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from extractors.pdf_frame import Frame
from extractors.pdf_letters import HYPHENS, UNKNOWN, letter_boxes
from extractors.pdf_lines import Line, Word, is_odd, printed_word
from extractors.pdf_page import Style
from extractors.pdf_styles import Styles

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
    printed = [(start, raw.rstrip()) for start, raw in found]
    boxes = letter_boxes(text_page, [at for start, line in printed for at in _asked(start, line)], frame).tolist()
    odd = is_odd(text.replace("\r\n", " "))
    lines: list[Line] = []
    line_styles, _ = styles.of([start for start, _ in printed])
    for number, ((_, raw), style) in enumerate(zip(printed, line_styles, strict=True)):
        words = _as_printed(raw) if odd and (is_odd(raw) or raw[-1] in HYPHENS) else raw
        ends_in_space = len(found[number][1]) > len(raw)
        line = _line(words, ends_in_space, boxes[3 * number : 3 * number + 3], style) if _is_plain(style) else None
        if line is None or line.x0 < 0 or line.x1 > frame.width or line.top < 0 or line.bottom > frame.height:
            return None
        lines.append(line)
    return None if _comes_in_pieces(lines) else lines


def _asked(start: int, line: str) -> tuple[int, int, int]:
    """Where the line's print begins, where its first word ends, and where its print ends."""
    return start, start + len(line.split(None, 1)[0]) - 1, start + len(line) - 1


def _as_printed(line: str) -> str:
    words = ("".join([HYPHENS.get(sign, sign) for sign in word]) for word in line.split())
    return " ".join(filter(None, map(printed_word, words)))


def _line(words: str, ends_in_space: bool, boxes: Sequence[Sequence[float]], style: Style) -> Line | None:
    """The line, or None where it is not level: its first word, all words between as one, its last word."""
    first, first_end, last = boxes
    x0, x1, size = first[0], last[2], style.size
    if abs(first[3] - last[3]) > SLANT * size or x1 <= x0 or first_end[2] <= x0 or not words:
        return None
    head, *rest = words.split(None, 1)
    if not rest:
        pieces = [Word(head, x0, x1)]
    else:
        *middle, tail = rest[0].rsplit(None, 1)
        step = (x1 - x0) / len(words)
        pieces = [Word(head, x0, first_end[2]), Word(tail, x1 - step * len(tail), x1)]
        if middle:
            pieces.insert(1, Word(middle[0], x0 + step, x1 - step))
    return Line(tuple(pieces), first[3] - size, first[3], size, style.bold, ends_in_space)


def _is_plain(style: Style) -> bool:
    is_seen = style.is_painted and style.colour is not None
    return is_seen and style.turned == 0 and style.is_level and style.is_mapped


def _comes_in_pieces(lines: Sequence[Line]) -> bool:
    ordered = sorted(lines, key=attrgetter("bottom", "x0"))
    for before, line in pairwise(ordered):
        if line.top >= before.bottom:
            continue
        shared = min(before.bottom, line.bottom) - max(before.top, line.top)
        gap = max(line.x0 - before.x1, before.x0 - line.x1)
        if shared > 0.5 * min(before.size, line.size) and gap < NEAR * line.size:
            return True
    return False
