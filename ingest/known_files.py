"""Digests of files that earlier runs saw, so that an unchanged file need not be opened."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extractors.document import Kind
from ingest.whole_file import write_whole

_TOO_FRESH_NS: Final = 3_000_000_000
"""Coarsest clock of a usual file system (FAT: 2 s), and a little."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was when it was read for its digest: as long as its mark is the same, so are its bytes."""

    mark: tuple[int, ...]
    sha256: str
    kind: Kind


def file_mark(stat: os.stat_result) -> tuple[int, ...]:
    """What changes when a file changes: size, times of change (of content and of itself), and which file it is."""
    return (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


class Index:
    """Digests of files seen by earlier runs, so that an unchanged file need not be opened."""

    def __init__(self, file: Path | None = None, reading: str = "") -> None:
        """Reads what an earlier run wrote; a missing or damaged file, or one of another version, is an empty index."""
        self._file, self._reading = file, reading
        self._known = _read_index(file, reading) if file else {}
        self._noted: dict[str, Seen] = {}

    def find(self, path: str, mark: tuple[int, ...]) -> Seen | None:
        """What is known of the file at a published path, if it still bears the mark."""
        seen = self._known.get(path)
        if seen is None or seen.mark != mark:
            return None
        self._noted[path] = seen
        return seen

    def note(self, path: str, seen: Seen, now_ns: int) -> None:
        """Remembers a file, unless it changed so lately that its next change might bear the same time."""
        _, modified, changed, *_ = seen.mark
        if max(modified, changed) < now_ns - _TOO_FRESH_NS:
            self._noted[path] = seen

    def write(self) -> None:
        """Keeps what this run saw.

        Raises:
            OSError: The system would not write.
        """
        if self._file is None or self._noted == self._known:
            return
        files = {path: [*one.mark, one.sha256, one.kind.value] for path, one in sorted(self._noted.items())}
        write_whole(self._file, json.dumps({"reading": self._reading, "files": files}).encode())


def _read_index(file: Path, reading: str) -> dict[str, Seen]:
    try:
        value = json.loads(file.read_bytes())
        if value["reading"] != reading:
            return {}
        rows = value["files"].items()
        return {path: Seen(tuple(map(int, mark)), sha256, Kind(kind)) for path, (*mark, sha256, kind) in rows}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
