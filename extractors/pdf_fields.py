"""What is typed into the fields of a PDF form: the values stand in the fields, not in the page's own text."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

from extractors.pdf_frame import Frame, box_moved
from extractors.pdf_page import Glyph, Placed

TYPED = (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)
MOST_FIELDS = 5_000
"""Annotations of one page behind this many are left out."""
LONGEST = 100_000
"""Bytes of one value behind this many are left out (UTF-16)."""
USUAL_SIZE = 10.0
"""Letter height of what is typed, points, where the field is high enough."""


def has_annotations(page: PdfPage) -> bool:
    """Whether the page may have fields."""
    return bool(pdfium.FPDFPage_GetAnnotCount(page.raw) > 0)


def field_values(page: PdfPage, form: Any, frame: Frame) -> Iterator[Placed]:
    """Each value as one glyph in its field's box; `form` is pdfium's handle of the document's form."""
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), MOST_FIELDS)):
        with _annotation(page, index) as annotation:
            if not annotation or pdfium.FPDFAnnot_GetFormFieldType(form, annotation) not in TYPED:
                continue
            value = " ".join(_value(form, annotation).split())
            box = pdfium.FS_RECTF()
            if value and pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(box)):
                x0, top, x1, bottom = box_moved(box.left, box.bottom, box.right, box.top, frame.matrix)
                glyph = Glyph(value, x0, top, x1, bottom, size=min(USUAL_SIZE, bottom - top))
                yield Placed(glyph, (x0 + x1) / 2, (top + bottom) / 2)


@contextmanager
def _annotation(page: PdfPage, index: int) -> Iterator[Any]:
    annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
    try:
        yield annotation
    finally:
        if annotation:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _value(form: Any, annotation: Any) -> str:
    length = pdfium.FPDFAnnot_GetFormFieldValue(form, annotation, None, 0)
    size = min(int(length), LONGEST) // 2
    if size < 2:
        return ""
    buffer = (ctypes.c_ushort * size)()
    if pdfium.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, 2 * size) > 2 * size:
        return ""
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
