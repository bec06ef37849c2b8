"""Peak memory of one read, each in a fresh process: 115 pages and ten times as many.

    python -m benchmarks.memory [--pages 115 1150] [--peers]

The peak is that of the resident set, with Python and all libraries. Linux and macOS.
"""

from __future__ import annotations

import argparse
import gc
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.peers import LIMIT, OURS, PDFPLUMBER, WAYS, Way
from benchmarks.printing import machine, print_columns
from benchmarks.reports import write_report

MOST_MB = 300
"""The aim: no more than this, and no more for the long report than for the short one."""
SMALL_PAGES = 6
MEASURED = (OURS, LIMIT, PDFPLUMBER)


def peak_mb(way: Way, file: Path) -> float:
    """Reads a file in a process of its own and gives its peak.

    Raises:
        subprocess.CalledProcessError: The reading failed.
    """
    command = [sys.executable, "-m", "benchmarks.memory", "--read", str(file), "--way", way.name]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1])


def _own_peak_mb() -> float:
    """The peak of this process; Linux counts what was there before it began unless its own status is asked."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def _read_and_print(file: Path, name: str) -> None:
    next(way for way in WAYS if way.name == name).read(file)
    gc.collect()
    print(f"{_own_peak_mb():.1f}")


def main() -> None:
    """Makes the reports, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[115, 1150])
    parser.add_argument("--peers", action="store_true", help="pdfium's text and pdfplumber (pages closed) as well")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--way", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read:
        _read_and_print(options.read, options.way)
        return
    print(machine())
    _measure([SMALL_PAGES, *options.pages], MEASURED if options.peers else MEASURED[:1])


def _measure(lengths: list[int], ways: tuple[Way, ...]) -> None:
    rows = [["peak, MB", *(f"{n} pages" for n in lengths)]]
    with tempfile.TemporaryDirectory() as folder:
        files = [write_report(Path(folder) / f"report-{n}.pdf", n, seed=1).file for n in lengths]
        for way in ways:
            rows.append([way.name, *(f"{peak_mb(way, file):.0f}" for file in files)])
    print_columns(rows)
    print(f"aims: ours at most {MOST_MB} MB, and no more for the longest report than for the shorter")


if __name__ == "__main__":
    main()
