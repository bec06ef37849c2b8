"""The names of months, weekdays, seasons and ordinals, English and Welsh, with the usual slips and short forms."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

_WELSH = {
    "ionawr": 1, "chwefror": 2, "mawrth": 3, "ebrill": 4, "mai": 5, "mehefin": 6,
    "gorffennaf": 7, "awst": 8, "medi": 9, "hydref": 10, "tachwedd": 11, "rhagfyr": 12,
}  # fmt: skip

_SHORT = {
    "jan": 1, "feb": 2, "febr": 2, "mar": 3, "mrch": 3, "marh": 3, "apr": 4, "apl": 4, "aprl": 4, "jun": 6, "jne": 6,
    "jul": 7, "jly": 7, "juy": 7, "aug": 8, "augst": 8, "sep": 9, "sept": 9, "spet": 9, "setp": 9, "oct": 10,
    "octo": 10, "nov": 11, "dec": 12,
}  # fmt: skip

_WELSH_SEASONS = {"gwanwyn": 21, "haf": 22, "gaeaf": 24}
"""Without the Welsh autumn, whose name is that of October."""

_WELSH_NAMES = frozenset({*_WELSH, *_WELSH_SEASONS, "ch", "chwarter"})
"""Of months, seasons and quarters."""

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24, "fall": 23} | _WELSH_SEASONS
"""EDTF's season numbers."""

WELSH_TERMS = {"gwanwyn": 21, "haf": 22, "hydref": 23}
"""The season of each school term, behind `Tymor`."""

OCTOBER, AUTUMN = 10, 23
"""What `Hydref` means: the month, and, beside "Autumn", the season."""

SEASON_SLIPS = {
    "sprng": "spring", "srping": "spring", "sping": "spring", "spirng": "spring", "sumer": "summer",
    "summmer": "summer", "sumemr": "summer", "autum": "autumn", "automn": "autumn", "autmn": "autumn",
    "autunm": "autumn",     "wnter": "winter", "witner": "winter", "winer": "winter",
}  # fmt: skip

HALF_TERMS = {"spring": 2, "summer": 5, "autumn": 10}
"""The month in which the half-term holiday of each school term falls in England and Wales."""

_ONES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth", "twentieth",
)  # fmt: skip
_TWENTIES = tuple(f"twenty-{word}" for word in _ONES)

DAY_WORDS = {
    word: number for number, word in enumerate((*_ONES, *_TEENS, *_TWENTIES, "thirtieth", "thirty-first"), start=1)
}
"""Days of a month in words."""

ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "1": 1, "2": 2, "3": 3, "4": 4, "one": 1, "two": 2, "three": 3, "four": 4, "final": 4, "last": 4,
}  # fmt: skip

_NAMES = {name: number for number, name in enumerate(MONTHS, start=1)} | _SHORT | _WELSH

_MAY_BE_OTHER_WORDS = frozenset({"may", "march", "mar", "jan", "dec", "sep", "jun", "august", "mai", "medi"})

_WORDS_NEAR_MONTHS = frozenset(
    {"match", "marsh", "larch", "jury", "judy", "jude", "jane", "junk", "juno", "julie", "julia"}
)

_SHORT_SLIPS = {
    "agu": 8, "fbe": 2, "dce": 12, "jsn": 1, "jna": 1, "mra": 3, "arp": 4, "jnu": 6, "jlu": 7, "spe": 9, "otc": 10,
    "nvo": 11,
}  # fmt: skip
"""Slips in three letters, which only a year behind them makes a month."""

_LONGEST_NAME = 11
_LONG_NAME = 7
"""Letters; a name this long may have two slips, a shorter one a single slip."""


def month_named(word: str) -> int | None:
    """The month, 1 to 12, whose name or abbreviation this is, in any case; None for every other word."""
    return _NAMES.get(word.casefold())


def is_welsh(text: str) -> bool:
    """Whether a Welsh name of a month, season or quarter stands in a printed date; `Mai` counts, `May` does not."""
    return any(word in _WELSH_NAMES for word in re.findall(r"[a-z]+", text.casefold()))


def month_named_alone(word: str) -> int | None:
    """Like `month_named` for a month without a year, where "may" and "march" are verbs unless capitalised."""
    folded = word.casefold()
    if folded in _MAY_BE_OTHER_WORDS and not word[:1].isupper():
        return None
    return _NAMES.get(folded)


@lru_cache(maxsize=4096)
def month_misspelt(word: str) -> int | None:
    """The month that a misspelt word of 3 to 11 letters means (`Febuary`, `Marhc`, `Agu`); None unless one is near.

    The first letter is right; `Number`, `Match` and `Jury` stay words.
    """
    folded = word.casefold()
    if folded in _SHORT_SLIPS:
        return _SHORT_SLIPS[folded]
    if not 4 <= len(folded) <= _LONGEST_NAME or folded in _WORDS_NEAR_MONTHS:
        return None
    near = [number for number, name in enumerate(MONTHS, start=1) if _is_slip(folded, name)]
    return near[0] if len(near) == 1 else None


def _is_slip(word: str, name: str) -> bool:
    allowed = 2 if len(name) >= _LONG_NAME and len(word) >= _LONG_NAME - 1 else 1 if len(name) > 3 else 0
    return (
        bool(allowed)
        and name[0] == word[0]
        and DamerauLevenshtein.distance(word, name, score_cutoff=allowed) <= allowed
    )
