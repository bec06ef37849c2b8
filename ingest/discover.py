"""From the input folder to its files: what is there, what each file is, and what cannot be opened.

Rules, so that every file seen has exactly one row of `documents`:

- hidden names (`.…`) and the temporary files of Word (`~$…`, `~WRL….tmp`) are no documents and are not seen;
- a link is followed where it leads to a file inside the folder; a link to a folder inside it is not, since that
  folder's files are found in their own place; a link that leads out, or nowhere, gets a row that says so;
- pipes, sockets and devices are never opened, since that can wait for ever;
- a file that changes while it is read is read once more;
- the second file with the same bytes is a `duplicate` of the first, in the order of their paths.
"""

from __future__ import annotations

import fnmatch
import hashlib
import os
import stat
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extractors.document import Limits, Source
from extractors.errors import ReadError
from extractors.kinds import find_kind
from ingest.known_files import Index, Seen, file_mark
from ingest.outcome import Outcome, one_line
from ingest.schema import Status

Found = Source | Outcome
"""A file to read, or what became of one that is not to be read."""

_IGNORED: Final = (".*", "~$*", "~WRL*.tmp")
_CHUNK_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Discovery:
    """What is in the input folder.

    Attributes:
        found: Every file that is a document, sorted by its path.
        excluded: Number of files and folders that a pattern of the user's left out.
    """

    found: tuple[Found, ...]
    excluded: int


def discover(raw: Path, limits: Limits) -> tuple[Found, ...]:
    """All files below the folder `raw`, sorted by their path, duplicates marked."""
    return look_around(raw, limits).found


def look_around(
    raw: Path,
    limits: Limits,
    exclude: tuple[str, ...] = (),
    index: Index | None = None,
    restless: frozenset[str] = frozenset(),
) -> Discovery:
    """Likewise, without what the patterns leave out, and without opening files that are known.

    Args:
        raw: The input folder.
        limits: A file larger than `max_bytes` is not opened.
        exclude: Patterns (`*`, `?`, `[…]`) of paths, of folders above a file, or of names.
        index: Digests of known files.
        restless: Paths of files that did not keep still for long enough to be read.
    """
    root = raw.resolve()
    found: list[Found] = []
    excluded = 0
    for file in _walk(root):
        path = published_path(file, root)
        if _is_excluded(path, exclude):
            excluded += 1
        elif path in restless:
            found.append(_changing(path))
        else:
            found.append(find_source(file, path, root, limits, index))
    return Discovery(tuple(_mark_duplicates(sorted(found, key=lambda item: item.path))), excluded)


def find_source(file: Path, path: str, root: Path, limits: Limits, index: Index | None = None) -> Found:
    """One file as a source, or the outcome that says why it is none.

    Args:
        file: Where it is.
        path: The path to publish.
        root: The resolved input folder; a link must not lead out of it.
        limits: A file larger than `max_bytes` is not opened.
        index: Digests of known files.
    """
    try:
        refusal = _refusal(file, root)
        if refusal:
            return Outcome(path, *refusal)
        size = file.stat().st_size
        if size > limits.max_bytes:
            detail = f"{size:,} bytes are more than the limit of {limits.max_bytes:,} (--max-bytes)"
            return Outcome(path, Status.TOO_LARGE, detail, size_bytes=size)
        seen = _seen(file, path, index or Index())
        if seen is None:
            return _changing(path)
        return Source(path, seen.sha256, seen.mark[0], seen.kind, file)
    except ReadError as error:
        return Outcome(path, Status(error.reason), one_line(str(error)))
    except OSError as error:
        return _unreadable(path, error)


def _changing(path: str) -> Outcome:
    """What becomes of a file that does not keep still for long enough to be read."""
    return Outcome(path, Status.UNREADABLE, "it changed each time it was read; run again when nobody writes to it")


def _seen(file: Path, path: str, index: Index) -> Seen | None:
    """Digest and kind of a file; None where it changes while it is read, twice."""
    for _ in range(2):
        mark = file_mark(file.stat())
        known = index.find(path, mark)
        if known:
            return known
        seen = Seen(mark, file_digest(file), find_kind(file))
        if file_mark(file.stat()) == mark:
            index.note(path, seen, time.time_ns())
            return seen
    return None


def _is_excluded(path: str, patterns: tuple[str, ...]) -> bool:
    parts = path.split("/")
    places = ["/".join(parts[:n]) for n in range(1, len(parts) + 1)] if patterns else []
    return any(fnmatch.fnmatchcase(place, pattern) for pattern in patterns for place in (*places, parts[-1]))


def _walk(root: Path) -> Iterator[Path]:
    """Every entry below a folder that is not a folder itself; a folder that cannot be listed is given instead."""
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            entries = [entry for entry in os.scandir(folder) if not _is_ignored(entry.name)]
        except OSError:
            yield folder
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
            elif not _leads_to_folder_inside(entry, root):
                yield Path(entry.path)


def _is_ignored(name: str) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in _IGNORED)


def _leads_to_folder_inside(entry: os.DirEntry[str], root: Path) -> bool:
    try:
        return entry.is_symlink() and entry.is_dir() and Path(entry.path).resolve().is_relative_to(root)
    except OSError:
        return False


def _refusal(file: Path, root: Path) -> tuple[Status, str] | None:
    """Why an entry is not to be opened, or None where it is a plain file.

    Raises:
        OSError: It cannot be looked at (no rights, a link to nowhere or to itself).
    """
    mode = file.stat().st_mode
    if file.is_symlink() and not file.resolve().is_relative_to(root):
        return Status.UNREADABLE, "a link that leads out of the input folder; it was not followed"
    if stat.S_ISDIR(mode):
        return Status.UNREADABLE, "a folder that could not be listed"
    if not stat.S_ISREG(mode):
        return Status.UNSUPPORTED, "not a file but a pipe, socket or device; it was not opened"
    return None


def _unreadable(path: str, error: OSError) -> Outcome:
    what = "a link that leads nowhere" if isinstance(error, FileNotFoundError) else "the system would not open it"
    return Outcome(path, Status.UNREADABLE, f"{what} ({error.strerror or type(error).__name__})")


def file_digest(file: Path) -> str:
    """Hex SHA-256 of the bytes of a file.

    Raises:
        OSError: They cannot be read.
    """
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def published_path(file: Path, root: Path) -> str:
    r"""The path relative to the input folder as text that can be written.

    Bytes that are no UTF-8 are shown in hex (`caf\xe9`); a name that has such words in it itself gets its backslash
    doubled, so that no two files have the same path.
    """
    raw = os.fsencode(file.relative_to(root).as_posix())
    return raw.replace(b"\\x", b"\\\\x").decode("utf-8", "backslashreplace")


def _mark_duplicates(found: Iterable[Found]) -> Iterator[Found]:
    first: dict[str, str] = {}
    for item in found:
        if isinstance(item, Source) and first.setdefault(item.sha256, item.path) != item.path:
            detail = f"same bytes as {first[item.sha256]}"
            yield Outcome(item.path, Status.DUPLICATE, detail, source=item, size_bytes=item.size_bytes)
        else:
            yield item
