"""A cheap look at a text: does it hold a date, and where?"""

from __future__ import annotations

import re

from normalise.dates.atoms import find_atoms
from normalise.dates.typography import plain
from normalise.vocabulary import Vocabulary, load_vocabulary

_MAY_HOLD_ONE = re.compile(r"\d|[A-Za-z]{3}")


def has_date(text: str, *, years: bool = True, vocabulary: Vocabulary | None = None) -> bool:
    """Whether a text holds something printed as a date, also one that lacks its year or does not exist.

    It stops at the first; no ranges, roles or neighbours' years are worked out, and dateparser is not asked.

    Args:
        text: A cell, a label or prose.
        years: As for `read_dates`: with True a bare year and `2021/22` count, with False they do not.
        vocabulary: As for `read_dates`.
    """
    return next(iter(date_spans(text, years=years, vocabulary=vocabulary, most=1)), None) is not None


def date_spans(
    text: str, *, years: bool = True, vocabulary: Vocabulary | None = None, most: int | None = None
) -> tuple[tuple[int, int], ...]:
    """Where the single dates of a text stand: offsets of the first character and behind the last, in order.

    Args:
        text: A cell, a label or prose.
        years: As for `read_dates`; with False a date that lacks its year does not count either.
        vocabulary: As for `read_dates`.
        most: Stop after so many; None for all.
    """
    if not _MAY_HOLD_ONE.search(text):
        return ()
    spans: list[tuple[int, int]] = []
    for atom in find_atoms(plain(text), vocabulary or load_vocabulary(), years=years):
        if atom.edtf or (years and (atom.is_datelike or atom.warnings)):
            spans.append((atom.start, atom.end))
            if len(spans) == most:
                break
    return tuple(spans)
