"""Plans whose rows are ruled and whose columns are not, and borders that are drawn in unusual ways."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from extractors.document import Document, Kind, Limits, Source, Table
from extractors.pdf.borderless.ruled_rows import ruled_end, ruled_rows
from extractors.pdf.borderless.strips import lines_to_strips
from extractors.pdf.lines import Word, words_to_line
from extractors.pdf.page import Ruling
from extractors.pdf.reader import read_pdf
from extractors.pdf.rules import close_open_ends

HEADINGS = frozenset({"no", "recommendation", "action", "lead agency", "target date", "rag"})
EDGES = (40.0, 80.0, 280.0, 480.0, 620.0, 710.0, 800.0)
HEAD = ("No", "Recommendation", "Action", "Lead agency", "Target date", "RAG")
ROWS = (
    (170.0, ("", "", "Train all staff who answer calls.", "Marsh Police", "May 2024", "Green")),
    (125.0, ("", "", "Audit twenty records.", "Marsh Council", "June 2024", "")),
    (80.0, ("2", "Review the referral form.", "Form a group.", "Marsh Health Board", "July 2024", "Red")),
)
"""The middle of each row's height, and its cells; the first two share their number and recommendation."""
MERGED = ((147.5, "1"), (147.5, "Calls should be answered well."))
Draw = Callable[[Canvas], None]


def read(tmp_path: Path, *pages: Draw) -> list[Table]:
    file = tmp_path / "plan.pdf"
    canvas = Canvas(str(file), pagesize=landscape(A4))
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    source = Source("plan.pdf", "0" * 64, file.stat().st_size, Kind.PDF, file)
    document: Document = read_pdf(source, Limits(headings=HEADINGS))
    return [block for block in document.blocks if isinstance(block, Table)]


def spans(table: Table) -> dict[str, tuple[int, int, int]]:
    """Row, column and row span of each cell with text."""
    return {cell.text: (cell.row, cell.column, cell.row_span) for cell in table.cells if cell.text}


def write(canvas: Canvas, y: float, texts: Sequence[str]) -> None:
    canvas.setFillColor(colors.black)
    canvas.setFont("Helvetica", 9)
    for left, text in zip(EDGES, texts, strict=False):
        canvas.drawString(left + 5, y, text)


def rule(canvas: Canvas, y: float, start: float = EDGES[0]) -> None:
    canvas.line(start, y, EDGES[-1], y)


def plan(canvas: Canvas, shaded: bool, with_headings: bool = True) -> None:
    if shaded and with_headings:
        canvas.setFillColor(colors.lightgrey)
        for left, right in pairwise(EDGES):
            canvas.rect(left, 195, right - left, 20, stroke=0, fill=1)
    if shaded:
        for y, colour in ((150, colors.lightgreen), (60, colors.red)):
            canvas.setFillColor(colour)
            canvas.rect(EDGES[5], y, EDGES[6] - EDGES[5], 45, stroke=0, fill=1)
    if with_headings:
        rule(canvas, 215)
        write(canvas, 202, HEAD)
    for y in (195, 105, 60):
        rule(canvas, y)
    rule(canvas, 150, start=EDGES[2])
    for middle, cells in ROWS:
        write(canvas, middle, cells)
    for (middle, text), column in zip(MERGED, (0, 1), strict=True):
        canvas.drawString(EDGES[column] + 5, middle, text)


@pytest.mark.parametrize("shaded", [False, True])
def test_a_line_that_leaves_out_columns_says_that_their_cells_go_on(tmp_path: Path, shaded: bool) -> None:
    """Cells set to the middle of their rows are found by the lines, with coloured ratings or without."""
    (table,) = read(tmp_path, lambda canvas: plan(canvas, shaded))
    found = spans(table)
    assert found["1"] == (1, 0, 2)
    assert found["Calls should be answered well."] == (1, 1, 2)
    assert found["Train all staff who answer calls."] == (1, 2, 1)
    assert found["Audit twenty records."] == (2, 2, 1)
    assert found["Marsh Health Board"] == (3, 3, 1)
    assert (table.n_rows, table.n_columns) == (4, 6)


def test_coloured_cells_are_no_table_of_their_own_behind_a_page_break(tmp_path: Path) -> None:
    """Where the headings are not printed again, the columns of the page before hold for rows with coloured ratings."""
    first, second = read(
        tmp_path, lambda canvas: plan(canvas, shaded=True), lambda canvas: plan(canvas, True, with_headings=False)
    )
    assert first.n_columns == second.n_columns == 6
    assert spans(second)["Form a group."][1] == 2


def ring(canvas: Canvas, x0: float, y0: float, x1: float, y1: float, thick: float = 0.75) -> None:
    """A border drawn as browsers do: one box painted, another within it left out."""
    path = canvas.beginPath()
    path.rect(x0, y0, x1 - x0, y1 - y0)
    path.rect(x0 + thick, y0 + thick, x1 - x0 - 2 * thick, y1 - y0 - 2 * thick)
    canvas.setFillColor(colors.black)
    canvas.drawPath(path, stroke=0, fill=1, fillMode=0)


def framed(canvas: Canvas) -> None:
    heights = (215.0, 195.0, 150.0, 105.0, 60.0)
    canvas.setFillColor(colors.lightgreen)
    canvas.rect(EDGES[5], 150, 90, 45, stroke=0, fill=1)
    for top, bottom in pairwise(heights):
        for left, right in pairwise(EDGES):
            ring(canvas, left, bottom, right, top)
    write(canvas, 202, HEAD)
    for middle, cells in ROWS:
        write(canvas, middle, cells)


def test_a_frame_is_no_shading(tmp_path: Path) -> None:
    """A box with a hole is four lines: the cell within keeps its colour, and one without colour has none."""
    (table,) = read(tmp_path, framed)
    fills = {cell.text: cell.fill for cell in table.cells if cell.column in (4, 5)}
    assert fills["Green"] == (144, 238, 144)
    assert fills["May 2024"] is None
    assert fills["Red"] is None


def justified(canvas: Canvas) -> None:
    lines = ["Each agency is to tell", "all of its staff of the", "new form and how it", "is to be sent on to us"]
    for top, bottom in ((215, 195), (195, 130), (130, 65)):
        for left, right in pairwise(EDGES):
            canvas.rect(left, bottom, right - left, top - bottom)
    write(canvas, 202, HEAD)
    for number, top in (("1", 183), ("2", 118)):
        write(canvas, top, (number,))
        for column in (1, 2):
            for row, text in enumerate(lines):
                words = text.split()
                left, room = EDGES[column] + 5, 190 - canvas.stringWidth("".join(words), "Helvetica", 9)
                for word in words:
                    canvas.drawString(left, top - 11 * row, word)
                    left += canvas.stringWidth(word, "Helvetica", 9) + room / (len(words) - 1)


def test_justified_text_stays_in_its_cells(tmp_path: Path) -> None:
    """Words drawn apart to fill the line are not columns of their own."""
    (table,) = read(tmp_path, justified)
    assert (table.n_rows, table.n_columns) == (3, 6)
    text = "Each agency is to tell all of its staff of the new form and how it is to be sent on to us"
    assert [cell.text.replace("\n", " ") for cell in table.cells if cell.column == 2] == ["Action", text, text]


def test_a_side_drawn_in_part_is_closed_between_neighbours_alone() -> None:
    """Where a page's end cut some cells and not a merged one, the cut ones are closed; two tables are not joined."""
    downs = [Ruling(False, x, 0.0, 100.0) for x in (0.0, 50.0, 100.0, 150.0)]
    across = [Ruling(True, 0.0, 0.0, 150.0), Ruling(True, 100.0, 0.0, 50.0)]
    closed = [(side.at, side.start, side.end) for side in close_open_ends([*downs, *across]) if side.horizontal]
    assert closed == [(100.0, 50.0, 100.0), (100.0, 100.0, 150.0)]
    apart = [Ruling(True, y, x, x + 50.0) for y in (0.0, 100.0) for x in (0.0, 100.0)]
    assert close_open_ends([*downs, *apart]) == []


def test_many_lines_cost_in_proportion(in_proportion: Callable[..., None]) -> None:
    """A page of nothing but lines and words takes a time that grows with them."""
    borders = [30.0 * column for column in range(13)]

    def find(percent: int) -> None:
        strips, rules = [], []
        for row in range(20 * percent):
            y = 10.0 + 8 * row
            words = [Word("ab", border + 3, border + 20) for border in borders[:-1]]
            strips += lines_to_strips([words_to_line(words, y, y + 5, 5.0)])
            rules.append(Ruling(True, y - 1.5, borders[8], borders[12]))
        grid = ruled_rows(strips, 1, borders, rules)
        assert grid is not None
        assert ruled_end(strips, borders, rules) == 0

    in_proportion(find, size=100)
