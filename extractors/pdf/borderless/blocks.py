"""Rows of a plan without rules, whose cells are wrapped text: blocks by drawn lines, by room, by what begins anew."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.pdf.borderless.rows import Columns, Printed, breaks_were_meant

TIGHT = 0.2
"""Place, among the rooms between lines from the narrowest, of the room that lines of one cell leave."""
LOOSER = 0.28
"""A room wider than the tight one by this share of the letter height may part rows."""
MOST = 0.6
"""Share of a row's columns that a line without the first one fills to begin a row of its own."""
FEWEST = 0.4
"""Share of the table's columns that such a line fills."""
NUMBERED = re.compile(
    r"(?:\(?[A-Za-z]{0,4}[ .\-]?\d{1,3}(?:\.\d{1,2}){0,2}[a-z]?[.):]?"
    r"|(?:rec(?:ommendation)?|action|no)\.?\s*\d+[a-z]?[.):]?)(?:\s|$)",
    re.IGNORECASE,
)
"""A number that rows begin with: `1`, `2.1`, `R3`, `Recommendation 4`."""


DOTTED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)](?:\s|$)")
LABELLED = re.compile(r"(?:rec(?:ommendation)?|action)\.?\s*\d+[a-z]?[.):]?(?:\s|$)", re.IGNORECASE)
"""A number that says what it numbers: no line in the middle of a row begins so."""


def lines_to_blocks(lines: Sequence[Printed], columns: Columns) -> list[list[Printed]]:
    """The lines of a plan's body in rows."""
    is_ruled = sum(line.ruled_above for line in lines) >= 2
    rooms = _rooms(lines)
    inner = sorted(room for room in rooms if room > 0)  # none where lines of two cells overlap
    tight = inner[int(TIGHT * (len(inner) - 1))] if inner else 0.0
    is_numbered = _is_numbered(lines)
    rows: list[list[Printed]] = []
    for at, line in enumerate(lines):
        room = rooms[at - 1] - tight if at else 0.0
        cut = len(rows) == 1 and DOTTED.match(line.strip.pieces[0].text)  # the rest of a row from the page before
        begins = not rows or _begins(rows[-1], line, room, columns, is_ruled, is_numbered)
        if not begins and not (cut and not is_ruled and 0 in line.columns and len(line.columns) > 1):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _rooms(lines: Sequence[Printed]) -> list[float]:
    """White room above each line but the first, over its letter height; less than none where columns interleave.

    Measured between the lines' middles: a bullet, a raised letter or another font makes a line look taller than it is.
    """
    rooms: list[float] = []
    lowest = lines[0].middle if lines else 0.0
    for line in lines[1:]:
        rooms.append((line.middle - lowest) / max(1.0, line.strip.line.size) - 1.0)
        lowest = max(lowest, line.middle)
    return rooms


def _is_numbered(lines: Sequence[Printed]) -> bool:
    """Whether rows begin with a number in the first column, and lines in between have nothing there."""
    firsts = [line.strip.pieces[0].text for line in lines if 0 in line.columns]
    return bool(firsts) and all(len(text) < 12 and NUMBERED.match(text) for text in firsts)


def _begins(
    row: Sequence[Printed], line: Printed, room: float, columns: Columns, is_ruled: bool, is_numbered: bool
) -> bool:
    if line.ruled_above or line.ruled_from:
        return True
    if is_ruled:
        return False
    if is_banner(row[-1], len(columns)) or (len(row) > 1 and is_banner(row[0], len(columns))):
        # A banner's last line is short and may look like an entry of the first column.
        return room > LOOSER or not (is_banner(line, len(columns)) or line.columns == {0})
    if is_banner(line, len(columns)):
        return True
    if is_numbered:
        return 0 in line.columns
    if room > LOOSER:
        return 0 in line.columns or len(line.columns) >= max(2, MOST * len(row[0].columns), FEWEST * len(columns))
    return room > -LOOSER and _begins_anew(row, line, columns)


def is_banner(line: Printed, n_columns: int) -> bool:
    """Whether a line runs across columns that others keep."""
    return any(last - first >= max(1, n_columns // 2 - 1) for first, last in line.cells)


def _begins_anew(row: Sequence[Printed], line: Printed, columns: Columns) -> bool:
    """Without any room to tell: numbered anew, or nothing in it can go on from the line above."""
    if 0 not in line.columns or len(line.columns) < 2:
        return False
    first = line.strip.pieces[0].text
    if LABELLED.match(first) or (NUMBERED.match(first) and NUMBERED.match(row[0].strip.pieces[0].text)):
        return True
    if len(line.columns) < 0.5 * len(row[0].columns):
        return False
    shared = line.columns & row[-1].columns
    return len(shared) > 1 and breaks_were_meant(row[-1], line, columns) and line.columns >= row[0].columns
