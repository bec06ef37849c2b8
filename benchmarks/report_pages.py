"""Draws the pages of a fictional report, one call for each; the caller decides how many there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import reportlab
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Frame, Paragraph, Spacer, Table

from benchmarks.report_content import WORDS, PlannedRecommendation

REGULAR, BOLD = "Vera", "VeraBd"
MARGIN = 40.0
PROSE_MARGIN = 62.0
COLUMNS = (130.0, 50.0, 165.0, 85.0, 150.0, 62.0, 30.0, 90.0)
"""Widths of the plan's columns in points; together the width of a landscape page without its margins."""
FILLS = {"red": "#C00000", "amber": "#FFC000", "green": "#00B050", "blue": "#0070C0"}
RATING_COLUMN = 6

_BODY = ParagraphStyle("body", fontName=REGULAR, fontSize=10.5, leading=15.5, spaceAfter=7)
_TITLE = ParagraphStyle("title", parent=_BODY, fontName=BOLD, fontSize=18, leading=24, spaceAfter=20)
_HEADING = ParagraphStyle("heading", parent=_BODY, fontName=BOLD, fontSize=12, leading=16, spaceBefore=6)
_CELL = ParagraphStyle("cell", fontName=REGULAR, fontSize=7.5, leading=9.5)
_HEAD = ParagraphStyle("head", parent=_CELL, fontName=BOLD)
_GRID: list[tuple[Any, ...]] = [
    ("GRID", (0, 0), (-1, -1), 0.6, colors.black),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
]


class ReportPages:
    """A PDF in the making; each method below `save` adds one page."""

    def __init__(self, file: Path, n_pages: int) -> None:
        fonts = Path(reportlab.__file__).parent / "fonts"
        for name in (REGULAR, BOLD):
            pdfmetrics.registerFont(TTFont(name, str(fonts / f"{name}.ttf")))
        self._canvas = Canvas(str(file), invariant=1, pageCompression=1)
        self._canvas.setTitle(WORDS["report"]["title"])
        self._n_pages = n_pages
        self._number = 0

    def save(self) -> None:
        """Write the file."""
        self._canvas.save()

    def add_title(self) -> None:
        """The title page."""
        lines = [WORDS["report"]["title"], WORDS["report"]["subtitle"]]
        self._add([Spacer(1, 200), *(Paragraph(line, _TITLE) for line in lines)])

    def add_contents(self, entries: Sequence[tuple[str, int]]) -> None:
        """The contents page: each entry's title, dots, and its page."""
        lines = (f"{title} {'.' * (90 - len(title))} {page}" for title, page in entries)
        self._add([Paragraph("Contents", _HEADING), *(Paragraph(line, _BODY) for line in lines)])

    def add_panel(self) -> None:
        """The page with the panel's members, a ruled table that is no plan."""
        rows = [[Paragraph(text, _HEAD if n == 0 else _CELL) for text in row] for n, row in enumerate(WORDS["panel"])]
        widths = [(A4[0] - 2 * PROSE_MARGIN - 12) / 3] * 3
        self._add([Paragraph("The review panel", _HEADING), Table(rows, colWidths=widths, style=_GRID)])

    def add_prose(self, heading: str, paragraphs: Iterator[str], section: str) -> None:
        """A full page: a heading, then as many numbered paragraphs as fit."""
        frame = self._frame(A4, PROSE_MARGIN)
        frame.add(Paragraph(heading, _HEADING), self._canvas)
        for n, text in enumerate(paragraphs, start=1):
            if not frame.add(Paragraph(f"{section}.{n} {text}", _BODY), self._canvas):
                break
        self._finish(A4)

    def add_plan(self, first: str | None, recommendations: Sequence[PlannedRecommendation]) -> None:
        """A landscape page of the plan, with the line `first` above the table if there is one."""
        size = landscape(A4)
        frame = self._frame(size, MARGIN)
        if first:
            frame.add(Paragraph(first, _HEADING), self._canvas)
        frame.add(_plan_table(recommendations), self._canvas)
        self._finish(size)

    def _add(self, story: list[Any]) -> None:
        self._frame(A4, PROSE_MARGIN).addFromList(story, self._canvas)
        self._finish(A4)

    def _frame(self, size: tuple[float, float], margin: float) -> Frame:
        self._canvas.setPageSize(size)
        return Frame(margin - 6, 40, size[0] - 2 * margin + 12, size[1] - 84, id="page")

    def _finish(self, size: tuple[float, float]) -> None:
        """Header, its rule and the numbered footer; then the next page."""
        self._number += 1
        self._canvas.setFont(REGULAR, 8)
        self._canvas.drawString(MARGIN, size[1] - 26, WORDS["report"]["header"])
        self._canvas.setLineWidth(0.5)
        self._canvas.line(MARGIN, size[1] - 32, size[0] - MARGIN, size[1] - 32)
        self._canvas.drawRightString(size[0] - MARGIN, 22, f"Page {self._number} of {self._n_pages}")
        self._canvas.showPage()


def plan_height(recommendations: Sequence[PlannedRecommendation]) -> float:
    """Height in points of the plan's table with these recommendations and its headings."""
    return float(_plan_table(recommendations).wrap(sum(COLUMNS), 10_000)[1])


def _plan_table(recommendations: Sequence[PlannedRecommendation]) -> Table:
    rows = [[Paragraph(text, _HEAD) for text in WORDS["plan"]["headings"]]]
    style = [*_GRID, ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#D9E2F3"))]
    for recommendation in recommendations:
        top = len(rows)
        style.append(("SPAN", (0, top), (0, top + len(recommendation.actions) - 1)))
        for n, action in enumerate(recommendation.actions):
            fill = ("BACKGROUND", (RATING_COLUMN, top + n), (RATING_COLUMN, top + n))
            style.append((*fill, colors.HexColor(FILLS[action.rating])))
            label = f"Recommendation {recommendation.number}: {recommendation.text}" if n == 0 else ""
            words = (label, action.scope, action.action, action.lead, action.milestones, action.target, "")
            rows.append([Paragraph(text, _CELL) for text in (*words, action.completion)])
    return Table(rows, colWidths=COLUMNS, style=style)
