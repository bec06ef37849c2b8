"""What is typed into the fields of a PDF form: the values stand in the fields, not in the page's own text."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2.raw as pdfium

from extractors.pdf.calls import bare
from extractors.pdf.frame import Frame, box_moved
from extractors.pdf.page import Glyph, Placed

TYPED = (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)
MOST_FIELDS = 5_000
"""Annotations of one page behind this many are left out."""
LONGEST = 100_000
"""Bytes of one value behind this many are left out (UTF-16)."""
USUAL_SIZE = 10.0
"""Letter height of what is typed, points, where the field is high enough."""

_count, _get_annotation = bare(pdfium.FPDFPage_GetAnnotCount), bare(pdfium.FPDFPage_GetAnnot)
_close, _get_box = bare(pdfium.FPDFPage_CloseAnnot), bare(pdfium.FPDFAnnot_GetRect)
_get_type, _get_value = bare(pdfium.FPDFAnnot_GetFormFieldType), bare(pdfium.FPDFAnnot_GetFormFieldValue)


def has_annotations(page: int) -> bool:
    """Whether the page, told by its address, may have fields."""
    return bool(_count(page) > 0)


def field_values(page: int, form: int, frame: Frame) -> Iterator[Placed]:
    """Each value as one glyph in its field's box; `page` and `form` are pdfium's addresses."""
    for index in range(min(_count(page), MOST_FIELDS)):
        with _annotation(page, index) as annotation:
            if not annotation or _get_type(form, annotation) not in TYPED:
                continue
            value = " ".join(_value(form, annotation).split())
            box = pdfium.FS_RECTF()
            if value and _get_box(annotation, ctypes.addressof(box)):
                x0, top, x1, bottom = box_moved(box.left, box.bottom, box.right, box.top, frame.matrix)
                glyph = Glyph(value, x0, top, x1, bottom, size=min(USUAL_SIZE, bottom - top))
                yield Placed(glyph, (x0 + x1) / 2, (top + bottom) / 2)


@contextmanager
def _annotation(page: int, index: int) -> Iterator[int | None]:
    annotation = _get_annotation(page, index)
    try:
        yield annotation
    finally:
        if annotation:
            _close(annotation)


def _value(form: int, annotation: int) -> str:
    length = _get_value(form, annotation, None, 0)
    size = min(int(length), LONGEST) // 2
    if size < 2:
        return ""
    buffer = (ctypes.c_ushort * size)()
    if _get_value(form, annotation, ctypes.addressof(buffer), 2 * size) > 2 * size:
        return ""
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
