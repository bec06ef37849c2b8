"""One run at a time on a dataset."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from ingest.errors import Busy, CannotWrite

_HOLDER: Final = "holder.json"


@contextmanager
def locked(
    state_folder: Path, started_at: str, wait: bool = False, tell: Callable[[str], None] | None = None
) -> Iterator[None]:
    """Holds the lock on a dataset; the system lets go of it when this process ends, however it ends.

    Args:
        state_folder: The dataset's state folder; it exists.
        started_at: When this run began, for whoever finds the lock taken.
        wait: Whether to wait for another run to end.
        tell: Told who is waited for.

    Raises:
        Busy: Another run holds it, and `wait` is false.
        CannotWrite: The lock cannot be made.
    """
    lock = FileLock(state_folder / "lock")
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            held = f"{state_folder.parent}: another run is writing here ({_holder(state_folder)})"
            if not wait:
                raise Busy(f"{held}; --wait waits for it") from error
            if tell:
                tell(f"{held}; waiting for it")
            lock.acquire()
    except (OSError, NotImplementedError) as error:
        raise CannotWrite(
            f"{state_folder}: cannot be locked ({error}); what was there before is still there"
        ) from error
    try:
        _sign(state_folder, started_at)
        yield
    finally:
        with suppress(OSError):
            (state_folder / _HOLDER).unlink()
        lock.release()


def _sign(state_folder: Path, started_at: str) -> None:
    holder = {"pid": os.getpid(), "host": platform.node(), "since": started_at}
    with suppress(OSError):  # a courtesy to whoever has to wait; the lock itself is held
        (state_folder / _HOLDER).write_text(json.dumps(holder), encoding="utf-8")


def _holder(state_folder: Path) -> str:
    try:
        holder = json.loads((state_folder / _HOLDER).read_text(encoding="utf-8"))
        return f"process {int(holder['pid'])} on {holder['host']}, since {holder['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "it has not said who it is"
