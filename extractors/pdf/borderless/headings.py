"""Where a line, or a few lines one below the other, print the headings of a plan's columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.pdf.borderless.strips import NEAR, Piece, Strip, lines_to_strips
from extractors.pdf.grid import Grid, GridCell
from extractors.pdf.lines import Line

DEEPEST = 5
"""Most lines of one heading row."""
MOST_WORDS = 16
"""A heading of more words is prose."""
SHORT = 8
"""Headings of one word and no more letters than this are everyday words: it takes three, or nothing else beside."""
EXPLAINED = 0.55
"""Share of a heading's letters that a known phrase within it has to make up."""
FURTHEST = 1.1
"""Room between two lines of one heading at most, over the letter height."""
WRAPPED = 0.45
"""Room between two lines of one heading's words at most, over the letter height."""
PARTED = 0.1
"""How much more room (over the letter height) than between its lines a heading leaves to what stands below."""
HARDLY = 0.5
"""Share of the room below a heading row that boxes take up at most where they close but some of its cells."""
_UNNUMBERED = re.compile(r"\d+")
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of one column: its words, all lines together, and their edges."""

    text: str
    x0: float
    x1: float
    is_known: bool = False

    @property
    def middle(self) -> float:
        """Halfway between the edges."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """Lines `first` to `last` (included) and the headings they print, left to right."""

    first: int
    last: int
    headings: tuple[Heading, ...]

    @property
    def n_known(self) -> int:
        """Headings that are known ones."""
        return sum(h.is_known for h in self.headings)


def find_heading_rows(strips: Sequence[Strip], known: frozenset[str]) -> list[HeadingRow]:
    """All heading rows of a page, from top to bottom, none within another."""
    plain = _plain_set(known)
    rows: list[HeadingRow] = []
    at = 0
    while at < len(strips):
        found = _best_row(strips, at, plain) if _may_head(strips[at], plain) else None
        if found is None:
            at += 1
            continue
        better = _best_row(strips, found.first + 1, plain)
        while better is not None and better.first <= found.last and _worth(better) > _worth(found):
            found = better
            better = _best_row(strips, found.first + 1, plain)
        at = _add(rows, _with_wrapped(strips, found, plain))
    return rows


def _add(rows: list[HeadingRow], row: HeadingRow) -> int:
    """Adds a heading row unless the one before says as much better; returns the line to go on from.

    Right below a heading row stands guidance on filling it in; further down, words in cells may read like headings.
    """
    before = rows[-1] if rows else None
    if before is not None and row.first == before.last + 1 and row.n_known > before.n_known:
        rows.pop()
    elif before is not None and (row.first == before.last + 1 or 2 * row.n_known < before.n_known):
        return row.last + 1
    rows.append(row)
    return row.last + 1


def _with_wrapped(strips: Sequence[Strip], row: HeadingRow, known: frozenset[str]) -> HeadingRow:
    """The row with the lines below that its longest headings wrap to, though their words together are not known."""
    best = row
    room = 0.0
    for last in range(row.last + 1, min(row.first + DEEPEST + 2, len(strips))):
        above, line = strips[last - 1].line, strips[last].line
        room = max(room, _room(above, line))
        if room > WRAPPED or line.bold is not above.bold or abs(line.size - above.size) > 0.6:
            break
        headings = _clusters(strips[row.first : last + 1], known)
        if len(headings) != len(row.headings) or len(strips[last].pieces) >= len(row.headings):
            break
        wrapped = HeadingRow(row.first, last, headings)
        after = _room(line, strips[last + 1].line) if last + 1 < len(strips) else 0.0
        if wrapped.n_known >= row.n_known or after > room + PARTED:
            best = wrapped
    return best


def _room(upper: Line, lower: Line) -> float:
    """White room between two lines over the letter height, measured between their middles."""
    return (lower.top + lower.bottom - upper.top - upper.bottom) / 2 / max(1.0, lower.size) - 1.0


def _may_head(strip: Strip, known: frozenset[str]) -> bool:
    """Whether a line may begin a heading row: one of its pieces is made of words that headings have."""
    words = _words_of(known)
    return any(
        piece.n_words <= MOST_WORDS and 2 * sum(word in words for word in _plain(piece.text).split()) >= piece.n_words
        for piece in strip.pieces
    )


@lru_cache(maxsize=8)
def _words_of(known: frozenset[str]) -> frozenset[str]:
    return frozenset(word for text in known for word in text.split())


def _best_row(strips: Sequence[Strip], first: int, known: frozenset[str]) -> HeadingRow | None:
    """The heading row that begins at a line or within the few lines below, where a title stood above it."""
    starts = (at for at in range(first, _end_of_run(strips, first)) if _may_head(strips[at], known))
    rows = [row for start in starts for row in _rows_from(strips, start, known)]
    return max(rows, key=_worth, default=None)


def _rows_from(strips: Sequence[Strip], first: int, known: frozenset[str]) -> Iterator[HeadingRow]:
    for last in range(first, _end_of_run(strips, first)):
        if not any(len(strip.pieces) > 1 for strip in strips[first : last + 1]):
            continue
        row = HeadingRow(first, last, _clusters(strips[first : last + 1], known))
        if is_heading_row(row):
            yield row


def _end_of_run(strips: Sequence[Strip], first: int) -> int:
    """Where the lines that may be one heading end: `DEEPEST` of them at most, near one another."""
    for at in range(first + 1, min(first + DEEPEST, len(strips))):
        if strips[at].line.top - strips[at - 1].line.bottom > FURTHEST * strips[at].line.size:
            return at
    return min(first + DEEPEST, len(strips))


def _worth(row: HeadingRow) -> tuple[int, int, int]:
    """Known headings first, then few others, then many lines."""
    return row.n_known, row.n_known - len(row.headings), row.last - row.first


def is_heading_row(row: HeadingRow) -> bool:
    """Whether enough of the headings are known ones, and none is too long to be one."""
    known = {_UNNUMBERED.sub("", _plain(h.text)).strip() for h in row.headings if h.is_known}
    if len(known) < 2 or row.n_known < 0.4 * len(row.headings):
        return False
    if any(len(h.text.split()) > MOST_WORDS for h in row.headings):
        return False
    is_everyday = all(" " not in text and len(text) <= SHORT for text in known)
    return not is_everyday or len(known) > 2 or len(known) == len(row.headings)


def is_heading_band(grid: Grid, filled: Mapping[GridCell, Sequence[Line]], known: frozenset[str] | None) -> bool:
    """Whether of a plan hardly more than its heading row is boxed or shaded: that alone, or that and the ratings."""
    if not known or _covered_below(grid) > HARDLY:
        return False
    plain = _plain_set(known)
    first = [(cell, " ".join(line.text for line in filled[cell])) for cell in grid.cells if cell.row == 0]
    headings = tuple(Heading(text, cell.x0, cell.x1, is_known(text, plain)) for cell, text in first if text)
    if is_heading_row(HeadingRow(0, 0, headings)):
        return True
    return grid.n_rows > 1 and any(_prints_more_columns(cell, filled[cell], known) for cell, _ in first)


def _covered_below(grid: Grid) -> float:
    """The share that cells cover of the room below the first row."""
    below = [cell for cell in grid.cells if cell.row > 0]
    if not below:
        return 0.0
    left, right = min(cell.x0 for cell in grid.cells), max(cell.x1 for cell in grid.cells)
    top, bottom = min(cell.top for cell in below), max(cell.bottom for cell in below)
    covered = sum((cell.x1 - cell.x0) * (cell.bottom - cell.top) for cell in below)
    return covered / max(1.0, (right - left) * (bottom - top))


def _prints_more_columns(cell: GridCell, lines: Sequence[Line], known: frozenset[str]) -> bool:
    rows = find_heading_rows(lines_to_strips(lines, NEAR, join_labels=False), known)
    return any(row.n_known > 2 and row.first == 0 and len(row.headings) > cell.column_span for row in rows)


def _clusters(strips: Sequence[Strip], known: frozenset[str]) -> tuple[Heading, ...]:
    """Pieces that stand over one another, as one heading each."""
    groups: list[tuple[float, float, list[tuple[int, Piece]]]] = []
    for number, strip in enumerate(strips):
        for piece in strip.pieces:
            x0, x1, members = piece.x0, piece.x1, [(number, piece)]
            apart = []
            for group in groups:
                if group[0] < x1 - 0.5 and x0 < group[1] - 0.5:
                    x0, x1, members = min(x0, group[0]), max(x1, group[1]), [*group[2], *members]
                else:
                    apart.append(group)
            groups = [*apart, (x0, x1, members)]
    ordered = sorted(groups, key=lambda g: g[0])
    return tuple(_heading(x0, x1, members, known) for x0, x1, members in ordered)


def _heading(x0: float, x1: float, members: Iterable[tuple[int, Piece]], known: frozenset[str]) -> Heading:
    text = " ".join(piece.text for _, piece in sorted(members, key=lambda m: (m[0], m[1].x0)))
    return Heading(text, x0, x1, is_known(text, known))


@lru_cache(maxsize=4096)
def is_known(text: str, known: frozenset[str]) -> bool:
    """Whether a heading is a known one (in plain words), or one explains most of it."""
    if len(text) > 160:
        return False
    words = _plain(text).split()
    plain = " ".join(words)
    if plain in known or plain.replace(" ", "") in known:
        return bool(plain)
    longest = len(plain.replace(" ", ""))
    runs = (words[a:b] for a in range(len(words)) for b in range(a + 1, len(words) + 1))
    return any(len("".join(run)) >= max(5, EXPLAINED * longest) and " ".join(run) in known for run in runs)


@lru_cache(maxsize=8)
def _plain_set(known: frozenset[str]) -> frozenset[str]:
    return frozenset(plain for text in known if (plain := _plain(text)))


def _plain(text: str) -> str:
    return _NOT_WORDS.sub(" ", text.casefold().replace("&", " and ")).strip()
