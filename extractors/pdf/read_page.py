"""One page from pdfium to plain geometry, in full or, where nothing hints at a table, line by line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pypdfium2.raw as pdfium

from extractors.errors import CorruptDocument
from extractors.pdf.calls import bare
from extractors.pdf.content import PageContent
from extractors.pdf.fields import field_values, has_annotations
from extractors.pdf.frame import Frame, has_own_size, read_frame
from extractors.pdf.glyphs import Glyphs, n_missing, read_glyphs
from extractors.pdf.grid import Grid
from extractors.pdf.hidden import has_covers, is_read_by_ocr, without_hidden
from extractors.pdf.hints import hints_at_headings
from extractors.pdf.open import OpenedPdf
from extractors.pdf.quick_lines import read_lines
from extractors.pdf.ruled import find_grids, grids_to_walls
from extractors.pdf.rules import TooManyRules
from extractors.pdf.scanned.borders import without_borders
from extractors.pdf.scanned.page import add_pictured
from extractors.pdf.second_reading import read_again
from extractors.pdf.shapes import Shapes, read_shapes
from extractors.pdf.styles import Styles
from extractors.pdf.text import page_text

LARGEST_USUAL = 842.0
"""Points; a page without a size is taken for a square of A4's height: A4 fits in it upright and lying."""
MOSTLY = 0.7
"""A page of which this share of letters is turned is shown turned."""
SIGN = re.compile("[\u2190-\u2bff\uf000-\uf0ff\U0001f5f0-\U0001f5ff]")
"""Boxes, ticks, arrows: printers take them from other fonts and may print them behind the words around them."""
ASSUMED = (612.0, 792.0)
"""The size that pdfium gives to a page without one."""

_load_page, _close_page = bare(pdfium.FPDF_LoadPage), bare(pdfium.FPDF_ClosePage)
_load_text, _close_text = bare(pdfium.FPDFText_LoadPage), bare(pdfium.FPDFText_ClosePage)
_after_load, _before_close = bare(pdfium.FORM_OnAfterLoadPage), bare(pdfium.FORM_OnBeforeClosePage)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pages are read in full beside those with ruled tables.

    Attributes:
        all_pages: All of them.
        heading_words: Those that print lines made of these (case-folded) words.
    """

    all_pages: bool = False
    heading_words: frozenset[str] = frozenset()


def read_page(pdf: OpenedPdf, index: int, wanted: Wanted, follows_table: bool = False) -> PageContent:
    """The page at `index` (from 0); `follows_table` asks for it in full since a table may run on to it.

    Raises:
        CorruptDocument: pdfium cannot make anything of the page.
    """
    with _page(pdf, index) as page, _text_page(page) as text_page:
        frame, has_size = _sized(page, pdf)
        one = _OnePage(pdf, page, text_page, index + 1, frame, has_size)
        content = _read(one, wanted, follows_table)
        sideways = _reads_mostly(content)
        if sideways:  # printed sideways without a word of it in the file
            content = _read(replace(one, frame=frame.turned(sideways)), wanted, follows_table)
        return content


@dataclass(frozen=True, slots=True)
class _OnePage:
    """An open page; `page` and `text_page` are pdfium's addresses."""

    pdf: OpenedPdf
    page: int
    text_page: int
    number: int
    frame: Frame
    has_size: bool


def _read(one: _OnePage, wanted: Wanted, follows_table: bool) -> PageContent:
    frame, page, text_page, form = one.frame, one.page, one.text_page, one.pdf.form
    shapes = read_shapes(page, frame)
    text = page_text(text_page)
    styles = Styles(text_page, frame, one.pdf.structure.hidden_layers)
    has_ocr = one.has_size and is_read_by_ocr(text, styles, shapes, frame)
    if has_ocr:
        frame = replace(frame, slope=add_pictured(page, frame, shapes))
        styles = Styles(text_page, frame, one.pdf.structure.hidden_layers)
        text = without_borders(text, text_page, frame, shapes.rulings)
    grids, too_fine = _find_grids(shapes, frame)
    has_fields = bool(form) and has_annotations(page)
    bare = PageContent(one.number, frame.width, frame.height, has_size=one.has_size)
    bare = replace(bare, is_blank=shapes.is_blank, has_ocr=has_ocr)
    in_full = wanted.all_pages or follows_table or grids or has_fields or has_covers(shapes)
    if not in_full and not hints_at_headings(text_page, text, frame, styles, wanted.heading_words):
        lines = read_lines(text_page, text, frame, styles)
        if lines is not None:
            return replace(bare, lines=tuple(lines))
    # A cover may hide one word of several, and a sign of another font stand among them.
    by_phrase = bool(grids) and not has_covers(shapes) and SIGN.search(text) is None
    glyphs = read_glyphs(text_page, text, frame, styles, grids_to_walls(grids), by_phrase=by_phrase)
    if glyphs.n_unmapped:
        glyphs = _better(glyphs, read_again(one.pdf.content, one.number, frame))
    seen = without_hidden(glyphs.placed, page, shapes, frame)
    level = tuple(glyph for glyph in seen.placed if glyph.style.is_level)
    typed = tuple(field_values(page, form, frame)) if has_fields else ()
    return replace(
        bare,
        grids=tuple(grids),
        placed=level + typed,
        rulings=tuple(shapes.rulings),
        paints=tuple(shapes.paints),
        too_finely_ruled=too_fine,
        n_typed=len(typed),
        n_slanted=n_missing(level, seen.placed),
        n_off_page=glyphs.n_off_page,
        n_hidden=seen.n_hidden,
        n_unmapped=glyphs.n_unmapped,
    )


def _reads_mostly(content: PageContent) -> int:
    """The direction in which most letters of the page are read, 0 where none has most."""
    turned: Counter[int] = Counter()
    for one in content.placed:
        if one.turned:
            turned[one.turned] += len(one.glyph.text)
    if not turned:
        return 0
    direction, n = turned.most_common(1)[0]
    return direction if n > MOSTLY * sum(len(one.glyph.text) for one in content.placed) else 0


def _better(glyphs: Glyphs, again: Glyphs | None) -> Glyphs:
    """The reading that knows more letters."""
    return glyphs if again is None or again.n_known <= glyphs.n_known else again


@contextmanager
def _page(pdf: OpenedPdf, index: int) -> Iterator[int]:
    page = _load_page(pdf.handle, index)
    if not page:
        raise CorruptDocument("pdfium cannot open it")
    try:
        if pdf.form:
            _after_load(page, pdf.form)
        yield page
    finally:
        if pdf.form:
            _before_close(page, pdf.form)
        _close_page(page)


@contextmanager
def _text_page(page: int) -> Iterator[int]:
    text_page = _load_text(page)
    if not text_page:
        raise CorruptDocument("its text cannot be taken out")
    try:
        yield text_page
    finally:
        _close_text(text_page)


def _sized(page: int, pdf: OpenedPdf) -> tuple[Frame, bool]:
    """The page's frame and whether the file gives it."""
    frame = read_frame(page)
    is_assumed = (frame.right - frame.left, frame.top - frame.bottom) == ASSUMED and not has_own_size(page)
    if (is_assumed and not pdf.structure.gives_one_size) or frame.width <= 0 or frame.height <= 0:
        return Frame(0.0, 0.0, LARGEST_USUAL, LARGEST_USUAL, frame.turns), False
    return frame, True


def _find_grids(shapes: Shapes, frame: Frame) -> tuple[list[Grid], bool]:
    try:
        return find_grids(shapes.rulings, shapes.paints, frame.width * frame.height), False
    except TooManyRules:
        return [], True
