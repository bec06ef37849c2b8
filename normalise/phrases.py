"""Finding the phrases of a vocabulary in a text: whole words, any case, the longest phrase first.

Patterns are made of phrases here. A space or a hyphen in a phrase stands for white space,
a hyphen or a dash; an apostrophe for a straight or a curly one; a `*` at the end for the rest of a word (`review*`
finds `reviewed` and `reviews`). Every repetition is bounded: a search takes time in proportion to the text's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TypeVar

from normalise.vocabulary import Vocabulary

Meaning = TypeVar("Meaning")
_GAP = r"(?:\s{1,3}|[-\u2010\u2011\u2013])"
_APOSTROPHE = "['’]"
_REST_OF_WORD = r"\w{0,12}"
_HYPHENS = re.compile(r"(?<=\w)[-\u2010\u2011\u2013](?=\w)")


def alternatives(phrases: Iterable[str], *, joined_on: bool = False) -> str:
    """The source of a pattern that matches any of the phrases as whole words, the longest first; nothing where none.

    A phrase that begins or ends with a mark ("✓", "%") is not bounded by a word's end on that side.

    Args:
        phrases: As the vocabulary holds them.
        joined_on: Whether letters and digits may follow directly ("DHR7").
    """
    inside, marks = _Branch(), _Branch()
    for phrase in sorted({phrase.casefold() for phrase in phrases}):
        closed = not joined_on and (phrase[-1].isalnum() or phrase[-1] == "*")
        (inside if phrase[0].isalnum() else marks).grow(_units(phrase), r"(?!\w)" if closed else "")
    sources = [rf"(?<!\w){inside.source()}" if inside.next else "", marks.source() if marks.next else ""]
    return "|".join(source for source in sources if source) or r"(?!)"


def as_listed(phrases: Iterable[str]) -> str:
    """The source of a pattern that matches any of the phrases letter by letter, the longest first.

    For texts whose white space is single, where a hyphen is no space; to be bounded by whoever uses it.

    Args:
        phrases: As the vocabulary holds them; a `*` at the end stands for the rest of a word.
    """
    longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    stems = ((phrase[:-1], r"\w*") if phrase[-1] == "*" and phrase != "*" else (phrase, "") for phrase in longest_first)
    return "|".join(re.escape(stem) + rest for stem, rest in stems) or r"(?!)"


@cache
def phrases_of(vocabulary: Vocabulary, section: str, *keys: str) -> re.Pattern[str]:
    """A pattern that finds any phrase of one key or several.

    Raises:
        KeyError: There is no such section or key.
    """
    return re.compile(alternatives(phrase for key in keys for phrase in vocabulary[section][key]), re.IGNORECASE)


@cache
def word_set(vocabulary: Vocabulary, section: str, *keys: str) -> frozenset[str]:
    """The phrases under the keys, case folded, to look single words up in."""
    return frozenset(phrase.casefold() for key in keys for phrase in vocabulary[section][key])


def plain_phrase(text: str) -> str:
    """The key under which a matched phrase is looked up: small letters, one space for every gap, straight marks."""
    return " ".join(_HYPHENS.sub(" ", text.casefold().replace("’", "'")).split())


def look_up(found: str, meanings: Mapping[str, Meaning]) -> Meaning | None:
    """What a matched phrase means, or None where it is none of them.

    Args:
        found: As printed.
        meanings: By `plain_phrase`; one that ends in `*` means all that begins so.
    """
    key = plain_phrase(found)
    if key in meanings:
        return meanings[key]
    open_ended = (phrase for phrase in meanings if phrase.endswith("*") and key.startswith(phrase[:-1]))
    return meanings.get(max(open_ended, key=len, default=""))


def is_only(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a text is one of the phrases and nothing else but punctuation."""
    return pattern.fullmatch(text.strip(" \t\n\r.,;:!?()[]*-–—")) is not None


class _Branch:
    """A tree of phrases: what may come next, and what closes a phrase that ends here.

    Phrases that begin alike share their beginning, so that hundreds of them cost hardly more to look for than a few.
    """

    def __init__(self) -> None:
        self.next: dict[str, _Branch] = {}
        self.closing: str | None = None

    def grow(self, units: Iterable[str], closing: str) -> None:
        """Take in a phrase, unit by unit."""
        branch = self
        for unit in units:
            branch = branch.next.setdefault(unit, _Branch())
        branch.closing = closing

    def source(self) -> str:
        """The pattern of all phrases from here on; those that go on come before the one that ends."""
        ways = [unit + branch.source() for unit, branch in self.next.items()]
        ways += [] if self.closing is None else [self.closing]
        return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def _units(phrase: str) -> Iterator[str]:
    """The patterns of a phrase's letters, gaps and marks, in order."""
    words = phrase.split()
    for n, word in enumerate(words):
        if n:
            yield _GAP
        stem, is_open = (word[:-1], True) if word.endswith("*") and len(word) > 1 else (word, False)
        for letter in _HYPHENS.sub("\x00", stem):
            yield _GAP if letter == "\x00" else _APOSTROPHE if letter in "'’" else re.escape(letter)
        if is_open:
            yield _REST_OF_WORD
