"""Cut what is printed into pages: a document as a reader of PDF, Word or text would give it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.plans.printed import Box, Grid, Line, Printed, Row
from benchmarks.plans.wrapping import Lines, cut, whole, wrapped
from extractors.document import Block, Cell, Document, Kind, Paragraph, PartOfPage, Region, Source, Table

LINE_HEIGHT, MARGIN = 12.0, 40.0
PORTRAIT, LANDSCAPE = 595.0, 842.0
_CHARACTERS_PER_POINT = 0.2
ContinuedHead = Callable[[Grid], Sequence[Row]]


def no_head(_: Grid) -> Sequence[Row]:
    """Pages behind the first print no headings."""
    return ()


@dataclass(frozen=True, slots=True)
class Paper:
    """What pages are like.

    Attributes:
        lines: Lines on a page.
        head: The heading rows of a page behind the first.
        cuts_rows: A row may begin on one page and end on the next.
        cuts_words: And a word.
        centred: Cells stand in the middle of their row's height, so that a cut row has short ones on either page.
        spare_column: Pages behind the first have a column more, always empty, as a reader finds where rules double.
        shifts: Column edges differ from page to page.
        widths: Width in points of the first page and of all others.
        geometry: Whether blocks know their page and place.
        kind: The format.
        furniture: A text that every page repeats, or None.
    """

    lines: int = 38
    head: ContinuedHead = no_head
    cuts_rows: bool = False
    cuts_words: bool = False
    centred: bool = False
    spare_column: bool = False
    shifts: bool = False
    widths: tuple[float, float] = (LANDSCAPE, LANDSCAPE)
    geometry: bool = True
    kind: Kind = Kind.PDF
    furniture: str | None = None


@dataclass(slots=True)
class _Merged:
    """A cell merged down that is still open: the lines not yet printed, the rows not yet reached."""

    box: Box
    lines: list[tuple[str, str]]
    rows: int
    placed: int = 0
    height: int = 0
    start: int = 0


@dataclass(slots=True)
class Cutter:
    """Lays blocks out on pages from top to bottom."""

    paper: Paper
    rng: random.Random
    blocks: list[Block] = field(default_factory=list)
    page: int = 1
    used: int = 0
    pieces: int = 0
    _cells: list[Cell] = field(default_factory=list)
    _row: int = 0
    _edges: tuple[float, ...] = ()
    _open: dict[int, _Merged] = field(default_factory=dict)

    def lay_out(self, printed: Sequence[Printed]) -> None:
        """Print everything."""
        self._furnish()
        for item in printed:
            if isinstance(item, Line):
                self._print_line(item)
            else:
                self._print_grid(item)

    @property
    def width(self) -> float:
        """Points from edge to edge of the paper."""
        return self.paper.widths[0 if self.page == 1 else 1]

    def _furnish(self) -> None:
        if self.paper.furniture is not None and self.paper.geometry:
            region = Region(self.page, MARGIN, 12.0, 300.0, 24.0)
            self.blocks.append(Paragraph(self.paper.furniture, self.page, region=region))

    def _turn(self) -> None:
        if self.paper.geometry and self.paper.furniture is not None:
            bottom = MARGIN + (self.paper.lines + 2) * LINE_HEIGHT
            region = Region(self.page, MARGIN, bottom, 120.0, bottom + 10)
            self.blocks.append(Paragraph(f"Page {self.page}", self.page, region=region))
        self.page, self.used = self.page + 1, 0
        self._furnish()

    def _print_line(self, line: Line) -> None:
        if self.used >= self.paper.lines - 6:
            self._turn()
        top = MARGIN + self.used * LINE_HEIGHT
        region = Region(self.page, MARGIN, top, MARGIN + 300, top + LINE_HEIGHT)
        known = self.paper.geometry
        self.blocks.append(
            Paragraph(line.text, self.page if known else None, line.level, PartOfPage.BODY, region if known else None)
        )
        self.used += 1 + len(line.text) // 120

    def _print_grid(self, grid: Grid) -> None:
        self._begin(grid)
        if self.used > self.paper.lines // 2 and not grid.begins_anywhere:
            self._turn()
        for row in grid.head:
            self._place(row)
        for row in grid.rows:
            self._print_row(row, grid)
        self._end()

    def _begin(self, grid: Grid) -> None:
        shares = [w * (self.rng.uniform(0.85, 1.15) if self.paper.shifts else 1.0) for w in grid.widths]
        room = self.width - 2 * MARGIN
        left = MARGIN + (self.rng.uniform(-10, 10) if self.paper.shifts else 0.0)
        edges = [left]
        for share in shares:
            edges.append(edges[-1] + room * share / sum(shares))
        self._edges = tuple(edges)
        self._cells, self._row = [], 0

    def _end(self) -> None:
        if not self._cells:
            return
        for merged in self._open.values():
            self._close_merged(merged)
        known = self.paper.geometry
        if self.paper.spare_column and self.page > 1:
            self._insert_column(len(self._edges) // 2)
        self.blocks.append(
            Table(tuple(sorted(self._cells, key=lambda c: (c.row, c.column))), self._row, len(self._edges) - 1,
                  self.page if known else None, self._region() if known else None)
        )  # fmt: skip
        self.pieces += 1

    def _insert_column(self, place: int) -> None:
        """An empty sliver at the left of a column."""
        edge = self._edges[place]
        self._edges = (*self._edges[: place + 1], edge + 3, *self._edges[place + 1 :])
        moved = [replace(c, column=c.column + 1) if c.column >= place else c for c in self._cells]
        wide = [
            replace(c, column_span=c.column_span + 1) if c.column < place < c.column + c.column_span else c
            for c in moved
        ]
        rows = {c.row for c in wide if c.column <= place < c.column + c.column_span}
        spare = [Cell("", n, place, region=Region(self.page, edge, 0.0, edge + 3, 0.0)) for n in range(self._row)]
        self._cells = [*wide, *(cell for cell in spare if cell.row not in rows)]

    def _region(self) -> Region | None:
        boxes = [c.region for c in self._cells if c.region is not None]
        top, bottom = min(b.top for b in boxes), max(b.bottom for b in boxes)
        return Region(self.page, self._edges[0], top, self._edges[-1], bottom)

    def _break(self, grid: Grid) -> None:
        waiting = {n: m for n, m in self._open.items() if m.rows > m.placed}
        self._open = {n: m for n, m in self._open.items() if m.placed}
        self._end()
        self._turn()
        self._begin(grid)
        self._open = {}
        for row in self.paper.head(grid):
            self._place(row)
        for n, merged in waiting.items():
            merged.rows, merged.placed, merged.height, merged.start = merged.rows - merged.placed, 0, 0, self._row
            self._open[n] = merged

    def _chars(self, box: Box) -> int:
        points = self._edges[box.column + box.spans] - self._edges[box.column]
        return int(points * _CHARACTERS_PER_POINT)

    def _print_row(self, row: Row, grid: Grid) -> None:
        """Place a row here, on the next page, or in two parts."""
        own = [box for box in row if box.rows == 1]
        for box in row:
            if box.rows > 1:
                self._open[box.column] = _Merged(box, wrapped(box.text, self._chars(box)), box.rows, start=self._row)
        lines = {box.column: wrapped(box.text, self._chars(box)) for box in own}
        height = max((len(found) for found in lines.values()), default=1)
        left = self.paper.lines - self.used
        if height <= left or self.used == 0 or self._row <= len(grid.head):
            self._place(own)
        elif self.paper.cuts_rows and left >= 2 and height > 2:
            self._place_cut(own, lines, left, grid)
        else:
            self._break(grid)
            self._place(own)

    def _place_cut(self, own: Sequence[Box], lines: dict[int, list[tuple[str, str]]], left: int, grid: Grid) -> None:
        rng = self.rng if self.paper.cuts_words else None
        height = max(map(len, lines.values()))
        parts = {n: self._cut_cell(found, height, left, rng) for n, found in lines.items()}
        for merged in self._open.values():
            merged.rows += 1  # the row's second part is a row of its own
        self._place([_with(box, parts[box.column][0]) for box in own])
        self._break(grid)
        self._place([_with(box, whole(parts[box.column][1])) for box in own])

    def _cut_cell(self, lines: Lines, height: int, left: int, rng: random.Random | None) -> tuple[str, Lines]:
        """A cell's text above and below the break."""
        above = (height - len(lines)) // 2 if self.paper.centred else 0
        here = left - above
        if here <= 0:
            return "", lines
        return cut(lines, here, rng) if len(lines) > here else (whole(lines), [])

    def _place(self, row: Sequence[Box]) -> None:
        height = max((len(wrapped(box.text, self._chars(box))) for box in row if box.rows == 1), default=1)
        height = max(height, *(self._room_for(m) for m in self._open.values()), 1)
        top = MARGIN + self.used * LINE_HEIGHT
        for box in row:
            bottom = top + height * LINE_HEIGHT * box.rows
            self._cells.append(self._cell(box, self._row, box.rows, top, bottom))
        for merged in list(self._open.values()):
            merged.placed, merged.height = merged.placed + 1, merged.height + height
            if merged.placed == merged.rows:
                self._close_merged(merged)
                del self._open[merged.box.column]
        self.used, self._row = self.used + height, self._row + 1

    def _room_for(self, merged: _Merged) -> int:
        """Lines that the last row of a merged cell must give it."""
        return len(merged.lines) - merged.height if merged.placed + 1 == merged.rows else 1

    def _close_merged(self, merged: _Merged) -> None:
        """Print what of a merged cell stands on this page."""
        if not merged.placed:
            return
        here = max(1, merged.height)
        text, merged.lines = whole(merged.lines[:here]), merged.lines[here:]
        box = _with(merged.box, text)
        self._cells.append(self._cell(box, merged.start, merged.placed, MARGIN, MARGIN + LINE_HEIGHT))

    def _cell(self, box: Box, row: int, rows: int, top: float, bottom: float) -> Cell:
        region = None
        if self.paper.geometry:
            region = Region(self.page, self._edges[box.column], top, self._edges[box.column + box.spans], bottom)
        return Cell(box.text, row, box.column, rows, box.spans, box.fill, region, box.ink)


def _with(box: Box, text: str) -> Box:
    return Box(text, box.column, box.spans, 1, box.fill, box.ink)


def document_of(blocks: Sequence[Block], kind: Kind) -> Document:
    """The blocks as a document of a file that does not exist."""
    pages = [block.page for block in blocks if block.page is not None]
    source = Source(f"made.{kind.value}", "0" * 64, 0, kind, Path("made"))
    return Document(source, tuple(blocks), max(pages, default=None))


def lost_cells(blocks: Sequence[Block], rng: random.Random) -> Iterator[Block]:
    """A text format: fragments behind a break have lost one or two of their empty cells."""
    behind = False
    for block in blocks:
        yield _ragged(block, rng) if isinstance(block, Table) and behind else block
        behind = behind or isinstance(block, Table)


def _ragged(table: Table, rng: random.Random) -> Table:
    """The first row of the piece without some of its empty cells, where it has some."""
    first = [cell for cell in table.cells if cell.row == 0]
    empty = [cell for cell in first if not cell.text]
    if len(empty) < 2:
        return table
    lost = {cell.column for cell in rng.sample(empty, rng.choice((1, 2)))}
    kept = [cell for cell in first if cell.column not in lost]
    moved = [Cell(cell.text, 0, n) for n, cell in enumerate(kept)]
    return Table((*moved, *(c for c in table.cells if c.row)), table.n_rows, table.n_columns)
