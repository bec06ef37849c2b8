"""Kills runs, kills their workers and fills their disk at random moments, and checks the dataset each time.

    python -m benchmarks.faults --kills 50 --worker-kills 20 --full-disks 20

A folder of documents alternates between two states. In each round a dataset of the one state is to become that of the
other, and something goes wrong on the way. Whatever that is, the dataset must be whole, and be either of the two,
byte for byte; the next run, undisturbed, must give the same files as one that nothing ever happened to, and must not
read again what was read before the fault.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ingest.validate import validate

_DATA = ("actions.parquet", "dates.parquet", "tables.parquet", "updates.parquet")
"""Files without a clock: the same input gives the same bytes."""
_MOST_KILLED = 4
"""Processes in one run; killed for ever, it would never end."""
_SAMPLES = Path(__file__).resolve().parent.parent / "data" / "raw"


@dataclass(frozen=True, slots=True)
class State:
    """A folder of documents, the dataset it gives, how long that takes (seconds), and how many the other has, too."""

    raw: Path
    files: dict[str, bytes]
    seconds: float
    files_in_both: int


def main() -> None:
    """Entry point."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--worker-kills", type=int, default=20)
    options.add_argument("--full-disks", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    random.seed(chosen.seed)
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        home = Path(folder)
        states = [_state(home, name) for name in ("one", "two")]
        processed = home / "processed"
        _run(states[0].raw, processed).wait()
        rounds = 0
        for name, times, fault in (
            ("run killed", chosen.kills, _kill_the_run),
            ("workers killed", chosen.worker_kills, _kill_workers),
            ("disk full", chosen.full_disks, _fill_the_disk),
        ):
            seen: Counter[str] = Counter()
            while seen[name] < times:
                old, new = states[rounds % 2], states[(rounds + 1) % 2]
                seen.update(_round(old, new, processed, fault))
                rounds += 1
            print(", ".join(f"{what} {n}" for what, n in sorted(seen.items())), flush=True)


def _state(home: Path, name: str) -> State:
    """Sixteen documents: the samples, and text ones again with other words in each state."""
    raw = home / f"raw {name}"
    shutil.copytree(_SAMPLES, raw)
    for n, file in enumerate(sorted(_SAMPLES.glob("*.txt")) * 4):
        words, data = f"\n\nCopy {n} of state {name}\n", file.read_bytes()
        encoded = words.encode("utf-16-le" if data[:2] == b"\xff\xfe" else "ascii")
        (raw / f"{n} {file.name}").write_bytes(data + encoded)
    started = time.monotonic()
    done = _run(raw, home / f"reference {name}")
    done.wait()
    seconds = time.monotonic() - started
    return State(raw, _contents(home / f"reference {name}"), seconds, len(list(_SAMPLES.glob("[!.]*"))))


def _round(old: State, new: State, processed: Path, fault: Callable[[State, Path], str]) -> list[str]:
    what = fault(new, processed)
    problems = validate(processed)
    assert problems == (), problems
    now = _contents(processed)
    assert now in (old.files, new.files), "a mixture"
    kept = _results(processed)
    after = _run(new.raw, processed)
    lines = (after.communicate()[0] or b"").splitlines()
    assert after.returncode == 0, lines[-1]
    assert _contents(processed) == new.files, "not what an undisturbed run gives"
    assert len(list((processed / ".dataset").glob("run-*"))) <= 2, "leftovers"
    reused = json.loads(lines[-1])["documents_reused"]
    assert reused == len(kept & _results(processed)), "read again what had been read"
    went_on = now == old.files and reused > old.files_in_both
    return [what, "dataset was new" if now == new.files else "dataset was old", *["new documents kept"] * went_on]


def _results(processed: Path) -> set[str]:
    return {file.name for file in (processed / ".state/results").glob("*.result")}


def _kill_the_run(new: State, processed: Path) -> str:
    """SIGKILL at any moment of a run's usual length; every other time just when it writes."""
    process = _run(new.raw, processed)
    if random.random() < 0.5:
        time.sleep(random.uniform(0, new.seconds))
    else:
        assert process.stdout
        to_read = len(new.files)
        for line in process.stdout:
            event = json.loads(line)
            to_read = event.get("to_read", to_read) - (event["event"] == "document")
            if to_read == 0:
                break
        time.sleep(random.uniform(0, 1.2))
    alive = process.poll() is None
    process.kill()
    process.communicate()
    return "run killed" if alive else "run was over before"


def _kill_workers(new: State, processed: Path) -> str:
    """SIGKILL to processes that documents are read from, while the run goes on."""
    process = _run(new.raw, processed)
    killed = 0
    while process.poll() is None:
        time.sleep(random.uniform(0, new.seconds / 8))
        workers = _below(process.pid)
        if len(workers) > 1 and killed < _MOST_KILLED:  # the host is ready, and reads
            killed += 1
            try:
                os.kill(random.choice(workers), signal.SIGKILL)
            except ProcessLookupError:
                killed -= 1
    said = process.communicate()[0].splitlines()[-8:]
    assert process.returncode in (0, 1), said
    if process.returncode == 1:
        _run(new.raw, processed).communicate()
    return "workers killed" if killed else "run was over before"


def _fill_the_disk(new: State, processed: Path) -> str:
    """No file may be longer than so many bytes, as if there were no room for more."""
    limit = int(2 ** random.uniform(8, 18))
    process = _run(new.raw, processed, limit)
    process.communicate()
    assert process.returncode in (0, 5), process.returncode
    return "disk full" if process.returncode == 5 else "had room"


def _below(pid: int) -> list[int]:
    """All processes below one."""
    children = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(line.split()[0]): int(line.split()[1]) for line in children.splitlines()}
    below, found = {pid}, set[int]()
    while below:
        below = {child for child, parent in parents.items() if parent in below}
        found |= below
    return sorted(found)


def _run(raw: Path, processed: Path, longest_file: int | None = None) -> subprocess.Popen[bytes]:
    def limited() -> None:
        if longest_file is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (longest_file, longest_file))

    command = [
        sys.executable,
        "-m",
        "ingest.cli",
        "run",
        str(raw),
        str(processed),
        "--workers",
        "2",
        "--log-format",
        "json",
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=limited)


def _contents(processed: Path) -> dict[str, bytes]:
    return {name: (processed / name).read_bytes() for name in _DATA}


if __name__ == "__main__":
    main()
