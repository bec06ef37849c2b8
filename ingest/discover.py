"""From the input folder to its files: what is there, what each file is, and what cannot be opened.

Rules, so that every file seen has exactly one row of `documents`:

- hidden names (`.…`) and Word's lock files (`~$…`) are no documents and are not seen;
- a link is followed where it leads to a file inside the folder; a link to a folder inside it is not, since that
  folder's files are found in their own place; a link that leads out, or nowhere, gets a row that says so;
- pipes, sockets and devices are never opened, since that can wait for ever;
- the second file with the same bytes is a `duplicate` of the first, in the order of their paths.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from extractors.document import Limits, Source
from extractors.errors import ReadError
from extractors.kinds import find_kind
from ingest.outcome import Outcome, one_line
from ingest.schema import Status

Found = Source | Outcome
"""A file to read, or what became of one that is not to be read."""

_IGNORED_PREFIXES: Final = (".", "~$")
_CHUNK_BYTES: Final = 1 << 20


def discover(raw: Path, limits: Limits) -> tuple[Found, ...]:
    """All files below the folder `raw`, sorted by their path, duplicates marked."""
    root = raw.resolve()
    found = [find_source(file, published_path(file, root), root, limits) for file in _walk(root)]
    return tuple(_mark_duplicates(sorted(found, key=lambda item: item.path)))


def find_source(file: Path, path: str, root: Path, limits: Limits) -> Found:
    """One file as a source, or the outcome that says why it is none.

    Args:
        file: Where it is.
        path: The path to publish.
        root: The resolved input folder; a link must not lead out of it.
        limits: A file larger than `max_bytes` is not opened.
    """
    try:
        refusal = _refusal(file, root)
        if refusal:
            return Outcome(path, *refusal)
        size = file.stat().st_size
        if size > limits.max_bytes:
            detail = f"{size:,} bytes are more than the limit of {limits.max_bytes:,} (--max-bytes)"
            return Outcome(path, Status.TOO_LARGE, detail, size_bytes=size)
        return Source(path, _sha256(file), size, find_kind(file), file)
    except ReadError as error:
        return Outcome(path, Status(error.reason), one_line(str(error)))
    except OSError as error:
        return _unreadable(path, error)


def _walk(root: Path) -> Iterator[Path]:
    """Every entry below a folder that is not a folder itself; a folder that cannot be listed is given instead."""
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            entries = [entry for entry in os.scandir(folder) if not entry.name.startswith(_IGNORED_PREFIXES)]
        except OSError:
            yield folder
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
            elif not _leads_to_folder_inside(entry, root):
                yield Path(entry.path)


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


def _sha256(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def published_path(file: Path, root: Path) -> str:
    """The path relative to the input folder as text that can be written; bytes that are no UTF-8 are shown in hex."""
    return os.fsencode(file.relative_to(root).as_posix()).decode("utf-8", "backslashreplace")


def _mark_duplicates(found: Iterable[Found]) -> Iterator[Found]:
    first: dict[str, str] = {}
    for item in found:
        if isinstance(item, Source) and first.setdefault(item.sha256, item.path) != item.path:
            detail = f"same bytes as {first[item.sha256]}"
            yield Outcome(item.path, Status.DUPLICATE, detail, source=item, size_bytes=item.size_bytes)
        else:
            yield item
