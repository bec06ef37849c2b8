"""Rows of a table without rules: which printed lines belong to one row."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from extractors.pdf.borderless.strips import Piece, Strip
from extractors.pdf.page import Ruling

Reach = tuple[int, int]
"""First and last column that a piece covers."""
Columns = Sequence[tuple[float, float]]

NUMBER = re.compile(
    r"[(\[<>≤≥~±+\-–−$£€¥%*]*\s?(?:"
    r"\d[\d.,:/()%*\s+\-–−]*|[.\-–−—:*]+|n\.?\s?[/.]?\s?[ads]\.?)\W*\w?$",
    re.IGNORECASE,
)
"""A figure, a share, a range, or a sign that there is none."""
YEAR = re.compile(r"(?:(?:19|20)\d\d\W?(?:[-–/]\d{1,4})?)?[\s*]*(?:\(?0*\)?|\(\d{1,2}\)|%)[\s*]*$")
"""A year, a unit such as `(000)` or the number of a column: figures that stand in headings."""
EDGE = 15.0
"""Points by which a rule may begin or end beside its column's text."""
LOOSE = 1.3
"""Lines further apart than this times the tightest usual distance begin a new row."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One line of a table.

    Attributes:
        strip: The line in its pieces.
        cells: The pieces by the columns they cover, left to right.
        ruled_above: Whether a drawn line stands above it that covers most of the table's width.
        ruled_from: The first column that a drawn line above it covers with all behind it; 0 where that is none.
        columns: All columns in which it has text.
        figures: Cells right of the first column that hold a figure.
    """

    strip: Strip
    cells: dict[Reach, list[Piece]]
    ruled_above: bool
    ruled_from: int
    columns: frozenset[int]
    figures: int

    @property
    def middle(self) -> float:
        """Height halfway through the line: steadier than its top, which a raised letter or another font shifts."""
        return (self.strip.line.top + self.strip.line.bottom) / 2


def is_figure(pieces: Sequence[Piece]) -> bool:
    """Whether a cell's line is a number or stands for one."""
    text = " ".join(p.text for p in pieces)
    return len(text) < 40 and bool(NUMBER.match(text))


def print_lines(strips: Sequence[Strip], columns: Columns, rulings: Sequence[Ruling]) -> list[Printed]:
    """The lines with their cells and the drawn lines between them."""
    drawn = sorted((r.at, _covers(r, columns), _first_covered(r, columns)) for r in rulings if r.horizontal)
    drawn = [one for one in drawn if one[1] or one[2]]
    lines: list[Printed] = []
    for at, strip in enumerate(strips):
        above = strips[at - 1].line.bottom - 3 if at else strip.line.top - 3
        begin = bisect_left(drawn, min(above, strip.line.top - 3), key=itemgetter(0))
        end = bisect_right(drawn, strip.line.top + 0.35 * strip.line.size, key=itemgetter(0))
        lines.append(_printed(strip, line_cells(strip, columns), drawn[begin:end] if at else ()))
    return lines


def _printed(strip: Strip, cells: dict[Reach, list[Piece]], above: Sequence[tuple[float, bool, int]]) -> Printed:
    columns = frozenset(c for first, last in cells for c in range(first, last + 1))
    figures = sum(is_figure(pieces) for (first, _), pieces in cells.items() if first > 0)
    ruled_from = min((first for _, _, first in above), default=0)
    return Printed(strip, cells, any(covers for _, covers, _ in above), ruled_from, columns, figures)


def _first_covered(rule: Ruling, columns: Columns) -> int:
    """The first column that the rule covers with all behind it: it parts rows there, beside a cell that goes on."""
    first = min(range(len(columns)), key=lambda at: abs(columns[at][0] - rule.start))
    reaches = rule.end > columns[-1][1] - EDGE and len(columns) - first > 1
    return first if reaches and abs(rule.start - columns[first][0]) < EDGE else 0


def _covers(rule: Ruling, columns: Columns) -> bool:
    x0, x1 = columns[0][0], columns[-1][1]
    return min(rule.end, x1) - max(rule.start, x0) > 0.7 * (x1 - x0)


def line_cells(strip: Strip, columns: Columns) -> dict[Reach, list[Piece]]:
    """The pieces of one line by the columns they cover; pieces whose columns overlap are one cell."""
    cells: dict[Reach, list[Piece]] = {}
    for piece in strip.pieces:
        first, last = reach(piece, columns)
        before = next(reversed(cells)) if cells else None
        if before is not None and before[1] >= first:
            cells[before[0], max(last, before[1])] = [*cells.pop(before), piece]
        else:
            cells[first, last] = [piece]
    return cells


def reach(piece: Piece, columns: Columns) -> Reach:
    """The columns that a piece covers; one that lies in no column belongs to the nearest."""
    start = bisect_left(columns, piece.x0 + 0.5, key=lambda c: c[1])
    end = bisect_left(columns, piece.x1 - 0.5, key=lambda c: c[0])
    if end > start:
        return start, end - 1
    near = range(max(start - 1, 0), min(start + 1, len(columns)))
    nearest = min(near, key=lambda i: max(columns[i][0] - piece.middle, piece.middle - columns[i][1]))
    return nearest, nearest


def find_heading_end(lines: Sequence[Printed]) -> int:
    """How many leading lines are heading: up to the first drawn line, else up to the first line of figures."""
    first = next((i for i, line in enumerate(lines) if _is_data(line)), None)
    ruled = next((i for i, line in enumerate(lines) if line.ruled_above and i > 0), None)
    if first is None or first > 9:
        return ruled if ruled is not None and ruled <= 6 else 0
    if ruled is not None and ruled <= first:
        return ruled
    # A label that wraps, or a heading of a group of rows, stands between the heading and the first figures.
    while first > 1 and lines[first - 1].columns == {0}:
        first -= 1
    return first


def _is_data(line: Printed) -> bool:
    """Whether a line has figures that are no years or units: all that it has, or beside a label."""
    right = [pieces for (first, _), pieces in line.cells.items() if first > 0]
    figures = [pieces for pieces in right if is_figure(pieces)]
    if all(YEAR.match(piece.text) for pieces in figures for piece in pieces):
        return False
    return 0 in line.columns or 2 * len(figures) > len(right)


def lines_to_rows(lines: Sequence[Printed], columns: Columns) -> list[list[Printed]]:
    """The lines below the heading in rows."""
    loose = LOOSE * _usual_pitch(lines)
    rows: list[list[Printed]] = []
    for line in lines:
        if rows and not _starts_row(rows[-1], line, loose, columns):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _usual_pitch(lines: Sequence[Printed]) -> float:
    distances = sorted(b.middle - a.middle for a, b in pairwise(lines))
    return distances[len(distances) // 5] if distances else 0.0


def _starts_row(row: list[Printed], line: Printed, loose: float, columns: Columns) -> bool:
    before = row[-1]
    if line.ruled_above or line.middle - before.middle > loose:
        return True
    known = (*row[:2], *row[-2:])  # of a long row its ends tell enough
    has_figures = any(one.figures for one in known)
    if line.figures and (has_figures or 0 in line.columns):
        return has_figures or not _wraps_on(before, line)
    if line.columns == {0}:
        return not _wraps_on(before, line)
    if 0 in line.columns:
        return breaks_were_meant(before, line, columns)
    taken = {c for one in known for c in one.columns}
    return bool(line.figures) or not (line.columns <= taken)


def _wraps_on(before: Printed, line: Printed) -> bool:
    """Whether the first column's text goes on: it is indented under the line above or begins in small letters."""
    if 0 not in before.columns or 0 not in line.columns:
        return False
    text = line.strip.pieces[0].text
    if text[:1].islower():
        return True
    is_indented = line.strip.x0 > before.strip.x0 + 4
    return is_indented and bool(before.figures) and not line.figures


def breaks_were_meant(before: Printed, line: Printed, columns: Columns) -> bool:
    """Whether in each column both have, the lower line's first word would have fitted on the upper line."""
    for place, pieces in line.cells.items():
        upper = before.cells.get(place)
        if upper is None or is_figure(pieces):
            continue
        words = pieces[0].text.split(maxsplit=1)[0]
        word = (pieces[0].x1 - pieces[0].x0) * len(words) / max(1, len(pieces[0].text))
        if upper[-1].x1 + word + 0.3 * line.strip.line.size > columns[place[1]][1]:
            return False
        if pieces[0].text[:1].islower():
            return False
    return True
