"""From the entries of a run to its dataset: rows from kept results, what changed, the record, written in one step."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.arrow import Row, empty_table, plain_row_to_arrow, rows_to_arrow
from ingest.changes import Known, find_changes
from ingest.entry import Entry, dataset_digest
from ingest.errors import CannotWrite
from ingest.generation import forget_previous
from ingest.history import History, read_history
from ingest.moves import moved_files
from ingest.publish import append_rows, commit, reuse_data_files, staged_generation, write_data_files
from ingest.reading import Folder
from ingest.result import DamagedResult, Tables, pack_result, result_tables
from ingest.rows import RunStamp
from ingest.run_record import Run, new_run_id, run_json, run_row
from ingest.schema import DATASET_VERSION, Status
from ingest.schema_runs import CHANGES, RUNS
from ingest.settings import RunSettings
from ingest.state import State
from ingest.tallies import tally_actions
from ingest.undertaking import Opened
from normalise.people_policy import PeoplePolicy


@dataclass(frozen=True, slots=True)
class Report:
    """What one run did.

    Attributes:
        entries: Every file of the input folder, in order of the paths.
        removed: Paths of the run before whose files are no longer there.
        moved: Old path to new path of each file that was moved or renamed.
        changes: Rows of `changes` of this run.
        tallies: How often which values occur in the dataset.
        first: Whether there was no dataset before.
        names_hidden_before: What became of names in the run before, where it hid more of them; else None.
        run_id: Its name; empty where there was nothing to write.
        seconds: Time it took.
    """

    entries: tuple[Entry, ...]
    removed: tuple[str, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    changes: tuple[Row, ...] = ()
    tallies: Mapping[str, Mapping[str, int]] | None = None
    first: bool = True
    names_hidden_before: PeoplePolicy | None = None
    run_id: str = ""
    seconds: float = 0.0


def write_dataset(folder: Folder, processed: Path, opened: Opened, settings: RunSettings, stamp: RunStamp) -> Report:
    """Writes the dataset of a run in place of the one that is there; nothing where there was no document.

    Raises:
        CannotWrite: The system would not write; what was there is still there.
    """
    if not folder.entries:
        return Report(())
    entries, history = folder.entries, read_history(processed)
    people = settings.options.people
    hides_more = _hides_more(people, history.people)
    if hides_more:  # what was published with names is not kept beside what is published without
        history = replace(history, changes=empty_table(CHANGES))
    digest = dataset_digest(entries, DATASET_VERSION)
    run_id = new_run_id(stamp.processed_at, history.run_ids)
    moved = moved_files(history.files, entries)
    with staged_generation(processed, run_id) as files:
        same = history.digest == digest and reuse_data_files(processed, files, digest)
        if not same:
            write_data_files(_tables(entries, opened.state, stamp), files, digest)
        changes = () if same or hides_more or not history.exists else _changes(history, entries, files, run_id)
        run = Run(
            run_id=run_id,
            stamp=stamp,
            seconds=_since(stamp),
            reading_version=opened.reading_version,
            settings=settings,
            options_digest=opened.options_digest,
            dataset_digest=digest,
            entries=entries,
            excluded=folder.excluded,
            removed=tuple(sorted(history.files.keys() - moved.keys() - {entry.path for entry in entries})),
            moved=moved,
            changes=changes,
            tallies=history.tallies if same else tally_actions(files),
        )
        append_rows(history.runs, plain_row_to_arrow(RUNS, run_row(run)), files / RUNS.file_name)
        new = rows_to_arrow(CHANGES, changes) if changes else empty_table(CHANGES)
        append_rows(history.changes, new, files / CHANGES.file_name)
        commit(processed, files, run_json(run))
    if hides_more:
        forget_previous(processed)
    hidden = history.people if _hides_more(history.people, people) else None
    return Report(entries, run.removed, moved, changes, run.tallies, not history.exists, hidden, run_id, run.seconds)


def _hides_more(one: PeoplePolicy, other: PeoplePolicy) -> bool:
    order = list(PeoplePolicy)
    return order.index(one) > order.index(other)


def _tables(entries: Iterable[Entry], state: State, stamp: RunStamp) -> Iterator[Tables]:
    for entry in entries:
        if entry.refused is not None:
            yield result_tables(pack_result(entry.refused, stamp), entry.path)
        elif entry.key is not None:
            try:
                yield result_tables(state.read(entry.key), entry.path)
            except DamagedResult as error:
                what = f"{state.folder}: the result kept for {entry.path} is damaged ({error}); run again with --full"
                raise CannotWrite(what) from error


def _changes(history: History, entries: Iterable[Entry], files: Path, run_id: str) -> tuple[Row, ...]:
    after = [Known(entry.document_id, entry.path, entry.reading) for entry in entries if entry.status is Status.OK]
    rows = find_changes(history.folder, history.known, files, after)
    return tuple({"run_id": run_id, "n": n, **row} for n, row in enumerate(rows, start=1))


def _since(stamp: RunStamp) -> float:
    return round(max(0.0, time.time() - stamp.processed_at.timestamp()), 3)
