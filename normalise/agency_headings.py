"""Agencies that stand alone over the headings of tables which do not say in a column who leads.

"Northshire Police", a table, "Northshire Homes – action plan", the next table: each has the actions below its name.
One name over all tables says no more than whose plan it is; two or more say who leads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from normalise.joining import JoinedTable
from normalise.plan import RowKind

_NEAREST = 3
"""So many paragraphs above a table may stand between an agency and its actions."""
_LONGEST = 120
_LEAST = 2
_NUMBER = re.compile(
    r"\A(?:(?:appendix|annexe?|section|part|table)\s+\w{1,4}\s*[:.–—-]?\s*|\(?(?:\d{1,2}(?:\.\d{1,2})?|[A-Z])[.):]\s*)",
    re.IGNORECASE,
)
_EXPLAINED = re.compile(r"\s*\([a-z][^()]{2,60}\)$")
"""What a body is, behind its name: "(mental health)"."""
_PLAN = re.compile(
    r"\s*[:–—-]?\s*(?:\b(?:single[- ]agency|imr|individual management review|internal)\s+)?"
    r"(?:\b(?:action plan|actions|imr|individual management review))?\s*:?$",
    re.IGNORECASE,
)


def agencies_over_tables(tables: Sequence[JoinedTable], is_agency: Callable[[str], bool]) -> dict[str, str]:
    """Each paragraph that is an agency's name over a table, with the name; empty where fewer than two are.

    Args:
        tables: All tables of a document.
        is_agency: Whether a text is an agency's name and nothing else.
    """
    found: dict[str, str] = {}
    for nearest_first in (place for table in tables for place in _places(table)):
        names = ((text, _name(text)) for text in nearest_first)
        agencies = ((text, name) for text, name in names if name and is_agency(_EXPLAINED.sub("", name)))
        found.update([heading] if (heading := next(agencies, None)) else [])
    return found if len({name.casefold() for name in found.values()}) >= _LEAST else {}


def _places(table: JoinedTable) -> Iterator[list[str]]:
    """The paragraphs right above the table, and each between two of its pieces that new headings follow."""
    yield [paragraph.text for paragraph in reversed(table.before[-_NEAREST:])]
    for (row, _), (_, behind) in pairwise(table.rows):
        if row.is_paragraph and behind is RowKind.HEADING:
            yield [slot.text for slot in row.filled]


def _name(text: str) -> str:
    """What is left of a heading without its number and without the word for what stands below."""
    if len(text) > _LONGEST or "\n" in text:
        return ""
    return _PLAN.sub("", _NUMBER.sub("", text, count=1)).strip()
