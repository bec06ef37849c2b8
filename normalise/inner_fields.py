"""Fields named within the cells of another column: "Revise the form.", below it "Lead: Northmere ICB", as columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from normalise.columns import OWNER, Columns
from normalise.folding import LogicalRow
from normalise.headings.words import EXACT, best_field
from normalise.plan import Heading
from normalise.vocabulary import Vocabulary

_WANTED = ("lead_agency_text", "target_date_text")
_WITHIN = {"action": _WANTED, "recommendation": ("action", *_WANTED)}
"""Fields whose cells may name others below their own words, and which."""
_TOLD = frozenset({"response_text", "progress_text", "completion_text", "milestones"})
"""What may hold all about the action where no other column has it ("Response")."""
_OVER_LINES = "action"
"""What goes on over the lines below it."""
_DETAILS = (*_WANTED, "progress_text", "completion_text", "response_text", "intended_outcome")
"""What a column without a field of its own ("Details") may name from its first line on, two of them at least."""
_LINE = re.compile(r"(?:\n|(?P<first>\A))(?P<name>[A-Z][^:\n]{2,30}?)\s*:\s*\S")
_SHARE, _LEAST_ROWS, _LEAST_DETAILS = 0.5, 2, 2
"""Rows of a table that have a line for the field."""


def with_inner_fields(columns: Columns, logical: Sequence[LogicalRow], vocabulary: Vocabulary) -> Columns:
    """The columns, and one more for each field that has none and that most rows name within a cell.

    What names it moves there from their cells.

    Args:
        columns: Of the table.
        logical: Its rows; their cells are changed.
        vocabulary: Section `headings`.
    """
    for within, field in enumerate(columns.fields):
        known = {other for n, other in enumerate(columns.fields) if n != within}
        tells_all = field in _TOLD and "action" not in known
        of_details = field is None or within in columns.guessed or tells_all
        if not of_details and field not in _WITHIN:
            continue
        wanted = set(("action", *_DETAILS) if of_details else _WITHIN[field or ""]) - known
        lines = (set(_named(row.cells.get(within, ""), wanted, vocabulary, opens=of_details)) for row in logical)
        times = Counter(name for names in lines for name in names)
        least = max(_LEAST_ROWS, _SHARE * len(logical))
        named = {field: name for (name, field), n in times.items() if n >= least}
        if len(named) < (_LEAST_DETAILS if of_details else 1):
            continue
        if of_details:
            columns = _without_field(columns, within)
        columns = _moved(columns, logical, within, named)
    return columns


def _moved(columns: Columns, logical: Sequence[LogicalRow], within: int, named: dict[str, str]) -> Columns:
    """The columns with one more for each name, and what it names out of the cells of `within` in it."""
    either = "|".join(map(re.escape, named.values()))
    over_lines = re.escape(named[_OVER_LINES]) if _OVER_LINES in named else "(?!)"
    value = rf"(?P<value>(?(long)(?s:.)|[^\n])*?)(?=\s(?:{either})\s*:|(?(long)\Z|\n)|\Z)"
    part = re.compile(rf"(?:\A|\s)(?P<name>(?P<long>{over_lines})|{either})\s*:\s*{value}")
    places = {name: len(columns.headings) + n for n, name in enumerate(named.values())}
    for row in logical:
        for found in part.finditer(row.cells.get(within, "")):
            row.cells[places[found["name"]]] = found["value"]
        row.cells[within] = part.sub("", row.cells.get(within, ""))
        row.cells = {place: text for place, text in row.cells.items() if text}
    added = tuple(Heading(name, field, 1.0) for field, name in named.items())
    return replace(columns, headings=(*columns.headings, *added), readings=(*columns.readings, *named))


def _without_field(columns: Columns, place: int) -> Columns:
    """The columns, of which one only holds others."""
    headings, readings = list(columns.headings), list(columns.readings)
    headings[place], readings[place] = replace(headings[place], field=None), None
    guessed = columns.guessed - {place}
    return replace(columns, headings=tuple(headings), readings=tuple(readings), guessed=guessed)


def _named(cell: str, wanted: Collection[str], vocabulary: Vocabulary, *, opens: bool) -> Iterator[tuple[str, str]]:
    """The names at the start of a cell's lines that are those of wanted fields, each with its field.

    The first line counts only where the cell `opens` with them.
    """
    for line in _LINE.finditer(cell):
        field = best_field(line["name"], vocabulary, EXACT) if opens or line["first"] is None else None
        field = "lead_agency_text" if field == OWNER else field
        if field is not None and field in wanted:
            yield line["name"], field
