"""A rating that is only a colour: which cell of a row carries it."""

from __future__ import annotations

from collections.abc import Sequence

from normalise.columns import RATING, Columns
from normalise.folding import LogicalRow
from normalise.legend import Legend
from normalise.plan import Rag

_RATED_FIELDS = ("progress_text", "completion_text", "target_date_text")


def rating_columns(rows: Sequence[LogicalRow], columns: Columns, legend: Legend) -> tuple[int, ...]:
    """Columns whose shading rates the rows, the likeliest first.

    A column headed RAG, progress or status comes first. Any other counts only where its cells are shaded in different
    colours from row to row: one colour all the way down is decoration.
    """
    headed = [n for n, reading in enumerate(columns.readings) if reading == RATING]
    headed += [n for n, field in enumerate(columns.fields) if field == "progress_text" and n not in headed]
    others = [n for n in range(len(columns.headings)) if n not in headed and len(_colours(rows, n, legend)) > 1]
    others.sort(key=lambda n: columns.fields[n] not in _RATED_FIELDS)
    return tuple(n for n in [*headed, *others] if _colours(rows, n, legend))


def colour_rating(row: LogicalRow, rated: Sequence[int], legend: Legend) -> Rag | None:
    """The rating of the last shaded cell in the first column that has one."""
    for column in rated:
        found = [rating for slot in row.fills.get(column, ()) if slot.fill and (rating := legend.rating_of(slot.fill))]
        if found:
            return found[-1]
    return None


def _colours(rows: Sequence[LogicalRow], column: int, legend: Legend) -> frozenset[Rag]:
    fills = (slot.fill for row in rows for slot in row.fills.get(column, ()))
    return frozenset(rating for fill in fills if fill and (rating := legend.rating_of(fill)))
