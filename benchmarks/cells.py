"""Seconds to parse 100,000 cells of each kind, and the slowest single parse.

    python -m benchmarks.cells [--cells 100000] [--only agency]

The cells are the printed forms of the tables under `tests/normalise/`, over and over; updates are made of dated lines.
The slowest is the slowest form: each is timed by itself several times and the best of its times counts, so that what
else the machine does is left out. No parse may take more than 5 ms.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from benchmarks.printing import machine, print_columns
from normalise.agencies import AgencyReader
from normalise.completion.completed_when import parse_completion_dates
from normalise.completion.state import parse_state
from normalise.ratings.cells import parse_ratings
from normalise.target import parse_target
from normalise.updates.cells import parse_updates
from normalise.vocabulary import Vocabulary, load_vocabulary

TABLES = Path(__file__).parent.parent / "tests" / "normalise"
SLOWEST_ALLOWED = 0.005
"""Seconds."""
REPEATS = 5
UPDATE = "12/05/2022: {} Amber Update (June 2022): {}\nGreen\nQ3 2022/23 update: {}"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of cell: its name, its printed forms, and what parses one."""

    name: str
    cells: Sequence[str]
    parse: Callable[[str], object]


def printed_forms(table: str, column: int) -> list[str]:
    """The cells of one column of a table of printed forms, new lines put in."""
    lines = (TABLES / table).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [row[column].replace("\\n", "\n") for row in rows if len(row) > column and row[column].strip()]


def kinds() -> list[Kind]:
    """All kinds of cells that are measured."""
    words = load_vocabulary()
    states, dates = printed_forms("completion_states.tsv", 1), printed_forms("date_forms.tsv", 0)
    updates = [UPDATE.format(*three) for three in zip(states, states[1:], states[2:], strict=False)]
    return [
        Kind("agency", printed_forms("agency_cells.tsv", 0), AgencyReader(words, {}).parse),
        Kind("target date", dates, lambda cell: parse_target(cell, words)),
        Kind("completion date", dates, _completed(words)),
        Kind("state", states, lambda cell: parse_state(cell, words)),
        Kind("rating", printed_forms("rag_cells.tsv", 0), lambda cell: parse_ratings(cell, words)),
        Kind("updates", updates, lambda cell: parse_updates(cell, words)),
    ]


def _completed(words: Vocabulary) -> Callable[[str], object]:
    return lambda cell: parse_completion_dates(cell, column="completion", vocabulary=words)


def seconds_for(kind: Kind, cells: int) -> float:
    """Seconds to parse so many cells of a kind."""
    started = time.perf_counter()
    for cell in islice(cycle(kind.cells), cells):
        kind.parse(cell)
    return time.perf_counter() - started


def slowest(kind: Kind) -> tuple[float, float, str]:
    """Seconds of the middle and of the slowest form, and the slowest form."""
    times = [(min(_seconds(kind, cell) for _ in range(REPEATS)), cell) for cell in dict.fromkeys(kind.cells)]
    worst, cell = max(times)
    return median(seconds for seconds, _ in times), worst, cell


def _seconds(kind: Kind, cell: str) -> float:
    started = time.perf_counter()
    kind.parse(cell)
    return time.perf_counter() - started


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--cells", type=int, default=100_000)
    options.add_argument("--only", default="")
    chosen = options.parse_args()
    print(machine())
    rows = [("kind", "forms", "seconds", "per cell (µs)", "middle (µs)", "slowest (ms)", "within 5 ms")]
    for kind in kinds():
        if chosen.only in kind.name:
            middle, worst, _ = slowest(kind)
            total = seconds_for(kind, chosen.cells)
            figures = (f"{total:.1f}", f"{total / chosen.cells * 1e6:.0f}", f"{middle * 1e6:.0f}", f"{worst * 1e3:.2f}")
            rows.append((kind.name, str(len(kind.cells)), *figures, "yes" if worst <= SLOWEST_ALLOWED else "NO"))
    print_columns(rows)


if __name__ == "__main__":
    main()
