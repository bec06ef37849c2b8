"""Reads thousands of documents in one run and watches the memory of the run's own process.

python -m benchmarks.soak [--documents 2000] [--workers 2]
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from zipfile import ZipFile

_SAMPLES = Path(__file__).resolve().parent.parent / "data" / "raw"


def main() -> None:
    """Entry point."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=2000)
    options.add_argument("--workers", type=int, default=2)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        raw, processed = Path(folder) / "raw", Path(folder) / "processed"
        _fill(raw, chosen.documents)
        _soak(raw, processed, chosen.workers)
        started = time.monotonic()
        _start(raw, processed, chosen.workers).communicate()
        print(f"once more, nothing changed: {time.monotonic() - started:.2f} s")


def _fill(raw: Path, documents: int) -> None:
    """The samples again and again; each copy has bytes of its own behind the end, where no reader looks."""
    samples = sorted(file for file in _SAMPLES.iterdir() if not file.name.startswith("."))
    for n in range(documents):
        sample = samples[n % len(samples)]
        place = raw / f"{n % 50:02}" / f"{n:05} {sample.name}"
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(sample, place)
        _make_its_own(place, n)


def _make_its_own(place: Path, n: int) -> None:
    """Gives a copy bytes of its own, where no reader looks for words of a table."""
    if place.suffix == ".docx":
        with ZipFile(place, "a") as package:
            package.writestr("copy.txt", str(n))
        return
    pdf, utf_16 = place.suffix == ".pdf", place.read_bytes()[:2] == b"\xff\xfe"
    with place.open("ab") as stream:
        stream.write(f"\n%{n}\n".encode() if pdf else f"\n\nCopy {n}\n".encode("utf-16-le" if utf_16 else "ascii"))


def _soak(raw: Path, processed: Path, workers: int) -> None:
    started = time.monotonic()
    process = _start(raw, processed, workers)
    assert process.stderr
    done, marks = 0, []
    for line in process.stderr:
        event = json.loads(line)
        done += event["event"] == "document"
        if event["event"] == "document" and done % 100 == 0:
            marks.append((done, _resident(process.pid)))
    process.wait()
    took = time.monotonic() - started
    for count, memory in marks[:: max(1, len(marks) // 10)]:
        print(f"  after {count:5} documents the run holds {memory / 1e6:.0f} MB")
    record = json.loads((processed / "run.json").read_text())
    print(f"{done} documents in {took:.0f} s with {workers} workers: {done / took:.1f} a second; {record['counts']}")


def _resident(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) * 1024
    return 0


def _start(raw: Path, processed: Path, workers: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "ingest.cli", "run", str(raw), str(processed), "--workers", str(workers)]
    return subprocess.Popen([*command, "--log-format", "json"], stderr=subprocess.PIPE, text=True)


if __name__ == "__main__":
    main()
