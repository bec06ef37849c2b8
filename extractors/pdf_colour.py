"""PDF colours of any kind to red, green and blue, and the shading that stands behind a box."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from extractors.document import Colour, Region

if TYPE_CHECKING:
    from extractors.pdf_page import Paint

WHITE = 250
"""Components from this up on all three channels count as unpainted paper."""
ENOUGH = 0.5
"""Share of a cell that its shading has to cover: less is a highlighted word or a stamp."""


def to_colour(components: object) -> Colour | None:
    """Grey, RGB or CMYK components (0 to 1) as 0 to 255; None for white, a pattern or anything else.

    CMYK is turned by the plain rule `255 × (1 - c) × (1 - k)`: no colour profile is read.
    """
    values = _numbers(components)
    if len(values) == 1:
        rgb = (values[0],) * 3
    elif len(values) == 3:
        rgb = (values[0], values[1], values[2])
    elif len(values) == 4:
        rgb = tuple((1 - v) * (1 - values[3]) for v in values[:3])  # type: ignore[assignment]
    else:
        return None
    red, green, blue = (round(255 * min(1.0, max(0.0, v))) for v in rgb)
    return None if min(red, green, blue) >= WHITE else (red, green, blue)


def _numbers(components: object) -> tuple[float, ...]:
    if isinstance(components, int | float):
        components = (components,)
    if not isinstance(components, Iterable) or isinstance(components, str | bytes):
        return ()
    values = tuple(components)
    if not all(isinstance(v, int | float) and math.isfinite(v) for v in values):
        return ()
    return tuple(float(v) for v in values)


def find_fill(region: Region, paints: Iterable[Paint]) -> Colour | None:
    """The shading of a box: the colour that covers most of it, the last painted where two cover the same.

    Word paints a cell's shading in strips, one behind each line, so the strips of one colour are added up.
    """
    area = (region.x1 - region.x0) * (region.bottom - region.top)
    if area <= 0:
        return None
    covered: dict[Colour | None, float] = {}
    for paint in paints:
        width = min(region.x1, paint.x1) - max(region.x0, paint.x0)
        height = min(region.bottom, paint.bottom) - max(region.top, paint.top)
        if width > 0 and height > 0:
            share = covered.pop(paint.colour, 0.0) + width * height / area
            covered[paint.colour] = min(1.0, share)
    best: Colour | None = None
    best_share = ENOUGH
    for colour, share in covered.items():
        if share >= best_share - 0.02:
            best, best_share = colour, max(share, best_share)
    return best
