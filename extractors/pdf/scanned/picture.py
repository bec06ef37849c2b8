"""A page drawn as dots."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from extractors.pdf.calls import bare
from extractors.pdf.frame import Frame

DOTS = 2.0
"""Dots a point at which a page is drawn: 144 an inch."""
MOST_DOTS = 4_500_000
"""A page larger than A3 is drawn smaller, so as not to have more."""

Dots = npt.NDArray[np.uint8]

_new_bitmap, _free_bitmap = bare(pdfium.FPDFBitmap_CreateEx), bare(pdfium.FPDFBitmap_Destroy)
_draw, _get_rotation = bare(pdfium.FPDF_RenderPageBitmap), bare(pdfium.FPDFPage_GetRotation)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as drawn.

    Attributes:
        dots: Height×width×3: red, green and blue.
        scale: Dots a point.
    """

    dots: Dots
    scale: float

    @property
    def grey(self) -> npt.NDArray[np.int16]:
        """Height×width: 0 (black) to 255."""
        return np.asarray(self.dots.mean(axis=2), dtype=np.int16)

    def within(self, x0: float, top: float, x1: float, bottom: float, slope: float) -> Dots:
        """The dots of a box of the page put level (points), where `slope` is the rise over run of its lines."""
        across, down = -slope * (top + bottom) / 2, slope * (x0 + x1) / 2
        left, right = self._dots_at(x0 + across), self._dots_at(x1 + across)
        upper, lower = self._dots_at(top + down), self._dots_at(bottom + down)
        return self.dots[upper:lower, left:right]

    def _dots_at(self, points: float) -> int:
        return max(0, round(points * self.scale))


def drawn(page: int, frame: Frame) -> Picture:
    """What a reader sees of the page at this address of pdfium."""
    scale = min(DOTS, (MOST_DOTS / (frame.width * frame.height)) ** 0.5)
    width, height = max(1, round(frame.width * scale)), max(1, round(frame.height * scale))
    memory = np.full((height, width, 4), 255, dtype=np.uint8)
    bitmap = _new_bitmap(width, height, pdfium.FPDFBitmap_BGRx, memory.ctypes.data, width * 4)
    if bitmap:
        _draw(bitmap, page, 0, 0, width, height, (frame.turns - _get_rotation(page)) % 4, 0)
        _free_bitmap(bitmap)
    return Picture(memory[:, :, 2::-1], scale)
