"""Runs that are killed, stopped, started twice and read from while they write, as whole processes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.dataset import load_frame
from ingest.exit_codes import ExitCode
from ingest.outcome import Outcome
from ingest.rows import RunStamp
from ingest.schema import DOCUMENTS
from ingest.validate import validate
from ingest.writing import Report
from normalise.plan import Plan

WriteOutcomes = Callable[[tuple[Outcome, ...], Path, RunStamp], Report]

RUN = """
import sys, time
from ingest import reading, undertaking, warm_up
from ingest.outcome import Outcome
from ingest.schema import Status
from normalise.plan import Action, Plan, PlanFacts, PlanTable

TABLE = PlanTable(0, None, None, 1, 1, True, "action_plan", (), 1, None)

warm_up.pkgutil.walk_packages = lambda *_: ()  # nothing of it is needed here

def work(source, options):
    words = source.file.read_text()
    time.sleep(600 if words == "long" else 0.05)
    return Outcome(source.path, Status.OK, None, source, 1, Plan(PlanFacts(), (TABLE,), (Action(action=words),)))

if __name__ == "__main__":
    import quick
    reading.process_document = quick.work
    undertaking.reading_version = lambda: "one"
    from ingest.cli import main
    main()
"""
"""`dhr-plans` with work that is done at once, so that what is measured is the run."""


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    for n in range(12):
        (folder / f"{n}.txt").write_text(f"words of {n}")
    return folder


@pytest.fixture
def start(tmp_path: Path, raw: Path) -> Callable[..., subprocess.Popen[str]]:
    """Starts a run of `raw` into a folder."""
    (tmp_path / "quick.py").write_text(RUN)
    root = Path(__file__).parents[2]

    def run(out: str = "out", *options: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, tmp_path / "quick.py", "run", raw, tmp_path / out, "--workers", "2", *options],
            env={**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{tmp_path}"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # A shell that starts the tests in the background makes them deaf to Ctrl-C, and with them this process.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    return run


def _finish(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def _actions(folder: Path) -> bytes:
    return (folder / "actions.parquet").read_bytes()


def test_killed_at_any_moment(tmp_path: Path, raw: Path, start: Callable[..., subprocess.Popen[str]]) -> None:
    """After `kill -9` the dataset is the old or the new one; the next run gives what an undisturbed one does."""
    began = time.monotonic()
    assert _finish(start("out", "-q")) == (ExitCode.OK, "", "")
    usual = time.monotonic() - began
    chance = random.Random(7)
    for n in range(5):
        for file in raw.iterdir():
            file.write_text(f"{file.name} in round {n}")
        before = _actions(tmp_path / "out")
        process = start("out", "-q")
        time.sleep(chance.uniform(0.3, 1.0) * usual)
        process.kill()
        process.communicate()
        assert validate(tmp_path / "out") == ()
        left = _actions(tmp_path / "out")
        assert _finish(start("out", "-q")) == (ExitCode.OK, "", "")
        if n == 4:
            assert _finish(start("undisturbed", "-q")) == (ExitCode.OK, "", "")
            assert _actions(tmp_path / "undisturbed") == _actions(tmp_path / "out")
        assert left in (before, _actions(tmp_path / "out"))
    assert len(list((tmp_path / "out/.dataset").glob("run-*"))) == 2


def test_where_nothing_changed_no_reader_is_loaded(
    start: Callable[..., subprocess.Popen[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that has nothing to read loads Arrow and no library that reads documents, so it is over in a moment."""
    assert _finish(start("out", "-q")) == (ExitCode.OK, "", "")
    monkeypatch.setenv("PYTHONPROFILEIMPORTTIME", "1")
    code, _, said = _finish(start("out", "-q"))
    loaded = {line.rpartition("|")[2].strip() for line in said.splitlines()}
    assert code == ExitCode.OK
    assert "pyarrow" in loaded
    assert not loaded & {"pandas", "spacy", "pdfplumber", "pypdfium2", "pikepdf", "docx", "lxml", "dateparser", "rich"}
    assert "(12 unchanged since they were read)" in _finish(start())[1]


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, ExitCode.INTERRUPTED), (signal.SIGTERM, ExitCode.TERMINATED)]
)
def test_stopped_by_a_signal(
    tmp_path: Path, raw: Path, start: Callable[..., subprocess.Popen[str]], number: signal.Signals, code: ExitCode
) -> None:
    """A run that is asked to end says one line, leaves with its code and a whole dataset, and loses nothing done."""
    assert _finish(start("out", "-q"))[0] == ExitCode.OK
    before = _actions(tmp_path / "out")
    (raw / "new.txt").write_text("new")
    (raw / "long.txt").write_text("long")
    process = start()
    deadline = time.monotonic() + 60
    while len(list((tmp_path / "out/.state/results").glob("*.result"))) < 13 and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(number)
    returned, out, err = _finish(process)
    assert (returned, out) == (code, "")
    assert err.count("\n") == 1
    assert "the next run goes on from here" in err
    assert _actions(tmp_path / "out") == before
    (raw / "long.txt").unlink()
    assert "(13 unchanged since they were read)" in _finish(start())[1]


def test_two_at_once(tmp_path: Path, raw: Path, start: Callable[..., subprocess.Popen[str]]) -> None:
    """The second run leaves at once with a code of its own and says who is at it; one that waits gets its turn."""
    (raw / "long.txt").write_text("long")
    first = start("out", "--max-seconds", "12", "-q")
    deadline = time.monotonic() + 60
    while not (tmp_path / "out/.state/holder.json").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    code, out, err = _finish(start())
    assert (code, out) == (ExitCode.BUSY, "")
    assert f"process {first.pid} on" in err
    waiting = start("out", "--wait", "--max-seconds", "12", "-q", "--exclude", "long.txt")
    assert _finish(first)[0] == ExitCode.SOME_FAILED
    assert _finish(waiting)[0] == ExitCode.OK
    assert len(load_frame(tmp_path / "out", DOCUMENTS)) == 12


def test_a_full_disk(tmp_path: Path, raw: Path, start: Callable[..., subprocess.Popen[str]]) -> None:
    """Where files cannot grow the run says so and leaves the dataset alone; with room the next one finishes."""
    assert _finish(start("out", "-q"))[0] == ExitCode.OK
    before = _actions(tmp_path / "out")
    (raw / "new.txt").write_text("new")
    command = f"ulimit -f 8; exec {sys.executable} {tmp_path / 'quick.py'} run {raw} {tmp_path / 'out'} -q"
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{tmp_path}"}
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == ExitCode.CANNOT_WRITE, done.stderr
    assert done.stderr.count("\n") == 1
    assert "still there" in done.stderr
    assert _actions(tmp_path / "out") == before
    assert validate(tmp_path / "out") == ()
    assert _finish(start("out", "-q"))[0] == ExitCode.OK
    assert len(load_frame(tmp_path / "out", DOCUMENTS)) == 13


READ = """
import sys
from importlib import import_module
by, file, wanted = sys.argv[1:]
library = import_module(by)
def read():
    if by == "pandas":
        return len(library.read_parquet(file))
    return len(library.execute("select * from read_parquet(?)", [file]).fetchall())
times, seen = 0, set()
read()
print("reading", flush=True)
import select
while not select.select([sys.stdin], [], [], 0)[0]:
    times += 1
    seen.add(read())
print(times > 20 and seen <= set(map(int, wanted.split(","))), times, seen)
"""


@pytest.mark.parametrize("library", ["pandas", "duckdb"])
def test_readers_while_runs_write(
    dataset: Path,
    outcomes: tuple[Outcome, ...],
    stamp: RunStamp,
    write_outcomes: WriteOutcomes,
    make_outcome: Callable[..., Outcome],
    plan: Plan,
    monkeypatch: pytest.MonkeyPatch,
    library: str,
) -> None:
    """A reader that looks again and again during twenty runs never fails, and always sees one dataset or the other."""
    pytest.importorskip(library)
    monkeypatch.setattr("ingest.quiet_moment._PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr("ingest.quiet_moment._QUIET_SECONDS", 3.0)  # a busy machine may leave the reader without a turn
    states = [outcomes, (*outcomes, *(make_outcome(f"z/{n}.txt", plan) for n in range(6)))]
    command = [sys.executable, "-c", READ, library, str(dataset / "actions.parquet"), "2,14"]
    reader = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert reader.stdout
    assert reader.stdout.readline() == "reading\n"
    for n in range(20):
        write_outcomes(states[(n + 1) % 2], dataset, stamp)
    said, _ = reader.communicate("enough\n", timeout=120)
    assert said.startswith("True"), said
