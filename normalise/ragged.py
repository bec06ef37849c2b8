"""Place the cells of a row that lost a border: the best monotone alignment of its cells to the table's columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from normalise.cell_text import Lexicon, cuts_a_word, ends_open, runs_on
from normalise.column_contents import Holds
from normalise.grid import Row, Slot

RUNS_ON = 3.0
"""A cell goes on with the sentence that stands open in the column."""
FITS = 1.0
"""A cell is as long as the column's cells are; less by the logarithm of how many times longer it is."""
MISFITS = -2.0
"""At worst: prose in a column of dates, names or ratings."""
SAME_KIND = 1.5
"""A date among dates, a rating among ratings."""
SHIFTED = -0.5
"""For each column that a cell stands from where it was counted: a lost border moves cells by one, seldom by more."""
_PROSE = 35
"""Characters; the cells of a column of sentences are longer than this on the mean, those of dates much shorter."""
_SLACK = 5
"""Characters added to both lengths, so that two short texts differ little."""


@dataclass(frozen=True, slots=True)
class ColumnKind:
    """What a column holds, and the last words that stand in it above the row."""

    holds: Holds
    last: str


def realign(
    row: Row, columns: Sequence[ColumnKind], kinds_of: Mapping[str, frozenset[str]], lexicon: Lexicon
) -> tuple[Row, bool]:
    """The row with its cells placed, and whether any was moved.

    Args:
        row: Fewer or more cells than there are columns.
        columns: The columns from left to right.
        kinds_of: For each cell's text, which of `dates`, `ratings` and `states` it looks like.
        lexicon: Words of the document.
    """
    filled = [(n, slot.text) for n, slot in enumerate(row.slots) if slot.text]
    width = len(columns)
    if len(filled) > width:
        # More words than columns: what stands past the last one stays with it, never dropped.
        past = "\n".join(text for _, text in filled[width - 1 :])
        filled = [*filled[: width - 1], (width - 1, past)]
        kinds_of = {**kinds_of, past: frozenset()}
    places = _best_places(filled, columns, kinds_of, lexicon)
    slots = tuple(Slot(text, place) for (_, text), place in zip(filled, places, strict=True))
    return replace(row, slots=slots), any(n != place for (n, _), place in zip(filled, places, strict=True))


def _best_places(
    filled: Sequence[tuple[int, str]],
    columns: Sequence[ColumnKind],
    kinds_of: Mapping[str, frozenset[str]],
    lexicon: Lexicon,
) -> list[int]:
    """Dynamic programming over (filled cell, column): each cell in a column further right than the one before it."""
    n, width = len(filled), len(columns)
    best: list[list[tuple[float, int]]] = [[(0.0, -1)] * (width + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        index, text = filled[i]
        scores = [_score(text, index, k, columns[k], kinds_of, lexicon) for k in range(width)]
        for j in range(width, -1, -1):
            options = [(scores[k] + best[i + 1][k + 1][0], k) for k in range(j, width - (n - i) + 1)]
            best[i][j] = max(options, key=lambda option: (option[0], -option[1]), default=(float("-inf"), -1))
    places, column = [], 0
    for i in range(n):
        places.append(best[i][column][1])
        column = places[-1] + 1
    return places


def _score(
    text: str, index: int, place: int, column: ColumnKind, kinds_of: Mapping[str, frozenset[str]], lexicon: Lexicon
) -> float:
    score = SHIFTED * abs(index - place)
    if cuts_a_word(column.last, text, lexicon) or (ends_open(column.last) and runs_on(column.last, text, lexicon)):
        score += RUNS_ON
    elif runs_on(column.last, text, lexicon):
        # A name or a date ends without a full stop too: there it says little.
        prose = column.holds.length >= _PROSE or _is_prose(column.last)
        score += RUNS_ON * (0.6 if prose else 0.2)
    holds, kinds = column.holds, kinds_of[text]
    if holds.ratings >= 0.5:
        score += SAME_KIND if "ratings" in kinds else MISFITS
    elif holds.states >= 0.5 and holds.states > holds.dates * 0.9 and holds.length < _PROSE:
        score += SAME_KIND if "states" in kinds else MISFITS / 2
    elif holds.dates >= 0.5 and holds.length < _PROSE:
        score += SAME_KIND if "dates" in kinds else MISFITS / 2
    if holds.n:
        # A fragment may well be shorter than whole cells; it is seldom much longer.
        ratio = log((len(text) + _SLACK) / (holds.length + _SLACK))
        score += max(MISFITS, FITS - (ratio if ratio > 0 else -ratio / 2))
    return score


def _is_prose(text: str) -> bool:
    """Whether a text is a sentence rather than a name, a date or a rating."""
    return sum(word[0].islower() for word in text.split()) > 1
