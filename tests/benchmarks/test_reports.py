"""The reports that the benchmarks read: what is printed in them is what comes out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.office_report import print_report
from benchmarks.our_reading import read_as_run
from benchmarks.report_content import PlannedRecommendation
from benchmarks.reports import Report, write_report
from extractors.document import Document
from extractors.office.convert import find_office
from normalise.plan import Plan
from normalise.understanding import to_plan
from normalise.vocabulary import load_vocabulary

PAGES = 8


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A small report."""
    return write_report(tmp_path_factory.mktemp("reports") / "report.pdf", PAGES, seed=1)


@pytest.fixture(scope="module")
def document(report: Report) -> Document:
    """The report as a run reads it."""
    return read_as_run(report.file)


@pytest.fixture(scope="module")
def plan(document: Document) -> Plan:
    """The report understood."""
    return to_plan(document, load_vocabulary())


def test_all_pages_are_read(document: Document) -> None:
    """The report has the length that was asked for, and nothing odd."""
    assert (document.page_count, document.issues) == (PAGES, ())


def test_the_plan_is_read_as_printed(report: Report, plan: Plan) -> None:
    """Each printed action comes out once, in order, with its words, and the colour of its rating."""
    assert report.recommendations
    assert _as_read(plan) == _as_printed(report.recommendations)


def test_the_panel_is_no_plan(report: Report, plan: Plan) -> None:
    """The table of the panel's members is rejected; the plan is one table over its pages."""
    accepted = [table for table in plan.tables if table.accepted]
    assert [(table.page_first, table.pages_joined) for table in accepted] == [
        (PAGES - report.n_plan_pages + 1, report.n_plan_pages)
    ]
    assert any(not table.accepted for table in plan.tables)


def test_the_same_seed_gives_the_same_report(report: Report, tmp_path: Path) -> None:
    """Two machines measure the same bytes, and another seed gives another report."""
    assert write_report(tmp_path / "again.pdf", PAGES, seed=1).file.read_bytes() == report.file.read_bytes()
    assert write_report(tmp_path / "other.pdf", PAGES, seed=2).file.read_bytes() != report.file.read_bytes()


def test_too_few_pages_are_refused(tmp_path: Path) -> None:
    """A report without room for its prose says how many pages it needs."""
    with pytest.raises(ValueError, match="at least 6 pages"):
        write_report(tmp_path / "short.pdf", 5, seed=1)


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_the_plan_that_an_office_program_prints_is_read_as_printed(tmp_path: Path) -> None:
    """Rows that LibreOffice cuts at a page's end come out whole; whether a paragraph ended there cannot be seen."""
    file, recommendations = print_report(tmp_path, PAGES, seed=1)
    read = _as_read(to_plan(read_as_run(file), load_vocabulary()))
    assert recommendations
    assert [tuple(text and text.replace("\n", " ") for text in row) for row in read] == _as_printed(recommendations)


def _as_printed(recommendations: Sequence[PlannedRecommendation]) -> list[tuple[str, ...]]:
    return [
        (str(r.number), r.text, a.scope, a.action, a.lead, a.milestones, a.target, a.rating, a.completion)
        for r in recommendations
        for a in r.actions
    ]


def _as_read(plan: Plan) -> list[tuple[str | None, ...]]:
    return [
        (
            action.recommendation_number,
            action.recommendation,
            action.scope_text,
            action.action,
            action.lead_agency_text,
            action.milestones,
            action.target_date_text,
            action.rag,
            action.completion_text,
        )
        for action in plan.actions
    ]
