"""What on a page hints at a table without ruling lines: a few printed lines that are made of column headings."""

from __future__ import annotations

import re
from collections.abc import Collection

WORD = re.compile(r"[^\W\d_]+")
SHORTEST = 4
"""Letters of the words that count."""
AROUND = ":/()&,*"
LINE_ENDS = "\r\ufffe\x02"
"""Pdfium's marks for the end of a line, beside the line feed."""
LONGEST = 200
"""A line of more characters is prose."""
STACKED = 3
"""Headings run over at most this many lines of print."""
MOSTLY = 0.6
"""Share of the longer words (four letters and more) of those lines that headings are made of."""
FEWEST = 3
"""Longer words that a row of headings has at least."""


def heading_words(headings: Collection[str]) -> frozenset[str]:
    """The longer words that headings are made of."""
    found = (word for heading in headings for word in WORD.findall(heading.casefold()))
    return frozenset(word for word in found if len(word) >= SHORTEST)


def hints_at_headings(text: str, words: frozenset[str]) -> bool:
    """Whether the page prints a line, or up to three together, that a row of column headings could be.

    It errs on yes: such a page is read in full, and whether it has a table is decided by where its words stand.
    """
    if not words:
        return False
    lines = _replaced(_replaced(text.casefold(), LINE_ENDS, "\n"), AROUND, " ").split("\n")
    counts = [_count(line, words) for line in lines if line]
    for start, (first, _) in enumerate(counts):
        known = longer = 0
        for known_of_line, longer_of_line in counts[start : start + STACKED] if first else ():
            known += known_of_line
            longer += longer_of_line
            if known >= FEWEST and known >= MOSTLY * longer:
                return True
    return False


def _count(line: str, words: frozenset[str]) -> tuple[int, int]:
    """Longer words that headings are made of, and all longer words; the end of a sentence is no heading."""
    if len(line) > LONGEST or line.endswith((".", ". ")):
        return 0, LONGEST
    printed = line.split()
    known = sum(map(words.__contains__, printed))
    return known, sum([len(word) >= SHORTEST for word in printed]) if known else len(printed)


def _replaced(text: str, signs: str, by: str) -> str:
    """Ten times as fast as `str.translate` where a page has any sign beyond ASCII."""
    for sign in signs:
        text = text.replace(sign, by)
    return text
