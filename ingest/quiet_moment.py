"""A moment in which nobody is in the middle of reading some files, so that they can be replaced under no reader's feet.

Some readers open a Parquet file twice: once for its footer, once, by name, for its rows (pyarrow, so pandas too, and
DuckDB). One that meets the old file first and the new one a millisecond later fails. Linux tells who reads: a lease
(`fcntl(2)`, F_SETLEASE) is had only on a file that nobody has open, and whoever opens the file meanwhile waits until
the lease is given back, and is seen to wait. So leases are held on all files for a while; if somebody comes, they are
given back at once and it is tried again.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_QUIET_SECONDS: Final = 0.2
"""Without a reader: much longer than any takes from its first opening of a file to its second."""
_PATIENCE_SECONDS: Final = 0.6
_LOOK_EVERY_SECONDS: Final = 0.0005


@contextmanager
def quiet_moment(files: Iterable[Path]) -> Iterator[bool]:
    """Whether what is done inside is done while nobody reads the files; they can wait so long to open them.

    False where somebody reads them again and again, or the system cannot tell.

    Args:
        files: Files that are about to be replaced; those that are not there are left out.
    """
    handles = _quiet_handles([file for file in files if file.exists()]) if sys.platform == "linux" else None
    try:
        yield handles is not None
    finally:
        for handle in handles or ():
            _give_back(handle)


def _quiet_handles(files: list[Path]) -> list[int] | None:
    """Handles with leases on all files, held for a while without anybody coming; None where that cannot be had."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while files and time.monotonic() < until:
        handles: list[int] = []
        try:
            for file in files:
                handles.append(_lease(file))
            if _nobody_comes(handles):
                return handles
        except BlockingIOError:  # somebody has one open
            time.sleep(_LOOK_EVERY_SECONDS)
        except OSError:  # a file system without leases, or files that are not ours
            until = 0.0
        for handle in handles:
            _give_back(handle)
    return None if files else []


def _lease(file: Path) -> int:
    import fcntl

    handle = os.open(file, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)  # which says that somebody waits, and is ignored
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_WRLCK)
    except BaseException:
        os.close(handle)
        raise
    return handle


def _nobody_comes(handles: list[int]) -> bool:
    import fcntl

    until = time.monotonic() + _QUIET_SECONDS
    while time.monotonic() < until:
        if any(fcntl.fcntl(handle, fcntl.F_GETLEASE) != fcntl.F_WRLCK for handle in handles):
            return False
        time.sleep(_LOOK_EVERY_SECONDS)
    return True


def _give_back(handle: int) -> None:
    import fcntl

    with suppress(OSError):
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    os.close(handle)
