"""Tests of `ingest.workers`: whatever a document does to its process costs that document alone."""

from __future__ import annotations

import hashlib
import importlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.document import Kind, Source
from ingest.errors import WorkersBroken
from ingest.result import Header, unpack_header
from ingest.rows import RunStamp
from ingest.schema import Status
from ingest.settings import MEGABYTE, Budget, Options
from ingest.worker_messages import Setup
from ingest.workers import read_apart

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes of their own need fork")

ODD_WORK = """
import ctypes, os, signal, subprocess, sys, tempfile, time
from ingest.outcome import Outcome
from ingest.schema import Status

def work(source, options):
    word = source.file.read_text() if source.path != "plan.txt" else "warm up"
    detail = ACTS.get(word, lambda: None)()
    return Outcome(source.path, Status.NO_ACTION_PLAN, detail or word, source, source.size_bytes)

def memory():
    held = []
    while True:
        held.append(bytearray(1 << 24))

def caught():
    try:
        memory()
    except MemoryError:
        return "ran out"

def spin():
    while True:
        pass

def write():
    handle, name = tempfile.mkstemp()
    try:
        os.ftruncate(handle, 1 << 40)
    except OSError as error:
        return f"{name} {type(error).__name__} {error.errno}"

def child():
    return str(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]).pid)

ACTS = {
    "segfault": lambda: ctypes.string_at(0),
    "abort": os.abort,
    "exit": lambda: os._exit(7),
    "sys.exit": lambda: sys.exit("bye"),
    "hang": lambda: time.sleep(600),
    "hang in C": lambda: ctypes.CDLL(None).sleep(600),
    "stop": lambda: os.kill(os.getpid(), signal.SIGSTOP),
    "spin": spin,
    "memory": memory,
    "memory, caught": caught,
    "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "host": lambda: os.kill(os.getppid(), signal.SIGKILL),
    "print": lambda: print("x" * 100000) or sys.stderr.write("y" * 100000) and None,
    "close": lambda: [os.close(n) for n in range(3, 200) if os.path.exists(f"/proc/self/fd/{n}")] and None,
    "write": write,
    "child": child,
    "pid": lambda: str(os.getpid()),
    "large": lambda: "z" * 300,
}
"""


@pytest.fixture
def setup_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stamp: RunStamp) -> Callable[..., Setup]:
    """The first message to a host whose work is what a document's words say."""
    (tmp_path / "code").mkdir()
    (tmp_path / "code/odd_work.py").write_text(ODD_WORK)
    monkeypatch.syspath_prepend(tmp_path / "code")
    monkeypatch.delitem(sys.modules, "odd_work", raising=False)
    work = importlib.import_module("odd_work").work

    def make(seconds: float = 3.0) -> Setup:
        return Setup(work, Options(), Budget(seconds, 256 * MEGABYTE), stamp, tmp_path / "scratch")

    return make


@pytest.fixture
def read(tmp_path: Path, setup_of: Callable[..., Setup]) -> Callable[..., dict[str, Header]]:
    """Reads documents of one word each; the header of each result by its word."""

    def all_of(words: list[str], workers: int = 2, seconds: float = 4.0) -> dict[str, Header]:
        sources = []
        for n, word in enumerate(words):
            file = tmp_path / f"{n}.txt"
            file.write_text(word)
            digest = hashlib.sha256(f"{n} {word}".encode()).hexdigest()
            sources.append(Source(f"{n} {word}", digest, len(word), Kind.TEXT, file))
        results = read_apart(sources, setup_of(seconds), workers)
        return {result.source.path.partition(" ")[2]: unpack_header(result.result) for result in results}

    return all_of


def _alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


FATES = {
    "segfault": (Status.FAILED, "SIGSEGV"),
    "abort": (Status.OUT_OF_MEMORY, "memory"),
    "exit": (Status.FAILED, "exit code 7"),
    "sys.exit": (Status.FAILED, "exit code 1"),
    "hang": (Status.TIMED_OUT, "--max-seconds"),
    "hang in C": (Status.TIMED_OUT, "--max-seconds"),
    "stop": (Status.TIMED_OUT, "--max-seconds"),
    "spin": (Status.TIMED_OUT, "--max-seconds"),
    "memory": (Status.OUT_OF_MEMORY, "--max-memory"),
    "memory, caught": (Status.NO_ACTION_PLAN, "ran out"),
    "killed": (Status.OUT_OF_MEMORY, "killed"),
    "print": (Status.NO_ACTION_PLAN, "print"),
    "close": (Status.FAILED, "without an answer"),
    "write": (Status.NO_ACTION_PLAN, "OSError 27"),
    "good": (Status.NO_ACTION_PLAN, "good"),
}


def test_every_fate_is_a_status(read: Callable[..., dict[str, Header]], tmp_path: Path) -> None:
    """A crash, a hang in C, an exit, an end of memory, a kill: each costs its own document and says what happened."""
    found = read([*FATES, "good", "good"])
    assert {word: found[word].status for word in FATES} == {word: status for word, (status, _) in FATES.items()}
    for word, (_, said) in FATES.items():
        assert said in (found[word].detail or "")
    assert (found["write"].detail or "").startswith(str(tmp_path / "scratch"))
    assert [file for file in (tmp_path / "scratch").rglob("*") if file.is_file()] == []
    assert {word for word, header in found.items() if header.may_pass} == {
        word for word, (status, _) in FATES.items() if status is not Status.NO_ACTION_PLAN
    }


def test_a_document_that_kills_the_host(read: Callable[..., dict[str, Header]]) -> None:
    """The others are read by another host; the one that did it is found out."""
    found = read(["one", "host", "two", "three"])
    assert found["host"].status is Status.FAILED
    assert "was killed, twice" in (found["host"].detail or "")
    assert all(found[word].status is Status.NO_ACTION_PLAN for word in ("one", "two", "three"))


def test_nothing_outlives_a_run(read: Callable[..., dict[str, Header]]) -> None:
    """What a document's process starts ends with it, and no process of ours is left after the last document."""
    found = read(["child", "pid"], workers=1)
    pids = [int(found[word].detail or "0") for word in ("child", "pid")]
    deadline = time.monotonic() + 60
    while any(map(_alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [pid for pid in pids if _alive(pid)] == []


def test_leaving_early_ends_the_processes(setup_of: Callable[..., Setup], tmp_path: Path) -> None:
    """A run that is stopped in the middle of its documents leaves no process behind."""
    sources = []
    for n, word in enumerate(["pid", "hang", "hang"]):
        (tmp_path / f"{n}.txt").write_text(word)
        sources.append(Source(str(n), f"{n}" * 64, 1, Kind.TEXT, tmp_path / f"{n}.txt"))
    before = _our_processes()
    results = read_apart(sources, setup_of(600.0), 2)
    pid = int(unpack_header(next(results).result).detail or "0")
    assert pid
    results.close()
    deadline = time.monotonic() + 60
    while (_alive(pid) or _our_processes() - before) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _alive(pid)
    assert _our_processes() - before == set()


def _our_processes() -> set[str]:
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=False
    )
    return {pid for pid in listed.stdout.split() if _alive(int(pid))}


def test_a_host_that_does_not_start(setup_of: Callable[..., Setup], tmp_path: Path) -> None:
    """An installation that is broken is one clear error, not a document's fault."""
    setup = setup_of()
    (tmp_path / "code/odd_work.py").write_text("raise RuntimeError('broken here')")
    source = Source("a", "0" * 64, 1, Kind.TEXT, tmp_path / "a")
    with pytest.raises(WorkersBroken, match="RuntimeError: broken here"):
        list(read_apart([source], setup, 1))


def test_killed_from_outside_is_tried_again(setup_of: Callable[..., Setup], tmp_path: Path) -> None:
    """A document whose process somebody else killed is read after all, by another process."""
    marker = tmp_path / "code/once"
    marker.touch()
    (tmp_path / "code/odd_work.py").write_text(
        ODD_WORK + f"\nACTS['once'] = lambda: os.path.exists({str(marker)!r}) and "
        f"(os.unlink({str(marker)!r}), os.kill(os.getpid(), signal.SIGKILL)) and None\n"
    )
    (tmp_path / "once.txt").write_text("once")
    source = Source("once", "1" * 64, 4, Kind.TEXT, tmp_path / "once.txt")
    (result,) = read_apart([source], setup_of(), 2)
    assert unpack_header(result.result).status is Status.NO_ACTION_PLAN
