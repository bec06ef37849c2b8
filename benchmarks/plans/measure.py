"""How well made plans are understood, by layout.

    python -m benchmarks.plans.measure [--plans 500] [--first 0] [--through blocks] [--show 20] [--markdown]

Every plan is made anew from its number, understood, and compared with what it was made from. `--through word`, `pdf`
and `text` write each as a file and read that, so that the readers are measured as well (every third PDF
has its headings printed upwards).
The plans are our own: the figures say that no known layout fails, not how well plans are read that nobody has seen.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.our_reading import read_as_run
from benchmarks.plans.documents import MadeDocument, make_document
from benchmarks.plans.files import write_pdf, write_text, write_word
from benchmarks.plans.foreign import foreign_document, foreign_tables
from benchmarks.plans.pages import Cutter, Paper, document_of
from benchmarks.plans.scoring import Report, Tally
from extractors.document import Document, Kind
from normalise.understanding import to_plan
from normalise.vocabulary import load_vocabulary

_COLOURED = ("rag", "rag_source")


def main() -> None:
    """Make, understand, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, default=500, help="how many")
    parser.add_argument("--first", type=int, default=0, help="number of the first")
    parser.add_argument(
        "--through", choices=("blocks", "word", "pdf", "text"), default="blocks", help="how plans are read"
    )
    parser.add_argument("--show", type=int, default=0, help="so many faults are printed")
    parser.add_argument("--markdown", action="store_true", help="print the figures as docs/accuracy.md has them")
    options = parser.parse_args()
    began = time.perf_counter()
    report = measure(options.first, options.plans, options.through)
    for name, fault in report.faults[: options.show]:
        print(f"- {name} {fault.field}\n    true: {str(fault.wanted)[:300]!r}\n    got:  {str(fault.got)[:300]!r}")
    _print_table(report, markdown=options.markdown)
    if not options.markdown:
        print(dict(report.by_field.most_common(20)))
    print(f"\nfalse actions in {len(foreign_tables())} kinds of document without a plan: {false_actions()}")
    print(f"{time.perf_counter() - began:.0f} s", file=sys.stderr)


def measure(first: int, plans: int, through: str = "blocks") -> Report:
    """Score the plans from `first` on."""
    vocabulary, report = load_vocabulary(), Report()
    for number in range(first, first + plans):
        made = make_document(number)
        document = made.document if through == "blocks" else _through_file(made, through, turned=number % 3 == 0)
        made = _without_colours(made) if through == "text" else made
        report.take(str(number), made, to_plan(document, vocabulary))
    return report


def _through_file(made: MadeDocument, through: str, *, turned: bool) -> Document:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"plan.{through}"
        if through == "text":
            file = file.with_suffix(".txt")
            write_text(made.document.blocks, file)
        elif through == "word":
            write_word(made.printed, file)
        else:
            write_pdf(made.printed, file, turned=turned)
        return read_as_run(file)


def _without_colours(made: MadeDocument) -> MadeDocument:
    """The document with what can be known of it from text: no rating that is a colour."""
    if made.layout.rating == "words":
        return made
    plain = ({key: value for key, value in t.values.items() if key not in _COLOURED} for t in made.truths)
    truths = (replace(truth, values=values) for truth, values in zip(made.truths, plain, strict=True))
    return replace(made, truths=tuple(truths))


def false_actions() -> int:
    """Actions that are found where there are none."""
    vocabulary, count = load_vocabulary(), 0
    for kind in foreign_tables():
        rng = random.Random(kind)
        cutter = Cutter(Paper(), rng)
        cutter.lay_out(foreign_document(rng, kind))
        count += len(to_plan(document_of(cutter.blocks, Kind.PDF), vocabulary).actions)
    return count


def _print_table(report: Report, *, markdown: bool) -> None:
    bar, edge = ("|", "|") if markdown else ("", "")
    titles = (f"{'layout':32}", "plans", "actions", "precision", "recall", "fields", "breaks joined")
    print(f"{edge} " + f" {bar} ".join(titles) + f" {edge}")
    if markdown:
        print("|---|---|---|---|---|---|---|")
    rows: list[tuple[str, Tally]] = [("all", report.whole), *sorted(report.by_feature.items())]
    for name, tally in rows:
        precision, recall, fields, joined = (_percent(share) for share in tally.shares)
        counts = (f"{tally.documents:5}", f"{tally.wanted:7}")
        cells = (*counts, f"{precision:>9}", f"{recall:>6}", f"{fields:>6}", f"{joined:>13}")
        print(f"{edge} {name:32} {bar} " + f" {bar} ".join(cells) + f" {edge}")


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}" if share in (0, 1) else f"{share:.2%}"


if __name__ == "__main__":
    main()
