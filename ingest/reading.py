"""Every file of the input folder to its entry: from a kept result, or read in a process of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.document import Source
from ingest.discover import Found, file_digest, look_around
from ingest.entry import Entry, entry_of_refusal, entry_of_result
from ingest.known_files import Index
from ingest.one_document import process_document
from ingest.outcome import Outcome
from ingest.rows import RunStamp
from ingest.settings import RunSettings
from ingest.state import State
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
    fresh: dict[str | None, Entry] = {}
    while True:
        restless = frozenset(path for path, times in moved.items() if times > 1)
        seen = look_around(raw, settings.options.limits, settings.exclude, index, restless)
        known = ((item.path, _known_entry(item, state, fresh, settings.full)) for item in seen.found)
        entries = {path: entry for path, entry in known if entry}
        to_read = [item for item in seen.found if isinstance(item, Source) and item.path not in entries]
        watch.event("discovered", documents=len(seen.found), to_read=len(to_read))
        moving = []
        with closing(_read_all(to_read, state, reader)) as results:  # a run that is stopped leaves no process behind
            for source, entry in results:
                if entry is None:
                    moving.append(source.path)
                    continue
                entries[entry.path] = fresh[entry.key] = entry
                watch.progress(len(entries), len(seen.found), entry.path)
                watch.event("document", **_told(entry))
        if not moving:
            return Folder(tuple(entries[path] for path in sorted(entries)), seen.excluded)
        moved.update(moving)


def _known_entry(item: Found, state: State, fresh: Mapping[str | None, Entry], full: bool) -> Entry | None:
    """The entry of a file that is not to be read.

    Args:
        item: The file.
        state: Results of earlier runs.
        fresh: What was read in this run, by key; it is read once.
        full: Whether results of earlier runs are left alone.
    """
    if isinstance(item, Outcome):
        return entry_of_refusal(item)
    read = fresh.get(state.key(item))
    if read:
        return replace(read, path=item.path)
    kept = None if full else state.find(item)
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
