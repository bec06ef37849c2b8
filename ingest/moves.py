"""Which files of the run before stand elsewhere now: a moved or renamed file is no removed one."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping

from ingest.entry import Entry


def moved_files(before: Mapping[str, str], entries: Iterable[Entry]) -> dict[str, str]:
    """Old path to new path of each file that has the same bytes under a path that was not there, by old path.

    Args:
        before: Paths of the run before with their documents' keys.
        entries: The files of this run.
    """
    there: set[str] = set()
    came: defaultdict[str, deque[str]] = defaultdict(deque)
    for entry in entries:
        there.add(entry.path)
        if entry.path not in before:
            came[entry.document_id].append(entry.path)
    gone = sorted(before.keys() - there)
    return {path: came[before[path]].popleft() for path in gone if came[before[path]]}
