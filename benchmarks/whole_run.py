"""Pages per second of a whole run (reading, understanding, writing) over twenty reports, and where the time goes.

    python -m benchmarks.whole_run [--pages 115] [--copies 20] [--workers 2] [--profile]

The command is timed with its workers, start-up included; then with one, and on one small report for its start-up.
Reading and understanding are timed on the same files in one process: what they leave of the run with one worker is
the rest, that is finding the files, checking the rows and writing.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.our_reading import read_as_run
from benchmarks.printing import machine, print_columns
from benchmarks.reports import Report, make_reports
from normalise.understanding import to_plan
from normalise.vocabulary import load_vocabulary

SMALL_PAGES = 6
SLOWEST_SHOWN = 25
COMMAND = (sys.executable, "-m", "ingest.cli", "run")


@dataclass(slots=True)
class Stages:
    """Seconds of the stages over all files, in one process, start-up excluded; and the actions found."""

    read: float = 0.0
    understand: float = 0.0
    n_actions: int = 0


def time_command(raw: Path, processed: Path, workers: int) -> float:
    """Seconds of the run command.

    Raises:
        subprocess.CalledProcessError: It failed.
    """
    options = ["--workers", str(workers)] if takes_workers() else []
    started = time.perf_counter()
    subprocess.run([*COMMAND, str(raw), str(processed), "--quiet", *options], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def takes_workers() -> bool:
    """Whether the command can be told how many processes to use."""
    wide = {**os.environ, "COLUMNS": "200"}
    return "--workers" in subprocess.run([*COMMAND, "--help"], capture_output=True, text=True, env=wide).stdout


def time_stages(files: Sequence[Path]) -> Stages:
    """Reads and understands each file."""
    stages, vocabulary = Stages(), load_vocabulary()
    for file in files:
        started = time.perf_counter()
        document = read_as_run(file)
        between = time.perf_counter()
        plan = to_plan(document, vocabulary)
        stages.read += between - started
        stages.understand += time.perf_counter() - between
        stages.n_actions += len(plan.actions)
    return stages


def main() -> None:
    """Makes the reports, runs, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=115)
    parser.add_argument("--copies", type=int, default=20)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--profile", action="store_true", help="the slowest functions of reading and understanding")
    options = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reports = make_reports(folder / "raw", options.pages, options.copies)
        n_actions = sum(len(r.actions) for report in reports for r in report.recommendations)
        print(f"{options.copies} reports of {options.pages} pages, {n_actions} actions printed in them")
        one_worker = _print_commands(folder, options.pages * options.copies, options.workers)
        _print_stages(folder, reports, one_worker, options.profile)


def _print_commands(folder: Path, n_pages: int, workers: int) -> float:
    """Times the command with all workers and with one; the latter's seconds."""
    one_worker = 0.0
    for number in (workers, 1) if takes_workers() else (1,):
        one_worker = time_command(folder / "raw", folder / f"processed-{number}", number)
        print(f"run, {number} worker(s): {one_worker:.1f} s, {n_pages / one_worker:.0f} pages per second")
    if not takes_workers():
        print("the command has no option for workers: one process")
    return one_worker


def _print_stages(folder: Path, reports: Sequence[Report], one_worker: float, profiled: bool) -> None:
    small = make_reports(folder / "small", SMALL_PAGES)
    start_up = time_command(folder / "small", folder / "processed-small", 1)
    time_stages([small[0].file])  # imports and caches, not to be counted
    files = [report.file for report in reports]
    stages = time_stages(files)
    rest = max(0.0, one_worker - start_up - stages.read - stages.understand)
    seconds = {"start-up": start_up, "read": stages.read, "understand": stages.understand, "the rest": rest}
    total = sum(seconds.values())
    rows = [["stage, one worker", "seconds", "share", "ms a page"]]
    n_pages = sum(report.n_pages for report in reports)
    rows += [[name, f"{s:.2f}", f"{s / total:.0%}", f"{1000 * s / n_pages:.2f}"] for name, s in seconds.items()]
    print_columns(rows)
    print(f"{stages.n_actions} actions read")
    if profiled:
        profile = cProfile.Profile()
        profile.runcall(time_stages, files)
        pstats.Stats(profile).sort_stats("tottime").print_stats(SLOWEST_SHOWN)


if __name__ == "__main__":
    main()
