"""Tables of every kind found and read: F1 of cell neighbours on the ICDAR 2013 table competition's documents.

    python -m benchmarks.icdar2013 FOLDER [--only ours --only tablers …] [--each]

FOLDER holds the competition's PDFs with their `*-str.xml` (they are not part of this repository). Documents with an
odd and an even number are given apart as well: our finder was tuned on the even ones.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.adjacency import PageTable, Score, to_score
from benchmarks.icdar2013_truth import find_documents
from benchmarks.printing import machine, print_columns
from benchmarks.table_finders import FINDERS, Finder

NUMBER = re.compile(r"\d+")
Documents = Mapping[Path, Sequence[list[PageTable]]]


@dataclass(slots=True)
class Outcome:
    """What one finder reached: score by document, seconds in all, and documents it failed on."""

    scores: dict[str, Score] = field(default_factory=dict)
    seconds: float = 0.0
    failed: list[str] = field(default_factory=list)

    def total(self, parity: int | None = None) -> Score:
        """The score over all documents, or over those whose number is even (0) or odd (1)."""
        scores = (s for name, s in self.scores.items() if parity is None or number_of(name) % 2 == parity)
        return sum(scores, Score())


def number_of(name: str) -> int:
    """The document's number in the set (`eu-009a` is 9)."""
    found = NUMBER.search(name)
    return int(found[0]) if found else 0


def measure(finder: Finder, documents: Documents) -> Outcome:
    """Each document read once, after a first one unmeasured, which pays for imports and start-up."""
    outcome = Outcome()
    _found(finder, next(iter(documents)), outcome)
    outcome.failed.clear()
    for file, truths in documents.items():
        start = time.perf_counter()
        found = _found(finder, file, outcome)
        outcome.seconds += time.perf_counter() - start
        outcome.scores[file.stem] = max((to_score(found, truth) for truth in truths), key=lambda score: score.f1)
    return outcome


def _found(finder: Finder, file: Path, outcome: Outcome) -> list[PageTable]:
    try:
        return list(finder.find(file))
    except Exception as error:  # noqa: BLE001 - a peer may raise anything; the document then counts as empty
        outcome.failed.append(f"{file.stem} ({type(error).__name__})")
        return []


def count_pages(files: Iterable[Path]) -> int:
    """Pages of all files."""
    import pypdfium2

    total = 0
    for file in files:
        with pypdfium2.PdfDocument(file) as document:
            total += len(document)
    return total


def _print_row(texts: Sequence[str]) -> None:
    """Prints one line of the table at once: the slow finders take minutes."""
    print(texts[0].ljust(24), *(text.rjust(9) for text in texts[1:]), flush=True)


def _row(name: str, outcome: Outcome, n_pages: int) -> list[str]:
    score = outcome.total()
    figures = (score.precision, score.recall, score.f1, outcome.total(0).f1, outcome.total(1).f1)
    return [name, *(f"{figure:.3f}" for figure in figures), f"{outcome.seconds / n_pages:.4f}"]


def _print_each(outcome: Outcome) -> None:
    rows = [["document", "right", "found", "wanted", "F1"]]
    for name, score in outcome.scores.items():
        rows.append([name, str(score.right), str(score.found), str(score.wanted), f"{score.f1:.3f}"])
    print_columns(rows)
    print()


def main() -> None:
    """Measures the finders that are installed and prints a line for each."""
    parser = argparse.ArgumentParser(description="Tables found and read, on the ICDAR 2013 competition's documents.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", action="append", choices=[f.name for f in FINDERS], help="measure this one only")
    parser.add_argument("--each", action="store_true", help="print the score of each document, too")
    options = parser.parse_args()
    documents = find_documents(options.folder)
    if not documents:
        parser.error(f"no PDF with its *-str.xml in {options.folder}")
    n_pages = count_pages(documents)
    print(machine())
    print(f"{len(documents)} documents, {n_pages} pages")
    _print_row(["finder", "precision", "recall", "F1", "F1 even", "F1 odd", "s a page"])
    notes: list[str] = []
    for finder in FINDERS:
        if options.only and finder.name not in options.only:
            continue
        version = finder.version()
        if version is None:
            notes.append(f"{finder.name}: {finder.package} is not installed")
            continue
        outcome = measure(finder, documents)
        if options.each:
            _print_each(outcome)
        _print_row(_row(f"{finder.name} {version}", outcome, n_pages))
        notes += [f"{finder.name} failed on {', '.join(outcome.failed)}"] if outcome.failed else []
    print("\n".join(notes))


if __name__ == "__main__":
    main()
