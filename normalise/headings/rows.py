"""Find the rows of a grid that head its columns, with the guidance printed under them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalise.grid import Row
from normalise.headings.words import GOOD, best_field, best_score, is_guidance
from normalise.labels import is_label
from normalise.updates.columns import says_only_when
from normalise.vocabulary import Vocabulary

_LEAST_HEADINGS = 3
_SHARE = 0.6
"""Share of a row's filled cells that must be headings of the vocabulary."""
_LEAST_WITH_WORK, _SHARE_WITH_REST = 2, 0.4
"""So many headings, this share of all, are enough in the row that opens a piece; three where none is of `_WORK`."""
_WORK = frozenset({"action", "recommendation"})
_HEADING = 45
"""Characters; what nobody knows for a heading is not longer."""
_MOST_MARKED = 3
"""Rows repeated on each page, at most, that are taken for headings and guidance; more is a slip of the author's."""
_STACKED = 3
"""Heading rows that stand one above the other at most."""
_SUBHEADING = 60
"""Characters; a cell under a group heading that is longer is content."""


@dataclass(frozen=True, slots=True)
class HeadingRows:
    """Where the headings of a piece stand.

    Attributes:
        start: First heading row.
        end: The row behind the last heading row.
        guidance_end: The row behind the last guidance row.
        printed: One heading for each column.
    """

    start: int
    end: int
    guidance_end: int
    printed: tuple[str, ...]


def find_heading_rows(
    rows: Sequence[Row],
    n_columns: int,
    vocabulary: Vocabulary,
    *,
    merges: bool,
    first: int = 0,
    marked: int = 0,
) -> HeadingRows | None:
    """The first heading row from `first` on, with the sub-headings and guidance under it; None where there is none.

    Args:
        rows: The rows of a piece.
        n_columns: Its columns.
        vocabulary: Headings and guidance.
        merges: Whether any cell of the piece is merged, so that blanks are blanks.
        first: Row to begin at; where it is not 0, headings stand above it.
        marked: Leading rows that the format itself repeats on each page; what is repeated under headings is guidance.
    """
    for n in range(first, len(rows)):
        if is_heading_row(rows[n], n_columns, vocabulary) or (not first and _may_head(rows, n, vocabulary)):
            start, stack = _stack(rows, n, first, vocabulary, merges=merges)
            guidance_end = end = start + len(stack)
            printed = printed_headings(stack, n_columns, vocabulary)
            while guidance_end < len(rows) and (
                _is_repeated(rows, guidance_end, marked)
                or _explains(rows[guidance_end], printed, n_columns, vocabulary)
            ):
                guidance_end += 1
            return HeadingRows(start, end, guidance_end, printed)
    return None


def _stack(rows: Sequence[Row], n: int, first: int, vocabulary: Vocabulary, *, merges: bool) -> tuple[int, list[Row]]:
    """Where the headings around the heading row `n` begin, and their rows, group headings spread over their columns.

    A format without merged cells (`merges`) prints blanks beside a group heading. A blank may as well be a cell without
    words, so there the lower row must be one of headings or fill just the room under the group headings, and a group
    heading must open the piece.
    """
    spread = dict(enumerate(rows[max(first, n - _STACKED) : n + _STACKED], max(first, n - _STACKED)))
    if not merges:
        spread = {place: _spread(row) for place, row in spread.items()}
    start, end = n, n + 1
    while start - 1 in spread and _is_group_row(spread[start - 1]):
        start -= 1
    if not merges and (first or any(len(row.filled) > 1 for row in rows[:start])):
        start = n
    while end in spread and _is_subheading(spread[end - 1], rows[end], vocabulary):
        if not merges and not (_heads(rows[end], vocabulary) or _fills_groups(spread[end - 1], rows[end], vocabulary)):
            break
        end += 1
    return start, [*(spread[place] for place in range(start, end - 1)), rows[end - 1]]


def _heads(row: Row, vocabulary: Vocabulary) -> bool:
    """Whether a row is one of headings, or one of few cells that all are."""
    all_good = all(best_score(slot.text, vocabulary) >= GOOD for slot in row.filled)
    return all_good or is_heading_row(row, row.width, vocabulary)


def _fills_groups(above: Row, row: Row, vocabulary: Vocabulary) -> bool:
    """Whether the row has a cell under every column of the group headings above it, and no other: "Start" and "End"."""
    groups = {slot.column + n: slot.text for slot in above.filled if slot.span > 1 for n in range(slot.span)}
    if {slot.column for slot in row.filled} != groups.keys():
        return False
    return any(best_score(f"{groups[slot.column]} {slot.text}", vocabulary) >= GOOD for slot in row.filled)


def _spread(row: Row) -> Row:
    """The row with each cell drawn over the blank ones behind it."""
    filled = row.filled
    ends = [*[slot.column for slot in filled[1:]], row.width]
    slots = (replace(slot, span=end - slot.column) for slot, end in zip(filled, ends, strict=False))
    return replace(row, slots=tuple(slots))


def _is_repeated(rows: Sequence[Row], n: int, marked: int) -> bool:
    """Whether the format repeats the row on each page and it is no banner; people mark too many rows, never many."""
    return n < marked <= min(_MOST_MARKED, len(rows) - 1) and len(rows[n].filled) > 1


def _explains(row: Row, printed: Sequence[str], n_columns: int, vocabulary: Vocabulary) -> bool:
    """Guidance; or headings in other words right under the headings, which can be nothing else."""
    if is_guidance_row(row, vocabulary):
        return True
    texts = [slot.text for slot in row.filled]
    return is_heading_row(row, n_columns, vocabulary) and not any(text in printed for text in texts)


def is_heading_row(row: Row, n_columns: int, vocabulary: Vocabulary) -> bool:
    """Whether most filled cells of the row are headings of the vocabulary."""
    filled = [slot for slot in row.slots if slot.text]  # a heading over two rows heads the lower one too
    good = sum(best_score(slot.text, vocabulary) >= GOOD for slot in filled)
    timed = sum(says_only_when(slot.text, vocabulary) for slot in filled)  # columns of a timetable: "Q1", "Q2"
    least = min(_LEAST_HEADINGS, max(2, n_columns - 1))
    if any(is_label(slot.text) for slot in filled) and any(_is_content(slot.text, vocabulary) for slot in filled):
        return False
    return not row.is_paragraph and bool(row.filled) and good >= least and good >= _SHARE * (len(filled) - timed)


def _is_content(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a cell holds a number, and is neither a label nor a heading: a row of "Recommendation 9" and a date."""
    return any(map(str.isdigit, text)) and not is_label(text) and best_score(text, vocabulary) < GOOD


def is_like_headings(row: Row) -> bool:
    """Whether a row could head the columns: every cell a few words, no digits, no sentence."""
    filled = row.filled
    return len(filled) >= _LEAST_HEADINGS and not row.is_paragraph and all(_is_like_heading(s.text) for s in filled)


def _is_like_heading(text: str) -> bool:
    return len(text) <= _HEADING and not any(c.isdigit() for c in text) and not text.rstrip().endswith(".")


def _may_head(rows: Sequence[Row], n: int, vocabulary: Vocabulary) -> bool:
    """Whether a row heads a plan although some of its headings are in nobody's vocabulary.

    It opens its piece, enough of it is known, and the rows below are not of the same few words.
    """
    filled = rows[n].filled
    if len(filled) < _LEAST_HEADINGS or rows[n].is_paragraph or any(len(row.filled) > 1 for row in rows[:n]):
        return False
    fields = [best_field(slot.text, vocabulary, GOOD) for slot in filled]
    if any(s.span > 1 or not (field or _is_like_heading(s.text)) for s, field in zip(filled, fields, strict=True)):
        return False
    known = {field for field in fields if field}
    enough = len(known) >= (_LEAST_HEADINGS if _WORK.isdisjoint(known) else _LEAST_WITH_WORK)
    below = rows[n + 1 :]
    return enough and len(known) >= _SHARE_WITH_REST * len(filled) and any(not is_like_headings(row) for row in below)


def is_guidance_row(row: Row, vocabulary: Vocabulary) -> bool:
    """Whether the row tells its reader how to fill the columns in."""
    filled = row.filled
    if not filled or row.is_paragraph or (len(filled) == 1 and filled[0].span > 1):
        return False
    hints = sum(is_guidance(slot.text, vocabulary) for slot in filled)
    return hints / len(filled) >= (0.5 if len(filled) > 1 else 1.0)


def printed_headings(rows: Sequence[Row], n_columns: int, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The heading of each column: what stands lowest over it, with the group heading above where that reads better."""
    return tuple(_over(column, rows, vocabulary) for column in range(n_columns))


def _over(column: int, rows: Sequence[Row], vocabulary: Vocabulary) -> str:
    texts: list[str] = []
    for row in rows:
        texts.extend(
            s.text for s in row.slots if s.column <= column < s.column + s.span and s.text and not s.from_above
        )
    if len(texts) < 2:
        return "".join(texts)
    together = " ".join(texts)
    score = best_score(together, vocabulary)
    return together if score >= GOOD and score >= best_score(texts[-1], vocabulary) else texts[-1]


def _is_group_row(row: Row) -> bool:
    """Group headings over headings: two or more short cells, one of them over several columns."""
    filled = row.filled
    return len(filled) > 1 and any(s.span > 1 for s in filled) and all(len(s.text) <= _SUBHEADING for s in filled)


def _is_subheading(above: Row, row: Row, vocabulary: Vocabulary) -> bool:
    """A second heading row stands under group headings: "Timescale" over "Start" and "End"."""
    groups = [slot for slot in above.slots if slot.span > 1 and slot.text]
    filled = row.filled
    if not groups or not filled or (len(filled) == 1 and filled[0].span > 1):
        return False
    under = [s for s in filled if any(g.column <= s.column < g.column + g.span for g in groups)]
    if len(under) < 2 or any(len(s.text) > _SUBHEADING for s in filled):
        return False
    return len(under) == len(filled) or is_heading_row(row, row.width, vocabulary)
