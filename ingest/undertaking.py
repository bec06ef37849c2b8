"""A dataset opened for a run: locked, tidied up after whatever was stopped, its state at hand."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingest.entry import Entry
from ingest.errors import UsageError
from ingest.generation import remove_leftovers
from ingest.known_files import Index
from ingest.lock import locked
from ingest.publish import cannot_write
from ingest.reading_version import reading_version
from ingest.rows import RunStamp
from ingest.settings import RunSettings
from ingest.state import State
from ingest.watch import Watch

_NOT_FOR_EVERYBODY: Final = 0o002
"""Right to write for all users: no file of a dataset has it, whatever the umask."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a run holds while it has the dataset to itself.

    Attributes:
        processed: The folder of the dataset.
        state: Results of earlier runs.
        index: Digests of known files.
        reading_version: What decides how documents are read.
        options_digest: Digest of the options that shape a result.
    """

    processed: Path
    state: State
    index: Index
    reading_version: str
    options_digest: str

    def tidy(self, entries: Iterable[Entry]) -> None:
        """Keeps what the next run can use and removes all else; what cannot be done now is done by the next run."""
        kept = {entry.key for entry in entries if entry.key}
        if kept:
            with suppress(OSError):  # the dataset is written; without the index the next run is slower, not wrong
                self.index.write()
            self.state.forget_all_but(kept)
            remove_leftovers(self.processed)


@contextmanager
def open_dataset(processed: Path, settings: RunSettings, stamp: RunStamp, watch: Watch) -> Iterator[Opened]:
    """Locks a dataset for one run.

    Raises:
        Busy: Another run has it.
        CannotWrite: The system would not write, now or in the run.
        UsageError: The vocabulary file went away.
    """
    try:
        options = settings.options.digest()
    except OSError as error:
        raise UsageError(f"--vocabulary: {error}") from error
    reading = reading_version()
    state = State(processed, reading, options, settings.budget)
    umask = os.umask(0o022)
    os.umask(umask | _NOT_FOR_EVERYBODY)
    try:
        state.folder.mkdir(parents=True, exist_ok=True)
        started = stamp.processed_at.isoformat()
        with locked(state.folder, started, settings.wait, lambda detail: watch.event("waiting", detail=detail)):
            state.prepare()
            remove_leftovers(processed)
            try:
                yield Opened(processed, state, Index(state.index_file, reading), reading, options)
            finally:
                state.clear_scratch()
    except OSError as error:
        raise cannot_write(processed, error) from error
    finally:
        os.umask(umask)
