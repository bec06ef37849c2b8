"""Make the sample plans and their expected rows from the sources beside this file.

    python data/sources/make_samples.py [--raw FOLDER] [--expected FOLDER]

The same sources give the same files: nothing depends on the clock, the machine or chance.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import pdf_samples
import text_samples
import word_samples
from expected_rows import expected_document
from logical_plan import PlanSource, read_plan_source

_HERE = Path(__file__).resolve().parent
_FORMATS: tuple[tuple[str, dict[str, Callable[[PlanSource], bytes]]], ...] = (
    (".pdf", pdf_samples.LAYOUTS),
    (".docx", word_samples.LAYOUTS),
    (".txt", text_samples.LAYOUTS),
)


def make_samples(raw: Path, expected: Path) -> list[Path]:
    """Write each sample to `raw` and what it must give to `expected`; the files written, samples first."""
    made: list[Path] = []
    for suffix, layouts in _FORMATS:
        for stem, lay_out in layouts.items():
            plan = read_plan_source(_HERE / f"{stem}.toml")
            sample, rows = raw / f"{stem}{suffix}", expected / f"{stem}.json"
            sample.write_bytes(lay_out(plan))
            truth = json.dumps(expected_document(plan, sample.name), ensure_ascii=False, indent=1)
            rows.write_text(truth + "\n", encoding="utf-8")
            made += [sample, rows]
    return made


def main() -> None:
    """Make all samples in the folders named on the command line, by default the repository's own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--raw", type=Path, default=_HERE.parent / "raw")
    parser.add_argument("--expected", type=Path, default=_HERE.parents[1] / "tests" / "samples" / "expected")
    options = parser.parse_args()
    for path in make_samples(options.raw, options.expected):
        print(path.name)


if __name__ == "__main__":
    main()
