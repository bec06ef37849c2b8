"""Which tables are plans: those of reports that are none give no action, and plans that look like them do."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from extractors.document import Block, Cell, Document, Kind, Limits, Paragraph, Source, Table
from extractors.kinds import find_kind
from extractors.readers import read_document
from normalise.plan import Plan
from normalise.understanding import to_plan
from normalise.vocabulary import load_vocabulary

HERE = Path(__file__).parent
REVIEW = Paragraph("Domestic Homicide Review into the death of Marnie, with recommendations for agencies.")


def listed(file: str) -> list[Any]:
    """The tables of a file as parameters, named as they name themselves."""
    tables = tomllib.loads((HERE / file).read_text(encoding="utf-8"))["tables"]
    return [pytest.param(table, id=table["name"]) for table in tables]


def table_of(rows: Sequence[str]) -> Table:
    """A table from rows whose cells are parted by bars; a row of one cell reaches over all columns."""
    cut = [row.split(" | ") for row in rows]
    width = max(map(len, cut))
    cells = [
        Cell(text, r, c, column_span=width if len(texts) == 1 else 1)
        for r, texts in enumerate(cut)
        for c, text in enumerate(texts)
    ]
    return Table(tuple(cells), len(rows), width)


def understood(blocks: Sequence[Block]) -> Plan:
    """What a Word document of these blocks is understood as."""
    return to_plan(Document(Source("a.docx", "0" * 64, 0, Kind.DOCX, Path("a")), tuple(blocks)), load_vocabulary())


def blocks_of(case: dict[str, Any]) -> list[Block]:
    """The blocks of a case: its headings, then its table."""
    return [*(Paragraph(text, level=1) for text in case["above"]), table_of(case["rows"])]


@pytest.mark.parametrize("case", listed("other_tables.toml"))
def test_a_table_that_is_no_plan_gives_no_action(case: dict[str, Any]) -> None:
    """A table of a report that is no plan is none under its heading, and without one where its cells say enough."""
    blocks = blocks_of(case)
    for above in (blocks, blocks[-1:])[: 1 if case.get("only_headed") else 2]:
        plan = understood([REVIEW, *above])
        assert [(action.recommendation, action.action) for action in plan.actions] == []


@pytest.mark.parametrize("case", listed("odd_plans.toml"))
def test_a_plan_that_looks_like_another_table_is_one(case: dict[str, Any]) -> None:
    """A plan with a plain "Date", with actions told in the past, or with an outcome stays a plan."""
    assert len(understood([REVIEW, *blocks_of(case)]).actions) == case["actions"]


def as_html(block: Block) -> str:
    """A block as a web page prints it."""
    if isinstance(block, Paragraph):
        return f"<h2>{block.text}</h2>" if block.level else f"<p>{block.text}</p>"
    rows: dict[int, list[str]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, []).append(f'<td colspan="{cell.column_span}">{cell.text}</td>')
    return f"<table>{''.join(f'<tr>{chr(10).join(cells)}</tr>' for cells in rows.values())}</table>"


@pytest.mark.parametrize("plan", listed("odd_plans.toml"))
def test_other_tables_leave_the_plan_of_their_report_whole(plan: dict[str, Any], tmp_path: Path) -> None:
    """In a report read from its file the tables that are no plans come first; only the plan behind them has actions."""
    others = [block for case in listed("other_tables.toml") for block in (*blocks_of(case.values[0]), REVIEW)]
    file = tmp_path / "report.html"
    body = "".join(map(as_html, [REVIEW, *others, *blocks_of(plan)]))
    file.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    document = read_document(Source(file.name, "0" * 64, file.stat().st_size, find_kind(file), file), Limits())
    accepted = [table for table in to_plan(document, load_vocabulary()).tables if table.accepted]
    assert [table.title for table in accepted] == plan["above"]
    assert len(to_plan(document, load_vocabulary()).actions) == plan["actions"]
