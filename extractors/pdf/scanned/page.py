"""What the picture of a scanned page adds to what the file itself draws on it."""

from __future__ import annotations

from extractors.pdf.frame import Frame
from extractors.pdf.ruled import find_grids
from extractors.pdf.rules import TooManyRules
from extractors.pdf.scanned.lines import find_lines
from extractors.pdf.scanned.picture import drawn
from extractors.pdf.scanned.shades import find_edges, find_shading, reach
from extractors.pdf.shapes import Shapes


def add_pictured(page: int, frame: Frame, shapes: Shapes) -> float:
    """Adds lines and shading to the shapes of the page at this address of pdfium; returns how askew it lies.

    That is the rise over run of its lines, downwards to the right; what is added stands as on the page put level.
    """
    picture = drawn(page, frame)
    slope, lines = find_lines(picture)
    shapes.rulings += reach(picture, slope, lines)
    area = frame.width * frame.height
    try:
        shapes.rulings += find_edges(picture, slope, find_grids(shapes.rulings, shapes.paints, area))
        shapes.paints += find_shading(picture, slope, find_grids(shapes.rulings, shapes.paints, area))
    except TooManyRules:  # the page is a drawing, as its reader will find and say
        pass
    return slope
