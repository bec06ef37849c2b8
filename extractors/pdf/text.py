"""What pdfium says of a page's text: its letters in the order of the file, and the box of each that is asked for."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import repeat

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from extractors.pdf.calls import bare, row_places
from extractors.pdf.frame import Frame

MOST_LETTERS = 400_000
"""Letters of one page behind this many are left out."""
UNKNOWN = "\ufffd"
NOTHING = "\ufeff"
HYPHENS = {"\x02": "-", "\ufffe": "-"}
"""pdfium's marks for a hyphen at a line's end."""

_count_letters, _get_text = bare(pdfium.FPDFText_CountChars), bare(pdfium.FPDFText_GetText)
_get_code, _get_box = bare(pdfium.FPDFText_GetUnicode), bare(pdfium.FPDFText_GetLooseCharBox)

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]


def page_text(text_page: int) -> str:
    """Pdfium's text of a page, one character for each of its indices."""
    n = min(_count_letters(text_page), MOST_LETTERS)
    if n <= 0:
        return ""
    buffer = (ctypes.c_ushort * (n + 1))()
    if _get_text(text_page, 0, n, ctypes.addressof(buffer)) != n + 1:
        for index in range(n):
            buffer[index] = _get_code(text_page, index) & 0xFFFF
    text = bytes(buffer)[: 2 * n].decode("utf-16-le", "replace")
    return text if len(text) == n else "".join(_one_each(buffer[:n]))


def _one_each(units: Sequence[int]) -> Iterator[str]:
    """A character for each UTF-16 unit: one of two units stands at the first, with nothing to print at the second."""
    for before, unit, after in zip([0, *units], units, [*units[1:], 0], strict=False):
        if 0xD800 <= unit < 0xDC00 <= after < 0xE000:
            yield chr(0x10000 + ((unit - 0xD800) << 10) + (after - 0xDC00))
        elif 0xD800 <= before < 0xDC00 <= unit < 0xE000:
            yield NOTHING
        else:
            yield UNKNOWN if 0xD800 <= unit < 0xE000 else chr(unit)


def letter_boxes(text_page: int, indices: Sequence[int], frame: Frame) -> Floats:
    """n×4: left, top, right, bottom of letters on the page as shown; height is that of the font, not of the letter."""
    found = np.zeros((len(indices), 4), dtype=np.float32)
    deque(map(_get_box, repeat(text_page), indices, *row_places(found)), maxlen=0)  # a loop without a step in Python
    a, b, c, d, *shift = frame.matrix
    corners = found.reshape(-1, 2) @ np.array([[a, b], [c, d]]) + shift
    one, other = corners[::2], corners[1::2]
    return np.concatenate([np.minimum(one, other), np.maximum(one, other)], axis=1)
