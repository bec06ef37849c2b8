"""What on a page hints at a table without ruling lines: a few printed lines that are made of column headings."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

WORD = re.compile(r"[^\W\d_]+")
SHORTEST = 4
"""Letters of the words that count."""
AROUND = ":/()&,*"
LINE_END = re.compile("[\r\n\ufffe\x02]+")
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
    counts = [_count(line, words) for line in LINE_END.split(text)]
    known = [known for known, _ in counts]
    # Only where the lines together have enough known words is it worth weighing them against all words.
    near = [start for start in range(len(counts)) if sum(known[start : start + STACKED]) >= FEWEST]
    return any(_is_heading(counts[start : start + n]) for start in near for n in range(1, STACKED + 1))


def _count(line: str, words: frozenset[str]) -> tuple[int, int]:
    """Longer words that headings are made of, and all longer words; the end of a sentence is no heading."""
    if len(line) > LONGEST or line.endswith((".", ". ")):
        return 0, LONGEST
    printed = line.casefold().split()
    if words.isdisjoint(printed):
        return 0, len(printed)
    return sum([word.strip(AROUND) in words for word in printed]), sum([len(word) >= SHORTEST for word in printed])


def _is_heading(counts: Sequence[tuple[int, int]]) -> bool:
    known, longer = sum(known for known, _ in counts), sum(longer for _, longer in counts)
    return known >= FEWEST and known >= MOSTLY * longer
