"""A grid below a plan that is another table: it has headings of its own, over columns of its own."""

from __future__ import annotations

from collections.abc import Sequence

from normalise.cell_text import is_ended, starts_inside
from normalise.column_contents import is_state
from normalise.grid import Row, Slot
from normalise.headings.rows import is_like_headings
from normalise.headings.words import GOOD, best_score, foreign_scores
from normalise.ratings.cells import is_only_ratings
from normalise.titles import opens_with_verb
from normalise.vocabulary import Vocabulary

_SHARE = 0.6
"""Share of a first row's cells that must be headings of some table."""
_LONGEST = 45
"""Characters of a heading."""


def heads_another_table(
    rows: Sequence[Row],
    headings: Sequence[str],
    vocabulary: Vocabulary,
    above: Sequence[Row] = (),
    captioned: bool = False,
) -> bool:
    """Whether the first row heads columns of another kind: `Agency | Name | Signature | Date` below a plan.

    It does where most of its cells are headings, at least one of them of a table that is no plan, and none is what the
    plan prints over that column. Under a caption it also does where it is unlike the rows below, as headings are.

    Args:
        rows: The rows of the grid.
        headings: Of the plan above it.
        vocabulary: The headings of plans, and of tables that are none.
        above: The rows of the plan.
        captioned: Whether a paragraph stands between the two.
    """
    filled = rows[0].filled if rows else ()
    if len(filled) < 2 or any(len(s.text) > _LONGEST or _has_digit(s.text) for s in filled):
        return False
    if any(s.column < len(headings) and s.text.casefold() == headings[s.column].casefold() for s in filled):
        return False
    if any(starts_inside(s.text) and is_ended(s.text) for s in filled):
        return False  # "background.", the end of a sentence that the page before began
    foreign = [max(foreign_scores(s.text, vocabulary).values(), default=0.0) >= GOOD for s in filled]
    known = sum(f or best_score(s.text, vocabulary) >= GOOD for f, s in zip(foreign, filled, strict=True))
    if any(foreign) and known >= max(2, _SHARE * len(filled)):
        return True
    return captioned and _differs_as_headings_do(rows, known, above, vocabulary)


def _differs_as_headings_do(rows: Sequence[Row], known: int, above: Sequence[Row], vocabulary: Vocabulary) -> bool:
    """Whether the first row fills every column with words that no row has in that column, and is unlike those below."""
    first, below = rows[0], rows[1:]
    if not is_like_headings(first) or len(first.filled) < len(first.slots) or any(s.span > 1 for s in first.slots):
        return False
    if any(_is_content(slot.text, vocabulary) for slot in first.filled):
        return False
    if any(slot.text.casefold() in map(str.casefold, _texts(slot, [*above, *below])) for slot in first.filled):
        return False
    unlike = sum(_is_unlike(slot, below, vocabulary) for slot in first.filled)
    return known + unlike >= max(2, len(first.filled) / 2)


def _is_content(text: str, vocabulary: Vocabulary) -> bool:
    return is_state(text) or is_only_ratings(text, vocabulary) or opens_with_verb(text, vocabulary)


def _is_unlike(slot: Slot, below: Sequence[Row], vocabulary: Vocabulary) -> bool:
    """Whether the cells below a cell are shaded in another way, or hold what no heading does."""
    texts = _texts(slot, below)
    shaded = {cell.fill for row in below for cell in row.filled if cell.column == slot.column}
    if texts and slot.fill is not None and slot.fill not in shaded:
        return True
    other = sum(len(t) > _LONGEST or t.endswith(".") or _has_digit(t) or _is_content(t, vocabulary) for t in texts)
    return bool(texts) and other > len(texts) / 2


def _has_digit(text: str) -> bool:
    return any(c.isdigit() for c in text)


def _texts(slot: Slot, rows: Sequence[Row]) -> list[str]:
    """What the rows have in the column of a cell."""
    return [cell.text for row in rows for cell in row.filled if cell.column == slot.column]
