"""Where things stand on a page as a reader sees it: turned by `/Rotate`, cut by the crop box, origin top left."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pypdfium2.raw as pdfium

from extractors.pdf.calls import addresses, bare

Box = tuple[float, float, float, float]
"""Left, top, right, bottom: points from the top left corner of the page as shown."""
Matrix = tuple[float, float, float, float, float, float]
"""PDF's `[a b c d e f]` (ISO 32000-1, 8.3.4)."""
UNTURNED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_get_bounds, _get_media_box = bare(pdfium.FPDF_GetPageBoundingBox), bare(pdfium.FPDFPage_GetMediaBox)
_get_rotation = bare(pdfium.FPDFPage_GetRotation)


@dataclass(frozen=True, slots=True)
class Frame:
    """The page's crop box in its own space (points, origin bottom left) and its quarter turns clockwise (0 to 3).

    Of a page scanned askew `slope` is the rise over run of its lines, downwards to the right; it is put level.
    """

    left: float
    bottom: float
    right: float
    top: float
    turns: int
    slope: float = 0.0

    @property
    def width(self) -> float:
        """Width of the page as shown, points."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height of the page as shown, points."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    @property
    def matrix(self) -> Matrix:
        """From the page's own space to the page as shown."""
        shown = (
            (1.0, 0.0, 0.0, -1.0, -self.left, self.top),
            (0.0, 1.0, 1.0, 0.0, -self.bottom, -self.left),
            (-1.0, 0.0, 0.0, 1.0, self.right, -self.bottom),
            (0.0, -1.0, -1.0, 0.0, self.top, self.right),
        )[self.turns]
        return then(shown, (1.0, -self.slope, self.slope, 1.0, 0.0, 0.0)) if self.slope else shown

    def turned(self, degrees: int) -> Frame:
        """The frame in which what is read at that angle (90: upwards) is upright."""
        return replace(self, turns=(self.turns + degrees // 90) % 4)


def read_frame(page: int) -> Frame:
    """The frame of the page at this address of pdfium; one not finite or without extent has no width or height."""
    box = pdfium.FS_RECTF()
    found = _get_bounds(page, ctypes.addressof(box))
    edges = (box.left, box.bottom, box.right, box.top)
    if not found or not all(math.isfinite(edge) for edge in edges):
        return Frame(0.0, 0.0, 0.0, 0.0, 0)
    return Frame(*edges, turns=max(0, _get_rotation(page)) % 4)


def has_own_size(page: int) -> bool:
    """Whether the page at this address itself has a media box with an extent."""
    edges = (ctypes.c_float * 4)()
    if not _get_media_box(page, *addresses(edges)):
        return False
    left, bottom, right, top = edges
    return left != right and bottom != top


def then(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that does the first and then the second."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    """One point through the matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def around(points: Sequence[tuple[float, float]]) -> Box:
    """The box around the points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def box_moved(x0: float, y0: float, x1: float, y1: float, matrix: Matrix) -> Box:
    """A box through the matrix: the box around where its corners go."""
    a, b, c, d, e, f = matrix
    return (
        min(a * x0, a * x1) + min(c * y0, c * y1) + e,
        min(b * x0, b * x1) + min(d * y0, d * y1) + f,
        max(a * x0, a * x1) + max(c * y0, c * y1) + e,
        max(b * x0, b * x1) + max(d * y0, d * y1) + f,
    )
