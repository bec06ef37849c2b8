"""Tables without ruling lines: columns where the words leave room from line to line, rows by distance and by rules."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.pdf.borderless.columns import find_columns
from extractors.pdf.borderless.grid import lines_to_grid
from extractors.pdf.borderless.plans import find_plans
from extractors.pdf.borderless.regions import find_regions
from extractors.pdf.borderless.rows import print_lines
from extractors.pdf.borderless.strips import NEAR, Strip, lines_to_strips
from extractors.pdf.grid import Grid
from extractors.pdf.lines import Line
from extractors.pdf.page import Ruling
from extractors.pdf.rules import merge_rulings

MOST_LINES = 3_000
"""A page of more lines is not looked at."""


def find_borderless(
    lines: Sequence[Line],
    rulings: Sequence[Ruling],
    width: float,
    height: float,
    headings: frozenset[str] | None,
    columns_before: Sequence[float] | None = None,
) -> list[Grid]:
    """The tables that stand among lines of text.

    Args:
        lines: Printed lines that stand in no ruled table; each may run over several columns.
        rulings: What is drawn on the page.
        width: The page's width, points.
        height: The page's height.
        headings: Case-folded column headings: a table is looked for only where at least two of them are printed in
            separate columns (three where they are everyday words). Where empty, none is; where None, every kind.
        columns_before: Borders of the columns of the page before, points: lines that keep to them go on its table.
    """
    if not lines or len(lines) > MOST_LINES or (headings is not None and not headings):
        return []
    ordered = sorted(lines, key=lambda line: (line.top, line.x0))
    if headings is None:
        return _everywhere(ordered, merge_rulings(rulings))
    strips = lines_to_strips(ordered, NEAR, join_labels=False)
    return find_plans(strips, rulings, (width, height), headings, columns_before)


def _everywhere(lines: Sequence[Line], rulings: Sequence[Ruling]) -> list[Grid]:
    grids: list[Grid] = []
    strips = lines_to_strips(lines)
    for span in find_regions(strips, rulings):
        region = lines_to_strips([s.line for s in strips[span.first : span.last + 1]], NEAR, join_labels=False)
        grid = region_to_grid(region, rulings)
        if grid is not None:
            grids.append(grid)
    return grids


def region_to_grid(region: Sequence[Strip], rulings: Sequence[Ruling]) -> Grid | None:
    """The grid of lines that make one table, or None where they have no two columns."""
    top, bottom = region[0].line.top, region[-1].line.bottom
    inside = [r for r in rulings if _is_within(r, top, bottom)]
    walls = [r.at for r in inside if not r.horizontal and min(r.end, bottom) - max(r.start, top) > 0.3 * (bottom - top)]
    columns = find_columns(region, walls)
    if len(columns) < 2:
        return None
    return lines_to_grid(print_lines(region, columns, inside), columns, inside)


def _is_within(rule: Ruling, top: float, bottom: float) -> bool:
    if rule.horizontal:
        return top - 6 <= rule.at <= bottom + 6
    return rule.start < bottom and rule.end > top
