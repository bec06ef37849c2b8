"""What the whole rows of a table have in common, against which a row behind a page break is weighed."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from normalise.cell_text import is_ended, starts_inside
from normalise.columns import Columns
from normalise.grid import Row
from normalise.labels import is_label

CODE = re.compile(r"^(\d{1,2})\.(\d{1,2})(?=\.?\s)", re.MULTILINE)
"""The number of an action under its recommendation: "1.2 Commission leaflets"."""
_MOST, _LEAST_WHOLE = 0.8, 2


@dataclass(frozen=True, slots=True)
class Habits:
    """Columns by what their cells are like in at least 80 % of the whole rows; a row at a break may be cut by it.

    Attributes:
        often: Columns that are filled.
        ended: Columns whose words end as a sentence does.
        capital: Columns whose words begin as a sentence does.
        coded: Columns whose words begin with a number in two parts, "1.2", and have no second one.
        labelled: Columns whose words begin with a label, "Recommendation 2".
        shared: Columns in which some cell is merged down over several rows.
    """

    often: frozenset[int] = frozenset()
    ended: frozenset[int] = frozenset()
    capital: frozenset[int] = frozenset()
    coded: frozenset[int] = frozenset()
    labelled: frozenset[int] = frozenset()
    shared: frozenset[int] = frozenset()


def habits_of(rows: Sequence[Row], columns: Columns, fields: Collection[str]) -> Habits:
    """The habits of a table; none but `shared` where too few rows are whole.

    Args:
        rows: Its rows of content.
        columns: Its columns.
        fields: What an action has a cell of its own for, more often than not.
    """
    shared = frozenset(slot.column for row in rows for slot in row.slots if slot.from_above)
    named = [n for n, field in enumerate(columns.fields) if field in fields]
    whole = _whole_rows(rows, max(3, len(named) // 2))
    if len(whole) < _LEAST_WHOLE:
        return Habits(shared=shared)
    printed = {n: [slot.text for row in whole for slot in row.filled if slot.column == n] for n in named}
    filled = {n: sum(any(s.column == n and s.text for s in row.slots) for row in whole) for n in named}
    return Habits(
        often=frozenset(n for n, count in filled.items() if count >= _MOST * len(whole)),
        ended=frozenset(n for n, texts in printed.items() if _mostly(texts, is_ended)),
        capital=frozenset(n for n, texts in printed.items() if _mostly(texts, lambda text: not starts_inside(text))),
        coded=frozenset(n for n, texts in printed.items() if _mostly(texts, _has_one_code)),
        labelled=frozenset(n for n, texts in printed.items() if _mostly(texts, is_label)),
        shared=shared,
    )


def _whole_rows(rows: Sequence[Row], least: int) -> list[Row]:
    """Rows with an action or a recommendation that stand at no break; all where too few do, as cards."""
    full = {n: row for n, row in enumerate(rows) if not row.is_paragraph and len(row.filled) >= least}
    breaks = {n for n, row in enumerate(rows) if row.opens_piece}
    inside = [row for n, row in full.items() if breaks.isdisjoint((n, n + 1))]
    return inside if len(inside) >= _LEAST_WHOLE else [*full.values()]


def _has_one_code(text: str) -> bool:
    found = [match.start() for match in CODE.finditer(text)]
    return found == [0]


def _mostly(texts: Iterable[str], is_so: Callable[[str], bool]) -> bool:
    told = [is_so(text) for text in texts]
    return len(told) >= _LEAST_WHOLE and sum(told) >= _MOST * len(told)
