"""Join the pieces that a page break left of a table, with the paragraphs that stand between them.

A piece joins the table before it when it repeats its headings, or has none and fits its columns: by x positions
where there is geometry, by the number of columns where not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractors.document import Block, Kind, Paragraph, Table
from normalise.grid import Row, column_bounds, onto_columns, paragraph_to_row, table_to_rows
from normalise.heading_rows import HeadingRows, find_heading_rows
from normalise.headings import GOOD, best_score, plain_heading, same_headings
from normalise.phrases import phrases_of
from normalise.plan import RowKind
from normalise.second_table import heads_another_table
from normalise.vocabulary import Vocabulary

_PARAGRAPHS_BEFORE = 12
"""So many paragraphs above a table may say what its rows belong to."""
_LEAST_WIDTH = 0.6
"""A text row that lost columns still has this share of them."""
_SAME_EXTENT = 0.85
"""Share of the wider of two pieces that both cover, from left to right."""
_TITLE = 150
"""Characters; a longer paragraph is no title of another plan."""
_SLIP = 0.02
"""A heading put together may score this much less than its upper part alone."""


@dataclass(slots=True)
class JoinedTable:
    """A logical table in the making: its rows in order, with what is already known of each.

    Attributes:
        n_columns: Columns of the piece that has the headings (or of the first piece).
        headings: Printed heading of each column; empty where there is none.
        before: Paragraphs above it, nearest last.
        rows: Each row with its verdict (`HEADING`, `GUIDANCE`), or None where folding decides.
        bounds: Left and right edge of each column in points; empty without geometry.
        pieces: Grids joined.
        ragged: Rows may have lost cells (text formats).
    """

    n_columns: int
    headings: tuple[str, ...] = ()
    before: list[Paragraph] = field(default_factory=list)
    rows: list[tuple[Row, RowKind | None]] = field(default_factory=list)
    bounds: tuple[tuple[float, float], ...] = ()
    pieces: int = 0
    ragged: bool = False

    @property
    def page(self) -> int | None:
        """The page it has come to."""
        return next((row.page for row, _ in reversed(self.rows)), None)

    @property
    def has_content(self) -> bool:
        """Whether any row stands behind the headings."""
        return bool(self.rows) and self.rows[-1][1] is None


def join_tables(blocks: Sequence[Block], kind: Kind, vocabulary: Vocabulary) -> list[JoinedTable]:
    """All logical tables of a document, in reading order."""
    tables: list[JoinedTable] = []
    between: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            between.append(block)
            continue
        for rows, found in _by_headings(block, vocabulary):
            current = tables[-1] if tables else None
            if current is None or not _belongs(current, block, rows, found, between, vocabulary):
                current = JoinedTable(block.n_columns, before=between[-_PARAGRAPHS_BEFORE:], ragged=kind is Kind.TEXT)
                tables.append(current)
                between = []
            _append(current, block, rows, found, between, vocabulary)
            between = []
    if tables:
        _append_closing(tables[-1], between)
    return tables


def _by_headings(table: Table, vocabulary: Vocabulary) -> list[tuple[list[Row], HeadingRows | None]]:
    """Cut a piece where other headings begin; banner rows right above headings stay with them."""
    parts: list[tuple[list[Row], HeadingRows | None]] = []
    rows, n_columns = table_to_rows(table), table.n_columns
    found = find_heading_rows(rows, n_columns, vocabulary, marked=table.header_rows)
    if found is None:
        return [(rows, None)]
    start = 0
    while found is not None:
        following = find_heading_rows(rows, n_columns, vocabulary, first=found.guidance_end)
        end = _banners_above(rows, following.start, found.guidance_end) if following else len(rows)
        head = _banners_above(rows, found.start, start)
        if head > start:
            parts.append((rows[start:head], None))
        shifted = HeadingRows(found.start - head, found.end - head, found.guidance_end - head, found.printed)
        parts.append((rows[head:end], shifted))
        start, found = end, following
    return parts


def _banners_above(rows: Sequence[Row], heading: int, least: int) -> int:
    start = heading
    while start > least and _may_be_banner(rows[start - 1]):
        start -= 1
    return start


def _may_be_banner(row: Row) -> bool:
    filled = row.filled
    return not filled or (len(filled) == 1 and (filled[0].column == 0 or filled[0].span > 1))


def _belongs(
    current: JoinedTable,
    table: Table,
    rows: Sequence[Row],
    found: HeadingRows | None,
    between: Sequence[Paragraph],
    vocabulary: Vocabulary,
) -> bool:
    if found is not None:
        opens = phrases_of(vocabulary, "sections", "opens_plan")
        fresh = any(len(p.text) < _TITLE and opens.search(p.text) for p in between)
        return bool(current.headings) and same_headings(current.headings, found.printed, vocabulary) and not fresh
    if not current.headings and (between or (current.n_columns != table.n_columns and not current.bounds)):
        return False
    if between and table.n_columns != current.n_columns and table.page is not None and table.page == current.page:
        return False  # a break is what parts a table; another grid lower on the page is another table
    if table.n_columns != current.n_columns and heads_another_table(rows, current.headings, vocabulary):
        return False
    bounds = _extent(rows)
    if current.bounds and bounds:
        return _same_extent(current.bounds, bounds) or (table.n_columns == current.n_columns and not between)
    if current.ragged:
        return _LEAST_WIDTH * current.n_columns <= table.n_columns <= current.n_columns + 1
    return table.n_columns == current.n_columns


def _append(
    current: JoinedTable,
    table: Table,
    rows: list[Row],
    found: HeadingRows | None,
    between: Sequence[Paragraph],
    vocabulary: Vocabulary,
) -> None:
    current.rows.extend((paragraph_to_row(p.text, p.page, current.n_columns), None) for p in between)
    if found is not None and not current.headings:
        current.headings, current.n_columns = found.printed, table.n_columns
        current.bounds = column_bounds(rows[found.start :])
    if not current.rows:
        current.bounds = column_bounds(rows)
    placed = _placed(rows, table.n_columns, current)
    start = 0
    if found is None and current.headings and not current.has_content and placed:
        start = _cut_heading(current, placed[0], vocabulary)
    if found is not None and current.pieces and found.guidance_end < len(placed):
        # Headings printed again at the top of a page: what stands under them may go on from the page before.
        placed[found.guidance_end] = replace(placed[found.guidance_end], opens_piece=True)
    for n, row in enumerate(placed):
        current.rows.append((row, RowKind.HEADING if n < start else _known(n, found)))
    current.pieces += 1


def _placed(rows: Sequence[Row], n_columns: int, current: JoinedTable) -> list[Row]:
    """The rows of a piece on the table's columns: one for one where it has as many, else by where its cells stand.

    A page of another width (landscape behind portrait) is stretched first, so that its outer edges agree.
    """
    extent = _extent(rows)
    if n_columns == current.n_columns or not current.bounds or extent is None:
        return list(rows)
    same = _same_extent(current.bounds, extent)
    return [onto_columns(row, current.bounds, None if same else extent) for row in rows]


def _known(n: int, found: HeadingRows | None) -> RowKind | None:
    if found is None or not found.start <= n < found.guidance_end:
        return None
    return RowKind.HEADING if n < found.end else RowKind.GUIDANCE


def _cut_heading(current: JoinedTable, row: Row, vocabulary: Vocabulary) -> int:
    """1 where the row is the lower part of a heading row that the page break cut, whose words then are put together."""
    filled = row.filled
    if (
        not filled
        or len(filled) > 0.7 * current.n_columns
        or any(s.span > 1 or s.column >= len(current.headings) for s in filled)
    ):
        return 0
    whole = {s.column: _with_rest(current.headings[s.column], s.text) for s in filled}
    if any(
        best_score(text, vocabulary) < max(GOOD, best_score(current.headings[n], vocabulary) - _SLIP)
        for n, text in whole.items()
    ):
        return 0
    current.headings = tuple(whole.get(n, text) for n, text in enumerate(current.headings))
    return 1


def _with_rest(heading: str, rest: str) -> str:
    """The heading with the words below the break, unless an earlier print of it was whole."""
    whole = plain_heading(heading).endswith(" " + plain_heading(rest))
    return heading if whole else f"{heading} {rest}".strip()


def _append_closing(table: JoinedTable, between: Sequence[Paragraph]) -> None:
    """What follows the last table may still be its last banner; folding drops it when no row comes."""
    table.rows.extend((paragraph_to_row(p.text, p.page, table.n_columns), None) for p in between[:3])


def _extent(rows: Sequence[Row]) -> tuple[float, float] | None:
    regions = [slot.region for row in rows for slot in row.slots if slot.region is not None]
    return (min(r.x0 for r in regions), max(r.x1 for r in regions)) if regions else None


def _same_extent(bounds: Sequence[tuple[float, float]], extent: tuple[float, float]) -> bool:
    left, right = bounds[0][0], bounds[-1][1]
    shared = min(right, extent[1]) - max(left, extent[0])
    return shared >= _SAME_EXTENT * max(right - left, extent[1] - extent[0])
