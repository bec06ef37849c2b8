"""Tables too wide for a page, whose further columns a spreadsheet prints on further pages, put together again.

The pages of one sheet are strips of it. In all of them each row of the sheet stands at the same height, so strips are
known by their row lines; only the first page of each has the headings, where the sheet does not repeat them. Excel
and Calc print a strip's pages one after the other ("down, then over"), or one row of pages after the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from extractors.document import Block, Cell, Region, Table
from normalise.headings.words import GOOD, best_field, best_score, heading_key
from normalise.vocabulary import Vocabulary

_SAME = 1.5
"""Points by which a row line may stand otherwise on another page of the sheet."""
_FEWEST_LINES = 4
"""Row lines of two strips on the pages with their headings: a row of headings and two more."""
_FIRST_ROWS = 6
"""Headings stand in one of so many rows; a sheet's title is above them."""
_SHARE = 0.5
"""More than this share of a row's filled cells are headings of the vocabulary; in a card it is one of two."""
_TOLD_ONCE = frozenset({"action", "lead_agency_text", "target_date_text", "recommendation"})
"""Pages that tell two of these each are of two plans."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A table on a page.

    Attributes:
        table: The table; its cells have places.
        page: The page.
        lines: How far down its rows are parted, points from the page's top.
        headings: Its headings, where they were looked for.
        fields: Which of `_TOLD_ONCE` they name.
        level: How far down their row stands.
    """

    table: Table
    page: int
    lines: tuple[float, ...]
    headings: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    level: float = 0.0


def join_side_by_side(blocks: Sequence[Block], vocabulary: Vocabulary) -> list[Block]:
    """The blocks with the tables of each row of pages in one, at the place of the leftmost.

    Args:
        blocks: Tables and paragraphs in reading order; only tables with geometry are looked at.
        vocabulary: Section `headings`.
    """
    pieces = list(_pieces(blocks))
    whole: dict[int, Table | None] = {}
    alone: set[frozenset[str]] = set()
    headed = list(_headed(pieces, vocabulary))
    for at, first in enumerate(headed):
        if id(first.table) in whole or first.headings in alone:
            continue
        strips = _strips(first, headed[at + 1 :])
        if len(strips) == 1:
            alone.add(first.headings)
            continue
        widths = [strip.table.n_columns for strip in strips]
        for row in _rows_of_pages(strips, pieces):
            whole |= {id(piece.table): None for piece in row}
            whole[id(row[0].table)] = _put_together(row, widths)
    joined = (whole.get(id(block), block) if isinstance(block, Table) else block for block in blocks)
    return [block for block in joined if block is not None]


def _pieces(blocks: Sequence[Block]) -> Iterator[_Piece]:
    for table in blocks:
        if isinstance(table, Table) and table.page is not None:
            ends = sorted(end for cell in table.cells if (box := cell.region) for end in (box.top, box.bottom))
            if len(ends) == 2 * len(table.cells) > 0:
                lines = (ends[0], *(after for before, after in pairwise(ends) if after - before > _SAME))
                yield _Piece(table, table.page, lines)


def _headed(pieces: Sequence[_Piece], vocabulary: Vocabulary) -> Iterator[_Piece]:
    """The pieces with a row of headings among those that end where another does, which seldom happens by chance."""
    ends = Counter(round(piece.lines[-1]) for piece in pieces if len(piece.lines) >= _FEWEST_LINES)
    for piece in pieces:
        end = round(piece.lines[-1])
        if len(piece.lines) >= _FEWEST_LINES and sum(ends[near] for near in range(end - 2, end + 3)) > 1:
            cells = next(_heading_rows(piece.table, vocabulary), [])
            if cells:
                level = min(cell.region.top for cell in cells if cell.region)
                keys = frozenset(heading_key(cell.text) for cell in cells)
                named = {field for cell in cells if (field := best_field(cell.text, vocabulary, GOOD))}
                yield replace(piece, headings=keys, fields=_TOLD_ONCE & named, level=level)


def _heading_rows(table: Table, vocabulary: Vocabulary) -> Iterator[list[Cell]]:
    for row in range(min(table.n_rows, _FIRST_ROWS)):
        cells = [cell for cell in table.cells if cell.row == row and cell.text]
        known = sum(best_score(cell.text, vocabulary) >= GOOD for cell in cells)
        if known > _SHARE * len(cells):
            yield cells


def _strips(first: _Piece, later: Sequence[_Piece]) -> list[_Piece]:
    """The first page of each strip of the sheet that begins with this one: other headings, over rows of its heights."""
    strips = [first]
    for piece in later:
        before = strips[-1].page
        evenly = piece.page > before and (len(strips) == 1 or piece.page - before == strips[1].page - first.page)
        heads_more = abs(piece.level - first.level) <= _SAME and all(
            piece.headings.isdisjoint(strip.headings) and len(piece.fields & strip.fields) < 2 for strip in strips
        )
        if evenly and heads_more and _shared_lines([first, piece]):
            strips.append(piece)
    return strips


def _rows_of_pages(strips: Sequence[_Piece], pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """The pieces that stand beside one another, from the top of the sheet to its end."""
    yield list(strips)
    apart = strips[1].page - strips[0].page
    n_more, step = (apart - 1, 1) if apart > 1 else (len(pieces), len(strips))
    for n in range(1, n_more + 1):
        row: list[_Piece] = []
        for strip in strips:
            there = (p for p in pieces if p.page == strip.page + n * step)
            fits = (p for p in there if p.table.n_columns <= strip.table.n_columns and _shared_lines([*row, p]))
            row += islice(fits, 1)
        if len(row) < len(strips):
            return
        yield row


def _shared_lines(pieces: Sequence[_Piece]) -> tuple[float, ...]:
    """The row lines of pieces that are strips of one sheet: their ends agree, and one of them has all. Else none."""
    start, end = pieces[0].lines[0], pieces[0].lines[-1]
    if any(abs(one.lines[0] - start) > _SAME or abs(one.lines[-1] - end) > _SAME for one in pieces):
        return ()
    most = max((one.lines for one in pieces), key=len)
    return most if all(abs(line - _nearest(line, most)) <= _SAME for one in pieces for line in one.lines) else ()


def _nearest(line: float, lines: Sequence[float]) -> float:
    return min(lines, key=lambda other: abs(line - other))


def _put_together(row: Sequence[_Piece], widths: Sequence[int]) -> Table:
    """One table of all columns; each cell keeps its place on its own page."""
    lines = _shared_lines(row)
    cells: list[Cell] = []
    for n, piece in enumerate(row):
        for cell in piece.table.cells:
            if cell.region is not None:
                start, end = _rows_covered(cell.region, lines)
                cells.append(replace(cell, row=start, row_span=end - start, column=sum(widths[:n]) + cell.column))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return replace(row[0].table, cells=tuple(cells), n_rows=len(lines) - 1, n_columns=sum(widths), header_rows=0)


def _rows_covered(region: Region, lines: Sequence[float]) -> tuple[int, int]:
    """The number of the row that a cell begins in, and of the one behind its last."""
    start, end = (lines.index(_nearest(edge, lines)) for edge in (region.top, region.bottom))
    return start, max(end, start + 1)
