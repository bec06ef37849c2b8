"""The English names of months, weekdays, seasons and ordinals, with the usual abbreviations and misspellings."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

_SHORT = {
    "jan": 1, "feb": 2, "febr": 2, "mar": 3, "mrch": 3, "marh": 3, "apr": 4, "apl": 4, "aprl": 4, "jun": 6, "jne": 6,
    "jul": 7, "jly": 7, "aug": 8, "augst": 8, "sep": 9, "sept": 9, "oct": 10, "octo": 10, "nov": 11, "dec": 12,
}  # fmt: skip

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
"""EDTF's season numbers."""

ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "1": 1, "2": 2, "3": 3, "4": 4, "one": 1, "two": 2, "three": 3, "four": 4, "final": 4, "last": 4,
}  # fmt: skip

_NAMES = {name: number for number, name in enumerate(MONTHS, start=1)} | _SHORT

_MAY_BE_OTHER_WORDS = frozenset({"may", "march", "mar", "jan", "dec", "sep", "jun", "august"})

_LONGEST_NAME = 11


def month_named(word: str) -> int | None:
    """The month, 1 to 12, whose name or abbreviation this is, in any case; None for every other word."""
    return _NAMES.get(word.casefold())


def month_named_alone(word: str) -> int | None:
    """Like `month_named` for a month without a year, where "may" and "march" are verbs unless capitalised."""
    folded = word.casefold()
    if folded in _MAY_BE_OTHER_WORDS and not word[:1].isupper():
        return None
    return _NAMES.get(folded)


@lru_cache(maxsize=4096)
def month_misspelt(word: str) -> int | None:
    """The month that a misspelt word of 6 to 11 letters means (`Febuary`, `Setpember`); None where none is near.

    Two slips at most, and the first letter right: `Number` and `Member` stay words. Short names are left out because
    `Match` and `Marsh` are one slip from `March`.
    """
    folded = word.casefold()
    if not 6 <= len(folded) <= _LONGEST_NAME:
        return None
    for number, name in enumerate(MONTHS, start=1):
        near = len(name) >= 7 and name[0] == folded[0]
        if near and DamerauLevenshtein.distance(folded, name, score_cutoff=2) <= 2:
            return number
    return None
