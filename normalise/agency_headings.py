"""Agencies that stand alone over tables, or over rows of one, and have the actions below.

"Northshire Police", a table, "Northshire Homes – action plan", the next table: each has the actions below its name.
One name over all tables says no more than whose plan it is; two or more say who leads.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise, takewhile

from normalise.grid import Row
from normalise.joining import JoinedTable
from normalise.phrases import as_listed
from normalise.plan import RowKind
from normalise.titles import names_review
from normalise.vocabulary import Vocabulary

_NEAREST = 3
"""So many paragraphs above a table may stand between an agency and its actions."""
_LONGEST = 120
_LEAST = 2
_NUMBER = re.compile(
    r"\A(?:(?:appendix|annexe?|section|part|table)\s+\w{1,4}\s*[:.–—-]?\s*|\(?(?:\d{1,2}(?:\.\d{1,2})?|[A-Z])[.):]\s*)",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s+[–—-]\s+")
_PART_OR_PLACE = re.compile(r"\s+[–—-]\s\D*$|\s*\([^()]{1,60}\)$")
"""Which part of a body a heading is for, or where it is: "Northshire Council – Housing", "Victim Support (North)"."""


def agencies_over_tables(
    tables: Sequence[JoinedTable], is_agency: Callable[[str], bool], vocabulary: Vocabulary
) -> dict[str, str]:
    """Each paragraph that is an agency's name over a table or a band in one, with the name; empty where but one is.

    A band that comes again is a page's header.

    Args:
        tables: All tables of a document.
        is_agency: Whether a text is an agency's name and nothing else.
        vocabulary: Sections `sections` and `titles`.
    """
    places = [place for table in tables for place in _places(table)]
    bands = Counter(text for place in places if place.is_band for text in place.nearest_first)
    once = [place for place in places if not place.is_band or all(bands[text] == 1 for text in place.nearest_first)]
    over, between = (
        _named([place for place in once if place.is_band is kind], is_agency, vocabulary) for kind in (False, True)
    )
    return {text: name for found in (over, between) if _n_agencies(found) >= _LEAST for text, name in found.items()}


def _named(places: Sequence[_Place], is_agency: Callable[[str], bool], vocabulary: Vocabulary) -> dict[str, str]:
    """The nearest paragraph of each place that is an agency's name, with the name."""
    found: dict[str, str] = {}
    for place in places:
        names = ((text, _name(text, vocabulary)) for text in place.nearest_first)
        agencies = ((text, name) for text, name in names if name and is_agency(_PART_OR_PLACE.sub("", name)))
        found.update([heading] if (heading := next(agencies, None)) else [])
    return found


def _n_agencies(found: Mapping[str, str]) -> int:
    return len({name.casefold() for name in found.values()})


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an agency may be named: paragraphs over a table, or a band between the rows of one."""

    nearest_first: list[str]
    is_band: bool = False


def _places(table: JoinedTable) -> Iterator[_Place]:
    """The paragraphs right above the table, and each band within it that new headings or rows follow.

    Above a paragraph over new headings there may be more: "Northshire Police", "Recommendation 3", what that says.
    """
    yield _Place([paragraph.text for paragraph in reversed(table.before[-_NEAREST:])])
    for n, ((row, _), (below, kind)) in enumerate(pairwise(table.rows)):
        if _is_band(row) and (kind is RowKind.HEADING or (kind is None and not below.is_paragraph)):
            above = takewhile(lambda row: row.is_paragraph, (table.rows[at][0] for at in range(n - 1, -1, -1)))
            others = islice(above, _NEAREST - 1) if row.is_paragraph and kind is RowKind.HEADING else ()
            yield _Place([slot.text for band in (row, *others) for slot in band.filled], kind is None)


def _is_band(row: Row) -> bool:
    """Whether a row is a paragraph between rows, or one cell at their left with nothing beside it."""
    return row.is_paragraph or [slot.column for slot in row.filled] == [0]


@lru_cache(maxsize=8)
def _word_for_plan(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Finds the word for what stands below at the end of a heading: "Northshire ICB – single agency action plan"."""
    kinds, plans = (as_listed(vocabulary["sections"][key]) for key in ("kinds_of_plan", "plans"))
    return re.compile(rf"\s*[:–—-]?\s*(?:\b(?:{kinds})\s+)?(?:\b(?:{plans}))?\s*:?$", re.IGNORECASE)


def _name(text: str, vocabulary: Vocabulary) -> str:
    """A heading without its number, the word for what stands below and the review; `""` where it is the review's."""
    if len(text) > _LONGEST or "\n" in text:
        return ""
    name = _word_for_plan(vocabulary).sub("", _NUMBER.sub("", text, count=1)).strip()
    parts = _DASH.split(name)
    others = [part for part in parts if not names_review(part, vocabulary)]
    name = others[0] if len(others) == 1 else name
    return "" if names_review(_PART_OR_PLACE.sub("", name), vocabulary) else name
