"""What the process of a document may not do: use more than its share, fill the disk, outlive its run."""

from __future__ import annotations

import ctypes
import math
import os
import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from ingest.settings import Budget

_PR_SET_PDEATHSIG: Final = 1
_OPEN_FILES: Final = 256
_LONGEST_FILE: Final = 512 << 20
_SPARE_CPU_SECONDS: Final = 5
_STATUS: Final = Path("/proc/self/status")
_FORGET_PEAK: Final = "5"
"""What `/proc/self/clear_refs` takes to begin a new count of the largest memory."""


def confine(scratch: Path) -> None:
    """Confines this process for the rest of its life. What a system does not offer is left out.

    Args:
        scratch: A folder for its temporary files; it is made here, and whoever started this process removes it.
    """
    scratch = scratch.absolute()  # LibreOffice is told its folders as addresses, which begin at the root
    scratch.mkdir(parents=True, exist_ok=True)
    tempfile.tempdir = os.environ["TMPDIR"] = str(scratch)
    os.setsid()  # so that whatever it starts can be ended with it
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    if sys.platform == "win32":
        return
    import resource

    limits = {resource.RLIMIT_FSIZE: _LONGEST_FILE, resource.RLIMIT_CORE: 0, resource.RLIMIT_NOFILE: _OPEN_FILES}
    for kind, limit in limits.items():
        with suppress(ValueError, OSError):  # a lower hard limit is there already
            resource.setrlimit(kind, (limit, limit))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def ration(budget: Budget) -> None:
    """Gives this process the memory and time of one more document, from what it has used so far."""
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text(_FORGET_PEAK, encoding="ascii")
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = math.ceil(used.ru_utime + used.ru_stime + budget.seconds) + _SPARE_CPU_SECONDS
    limits = {
        resource.RLIMIT_CPU: seconds,  # for a process whose watcher was killed
        resource.RLIMIT_AS: memory_of("VmSize") + budget.memory_bytes,
    }
    for kind, limit in limits.items():
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit, resource.getrlimit(kind)[1]))


def memory_of(name: str) -> int:
    """Bytes of memory of this process (`VmSize`: address space, `VmRSS`: held, `VmHWM`: most held); 0 if not known."""
    try:
        lines = _STATUS.read_text(encoding="ascii", errors="replace").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))
    except (OSError, ValueError, StopIteration):
        return 0
