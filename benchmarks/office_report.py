"""The fictional report as councils print theirs: a Word file that LibreOffice makes a PDF of.

An office program places words piece by piece and leaves lines of its own under headings, which takes a reader of PDFs
more time a page than the plain pages of `benchmarks.reports`; so speeds are measured on both.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt
from docx.table import _Cell

from benchmarks.formats import convert
from benchmarks.report_content import WORDS, PlannedRecommendation, make_paragraphs, make_recommendations
from benchmarks.report_pages import COLUMNS, FILLS, RATING_COLUMN
from benchmarks.reports import FEWEST_PLAN_PAGES, PLAN_SHARE

PARAGRAPHS_A_PAGE, RECOMMENDATIONS_A_PAGE = 4.8, 1.6
"""What LibreOffice gets on a page of these; how long the report becomes is its doing, so `n_pages` is met nearly."""


def print_report(folder: Path, n_pages: int, seed: int) -> tuple[Path, tuple[PlannedRecommendation, ...]]:
    """A report of about `n_pages` pages as PDF in `folder`, and the plan that is printed in it.

    Raises:
        FileNotFoundError: LibreOffice is not installed, or made no PDF.
    """
    rng = random.Random(seed)
    n_plan_pages = max(FEWEST_PLAN_PAGES, round(n_pages * PLAN_SHARE))
    document = Document()
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Arial", Pt(11)
    document.sections[0].header.paragraphs[0].text = WORDS["report"]["header"]
    document.add_heading(WORDS["report"]["title"], 0)
    _add_chapters(document, rng, round((n_pages - n_plan_pages) * PARAGRAPHS_A_PAGE))
    n_recommendations = round(n_plan_pages * RECOMMENDATIONS_A_PAGE)
    plan = tuple(islice(make_recommendations(rng), n_recommendations))
    _add_plan(document, plan)
    file = folder / f"office-{n_pages}.docx"
    document.save(str(file))
    return convert([file], "pdf", folder)[0], plan


def _add_chapters(document: WordDocument, rng: random.Random, n_paragraphs: int) -> None:
    chapters = WORDS["report"]["chapters"]
    paragraphs = make_paragraphs(rng)
    for number, title in enumerate(chapters, start=1):
        document.add_heading(f"{number}. {title}", 1)
        for n in range(1, n_paragraphs // len(chapters) + 1):
            document.add_paragraph(f"{number}.{n} {next(paragraphs)}")


def _add_plan(document: WordDocument, plan: Sequence[PlannedRecommendation]) -> None:
    """A landscape section with the plan: one table that runs over its pages, with headings that repeat."""
    section = document.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.5)
    document.add_heading("Appendix A: Action plan", 1)
    table = document.add_table(1, len(COLUMNS), style="Table Grid")
    table.autofit = False
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    _fill(table.rows[0].cells, WORDS["plan"]["headings"])
    for recommendation in plan:
        first = None
        for action in recommendation.actions:
            cells = table.add_row().cells
            words = [action.scope, action.action, action.lead, action.milestones, action.target, "", action.completion]
            _fill(cells, ["" if first else f"{recommendation.number}. {recommendation.text}", *words])
            _shade(cells[RATING_COLUMN], FILLS[action.rating])
            first = first or cells[0]
            if cells[0] is not first:
                first.merge(cells[0])


def _fill(cells: Sequence[_Cell], texts: Sequence[str]) -> None:
    for cell, text, width in zip(cells, texts, COLUMNS, strict=True):
        cell.width = Pt(width)
        if text:
            cell.paragraphs[0].add_run(text).font.size = Pt(8)


def _shade(cell: _Cell, colour: str) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour.lstrip("#"))):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)
