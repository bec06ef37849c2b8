"""Headings printed short: "Recomm.", "Act'n req'd", "Resp. org", each word spelt out by the vocabulary's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, product

from normalise.english import is_usual_word
from normalise.vocabulary import Vocabulary

_SHORT_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?\.?")
_LEAST_LETTERS = 3
"""Letters of a shortened word that has neither a full stop nor an apostrophe."""
_MOST_READINGS, _MOST_WORDS = 24, 8
_SECTIONS = ("headings", "heading_words")


def spelt_out(heading: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The headings that the words could be short for; nothing where no word is an abbreviation."""
    words = _SHORT_WORD.findall(heading.casefold())
    readings = [_readings(word, vocabulary) for word in words]
    spelt = (" ".join(chosen) for chosen in islice(product(*readings), _MOST_READINGS))
    return tuple(text for text in spelt if text != " ".join(word.rstrip(".") for word in words))


@lru_cache(maxsize=4096)
def _readings(word: str, vocabulary: Vocabulary) -> Sequence[str]:
    """The vocabulary's words that a printed word could be short for, the shortest first; else the word itself."""
    letters = word.rstrip(".")
    known = _known_words(vocabulary)
    head, apostrophe, tail = letters.replace("’", "'").partition("'")
    marked = bool(apostrophe) or word.endswith(".")
    if letters in known or not head or (not marked and (len(head) < _LEAST_LETTERS or is_usual_word(letters))):
        return (letters,)
    if apostrophe and tail == "s":
        return (letters,)
    found = [w for w in known if len(w) >= len(letters) and w.startswith(head) and w.endswith(tail)]
    return tuple(sorted(found, key=lambda w: (len(w), w))[:_MOST_WORDS]) or (letters,)


@lru_cache(maxsize=16)
def _known_words(vocabulary: Vocabulary) -> frozenset[str]:
    phrases = (phrase for section in _SECTIONS for listed in vocabulary[section].values() for phrase in listed)
    return frozenset(word for phrase in phrases for word in re.findall(r"[^\W\d_]+", phrase.casefold()))
