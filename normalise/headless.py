"""A table without headings that anybody knows: its columns by what they hold, or nothing where that is no plan.

Words of a heading say what a column means; contents only hint at it. So a table is read here only where three kinds
of column stand beside each other that no other table has together: what is to be done, by whom, and by when.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from normalise.cell_text import is_ended
from normalise.column_contents import Holds
from normalise.columns import LEAST, Columns, by_shape, settled
from normalise.grid import Row
from normalise.headings.words import GOOD, best_field
from normalise.plan import Heading
from normalise.vocabulary import Vocabulary

_MOST = 0.6
"""Share of a column's filled cells that must be of the kind."""
_LEAST_ROWS = 2
_NAME = 90
"""Characters on the mean; a name is not longer."""
_SCORE = 0.6
"""What a column is sure of that only its cells speak for."""

NamesAgency = Callable[[str], bool]


def columns_by_content(
    printed: Sequence[str],
    rows: Sequence[Row],
    holds: Sequence[Holds],
    vocabulary: Vocabulary,
    names_agency: NamesAgency,
) -> Columns | None:
    """The columns of a table without known headings; None where it does not look like a plan.

    Args:
        printed: What stands over each column, too little of it known to be sure that these are headings.
        rows: Its rows of content.
        holds: What each column holds.
        vocabulary: What opens an action.
        names_agency: Whether a cell names an organisation; asked last, since it takes longest.
    """
    if len(rows) < _LEAST_ROWS:
        return None
    texts = [_texts_of(rows, n) for n in range(len(holds))]
    words = [best_field(text, vocabulary, GOOD) for text in printed]
    readings = [word or by_shape(held) for word, held in zip(words, holds, strict=True)]
    _take_first(readings, holds, "target_date_text", "completion_text")
    if "target_date_text" not in readings or not {"recommendation", "action"} & set(readings):
        return None
    if "lead_agency_text" not in readings:
        lead = _lead(texts, readings, holds, names_agency)
        if lead is None:
            return None
        readings[lead] = "lead_agency_text"
    readings = [r if r is None or r not in readings[:n] else None for n, r in enumerate(readings)]
    fields = settled(readings, holds)
    headings = tuple(
        Heading(text, field, _SCORE if field else 0.0) for text, field in zip(printed, fields, strict=True)
    )
    return Columns(headings, tuple(readings), frozenset(n for n, field in enumerate(fields) if field))


def with_lead(columns: Columns, rows: Sequence[Row], holds: Sequence[Holds], names_agency: NamesAgency) -> Columns:
    """The columns, one without a known heading read as who leads where its cells are names of agencies.

    Args:
        columns: By their headings.
        rows: Rows of content.
        holds: What each column holds.
        names_agency: Whether a cell names an organisation.
    """
    unknown = [n for n, heading in enumerate(columns.headings) if heading.score < LEAST]
    if "lead_agency_text" in columns.fields or not unknown:
        return columns
    texts = [_texts_of(rows, n) for n in range(len(holds))]
    lead = _lead(texts, [None if n in unknown else "known" for n in range(len(holds))], holds, names_agency)
    if lead is None:
        return columns
    return replace(columns.read_as(lead, "lead_agency_text", _SCORE), guessed=columns.guessed | {lead})


def _take_first(readings: list[str | None], holds: Sequence[Holds], first: str, second: str) -> None:
    """Of two columns of dates the one that is filled more often comes first, then the one further left."""
    places = [n for n, reading in enumerate(readings) if reading == first]
    places.sort(key=lambda n: (-holds[n].n, n))
    for rank, place in enumerate(places):
        readings[place] = (first, second, None)[min(rank, 2)]


def _lead(
    texts: Sequence[Sequence[str]], readings: Sequence[str | None], holds: Sequence[Holds], names_agency: NamesAgency
) -> int | None:
    for n, reading in enumerate(readings):
        if reading is None and 0 < holds[n].length <= _NAME:
            named = sum(_is_named(text, names_agency) for text in texts[n])
            if named >= _MOST * len(texts[n]):
                return n
    return None


def _is_named(text: str, names_agency: NamesAgency) -> bool:
    """Whether a cell is an agency's name; its first line is enough where a post stands below it."""
    return not is_ended(text) and (names_agency(text) or names_agency(text.partition("\n")[0]))


def _texts_of(rows: Sequence[Row], column: int) -> list[str]:
    return [slot.text for row in rows for slot in row.filled if slot.column == column and slot.span == 1]
