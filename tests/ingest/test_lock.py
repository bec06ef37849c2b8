"""Tests of `ingest.lock`: one run at a time, whoever holds it is named, and nothing needs clearing away by hand."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.errors import Busy
from ingest.lock import locked

HOLD = (
    "import sys, time; from pathlib import Path; from ingest.lock import locked\n"
    "with locked(Path(sys.argv[1]), 'noon'): print('held', flush=True); time.sleep(600)"
)


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_the_second_is_told_who_has_it(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    """Process, machine and since when."""
    with pytest.raises(Busy, match=rf"process {holder.pid} on .*, since noon.*--wait"), locked(tmp_path, "later"):
        pytest.fail("got in")


def test_a_killed_holder_holds_nothing(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    """After `kill -9` the next one gets in."""
    holder.kill()
    holder.wait()
    with locked(tmp_path, "later"):
        assert (tmp_path / "holder.json").exists()
    assert not (tmp_path / "holder.json").exists()


def test_waiting(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    """Who waits says for whom, and gets in when the other one ends."""
    told: list[str] = []

    def tell(words: str) -> None:
        told.append(words)
        threading.Timer(0.3, holder.kill).start()

    with locked(tmp_path, "later", wait=True, tell=tell):
        assert len(told) == 1
        assert str(holder.pid) in told[0]


def test_a_damaged_note_of_the_holder(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    """What the holder wrote of itself is a courtesy; without it the lock holds."""
    assert holder.poll() is None
    (tmp_path / "holder.json").write_text("[]")
    with pytest.raises(Busy, match="has not said"), locked(tmp_path, "later"):
        pytest.fail("got in")
