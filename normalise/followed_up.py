"""Progress in a table of its own: a later table that tells, by the numbers of a plan's actions, how each came on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalise.columns import Columns
from normalise.fold_table import FoldedTable
from normalise.folding import LogicalRow

PROGRESS = "progress_of_plan"
"""The reason of such a table: it has no actions of its own."""
_NUMBER = "recommendation_number"
_TOLD = frozenset({"progress_text", "response_text", "completion_text"})
_LEAST, _MOST, _HALF = 2, 0.8, 0.5
"""Numbers that both tables have: so many, and these shares of those in the table of progress and in the plan."""


def with_progress(plan: FoldedTable, other: FoldedTable) -> FoldedTable | None:
    """The plan with the columns of the other table behind its own, or None where that does not tell of its actions.

    It does where the plan says nothing of progress, and each number stands once in either table.

    Args:
        plan: A table of actions with their numbers.
        other: A table without actions, with numbers, and with progress or completion.
    """
    ours, theirs = plan.columns.column_of(_NUMBER), other.columns.column_of(_NUMBER)
    told = _TOLD & set(other.columns.fields)
    if ours is None or theirs is None or not told or _TOLD & set(plan.columns.fields):
        return None
    by_number, numbers = _by_number(other.logical, theirs), _by_number(plan.logical, ours)
    n_shared = len(by_number.keys() & numbers.keys())
    if n_shared < max(_LEAST, _MOST * len(by_number), _HALF * len(numbers)):
        return None
    behind = len(plan.columns.headings)
    rows = [_beside(row, by_number.get(_number(row, ours)), theirs, behind) for row in plan.logical]
    return replace(plan, columns=_side_by_side(plan.columns, other.columns), logical=tuple(rows))


def _number(row: LogicalRow, column: int) -> str:
    return row.cells.get(column, "").strip(" .").casefold()


def _by_number(rows: Sequence[LogicalRow], column: int) -> dict[str, LogicalRow]:
    """The rows by number; none at all where a number comes twice."""
    numbered = [(number, row) for row in rows if (number := _number(row, column))]
    found = dict(numbered)
    return found if len(found) == len(numbered) else {}


def _beside(row: LogicalRow, other: LogicalRow | None, number: int, behind: int) -> LogicalRow:
    if other is None:
        return row
    cells = {behind + n: text for n, text in other.cells.items() if n != number}
    coloured = {behind + n: slots for n, slots in other.coloured.items()}
    return replace(
        row, cells=row.cells | cells, coloured=row.coloured | coloured, warnings=row.warnings | other.warnings
    )


def _side_by_side(plan: Columns, other: Columns) -> Columns:
    """All columns; what the plan has already is kept by its heading alone."""
    behind = len(plan.headings)
    taken = {*plan.fields, _NUMBER}
    headings = (replace(h, field=None) if h.field in taken else h for h in other.headings)
    readings = (None if reading in taken else reading for reading in other.readings)
    return Columns(
        (*plan.headings, *headings),
        (*plan.readings, *readings),
        plan.guessed | {behind + n for n in other.guessed},
        plan.updates or tuple(behind + n for n in other.updates),
        plan.ratings or tuple(behind + n for n in other.ratings),
        plan.targets,
        plan.shared,
    )
