"""Plans printed from a spreadsheet without borders: cells set to the top, middle or foot of rows that leave no room."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extractors.document import Kind, Limits, Source, Table
from extractors.pdf.reader import read_pdf

HEADINGS = frozenset({"rec", "recommendation", "action", "lead agency", "target date", "rag"})
LEFTS = (40.0, 70.0, 230.0, 420.0, 540.0, 640.0)
EDGES = (*LEFTS, 700.0)
SIZE, PITCH, MARGIN = 9.0, 10.4, 1.0
TOP = 500.0
Row = Sequence[Sequence[str]]
"""The lines of each cell of one row."""

HEAD: Row = (["Rec"], ["Recommendation"], ["Action"], ["Lead agency"], ["Target date"], ["RAG"])
ROWS: Sequence[Row] = (
    (
        ["1"],
        ["The partnership should make", "sure that all agencies use", "the risk checklist and that", "they record it."],
        ["Commission a course and keep", "a record of who attended."],
        ["Marsh Council"],
        ["30 June 2024"],
        ["Green"],
    ),
    (["1"], [], ["Report to the board."], ["Marsh Council"], ["July 2024"], ["Amber"]),
    (
        ["2"],
        ["Police should audit their", "records."],
        ["Audit a sample of records in", "each quarter, and tell the", "board what was found."],
        ["Marsh Police"],
        ["31/08/2024"],
        ["Amber"],
    ),
    (["2"], [], ["Publish the audit."], ["Marsh Police"], ["May 2024"], ["Red"]),
    (
        ["3"],
        ["Practices should name a lead."],
        ["Write to all practices."],
        ["Marsh Health"],
        ["Spring 2025"],
        ["Green"],
    ),
)
TINTS = {"Green": colors.green, "Amber": colors.orange, "Red": colors.red}


def in_cell(canvas: Canvas, column: int, lines: Sequence[str], top: float, height: float, setting: str) -> None:
    room = height - PITCH * len(lines) - 2 * MARGIN
    y = top - MARGIN - {"top": 0.0, "middle": room / 2, "foot": room}[setting] - SIZE
    for text in lines:
        x = LEFTS[column] + MARGIN
        if text.isdigit():
            x = EDGES[column + 1] - MARGIN - stringWidth(text, "Helvetica", SIZE)
        canvas.drawString(x, y, text)
        y -= PITCH


def draw(canvas: Canvas, rows: Sequence[Row], setting: str, shaded: bool) -> None:
    top = TOP
    canvas.setFont("Helvetica", SIZE)
    for number, row in enumerate(rows):
        height = PITCH * max(len(lines) for lines in row) + 2 * MARGIN
        for column, lines in enumerate(row):
            tint = TINTS.get(lines[0]) if lines else None
            if shaded and (number == 0 or tint):
                canvas.setFillColor(tint or colors.lightgrey)
                canvas.rect(LEFTS[column], top - height, EDGES[column + 1] - LEFTS[column], height, stroke=0, fill=1)
                canvas.setFillColor(colors.black)
            in_cell(canvas, column, lines, top, height, setting)
        top -= height


def read(tmp_path: Path, rows: Sequence[Row], setting: str, *, shaded: bool = False) -> list[list[list[str]]]:
    """The rows of each table on a page that prints these."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=landscape(A4))
    draw(canvas, rows, setting, shaded)
    canvas.save()
    file = tmp_path / "plan.pdf"
    file.write_bytes(stream.getvalue())
    source = Source("plan.pdf", "0" * 64, len(stream.getvalue()), Kind.PDF, file)
    document = read_pdf(source, Limits(headings=HEADINGS))
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [[[c.text.replace("\n", " ") for c in t.cells if c.row == row] for row in range(t.n_rows)] for t in tables]


def joined(rows: Sequence[Row]) -> list[list[str]]:
    return [[" ".join(lines) for lines in row] for row in rows]


@pytest.mark.parametrize("shaded", [False, True])
@pytest.mark.parametrize("setting", ["top", "middle", "foot"])
def test_cells_without_borders_are_read_wherever_they_stand(tmp_path: Path, setting: str, shaded: bool) -> None:
    """Rows are told by numbers at the right edge of their column, which stand closer to the text than a space."""
    rows = [HEAD, *ROWS]
    assert read(tmp_path, rows, setting, shaded=shaded) == [joined(rows)]


@pytest.mark.parametrize("setting", ["top", "middle", "foot"])
def test_rows_without_numbers_are_told_by_a_column_of_one_line_each(tmp_path: Path, setting: str) -> None:
    """Dates and ratings stand in one line, and further apart than the lines of a cell by the margins of two rows."""
    rows = [HEAD, *([[], *row[1:]] for row in ROWS)]
    assert read(tmp_path, rows, setting) == [joined(rows)]


def test_cells_at_the_top_of_their_rows_stay_so(tmp_path: Path) -> None:
    """Lines above the first number, the rest of a row of the page before, do not set the cells to the foot."""
    rest: Row = ([], ["of each year."], ["and when."], [], [], [])
    rows = [HEAD, rest, *ROWS]
    assert read(tmp_path, rows, "top") == [joined(rows)]
