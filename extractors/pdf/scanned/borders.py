"""Signs that OCR took pieces of a table's borders for."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.pdf.frame import Frame
from extractors.pdf.page import Ruling
from extractors.pdf.text import letter_boxes

IS_LEVEL = {**dict.fromkeys("|¦[]{}", False), **dict.fromkeys("_—~", True)}
"""The signs, and whether the line that each looks like is horizontal."""
BESIDE = 4.0
"""Points from a line within which such a sign is of it."""


def without_borders(text: str, text_page: int, frame: Frame, rulings: Sequence[Ruling]) -> str:
    """The page's text with blanks for signs that stand on its lines.

    Args:
        text: What `page_text` gave.
        text_page: The address of pdfium's text page.
        frame: Where the page stands.
        rulings: Its lines.
    """
    asked = [index for index, letter in enumerate(text) if letter in IS_LEVEL]
    letters = list(text)
    for index, box in zip(asked, letter_boxes(text_page, asked, frame).tolist(), strict=True):
        if any(_stands_on(rule, IS_LEVEL[text[index]], box) for rule in rulings):
            letters[index] = " "
    return "".join(letters)


def _stands_on(rule: Ruling, is_level: bool, box: Sequence[float]) -> bool:
    if rule.horizontal is not is_level:
        return False
    x0, top, x1, bottom = box
    low, high, start, end = (top, bottom, x0, x1) if is_level else (x0, x1, top, bottom)
    return low - BESIDE <= rule.at <= high + BESIDE and rule.start < end and start < rule.end
