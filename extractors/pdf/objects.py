"""The objects drawn on a page, in painting order; those of form XObjects (drawn once, placed anywhere) included."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from itertools import chain, count, islice, repeat

import pypdfium2.raw as pdfium

from extractors.pdf.calls import bare
from extractors.pdf.frame import UNTURNED, Matrix, then

DEEPEST = 12
"""Forms drawn within forms deeper than this are left out."""
MOST_OBJECTS = 300_000
"""Objects behind this many are not looked at: the page is a drawing."""

_on_page, _in_form = bare(pdfium.FPDFPage_GetObject), bare(pdfium.FPDFFormObj_GetObject)
_count_on_page, _count_in_form = bare(pdfium.FPDFPage_CountObjects), bare(pdfium.FPDFFormObj_CountObjects)
_kind_of = bare(pdfium.FPDFPageObj_GetType)
_get_matrix = bare(pdfium.FPDFPageObj_GetMatrix)


Drawn = tuple[int, int, Matrix, int]
"""One object: pdfium's kind, its address, from its space to the page, and its place in painting order from 0."""


def drawn_objects(page: int, matrix: Matrix = UNTURNED) -> Iterator[Drawn]:
    """Every object but the forms themselves.

    Args:
        page: The address of pdfium's page.
        matrix: From the page's own space to where boxes are wanted.
    """
    order = count()
    stretches = _stretches(_on_page, page, _count_on_page(page), matrix, 0)
    found = (zip(kinds, handles, repeat(placed), order, strict=False) for kinds, handles, placed in stretches)
    return islice(chain.from_iterable(found), MOST_OBJECTS)


def _stretches(
    get: Callable[[int, int], int], holder: int, n: int, matrix: Matrix, depth: int
) -> Iterator[tuple[list[int], list[int], Matrix]]:
    """The n objects that a page or form holds, those between two forms together: kinds, addresses, and `matrix`."""
    handles = list(map(get, repeat(holder), range(min(n, MOST_OBJECTS))))
    kinds = list(map(_kind_of, handles))
    start = 0
    for at in [at for at, kind in enumerate(kinds) if kind == pdfium.FPDF_PAGEOBJ_FORM]:
        yield kinds[start:at], handles[start:at], matrix
        inner = then(own_matrix(handles[at]), matrix)
        if depth < DEEPEST and all(map(math.isfinite, inner)):
            yield from _stretches(_in_form, handles[at], _count_in_form(handles[at]), inner, depth + 1)
        start = at + 1
    yield kinds[start:], handles[start:], matrix


def own_matrix(handle: int) -> Matrix:
    """The object's own matrix."""
    matrix = pdfium.FS_MATRIX()
    _get_matrix(handle, ctypes.addressof(matrix))
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
