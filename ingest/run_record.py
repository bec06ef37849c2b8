"""The record of a run: its row of `runs`, and `run.json`, which tells it in full."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from ingest.arrow import Row
from ingest.entry import Entry
from ingest.reading_version import library_versions
from ingest.rows import RunStamp
from ingest.schema import DATASET_VERSION
from ingest.schema_runs import ChangeKind
from ingest.settings import RunSettings


@dataclass(frozen=True, slots=True)
class Run:
    """What one run did.

    Attributes:
        run_id: Its name.
        stamp: Version and time.
        seconds: Time it took until the dataset was written.
        reading_version: What decided how documents were read.
        settings: How it was done.
        options_digest: Digest of the options that shape a result.
        dataset_digest: What the dataset holds.
        entries: Every file of the input folder.
        excluded: Number of files that a pattern left out.
        removed: Paths of the run before whose files are no longer there.
        moved: Old path to new path of each file that was moved or renamed.
        changes: Rows of `changes` of this run.
        tallies: How often which values occur in the dataset.
    """

    run_id: str
    stamp: RunStamp
    seconds: float
    reading_version: str
    settings: RunSettings
    options_digest: str
    dataset_digest: str
    entries: tuple[Entry, ...]
    excluded: int
    removed: tuple[str, ...]
    moved: Mapping[str, str]
    changes: tuple[Row, ...]
    tallies: Mapping[str, Mapping[str, int]]


def new_run_id(started: datetime, taken: Collection[str]) -> str:
    """A name for a run, from when it began; two runs never share one."""
    run_id = started.strftime("%Y%m%dT%H%M%S.%fZ")
    others = sum(1 for one in taken if one.startswith(run_id))
    return f"{run_id}-{others + 1}" if others else run_id


def changed_actions(changes: Sequence[Row]) -> Mapping[str, int]:
    """Number of actions added, gone and changed; one of which several fields changed counts once."""
    actions = {(row["kind"], row["action_id"], row["action_id_before"]) for row in changes}
    counts = Counter(str(kind) for kind, _, _ in actions)
    return {kind.value: counts[kind.value] for kind in ChangeKind}


def run_row(run: Run) -> Row:
    """The run's row of `runs`."""
    changed = changed_actions(run.changes)
    return {
        "run_id": run.run_id,
        "started_at": run.stamp.processed_at,
        "seconds": run.seconds,
        "dataset_version": DATASET_VERSION,
        "pipeline_version": run.stamp.pipeline_version,
        "reading_version": run.reading_version,
        "options_digest": run.options_digest,
        "dataset_digest": run.dataset_digest,
        "documents": len(run.entries),
        "documents_reused": sum(entry.reused for entry in run.entries),
        "documents_failed": sum(entry.failed for entry in run.entries),
        "documents_removed": len(run.removed),
        "actions": sum(entry.actions for entry in run.entries),
        "actions_added": changed[ChangeKind.ADDED],
        "actions_gone": changed[ChangeKind.GONE],
        "actions_changed": changed[ChangeKind.CHANGED],
    }


def run_json(run: Run) -> dict[str, Any]:
    """The whole run for `run.json`; no path of this machine stands in it."""
    row = {**run_row(run), "started_at": run.stamp.processed_at.isoformat()}
    counts = {name: row[name] for name in row if name.startswith(("documents", "actions"))}
    statuses = Counter(entry.status.value for entry in run.entries)
    return {
        "run_id": run.run_id,
        "started_at": row["started_at"],
        "seconds": run.seconds,
        "versions": {
            "dataset": DATASET_VERSION,
            "pipeline": run.stamp.pipeline_version,
            "reading": run.reading_version,
            "python": platform.python_version(),
            "libraries": library_versions(),
        },
        "options": _options(run.settings),
        "options_digest": run.options_digest,
        "dataset_digest": run.dataset_digest,
        "counts": {**counts, "excluded": run.excluded, "by_status": dict(sorted(statuses.items()))},
        "tallies": run.tallies,
        "removed": list(run.removed),
        "moved": dict(run.moved),
        "documents": [_document(entry) for entry in run.entries],
    }


def _options(settings: RunSettings) -> dict[str, Any]:
    limits = asdict(settings.options.limits)
    headings = limits.pop("headings", None)
    return {
        **limits,
        "heading_words": None if headings is None else len(headings),
        "vocabulary": settings.options.vocabulary.name if settings.options.vocabulary else None,
        "people": settings.options.people.value,
        "max_seconds": settings.budget.seconds,
        "max_memory_bytes": settings.budget.memory_bytes,
        "workers": settings.workers,
        "exclude": list(settings.exclude),
        "full": settings.full,
    }


def _document(entry: Entry) -> dict[str, Any]:
    return {
        "path": entry.path,
        "document_id": entry.document_id,
        "status": entry.status.value,
        "detail": entry.detail,
        "actions": entry.actions,
        "warnings": list(entry.warnings),
        "seconds": entry.seconds,
        "reused": entry.reused,
        "peak_bytes": entry.peak_bytes,
        "reading": entry.reading,
    }
