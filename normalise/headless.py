"""A table without headings that anybody knows: its columns by what they hold, or nothing where that is no plan.

Words of a heading say what a column means; contents only hint at it. So a table is read here only where three kinds
of column stand beside each other that no other table has together: what is to be done, by whom, and by when.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from normalise.cell_text import is_ended
from normalise.columns import RATING, Columns, Holds, settled
from normalise.grid import Row
from normalise.headings import GOOD, best_field
from normalise.plan import Heading
from normalise.titles import opens_with_verb
from normalise.vocabulary import Vocabulary

_MOST = 0.6
"""Share of a column's filled cells that must be of the kind."""
_NEARLY_ALL = 0.75
_LEAST_ROWS = 2
_PROSE, _NAME, _HEADING = 25, 90, 45
"""Characters: prose is longer on the mean, a name shorter, a heading not longer."""
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
    readings = [word or _by_shape(held) for word, held in zip(words, holds, strict=True)]
    _take_first(readings, holds, "target_date_text", "completion_text")
    for n, held in enumerate(holds):
        if readings[n] is None and held.length > _PROSE:
            readings[n] = _prose(texts[n], held, vocabulary)
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


def is_like_headings(row: Row) -> bool:
    """Whether a row could head the columns: every cell a few words, no digits, no sentence."""
    filled = row.filled
    if len(filled) < 3 or row.is_paragraph:
        return False
    return all(
        len(s.text) <= _HEADING and not any(c.isdigit() for c in s.text) and not s.text.rstrip().endswith(".")
        for s in filled
    )


def _by_shape(held: Holds) -> str | None:
    """What a column is whose cells are all of one shape."""
    if not held.n:
        return None
    shapes = (
        (held.numbers, _NEARLY_ALL, "recommendation_number"),
        (held.scopes, _NEARLY_ALL, "scope_text"),
        (held.ratings, _NEARLY_ALL, RATING),
        (held.dates, _MOST, "target_date_text"),
        (held.states, _MOST, "progress_text"),
    )
    if held.states >= held.dates and held.states >= _MOST:
        return "progress_text"
    return next((field for share, least, field in shapes if share >= least), None)


def _take_first(readings: list[str | None], holds: Sequence[Holds], first: str, second: str) -> None:
    """Of two columns of dates the one that is filled more often comes first, then the one further left."""
    places = [n for n, reading in enumerate(readings) if reading == first]
    places.sort(key=lambda n: (-holds[n].n, n))
    for rank, place in enumerate(places):
        readings[place] = (first, second, None)[min(rank, 2)]


def _prose(texts: Sequence[str], held: Holds, vocabulary: Vocabulary) -> str | None:
    if held.advice >= _MOST or held.labels >= _MOST:
        return "recommendation"
    verbs = sum(opens_with_verb(text.lstrip("-• 0123456789.)"), vocabulary) for text in texts)
    return "action" if texts and verbs >= _MOST * len(texts) else None


def _lead(
    texts: Sequence[Sequence[str]], readings: Sequence[str | None], holds: Sequence[Holds], names_agency: NamesAgency
) -> int | None:
    for n, reading in enumerate(readings):
        if reading is None and 0 < holds[n].length <= _NAME:
            named = sum(names_agency(text) for text in texts[n] if not is_ended(text))
            if named >= _MOST * len(texts[n]):
                return n
    return None


def _texts_of(rows: Sequence[Row], column: int) -> list[str]:
    return [slot.text for row in rows for slot in row.filled if slot.column == column and slot.span == 1]
