"""Rows of a plan whose cells stand at the foot or in the middle of their row, as spreadsheets set them.

A column with one line to each row (a number, a rating, a date) anchors the rows. That the others stand level with
these lines by their last line or by their middle shows how the cells are set, and so how far each row reaches.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from extractors.pdf.borderless.blocks import NUMBERED, is_banner, lines_to_blocks
from extractors.pdf.borderless.rows import Columns, Printed

FEWEST = 3
"""Anchors that show how cells are set."""
LONGEST = 20
"""Letters of an anchor at most: a number, a rating or a date."""
ALONE = 1.12
"""Anchors other than numbers stand further apart than this times the distance of two lines."""
LEVEL = 0.4
"""Share of the letter height by which lines that stand level may differ."""
MOSTLY = 0.85
"""Share of the cells that stand as they should where cells are set so."""
ALL = 0.95
"""… where they begin at the top of their row, as usual, but more rows are anchored than can be told otherwise."""
CLEARLY = 0.15
"""Cells are set otherwise than at the top where this share more of them stands so."""

TOP, MIDDLE, FOOT = 0.0, 0.5, 1.0
"""Where in a cell, as a share of its height, the line is that stands level with the row's anchor."""
Rows = list[list[Printed]]


def anchored_rows(lines: Sequence[Printed], columns: Columns) -> Rows:
    """The rows of a plan's lines; as `lines_to_blocks` has them where no column shows how the cells are set.

    Args:
        lines: The body's lines from top to bottom, in pieces by column.
        columns: Left and right edges of the columns, points.
    """
    rows = lines_to_blocks(lines, columns)
    if any(line.ruled_above or line.ruled_from for line in lines[1:]):
        return rows
    parts = [list(part) for _, part in groupby(lines, lambda line: is_banner(line, len(columns)))]
    usual = _usual_distance(lines)
    best = 0.0
    for column in range(len(columns)):
        if not _is_anchor([line for line in lines if (column, column) in line.cells], column, usual):
            continue
        by_top = _rows_by(parts, column, TOP)
        at_top = _share_level(by_top, column, TOP)
        if at_top >= ALL and at_top > best and len(by_top) > len(rows):
            best, rows = at_top, by_top
        for setting in (FOOT, MIDDLE):
            found = _rows_by(parts, column, setting)
            share = _share_level(found, column, setting)
            if share >= max(MOSTLY, at_top + CLEARLY) and share > best:
                best, rows = share, found
    return rows


def _usual_distance(lines: Sequence[Printed]) -> float:
    """Between two lines of one cell, points: a low quartile of the distances in all columns."""
    distances: list[float] = []
    for column in {column for line in lines for column in line.columns}:
        middles = [line.middle for line in lines if (column, column) in line.cells]
        distances += [b - a for a, b in pairwise(middles)]
    return sorted(distances)[len(distances) // 4] if distances else 0.0


def _is_anchor(entries: Sequence[Printed], column: int, usual: float) -> bool:
    texts = [" ".join(piece.text for piece in line.cells[column, column]) for line in entries]
    if len(texts) < FEWEST or any(len(text) > LONGEST for text in texts):
        return False
    is_numbered = all(NUMBERED.fullmatch(text) for text in texts)
    return is_numbered or all(b.middle - a.middle > ALONE * usual for a, b in pairwise(entries))


def _rows_by(parts: Iterable[list[Printed]], column: int, setting: float) -> Rows:
    return [row for part in parts for row in _part_to_rows(part, column, setting)]


def _part_to_rows(part: Sequence[Printed], column: int, setting: float) -> Rows:
    """The lines in rows with one anchor each, each reaching as far as its setting says; one where none is."""
    anchors = [line.middle for line in part if (column, column) in line.cells]
    rows: Rows = [[]]
    for line in part:
        leeway = LEVEL * line.strip.line.size
        if rows[-1] and len(rows) < len(anchors):
            top, anchor, after = rows[-1][0].middle, anchors[len(rows) - 1], anchors[len(rows)]
            last = top + (anchor - top) / setting if setting else after - 2 * leeway
            if line.middle > last + leeway:
                rows.append([])
        rows[-1].append(line)
    return rows


def _share_level(rows: Rows, column: int, setting: float) -> float:
    """The share of cells that stand level with their row's anchor as set, and whose text does not begin midway."""
    n_cells = n_level = 0
    for row in rows:
        anchor = next((line for line in row if (column, column) in line.cells), None)
        if anchor is None:
            continue
        for place in {place for line in row for place in line.cells if place != (column, column)}:
            inside = [line for line in row if place in line.cells]
            level = inside[0].middle + setting * (inside[-1].middle - inside[0].middle)
            n_cells += 1
            if abs(level - anchor.middle) <= LEVEL * anchor.strip.line.size:
                n_level += not inside[0].cells[place][0].text[:1].islower()
    return n_level / n_cells if n_cells else 0.0
