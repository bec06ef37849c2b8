"""What earlier runs left beside the dataset: what the last one found, all runs, all changes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from ingest.arrow import empty_table, read_columns
from ingest.changes import Known
from ingest.generation import dataset_folder
from ingest.schema import DOCUMENTS, RUN_NAME, Status
from ingest.schema_runs import CHANGES, RUNS
from ingest.schema_types import FileSchema
from normalise.people_policy import PeoplePolicy


@dataclass(frozen=True, slots=True)
class History:
    """The dataset as it was before a run.

    Attributes:
        folder: Where its files are.
        exists: Whether there was one.
        people: What became of the names of people in it.
        digest: What it held (`dataset_digest`), or None where that is not known.
        files: Paths of all its files with their documents' keys.
        known: Its documents with actions.
        tallies: How often which values occurred, as the summary shows them.
        runs: The file `runs`, or one without rows.
        changes: The file `changes`, likewise.
    """

    folder: Path
    exists: bool
    people: PeoplePolicy
    digest: str | None
    files: Mapping[str, str]
    known: tuple[Known, ...]
    tallies: Mapping[str, Any]
    runs: pa.Table
    changes: pa.Table

    @property
    def run_ids(self) -> tuple[str, ...]:
        """Names of all runs."""
        return tuple(str(name) for name in self.runs["run_id"].to_pylist())


def read_history(processed: Path) -> History:
    """What is there; where something is missing or damaged, history begins anew."""
    folder = dataset_folder(processed)
    record = _record(folder)
    documents = record.get("documents") or _documents(folder)
    runs, changes = _table(folder, RUNS), _table(folder, CHANGES)
    return History(
        folder=folder,
        exists=(folder / DOCUMENTS.file_name).exists(),
        people=_people(record),
        digest=record.get("dataset_digest"),
        files={row["path"]: row["document_id"] for row in documents},
        known=tuple(
            Known(row["document_id"], row["path"], row.get("reading"))
            for row in documents
            if row["status"] == Status.OK
        ),
        tallies=record.get("tallies", {}),
        runs=runs,
        changes=changes if runs.num_rows else empty_table(CHANGES),
    )


def _record(folder: Path) -> dict[str, Any]:
    try:
        record = json.loads((folder / RUN_NAME).read_bytes())
        for row in record["documents"]:
            _ = row["path"], row["document_id"], row["status"]
        return record if isinstance(record["tallies"], dict) else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _people(record: dict[str, Any]) -> PeoplePolicy:
    try:
        return PeoplePolicy(record["options"]["people"])
    except (KeyError, TypeError, ValueError):
        return PeoplePolicy.KEEP


def _documents(folder: Path) -> Sequence[Mapping[str, Any]]:
    """The same from the dataset itself, for one that an older version wrote."""
    try:
        table = read_columns(folder / DOCUMENTS.file_name, ["source_path", "document_id", "status"])
        return [{**row, "path": row["source_path"]} for row in table.to_pylist()]
    except (OSError, KeyError, pa.ArrowException):
        return ()


def _table(folder: Path, file: FileSchema) -> pa.Table:
    empty = empty_table(file)
    try:
        table = read_columns(folder / file.file_name)
    except (OSError, pa.ArrowException):
        return empty
    return table if table.schema.equals(empty.schema) else empty
