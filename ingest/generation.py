"""Generations: how several files become a new dataset in one step, whatever stops the machine.

    PROCESSED/actions.parquet          -> .dataset/current/actions.parquet     (a link, made once)
    PROCESSED/.dataset/current         -> run-20260131T020000.000000Z-x7        (a link: the one thing that changes)
    PROCESSED/.dataset/run-…/actions.parquet, documents.parquet, run.json, …

All files of a run are written into a folder of its own and flushed; then one rename puts a new `current` in place of
the old. Before it every name leads to the old dataset, after it to the new one; there is nothing in between that a
power cut could leave. A reader who needs several files of one run resolves `.dataset/current` once (`dataset_folder`)
and reads from there. The generation before the current one is kept, so a reader has until the end of the next run.

A file system without links gets plain files instead, renamed one after another (`ingest.plain_files`).
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from ingest.plain_files import replace_files
from ingest.quiet_moment import quiet_moment

_FOLDER: Final = ".dataset"
_CURRENT: Final = "current"
_PREVIOUS: Final = "previous"
_PREFIX: Final = "run-"
_NEXT: Final = "next-"
_CANNOT_FLUSH: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF})
"""What file systems without flushing (some network mounts) answer; no reason to stop."""


def dataset_folder(processed: Path) -> Path:
    """The folder whose files are all of one run; `processed` itself where its files are plain ones."""
    current = processed / _FOLDER / _CURRENT
    try:
        return current.resolve(strict=True)
    except (OSError, RuntimeError):
        return processed


def new_generation(processed: Path, run_id: str) -> Path:
    """An empty folder for the files of a run; nobody sees it before `switch`.

    Raises:
        OSError: It cannot be made.
    """
    (processed / _FOLDER).mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{run_id}-", dir=processed / _FOLDER))
    folder.chmod(0o777 & ~_umask())
    return folder


def switch(processed: Path, generation: Path, names: Iterable[str], when_read: Callable[[Path], None]) -> None:
    """Makes the files of a generation the dataset, all at once.

    Args:
        processed: The folder of the dataset.
        generation: The folder of the new files.
        names: Names of all files.
        when_read: Called with the folder of the old files where somebody reads them again and again; it may put into
            the generation what such a reader needs.

    Raises:
        OSError: The system would not; the old dataset is still there.
    """
    names = tuple(names)
    _flush_all(generation, names)
    if _can_link(processed / _FOLDER):
        _adopt_plain_files(processed, names)
        for name in names:
            _link(processed / name, f"{_FOLDER}/{_CURRENT}/{name}")
        _flush(processed)
        if (processed / _FOLDER / _CURRENT).is_symlink():
            _link(processed / _FOLDER / _PREVIOUS, (processed / _FOLDER / _CURRENT).readlink().name)
        old = dataset_folder(processed)
        with quiet_moment(_replaced(old, generation, names)) as nobody_reads:
            if nobody_reads:
                _link(processed / _FOLDER / _CURRENT, generation.name)
        if not nobody_reads:
            when_read(old)
            _flush_all(generation, names)
            _link(processed / _FOLDER / _CURRENT, generation.name)
        _flush(processed / _FOLDER)
    else:
        replace_files(processed, generation, names)
        _flush(processed)


def forget_previous(processed: Path) -> None:
    """Removes the generation before the current one, whoever may still read it.

    Raises:
        OSError: The system would not.
    """
    (processed / _FOLDER / _PREVIOUS).unlink(missing_ok=True)
    remove_leftovers(processed)


def remove_leftovers(processed: Path) -> None:
    """Removes generations that are neither current nor the one before, and whatever a stopped run left behind.

    Only whoever holds the lock on the dataset may call this. What cannot be removed stays for the next run.
    """
    home = processed / _FOLDER
    kept = {(home / name).readlink().name for name in (_CURRENT, _PREVIOUS) if (home / name).is_symlink()}
    for folder in home.glob(f"{_PREFIX}*"):
        if folder.name not in kept:
            shutil.rmtree(folder, ignore_errors=True)
    for leftover in (*home.glob(f"{_NEXT}*"), *processed.glob(f".{_NEXT}*")):
        with suppress(OSError):
            leftover.unlink()
    for folder in processed.glob(".writing-*"):  # of versions before generations
        shutil.rmtree(folder, ignore_errors=True)


def _replaced(old: Path, new: Path, names: Iterable[str]) -> Iterator[Path]:
    """Files of the dataset that will be other files; what was taken over is the same file under the same name."""
    for name in names:
        with suppress(OSError):
            if name.endswith(".parquet") and not (old / name).samefile(new / name):
                yield old / name


def _adopt_plain_files(processed: Path, names: Iterable[str]) -> None:
    """A dataset of plain files (an older version's) becomes a generation, so that its names can become links."""
    if (processed / _FOLDER / _CURRENT).is_symlink():
        return
    plain = [name for name in names if (processed / name).is_file() and not (processed / name).is_symlink()]
    if not plain:
        return
    adopted = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}0-", dir=processed / _FOLDER))
    adopted.chmod(0o777 & ~_umask())
    for name in plain:
        reuse_file(processed / name, adopted / name)
        _flush(adopted / name)
    _link(processed / _FOLDER / _CURRENT, adopted.name)


def reuse_file(old: Path, new: Path) -> None:
    """Has a file under a second name, without copying it where the file system can.

    Raises:
        OSError: It cannot be written.
    """
    try:
        os.link(old, new)
    except OSError:  # a file system without hard links
        shutil.copy2(old, new)


def _can_link(folder: Path) -> bool:
    """Whether the file system has links and lets us make them; once it had, anything else is an error."""
    if (folder / _CURRENT).is_symlink():
        return True
    probe = folder / f"{_NEXT}probe"
    try:
        probe.unlink(missing_ok=True)
        probe.symlink_to(_CURRENT)
        probe.unlink()
    except (OSError, NotImplementedError):
        return False
    return True


def _link(place: Path, target: str) -> None:
    """Has `place` be a link to `target`, in one step, whatever was there."""
    if place.is_symlink() and place.readlink() == Path(target):
        return
    fresh = place.with_name(f"{_NEXT}{place.name}" if place.parent.name == _FOLDER else f".{_NEXT}{place.name}")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    fresh.replace(place)


def _flush_all(folder: Path, names: Iterable[str]) -> None:
    for name in names:
        _flush(folder / name)
    _flush(folder)


def _flush(path: Path) -> None:
    """Has the system write a file's bytes (or a folder's names) to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _CANNOT_FLUSH:  # a full disk may show only here
            raise
    finally:
        os.close(handle)


def _umask() -> int:
    """The rights that new files are not to have."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
