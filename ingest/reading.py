"""Every file of the input folder to its entry: from a kept result, or read in a process of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from extractors.document import Source
from ingest.discover import Found, file_digest, look_around
from ingest.entry import Entry, entry_of_refusal, entry_of_result
from ingest.known_files import Index
from ingest.one_document import process_document
from ingest.outcome import Outcome
from ingest.rows import RunStamp
from ingest.settings import RunSettings
from ingest.state import Kept, State
from ingest.watch import Watch
from ingest.worker_messages import Setup
from ingest.workers import Read, read_apart, read_here

Reader = Callable[[Sequence[Source]], Generator[Read, None, None]]
"""The work itself: documents to results, in any order."""


def our_reader(settings: RunSettings, stamp: RunStamp, scratch: Path) -> Reader:
    """Reads documents in processes of their own, or here where no worker is wanted."""
    setup = Setup(process_document, settings.options, settings.budget, stamp, scratch)
    if settings.workers:
        return lambda sources: read_apart(sources, setup, min(settings.workers, len(sources)))
    return lambda sources: read_here(sources, setup)


@dataclass(frozen=True, slots=True)
class Folder:
    """The input folder as read.

    Attributes:
        entries: Every file, in the order of the paths.
        excluded: Number of files that a pattern of the user's left out.
    """

    entries: tuple[Entry, ...]
    excluded: int


def read_folder(raw: Path, state: State, index: Index, settings: RunSettings, watch: Watch, reader: Reader) -> Folder:
    """What became of every file below `raw`; each result is kept as soon as it is there.

    Where files changed while they were read, the folder is looked at again; a file that does so twice is given up.

    Raises:
        CommandError: No document can be read at all.
        OSError: A result cannot be kept.
    """
    moved: Counter[str] = Counter()
    full = settings.full
    while True:
        restless = frozenset(path for path, times in moved.items() if times > 1)
        seen = look_around(raw, settings.options.limits, settings.exclude, index, restless)
        known = {} if full else {item.path: state.find(item) for item in seen.found if isinstance(item, Source)}
        entries = {item.path: entry for item in seen.found if (entry := _entry(item, known))}
        to_read = [item for item in seen.found if isinstance(item, Source) and item.path not in entries]
        watch.event("discovered", documents=len(seen.found), to_read=len(to_read))
        moving = []
        with closing(_read_all(to_read, state, reader)) as results:  # a run that is stopped leaves no process behind
            for source, entry in results:
                if entry is None:
                    moving.append(source.path)
                    continue
                entries[entry.path] = entry
                watch.progress(len(entries), len(seen.found), entry.path)
                watch.event("document", **_told(entry))
        if not moving:
            return Folder(tuple(entries[path] for path in sorted(entries)), seen.excluded)
        moved.update(moving)
        full = False  # what was read in this run is read


def _entry(item: Found, known: Mapping[str, Kept | None]) -> Entry | None:
    """The entry of a file that need not be read."""
    if isinstance(item, Outcome):
        return entry_of_refusal(item)
    kept = known.get(item.path)
    return entry_of_result(item.path, kept, reused=True) if kept else None


def _read_all(
    sources: Sequence[Source], state: State, reader: Reader
) -> Generator[tuple[Source, Entry | None], None, None]:
    """Reads documents, largest first so that none is left for the end; None for one that changed meanwhile."""
    if not sources:
        return
    with closing(reader(sorted(sources, key=lambda source: -source.size_bytes))) as results:
        for read in results:
            if _unchanged(read.source):
                kept = state.keep(read.source, read.result)
                yield read.source, entry_of_result(read.source.path, kept, reused=False, peak_bytes=read.peak_bytes)
            else:
                yield read.source, None


def _unchanged(source: Source) -> bool:
    """Whether a file still holds the bytes it was found with; what was read is what it says then."""
    try:
        return file_digest(source.file) == source.sha256
    except OSError:
        return False


def _told(entry: Entry) -> dict[str, object]:
    return {
        "path": entry.path,
        "document_id": entry.document_id,
        "status": entry.status.value,
        "detail": entry.detail,
        "actions": entry.actions,
        "seconds": entry.seconds,
        "peak_bytes": entry.peak_bytes,
    }
