"""Which lines of a page make a table without rules, where nothing tells that one is there.

A line of two or more pieces is linked to the next such line when both leave room at the same place or their pieces
stand in line; what hangs together is a table unless it reads like prose in columns, a list or a page of contents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.pdf.borderless.rows import YEAR, is_figure
from extractors.pdf.borderless.strips import Strip
from extractors.pdf.lines import Line
from extractors.pdf.page import Ruling

FURTHEST = 3.2
"""Room between two lines of a table at most, over the letter height."""
PROSE_WORDS = 8
"""A line in one piece with as many words, and as wide as most of the page's lines, is prose."""
CAPTION = re.compile(
    r"\s*(?:table|tables|figure|fig|chart|graph|box|exhibit|appendix|annex)\b\.?\s*[\dA-Z]{1,4}\b", re.IGNORECASE
)
DRAWING = re.compile(r"\s*(?:figure|fig|chart|graph)\b", re.IGNORECASE)
NOTE = re.compile(r"\s*(?:sources?|notes?|n\.?b\.?)\s*[:.]", re.IGNORECASE)
ALIGNED = 2.0
"""Edges or middles within so many points stand in line."""


@dataclass(frozen=True, slots=True)
class Span:
    """Lines `first` to `last` (included) of the page's strips."""

    first: int
    last: int


def find_regions(strips: Sequence[Strip], rulings: Sequence[Ruling]) -> list[Span]:
    """The tables of the page as runs of lines, from top to bottom."""
    width = _text_width(strips)
    spans: list[Span] = []
    for core in (i for i, s in enumerate(strips) if is_core(s)):
        if spans and _is_linked(strips, spans[-1], core, width):
            spans[-1] = Span(spans[-1].first, core)
        else:
            spans.append(Span(core, core))
    grown = _grown(strips, _with_headings(strips, spans, width), width, rulings)
    return [s for s in grown if _is_table(strips[s.first : s.last + 1]) and not _is_figure(strips, s)]


def is_core(strip: Strip) -> bool:
    """Whether a line stands in two pieces or more and is no caption or note."""
    return len(strip.pieces) > 1 and not (CAPTION.match(strip.line.text) or NOTE.match(strip.line.text))


def _text_width(strips: Sequence[Strip]) -> float:
    widths = sorted(s.x1 - s.x0 for s in strips)
    return widths[int(0.9 * (len(widths) - 1))] if widths else 0.0


def _is_linked(strips: Sequence[Strip], span: Span, after: int, width: float) -> bool:
    if not _is_unbroken(strips, span.last, after, width, FURTHEST):
        return False
    recent = [s for s in strips[max(span.first, span.last - 6) : span.last + 1] if is_core(s)]
    return any(_agree(s, strips[after]) for s in recent[-4:])


def _is_unbroken(strips: Sequence[Strip], before: int, after: int, width: float, furthest: float) -> bool:
    """Whether no wide room, prose, caption or note stands between two lines."""
    if not all(is_near(strips[i], strips[i + 1], furthest) for i in range(before, after)):
        return False
    return not any(_is_apart(s, width) for s in strips[before + 1 : after])


def _has_no_figures(strips: Sequence[Strip], span: Span) -> bool:
    pieces = [p for s in strips[span.first : span.last + 1] for p in s.pieces]
    return not any(is_figure([p]) and not YEAR.match(p.text) for p in pieces)


def _is_apart(strip: Strip, width: float) -> bool:
    return is_prose(strip, width) or bool(CAPTION.match(strip.line.text) or NOTE.match(strip.line.text))


def _with_headings(strips: Sequence[Strip], spans: Sequence[Span], width: float) -> list[Span]:
    """Joins a line or two of pieces that agree with nothing to the table right below: its heading."""
    joined: list[Span] = []
    for span in reversed(spans):
        below = joined[-1] if joined else None
        is_short = span.last - span.first < 2 or (span.last - span.first < 6 and _has_no_figures(strips, span))
        if below is not None and is_short and _is_unbroken(strips, span.last, below.first, width, 1.2):
            joined[-1] = Span(span.first, below.last)
        else:
            joined.append(span)
    return joined[::-1]


def is_near(upper: Strip, lower: Strip, furthest: float = FURTHEST) -> bool:
    """Whether a line may follow another in one table."""
    return lower.line.top - upper.line.bottom <= furthest * min(upper.line.size, lower.line.size)


def is_prose(strip: Strip, width: float) -> bool:
    """Whether a line looks like running text."""
    one = strip.pieces[0]
    return len(strip.pieces) == 1 and one.n_words >= PROSE_WORDS and one.x1 - one.x0 > 0.6 * width


def _agree(upper: Strip, lower: Strip) -> bool:
    """Whether two lines leave room at one place, or two of their pieces stand in line."""
    if any(min(a[1], c[1]) - max(a[0], c[0]) > 0.4 * upper.line.size for a in upper.gaps for c in lower.gaps):
        return True
    return sum(any(_in_line(p, q) for q in lower.pieces) for p in upper.pieces) > 1


def _in_line(p: object, q: object) -> bool:
    return any(abs(getattr(p, edge) - getattr(q, edge)) <= ALIGNED for edge in ("x0", "x1", "middle"))


def _grown(strips: Sequence[Strip], spans: Sequence[Span], width: float, rulings: Sequence[Ruling]) -> list[Span]:
    """The runs with the lines of one piece at their ends that belong to a heading or a wrapped cell."""
    grown: list[Span] = []
    for at, span in enumerate(spans):
        floor = grown[-1].last + 1 if grown else 0
        ceiling = spans[at + 1].first - 1 if at + 1 < len(spans) else len(strips) - 1
        first, last = span.first, span.last
        while first > floor and last - first < 400 and _joins_above(strips, first, span, width, rulings):
            first -= 1
        while last < ceiling and _joins_below(strips, last, span, width, rulings):
            last += 1
        grown.append(Span(first, last))
    return grown


def _joins_above(strips: Sequence[Strip], first: int, span: Span, width: float, rulings: Sequence[Ruling]) -> bool:
    line, below = strips[first - 1], strips[first]
    if span.first - first >= 3 or not is_near(line, below, 1.0) or is_prose(line, width):
        return False
    if CAPTION.match(line.line.text) or NOTE.match(line.line.text):
        return False
    core = strips[span.first]
    if _ruled_between(line, below, core, rulings):
        return any(_ruled_above(strips, first - 1, core, rulings))
    if any(_ruled_above(strips, first - 1, core, rulings)):
        return True
    # Nothing drawn: a heading's words stand over columns right of the first, a title's in the middle or at the left.
    cores = [s for s in strips[span.first : span.last + 1] if is_core(s)]
    left, right = min(s.x0 for s in cores), max(s.x1 for s in cores)
    labels = sorted(s.pieces[0].x1 for s in cores if s.x0 < left + 10)
    is_off_first = line.x0 > labels[len(labels) // 2] - 1 and line.x1 <= right + 5
    return is_off_first and abs((line.x0 + line.x1) - (left + right)) > 12


def _ruled_above(strips: Sequence[Strip], at: int, core: Strip, rulings: Sequence[Ruling]) -> list[bool]:
    line = strips[at]
    ceiling = strips[at - 1].line.bottom - 2 if at else 0.0
    ceiling = max(ceiling, line.line.top - 3 * line.line.size)
    return [True for r in rulings if _is_wide(r, core) and ceiling <= r.at <= line.line.top + 3]


def _ruled_between(upper: Strip, lower: Strip, core: Strip, rulings: Sequence[Ruling]) -> bool:
    return any(_is_wide(r, core) and upper.line.bottom - 3 <= r.at <= lower.line.top + 3 for r in rulings)


def _is_wide(rule: Ruling, core: Strip) -> bool:
    covered = min(rule.end, core.x1) - max(rule.start, core.x0)
    return rule.horizontal and covered > 0.7 * (core.x1 - core.x0)


def _joins_below(strips: Sequence[Strip], last: int, span: Span, width: float, rulings: Sequence[Ruling]) -> bool:
    line, above = strips[last + 1], strips[last]
    if last - span.last >= 3 or not is_near(above, line, 0.6) or is_prose(line, width):
        return False
    if len(line.pieces) > 1 or CAPTION.match(line.line.text) or NOTE.match(line.line.text):
        return False
    core = strips[span.last]
    if _ruled_between(above, line, core, rulings):
        return False
    under = [p for p in core.pieces if p.x0 < line.x1 and line.x0 < p.x1]
    right = min([p.x0 for p in core.pieces if p.x0 > line.x0 + 1], default=line.x1)
    return len(under) == 1 and line.x1 <= right and abs(under[0].x0 - line.x0) < 12 and span.last > span.first


def _is_figure(strips: Sequence[Strip], span: Span) -> bool:
    return is_drawing([strip.line for strip in strips[max(span.first - 4, 0) : span.first]])


def is_drawing(above: Sequence[Line]) -> bool:
    """Whether of the lines above something the caption nearest to it says that it is a drawing."""
    for line in reversed(above):
        if CAPTION.match(line.text):
            return bool(DRAWING.match(line.text))
    return False


def _is_table(strips: Sequence[Strip]) -> bool:
    cores = [s for s in strips if is_core(s)]
    n_many = sum(len(s.pieces) > 2 for s in cores)
    if len(cores) < 2 or (len(cores) < 3 and n_many < 2) or len(cores) < 0.3 * len(strips):
        return False
    if len(cores) < 3 and not any(is_figure([p]) for s in cores for p in s.pieces):
        return False
    return not (_is_contents(cores) or _is_prose_in_columns(cores))


def _is_contents(cores: Sequence[Strip]) -> bool:
    """Titles and page numbers that only grow."""
    if sum(len(s.pieces) == 2 for s in cores) < 0.8 * len(cores):
        return False
    pages = [int(s.pieces[-1].text) for s in cores if s.pieces[-1].text.isdecimal() and len(s.pieces[-1].text) < 5]
    return len(pages) >= 0.8 * len(cores) and len(pages) > 2 and all(a <= b for a, b in pairwise(pages))


def _is_prose_in_columns(cores: Sequence[Strip]) -> bool:
    """Broad columns full of words, or running text with wide spaces."""
    if sum(is_figure([p]) for s in cores for p in s.pieces) > 0.25 * sum(len(s.pieces) for s in cores):
        return False
    words = sorted(sum(p.n_words for p in s.pieces) for s in cores)
    filled = sorted(sum(p.x1 - p.x0 for p in s.pieces) / max(1.0, s.x1 - s.x0) for s in cores)
    middle = len(cores) // 2
    return words[middle] >= 8 and filled[middle] > 0.75
