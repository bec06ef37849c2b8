"""A grid below a plan that is another table: it has headings of its own, over columns of its own."""

from __future__ import annotations

from collections.abc import Sequence

from normalise.grid import Row
from normalise.headings import GOOD, best_score, foreign_scores
from normalise.vocabulary import Vocabulary

_SHARE = 0.6
"""Share of a first row's cells that must be headings of some table."""
_LONGEST = 45
"""Characters of a heading."""


def heads_another_table(rows: Sequence[Row], headings: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether the first row heads columns of another kind: `Agency | Name | Signature | Date` below a plan.

    It does where most of its cells are headings, at least one of them of a table that is no plan, and none is what the
    plan prints over that column.

    Args:
        rows: The rows of the grid.
        headings: Of the plan above it.
        vocabulary: The headings of plans, and of tables that are none.
    """
    filled = rows[0].filled if rows else ()
    if len(filled) < 2 or any(len(s.text) > _LONGEST or any(c.isdigit() for c in s.text) for s in filled):
        return False
    if any(s.column < len(headings) and s.text.casefold() == headings[s.column].casefold() for s in filled):
        return False
    foreign = [max(foreign_scores(s.text, vocabulary).values(), default=0.0) >= GOOD for s in filled]
    known = sum(f or best_score(s.text, vocabulary) >= GOOD for f, s in zip(foreign, filled, strict=True))
    return any(foreign) and known >= max(2, _SHARE * len(filled))
