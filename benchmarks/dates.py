"""Scores our date reader and dateparser alone on the table of printed forms, and times both.

Run from the repository's root: `python -m benchmarks.dates`. The table is `tests/normalise/date_forms.tsv`. dateparser
is asked in English, day first, for absolute dates with a month and a year. It gives one day and knows no roles, so both
are scored on the first and last day of each date alone, and, more kindly, on naming some day within the first date.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import dateparser

from normalise.dates import has_date, read_dates
from normalise.dates.edtf import bounds
from normalise.target import parse_target
from normalise.vocabulary import load_vocabulary

TABLE = Path(__file__).parent.parent / "tests" / "normalise" / "date_forms.tsv"
WORST_LENGTH = 100_000
_WORST = (
    "9",
    "1/",
    "March ",
    "Q3 ",
    "end of the ",
    "2021/22 ",
    "w/c 1/1/21 ",
    "a",
    "within 6 months of ",
    " ",
    "June 2021 and ",
)

Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Form:
    """One row of the table: the printed form, its dates as `edtf:role`, the kind and the warnings."""

    printed: str
    dates: tuple[str, ...]
    kind: str
    warnings: str

    @property
    def days(self) -> tuple[Days, ...]:
        """First and last day of each of its dates."""
        return tuple(bounds(value.partition(":")[0]) for value in self.dates)


def read_forms(path: Path) -> list[Form]:
    """The rows of the table."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines()[1:])
    return [Form(row[0].replace("\\n", "\n"), tuple(row[1].split()), row[4], row[5]) for row in rows]


def our_days(text: str) -> tuple[Days, ...]:
    """First and last day of each date of a cell, by `parse_target`."""
    return tuple((value.earliest, value.latest) for value in parse_target(text, load_vocabulary()).dates)


def our_answer(form: Form) -> bool:
    """Whether dates, roles, kind and warnings are all as the table says."""
    target = parse_target(form.printed, load_vocabulary())
    dates = tuple(f"{value.edtf}:{value.role}" for value in target.dates)
    return (dates, str(target.kind), " ".join(target.warnings)) == (form.dates, form.kind, form.warnings)


def days_by_dateparser(text: str, settings: dict[str, object]) -> tuple[Days, ...]:
    """The one day that dateparser finds in a cell, if any."""
    found = dateparser.parse(text, languages=["en"], settings=settings)
    return ((found.date(), found.date()),) if found else ()


STATED: dict[str, object] = {
    "DATE_ORDER": "DMY", "REQUIRE_PARTS": ["month", "year"], "PARSERS": ["absolute-time"], "RELATIVE_BASE": None,
}  # fmt: skip


def score(name: str, forms: Sequence[Form], read: Callable[[str], tuple[Days, ...]]) -> None:
    """Print how many forms a reader gets right: all days exact, a day within the first date, no date where none is."""
    dated = [form for form in forms if form.dates]
    undated = [form for form in forms if not form.dates]
    right = sum(read(form.printed) == form.days for form in dated)
    near = sum(_is_within(read(form.printed), form.days) for form in dated)
    quiet = sum(not read(form.printed) for form in undated)
    print(
        f"{name:34} exact {right:5} of {len(dated)} ({right / len(dated):6.1%})   "
        f"within {near:5} ({near / len(dated):6.1%})   "
        f"no date {quiet:4} of {len(undated)} ({quiet / len(undated):6.1%})"
    )


def _is_within(found: tuple[Days, ...], wanted: tuple[Days, ...]) -> bool:
    if not found:
        return False
    (first, last), (earliest, latest) = found[0], wanted[0]
    return (earliest is None or (first is not None and first >= earliest)) and (
        latest is None or (last is not None and last <= latest)
    )


def seconds(read: Callable[[str], object], cells: Sequence[str]) -> tuple[float, float]:
    """Processor seconds for all cells, and for the slowest of them."""
    slowest = 0.0
    begin = time.process_time()
    for cell in cells:
        start = time.process_time()
        read(cell)
        slowest = max(slowest, time.process_time() - start)
    return time.process_time() - begin, slowest


def main() -> None:
    """Print both scores, the time of many cells, and the time of the worst texts."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cells", type=int, default=100_000, help="how many cells to time (100,000)")
    options.add_argument("--dateparser-cells", type=int, default=2_000, help="how many to time dateparser on (2,000)")
    given = options.parse_args()
    forms = read_forms(TABLE)
    right = sum(map(our_answer, forms))
    print(f"{'ours, roles, kinds and warnings too':34} forms {right:5} of {len(forms)} ({right / len(forms):6.1%})")
    score("ours, days only", forms, our_days)
    stated = {key: value for key, value in STATED.items() if value is not None}
    score("dateparser with settings, days only", forms, lambda text: days_by_dateparser(text, stated))
    score("dateparser by default, days only", forms, lambda text: days_by_dateparser(text, {}))
    printed = [form.printed for form in forms]
    cells = [printed[n % len(printed)] for n in range(given.cells)]
    readers: list[tuple[str, Callable[[str], object], int]] = [
        ("has_date", has_date, given.cells),
        ("read_dates", read_dates, given.cells),
        ("parse_target", lambda text: parse_target(text, load_vocabulary()), given.cells),
        ("dateparser", lambda text: days_by_dateparser(text, stated), given.dateparser_cells),
    ]
    for name, read, count in readers:
        total, slowest = seconds(read, cells[:count])
        each = total / count * 1e6
        print(f"{name:34} {count:7} cells {total:8.2f} s   {each:7.0f} µs a cell   slowest {slowest * 1e3:6.2f} ms")
    for piece in _WORST:
        text = (piece * WORST_LENGTH)[:WORST_LENGTH]
        print(f"100 kB of {piece!r:30} {seconds(read_dates, [text])[0]:6.2f} s")


if __name__ == "__main__":
    main()
