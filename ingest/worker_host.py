"""The process that documents are read from: it loads everything once, then forks processes that read documents.

It runs no code that touches a document itself, so a document can harm neither it nor the documents beside it. A
process reads one document at a time, answers over a pipe of its own, and is killed when its time is up; after some
documents, or when it has grown, another takes its place. The host ends when its run does, however that ended, and
takes the processes it started with it.
"""

from __future__ import annotations

import gc
import os
import pickle
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from select import select
from typing import Final

from extractors.document import Source
from ingest.confinement import confine, memory_of, ration
from ingest.frames import EndOfPipe, Incoming, TooLong, read_frame, write_frame
from ingest.result import pack_result
from ingest.warm_up import warm_up
from ingest.worker_messages import NO_MEMORY_CODE, Answer, Ending, Setup

READY: Final = b"ready"
_LONGEST_ANSWER: Final = 512 << 20
_DOCUMENTS_EACH: Final = 50
_MAY_GROW_BY: Final = 150 << 20
"""Bytes that a process may hold more after a document than before its first; then another takes its place."""
_MOMENT_SECONDS: Final = 0.5
_STAYS, _LEAVES = b"s", b"l"
_PEAK_BYTES: Final = 8


@dataclass(slots=True)
class _Process:
    """A process that reads documents; `number` is the one it has in hand."""

    pid: int
    tasks: int
    incoming: Incoming
    number: int | None = None
    started: float = 0.0


def main() -> None:
    """Entry point of the host; the run speaks to it over its standard input and output."""
    commands, answers = os.dup(0), os.dup(1)
    for stream in (0, 1):  # nothing that a library prints may come between the messages
        os.dup2(os.open(os.devnull, os.O_RDWR), stream)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # the run decides
    setup: Setup = pickle.loads(read_frame(commands))
    warm_up(setup.work, setup.options, setup.stamp)
    write_frame(answers, READY)
    os.dup2(0, 2)
    with suppress(EndOfPipe, BrokenPipeError):
        _Host(setup, commands, answers).serve()
    os._exit(0)  # nothing is left to do, and taking all those libraries down would take a while


class _Host:
    """Passes documents on to processes and their answers back."""

    def __init__(self, setup: Setup, commands: int, answers: int) -> None:
        self._setup, self._commands, self._answers = setup, commands, answers
        self._processes: dict[int, _Process] = {}

    def serve(self) -> None:
        """Until the run is gone.

        Raises:
            EndOfPipe: It is.
            BrokenPipeError: Likewise.
        """
        try:
            while True:
                ready, _, _ = select([self._commands, *self._processes], [], [], self._patience())
                for pipe in ready:
                    if pipe == self._commands:
                        number, source = pickle.loads(read_frame(self._commands))
                        self._give(number, source)
                    else:
                        self._take(self._processes[pipe])
                for one in self._busy():
                    if one.incoming.pipe not in ready and self._time_left(one) <= 0:
                        self._end(one, Ending.TIMED_OUT)
        finally:
            for one in list(self._processes.values()):
                self._remove(one)

    def _busy(self) -> list[_Process]:
        return [one for one in self._processes.values() if one.number is not None]

    def _time_left(self, one: _Process) -> float:
        return one.started + self._setup.budget.seconds - time.monotonic()

    def _patience(self) -> float | None:
        return max(0.0, min(map(self._time_left, busy))) if (busy := self._busy()) else None

    def _give(self, number: int, source: Source) -> None:
        """Gives a document to a process that has none, a new one if need be."""
        task = pickle.dumps(source)
        for one in [one for one in self._processes.values() if one.number is None]:
            with suppress(BrokenPipeError):  # it was killed while it had nothing to do
                write_frame(one.tasks, task)
                one.number, one.started = number, time.monotonic()
                return
        one = self._start()
        one.number, one.started = number, time.monotonic()
        write_frame(one.tasks, task)

    def _take(self, one: _Process) -> None:
        try:
            message = one.incoming.take()
        except EndOfPipe:
            self._end(one, Ending.DIED)
        except TooLong:
            self._end(one, Ending.TOO_LONG)
        else:
            if message is None:
                return
            peak = int.from_bytes(message[1 : 1 + _PEAK_BYTES], "big")
            result = message[1 + _PEAK_BYTES :]
            if message[:1] == _STAYS:
                self._tell(one, Ending.ANSWERED, result, 0, peak)
                one.incoming = Incoming(one.incoming.pipe, _LONGEST_ANSWER)
                one.number = None
            else:
                self._end(one, Ending.ANSWERED, result, peak)

    def _end(self, one: _Process, ending: Ending, result: bytes = b"", peak: int = 0) -> None:
        """Ends a process and tells the run what became of the document it had."""
        if ending is Ending.DIED:
            _let_end(one.pid)
        status, most = self._remove(one)
        if one.number is not None:
            self._tell(one, ending, result, status, peak or most)

    def _remove(self, one: _Process) -> tuple[int, int]:
        """Kills a process, what it started and its temporary files; its exit status and the most memory it held."""
        _kill(one.pid)  # one that has ended keeps its own exit status
        _, status, usage = os.wait4(one.pid, 0)
        del self._processes[one.incoming.pipe]
        os.close(one.incoming.pipe)
        os.close(one.tasks)
        shutil.rmtree(self._setup.scratch / str(one.pid), ignore_errors=True)
        return status, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)

    def _tell(self, one: _Process, ending: Ending, result: bytes, status: int, peak: int) -> None:
        seconds = round(time.monotonic() - one.started, 3)
        assert one.number is not None
        write_frame(self._answers, pickle.dumps(Answer(one.number, ending, result, status, seconds, peak)))

    def _start(self) -> _Process:
        its_tasks, tasks = os.pipe()
        answers, its_answers = os.pipe()
        pid = os.fork()
        if pid == 0:
            others = [end for one in self._processes.values() for end in (one.tasks, one.incoming.pipe)]
            for end in (tasks, answers, self._commands, self._answers, *others):
                os.close(end)
            _leave_after(lambda: _read_documents(its_tasks, its_answers, self._setup))
        os.close(its_tasks)
        os.close(its_answers)
        one = _Process(pid, tasks, Incoming(answers, _LONGEST_ANSWER))
        self._processes[answers] = one
        return one


def _kill(pid: int) -> None:
    """Kills a process and those it started; before it has a group of its own, itself alone."""
    for kill in (os.killpg, os.kill):
        with suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)


def _let_end(pid: int) -> None:
    """Gives a process that closed its pipe a moment to end by itself, so that its exit status says why."""
    deadline = time.monotonic() + _MOMENT_SECONDS
    while time.monotonic() < deadline:
        if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return
        time.sleep(0.002)


def _leave_after(work: Callable[[], None]) -> None:
    """Does the work and ends this process, whatever the work did; nothing of the host's runs in it any more."""
    code = 1
    try:
        work()
        code = 0
    except MemoryError:
        code = NO_MEMORY_CODE
    finally:
        os._exit(code)


def _read_documents(tasks: int, answers: int, setup: Setup) -> None:
    confine(setup.scratch / str(os.getpid()))
    at_first = memory_of("VmRSS")
    for n in range(1, _DOCUMENTS_EACH + 1):
        source: Source = pickle.loads(read_frame(tasks))
        ration(setup.budget)
        result = pack_result(setup.work(source, setup.options), setup.stamp)
        gc.collect()
        stays = n < _DOCUMENTS_EACH and memory_of("VmRSS") - at_first < _MAY_GROW_BY
        peak = memory_of("VmHWM").to_bytes(_PEAK_BYTES, "big")
        write_frame(answers, (_STAYS if stays else _LEAVES) + peak + result)
