"""Slips of the fingers in the words of completion mended: "Compelted", "Acheived", "in progess".

A slip is one letter lost, doubled, exchanged or swapped with its neighbour inside a long word of the vocabulary; its
first and last letters are right, so that "completes" and "competes" stay what they are. Words that are a slip away yet
mean something else ("competed", "commended") are data too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from normalise.vocabulary import Vocabulary

_SHORTEST = 7
"""Letters; a slip in a shorter word is too often another word."""

_LONG_WORD = re.compile(r"(?<![\w'-])[A-Za-z]{6,16}(?![\w'-])")


def mend_slips(text: str, vocabulary: Vocabulary) -> str:
    """The text with each misspelt word of completion as the vocabulary spells it, its capitals kept.

    Args:
        text: A cell.
        vocabulary: Sections `completion`, `completion_slips`.
    """
    mended = _mender(vocabulary)
    return _LONG_WORD.sub(lambda found: mended(found[0]), text)


@lru_cache(maxsize=8)
def _mender(vocabulary: Vocabulary) -> Callable[[str], str]:
    spelt = frozenset(word.casefold() for word in vocabulary["completion_slips"]["spelt"])
    others = frozenset(word.casefold() for word in vocabulary["completion_slips"]["other_words"])

    @lru_cache(maxsize=8192)
    def mended(word: str) -> str:
        folded = word.casefold()
        if folded in spelt or folded in others:
            return word
        near = [known for known in spelt if _is_slip(folded, known)]
        if len(near) != 1:
            return word
        return near[0].upper() if word.isupper() else near[0].capitalize() if word[0].isupper() else near[0]

    return mended


def _is_slip(word: str, known: str) -> bool:
    return (
        len(known) >= _SHORTEST
        and (word[0], word[-1]) == (known[0], known[-1])
        and DamerauLevenshtein.distance(word, known, score_cutoff=1) == 1
    )
