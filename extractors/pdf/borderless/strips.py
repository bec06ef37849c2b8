"""Printed lines cut where their words stand apart: the pieces that may be cells of a table without rules."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.pdf.lines import Line, Word, words_to_line

APART = 0.9
"""Words further apart than this share of the letter height are pieces of their own; a space is 0.25 to 0.35 wide."""
NEAR = 0.55
"""Once lines are known to make a table, a room of this share of the letter height parts columns."""
WIDER = 0.38
"""Share of the letter height that a room at a column's edge is wider than; a space is 0.25 to 0.35 wide."""
LEVEL = 0.5
"""Share of the smaller height by which lines of two cells overlap that were printed as one."""
OVER = 2.0
"""Points by which words reach over a border when they run across it."""
AT_EDGE = 1.2
"""Points from a column's left edge within which a word begins at it."""
LEADERS = re.compile(r"(.*?)([.…·_]{4,}|…{2,}|(?:\. ?){4,})$")
"""Dots or lines printed to lead the eye over to the next column; they are room, not text."""
LEADING = re.compile(r"[.…·_] ?[.…·_]")
"""What every line with leaders has."""
LABEL = re.compile(
    r"(?:[•●○◦▪■□➢►✓☐☒·–—o-]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?"
    r"|\*{1,3}|[†‡]|\([:*†‡\d]{1,3}\))$"
)
"""A list item's label stands apart from its text without being a column."""


class Piece(NamedTuple):
    """Words of one line that stand together; edges in points."""

    text: str
    x0: float
    x1: float

    @property
    def n_words(self) -> int:
        """How many words it has."""
        return self.text.count(" ") + 1

    @property
    def middle(self) -> float:
        """Halfway between the edges."""
        return (self.x0 + self.x1) / 2


class Strip(NamedTuple):
    """One printed line and its pieces, left to right, at least one."""

    line: Line
    pieces: tuple[Piece, ...]

    @property
    def x0(self) -> float:
        """Left edge of the first piece."""
        return self.pieces[0].x0

    @property
    def x1(self) -> float:
        """Right edge of the last piece."""
        return self.pieces[-1].x1

    @property
    def gaps(self) -> list[tuple[float, float]]:
        """The room between the pieces."""
        return [(a.x1, b.x0) for a, b in pairwise(self.pieces)]


def lines_to_strips(lines: Iterable[Line], apart: float = APART, join_labels: bool = True) -> list[Strip]:
    """Each line in its pieces; lines of nothing but leaders are left out."""
    strips: list[Strip] = []
    for line in lines:
        pieces = _pieces(line, apart)
        if join_labels and len(pieces) == 2 and LABEL.match(pieces[0].text):
            pieces = [_joined(pieces)]
        if pieces:
            strips.append(Strip(line, tuple(pieces)))
    return strips


def may_part(line: Line, apart: float) -> bool:
    """Whether the line may come in several pieces: it has leaders, or words further apart than this."""
    room = apart * line.size
    for before, word in pairwise(line.words):
        if word.x0 - before.x1 > room:
            return True
    return LEADING.search(line.text) is not None


def _pieces(line: Line, apart: float) -> list[Piece]:
    if not may_part(line, apart):
        return [Piece(line.text, line.x0, line.x1)]
    room = apart * line.size
    pieces: list[Piece] = []
    run: list[Word] = []
    is_led = False
    for word in line.words:
        text = _without_leaders(word)
        if run and (is_led or word.x0 - run[-1].x1 > room):
            pieces.append(_piece(run))
            run = []
        if text is not None:
            run.append(text)
        is_led = text is None or text.x1 < word.x1
    return pieces + ([_piece(run)] if run else [])


def _without_leaders(word: Word) -> Word | None:
    found = LEADERS.match(word.text) if len(word.text) < 300 else None
    if found is None:
        return word
    if not found[1]:
        return None
    return Word(found[1].rstrip(), word.x0, word.x0 + (word.x1 - word.x0) * len(found[1]) / len(word.text))


def _piece(run: Sequence[Word]) -> Piece:
    return Piece(" ".join(w.text for w in run), run[0].x0, max(w.x1 for w in run))


def cut_at(strip: Strip, edges: Sequence[float], wider: float = WIDER) -> Strip:
    """The line cut as before and, besides, where a word begins at one of the edges behind room `wider` than this."""
    cuts = {p.x0 for p in strip.pieces}
    pieces: list[Piece] = []
    run: list[Word] = []
    for word in strip.line.words:
        is_edge = any(abs(word.x0 - edge) <= AT_EDGE for edge in edges)
        if run and (word.x0 in cuts or (is_edge and word.x0 - run[-1].x1 > wider * strip.line.size)):
            pieces.append(_piece(run))
            run = []
        run.append(word)
    return Strip(strip.line, (*pieces, _piece(run)))


def join_level(lines: Sequence[Line]) -> list[Line]:
    """Lines at one height made one, as they are printed side by side."""
    joined: list[Line] = []
    for line in sorted(lines, key=lambda one: (one.top + one.bottom, one.x0)):
        if joined and _is_level(joined[-1], line):
            joined[-1] = _side_by_side(joined[-1], line)
        else:
            joined.append(line)
    return joined


def _is_level(one: Line, other: Line) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= LEVEL * max(0.01, min(one.bottom - one.top, other.bottom - other.top))


def _side_by_side(one: Line, other: Line) -> Line:
    words = sorted((*one.words, *other.words), key=lambda word: word.x0)
    main = max(one, other, key=lambda line: sum(len(word.text) for word in line.words))
    return words_to_line(words, main.top, main.bottom, main.size, bold=main.bold, ends_in_space=main.ends_in_space)


def crosses(strip: Strip, borders: Sequence[float]) -> bool:
    """Whether words run over a border between columns."""
    return any(p.x0 + OVER < border < p.x1 - OVER for p in strip.pieces for border in borders[1:-1])


def taken_columns(strip: Strip, borders: Sequence[float]) -> set[int]:
    """The columns, from 1, in which the middle of a piece stands."""
    return {bisect_right(borders, piece.middle) for piece in strip.pieces}


def _joined(pieces: Sequence[Piece]) -> Piece:
    return Piece(" ".join(p.text for p in pieces), pieces[0].x0, pieces[-1].x1)
