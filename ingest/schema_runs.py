"""The columns of the two files that tell the dataset's history: its runs, and what changed from one to the next."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from ingest.schema_types import Column, ColumnType, FileSchema, Primitive, Reference, Scalar


class ChangeKind(StrEnum):
    """What happened to an action between two runs."""

    ADDED = "added"
    GONE = "gone"
    CHANGED = "changed"


class ChangeCause(StrEnum):
    """Why: what councils published, or how it was read."""

    NEW_DOCUMENT = "new_document"
    REMOVED_DOCUMENT = "removed_document"
    NEW_CONTENT = "new_content"
    NEW_READING = "new_reading"


def _enum(values: type[StrEnum]) -> Scalar:
    return Scalar(Primitive.STRING, tuple(value.value for value in values))


_STRING, _INT32 = Scalar(Primitive.STRING), Scalar(Primitive.INT32)


def _maybe(name: str, title: str, description: str, column_type: ColumnType = _STRING) -> Column:
    return Column(name, column_type, title, description, nullable=True)


def _count(name: str, title: str, description: str) -> Column:
    return Column(name, _INT32, title, description)


_RUN_ID = Column("run_id", _STRING, "Run", "Key into `runs`.")

RUNS: Final = FileSchema(
    "runs",
    "Runs",
    "One row for each run that wrote the dataset, oldest first. A run that was stopped or could not write has none. "
    "`run.json` beside this file tells the last one in full.",
    (
        Column("run_id", _STRING, "Run", "When it began, as `20260131T020000.000000Z`."),
        Column("started_at", Scalar(Primitive.TIMESTAMP), "Started", "When it began, UTC."),
        Column("seconds", Scalar(Primitive.FLOAT64), "Seconds", "Time it took, writing not included.", unit="s"),
        Column("dataset_version", _STRING, "Dataset version", "Version of the columns and their meanings."),
        Column("pipeline_version", _STRING, "Pipeline version", "Version of dhr-plans."),
        Column(
            "reading_version",
            _STRING,
            "Reading version",
            "Digest of all that decides how a document is read: our code and words, the libraries.",
        ),
        Column("options_digest", _STRING, "Options", "Digest of the options that shape a result."),
        Column("dataset_digest", _STRING, "Dataset", "Digest of what was found: the same where nothing changed."),
        _count("documents", "Documents", "Files seen."),
        _count("documents_reused", "Reused", "Documents whose result was kept from an earlier run."),
        _count("documents_failed", "Failed", "Documents that somebody should look at."),
        _count(
            "documents_removed",
            "Removed",
            "Files of the run before that are no longer there; a moved or renamed one is.",
        ),
        _count("actions", "Actions", "Rows of `actions`."),
        _count("actions_added", "Added", "Actions that the run before did not have."),
        _count("actions_gone", "Gone", "Actions of the run before that are no longer there."),
        _count("actions_changed", "Changed", "Actions of which a field changed."),
    ),
    key=("run_id",),
)

CHANGES: Final = FileSchema(
    "changes",
    "Changes",
    "What changed in `actions` from one run to the next, of all runs, oldest first: one row for an action that came or "
    "went, one for each field of an action that changed. The changes of the last run are the rows with the last "
    "`run_id` of `runs`. The first run has none.",
    (
        _RUN_ID,
        Column("n", _INT32, "Position", "Position among the changes of the run, from 1."),
        Column("kind", _enum(ChangeKind), "Kind", "What happened to the action."),
        Column(
            "cause",
            _enum(ChangeCause),
            "Cause",
            "`new_reading`: the same bytes read by another version or with other options; the others: what was in the "
            "input folder.",
        ),
        Column("source_path", _STRING, "File", "The action's file; of an action that is gone, the file it was in."),
        _maybe("action_id", "Action", "Its id after the run; null where it is gone."),
        _maybe("action_id_before", "Action before", "Its id before the run; null where it is new."),
        _maybe("recommendation_number", "Recommendation number", "The action's, to know it by."),
        _maybe("action", "Words", "The action's words, to know it by."),
        _maybe("field", "Field", "The column of `actions` that changed; null unless the kind is `changed`."),
        _maybe("before", "Before", "What the field was: text as it is, all else as JSON; null where it was null."),
        _maybe("after", "After", "What the field is now; likewise."),
    ),
    key=("run_id", "n"),
    references=(Reference(("run_id",), "runs", ("run_id",)),),
)
