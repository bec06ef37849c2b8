"""The objects drawn on a page, in painting order; those of form XObjects (drawn once, placed anywhere) included."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from itertools import islice, repeat
from typing import NamedTuple

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

from extractors.pdf_calls import address, bare
from extractors.pdf_frame import UNTURNED, Matrix, then

DEEPEST = 12
"""Forms drawn within forms deeper than this are left out."""
MOST_OBJECTS = 300_000
"""Objects behind this many are not looked at: the page is a drawing."""

_on_page, _in_form = bare(pdfium.FPDFPage_GetObject), bare(pdfium.FPDFFormObj_GetObject)
_count_in_form = bare(pdfium.FPDFFormObj_CountObjects)
_kind_of = bare(pdfium.FPDFPageObj_GetType)
_get_matrix = bare(pdfium.FPDFPageObj_GetMatrix)


class Drawn(NamedTuple):
    """One object: its place in painting order from 0, pdfium's kind, its address, and from its space to the page."""

    order: int
    kind: int
    handle: int
    matrix: Matrix


def drawn_objects(page: PdfPage, matrix: Matrix = UNTURNED) -> Iterator[Drawn]:
    """Every object but the forms themselves; `matrix` leads from the page's own space to where boxes are wanted."""
    for order, (kind, handle, placed) in enumerate(islice(_objects_on_page(page, matrix), MOST_OBJECTS)):
        yield Drawn(order, kind, handle, placed)


def _objects_on_page(page: PdfPage, matrix: Matrix) -> Iterator[tuple[int, int, Matrix]]:
    return _placed(_on_page, address(page.raw), pdfium.FPDFPage_CountObjects(page.raw), matrix, 0)


def _placed(
    get: Callable[[int, int], int], holder: int, n: int, matrix: Matrix, depth: int
) -> Iterator[tuple[int, int, Matrix]]:
    """The n objects that a page or form holds; `matrix` leads from its space to where boxes are wanted."""
    handles = list(map(get, repeat(holder), range(min(n, MOST_OBJECTS))))
    for handle, kind in zip(handles, map(_kind_of, handles), strict=True):
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            inner = then(own_matrix(handle), matrix)
            if depth < DEEPEST and all(map(math.isfinite, inner)):
                yield from _placed(_in_form, handle, _count_in_form(handle), inner, depth + 1)
        else:
            yield kind, handle, matrix


def own_matrix(handle: int) -> Matrix:
    """The object's own matrix."""
    matrix = pdfium.FS_MATRIX()
    _get_matrix(handle, ctypes.addressof(matrix))
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
