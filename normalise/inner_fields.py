"""Fields named within the cells of another column: "Revise the form.", below it "Lead: Northmere ICB", as columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from normalise.columns import Columns
from normalise.folding import LogicalRow
from normalise.headings.words import EXACT, best_field
from normalise.plan import Heading
from normalise.vocabulary import Vocabulary

_WITHIN = ("action", "recommendation")
"""Fields whose cells may name others."""
_WANTED = ("lead_agency_text", "target_date_text")
_LINE = re.compile(r"\n(?P<name>[A-Z][^:\n]{2,30}?)\s*:\s*\S")
_SHARE, _LEAST_ROWS = 0.5, 2
"""Rows of a table that have a line for the field."""


def with_inner_fields(columns: Columns, logical: Sequence[LogicalRow], vocabulary: Vocabulary) -> Columns:
    """The columns, and one more for each field that has none and that most rows name within a cell.

    What names it moves there from their cells.

    Args:
        columns: Of the table.
        logical: Its rows; their cells are changed.
        vocabulary: Section `headings`.
    """
    for within in [n for n, field in enumerate(columns.fields) if field in _WITHIN]:
        lines = (set(_named(row.cells.get(within, ""), columns, vocabulary)) for row in logical)
        times = Counter(name for names in lines for name in names)
        least = max(_LEAST_ROWS, _SHARE * len(logical))
        named = {field: name for (name, field), n in times.items() if n >= least}
        if not named:
            continue
        either = "|".join(map(re.escape, named.values()))
        part = re.compile(rf"(?:\A|\s)(?P<name>{either})\s*:\s*(?P<value>[^\n]*?)(?=\s(?:{either})\s*:|\n|\Z)")
        places = {name: len(columns.headings) + n for n, name in enumerate(named.values())}
        for row in logical:
            for found in part.finditer(row.cells.get(within, "")):
                row.cells[places[found["name"]]] = found["value"]
            row.cells[within] = part.sub("", row.cells.get(within, ""))
            row.cells = {place: text for place, text in row.cells.items() if text}
        added = tuple(Heading(name, field, 1.0) for field, name in named.items())
        columns = replace(columns, headings=(*columns.headings, *added), readings=(*columns.readings, *named))
    return columns


def _named(cell: str, columns: Columns, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """The names at the start of a cell's further lines that are those of wanted fields, each with its field."""
    for line in _LINE.finditer(cell):
        field = best_field(line["name"], vocabulary, EXACT)
        if field in _WANTED and field not in columns.fields:
            yield line["name"], field
