"""Reads each document in a process of its own, several at a time; what one does to its process costs it alone.

The run speaks to one host (`ingest.worker_host`), which forks the processes. No lock, semaphore or socket is shared by
anybody, so any of them can be killed at any moment: a document whose process was killed from outside is tried once
more, and if the host itself is killed, another takes its place.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Final

from extractors.document import Source
from ingest.errors import WorkersBroken
from ingest.frames import EndOfPipe, Silent, read_frame, write_frame
from ingest.outcome import Outcome, one_line
from ingest.result import pack_result
from ingest.schema import Status
from ingest.settings import MEGABYTE, Budget
from ingest.worker_messages import NO_MEMORY_CODE, Answer, Ending, Setup

_BOOT: Final = "import pickle, sys; sys.path[:] = sys.argv[1:]; from ingest.worker_host import main; main()"
_START_SECONDS: Final = 300.0
_GRACE_SECONDS: Final = 120.0
"""So much longer than a document's time the host may be silent before it counts as dead."""
_TRIES: Final = 2
_STARTS: Final = 3
_ENVIRONMENT: Final = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
"""The libraries' own threads do not live through a fork, and documents are what is read side by side."""


@dataclass(frozen=True, slots=True)
class Read:
    """The result of one document.

    Attributes:
        source: The document.
        result: Packed, whatever became of it.
        peak_bytes: Largest memory that its process held, or None where it is not known.
    """

    source: Source
    result: bytes
    peak_bytes: int | None = None


class _KilledAtStart(WorkersBroken):
    """Somebody killed the host before it was ready."""


class _Host:
    """The process that documents are read from, seen from the run."""

    def __init__(self, setup: Setup) -> None:
        """Starts it and waits until it is ready.

        Raises:
            WorkersBroken: It does not start.
        """
        self._seconds = setup.budget.seconds + _GRACE_SECONDS
        root = str(Path(__file__).resolve().parent.parent)
        command = [sys.executable, "-P", "-c", _BOOT, *dict.fromkeys([*sys.path, root])]
        with tempfile.TemporaryFile() as errors:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env={**os.environ, **_ENVIRONMENT},
                start_new_session=True,  # Ctrl-C is for the run, which then ends this
            )
            try:
                write_frame(_number_of(self._process.stdin), pickle.dumps(setup))
                read_frame(_number_of(self._process.stdout), _START_SECONDS)
            except (EndOfPipe, Silent, OSError) as error:
                raise self._did_not_start(errors) from error
            except BaseException:
                self.end()
                raise

    def _did_not_start(self, errors: IO[bytes]) -> WorkersBroken:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=2)
        kind = _KilledAtStart if (self._process.returncode or 0) < 0 else WorkersBroken
        self.end()
        errors.seek(0)
        said = errors.read()[-2000:].decode("utf-8", "replace").strip().splitlines()
        why = said[-1] if said else f"it ended with {self._process.returncode}"
        return kind(f"the process that documents are read from does not start: {one_line(why)}")

    def give(self, number: int, source: Source) -> None:
        """Has one more document read.

        Raises:
            OSError: The host is gone.
        """
        write_frame(_number_of(self._process.stdin), pickle.dumps((number, source)))

    def take(self) -> Answer:
        """The next answer.

        Raises:
            EndOfPipe: The host is gone.
            Silent: It has not spoken for longer than any document may take.
        """
        answer = pickle.loads(read_frame(_number_of(self._process.stdout), self._seconds))
        assert isinstance(answer, Answer)
        return answer

    def end(self) -> None:
        """Ends it; it takes the processes of its documents with it, or they end with their budget."""
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=2)
        self._process.kill()
        self._process.wait()


@dataclass(slots=True)
class _Task:
    source: Source
    tries: int = 0


def read_apart(sources: Iterable[Source], setup: Setup, workers: int) -> Generator[Read, None, None]:
    """The results of all documents, in the order in which they are done.

    Raises:
        WorkersBroken: No process can be started.
    """
    waiting = deque(enumerate(map(_Task, sources)))
    given: dict[int, _Task] = {}
    host: _Host | None = None
    try:
        while waiting or given:
            try:
                host = host or _started_host(setup)
                _fill(host, waiting, given, workers)
                answer = host.take()
            except (EndOfPipe, Silent, OSError):
                if host:
                    host.end()
                host = None
                yield from _after_the_host(waiting, given, setup)
                continue
            task = given.pop(answer.number)
            if _killed_from_outside(answer) and task.tries < _TRIES:
                waiting.append((answer.number, task))
            else:
                yield _read(task.source, answer, setup)
    finally:
        if host:
            host.end()


def _started_host(setup: Setup) -> _Host:
    """A host that is ready; one that was killed while it started is no sign of a broken installation.

    Raises:
        WorkersBroken: None starts.
    """
    for _ in range(_STARTS - 1):
        with suppress(_KilledAtStart):
            return _Host(setup)
    return _Host(setup)


def _fill(host: _Host, waiting: deque[tuple[int, _Task]], given: dict[int, _Task], workers: int) -> None:
    """Keeps all workers busy; a document that was there when a process was killed has them to itself."""
    while waiting and len(given) < workers:
        suspect = waiting[0][1].tries > 0 or any(task.tries > 1 for task in given.values())
        if suspect and given:
            return
        number, task = waiting.popleft()
        task.tries += 1
        given[number] = task
        host.give(number, task.source)


def _after_the_host(waiting: deque[tuple[int, _Task]], given: dict[int, _Task], setup: Setup) -> Iterator[Read]:
    """The host was killed: what it had is tried once more, one at a time, so that a document that does it is found."""
    for number, task in given.items():
        if task.tries < _TRIES:
            waiting.append((number, task))
        else:
            detail = "the process that documents are read from was killed, twice, while it was read"
            yield Read(task.source, _failed(task.source, Status.FAILED, detail, 0.0, setup))
    given.clear()


def _killed_from_outside(answer: Answer) -> bool:
    return answer.ending is Ending.DIED and _signal_of(answer) == signal.SIGKILL


def _read(source: Source, answer: Answer, setup: Setup) -> Read:
    if answer.ending is Ending.ANSWERED:
        return Read(source, answer.result, answer.peak_bytes)
    status, detail = _what_happened(answer, setup.budget)
    return Read(source, _failed(source, status, detail, answer.seconds, setup), answer.peak_bytes)


def _failed(source: Source, status: Status, detail: str, seconds: float, setup: Setup) -> bytes:
    outcome = Outcome(source.path, status, detail, source=source, size_bytes=source.size_bytes, seconds=seconds)
    return pack_result(outcome, setup.stamp, died=True)


def _what_happened(answer: Answer, budget: Budget) -> tuple[Status, str]:
    number = _signal_of(answer)
    if answer.ending is Ending.TIMED_OUT or number == getattr(signal, "SIGXCPU", None):
        return Status.TIMED_OUT, f"not read within {budget.seconds:g} seconds; a longer time may help (--max-seconds)"
    if answer.ending is Ending.TOO_LONG:
        return Status.TOO_LARGE, "what was found in it is too large to be kept"
    if number == signal.SIGKILL:
        return Status.OUT_OF_MEMORY, "the system killed its process, as it does when memory runs out"
    code = None if number is not None else os.waitstatus_to_exitcode(answer.exit_status)
    if number == signal.SIGABRT or code == NO_MEMORY_CODE:
        limit = budget.memory_bytes // MEGABYTE
        return Status.OUT_OF_MEMORY, f"its reader gave up, most likely for want of memory ({limit} MB; --max-memory)"
    if number is not None:
        return Status.FAILED, f"its reader crashed ({signal.Signals(number).name}); the file may be damaged"
    return (
        Status.FAILED,
        f"its reader ended without an answer (exit code {os.waitstatus_to_exitcode(answer.exit_status)})",
    )


def _signal_of(answer: Answer) -> int | None:
    return os.WTERMSIG(answer.exit_status) if os.WIFSIGNALED(answer.exit_status) else None


def _number_of(pipe: IO[bytes] | None) -> int:
    assert pipe is not None
    return pipe.fileno()


def read_here(sources: Iterable[Source], setup: Setup) -> Generator[Read, None, None]:
    """Likewise in this process, one after another and without protection."""
    for source in sources:
        outcome = setup.work(source, setup.options)
        yield Read(source, pack_result(replace(outcome, path=source.path), setup.stamp))
