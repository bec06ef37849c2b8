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

# pdfium ends a line with CR LF, or with its mark for a hyphen; words end at anything blank.
LINE = re.compile("[^\r\n\ufffe\x02]+[\ufffe\x02]?")
SLANT = 0.3
"""A line whose ends differ in height by more than this share of its letters is not level."""
NEAR = 1.5
"""Pieces of one level nearer than this many letter heights are one line that the file gives in pieces."""


def read_lines(text_page: int, text: str, frame: Frame, styles: Styles) -> list[Line] | None:
    """The printed lines in the order of the file, or None where only every letter's box can tell.

    That is so where text is turned or unseen, stands off the page, cannot be told, or comes in pieces.
    """
    found = [match for match in LINE.finditer(text) if match.group().strip()]
    if not found:
        return []
    odd = is_odd(text.replace("\r\n", " "))
    spans = [_span(match) for match in found]
    asked = [index for start, first_end, end in spans for index in (start, first_end - 1, end - 1)]
    boxes = letter_boxes(text_page, asked, frame).tolist()
    lines: list[Line] = []
    for number, (match, (start, _, end)) in enumerate(zip(found, spans, strict=True)):
        style = styles.of(start)
        line = _line(text[start:end], odd, match.end() > end, boxes[3 * number : 3 * number + 3], style)
        if line is None or not _is_plain(line, style, frame):
            return None
        lines.append(line)
    return None if _comes_in_pieces(lines) else lines


def _span(match: re.Match[str]) -> tuple[int, int, int]:
    """Where the line's print begins, where its first word ends, and where its print ends."""
    printed = match.group().strip()
    start = match.start() + match.group().index(printed[0])
    return start, start + len(printed.split(None, 1)[0]), start + len(printed)


def _line(printed: str, odd: bool, ends_in_space: bool, boxes: Sequence[Sequence[float]], style: Style) -> Line | None:
    """The line, or None where it is not level: its first word, all words between as one, its last word."""
    first, first_end, last = boxes
    x0, x1, size = first[0], last[2], style.size
    if abs(first[3] - last[3]) > SLANT * size or x1 <= x0 or first_end[2] <= x0:
        return None
    head, _, tail = printed.partition(" ")
    pieces = [head, *tail.rsplit(None, 1)]
    if odd:
        pieces = [" ".join([printed_word(_with_hyphens(word)) for word in piece.split()]) for piece in pieces]
    step = (x1 - x0) / len(printed)
    words = [Word(piece, x0 + step, x1 - step) for piece in pieces if piece]
    if not words:
        return None
    if len(words) > 1:
        words[-1] = Word(words[-1].text, x1 - step * len(words[-1].text), x1)
    words[0] = Word(words[0].text, x0, first_end[2] if len(words) > 1 else x1)
    return Line(tuple(words), first[3] - size, first[3], size, style.bold, ends_in_space)


def _with_hyphens(text: str) -> str:
    return "".join(HYPHENS.get(sign, sign) for sign in text)


def _is_plain(line: Line, style: Style, frame: Frame) -> bool:
    return (
        style.turned == 0
        and style.is_level
        and style.is_painted
        and style.is_mapped
        and style.colour is not None
        and line.x0 >= 0
        and line.x1 <= frame.width
        and line.top >= 0
        and line.bottom <= frame.height
        and UNKNOWN not in line.text
    )


def _comes_in_pieces(lines: Sequence[Line]) -> bool:
    ordered = sorted(lines, key=attrgetter("bottom", "x0"))
    for before, line in pairwise(ordered):
        shared = min(before.bottom, line.bottom) - max(before.top, line.top)
        gap = max(line.x0 - before.x1, before.x0 - line.x1)
        if shared > 0.5 * min(before.size, line.size) and gap < NEAR * line.size:
            return True
    return False
