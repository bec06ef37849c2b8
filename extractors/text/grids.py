"""Tables drawn with characters: `+----+----+` borders (or box-drawing lines) around `|` cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.document import Cell
from extractors.errors import TooLargeDocument
from extractors.text.found import MAX_ROW_CELLS, Found, joined_lines
from extractors.text.markup import plain_text

_BOX = str.maketrans(
    dict.fromkeys("─━═╌┄┈", "-")
    | dict.fromkeys("│┃║╎┆┊", "|")
    | {chr(c): "+" for c in range(0x250C, 0x254C)}
    | {chr(c): "+" for c in range(0x2552, 0x2574)}
)
_BORDER = re.compile(r"\+(?:[-=:~]+\+)+\Z")
_FEW_BORDERS = 3


@dataclass(slots=True)
class _OpenCell:
    """A cell whose lower border has not come yet; `end` is the edge (index) on its right."""

    row: int
    end: int
    row_span: int = 1
    lines: list[str] = field(default_factory=list)


def find_grid(lines: Sequence[str], start: int) -> Found | None:
    """The drawn grid that begins at a line of one page, or None.

    Raises:
        TooLargeDocument: The grid has over 1,000 columns.
    """
    if not _is_border(_drawn(lines[start])):
        return None
    stop, drawing = start, []
    while stop < len(lines) and (line := _drawn(lines[stop]))[:1] in ("+", "|"):
        drawing.append(line)
        stop += 1
    edges = sorted({i for line in drawing if _is_border(line) for i, c in enumerate(line) if c == "+"})
    if len(edges) > MAX_ROW_CELLS + 1:
        raise TooLargeDocument(f"The text has a drawn table of over {MAX_ROW_CELLS} columns.")
    cells = _read_cells(drawing, edges) if any(line[0] == "|" for line in drawing) else []
    return Found(tuple(cells), stop, is_prose=not cells)


def _drawn(line: str) -> str:
    return line.translate(_BOX).strip()


def _is_border(line: str) -> bool:
    return _BORDER.match(line) is not None


def _read_cells(drawing: Sequence[str], edges: Sequence[int]) -> list[Cell]:
    single = _has_single_line_rows(drawing, edges)
    opened: dict[int, _OpenCell] = {}
    done: list[Cell] = []
    row = 0
    for line in drawing:
        if line[0] == "+" or _has_border_part(line, edges):
            row += _close(opened, done, line, edges)
            continue
        if single and opened:
            row += _close(opened, done, None, edges)
        _add_line(opened, line, edges, row)
    _close(opened, done, None, edges)
    return sorted(done, key=lambda cell: (cell.row, cell.column))


def _add_line(opened: dict[int, _OpenCell], line: str, edges: Sequence[int], row: int) -> None:
    for left, right, text in _pieces(line, edges):
        cell = opened.setdefault(left, _OpenCell(row, right))
        cell.lines.append(text)


def _pieces(line: str, edges: Sequence[int]) -> list[tuple[int, int, str]]:
    """Left edge, right edge and text of each cell on a line; a missing `|` at an edge means a merged cell."""
    texts = line[1:].removesuffix("|").split("|")
    last = len(edges) - 1
    at = [i for i, edge in enumerate(edges) if 0 < i < last and line[edge : edge + 1] in ("|", "+")]
    if len(texts) == last and len(at) != last - 1:  # wide characters shift the columns, but all cells are there
        return [(i, i + 1, text) for i, text in enumerate(texts)]
    bounds = [0, *at, last]
    cuts = [edges[i] for i in bounds[:-1]] + [len(line)]
    parts = [line[a + 1 : b] for a, b in pairwise(cuts)]
    parts[-1] = parts[-1].rstrip().removesuffix("|")
    return [(a, b, text) for (a, b), text in zip(pairwise(bounds), parts, strict=True)]


def _has_border_part(line: str, edges: Sequence[int]) -> bool:
    """Whether a line that begins inside a merged cell carries the border of cells further right."""
    return "+-" in line and any(
        line[a] == "+" == line[b] and not line[a + 1 : b].strip("-=") for a, b in pairwise(edges) if b < len(line)
    )


def _close(opened: dict[int, _OpenCell], done: list[Cell], border: str | None, edges: Sequence[int]) -> int:
    """Ends the cells above a border (all without one); returns 1 when a row ended."""
    if not opened:
        return 0
    for left in sorted(opened):
        cell = opened[left]
        a, b = edges[left], edges[cell.end]
        if border is not None and border[a + 1 : b].strip("-=:~+"):
            cell.row_span += 1
            cell.lines.append(border[a + 1 : b])
            continue
        width = max(b - a - 3, 1)
        text = plain_text(joined_lines(cell.lines, width))
        done.append(Cell(text, cell.row, left, cell.row_span, cell.end - left))
        del opened[left]
    return 1


def _has_single_line_rows(drawing: Sequence[str], edges: Sequence[int]) -> bool:
    """Whether each line is a row: borders only around headings and body, every line begins a sentence or a number."""
    borders = [i for i, line in enumerate(drawing) if _is_border(line)]
    if len(borders) > _FEW_BORDERS or any("=" in drawing[i] for i in borders):
        return False
    body = drawing[borders[-2] + 1 : borders[-1]] if len(borders) > 1 else drawing[1:]
    firsts = [_pieces(line, edges)[0][2].strip() for line in body]
    return len(body) > 1 and all(first and not first[0].islower() for first in firsts)
