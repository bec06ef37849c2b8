"""Seconds to read a whole report, ours beside others: one process, start-up excluded, medians of rounds.

    python -m benchmarks.reading_speed [--pages 115] [--rounds 5] [--slow-rounds 3] [--only NAME] [--office | PDF]

The ways take turns, so that a machine that slows down slows all of them.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import sys
import tempfile
import time
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.office_report import print_report
from benchmarks.peers import LIMIT, OURS, PDFPLUMBER, WAYS, Way
from benchmarks.printing import machine, print_columns
from benchmarks.reports import write_report

WARM_UP_PAGES = 6
MOST_TIMES_LIMIT, LEAST_TIMES_FASTER = 3.0, 40.0
"""The aims: at most this many times the limit, at least this many times faster than `extract_tables`."""


@dataclass(slots=True)
class Timing:
    """The seconds of each round of one way, the tables found, or why it was left out."""

    seconds: list[float] = field(default_factory=list)
    tables: int | None = None
    skipped: str | None = None


def time_ways(ways: Sequence[Way], file: Path, warm_up: Path, rounds: int, slow_rounds: int) -> dict[Way, Timing]:
    """Times each way on `file` in turns, after one call each on the small file `warm_up`."""
    timings = {way: Timing() for way in ways}
    for way in ways:
        _try(way, warm_up, timings[way])
        timings[way].seconds.clear()
    for number in range(max(rounds, slow_rounds)):
        for way in ways:
            if number < (slow_rounds if way.is_slow else rounds) and not timings[way].skipped:
                print(f"round {number + 1}: {way.name} ...", file=sys.stderr)
                _try(way, file, timings[way])
    return timings


def _try(way: Way, file: Path, timing: Timing) -> None:
    if way.version() is None:
        timing.skipped = f"{way.package} is not installed"
        return
    gc.collect()
    gc.freeze()  # what other libraries keep in this process is not walked again and again while this one is timed
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # PyMuPDF recommends other packages there
            started = time.perf_counter()
            timing.tables = way.read(file)
            timing.seconds.append(time.perf_counter() - started)
    except Exception as error:  # noqa: BLE001 - another library may raise anything; the others go on
        timing.skipped = f"{type(error).__name__}: {' '.join(str(error).split())[:100]}"


def print_timings(timings: dict[Way, Timing], n_pages: int) -> None:
    """The table of seconds, and ours against its aims."""
    middle = {way: median(timing.seconds) for way, timing in timings.items() if not timing.skipped}
    limit, slow = middle.get(LIMIT), middle.get(PDFPLUMBER)
    rows = [
        [
            "way",
            "version",
            "rounds",
            "seconds",
            "ms a page",
            "times the limit",
            "times faster than pdfplumber",
            "tables",
        ]
    ]
    for way, timing in timings.items():
        if timing.skipped:
            continue
        seconds, found = middle[way], "-" if timing.tables is None else str(timing.tables)
        figures = [f"{seconds:.3f}", f"{1000 * seconds / n_pages:.2f}", _ratio(seconds, limit), _ratio(slow, seconds)]
        rows.append([way.name, way.version() or "", str(len(timing.seconds)), *figures, found])
    print_columns(rows)
    for way, timing in timings.items():
        if timing.skipped:
            print(f"left out: {way.name} ({timing.skipped})")
    if OURS in middle:
        print(
            f"aims: {_ratio(middle[OURS], limit)} times the limit (at most {MOST_TIMES_LIMIT:g}), "
            f"{_ratio(slow, middle[OURS])} times faster than pdfplumber (at least {LEAST_TIMES_FASTER:g})"
        )


def _ratio(above: float | None, below: float | None) -> str:
    return f"{above / below:.1f}" if above and below else "-"


def main() -> None:
    """Times the ways on a report made for it, or on the PDF that is named."""
    options = _parse_options()
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        warm_up = write_report(Path(folder) / "warm-up.pdf", WARM_UP_PAGES, seed=99).file
        file = options.pdf or _report(Path(folder), options.pages, options.office)
        n_pages = _count_pages(file)
        ways = [way for way in WAYS if options.only.casefold() in way.name.casefold() or way is LIMIT]
        timings = time_ways(ways, file, warm_up, options.rounds, options.slow_rounds)
        print(machine())
        print(f"{n_pages} pages, {file.stat().st_size / 1e6:.1f} MB; medians of the rounds that are told")
        print_timings(timings, n_pages)


def _report(folder: Path, n_pages: int, by_office: bool) -> Path:
    if by_office:
        return print_report(folder, n_pages, seed=1)[0]
    return write_report(folder / "report.pdf", n_pages, seed=1).file


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdf", type=Path, nargs="?", help="a PDF to read instead of a report made for it")
    parser.add_argument("--office", action="store_true", help="a report written in Word and printed by LibreOffice")
    parser.add_argument("--pages", type=int, default=115)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--slow-rounds", type=int, default=3, help="rounds of the ways that take long")
    parser.add_argument("--only", default="", help="only ways whose name holds this, and the limit")
    return parser.parse_args()


def _count_pages(file: Path) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(file) as document:
        return len(document)


if __name__ == "__main__":
    main()
