"""The samples that are PDF: one function per layout, each gives the file's bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from logical_plan import PlanSource, without_cuts
from printed_cells import RAG_FILLS, column_widths, table_rows
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table
from reportlab.platypus.tableofcontents import TableOfContents

_MARGIN = 40.0
_FRAME_PADDING = 6.0
_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=13, spaceAfter=7)
_CELL = ParagraphStyle("cell", fontName="Helvetica", fontSize=8.5, leading=10.5)
_LARGE = ParagraphStyle("large", parent=_CELL, fontSize=10.5, leading=13.5, spaceAfter=4)
_BOLD = ParagraphStyle("bold", parent=_CELL, fontName="Helvetica-Bold")
_TITLE = ParagraphStyle("title", parent=_BODY, fontName="Helvetica-Bold", fontSize=15, leading=19)
_HEADING = ParagraphStyle("heading", parent=_BODY, fontName="Helvetica-Bold", fontSize=12, leading=16, spaceBefore=8)
_GRID: list[tuple[Any, ...]] = [("GRID", (0, 0), (-1, -1), 0.6, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]


def home_office_pages(plan: PlanSource) -> bytes:
    """Landscape, every rule drawn, the heading on each page, rows cut where a page ends."""
    size = landscape(A4)
    widths = column_widths(plan.columns, size[0] - 2 * _MARGIN - 12)
    shaded = [*_GRID, ("BACKGROUND", (0, 0), (-1, -1), colors.HexColor("#D9E2F3"))]
    headings = [_cell(column.heading, _BOLD) for column in plan.columns]
    pages = _Pages(size, plan, "Northmere CSP | Official | DHR 3", Table([headings], colWidths=widths, style=shaded))
    story: list[Any] = [*_lines(plan.lead_in), Spacer(1, 8), Table([headings], colWidths=widths, style=shaded)]
    for recommendation, _, words in table_rows(plan):
        words[0] = f"Recommendation {recommendation.number}: {words[0]}"
        row = [[_cell(text, _LARGE) for text in words]]
        story.append(Table(row, colWidths=widths, style=_GRID, splitInRow=1))
    return pages.build(story)


def coloured_ratings(plan: PlanSource) -> bytes:
    """Landscape, dotted rules, the heading on the first page alone, ratings as colours without words."""
    pages = _Pages(landscape(A4), plan, None)
    style: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.35, colors.grey, None, (1, 2)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BOTTOMPADDING", (0, 1), (-1, -1), 16),
    ]
    rows = [[_cell(column.heading, _BOLD) for column in plan.columns]]
    rating = [column.field for column in plan.columns].index("rag")
    for n, (_, action, words) in enumerate(table_rows(plan), start=1):
        rows.append([_cell(text) for text in words])
        for rag in action.rag:
            style.append(("BACKGROUND", (rating, n), (rating, n), colors.HexColor("#" + RAG_FILLS[rag])))
    table = Table(rows, colWidths=column_widths(plan.columns, pages.width), style=style)
    key = Paragraph("Key: blue – complete and assured; green – complete; amber – in hand; red – delayed.", _BODY)
    return pages.build([*_lines(plan.lead_in), Spacer(1, 8), table, Spacer(1, 10), key])


def report_with_bands(plan: PlanSource) -> bytes:
    """Portrait report; its plan has full-width bands for agencies and for recommendations."""
    pages = _Pages(A4, plan, "Tarrowdale DHR overview report")
    story: list[Any] = [*_lines(plan.lead_in), PageBreak()]
    story += [Paragraph("Contents", _TITLE), *_contents(plan), PageBreak()]
    for heading, paragraphs in plan.prose.items():
        story += [_listed(heading), *(Paragraph(text, _BODY) for text in paragraphs)]
    story += [_listed("4. The review panel"), _people(plan, pages.width), PageBreak(), _listed("5. Action plan")]
    rows = [[_cell(column.heading, _BOLD) for column in plan.columns]]
    style = list(_GRID)
    for recommendation in plan.recommendations:
        label = f"Recommendation {recommendation.number}: {recommendation.text}"
        for band, fill in ((recommendation.band, "#1F3864"), (label, "#DEEAF6")):
            if band:
                style += [("SPAN", (0, len(rows)), (-1, len(rows)))]
                style += [("BACKGROUND", (0, len(rows)), (-1, len(rows)), colors.HexColor(fill))]
                rows.append([_cell(band, _white() if band == recommendation.band else _BOLD)] + [""] * 3)
        rows += [[_cell(text) for text in words] for _, _, words in table_rows(plan, [recommendation])]
    widths = [pages.width * share for share in (0.4, 0.22, 0.14, 0.24)]
    story.append(Table(rows, colWidths=widths, style=style, repeatRows=1))
    return pages.build(story)


class _NumberedCanvas(Canvas):  # type: ignore[misc]
    """Prints "Page x of y" once the number of pages is known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for n, page in enumerate(self._kept, start=1):
            self.__dict__.update(page)
            self.setFont("Helvetica", 8)
            self.drawRightString(self._pagesize[0] - _MARGIN, 22, f"Page {n} of {len(self._kept)}")
            super().showPage()
        super().save()


class _Pages:
    """A document of one page size, with an optional running header and an optional table heading on later pages."""

    def __init__(
        self, size: tuple[float, float], plan: PlanSource, header: str | None, heading: Table | None = None
    ) -> None:
        self.width = size[0] - 2 * _MARGIN - 12
        self._buffer = BytesIO()
        self._header = header
        self._heading = heading
        self._heading_height = heading.wrap(self.width, size[1])[1] if heading else 0.0
        self._template = _Template(self._buffer, size, _MARGIN + self._heading_height, plan.facts["title"])

    def build(self, story: list[Any]) -> bytes:
        self._template.multiBuild(story, onFirstPage=self._first, onLaterPages=self._later, canvasmaker=_NumberedCanvas)
        return self._buffer.getvalue()

    def _first(self, canvas: Canvas, template: SimpleDocTemplate) -> None:
        if self._header:
            canvas.setFont("Helvetica", 8)
            canvas.drawString(_MARGIN, template.pagesize[1] - 26, self._header)

    def _later(self, canvas: Canvas, template: SimpleDocTemplate) -> None:
        self._first(canvas, template)
        if self._heading:
            top_of_rows = template.pagesize[1] - template.topMargin - _FRAME_PADDING
            self._heading.drawOn(canvas, _MARGIN + _FRAME_PADDING, top_of_rows)


class _Template(SimpleDocTemplate):  # type: ignore[misc]
    """Tells the contents page where each listed heading stands."""

    def __init__(self, buffer: BytesIO, size: tuple[float, float], top: float, title: str) -> None:
        sides = dict.fromkeys(("leftMargin", "rightMargin", "bottomMargin"), _MARGIN)
        super().__init__(buffer, pagesize=size, title=title, topMargin=top, invariant=1, **sides)

    def afterFlowable(self, flowable: Any) -> None:  # noqa: N802 - reportlab's name
        if getattr(flowable, "listed", False):
            self.notify("TOCEntry", (0, flowable.getPlainText(), self.page))


def _contents(plan: PlanSource) -> Sequence[Any]:
    contents = TableOfContents(dotsMinLevel=0)
    contents.levelStyles = [_BODY]
    return [contents] if plan.prose else []


def _listed(heading: str) -> Paragraph:
    paragraph = Paragraph(heading, _HEADING)
    paragraph.listed = True
    return paragraph


def _people(plan: PlanSource, width: float) -> Table:
    rows = [[_cell(text, _BOLD if n == 0 else _CELL) for text in row] for n, row in enumerate(plan.people)]
    return Table(rows, colWidths=[width / len(plan.people[0])] * len(plan.people[0]), style=list(_GRID))


def _lines(lead_in: Sequence[str]) -> list[Paragraph]:
    return [Paragraph(_escaped(text), _TITLE if n == 0 else _BODY) for n, text in enumerate(lead_in)]


def _cell(text: str, style: ParagraphStyle = _CELL) -> list[Paragraph]:
    return [Paragraph(_escaped(line), style) for line in (without_cuts(text) or "").split("\n") if line]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _white() -> ParagraphStyle:
    return ParagraphStyle("white", parent=_BOLD, textColor=colors.white)


LAYOUTS: dict[str, Callable[[PlanSource], bytes]] = {
    "northmere-dhr3": home_office_pages,
    "estwick-vale-brag": coloured_ratings,
    "tarrowdale-report": report_with_bands,
}
"""Stem of the sample to the function that lays it out."""
