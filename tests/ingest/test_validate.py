"""Tests of `ingest.validate`: a good dataset has no problem, and each kind of fault is found and placed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ingest.arrow import arrow_schema
from ingest.problem import Problem
from ingest.schema import ACTIONS, DATES, DOCUMENTS, TABLES, UPDATES
from ingest.schema_types import FileSchema
from ingest.validate import validate
from ingest.validate_values import EDTF_LEVEL_1

Rows = list[dict[str, Any]]


def _change(dataset: Path, file: FileSchema, change: Callable[[Rows], object]) -> None:
    """Rewrites one file with its rows changed, past all checks of the writer."""
    path = dataset / file.file_name
    rows = pq.read_table(path).to_pylist()
    change(rows)
    pq.write_table(pa.Table.from_pylist(rows, schema=arrow_schema(file)), path)


def _found(dataset: Path) -> set[tuple[str, str | None]]:
    """File and column of every problem, but for the digest that any rewriting changes."""
    return {(problem.file, problem.column) for problem in validate(dataset) if problem.column != "hash"}


def test_a_good_dataset_has_no_problem(dataset: Path) -> None:
    """What the writer writes is valid."""
    assert validate(dataset) == ()


def _set(row: int, **values: object) -> Callable[[Rows], object]:
    return lambda rows: rows[row].update(values)


def _date(**values: object) -> dict[str, object]:
    whole = {"text": "March 2021", "edtf": "2021-03", "earliest": date(2021, 3, 1), "latest": date(2021, 3, 31)}
    return {**whole, "role": "due", **values}


FAULTS: dict[str, tuple[FileSchema, Callable[[Rows], object], tuple[str, str | None]]] = {
    "enum": (ACTIONS, _set(0, scope="galactic"), ("actions.parquet", "scope")),
    "enum in a list": (ACTIONS, _set(0, agency_sectors=["police", "army"]), ("actions.parquet", "agency_sectors")),
    "enum in a struct": (UPDATES, _set(0, rag="mauve"), ("updates.parquet", "rag")),
    "empty text": (ACTIONS, _set(1, milestones=""), ("actions.parquet", "milestones")),
    "id twice": (ACTIONS, lambda rows: rows.append(rows[0]), ("actions.parquet", "action_id")),
    "id of another form": (ACTIONS, _set(1, action_id="two"), ("actions.parquet", "action_id")),
    "no such document": (ACTIONS, _set(1, document_id="0" * 16), ("actions.parquet", "document_id")),
    "no such table": (ACTIONS, _set(1, table_index=9), ("actions.parquet", "document_id + table_index")),
    "table not accepted": (ACTIONS, _set(1, table_index=1), ("actions.parquet", "table_index")),
    "path of another document": (ACTIONS, _set(1, source_path="b/letter.txt"), ("actions.parquet", "source_path")),
    "sectors missing": (ACTIONS, _set(0, agency_sectors=["police"]), ("actions.parquet", "agency_sectors")),
    "rating not the last": (ACTIONS, _set(0, rag="red"), ("actions.parquet", "rag")),
    "rating without source": (ACTIONS, _set(0, rag_source=None), ("actions.parquet", "rag_source")),
    "pages backwards": (ACTIONS, _set(0, page_first=3), ("actions.parquet", "page_last")),
    "due from wrong": (ACTIONS, _set(0, target_earliest=date(2020, 1, 1)), ("actions.parquet", "target_earliest")),
    "due by missing": (ACTIONS, _set(0, target_latest=None), ("actions.parquet", "target_latest")),
    "completed without date": (
        ACTIONS,
        _set(1, completion_latest=date(2020, 1, 1)),
        ("actions.parquet", "completion_latest"),
    ),
    "date backwards": (
        ACTIONS,
        _set(1, target_dates=[_date(earliest=date(2022, 1, 1), role="review")]),
        ("actions.parquet", "target_dates"),
    ),
    "no EDTF": (ACTIONS, _set(1, target_dates=[_date(edtf="March 2021")]), ("actions.parquet", "target_dates")),
    "no EDTF in an update": (
        ACTIONS,
        _set(1, updates=[{"label": None, "edtf": "soon", "rag": None, "text": "x"}]),
        ("actions.parquet", "updates"),
    ),
    "date missing in the flat table": (DATES, lambda rows: rows.pop(), ("dates.parquet", None)),
    "date changed in the flat table": (DATES, _set(0, edtf="2021-04"), ("dates.parquet", "edtf")),
    "update too many in the flat table": (
        UPDATES,
        lambda rows: rows.append({**rows[0], "n": 7}),
        ("updates.parquet", None),
    ),
    "update of no action": (UPDATES, _set(0, action_id="x-1"), ("updates.parquet", "action_id")),
    "table twice": (TABLES, lambda rows: rows.append(rows[0]), ("tables.parquet", "document_id + table_index")),
    "reason of another verdict": (TABLES, _set(1, reason="action_plan"), ("tables.parquet", "reason")),
    "count of actions": (DOCUMENTS, _set(0, action_count=7), ("documents.parquet", "action_count")),
    "count of tables": (DOCUMENTS, _set(0, table_count=7), ("documents.parquet", "table_count")),
    "ok without actions": (DOCUMENTS, _set(1, status="ok"), ("documents.parquet", "status")),
    "duplicate of nothing": (DOCUMENTS, lambda rows: rows.pop(0), ("documents.parquet", "status")),
    "same bytes twice": (DOCUMENTS, _set(2, status="no_action_plan"), ("documents.parquet", "status")),
    "path twice": (DOCUMENTS, _set(1, source_path="a/plan.txt"), ("documents.parquet", "source_path")),
    "id not of the digest": (DOCUMENTS, _set(1, sha256="0" * 64), ("documents.parquet", "document_id")),
    "digest of another form": (DOCUMENTS, _set(1, sha256="abc"), ("documents.parquet", "sha256")),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found(dataset: Path, fault: str) -> None:
    """A dataset with one thing wrong is not valid, and the problem names the file and the column."""
    file, change, place = FAULTS[fault]
    _change(dataset, file, change)
    assert place in _found(dataset)


def test_a_changed_file_is_noticed(dataset: Path) -> None:
    """A file that is not the one it was written with is found by its digest, even if each row is right."""
    _change(dataset, DOCUMENTS, _set(0, seconds=7.0))
    assert [(p.file, p.key, p.column) for p in validate(dataset)] == [("datapackage.json", "documents", "hash")]


def test_an_open_end_may_leave_the_bound_open(dataset: Path) -> None:
    """Where a due date has no last day, `target_latest` may be null."""
    open_end = _date(edtf="2021-03/..", latest=None)
    _change(dataset, ACTIONS, _set(1, target_dates=[open_end], target_earliest=date(2021, 3, 1)))
    _change(
        dataset,
        DATES,
        lambda rows: rows.append(
            {**open_end, "action_id": rows[0]["action_id"][:-1] + "2", "document_id": rows[0]["document_id"]}
            | {"n": 1, "column": "target"}
        ),
    )
    assert _found(dataset) == set()


def test_missing_and_broken_files(dataset: Path) -> None:
    """A missing file and one that is no Parquet are each one line."""
    (dataset / "dates.parquet").unlink()
    (dataset / "updates.parquet").write_text("not Parquet")
    problems = validate(dataset)
    assert [problem.file for problem in problems] == ["dates.parquet", "updates.parquet"]
    assert "no such file" in problems[0].what
    assert "\n" not in str(problems[1])


@pytest.mark.parametrize("content", [None, "{", "[]", '{"resources": []}', '{"resources": [1]}', "\xff"])
def test_broken_data_package(dataset: Path, content: str | None) -> None:
    """A description that is missing or is none is a problem, never an error of ours."""
    (dataset / "datapackage.json").unlink()
    if content is not None:
        (dataset / "datapackage.json").write_bytes(content.encode("latin-1"))
    assert {problem.file for problem in validate(dataset)} == {"datapackage.json"}


def test_columns_of_another_type(dataset: Path) -> None:
    """A missing column, another type and a column that may be null are problems; a further column is none."""
    table = pq.read_table(dataset / "tables.parquet")
    strings = pa.chunked_array([table["n_rows"].cast(pa.string())])
    table = table.set_column(table.schema.get_field_index("n_rows"), pa.field("n_rows", pa.string()), strings)
    nullable = pa.field("reason", pa.string(), nullable=True)
    table = table.set_column(table.schema.get_field_index("reason"), nullable, table["reason"])
    table = table.drop_columns(["title"]).append_column("further", table["reason"])
    pq.write_table(table, dataset / "tables.parquet")
    assert {(p.column, p.what.split()[0]) for p in validate(dataset)} == {
        ("n_rows", "type"),
        ("reason", "may"),
        ("title", "there"),
    }


def test_a_problem_is_one_line() -> None:
    """File, key, column and what is wrong."""
    assert str(Problem("a.parquet", "k", "c", "is wrong")) == "a.parquet · k · c: is wrong"
    assert str(Problem("a.parquet", None, None, "is wrong")) == "a.parquet: is wrong"


@pytest.mark.parametrize(
    "edtf",
    [
        "2021",
        "2021-03",
        "2021-03-09",
        "2021-21",
        "2021-24",
        "2021-04/2022-03",
        "2021-04/..",
        "../2022",
        "2021?",
        "202X",
        "2021-XX-XX",
        "2021-03~",
        "/2022",
        "2021-03-09/2021-04-01%",
    ],
)
def test_edtf_level_1(edtf: str) -> None:
    """The forms of level 1 are accepted."""
    assert EDTF_LEVEL_1.fullmatch(edtf)


@pytest.mark.parametrize(
    "edtf", ["March 2021", "2021-13", "2021-3", "09-03-2021", "2021/22", "2021-25", "2021-03-32", "21"]
)
def test_not_edtf(edtf: str) -> None:
    """What only looks like a date is not."""
    assert not EDTF_LEVEL_1.fullmatch(edtf)
