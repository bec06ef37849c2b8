"""Documents that hold no plan, and tables that stand beside one."""

from __future__ import annotations

import random
import tomllib
from functools import cache
from pathlib import Path

from benchmarks.plans.printed import Box, Grid, Line, Printed

BESIDE_A_PLAN = ("panel_members", "chronology", "glossary", "contents", "version_history", "key_people", "statistics")


@cache
def foreign_tables() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Kind of table to its rows of cells; the first row heads the columns."""
    loaded = tomllib.loads((Path(__file__).parent / "foreign.toml").read_text(encoding="utf-8"))
    return {
        kind: tuple(tuple(cell.strip() for cell in row.split("|")) for row in table["rows"])
        for kind, table in loaded.items()
    }


def foreign_grid(kind: str) -> Grid:
    """One of the tables, to be printed."""
    rows = [tuple(Box(text, n) for n, text in enumerate(cells)) for cells in foreign_tables()[kind]]
    return Grid((rows[0],), tuple(rows[1:]), (1.0,) * len(rows[0]))


def foreign_document(rng: random.Random, kind: str) -> list[Printed]:
    """A document with the table, some prose above it, and now and then a second one."""
    printed: list[Printed] = [Line(kind.replace("_", " ").capitalize(), 1), foreign_grid(kind)]
    if rng.random() < 0.3:
        printed += [Line("Further tables", 1), foreign_grid(rng.choice(BESIDE_A_PLAN))]
    return printed
