"""Join the pieces that a page break left of a table, with the paragraphs that stand between them.

A piece joins the table before it when it repeats its headings, or has none and fits its columns: by x positions
where there is geometry, by the number of columns where not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace

from extractors.document import Block, Kind, Paragraph, Table
from normalise.acceptance import of_case_meeting
from normalise.cell_text import starts_inside
from normalise.grid import Row, column_bounds, onto_columns, paragraph_to_row, table_to_rows
from normalise.headings.rows import HeadingRows, find_heading_rows, is_guidance_row
from normalise.headings.words import GOOD, best_score, has_further_field, heading_key, same_headings
from normalise.labels import is_label
from normalise.phrases import phrases_of
from normalise.plan import RowKind
from normalise.second_table import heads_another_table
from normalise.titles import names_review
from normalise.vocabulary import Vocabulary

_PARAGRAPHS_BEFORE = 12
"""So many paragraphs above a table may say what its rows belong to."""
_LEAST_WIDTH = 0.6
"""A text row that lost columns still has this share of them."""
_SAME_EXTENT = 0.85
"""Share of the wider of two pieces that both cover, from left to right."""
_BULLET = re.compile(r"[-–•●▪◦·*]\s")
_PAGE = re.compile(r"\s[-–—|]\s?\d{1,3}\Z")
"""The number of a page behind its header or footer: "DHR action plan – 2"."""
_TITLE = 150
"""Characters; a longer paragraph is no title of another plan."""
_NAME = 40
"""Characters; a longer paragraph that is no heading names no review: a sheet's name does."""
_MOST_CUT = 0.7
"""Share of the columns whose headings a page cuts, unless all that is below the break ends headings known whole."""
_LEAST_GUIDED = 2
"""Columns that a row of guidance explains."""
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
        over_headings: What stood in bands over the headings of its pieces.
        below_headings: Which of its rows stands right below its first headings.
    """

    n_columns: int
    headings: tuple[str, ...] = ()
    before: list[Paragraph] = field(default_factory=list)
    rows: list[tuple[Row, RowKind | None]] = field(default_factory=list)
    bounds: tuple[tuple[float, float], ...] = ()
    pieces: int = 0
    ragged: bool = False
    over_headings: set[tuple[tuple[str, ...], ...]] = field(default_factory=set)
    below_headings: int | None = None

    @property
    def page(self) -> int | None:
        """The page it has come to."""
        return next((row.page for row, _ in reversed(self.rows)), None)

    @property
    def has_content(self) -> bool:
        """Whether the last row is one of content, and none of headings or left out."""
        return bool(self.rows) and self.rows[-1][1] is None


def join_tables(blocks: Sequence[Block], kind: Kind, vocabulary: Vocabulary) -> list[JoinedTable]:
    """All logical tables of a document, in reading order."""
    tables: list[JoinedTable] = []
    between: list[Paragraph] = []
    titles = _titles_of_plans(blocks, vocabulary)
    for block in blocks:
        if isinstance(block, Paragraph):
            between.append(block)
            continue
        printed = table_to_rows(block)
        if tables and not between and _cut_guidance(tables[-1], printed[:1], vocabulary):
            tables[-1].rows.append((printed.pop(0), RowKind.GUIDANCE))
        elif tables and printed and _goes_on_with_headings(tables[-1], block, printed[0], vocabulary):
            tables[-1].rows.append((printed.pop(0), RowKind.HEADING))
        for rows, found in _by_headings(printed, block, vocabulary):
            current = tables[-1] if tables else None
            if current is None or not _belongs(current, block, rows, found, between, titles, vocabulary):
                current = JoinedTable(block.n_columns, before=between[-_PARAGRAPHS_BEFORE:], ragged=kind is Kind.TEXT)
                tables.append(current)
                between = []
            _append(current, block, rows, found, between, vocabulary)
            between = []
    if tables:
        _append_closing(tables[-1], between)
    return tables


def _titles_of_plans(blocks: Sequence[Block], vocabulary: Vocabulary) -> frozenset[str]:
    """Titles that begin a plan; one that is printed twice stands at the head of pages."""
    opens = phrases_of(vocabulary, "sections", "opens_plan")
    texts = {b.text: _PAGE.sub("", b.text) for b in blocks if isinstance(b, Paragraph) and len(b.text) < _TITLE}
    times = Counter(texts[b.text] for b in blocks if isinstance(b, Paragraph) and b.text in texts)
    return frozenset(text for text, plain in texts.items() if times[plain] == 1 and opens.search(text))


def _by_headings(rows: list[Row], table: Table, vocabulary: Vocabulary) -> list[tuple[list[Row], HeadingRows | None]]:
    """Cut a piece where other headings begin; banner rows right above headings stay with them."""
    parts: list[tuple[list[Row], HeadingRows | None]] = []
    n_columns, marked = table.n_columns, table.header_rows if len(rows) == table.n_rows else 0
    merges = any(slot.span > 1 or slot.from_above for row in rows for slot in row.slots)
    found = find_heading_rows(rows, n_columns, vocabulary, merges=merges, marked=marked)
    if found is None:
        return [(rows, None)]
    start = 0
    while found is not None:
        following = find_heading_rows(rows, n_columns, vocabulary, merges=merges, first=found.guidance_end)
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
    if len(filled) == 1 and filled[0].span == 1 and (_BULLET.match(filled[0].text) or starts_inside(filled[0].text)):
        return False  # the rest of a cell that the page before cut
    return not filled or (len(filled) == 1 and (filled[0].column == 0 or filled[0].span > 1))


def _belongs(
    current: JoinedTable,
    table: Table,
    rows: Sequence[Row],
    found: HeadingRows | None,
    between: Sequence[Paragraph],
    titles: Container[str],
    vocabulary: Vocabulary,
) -> bool:
    if found is not None:
        opens = any(p.text in titles for p in between) or _names_other_review(current.before, between, vocabulary)
        fresh = opens and not _goes_on_inside(rows[found.guidance_end :])
        if between and of_case_meeting([p.text for p in reversed(current.before)], vocabulary):
            return False  # what a meeting agreed ends with its section, whatever heads the next table
        fresh = fresh or has_further_field(current.headings, found.printed, vocabulary)
        return bool(current.headings) and same_headings(current.headings, found.printed, vocabulary) and not fresh
    parted = bool(between) and not (_has_label(between) and _has_label(current.before))
    if not current.headings and (parted or (current.n_columns != table.n_columns and not current.bounds)):
        return False
    if between and table.n_columns != current.n_columns and table.page is not None and table.page == current.page:
        return False  # a break is what parts a table; another grid lower on the page is another table
    content = [row for row, known in current.rows if known is None and not row.is_paragraph]
    if heads_another_table(rows, current.headings, vocabulary, above=content, captioned=bool(between)):
        return False
    bounds = _extent(rows)
    if current.bounds and bounds:
        return _same_extent(current.bounds, bounds) or (table.n_columns == current.n_columns and not between)
    if current.ragged:
        return _LEAST_WIDTH * current.n_columns <= table.n_columns <= current.n_columns + 1
    return table.n_columns == current.n_columns


def _has_label(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a recommendation stands over a table, whose actions need no headings of their own then."""
    return any(is_label(paragraph.text) for paragraph in paragraphs)


def _names_other_review(before: Sequence[Paragraph], between: Sequence[Paragraph], vocabulary: Vocabulary) -> bool:
    """Whether headings that name a review stand above a table and above the next one, and differ."""
    above, here = (
        {
            p.text
            for p in paragraphs
            if (p.level is not None or len(p.text) <= _NAME) and names_review(p.text, vocabulary)
        }
        for paragraphs in (before, between)
    )
    return bool(above and here) and not above & here


def _goes_on_inside(rows: Sequence[Row]) -> bool:
    """Whether the first row is the rest of one: each of its cells begins inside a sentence."""
    return bool(rows and rows[0].filled) and all(starts_inside(slot.text) for slot in rows[0].filled)


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
    start = int(found is None and bool(placed) and _cut_heading(current, placed[0], vocabulary))
    guides = found is not None and (
        _cut_guidance(current, placed[found.end : found.end + 1], vocabulary)
        or _is_guidance_again(current, placed[found.end : found.end + 1])
    )
    if found is not None and not current.pieces and found.end < len(placed):
        current.below_headings = len(current.rows) + found.end
    if found is not None and current.pieces and found.guidance_end < len(placed):
        # Headings printed again at the top of a page: what stands under them may go on from the page before.
        placed[found.guidance_end] = replace(placed[found.guidance_end], opens_piece=True)
    start = max(start, _repeated_bands(current, placed, found))
    for n, row in enumerate(placed):
        known = RowKind.HEADING if n < start else _known(n, found)
        current.rows.append((row, RowKind.GUIDANCE if guides and found and n == found.end else known))
    current.pieces += 1


def _repeated_bands(current: JoinedTable, rows: Sequence[Row], found: HeadingRows | None) -> int:
    """The number of bands over the headings, where all pieces so far have the same: then they are of the page."""
    bands = tuple(row.texts for row in rows[: found.start]) if found is not None else ()
    again = current.over_headings == {bands}
    current.over_headings |= {bands} if found is not None else set()
    return len(bands) if again else 0


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


def _goes_on_with_headings(current: JoinedTable, table: Table, row: Row, vocabulary: Vocabulary) -> bool:
    """Whether the first row of a piece is the rest of the headings, though it may look like headings of its own."""
    again = [heading_key(s.text) for s in row.filled] == [heading_key(text) for text in current.headings if text]
    return table.n_columns == current.n_columns and not again and _cut_heading(current, row, vocabulary)


def _cut_heading(current: JoinedTable, row: Row, vocabulary: Vocabulary) -> bool:
    """Whether the row is the lower part of a heading row that the page break cut, whose words then are put together."""
    filled = row.filled
    if (
        not current.headings
        or current.has_content
        or not filled
        or any(s.span > 1 or s.column >= len(current.headings) for s in filled)
    ):
        return False
    if len(filled) > _MOST_CUT * current.n_columns and not all(
        _ends(current.headings[s.column], s.text) for s in filled
    ):
        return False
    whole = {s.column: _with_rest(current.headings[s.column], s.text) for s in filled}
    if any(
        best_score(text, vocabulary) < max(GOOD, best_score(current.headings[n], vocabulary) - _SLIP)
        for n, text in whole.items()
    ):
        return False
    current.headings = tuple(whole.get(n, text) for n, text in enumerate(current.headings))
    return True


def _cut_guidance(current: JoinedTable, below: Sequence[Row], vocabulary: Vocabulary) -> bool:
    """Whether the first row of `below` is the rest of a guidance row that a page break cut; marks what is above it."""
    if len(current.rows) < 2 or current.rows[-2][1] not in (RowKind.HEADING, RowKind.GUIDANCE):
        return False
    upper, known = current.rows[-1]
    rest = {slot.column: slot.text for row in below for slot in row.filled}
    if known is RowKind.HEADING or not rest or not all(starts_inside(text) for text in rest.values()):
        return False
    if not rest.keys() <= {slot.column for slot in upper.filled}:
        return False
    whole = (replace(s, text=f"{s.text} {rest[s.column]}") if s.column in rest else s for s in upper.slots)
    if not is_guidance_row(replace(upper, slots=tuple(whole)), vocabulary):
        return False
    current.rows[-1] = upper, RowKind.GUIDANCE
    return True


def _is_guidance_again(current: JoinedTable, below: Sequence[Row]) -> bool:
    """Whether the row below headings printed again is the one below the first, and no action; marks that one."""
    if current.below_headings is None or not below or len(below[0].filled) < _LEAST_GUIDED:
        return False
    first, _ = current.rows[current.below_headings]
    if first.texts != below[0].texts or any(map(str.isdigit, "".join(first.texts))):
        return False
    current.rows[current.below_headings] = first, RowKind.GUIDANCE
    return True


def _with_rest(heading: str, rest: str) -> str:
    """The heading with the words below the break, unless an earlier print of it was whole."""
    return heading if _ends(heading, rest) else f"{heading} {rest}".strip()


def _ends(heading: str, rest: str) -> bool:
    """Whether words are the last of a heading that is printed whole elsewhere."""
    return heading_key(heading).endswith(heading_key(rest))


def _append_closing(table: JoinedTable, between: Sequence[Paragraph]) -> None:
    """What follows the last table may still be its last banner; folding drops it when no row comes."""
    table.rows.extend((paragraph_to_row(p.text, p.page, table.n_columns), None) for p in between[:3])


def _extent(rows: Sequence[Row]) -> tuple[float, float] | None:
    regions = [slot.region for row in rows for slot in row.slots if slot.region is not None]
    one_page = bool(regions) and len({region.page for region in regions}) == 1
    return (min(r.x0 for r in regions), max(r.x1 for r in regions)) if one_page else None


def _same_extent(bounds: Sequence[tuple[float, float]], extent: tuple[float, float]) -> bool:
    left, right = bounds[0][0], bounds[-1][1]
    shared = min(right, extent[1]) - max(left, extent[0])
    return shared >= _SAME_EXTENT * max(right - left, extent[1] - extent[0])
