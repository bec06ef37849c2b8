"""One page's geometry to its tables and the text around them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.colours import to_ink
from extractors.document import Cell, Colour, Region, Table
from extractors.pdf.borderless.page import Completed, complete_grids
from extractors.pdf.colour import Paints, band_edges, find_fill
from extractors.pdf.content import PageContent
from extractors.pdf.grid import Grid, GridCell
from extractors.pdf.lines import Line, glyphs_to_lines
from extractors.pdf.page import Placed
from extractors.pdf.paragraphs import KnownWords, Measure, join_lines, lines_to_paragraphs, usual_pitch

WHITE = (255, 255, 255)
OVERHANG = 4.0
"""Points by which letters may be taller than their cell."""
PHANTOM = 3.5
"""An empty cell thinner than this (points) is the space between two lines of a double border."""


class PrintedParagraph(NamedTuple):
    """A paragraph outside tables with what tells a heading from plain text: letter height in points and weight."""

    text: str
    region: Region
    size: float
    bold: bool


PrintedBlock = Table | PrintedParagraph


@dataclass(frozen=True, slots=True)
class PageBlocks:
    """The blocks of one page in reading order.

    Attributes:
        blocks: Tables and paragraphs.
        columns_after: Where the columns of a table without rules part, points, if it may go on over the page.
    """

    blocks: tuple[PrintedBlock, ...]
    columns_after: tuple[float, ...] | None = None


@dataclass(slots=True)
class _Filled:
    """A grid cell while its glyphs are being collected."""

    place: GridCell
    region: Region
    placed: list[Placed] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def has_room(self, one: Placed) -> bool:
        """Whether a glyph in it may belong to it: one taller than the cell is laid over the table."""
        box = self.region
        room = box.bottom - box.top if one.turned in (0, 180) else box.x1 - box.x0
        return one.glyph.size <= room + OVERHANG

    def fill(self, paints: Paints) -> Colour | None:
        """Its colour among what is painted on the page."""
        return find_fill(self.region, [(one.x, one.y) for one in self.placed], paints)

    @property
    def ink(self) -> Colour | None:
        """The one colour of its letters, unless that is black, grey or white."""
        return to_ink({one.style.colour or WHITE for one in self.placed})


def page_to_blocks(
    page: PageContent,
    headings: frozenset[str] | None = frozenset(),
    columns_before: Sequence[float] | None = None,
) -> PageBlocks:
    """Tables and paragraphs of a page, from top to bottom.

    Args:
        page: Its geometry.
        headings: Column headings at which a table without rules is looked for; every kind of table where None.
        columns_before: `columns_after` of the page before.
    """
    tables, outside = _filled(page.grids, page)
    free = glyphs_to_lines(one.glyph for one in outside if not one.turned)
    columns_after = None
    if page.placed and (headings is None or headings):
        completed = _completed(tables, free, page, headings, columns_before)
        columns_after = completed.columns_after
        if completed.grids != page.grids:
            tables, outside = _filled(completed.grids, page)
            free = glyphs_to_lines(one.glyph for one in outside if not one.turned)
    turned = _cell_lines([one for one in outside if one.turned])
    lines = [*page.lines, *free]
    known = KnownWords([*lines, *(line for filled in tables for cell in filled for line in cell.lines)])
    blocks: list[PrintedBlock] = []
    for filled in tables:
        blocks += _table_or_text(filled, page, known)
    blocks += _paragraphs(lines, [b.region for b in blocks if b.region], page, known)
    return PageBlocks((*sorted(blocks, key=_reading_order), *_paragraphs(turned, [], page, known)), columns_after)


def _filled(grids: Sequence[Grid], page: PageContent) -> tuple[list[list[_Filled]], list[Placed]]:
    """The cells of each grid with their lines, and the glyphs in none."""
    tables = [_to_filled(grid, page.number) for grid in grids]
    outside = _share_out(page.placed, tables)
    for filled in tables:
        for cell in filled:
            cell.lines = _cell_lines(cell.placed)
    return tables, outside


def _completed(
    tables: Sequence[list[_Filled]],
    free: Sequence[Line],
    page: PageContent,
    headings: frozenset[str] | None,
    columns_before: Sequence[float] | None,
) -> Completed:
    """The ruled grids made whole, and the tables without rules among the lines in none."""
    lines = ({cell.place: cell.lines for cell in filled} for filled in tables)
    ruled = list(zip(page.grids, lines, strict=True))
    # Every kind of table is wanted where headings are None, and charts are shaded too.
    drawn = page.rulings if headings is None else (*page.rulings, *band_edges(page.paints))
    return complete_grids(ruled, free, drawn, (page.width, page.height), headings, columns_before)


def _reading_order(block: PrintedBlock) -> tuple[float, float]:
    return (block.region.top, block.region.x0) if block.region else (0.0, 0.0)


def _to_filled(grid: Grid, page: int) -> list[_Filled]:
    return [_Filled(c, Region(page, c.x0, c.top, c.x1, c.bottom)) for c in grid.cells]


def _share_out(placed: Sequence[Placed], tables: Sequence[list[_Filled]]) -> list[Placed]:
    """Gives each glyph to the cell that holds its middle; returns those in no cell."""
    cells = [cell for filled in tables for cell in filled]
    bands = sorted({edge for cell in cells for edge in (cell.region.top, cell.region.bottom)})
    by_band: list[list[tuple[float, float, _Filled]]] = [[] for _ in range(len(bands) + 1)]
    for cell in cells:
        for band in range(bisect_right(bands, cell.region.top), bisect_right(bands, cell.region.bottom)):
            by_band[band].append((cell.region.x0, cell.region.x1, cell))
    outside: list[Placed] = []
    for one in placed:
        for x0, x1, cell in by_band[bisect_right(bands, one.y)]:
            if x0 <= one.x <= x1 and cell.has_room(one):
                cell.placed.append(one)
                break
        else:
            outside.append(one)
    return outside


def _cell_lines(placed: Sequence[Placed]) -> list[Line]:
    directions = sorted({one.turned for one in placed})
    return [line for turned in directions for line in glyphs_to_lines([p.glyph for p in placed if p.turned == turned])]


def _table_or_text(filled: list[_Filled], page: PageContent, known: KnownWords) -> list[PrintedBlock]:
    measure = _table_measure(filled, known)
    texts = [_cell_text(cell, measure) for cell in filled]
    kept = [(cell, text) for cell, text in zip(filled, texts, strict=True) if text or not _is_phantom(cell.region)]
    if not any(texts):
        return []
    if len(kept) == 1:
        return _boxed_text(kept[0][0], measure)
    cells = _regridded([cell for cell, _ in kept])
    paints = Paints(page.paints)
    table_cells = tuple(
        Cell(text, *place, fill=cell.fill(paints), region=cell.region, ink=cell.ink)
        for (cell, text), place in zip(kept, cells, strict=True)
    )
    ordered = tuple(sorted(table_cells, key=lambda c: (c.row, c.column)))
    n_rows = max(c.row + c.row_span for c in ordered)
    n_columns = max(c.column + c.column_span for c in ordered)
    return [Table(ordered, n_rows, n_columns, page.number, _around([c.region for c in filled]))]


def _is_phantom(region: Region) -> bool:
    return region.x1 - region.x0 < PHANTOM or region.bottom - region.top < PHANTOM


def _regridded(cells: Sequence[_Filled]) -> list[tuple[int, int, int, int]]:
    """Row, column and spans counted again over the rows and columns that are left."""
    rows = _renumbered({c.place.row for c in cells})
    columns = _renumbered({c.place.column for c in cells})
    return [
        (
            rows[c.place.row],
            columns[c.place.column],
            _span(rows, c.place.row, c.place.row_span),
            _span(columns, c.place.column, c.place.column_span),
        )
        for c in cells
    ]


def _renumbered(used: set[int]) -> dict[int, int]:
    return {old: new for new, old in enumerate(sorted(used))}


def _span(numbers: dict[int, int], start: int, length: int) -> int:
    return sum(1 for old in numbers if start <= old < start + length)


def _around(regions: Sequence[Region]) -> Region:
    return Region(
        regions[0].page,
        min(r.x0 for r in regions),
        min(r.top for r in regions),
        max(r.x1 for r in regions),
        max(r.bottom for r in regions),
    )


def _table_measure(filled: Sequence[_Filled], known: KnownWords) -> Measure:
    """What all cells of a table share; left and right are margins inside a cell here, not positions."""
    runs = [cell.lines for cell in filled if cell.lines]
    margins = [cell.lines[0].x0 - cell.region.x0 for cell in filled if cell.lines and not _is_turned(cell)]
    margin = min((m for m in margins if m >= 0), default=0.0)
    return Measure(margin, margin, usual_pitch(runs), _keeps_spaces(runs), known)


def _keeps_spaces(runs: Sequence[Sequence[Line]]) -> bool:
    inner = [line.ends_in_space for run in runs for line in run[:-1]]
    last = [run[-1].ends_in_space for run in runs if run]
    return sum(inner) > 0.4 * len(inner) and sum(last) < 0.3 * len(last)


def _is_turned(cell: _Filled) -> bool:
    return any(one.turned for one in cell.placed)


def _cell_measure(cell: _Filled, table: Measure) -> Measure:
    """The table's measure at one cell's place; text may reach nearer to the edge than the margin says."""
    left, right = min([line.x0 for line in cell.lines]), max([line.x1 for line in cell.lines])
    if not _is_turned(cell):
        left = min(left, cell.region.x0 + min(table.left, 12.0))
        right = max(right, cell.region.x1 - min(table.right, 12.0))
    return Measure(left, right, table.pitch, table.keeps_spaces, table.known)


def _cell_text(cell: _Filled, table: Measure) -> str:
    if not cell.lines:
        return ""
    if len(cell.lines) == 1:
        return join_lines(cell.lines, table)
    measure = _cell_measure(cell, table)
    return "\n".join(join_lines(group, measure) for group in lines_to_paragraphs(cell.lines, measure))


def _boxed_text(cell: _Filled, table: Measure) -> list[PrintedBlock]:
    measure = _cell_measure(cell, table)
    return [_printed(group, measure, cell.region.page) for group in lines_to_paragraphs(cell.lines, measure)]


def _printed(group: Sequence[Line], measure: Measure, page: int) -> PrintedParagraph:
    _, _, x0, x1, top, bottom, size, bold, _ = zip(*group, strict=True)
    region = Region(page, min(x0), min(top), max(x1), max(bottom))
    return PrintedParagraph(join_lines(group, measure), region, size[0], all(bold))


def _paragraphs(
    lines: Sequence[Line], around: Sequence[Region], page: PageContent, known: KnownWords
) -> list[PrintedParagraph]:
    runs = _runs(lines, around)
    measure = Measure(
        min((line.x0 for line in lines), default=0.0),
        max((line.x1 for line in lines), default=0.0),
        usual_pitch(runs),
        _keeps_spaces(runs),
        known,
    )
    return [_printed(group, measure, page.number) for run in runs for group in lines_to_paragraphs(run, measure)]


def _runs(lines: Sequence[Line], around: Sequence[Region]) -> list[list[Line]]:
    """Lines that follow one another with no table between, in one size and weight."""
    runs: list[list[Line]] = []
    for line in lines:
        before = runs[-1][-1] if runs else None
        if before is not None and _goes_on(before, line, around):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _goes_on(before: Line, line: Line, around: Sequence[Region]) -> bool:
    if abs(before.size - line.size) > 0.6 or before.bold is not line.bold:
        return False
    return not around or not any(before.top < region.top < line.top for region in around)
