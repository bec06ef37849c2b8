"""A plan's table without rules, from its headings or from the columns of the page before: columns, extent, rows."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.pdf.borderless.anchors import anchored_rows
from extractors.pdf.borderless.blocks import NUMBERED
from extractors.pdf.borderless.grid import Placing, beside_rule, plan_row_placings, row_placings, to_grid
from extractors.pdf.borderless.headings import Heading, HeadingRow, find_heading_rows
from extractors.pdf.borderless.rows import Printed, print_lines
from extractors.pdf.borderless.ruled_rows import ruled_end, ruled_rows
from extractors.pdf.borderless.strips import AT_EDGE, OVER, Piece, Strip, crosses, cut_at, taken_columns
from extractors.pdf.grid import Grid
from extractors.pdf.page import Ruling
from extractors.pdf.rules import merge_rulings

TRIED = 12
"""Lines below a heading row that first show where its columns part."""
ACROSS = 3
"""So many lines in turn that run across the columns end the table, unless one in many columns follows."""
MOST_ACROSS = 0.34
"""Share of a table's lines that may run across its columns (banners between its rows)."""
NARROWEST = 0.25
"""Share of the page's width that a plan's headings take up at least."""
EDGE = 0.93
"""Share of the page's height below which a lone line is its footer."""
PAGE_NUMBER = re.compile(
    r"(?:(?:page|tudalen)\s*)?[-–|]?\s*\d{1,4}(?:\s*(?:of|o|/)\s*\d{1,4})?\s*[-–|]?$", re.IGNORECASE
)
FEWEST_LABELS = 2
"""Rows that show a column of labels without a heading."""
SURE = 3
"""Known headings that a heading row has at least where a table may be going on."""
SURELY = 0.7
"""… and their share of all of its headings."""
MARGIN = 5.0
"""Room between a column's left edge and its text, points: as in Word's tables, and as much at its right."""
SPACE = 0.12
"""Room (over the letter height) that spreadsheets leave between two columns at least."""
MOSTLY = 0.9
"""Share of a heading row's width that a line over it has at least."""
TIGHT = 0.6
"""Room between two lines of one heading row at most, over the letter height."""
FAR = 3.0
"""A line further below the last (over the letter height), with nothing in columns after it, is no part of the table."""


def find_plans(
    strips: Sequence[Strip],
    rulings: Sequence[Ruling],
    size: tuple[float, float],
    headings: frozenset[str],
    columns_before: Sequence[float] | None,
) -> list[Grid]:
    """The tables under headings, and before the first of them what goes on from the page before."""
    width, height = size
    rows = [r for r in find_heading_rows(strips, headings) if _extent(r) > NARROWEST * width]
    if not rows and columns_before is None:
        return []
    merged = merge_rulings(rulings)
    grids: list[Grid | None] = []
    if columns_before is not None and len(columns_before) > 2:
        rows = [row for row in rows if _is_sure(row)]  # cells may read like some
        end = rows[0].first if rows else len(strips)
        grids.append(_continued(strips[:end], merged, height, columns_before))
    rows = [row for row in rows if row is rows[0] or _is_sure(row) or not _goes_on_ruled(strips, rows[0], row, merged)]
    rows = [_with_lines_above(strips, row, merged) for row in rows]
    for at, row in enumerate(rows):
        end = rows[at + 1].first if at + 1 < len(rows) else len(strips)
        grids.append(_headed(strips[row.first : end], row, merged, height))
    return [grid for grid in grids if grid is not None]


def _extent(row: HeadingRow) -> float:
    return row.headings[-1].x1 - row.headings[0].x0


def _with_lines_above(strips: Sequence[Strip], row: HeadingRow, rulings: Sequence[Ruling]) -> HeadingRow:
    """The heading row with the lines right above it, up to a line or the edge of its shading: headings set lower."""
    head = strips[row.first].line
    wide = [
        r.at for r in rulings if r.horizontal and r.end - r.start > MOSTLY * _extent(row) and r.at <= head.top + OVER
    ]
    first = row.first
    while wide and first > max(0, row.first - ACROSS) and strips[first - 1].line.top >= max(wide) - OVER:
        above, below = strips[first - 1].line, strips[first].line
        if below.top - above.bottom > TIGHT * above.size or len(strips[first - 1].pieces) > len(row.headings):
            return row
        first -= 1
    is_near = bool(wide) and strips[first].line.top - max(wide) <= head.size
    return replace(row, first=first) if is_near else row


def _is_sure(row: HeadingRow) -> bool:
    return row.n_known >= max(SURE, SURELY * len(row.headings))


def _goes_on_ruled(strips: Sequence[Strip], first: HeadingRow, row: HeadingRow, rulings: Sequence[Ruling]) -> bool:
    """Whether lines above a later row, and below it, are as wide as that under the first: its table goes on.

    What stands alone in its line between the upper one and the row is the title of another table.
    """
    under, head = strips[first.last].line, strips[row.first].line
    drawn = [
        r for r in rulings if r.horizontal and r.is_drawn and r.end - r.start > _extent(first) and r.at > under.top
    ]
    same = [r.at for r in drawn if abs(r.start - drawn[0].start) <= MARGIN and abs(r.end - drawn[0].end) <= MARGIN]
    above = [at for at in same if at <= head.top + OVER]
    if not above or max(same) <= head.bottom:
        return False
    between = [strip for strip in strips[first.last + 1 : row.first] if strip.line.top > above[-1] - OVER]
    return all(len(strip.pieces) > 1 for strip in between)


def _headed(strips: Sequence[Strip], row: HeadingRow, rulings: Sequence[Ruling], height: float) -> Grid | None:
    n_heading = row.last - row.first + 1
    lefts = [heading.x0 for heading in row.headings]
    body = [_number_apart(strip, lefts) for strip in strips[n_heading:]]
    row = replace(row, headings=(*_unheaded(body[:TRIED], row.headings[0]), *row.headings))
    borders = _borders(row.headings, body[:TRIED])
    end = _table_end(body, borders, height)
    borders = _borders(row.headings, body[:end])
    lefts = [heading.x0 for heading in row.headings]
    body = _recut(body, borders, lefts)
    ruled = ruled_end(body, borders, rulings)
    body = body[: max(end, ruled)]
    if not (ruled or _is_filled(body, borders)):
        return None
    return _to_grid([*strips[:n_heading], *body], n_heading, borders, rulings)


def _number_apart(strip: Strip, lefts: Sequence[float]) -> Strip:
    """The line cut behind a number right before a column's left edge: spreadsheets set numbers to the right."""
    first = strip.pieces[0]
    number = NUMBERED.fullmatch(first.text.partition(" ")[0])
    return cut_at(strip, [left for left in lefts if first.x0 < left < first.x1], SPACE) if number else strip


def _unheaded(body: Sequence[Strip], first: Heading) -> list[Heading]:
    """A column of numbers or letters left of the first heading that has no heading itself."""
    labels = [strip.pieces[0] for strip in body if strip.pieces[0].x1 < first.x0]
    if len(labels) < FEWEST_LABELS:
        return []
    return [Heading("", min(label.x0 for label in labels), max(label.x1 for label in labels))]


def _continued(
    strips: Sequence[Strip], rulings: Sequence[Ruling], height: float, borders: Sequence[float]
) -> Grid | None:
    """What stands in the columns of the page before, from the first line that fills two of them."""
    body = _recut(strips, borders, [])
    start = _table_start(body, borders, height)
    ruled = ruled_end(body[start:], borders, rulings)
    end = start + max(_table_end(body[start:], borders, height), ruled)
    if not (ruled or _is_filled(body[start:end], borders)):
        return None
    return _to_grid(body[start:end], 0, borders, rulings)


def _table_start(strips: Sequence[Strip], borders: Sequence[float], height: float) -> int:
    """The first line that keeps to the columns and is no page header (alone, at the top, apart from the next)."""
    for at, strip in enumerate(strips):
        if crosses(strip, borders):
            continue
        is_lone = len(taken_columns(strip, borders)) < 2 and strip.line.bottom < (1 - EDGE) * height
        is_apart = at + 1 < len(strips) and strips[at + 1].line.top - strip.line.bottom > 0.9 * strip.line.size
        if not (is_lone and is_apart):
            return at
    return len(strips)


def _borders(headings: Sequence[Heading], body: Sequence[Strip]) -> list[float]:
    """Where the columns part: between two headings, where the fewest lines below have words."""
    pieces = [p for strip in body for p in strip.pieces]
    left = min([headings[0].x0, *(p.x0 for p in pieces)])
    right = max([headings[-1].x1, *(p.x1 for p in pieces)])
    return [left - MARGIN, *(_parting(a, b, pieces) for a, b in pairwise(headings)), right + 1.0]


def _parting(left: Heading, right: Heading, pieces: Sequence[Piece]) -> float:
    low, high = min(left.middle, left.x1 - 1), max(right.middle, right.x0 + 1)
    edges = sorted({low, high, *(x for p in pieces for x in (p.x0, p.x1) if low < x < high)})
    starts, ends = sorted(p.x0 for p in pieces), sorted(p.x1 for p in pieces)
    # How many pieces lie over a room: those that have begun, less those that have ended.
    over = [bisect_right(starts, a) - bisect_right(ends, a) for a in edges[:-1]]
    least = min(over)
    rooms: list[tuple[float, float]] = []
    for (a, b), count in zip(pairwise(edges), over, strict=True):
        if count == least:
            if rooms and rooms[-1][1] == a:
                rooms[-1] = (rooms[-1][0], b)
            else:
                rooms.append((a, b))
    before_text = [r for r in rooms if abs(r[1] - right.x0) <= AT_EDGE and _n_within(starts, r[1], AT_EDGE) > 1]
    between = [r for r in rooms if r[0] < right.x0 and r[1] > left.x1 and r[1] - r[0] > 2]
    start, end = max(before_text or between or rooms, key=lambda r: r[1] - r[0])
    end = max(min(end, right.x0), start)
    # Text mostly stands at the left of its column: the border is nearer to the next column's.
    return end - min(MARGIN, (end - start) / 2)


def _n_within(ordered: Sequence[float], at: float, leeway: float) -> int:
    return bisect_right(ordered, at + leeway) - bisect_left(ordered, at - leeway)


def _table_end(body: Sequence[Strip], borders: Sequence[float], height: float) -> int:
    """How many of the lines are the table's: up to prose, and without what stands below it alone."""
    end = across = 0
    many = max(3, len(borders) // 2)
    for at, strip in enumerate(body):
        if at and strip.line.top - body[at - 1].line.bottom > 3 * FAR * strip.line.size:
            break
        if crosses(strip, borders):
            across += 1
            continue
        taken = len(taken_columns(strip, borders))
        if across >= ACROSS and taken < many:
            continue  # only a line in many columns takes the table up again behind a long banner
        is_far = at > 0 and strip.line.top - body[at - 1].line.bottom > FAR * strip.line.size
        if taken < 2 and (is_far or strip.line.top > EDGE * height or PAGE_NUMBER.match(strip.line.text)):
            continue
        across = 0
        end = at + 1
    return end


def _recut(body: Sequence[Strip], borders: Sequence[float], lefts: Sequence[float]) -> list[Strip]:
    """Lines cut again where a word begins at a column's left edge close behind the words before."""
    edges = sorted({*_usual_lefts(body, borders), *lefts})
    return [_cut(strip, edges, borders) if crosses(strip, borders) else strip for strip in body]


def _cut(strip: Strip, edges: Sequence[float], borders: Sequence[float]) -> Strip:
    """The line cut at edges behind room; behind a space or less only if it then keeps to the columns altogether."""
    cut = cut_at(strip, edges)
    if not crosses(cut, borders):
        return cut
    tight = cut_at(strip, edges, SPACE)
    return cut if crosses(tight, borders) else tight


def _usual_lefts(body: Sequence[Strip], borders: Sequence[float]) -> list[float]:
    counts: Counter[tuple[int, float]] = Counter()
    for strip in body:
        for piece in strip.pieces:
            counts[bisect_right(borders, piece.x0 + 1), round(piece.x0, 0)] += 1
    best: dict[int, tuple[int, float]] = {}
    for (column, x), n in counts.items():
        best[column] = max(best.get(column, (0, 0.0)), (n, x))
    return [x for n, x in best.values() if n > 1]


def _is_filled(body: Sequence[Strip], borders: Sequence[float]) -> bool:
    """Whether there is a line in two columns, and few run across."""
    if not any(len(taken_columns(s, borders)) > 1 and not crosses(s, borders) for s in body):
        return False
    most = MOST_ACROSS if len(borders) < 5 else 2 * MOST_ACROSS
    return sum(crosses(s, borders) for s in body) <= most * len(body)


def _to_grid(strips: Sequence[Strip], n_heading: int, borders: Sequence[float], rulings: Sequence[Ruling]) -> Grid:
    ruled = ruled_rows(strips, n_heading, borders, rulings)
    if ruled is not None:
        return ruled
    columns = [(a + 1.5, max(b - 1.5, a + 2.0)) for a, b in pairwise(borders)]
    lines = print_lines(strips, columns, rulings)
    rows: list[list[Printed]] = [lines[:n_heading]] if n_heading else []
    placings: list[Placing] = row_placings(rows[0], 0) if rows else []
    for row in anchored_rows(lines[n_heading:], columns):
        found = plan_row_placings(row, len(rows), len(columns))
        begins_anew = 0 in row[0].columns and NUMBERED.match(row[0].strip.pieces[0].text)
        first = 0 if begins_anew else row[0].ruled_from
        placings += beside_rule(found, first, placings, len(rows)) if first else found
        rows.append(row)
    return to_grid(placings, rows, columns)
