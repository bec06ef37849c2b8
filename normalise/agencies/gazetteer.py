"""The words of the vocabulary found in a cell, with spaCy's phrase matcher on a blank English pipeline.

No model is needed: names are matched word by word in any case and with or without apostrophes, acronyms in capitals
only. spaCy takes a second or two to import, so it is imported when the first gazetteer is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from normalise.agencies.pieces import Kind, Piece
from normalise.english import is_usual_word
from normalise.phrases import as_listed
from normalise.plan import Sector
from normalise.vocabulary import Vocabulary

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

Label = tuple[Kind, Sector | None]

_WORD = re.compile(
    r"(?<!\w)[TADC]/(?=[A-Z]|\Z)|\b[A-Z]{1,2}&[A-Z]{1,4}\b|[^\W_]+(?:['\-.][^\W_]+)*['.]?|\S"
)  # "T/": half of a rank; "M&BHT"
_OWNERS_MARK = re.compile(r"(?<=[A-Z])'s\Z")
_SECTIONS = (  # of two that hold the same phrase the first counts, `_KEYED` behind the fourth
    ("agency_openings", Kind.OPENING),
    ("agency_endings", Kind.ENDING),
    ("agency_names", Kind.AGENCY),
    ("agency_acronyms", Kind.ENDING),
    ("weak_agencies", Kind.WEAK),
    ("ranks", Kind.RANK),
    ("unit_words", Kind.UNIT),
    ("places", Kind.PLACE),
    ("region_letters", Kind.PLACE),
    ("given_names", Kind.GIVEN),
    ("agency_name_openers", Kind.OPENER),
    ("agency_topic_words", Kind.TOPIC),
    ("agency_links", Kind.LINK),
    ("person_particles", Kind.PARTICLE),
)
_KEYED = (("post_words", {"front": Kind.POST_FRONT, "back": Kind.POST_BACK}),
          ("body_endings", {"body": Kind.BODY, "service": Kind.SERVICE}))  # fmt: skip
_CAPITALISED = frozenset(
    {Kind.BODY, Kind.SERVICE, Kind.RANK, Kind.PLACE, Kind.GIVEN, Kind.OPENER, Kind.TOPIC, Kind.OPENING}
)
_NAMED_LIKE_WORDS = frozenset({Sector.VOLUNTARY, Sector.HOUSING, Sector.CENTRAL_GOVERNMENT})
_SURNAME_START = re.compile(r"(?:Mc|Mac|Fitz)(?=[A-Z])")
_TWO_WORDS = re.compile(r"([A-Z][a-z]{2,})([A-Z][a-z]+)\Z")  # "SafeHaven" is a name, "CoLP" an acronym
_LONGEST_ACRONYM = 12  # longer words in capitals are words of a cell that shouts
_LONGEST_IN_CAPITALS = 4  # … and where all of a line is in capitals, shorter ones too: "SOUTH WEALD NHS TRUST"
_LONGEST_NAMING_ACRONYM = 5
_DEPARTMENTS = frozenset({Sector.ADULT_SOCIAL_CARE, Sector.CHILDREN_SOCIAL_CARE})  # "ASC" is what a post is about
_MARKS = {",": Kind.COMMA, "(": Kind.OPEN, "[": Kind.OPEN, ")": Kind.CLOSE, "]": Kind.CLOSE, "&": Kind.JOINER,
          "+": Kind.JOINER, "and": Kind.JOINER, "of": Kind.OF, "the": Kind.OF}  # fmt: skip


def fold(text: str) -> str:
    """A word or phrase for comparison: small letters, without apostrophes and full stops at its end; never empty."""
    return text.lower().replace("'", "").replace("’", "").rstrip(".") or text


class Gazetteer:
    """The vocabulary's phrases, ready to be found.

    Args:
        vocabulary: All phrases.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        import spacy
        from spacy.matcher import PhraseMatcher

        self._vocab: Vocab = spacy.blank("en").vocab
        self._labels: dict[int, Label] = {}
        self._small: dict[str, Label] = {}
        self._names: PhraseMatcher = PhraseMatcher(self._vocab)
        self._acronyms: PhraseMatcher = PhraseMatcher(self._vocab)
        joined = as_listed(vocabulary["joined_particles"]["words"])
        self._particle = re.compile(rf"(?:{joined})['-](?=[A-Z][a-z])")
        self._given = {fold(name) for names in vocabulary["given_names"].values() for name in names}
        seen: set[str] = set()
        for phrase, kind, sector in _phrases(vocabulary):
            key = phrase if is_acronym(phrase) else fold(phrase.replace(" & ", " and "))
            if key not in seen:
                seen.add(key)
                self._add(phrase, (kind, sector))
            elif phrase.islower():
                self._small[phrase] = (kind, sector)  # "Via" is a provider, "via" a small word

    def _add(self, phrase: str, label: Label) -> None:
        words = [match.group() for match in _WORD.finditer(phrase)]
        name = f"{label[0]}|{label[1] or ''}"
        self._labels[self._vocab.strings.add(name)] = label
        if is_acronym(phrase):
            self._acronyms.add(name, [self._doc(words)])
        else:
            self._names.add(name, [self._doc([_key(word) for word in words])])

    def _doc(self, words: list[str]) -> Doc:
        from spacy.tokens import Doc

        return Doc(self._vocab, words=words)

    def cut(self, line: str) -> list[Piece]:
        """The pieces of one line, left to right.

        Args:
            line: One line, straight quotes and hyphens, single spaces.
        """
        tokens = list(_WORD.finditer(line))
        folded = [fold(token.group()) for token in tokens]
        longest = self._longest(tokens)
        pieces: list[Piece] = []
        position = 0
        while position < len(tokens):
            end, label = longest.get(position, (position + 1, None))
            start, stop = tokens[position].start(), tokens[end - 1].end()
            words = " ".join(folded[position:end])
            if label is None and _is_made_of_words(line[start:stop]):
                pieces.append(_labelled(line, start, stop, words, (Kind.AGENCY, Sector.VOLUNTARY)))
            elif label is None:
                pieces.append(Piece(_shape(line[start:stop], line, start, self._particle), start, stop, words))
            elif words in self._given and self._has_surname(line, tokens, longest, end):
                pieces.append(Piece(Kind.GIVEN, start, stop, words))  # "Nia" is a charity, "Nia Rees" a person
            else:
                pieces.append(_labelled(line, start, stop, words, label))
            position = end
        return pieces

    def _has_surname(
        self, line: str, tokens: Sequence[re.Match[str]], known: Mapping[int, tuple[int, Label]], place: int
    ) -> bool:
        """Whether a capitalised word stands at a place that no phrase of the vocabulary but a given name takes."""
        if place >= len(tokens) or (place in known and known[place][1][0] is not Kind.GIVEN):
            return False
        token = tokens[place]
        return token.group().istitle() and _shape(token.group(), line, token.start(), self._particle) is Kind.NAME

    def _longest(self, tokens: list[re.Match[str]]) -> dict[int, tuple[int, Label]]:
        """By first token: the end and label of the matches that remain when longer ones take precedence."""
        if not tokens:
            return {}
        exact = self._acronyms(self._doc([_OWNERS_MARK.sub("", token.group()) for token in tokens]))
        keys = self._doc([_key(token.group()) for token in tokens])
        found = ((exact, True), (self._names(keys), False))  # of two of one length the exact one counts
        matches = {(end - start, -start, sure, match) for hits, sure in found for match, start, end in hits}
        taken = [False] * len(tokens)
        kept: dict[int, tuple[int, Label]] = {}
        for length, minus_start, _, match in sorted(matches, reverse=True):
            start, label = -minus_start, self._labels[match]
            end = start + length
            words = tokens[start].string[tokens[start].start() : tokens[end - 1].end()]
            alone = length == len(tokens) and label[0] is Kind.WEAK
            label = label if alone or _plausible(words, label) else self._small.get(words, label)
            if not any(taken[start:end]) and (alone or _plausible(words, label)):
                taken[start:end] = [True] * length
                kept[start] = (end, label)
        return kept


@lru_cache(maxsize=4)
def gazetteer(vocabulary: Vocabulary) -> Gazetteer:
    """The gazetteer of a vocabulary, built once in a process."""
    return Gazetteer(vocabulary)


def is_acronym(phrase: str) -> bool:
    """Whether a phrase is matched with its own capitals: no small letter, or capitals within (`CSP`, `DfE`)."""
    if phrase.upper() == phrase:
        return True
    parts = re.split(r"[-'’.]", _SURNAME_START.sub("", phrase))
    return " " not in phrase and any(part[1:] != part[1:].lower() for part in parts) and not _TWO_WORDS.match(phrase)


def _labelled(line: str, start: int, stop: int, words: str, label: Label) -> Piece:
    kind, sector = label
    acronym = stop - start <= _LONGEST_NAMING_ACRONYM and " " not in line[start:stop] and is_acronym(line[start:stop])
    named = kind is Kind.AGENCY or (acronym and sector not in _DEPARTMENTS)
    return Piece(kind, start, stop, words, sector, complete=kind is Kind.AGENCY, named=named)


def _key(word: str) -> str:
    """A word as names are compared: "&" is "and"."""
    return "and" if word == "&" else fold(word)


def _phrases(vocabulary: Vocabulary) -> Iterator[tuple[str, Kind, Sector | None]]:
    for section, kind in _SECTIONS[:4]:
        yield from _section(vocabulary, section, kind)
    for section, kinds in _KEYED:
        for key, phrases in vocabulary[section].items():
            yield from ((phrase, kinds[key], None) for phrase in phrases)
    for section, kind in _SECTIONS[4:]:
        yield from _section(vocabulary, section, kind)


def _section(vocabulary: Vocabulary, section: str, kind: Kind) -> Iterator[tuple[str, Kind, Sector | None]]:
    sectors = {sector.value: sector for sector in Sector}
    for key, phrases in vocabulary[section].items():
        yield from ((phrase, kind, sectors.get(key)) for phrase in phrases)


def _plausible(text: str, label: Label) -> bool:
    """A common word is a name only with its capital: "Refuge", not "refuge"."""
    kind, sector = label
    if not text[0].islower():
        return True
    if " " in text or "-" in text:  # "domestic abuse providers", "steering group"
        return kind not in _CAPITALISED - {Kind.BODY}
    return kind not in _CAPITALISED and not (kind is Kind.WEAK and sector in _NAMED_LIKE_WORDS)


def _is_made_of_words(text: str) -> bool:
    """Whether a word is two of everyday use with a capital each, as a charity calls itself: "SafeHaven"."""
    halves = _TWO_WORDS.match(text)
    if halves is None or _SURNAME_START.match(text):
        return False
    return all(is_usual_word(half.lower()) for half in halves.groups())


def _shape(text: str, line: str, start: int, particle: re.Pattern[str]) -> Kind:
    if (mark := _MARKS.get(text.lower())) is not None:
        return mark
    if text[0].isdigit():
        return Kind.NUMBER
    if text[0] == "-":
        return (
            Kind.BREAK
            if line[start - 1 : start] in {" ", ""} or line[start + 1 : start + 2] in {" ", ""}
            else Kind.LOWER
        )
    if not text[0].isalpha():
        return Kind.LOWER if text in {"'", "."} else Kind.BREAK
    if text[0].islower():
        return Kind.NAME if particle.match(text) else Kind.LOWER
    if text.lower().endswith("shire"):
        return Kind.PLACE
    if len(text.rstrip(".")) == 1 or re.fullmatch(r"(?:[A-Z]\.){1,3}[A-Z]?\.?", text):
        return Kind.INITIAL
    longest = _LONGEST_IN_CAPITALS if line.isupper() and line.count(" ") > 1 else _LONGEST_ACRONYM
    return Kind.ACRONYM if len(text) <= longest and is_acronym(text) else Kind.NAME
