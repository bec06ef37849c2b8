"""What on a page hints at a table without ruling lines: printed lines that are made of column headings and stand apart.

A row of headings is told from a line of prose in the same words by the room between them. It errs on yes: such a page
is read in full, and whether it has a table is decided by where all of its words stand.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate, chain

import numpy as np

from extractors.pdf.borderless.strips import LABEL, NEAR
from extractors.pdf.frame import Frame
from extractors.pdf.styles import Styles
from extractors.pdf.text import HYPHENS, letter_boxes
from extractors.pdf.words import WORD

LETTERS = re.compile(r"[^\W\d_]+")
SHORTEST = 4
"""Letters of the words that count, beside headings of one word."""
AROUND = ":/()&,*\r"
LONGEST = 200
"""A line of more characters is prose."""
STACKED = 3
"""Headings run over at most this many lines of print."""
MOSTLY = 0.6
"""Share of the words that count, of those lines, that headings are made of."""
FEWEST = 2
"""Words of headings that a row of them has at least."""
APART = 0.9 * NEAR
"""Words further apart than this share of the letter height may stand in two columns."""
LEVEL = 0.5
"""Share of its height by which a word overlaps with one of the same line."""


def heading_words(headings: Collection[str]) -> frozenset[str]:
    """The longer words that headings are made of, and the headings of one word."""
    folded = [heading.casefold() for heading in headings]
    longer = {word for heading in folded for word in LETTERS.findall(heading) if len(word) >= SHORTEST}
    return frozenset(longer.union(filter(str.isalpha, folded)))


def hints_at_headings(text_page: int, text: str, frame: Frame, styles: Styles, words: frozenset[str]) -> bool:
    """Whether the page prints a line, or up to three together, that a row of column headings could be.

    Args:
        text_page: The address of pdfium's text page.
        text: What `page_text` gave for it.
        frame: Where the page stands.
        styles: The settings of its letters.
        words: What `heading_words` gave.
    """
    found = [list(WORD.finditer(text, *line)) for line in _lines_like_headings(text, words)]
    lines = [line for line in found if line]
    return bool(lines) and _stand_apart(text_page, lines, frame, styles)


def _lines_like_headings(text: str, words: frozenset[str]) -> list[tuple[int, int]]:
    """Where lines stand that are made of words that headings have, with those around them."""
    lines = _replaced(text, HYPHENS, "\n").split("\n")
    printed = _replaced("\n".join(lines), AROUND, " ").split("\n")
    heads = [_n_known(text.casefold().split(), line, words) for text, line in zip(printed, lines, strict=True)]
    rows = [_around(at, len(lines)) for at, n in enumerate(heads) if n]
    around = sorted(set(chain.from_iterable(row for row in rows if sum(heads[row.start : row.stop]) >= FEWEST)))
    ends = list(accumulate(len(line) + 1 for line in lines)) if around else []
    return [(ends[at] - len(lines[at]) - 1, ends[at] - 1) for at in around]


def _n_known(printed: Sequence[str], line: str, words: frozenset[str]) -> int:
    """How many words of headings a line has, if they are most of those that count in it."""
    if words.isdisjoint(printed):
        return 0
    n_known = len([word for word in printed if word in words])
    n_counting = len([word for word in printed if len(word) >= SHORTEST])
    return n_known if n_known >= MOSTLY * n_counting and not _is_prose(line) else 0


def _is_prose(line: str) -> bool:
    """Whether a line is too long for headings or ends a sentence."""
    return len(line) > LONGEST or line.endswith((".", ". ", ".\r"))


def _around(line: int, n_lines: int) -> range:
    """The lines that may be one heading row with this one."""
    return range(max(0, line - STACKED + 1), min(line + STACKED, n_lines))


def _stand_apart(text_page: int, lines: Sequence[Sequence[re.Match[str]]], frame: Frame, styles: Styles) -> bool:
    """Whether some word stands beside the one before with more room than a space between, not behind a list's label."""
    words = [word for line in lines for word in line]
    asked = [*(word.start() for word in words), *(word.end() - 1 for word in words)]
    starts, ends = letter_boxes(text_page, asked, frame).reshape(2, -1, 4)
    (x0, top, _, _), (_, _, x1, bottom) = starts.T, ends.T
    room = APART * min([one.style.size for one in styles.of([line[0].start() for line in lines])])
    is_label = np.array([at == 0 and bool(LABEL.match(word.group())) for line in lines for at, word in enumerate(line)])
    behind = (x0[1:] - x1[:-1] > room) & ~is_label[:-1]
    shared = np.minimum(bottom[1:], bottom[:-1]) - np.maximum(top[1:], top[:-1])
    before = (x0[:-1] - x1[1:] > room) & (shared > LEVEL * (bottom - top)[1:])
    return bool(np.any(behind | before))


def _replaced(text: str, signs: Iterable[str], by: str) -> str:
    """Ten times as fast as `str.translate` where a page has any sign beyond ASCII."""
    for sign in signs:
        text = text.replace(sign, by)
    return text
