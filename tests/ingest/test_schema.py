"""Tests of `ingest.schema`: the columns are those that the types between the rooms hold."""

from __future__ import annotations

from dataclasses import fields

import pytest

from extractors import errors
from extractors.document import Region
from ingest.schema import ACTIONS, DATE_VALUE, DATES, DOCUMENTS, FILES, HEADING, REGION, TABLES, UPDATE, UPDATES, Status
from ingest.schema_types import FileSchema, Struct
from normalise import plan


@pytest.mark.parametrize(
    ("columns", "of"),
    [
        (ACTIONS, plan.Action),
        (TABLES, plan.PlanTable),
        (DOCUMENTS, plan.PlanFacts),
        (DATES, plan.DateValue),
        (UPDATES, plan.Update),
        (DATE_VALUE, plan.DateValue),
        (UPDATE, plan.Update),
        (HEADING, plan.Heading),
        (REGION, Region),
    ],
)
def test_columns_hold_all_attributes(columns: FileSchema | Struct, of: type) -> None:
    """Each attribute of a plan has its column, in the same order; only verdicts on rows are not written."""
    names = [column.name for column in columns.columns]
    wanted = [part.name for part in fields(of) if part.name != "rows"]
    assert [name for name in names if name in wanted] == wanted


def test_every_reason_of_a_reader_is_a_status() -> None:
    """Each error of the readers owns a status that the contract lists."""
    classes = [errors.ReadError, *errors.ReadError.__subclasses__()]
    assert {Status(error.reason) for error in classes} >= {Status.ENCRYPTED, Status.CORRUPT, Status.FAILED}


def test_keys_and_references_name_columns() -> None:
    """Keys and references use columns that there are."""
    by_name = {file.name: {column.name for column in file.columns} for file in FILES}
    for file in FILES:
        assert set(file.key) <= by_name[file.name]
        for link in file.references:
            assert set(link.columns) <= by_name[file.name]
            assert set(link.to) <= by_name[link.file]
