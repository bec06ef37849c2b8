"""The samples that are Word files: one function per layout, each gives the file's bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from itertools import groupby
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from logical_plan import PlanSource, RecommendationSource
from printed_cells import RAG_FILLS, table_rows

_MADE = datetime(2024, 1, 1)
_ZIP_MADE = (2024, 1, 1, 0, 0, 0)


def merged_recommendations(plan: PlanSource) -> bytes:
    """One table; number and recommendation are merged down over the recommendation's actions; ratings are shading."""
    document = _landscape(plan)
    table = _table(document, [[column.heading for column in plan.columns]])
    rating = [column.field for column in plan.columns].index("rag")
    for recommendation in plan.recommendations:
        first = len(table.rows)
        for n, (_, action, words) in enumerate(table_rows(plan, [recommendation])):
            _add_row(table, [text if column > 1 or n == 0 else "" for column, text in enumerate(words)])
            for rag in action.rag:
                _shade(table.rows[-1].cells[rating], RAG_FILLS[rag])
        for column in (0, 1):
            if len(table.rows) > first + 1:
                table.cell(first, column).merge(table.cell(len(table.rows) - 1, column))
                _drop_empty_paragraphs(table.cell(first, column))
    return _bytes(document, plan)


def table_for_each_recommendation(plan: PlanSource) -> bytes:
    """A heading and a table for each recommendation, with a guidance row under the table's heading row."""
    document = _landscape(plan)
    for label, group in groupby(plan.recommendations, key=lambda item: item.label):
        parts = list(group)
        document.add_heading(label, level=2)
        headings = [column.heading for column in plan.columns]
        table = _table(document, [headings, [column.guidance for column in plan.columns]])
        for recommendation, _, words in table_rows(plan, parts):
            words[0] = _lettered(recommendation)
            _add_row(table, words)
        document.add_paragraph("")
    return _bytes(document, plan)


def letter(plan: PlanSource) -> bytes:
    """A letter with a table of signatories and no plan."""
    document = Document()
    for text in plan.lead_in:
        document.add_paragraph(text)
    for paragraphs in plan.prose.values():
        for text in paragraphs:
            document.add_paragraph(text)
    _table(document, plan.people)
    return _bytes(document, plan)


def _lettered(recommendation: RecommendationSource) -> str:
    letter_of_part = (recommendation.number or "").lstrip("0123456789")
    return f"{letter_of_part}) {recommendation.text}" if letter_of_part else recommendation.text or ""


def _landscape(plan: PlanSource) -> Any:
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    section.footer.paragraphs[0].text = f"{plan.facts['title']} – Official"
    document.add_heading(plan.lead_in[0], level=1)
    for text in plan.lead_in[1:]:
        document.add_paragraph(text)
    return document


def _table(document: Any, rows: Sequence[Sequence[str]]) -> Any:
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        _add_row(table, row)
    return table


def _add_row(table: Any, words: Sequence[str]) -> None:
    for cell, text in zip(table.add_row().cells, words, strict=True):
        first, *others = text.split("\n")
        cell.text = first
        for line in others:
            cell.add_paragraph(line)


def _shade(cell: Any, fill: str) -> None:
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{fill}"/>'))


def _drop_empty_paragraphs(cell: Any) -> None:
    for paragraph in cell.paragraphs[1:]:
        if not paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)


def _bytes(document: Any, plan: PlanSource) -> bytes:
    """The file's bytes with the time of making taken out, so that making it again gives the same."""
    facts = document.core_properties
    facts.title, facts.author = plan.facts["title"], "dhr-plans samples"
    facts.created = facts.modified = _MADE
    made, stable = BytesIO(), BytesIO()
    document.save(made)
    with ZipFile(made) as source, ZipFile(stable, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, _ZIP_MADE)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return stable.getvalue()


LAYOUTS: dict[str, Callable[[PlanSource], bytes]] = {
    "wexbourne": merged_recommendations,
    "pellingham": table_for_each_recommendation,
    "corvale-letter": letter,
}
"""Stem of the sample to the function that lays it out."""
