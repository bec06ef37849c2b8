"""The letters of a page as pdfplumber reads them, asked where pdfium cannot tell which letters are printed.

pdfplumber takes a hundred times longer and maps some fonts (named glyphs, identity maps) that pdfium does not.
"""

from __future__ import annotations

import io
import logging
import math
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from extractors.pdf.frame import Frame
from extractors.pdf.glyphs import Glyphs, without_doubles
from extractors.pdf.lines import printed_word
from extractors.pdf.page import NO_STYLE, Glyph, Placed
from extractors.pdf.text import UNKNOWN

logging.getLogger("pdfminer").setLevel(logging.ERROR)
REFUSED = (
    PdfminerException, PDFException, PSException, TypeError, ValueError, KeyError, IndexError, AttributeError,
    RecursionError, AssertionError,
)  # fmt: skip
"""What pdfminer raises on damaged content."""


def read_again(content: bytes, number: int, frame: Frame) -> Glyphs | None:
    """The letters of page `number` (from 1), each a run of its own, or None where pdfplumber cannot read it.

    Args:
        content: The file.
        number: Page number from 1.
        frame: Where the page stands.
    """
    try:
        with closing(pdfplumber.open(io.BytesIO(content), pages=[number])) as pdf:
            page = pdf.pages[0]
            left, top = float(page.bbox[0]), float(page.bbox[1])
            chars = [
                char for char in page.chars if all(math.isfinite(char[key]) for key in ("x0", "x1", "top", "bottom"))
            ]
            page.close()
    except REFUSED:
        return None
    placed = list(_placed(chars, left, top, frame))
    inside = [p for p in placed if 0 <= p.x <= frame.width and 0 <= p.y <= frame.height]
    unmapped = sum(p.glyph.text.count(UNKNOWN) for p in inside)
    return Glyphs(tuple(without_doubles(inside)), len(placed) - len(inside), unmapped)


def _placed(chars: Sequence[dict[str, Any]], left: float, top: float, frame: Frame) -> Iterator[Placed]:
    for char, behind in pairwise([*chars, {"text": ""}]):
        text = UNKNOWN if char["text"].startswith("(cid:") else printed_word(char["text"])
        if not text.strip():
            continue
        x0, x1, y0, y1 = char["x0"] - left, char["x1"] - left, char["top"] - top, char["bottom"] - top
        turned = 0 if char["upright"] else 90 if char["matrix"][1] > 0 else 270
        box = {0: (x0, y0, x1, y1), 90: (frame.height - y1, x0, frame.height - y0, x1), 270: (y0, -x1, y1, -x0)}[turned]
        is_bold = "bold" in char["fontname"].lower()
        glyph = Glyph(text, *box, box[3] - box[1], is_bold, is_spaced=bool(behind["text"]) and behind["text"].isspace())
        yield Placed(glyph, (x0 + x1) / 2, (y0 + y1) / 2, turned, NO_STYLE)
