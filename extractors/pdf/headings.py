"""Which printed paragraphs are headings, judged by letter height and weight over the whole document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractors.document import Paragraph
from extractors.pdf.page_blocks import PrintedParagraph

LARGER = 1.15
"""A heading's letters are at least this many times those of plain text."""
LONGEST = 200
"""A paragraph of more characters is prose, whatever its letters."""
PROSE = 90
"""A paragraph of more characters shows the size of plain text."""
DEEPEST = 6


def plain_size(paragraphs: Sequence[PrintedParagraph]) -> float:
    """Letter height of plain text in points: that of most characters in long paragraphs, else of most characters."""
    for shortest in (PROSE, 0):
        sizes: Counter[float] = Counter()
        for paragraph in paragraphs:
            if len(paragraph.text) > shortest and not (paragraph.bold and shortest == 0):
                sizes[_step(paragraph.size)] += len(paragraph.text)
        if sizes:
            return max(sizes, key=lambda size: (sizes[size], -size))
    return 0.0


def printed_to_paragraphs(printed: Sequence[PrintedParagraph]) -> list[Paragraph]:
    """Each with its heading level: larger sizes first, then bold letters of plain size."""
    plain = plain_size(printed)
    sizes = sorted({_step(p.size) for p in printed if _is_larger(p, plain)}, reverse=True)
    levels = {size: min(level, DEEPEST) for level, size in enumerate(sizes, start=1)}
    below = min(len(sizes) + 1, DEEPEST)
    return [
        Paragraph(
            p.text,
            p.region.page,
            levels.get(_step(p.size)) if _is_larger(p, plain) else _bold_level(p, plain, below),
            region=p.region,
        )
        for p in printed
    ]


def _step(size: float) -> float:
    return round(size * 2) / 2


def _is_larger(paragraph: PrintedParagraph, plain: float) -> bool:
    return plain > 0 and len(paragraph.text) <= LONGEST and paragraph.size >= LARGER * plain


def _bold_level(paragraph: PrintedParagraph, plain: float, level: int) -> int | None:
    is_heading = paragraph.bold and len(paragraph.text) <= LONGEST and paragraph.size >= 0.95 * plain
    return level if is_heading else None
