"""Vocabulary phrases as patterns: one linear alternation for each key, built once for each vocabulary."""

from __future__ import annotations

import re
from functools import lru_cache

from normalise.vocabulary import Vocabulary

_GAP = "[ \\-\u2010\u2011\u2013]"


@lru_cache(maxsize=256)
def phrase_pattern(vocabulary: Vocabulary, section: str, *keys: str) -> re.Pattern[str]:
    """A pattern for any phrase under the keys, whole words only, the longest first, without regard to case.

    Args:
        vocabulary: All phrases.
        section: The section that holds the keys.
        keys: One or more keys of the section.

    Returns:
        A pattern whose alternatives are all of fixed length, so that it searches in linear time.
    """
    phrases = {phrase for key in keys for phrase in vocabulary[section][key]}
    alternatives = "|".join(_as_pattern(p) for p in sorted(phrases, key=lambda p: (-len(p), p)))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=256)
def label_pattern(vocabulary: Vocabulary, section: str, *keys: str) -> re.Pattern[str]:
    """A pattern for "Label:" at the start of a line (a dash serves too), or anywhere in it with a colon."""
    label = phrase_pattern(vocabulary, section, *keys).pattern
    return re.compile(rf"(?:^{label} ?(?:\([^()]{{0,30}}\) ?)?(?::|[–—-](?= ))|{label} ?:) ?", re.IGNORECASE)


@lru_cache(maxsize=256)
def word_set(vocabulary: Vocabulary, section: str, *keys: str) -> frozenset[str]:
    """The phrases under the keys, case folded, to look single words up in."""
    return frozenset(phrase.casefold() for key in keys for phrase in vocabulary[section][key])


def _as_pattern(phrase: str) -> str:
    return "".join(_GAP if c in " -" else "['’]" if c == "'" else re.escape(c) for c in phrase)
