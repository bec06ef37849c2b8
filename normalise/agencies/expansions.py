"""What the acronyms of a document stand for, learnt from its own text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from normalise.agencies.initials import follows, initials
from normalise.agencies.keys import key_entries
from normalise.vocabulary import Vocabulary

_TOKEN = re.compile(r"\b[A-Z]{1,2}&[A-Z]{1,4}\b|[^\W_]+(?:['’\-][^\W_]+)*['’]?|[()\n]|&|[^\s\w]")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]{0,3}&?[A-Z][A-Za-z]{0,6}\Z")
_WORDS_AT_MOST = 12


def find_expansions(texts: Iterable[str], vocabulary: Vocabulary) -> Mapping[str, str]:
    """Acronym to expansion as printed, the first definition of each.

    The document's own key of abbreviations beats a definition in brackets ("Independent Domestic Violence Advocate
    (IDVA)", or the other way round), and that an organisation's name in the text whose initials spell an acronym that
    the document uses.

    Args:
        texts: Cells and paragraphs of one document.
        vocabulary: Section `organisation_words`.
    """
    ends, joiners = (frozenset(vocabulary["organisation_words"][key]) for key in ("words", "joiners"))
    texts = list(texts)
    defined: dict[str, str] = {}
    for acronym, words in key_entries(texts):
        defined.setdefault(acronym, words)
    spelt: dict[str, str] = {}
    used: set[str] = set()
    for text in texts:
        tokens = _TOKEN.findall(text)
        used.update(filter(_is_acronym, set(tokens)))
        for acronym, words in _definitions(tokens, joiners):
            defined.setdefault(acronym, words)
        for phrase in _organisation_phrases(tokens, ends, joiners):
            for acronym in _spellings(phrase, joiners):
                spelt.setdefault(acronym, " ".join(phrase))
    inferred = {acronym: words for acronym, words in spelt.items() if acronym in used and acronym not in defined}
    return {**defined, **inferred}


def _spells(acronym: str, words: list[str], joiners: frozenset[str]) -> bool:
    """Whether the initials of `words` spell the acronym, small joining words counted or not."""
    return acronym.upper() in _spellings(words, joiners)


def _is_acronym(token: str) -> bool:
    return len(token) >= 2 and bool(_ACRONYM.match(token))


def _definitions(tokens: list[str], joiners: frozenset[str]) -> Iterator[tuple[str, str]]:
    for position in [at for at, token in enumerate(tokens) if token == "(" and at > 0]:
        inside = tokens[position + 1 : position + 2 + _WORDS_AT_MOST]
        if len(inside) > 1 and inside[1] == ")" and _is_acronym(inside[0]):
            if words := _ending_before(tokens, position, inside[0], joiners):
                yield inside[0], words
        elif ")" in inside and _is_acronym(tokens[position - 1]):
            words_inside = inside[: inside.index(")")]
            if _spells(tokens[position - 1], words_inside, joiners):
                yield tokens[position - 1], " ".join(words_inside)


def _ending_before(tokens: list[str], position: int, acronym: str, joiners: frozenset[str]) -> str | None:
    """The shortest run of words directly in front of a bracket that the acronym abbreviates."""
    for length in range(2, _WORDS_AT_MOST + 1):
        words = tokens[max(position - length, 0) : position]
        if len(words) < length or words[0] in {"(", ")", "\n", "."}:
            return None
        if words[0][0].isupper() and (_spells(acronym, words, joiners) or _nearly_spells(acronym, words)):
            return " ".join(words)
    return None


def _nearly_spells(acronym: str, words: list[str]) -> bool:
    """One or two words may go without a letter: "Northshire & Westshire NHS Foundation Trust (NWFT)"."""
    within = initials(" ".join(words))
    lacking = len(within) - len(acronym)
    return 0 < lacking <= 3 and len(acronym) > 2 and within[-1] == acronym[-1] and follows(acronym, within)


def _organisation_phrases(tokens: list[str], ends: frozenset[str], joiners: frozenset[str]) -> Iterator[list[str]]:
    """Every stretch of three or more capitalised words with an organisation's word at its end."""
    if ends.isdisjoint(tokens):
        return
    run: list[str] = []
    for token in [*tokens, "\n"]:
        if token[0].isupper() and len(token) > 1 and not _is_acronym(token):
            run.append(token)
            if token in ends:
                yield from (
                    run[start:] for start in range(max(len(run) - 8, 0), len(run) - 2) if run[start] not in joiners
                )
        elif run and token in joiners:
            run.append(token)
        else:
            run = []


def _spellings(words: list[str], joiners: frozenset[str]) -> set[str]:
    """The acronyms that a phrase can have: with and without its small words, `(…)` left aside."""
    letters = [part[0] for word in words for part in word.split("-") if part and part[0].isalpha()]
    capitals = [
        part[0] for word in words if word not in joiners for part in word.split("-") if part and part[0].isalpha()
    ]
    first = [word[0] for word in words if word not in joiners and word[0].isalpha()]
    spelt = {"".join(choice).upper() for choice in (letters, capitals, first)}
    return {s for s in spelt if len(s) >= 2}
