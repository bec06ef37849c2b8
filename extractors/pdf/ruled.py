"""The tables of a page that drawn lines and shading enclose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.pdf.grid import Grid, lattice_to_grids
from extractors.pdf.page import Paint, Ruling, Wall, outline
from extractors.pdf.rules import rulings_to_lattice

BACKGROUND = 0.8
"""A painted box that covers this share of the page is its background, not a cell."""


def find_grids(rulings: Sequence[Ruling], paints: Sequence[Paint], page_area: float) -> list[Grid]:
    """Tables of drawn lines; then, with painted boxes as further walls, those that have only shading.

    Raises:
        TooManyRules: The page is ruled more finely than any table is.
    """
    grids = _grids(rulings) if rulings else []
    walls = [wall for paint in paints if _is_wall(paint, page_area, grids) for wall in _sides(paint)]
    return _grids([*rulings, *walls]) if walls else grids


def _grids(rulings: Sequence[Ruling]) -> list[Grid]:
    lattice = rulings_to_lattice(rulings)
    return lattice_to_grids(lattice) if lattice else []


def _sides(paint: Paint) -> tuple[Ruling, ...]:
    return outline(paint.x0, paint.top, paint.x1, paint.bottom)


def _is_wall(paint: Paint, page_area: float, grids: Sequence[Grid]) -> bool:
    if (paint.x1 - paint.x0) * (paint.bottom - paint.top) > BACKGROUND * page_area:
        return False
    x, y = (paint.x0 + paint.x1) / 2, (paint.top + paint.bottom) / 2
    return not any(c.x0 <= x <= c.x1 and c.top <= y <= c.bottom for grid in grids for c in grid.cells)


def grids_to_walls(grids: Iterable[Grid]) -> list[Wall]:
    """The vertical borders of all cells, those that continue one another as one."""
    spans: dict[float, list[tuple[float, float]]] = {}
    for grid in grids:
        for cell in grid.cells:
            for x in (cell.x0, cell.x1):
                spans.setdefault(x, []).append((cell.top, cell.bottom))
    walls: list[Wall] = []
    for x, ranges in spans.items():
        for top, bottom in sorted(ranges):
            if walls and walls[-1].x == x and top <= walls[-1].bottom:
                walls[-1] = Wall(x, walls[-1].top, max(bottom, walls[-1].bottom))
            else:
                walls.append(Wall(x, top, bottom))
    return walls
