"""Cell by cell, our text beside that of pdfplumber's `extract_tables`, over PDFs that are named.

    python -m benchmarks.cell_text FILE.pdf [FILE.pdf ...] [--hide]

Cells are matched by where they stand. Texts are compared after normalising: Unicode NFC, runs of white space one
space, and a hyphen or slash at a line's end joined to what follows. What differs is printed with its kind: `hyphens`
and `spaces` are equal without them, `order` has the same letters in another order, `other` is the rest.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.our_reading import source_of, tables_of
from benchmarks.printing import machine, print_columns
from extractors.document import Cell, Limits, Region
from extractors.pdf.paragraphs import LINE_END
from extractors.readers import read_document

AIM = 0.99
LEAST_OVERLAP = 0.8
"""Two boxes are of the same cell when what they share is at least this share of what they cover together."""


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell's text and where it stands."""

    text: str
    region: Region


def compare_texts(ours: str, theirs: str) -> str | None:
    """The kind of difference, or None where the normalised texts are equal."""
    ours, theirs = normalised(ours), normalised(theirs)
    if ours == theirs:
        return None
    if _without(r"[-\u00ad\u2010\u2011\s]", ours) == _without(r"[-\u00ad\u2010\u2011\s]", theirs):
        return "spaces" if ours.count("-") == theirs.count("-") else "hyphens"
    same_letters = Counter(_without(r"\s", ours)) == Counter(_without(r"\s", theirs))
    return "order" if same_letters else "other"


def normalised(text: str) -> str:
    """NFC, hyphens and slashes at a line's end joined to what follows, white space collapsed, our marks gone."""
    joined = re.sub(r"(?<=\S)([-/])[ \t]*\n\s*", r"\1", unicodedata.normalize("NFC", text.replace(LINE_END, "")))
    return " ".join(joined.split())


def match_cells(
    ours: list[PrintedCell], theirs: list[PrintedCell]
) -> Iterator[tuple[PrintedCell | None, PrintedCell | None]]:
    """Each of our cells with theirs at the same place, then what is left on either side."""
    left = list(theirs)
    for cell in ours:
        best = max(left, key=lambda other: _overlap(cell.region, other.region), default=None)
        if best is not None and _overlap(cell.region, best.region) >= LEAST_OVERLAP:
            left.remove(best)
            yield cell, best
        else:
            yield cell, None
    yield from ((None, cell) for cell in left)


def _without(pattern: str, text: str) -> str:
    return re.sub(pattern, "", text)


def _overlap(one: Region, other: Region) -> float:
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    shared = width * height if width > 0 < height else 0.0
    return shared / (_area(one) + _area(other) - shared) if shared else 0.0


def _area(region: Region) -> float:
    return (region.x1 - region.x0) * (region.bottom - region.top)


def _our_cells(file: Path) -> dict[int, list[PrintedCell]]:
    pages: dict[int, list[PrintedCell]] = {}
    document = read_document(source_of(file), Limits(all_pages=True))
    cells: Iterator[Cell] = (cell for table in tables_of(document) for cell in table.cells)
    for cell in cells:
        if cell.region is not None:
            pages.setdefault(cell.region.page, []).append(PrintedCell(cell.text, cell.region))
    return pages


def _their_cells(file: Path) -> dict[int, list[PrintedCell]]:
    import pdfplumber

    pages: dict[int, list[PrintedCell]] = {}
    with pdfplumber.open(file) as document:
        for number, page in enumerate(document.pages, start=1):
            for table in page.find_tables():
                for row, texts in zip(table.rows, table.extract(), strict=True):
                    boxes = zip(row.cells, texts, strict=True)
                    found = [PrintedCell(text or "", Region(number, *box)) for box, text in boxes if box]
                    pages.setdefault(number, []).extend(found)
            page.close()
    return pages


def compare_file(file: Path, hide: bool) -> Counter[str]:
    """Counts of the cells of one file: `equal`, the kinds of difference, and those of one side alone.

    Each different pair of texts is printed once, with the page where it stands first and how often it stands.
    """
    counts: Counter[str] = Counter()
    pairs: dict[tuple[str, str, str], list[int]] = {}
    ours, theirs = _our_cells(file), _their_cells(file)
    for page in sorted(ours.keys() | theirs.keys()):
        for our, their in match_cells(ours.get(page, []), theirs.get(page, [])):
            if our is None or their is None:
                counts["ours alone" if our else "theirs alone"] += 1
                continue
            kind = compare_texts(our.text, their.text)
            counts[kind or "equal"] += 1
            if kind:
                pairs.setdefault((kind, our.text, their.text), []).append(page)
    for (kind, our_text, their_text), found in pairs.items() if not hide else ():
        print(f"{file.name} page {found[0]}, {kind}, {len(found)} time(s):")
        print(f"  ours   {our_text!r}\n  theirs {their_text!r}")
    return counts


def main() -> None:
    """Compares the files that are named and prints the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--hide", action="store_true", help="counts only")
    options = parser.parse_args()
    counts = {file: compare_file(file, options.hide) for file in options.files}
    kinds = ["equal", "hyphens", "spaces", "order", "other", "ours alone", "theirs alone"]
    print(machine())
    rows = [[file.name, *(str(count[kind]) for kind in kinds)] for file, count in counts.items()]
    total = sum(counts.values(), Counter())
    print_columns([["file", *kinds], *rows, ["all", *(str(total[kind]) for kind in kinds)]])
    matched = max(1, sum(total[kind] for kind in kinds[:5]))
    alike = sum(total[kind] for kind in kinds[:3])
    print(f"equal: {total['equal'] / matched:.2%} of {matched} matched cells (aim: at least {AIM:.0%})")
    print(f"equal but for hyphens and white space: {alike / matched:.2%}")


if __name__ == "__main__":
    main()
