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
        sources: The address of each token's text object.
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
    sources: Sequence[int | None]


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
    found = list(TOKEN.finditer(text))
    if not found:
        return None
    starts, ends = [match.start() for match in found], [match.end() for match in found]
    edges = letter_boxes(text_page, [*starts, *[end - 1 for end in ends]], frame)
    first, last, n = edges[: len(found)], edges[len(found) :], np.array(ends) - np.array(starts)
    set_as = _Setting.of(*styles.of(starts))
    is_whole = _stand_whole(first, last, n, set_as, frame, walls)
    n_pieces = np.where(is_whole, 1, n)
    token = np.repeat(np.arange(len(found)), n_pieces)
    boxes = np.empty((len(token), 4))
    boxes[(np.cumsum(n_pieces) - n_pieces)[is_whole]] = _joined(first, last)[is_whole]
    broken = [at for at, whole in enumerate(is_whole.tolist()) if not whole]
    boxes[~is_whole[token]] = letter_boxes(text_page, [i for at in broken for i in range(starts[at], ends[at])], frame)
    pieces = _pieces(_known(text_page, found, set_as.styles), is_whole.tolist(), odd=is_odd(text))
    is_spaced = np.append(token[1:] != token[:-1], True) & np.array(_followed_by_space(text_page, text, ends))[token]
    has_extent = np.isfinite(boxes).all(axis=1) & ((boxes[:, 2] > boxes[:, 0]) | (boxes[:, 3] > boxes[:, 1]))
    if not has_extent.all():
        pieces = [piece for piece, has in zip(pieces, has_extent.tolist(), strict=True) if has]
        boxes, token, is_spaced = boxes[has_extent], token[has_extent], is_spaced[has_extent]
    return _letters(pieces, boxes, token, is_spaced, set_as, frame) if pieces else None


@dataclass(frozen=True, slots=True)
class _Setting:
    """How each token is set: the style of its first letter and what the boxes are measured by."""

    styles: Sequence[Style]
    sources: Sequence[int | None]
    turned: Numbers
    size: Floats

    @classmethod
    def of(cls, styles: Sequence[Style], sources: Sequence[int | None]) -> _Setting:
        """The setting of tokens with these styles and text objects."""
        turned, size = [style.turned for style in styles], [style.size for style in styles]
        return cls(styles, sources, np.array(turned), np.array(size))


def _letters(
    pieces: Sequence[str], boxes: Floats, token: Numbers, is_spaced: Flags, set_as: _Setting, frame: Frame
) -> Letters:
    turned = set_as.turned[token]
    x0, top, x1, bottom = _read_upright(boxes, turned, frame)
    # A token's first letter has the style's size; one of another height (a superscript) is set in proportion.
    height = np.maximum(bottom - top, 0.01)
    size = set_as.size[token] * height / height[np.searchsorted(token, token)]
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
        styles=set_as.styles,
        sources=set_as.sources,
    )


def _stand_whole(
    first: Floats, last: Floats, n: Numbers, set_as: _Setting, frame: Frame, walls: Sequence[Wall]
) -> Flags:
    """Whether the first and last letter of each token show that nothing parts the letters between."""
    size = set_as.size
    x0, top, _, bottom = _read_upright(first, set_as.turned, frame)
    _, last_top, x1, last_bottom = _read_upright(last, set_as.turned, frame)
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


def _known(text_page: int, found: Sequence[re.Match[str]], styles: Sequence[Style]) -> list[str]:
    """The tokens; what the font does not tell is `UNKNOWN`."""
    tokens = [match.group() for match in found]
    for at, style in enumerate(styles):
        if not style.is_mapped:
            letters = enumerate(tokens[at], found[at].start())
            tokens[at] = "".join([c if _is_known(text_page, index, c) else UNKNOWN for index, c in letters])
    return tokens


def _is_known(text_page: int, index: int, letter: str) -> bool:
    return ord(letter) in SYMBOLS or _has_no_letter(text_page, index) != 1


def _pieces(tokens: Sequence[str], is_whole: Sequence[bool], *, odd: bool) -> list[str]:
    """What is printed at each piece; `odd` where some of it is printed otherwise than the file spells it."""
    if odd:
        tokens = [token[:-1] + HYPHENS.get(token[-1], token[-1]) for token in tokens]
    pieces: list[str] = []
    for token, whole in zip(tokens, is_whole, strict=True):
        pieces += [token] if whole else token
    return list(map(printed_word, pieces)) if odd else pieces


def _followed_by_space(text_page: int, text: str, ends: Sequence[int]) -> list[bool]:
    """Whether the blank behind each token is in the file: pdfium adds some of its own."""
    behind = [text[end : end + 1] for end in ends]
    is_blank = [sign.isspace() and sign not in "\r\n" for sign in behind]
    return [blank and _is_added(text_page, end) == 0 for blank, end in zip(is_blank, ends, strict=True)]


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
