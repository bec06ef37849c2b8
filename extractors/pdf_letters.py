"""The letters that pdfium holds of a page: its text, and where its letters stand.

pdfium gives the text in the order of the file and, for each letter that it is asked for, a box. Spaces and line ends
that pdfium adds itself are not believed: the boxes show where words and lines end.
"""

from __future__ import annotations

import ctypes
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from extractors.pdf_calls import bare
from extractors.pdf_frame import Frame
from extractors.pdf_lines import is_odd, printed_word
from extractors.pdf_page import Style, Wall
from extractors.pdf_styles import Styles

MOST_LETTERS = 400_000
"""Letters of one page behind this many are left out."""
UNKNOWN = "\ufffd"
NOTHING = "\ufeff"
HYPHENS = {"\x02": "-", "\ufffe": "-"}
"""pdfium's marks for a hyphen at a line's end."""
TOKEN = re.compile(r"[^\s\x00-\x20\u2000-\u200b\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
RISE = 0.12
"""Letters whose feet differ by more than this share of the letter height are not on one line (a superscript)."""
NARROW = 0.3
"""Letters narrower than this share of their height on average may be printed twice (fake bold)."""
WIDE = 1.1
"""Letters wider than this share of their height on average have gaps between them."""
SYMBOLS = range(0xF000, 0xF100)
"""Where signs of symbol fonts (bullets, ticks) stand: known by place, whatever the font says."""

_count_letters, _get_text = bare(pdfium.FPDFText_CountChars), bare(pdfium.FPDFText_GetText)
_get_code, _get_box = bare(pdfium.FPDFText_GetUnicode), bare(pdfium.FPDFText_GetLooseCharBox)
_has_no_letter, _is_added = bare(pdfium.FPDFText_HasUnicodeMapError), bare(pdfium.FPDFText_IsGenerated)

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Letters:
    """What is printed, in pieces of one letter or more; boxes in points along the direction in which each is read.

    Attributes:
        text: The letters of each piece.
        x0: Left edges.
        top: Upper edges.
        x1: Right edges.
        bottom: Lower edges.
        across: Middles on the page as shown, from its left.
        down: Middles on the page as shown, from its top.
        size: Letter heights.
        turned: Reading directions (see `Style`).
        token: Number of the stretch between blanks that each belongs to.
        is_spaced: Whether a space is printed behind it.
        styles: The style of each token.
    """

    text: Sequence[str]
    x0: Floats
    top: Floats
    x1: Floats
    bottom: Floats
    across: Floats
    down: Floats
    size: Floats
    turned: Numbers
    token: Numbers
    is_spaced: Flags
    styles: Sequence[Style]


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
    at = found.ctypes.data
    places = range(at, at + found.nbytes, 4 * found.itemsize)
    deque(map(_get_box, repeat(text_page), indices, places), maxlen=0)  # a loop without a step in Python
    left, top, right, bottom = found.astype(np.float64).T
    a, b, c, d, e, f = frame.matrix
    xs = (a * left + c * bottom + e, a * right + c * top + e)
    ys = (b * left + d * bottom + f, b * right + d * top + f)
    return np.stack([np.minimum(*xs), np.minimum(*ys), np.maximum(*xs), np.maximum(*ys)], axis=1)


def read_letters(text_page: int, text: str, frame: Frame, styles: Styles, walls: Sequence[Wall]) -> Letters | None:
    """The letters of a page, or None where there are none.

    A token between blanks is one piece where its first and last letter say that it stands on one line, of usual
    width, between two walls; else each of its letters is one.

    Args:
        text_page: The address of pdfium's text page.
        text: What `page_text` gave for it.
        frame: Where the page stands.
        styles: The settings of its letters.
        walls: Borders through which no word runs.
    """
    spans = [match.span() for match in TOKEN.finditer(text)]
    if not spans:
        return None
    starts, ends = np.array(spans).T
    edges = letter_boxes(text_page, np.array([starts, ends - 1]).T.ravel().tolist(), frame)
    token_styles = [styles.of(start) for start, _ in spans]
    is_whole = _stand_whole(edges[0::2], edges[1::2], ends - starts, token_styles, frame, walls)
    n_pieces = np.where(is_whole, 1, ends - starts)
    token = np.repeat(np.arange(len(spans)), n_pieces)
    firsts = np.cumsum(n_pieces) - n_pieces
    boxes = np.empty((len(token), 4))
    boxes[firsts[is_whole]] = _joined(edges[0::2], edges[1::2])[is_whole]
    broken = [span for span, whole in zip(spans, is_whole.tolist(), strict=True) if not whole]
    boxes[~is_whole[token]] = letter_boxes(text_page, [at for start, end in broken for at in range(start, end)], frame)
    has_extent = np.isfinite(boxes).all(axis=1) & ((boxes[:, 2] > boxes[:, 0]) | (boxes[:, 3] > boxes[:, 1]))
    if not has_extent.any():
        return None
    pieces = _pieces(text_page, text, spans, is_whole.tolist(), token_styles)
    is_last = np.append(token[1:] != token[:-1], True)
    spaced = np.array([_has_space(text_page, text, end) for _, end in spans])
    return _letters(
        [piece for piece, has in zip(pieces, has_extent.tolist(), strict=True) if has],
        boxes[has_extent],
        token[has_extent],
        (is_last & spaced[token])[has_extent],
        token_styles,
        frame,
    )


def _letters(
    pieces: Sequence[str], boxes: Floats, token: Numbers, is_spaced: Flags, styles: Sequence[Style], frame: Frame
) -> Letters:
    turned = np.array([style.turned for style in styles])[token]
    x0, top, x1, bottom = _read_upright(boxes, turned, frame)
    # A token's first letter has the style's size; one of another height (a superscript) is set in proportion.
    height = np.maximum(bottom - top, 0.01)
    size = np.array([style.size for style in styles])[token] * height / height[np.searchsorted(token, token)]
    return Letters(
        text=pieces,
        x0=x0,
        top=bottom - size,
        x1=x1,
        bottom=bottom,
        across=(boxes[:, 0] + boxes[:, 2]) / 2,
        down=(boxes[:, 1] + boxes[:, 3]) / 2,
        size=size,
        turned=turned,
        token=token,
        is_spaced=is_spaced,
        styles=styles,
    )


def _stand_whole(
    first: Floats, last: Floats, n: Numbers, styles: Sequence[Style], frame: Frame, walls: Sequence[Wall]
) -> Flags:
    """Whether the first and last letter of each token show that nothing parts the letters between."""
    turned = np.array([style.turned for style in styles])
    size = np.array([style.size for style in styles])
    x0, top, _, bottom = _read_upright(first, turned, frame)
    _, last_top, x1, last_bottom = _read_upright(last, turned, frame)
    width = (x1 - x0) / (n * size)
    level = (np.abs(bottom - last_bottom) <= RISE * size) & (np.abs(top - last_top) <= RISE * size)
    whole = (n == 1) | (level & (width >= NARROW) & (width <= WIDE))
    across, last_across = (first[:, 0] + first[:, 2]) / 2, (last[:, 0] + last[:, 2]) / 2
    down = (first[:, 1] + first[:, 3]) / 2
    for wall in walls:
        whole &= ((across < wall.x) == (last_across < wall.x)) | (down < wall.top) | (down > wall.bottom)
    return np.asarray(whole)


def _joined(first: Floats, last: Floats) -> Floats:
    return np.concatenate([np.minimum(first, last)[:, :2], np.maximum(first, last)[:, 2:]], axis=1)


def _pieces(
    text_page: int, text: str, spans: Sequence[tuple[int, int]], is_whole: Sequence[bool], styles: Sequence[Style]
) -> list[str]:
    odd = is_odd(text)
    pieces: list[str] = []
    for (start, end), whole, style in zip(spans, is_whole, styles, strict=True):
        letters = text[start:end]
        if not style.is_mapped:
            letters = "".join(_known(text_page, start + at, letter) for at, letter in enumerate(letters))
        if odd and letters[-1] in HYPHENS:
            letters = letters[:-1] + HYPHENS[letters[-1]]
        if whole:
            pieces.append(printed_word(letters) if odd else letters)
        else:
            pieces += map(printed_word, letters)
    return pieces


def _known(text_page: int, index: int, letter: str) -> str:
    is_known = ord(letter) in SYMBOLS or _has_no_letter(text_page, index) != 1
    return letter if is_known else UNKNOWN


def _has_space(text_page: int, text: str, index: int) -> bool:
    """Whether the blank at `index` is in the file: pdfium adds some of its own."""
    is_blank = index < len(text) and text[index].isspace() and text[index] not in "\r\n"
    return is_blank and bool(_is_added(text_page, index) == 0)


def _read_upright(boxes: Floats, turned: Numbers, frame: Frame) -> tuple[Floats, Floats, Floats, Floats]:
    """The boxes as they stand when each letter is turned so that it is read from left to right."""
    x0, top, x1, bottom = boxes.T
    if not turned.any():
        return x0, top, x1, bottom
    quarter = [turned == 0, turned == 90, turned == 180, turned == 270]
    return (
        np.select(quarter, [x0, frame.height - bottom, -x1, top]),
        np.select(quarter, [top, x0, -bottom, -x1]),
        np.select(quarter, [x1, frame.height - top, -x0, bottom]),
        np.select(quarter, [bottom, x1, -top, -x0]),
    )
