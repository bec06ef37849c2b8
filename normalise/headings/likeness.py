"""How like a heading is to each phrase of a section of the vocabulary, all of its phrases at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz import fuzz, process

FUZZY_FLOOR = 84
"""rapidfuzz ratio (0 to 100) under which two phrases are not the same with a slip of the pen."""
_ORDERED_FLOOR = 95
"""Likewise of their words in alphabetical order, where the heading has them in another."""
_SHORTEST = 5
"""Letters of the shortest phrase, and heading, that may have a slip."""
_SHORTEST_WITHIN = 3
"""Letters of the shortest phrase that is looked for within more words."""
_SAME, _SAME_LETTERS, _SAME_WORDS = 1.0, 0.98, 0.93


class Phrases:
    """The plain phrases of each field of one section, looked up by what a heading may share with them."""

    def __init__(self, listed: Mapping[str, Sequence[str]]) -> None:
        self._listed = listed
        self._all = frozenset(phrase for phrases in listed.values() for phrase in phrases)
        self._most_words = max(len(phrase.split()) for phrase in self._all)
        self._long = sorted(phrase for phrase in self._all if len(phrase) >= _SHORTEST)
        self._long_in_order = [_in_order(phrase) for phrase in self._long]
        self._by_letters: dict[str, list[str]] = {}
        for phrase in self._all:
            self._by_letters.setdefault(phrase.replace(" ", ""), []).append(phrase)

    def scores(self, heading: str) -> dict[str, float]:
        """The likeness of the most like phrase of each field, from 0 to 1.

        1 for the same words; near 1 for a slip; less for a phrase within more words, by the share that it explains.
        """
        likeness = dict(self._within(heading.split()))
        in_order = _near(_in_order(heading), self._long_in_order, _ORDERED_FLOOR)
        likeness.update((self._long[at], _SAME_WORDS) for at, _ in in_order)
        if len(heading) >= _SHORTEST:
            near = _near(heading, self._long, FUZZY_FLOOR)
            likeness.update((self._long[at], 0.55 + 0.4 * ratio / 100) for at, ratio in near)
        # A narrow column cut a word of it.
        likeness.update(dict.fromkeys(self._by_letters.get(heading.replace(" ", ""), ()), _SAME_LETTERS))
        likeness[heading] = _SAME
        return {
            field: max([likeness.get(phrase, 0.0) for phrase in phrases]) for field, phrases in self._listed.items()
        }

    def _within(self, words: Sequence[str]) -> Iterator[tuple[str, float]]:
        """The phrases that stand in it as a run of whole words; what they explain counts, most at its start."""
        n_letters = sum(map(len, words))
        for start in reversed(range(len(words))):
            for end in range(start + 1, min(len(words), start + self._most_words) + 1):
                phrase, n_explained = " ".join(words[start:end]), sum(map(len, words[start:end]))
                if end - start < len(words) and n_explained >= _SHORTEST_WITHIN and phrase in self._all:
                    yield phrase, 0.5 + 0.42 * n_explained / n_letters + (0.06 if start == 0 else 0.0)


def _in_order(words: str) -> str:
    return " ".join(sorted(words.split()))


def _near(text: str, phrases: Sequence[str], floor: float) -> Iterator[tuple[int, float]]:
    """The places of the phrases that are as like the text as `floor` asks, and how like (0 to 100)."""
    found = process.extract(text, phrases, scorer=fuzz.ratio, score_cutoff=floor, limit=None)
    return ((place, ratio) for _, ratio, place in found)
