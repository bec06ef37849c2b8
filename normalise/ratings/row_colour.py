"""A rating that is only a colour, of a cell or of the words in it: which cell of a row carries it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import islice

from extractors.document import Colour
from normalise.columns import RATING, Columns
from normalise.folding import LogicalRow
from normalise.grid import Slot
from normalise.legend import Legend
from normalise.plan import Rag
from normalise.ratings.cells import hue_of_colour
from normalise.updates.columns import says_only_when
from normalise.vocabulary import Vocabulary

STRIPE = 3
"""Cells of one row in the same grey that make a stripe."""
_NEARLY_ALL = 0.6
"""Share of the columns that the colour of a whole row covers: merged cells may keep out of it."""
_RATED_FIELDS = ("progress_text", "completion_text", "target_date_text")


def rating_columns(rows: Sequence[LogicalRow], columns: Columns, legend: Legend) -> tuple[int, ...]:
    """Columns whose colours rate the rows, the likeliest first.

    A column headed RAG, progress or status comes first. Any other counts only where its cells are shaded in different
    colours from row to row: one colour all the way down is decoration. Of coloured words only those rate that stand in
    a rating column, or in several colours under progress or status: elsewhere they mark what is new.
    """
    headed = [n for n, reading in enumerate(columns.readings) if reading == RATING]
    headed += [n for n, field in enumerate(columns.fields) if field == "progress_text" and n not in headed]
    shaded = [n for n in headed if _shades(rows, n, legend)]
    others = [n for n in range(len(columns.headings)) if n not in headed and len(_shades(rows, n, legend)) > 1]
    others.sort(key=lambda n: columns.fields[n] not in _RATED_FIELDS)
    inked = [n for n in headed if len(_inks(rows, n, legend)) > (columns.readings[n] != RATING)]
    return tuple(dict.fromkeys([*shaded, *inked, *others]))


def timed_columns(
    rows: Sequence[LogicalRow], rated: Sequence[int], columns: Columns, vocabulary: Vocabulary
) -> tuple[int, ...]:
    """Of the columns that rate, those headed by a time and without a word in them ("Q1", "Q2"); empty for one alone."""
    found = [
        n
        for n in sorted(rated)
        if says_only_when(columns.headings[n].text, vocabulary) and not any(n in row.cells for row in rows)
    ]
    return tuple(found) if len(found) > 1 else ()


def colour_ratings(
    row: LogicalRow, rated: Sequence[int], series: Sequence[int], columns: Columns, legend: Legend
) -> tuple[Rag, ...]:
    """The rating of the last coloured cell in the first column that has one; shading comes before ink.

    Args:
        row: One action.
        rated: `rating_columns`.
        series: Columns that rate the row one time after the other ("Q1 RAG", "Q2 RAG"): one rating each, oldest first.
        columns: The table's columns.
        legend: What its colours mean.
    """
    told = [rating for n in series if (rating := _colour_of(row, n, columns, legend))]
    others = (rating for n in rated if (rating := _colour_of(row, n, columns, legend)))
    return tuple(told or islice(others, 1))


def _colour_of(row: LogicalRow, column: int, columns: Columns, legend: Legend) -> Rag | None:
    slots = row.coloured.get(column, ())
    found = [rating for slot in slots if (rating := _of_shade(row, slot, legend))]
    if not found and (columns.readings[column] == RATING or columns.fields[column] == "progress_text"):
        found = [rating for slot in slots if (rating := _of_words(slot, legend))]
    return found[-1] if found else None


def without_style(rows: Sequence[LogicalRow], columns: Columns, legend: Legend) -> Legend:
    """The legend of one table, in which the colours of the table's style rate nothing, unless the key names them.

    A table style shades whole rows in tints of one colour, each row or every other. Who rates by whole rows has rows
    of at least two ratings.
    """
    wide = {shade for row in rows for shade in _wide_shades(row, len(columns.headings))} - legend.shades.keys()
    ratings = {rating for shade in wide if (rating := legend.rating_of(shade)) not in {None, Rag.GREY}}
    return legend if len(ratings) != 1 else replace(legend, shades={**legend.shades, **dict.fromkeys(wide)})


def with_tints(rows: Sequence[LogicalRow], columns: Columns, legend: Legend) -> Legend:
    """The legend of one table, in which tints rate as well in a column headed RAG where shades of two ratings do.

    A pale blue among greens and ambers is the fourth rating; one that other columns have too is of the table's style.
    """
    tints: dict[Colour, Rag | None] = {}
    for column in (n for n, reading in enumerate(columns.readings) if reading == RATING):
        own, others = _fills(rows, {column}), _fills(rows, set(range(len(columns.headings))) - {column})
        if len({legend.rating_of(fill) for fill in own} - {None}) > 1:
            tints |= {fill: hue_of_colour(fill) for fill in own - others if legend.rating_of(fill) is None}
    return replace(legend, shades={**tints, **legend.shades})


def _fills(rows: Sequence[LogicalRow], columns: Set[int]) -> set[Colour]:
    slots = (slot for row in rows for n, slots in row.coloured.items() if n in columns for slot in slots)
    return {slot.fill for slot in slots if slot.fill is not None}


def _wide_shades(row: LogicalRow, width: int) -> set[Colour]:
    """Colours that (nearly) all cells of a row have."""
    fills = [{slot.fill for slot in slots if slot.fill is not None} for slots in row.coloured.values()]
    enough = max(STRIPE, _NEARLY_ALL * width)
    return {fill for fill in set().union(*fills) if sum(fill in cell for cell in fills) >= enough}


def _shades(rows: Sequence[LogicalRow], column: int, legend: Legend) -> frozenset[Rag]:
    slots = ((row, slot) for row in rows for slot in row.coloured.get(column, ()))
    return frozenset(rating for row, slot in slots if (rating := _of_shade(row, slot, legend)))


def _inks(rows: Sequence[LogicalRow], column: int, legend: Legend) -> frozenset[Rag]:
    slots = (slot for row in rows for slot in row.coloured.get(column, ()))
    return frozenset(rating for slot in slots if (rating := _of_words(slot, legend)))


def _of_shade(row: LogicalRow, slot: Slot, legend: Legend) -> Rag | None:
    """The rating of a cell's shading; grey over most of a row is a stripe to guide the eye."""
    rating = _rating(slot.fill, legend)
    alike = sum(any(other.fill == slot.fill for other in slots) for slots in row.coloured.values())
    return None if rating == Rag.GREY and alike >= STRIPE else rating


def _of_words(slot: Slot, legend: Legend) -> Rag | None:
    return _rating(slot.ink, legend) if slot.text else None


def _rating(colour: Colour | None, legend: Legend) -> Rag | None:
    return legend.rating_of(colour) if colour is not None else None
