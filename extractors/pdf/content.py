"""What one page holds when pdfium is closed: lines of text, or runs of letters and the grids to sort them into."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.pdf.glyphs import n_letters
from extractors.pdf.grid import Grid
from extractors.pdf.lines import Line
from extractors.pdf.page import Paint, Placed, Ruling


@dataclass(frozen=True, slots=True)
class PageContent:
    """What is printed on one page; lengths in points from the top left corner of the page as shown.

    Attributes:
        number: Page number from 1.
        width: Points.
        height: Points.
        grids: Tables that lines and shading enclose.
        placed: Runs of letters, where the page was read in full.
        lines: Printed lines, where it was not: no table can be on it.
        rulings: Drawn lines, as found (broken, doubled, dotted).
        paints: Filled boxes that are not lines, in painting order.
        has_size: Whether the file says how large the page is.
        is_blank: Whether nothing is drawn on the page.
        has_ocr: Whether it is a picture, and its letters what OCR read from it.
        too_finely_ruled: Whether tables were not looked for because it is a drawing.
        n_typed: Values typed into form fields, among `placed`.
        n_slanted: Letters left out because they are printed aslant.
        n_off_page: Letters left out because they stand outside the page.
        n_hidden: Letters left out because a reader does not see them.
        n_unmapped: Letters that the font does not give.
    """

    number: int
    width: float
    height: float
    grids: tuple[Grid, ...] = ()
    placed: tuple[Placed, ...] = ()
    lines: tuple[Line, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    paints: tuple[Paint, ...] = ()
    has_size: bool = True
    is_blank: bool = False
    has_ocr: bool = False
    too_finely_ruled: bool = False
    n_typed: int = 0
    n_slanted: int = 0
    n_off_page: int = 0
    n_hidden: int = 0
    n_unmapped: int = 0

    @property
    def n_letters(self) -> int:
        """Letters that are read, known or not."""
        return n_letters(self.placed) + sum([len(line.text) for line in self.lines])
