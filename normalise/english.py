"""Whether letters are an English word, by how often it is used: pyspellchecker's word list, loaded when first asked."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spellchecker import SpellChecker

USUAL = 2e-6
"""Share of running words from which on a word is a usual one; fragments such as "ing" stay under it."""
USUAL_SHORT = 1e-4
"""The same for words of one or two letters, where fragments and initials abound."""
_SPELLINGS = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"is(?=(?:e[drs]?|ing|ations?|ational)$)", "iz"),
        (r"(?<=ly)s(?=(?:e[drs]?|ing)$)", "z"),
        (r"our(?=$|s|ed|ing|ab|hood|ly)", "or"),
        (r"(?<=gra)mme(?=s?$)", "m"),
        (r"(?<=[bt])re(?=s?$)", "er"),
        (r"(?<=[bt])red$", "ered"),
        (r"(?<=[aeiou])ll(?=(?:ed|ing|ers?|ors?)$)", "l"),
        (r"(?<=[a-z])ae(?=[a-z])", "e"),
    )
)
"""British spellings and the American ones: `recognise`, `analyse`, `labour`, `programme`, `centre`, `counselling`, …"""
_MOST_KEPT = 1 << 15
"""Answers that are kept: a document asks for its words again and again."""


@lru_cache(_MOST_KEPT)
def is_word(letters: str) -> bool:
    """Whether the word list has the letters (lower case) at all."""
    return letters in _words() or _american(letters) in _words()


@lru_cache(_MOST_KEPT)
def is_usual_word(letters: str) -> bool:
    """Whether the letters (lower case) make a word that is used by itself."""
    if len(letters) == 1:
        return letters in ("a", "i")
    return usage(letters) >= (USUAL if len(letters) > 2 else USUAL_SHORT)


@lru_cache(_MOST_KEPT)
def usage(letters: str) -> float:
    """The share of running words that the letters (lower case) are, in British or American spelling; 0 for no word."""
    return float(max(_words().word_usage_frequency(spelling) for spelling in (letters, _american(letters))))


def _american(letters: str) -> str:
    """The American spelling, which the list has throughout: `recognised` → `recognized`, `centre` → `center`."""
    for british, american in _SPELLINGS:
        letters = british.sub(american, letters)
    return letters


@cache
def _words() -> SpellChecker:
    from spellchecker import SpellChecker

    return SpellChecker(language="en")
