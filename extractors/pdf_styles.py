"""How the letters of a page are set: size, weight, direction, colour, and whether they can be seen.

pdfium keeps text in objects that share one setting; each is asked once.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Collection, Iterable
from itertools import repeat
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors.document import Colour
from extractors.pdf_calls import addresses, bare
from extractors.pdf_colour import on_paper
from extractors.pdf_frame import Frame, moved
from extractors.pdf_page import NO_STYLE, Style

BOLD = (b"bold", b"black", b"heavy", b"demi")
INVISIBLE = (3, 7)
"""Text rendering modes that paint nothing (ISO 32000-1, table 106)."""
ASLANT = 0.1
"""Share of a quarter turn by which a line of print may be out of true (a page scanned askew)."""
FILLED_AND_STROKED = 2
"""The rendering mode with which a printer without a bold font makes letters heavier."""

_get_object = bare(pdfium.FPDFText_GetTextObject)
_get_matrix, _get_size = bare(pdfium.FPDFText_GetMatrix), bare(pdfium.FPDFText_GetFontSize)
_get_colour = bare(pdfium.FPDFText_GetFillColor)
_get_mode, _get_font = bare(pdfium.FPDFTextObj_GetTextRenderMode), bare(pdfium.FPDFTextObj_GetFont)
_get_font_info, _has_no_letter = bare(pdfium.FPDFText_GetFontInfo), bare(pdfium.FPDFText_HasUnicodeMapError)
_count_marks, _get_mark = bare(pdfium.FPDFPageObj_CountMarks), bare(pdfium.FPDFPageObj_GetMark)
_get_mark_name, _get_mark_value = bare(pdfium.FPDFPageObjMark_GetName), bare(pdfium.FPDFPageObjMark_GetParamStringValue)


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


class _Answer(ctypes.Structure):
    """Where pdfium writes how a letter is set; the colour and the first four of the matrix say all but its place."""

    _fields_ = (("colour", ctypes.c_uint * 4), ("matrix", pdfium.FS_MATRIX))


_SETTING_BYTES = _Answer.matrix.offset + pdfium.FS_MATRIX.e.offset


class Styles:
    """The styles of one page's letters, by their index in pdfium's text page."""

    def __init__(self, text_page: int, frame: Frame, hidden_layers: Collection[str] = ()) -> None:
        self._text_page = text_page
        self._turn = frame.turns
        self._hidden_layers = hidden_layers
        self._to_page = frame.matrix
        self._known: dict[int | None, SetAs] = {None: _NOWHERE}
        self._settings: dict[tuple[object, ...], Style] = {}
        self._fonts: dict[int, _Font] = {}
        self._answer = _Answer()
        self._answer_at = ctypes.addressof(self._answer)
        self._colour_at = addresses(self._answer.colour)
        self._matrix_at = ctypes.addressof(self._answer.matrix)

    def of(self, indices: Iterable[int]) -> list[SetAs]:
        """How each letter is set and where its text object begins."""
        asked = list(indices)
        handles = list(map(_get_object, repeat(self._text_page), asked))
        known = self._known
        for index, handle in zip(asked, handles, strict=True):
            if handle not in known:
                known[handle] = self._read(handle, index)
        return [known[handle] for handle in handles]

    def _read(self, handle: int, index: int) -> SetAs:
        """What pdfium says of a text object; most on a page are set alike and differ in where they are only."""
        page = self._text_page
        _get_matrix(page, index, self._matrix_at)
        has_colour = _get_colour(page, index, *self._colour_at)
        size, mode, font = _get_size(page, index), _get_mode(handle), _get_font(handle)
        setting = (ctypes.string_at(self._answer_at, _SETTING_BYTES), has_colour, size, mode, font)
        style = None if self._hidden_layers else self._settings.get(setting)
        if style is None:
            paint = tuple(self._answer.colour) if has_colour else None
            style = self._settings[setting] = self._of_setting(handle, index, size, mode, paint)
        return SetAs(style, *moved(self._answer.matrix.e, self._answer.matrix.f, self._to_page), handle)

    def _of_setting(self, handle: int, index: int, font_size: float, mode: int, paint: tuple[int, ...] | None) -> Style:
        matrix = self._answer.matrix
        size = font_size * math.hypot(matrix.c, matrix.d)
        colour: Colour | None = (0, 0, 0)
        is_painted = mode not in INVISIBLE
        if paint is not None:
            red, green, blue, alpha = paint
            colour = on_paper(red, green, blue, alpha)
            is_painted = is_painted and alpha > 0
        if self._hidden_layers:
            is_painted = is_painted and not self._is_on_hidden_layer(handle)
        font = self._font(handle, index)
        turned, is_level = self._turned(matrix.a, matrix.b)
        is_bold = font.is_bold or mode == FILLED_AND_STROKED
        usual = abs(size) if math.isfinite(size) and size else 1.0
        return Style(usual, is_bold, turned, is_level, colour, is_painted, font.is_mapped)

    def _font(self, handle: int, index: int) -> _Font:
        known = _get_font(handle)
        if known not in self._fonts:
            name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
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
