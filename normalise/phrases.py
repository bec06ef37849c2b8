"""Finding the phrases of a vocabulary in a text: whole words, any case, any white space between the words.

A phrase may end in `*`, which stands for the rest of a word: `review*` finds `reviewed` and `reviews`.
"""

from __future__ import annotations

import re
from functools import cache

from normalise.vocabulary import Vocabulary


@cache
def phrases_of(vocabulary: Vocabulary, section: str, key: str) -> re.Pattern[str]:
    """A pattern that finds any phrase of one key, the longest first.

    Raises:
        KeyError: There is no such section or key.
    """
    phrases = sorted(vocabulary[section][key], key=len, reverse=True)
    return re.compile("|".join(_pattern(phrase) for phrase in phrases) or r"(?!)", re.IGNORECASE)


def _pattern(phrase: str) -> str:
    words = phrase.split()
    body = r"\s{1,3}".join(re.escape(word.rstrip("*")) + (r"\w{0,12}" if word.endswith("*") else "") for word in words)
    opening = r"(?<!\w)" if words[0][0].isalnum() else ""
    closing = r"(?!\w)" if words[-1][-1].isalnum() or words[-1].endswith("*") else ""
    return f"{opening}{body}{closing}"


def is_only(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a text is one of the phrases and nothing else but punctuation."""
    return pattern.fullmatch(text.strip(" \t\n\r.,;:!?()[]*-–—")) is not None
