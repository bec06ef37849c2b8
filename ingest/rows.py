"""An outcome to its rows in the five files: the border to Arrow, the only place where plans become dicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from ingest.arrow import Row, rows_to_arrow
from ingest.outcome import Outcome
from ingest.plain import plain_parts, plain_value
from ingest.schema import ACTIONS, DATASET_VERSION, DATES, DOCUMENTS, TABLES, UPDATES, DateColumn
from ingest.schema_types import FileSchema
from normalise.plan import Action, PlanFacts


@dataclass(frozen=True, slots=True)
class RunStamp:
    """What is the same for all rows of `documents` of one run: the program's version and when the run began (UTC)."""

    pipeline_version: str
    processed_at: datetime


DatasetRows = Mapping[FileSchema, tuple[Row, ...]]


def outcome_rows(
    outcome: Outcome, stamp: RunStamp, path: str | None = None, seconds: float | None = None
) -> DatasetRows:
    """The rows of one file of the input folder, in reading order.

    Args:
        outcome: What became of it.
        stamp: What the run puts on the row of `documents`.
        path: The path to write; None: the outcome's own.
        seconds: The time to write; None: the outcome's own.
    """
    placed = replace(
        outcome,
        path=outcome.path if path is None else path,
        seconds=outcome.seconds if seconds is None else seconds,
    )
    return {
        DOCUMENTS: ({**_document_row(placed, stamp), "document_id": outcome.document_id},),
        TABLES: tuple(_table_rows(outcome)),
        ACTIONS: tuple(_action_rows(placed)),
        DATES: tuple(_date_rows(outcome)),
        UPDATES: tuple(_update_rows(outcome)),
    }


def check_rows(outcome: Outcome) -> None:
    """Makes sure that one document's rows can be written, while the fault can still be told from the others.

    Raises:
        InvalidRow: They do not fit the declared columns.
    """
    for file, rows in outcome_rows(outcome, RunStamp("", datetime.min)).items():
        rows_to_arrow(file, rows)


def _document_row(outcome: Outcome, stamp: RunStamp) -> Row:
    plan = outcome.plan
    facts = plain_parts(plan.facts if plan else PlanFacts())
    return {
        "document_id": outcome.document_id,
        "source_path": outcome.path,
        "source_format": outcome.kind.value,
        "sha256": outcome.source.sha256 if outcome.source else None,
        "size_bytes": outcome.size_bytes,
        "page_count": outcome.page_count,
        **facts,
        "status": outcome.status.value,
        "detail": plain_value(outcome.detail),
        "table_count": len(plan.tables) if plan else 0,
        "action_count": len(plan.actions) if plan else 0,
        "warnings": plain_value(outcome.warnings),
        "dataset_version": DATASET_VERSION,
        "pipeline_version": stamp.pipeline_version,
        "processed_at": stamp.processed_at,
        "seconds": outcome.seconds,
    }


def _table_rows(outcome: Outcome) -> Iterator[Row]:
    for table in outcome.plan.tables if outcome.plan else ():
        row = plain_parts(table)
        del row["rows"]  # verdicts on single rows are for `inspect`
        yield {"document_id": outcome.document_id, **row}


def _action_rows(outcome: Outcome) -> Iterator[Row]:
    for action_id, action in _numbered_actions(outcome):
        key = {"action_id": action_id, "document_id": outcome.document_id, "source_path": outcome.path}
        yield {**key, **plain_parts(action)}


def _date_rows(outcome: Outcome) -> Iterator[Row]:
    for action_id, action in _numbered_actions(outcome):
        for column, values in (
            (DateColumn.TARGET, action.target_dates),
            (DateColumn.COMPLETION, action.completion_dates),
        ):
            for n, value in enumerate(values, start=1):
                key = {"action_id": action_id, "document_id": outcome.document_id, "n": n, "column": column.value}
                yield {**key, **plain_parts(value)}


def _update_rows(outcome: Outcome) -> Iterator[Row]:
    for action_id, action in _numbered_actions(outcome):
        for n, update in enumerate(action.updates, start=1):
            key = {"action_id": action_id, "document_id": outcome.document_id, "n": n}
            yield {**key, **plain_parts(update)}


def _numbered_actions(outcome: Outcome) -> Iterator[tuple[str, Action]]:
    for n, action in enumerate(outcome.plan.actions if outcome.plan else (), start=1):
        yield f"{outcome.document_id}-{n}", action
