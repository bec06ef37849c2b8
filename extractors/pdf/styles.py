"""How the letters of a page are set: size, weight, direction, colour, and whether they can be seen.

pdfium keeps text in objects that share one setting; each is asked once.
"""

from __future__ import annotations

import ctypes
import math
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from itertools import count, repeat
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from extractors.pdf.calls import bare, row_places
from extractors.pdf.colour import on_paper
from extractors.pdf.frame import Frame
from extractors.pdf.page import NO_STYLE, Style

BOLD = (b"bold", b"black", b"heavy", b"demi")
INVISIBLE = (3, 7)
"""Text rendering modes that paint nothing (ISO 32000-1, table 106)."""
ASLANT = 0.1
"""Share of a quarter turn by which a line of print may be out of true (a page scanned askew)."""
BLACK = (0, 0, 0, 255)
FILLED_AND_STROKED = 2
"""The rendering mode with which a printer without a bold font makes letters heavier."""

_get_object = bare(pdfium.FPDFText_GetTextObject)
_get_matrix = bare(pdfium.FPDFText_GetMatrix)
_get_size, _get_colour = bare(pdfium.FPDFTextObj_GetFontSize), bare(pdfium.FPDFPageObj_GetFillColor)
_get_mode, _get_font = bare(pdfium.FPDFTextObj_GetTextRenderMode), bare(pdfium.FPDFTextObj_GetFont)
_get_font_info, _has_no_letter = bare(pdfium.FPDFText_GetFontInfo), bare(pdfium.FPDFText_HasUnicodeMapError)
_count_marks, _get_mark = bare(pdfium.FPDFPageObj_CountMarks), bare(pdfium.FPDFPageObj_GetMark)
_get_mark_name, _get_mark_value = bare(pdfium.FPDFPageObjMark_GetName), bare(pdfium.FPDFPageObjMark_GetParamStringValue)


_Name = ctypes.c_char * 128


class _Font(NamedTuple):
    is_bold: bool
    is_mapped: bool


class SetAs(NamedTuple):
    """How letters of one text object are set.

    Attributes:
        style: Their style.
        x: Where the object begins, points from the left of the page as shown; NaN where there is none.
        y: Its base line, points from the top; of letters that are read upwards or downwards that is `x`.
        source: The address of the object, or None.
    """

    style: Style
    x: float
    y: float
    source: int | None


_NOWHERE = SetAs(NO_STYLE, math.nan, math.nan, None)


_Setting = tuple[bytes, int, int, int | None, bool]
"""What pdfium says of a text object but its place, for most on a page are set alike: colour, size and the first four
numbers of the matrix as they stand in memory; whether it has a colour; mode; font; whether its layer is not shown."""


class Styles:
    """The styles of one page's letters, by their index in pdfium's text page."""

    def __init__(self, text_page: int, frame: Frame, hidden_layers: Collection[str] = ()) -> None:
        self._text_page = text_page
        self._turn = frame.turns
        self._to_page = frame.matrix
        self._hidden_layers = hidden_layers
        self._known: dict[int | None, SetAs] = {None: _NOWHERE}
        self._styles: dict[_Setting, Style] = {}
        self._fonts: dict[int | None, _Font] = {}

    def of(self, indices: Sequence[int]) -> list[SetAs]:
        """How each letter is set and where its text object begins."""
        handles = list(map(_get_object, repeat(self._text_page), indices))
        new = {handle: index for handle, index in zip(handles, indices, strict=True) if handle not in self._known}
        if new:
            self._known.update(zip(new, self._read(list(new), list(new.values())), strict=True))
        return [self._known[handle] for handle in handles]

    def _read(self, handles: Sequence[int], indices: Sequence[int]) -> Iterator[SetAs]:
        """The setting of text objects, by a letter of each; asked one after the other without a step in Python."""
        said = np.zeros((len(handles), 11), np.uint32)  # red, green, blue, alpha; size; matrix
        *colour, size, matrix = row_places(said, 6)
        has_colour = list(map(_get_colour, handles, *colour))
        deque(map(_get_size, handles, size), maxlen=0)
        deque(map(_get_matrix, repeat(self._text_page), indices, matrix), maxlen=0)
        is_hidden = map(self._is_on_hidden_layer, handles) if self._hidden_layers else repeat(False)
        in_memory = np.ndarray(len(said), "V36", said, strides=said.strides[:1]).tolist()
        columns = (in_memory, has_colour, map(_get_mode, handles), map(_get_font, handles), is_hidden)
        settings = list(zip(*columns, strict=False))
        for setting, at in dict(zip(settings, count(), strict=False)).items():
            if setting not in self._styles:
                self._styles[setting] = self._style(said[at], setting, indices[at])
        a, b, c, d, e, f = self._to_page
        across, up = said[:, 9:].view(np.float32).astype(np.float64).T
        x, y = (a * across + c * up + e).tolist(), (b * across + d * up + f).tolist()
        return map(SetAs, map(self._styles.__getitem__, settings), x, y, handles)

    def _style(self, said: npt.NDArray[np.uint32], setting: _Setting, index: int) -> Style:
        _, has_colour, mode, font_handle, is_hidden = setting
        letter_size, across, up, right, down = said[4:9].view(np.float32).tolist()
        size = letter_size * math.hypot(right, down)
        red, green, blue, alpha = said[:4].tolist() if has_colour else BLACK
        font = self._font(font_handle, index)
        turned, is_level = self._turned(across, up)
        is_bold = font.is_bold or mode == FILLED_AND_STROKED
        is_painted = mode not in INVISIBLE and alpha > 0 and not is_hidden
        usual = abs(size) if math.isfinite(size) and size else 1.0
        return Style(usual, is_bold, turned, is_level, on_paper(red, green, blue, alpha), is_painted, font.is_mapped)

    def _font(self, known: int | None, index: int) -> _Font:
        if known not in self._fonts:
            name, flags = _Name(), ctypes.c_int()
            _get_font_info(self._text_page, index, ctypes.addressof(name), len(name), ctypes.addressof(flags))
            plain = name.value.rsplit(b"+", 1)[-1].lower()
            is_mapped = _has_no_letter(self._text_page, index) != 1
            self._fonts[known] = _Font(any(mark in plain for mark in BOLD), is_mapped)
        return self._fonts[known]

    def _turned(self, across: float, up: float) -> tuple[int, bool]:
        """Reading direction on the page as shown and whether it is met; the page itself is turned with the clock."""
        if (across > 0 and up == 0) or not (math.isfinite(across) and math.isfinite(up)) or across == up == 0:
            return -self._turn % 4 * 90, True
        quarters = math.atan2(up, across) / (math.pi / 2)
        return (round(quarters) - self._turn) % 4 * 90, abs(quarters - round(quarters)) <= ASLANT

    def _is_on_hidden_layer(self, handle: int) -> bool:
        for number in range(max(0, _count_marks(handle))):
            mark = _get_mark(handle, number)
            if _text(_get_mark_name, mark) == "OC":
                name = _text(_get_mark_value, mark, b"Name")
                if name in self._hidden_layers:
                    return True
        return False


def _text(ask: Any, *arguments: Any) -> str:
    """A UTF-16 answer of pdfium of at most 255 characters."""
    buffer = (ctypes.c_ushort * 256)()
    length = ctypes.c_ulong()
    if not ask(*arguments, ctypes.addressof(buffer), ctypes.sizeof(buffer), ctypes.addressof(length)):
        return ""
    return bytes(buffer)[: max(0, length.value - 2)].decode("utf-16-le", "replace")
