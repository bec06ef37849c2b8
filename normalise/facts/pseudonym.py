"""One pseudonym at the start of a text: a given name, a quoted name, "Adult A", initials; never a place or a body."""

from __future__ import annotations

import re
from enum import Enum

from normalise.phrases import phrases_of, word_set
from normalise.vocabulary import Vocabulary

MAX_NAME_WORDS = 3

_OPEN = re.compile(r"^[\s:;,.()\[\]|–—-]+")
_QUOTED = re.compile(r"^['\"‘“’”`]([^'\"‘“’”`]{1,40})['\"’”`](?!\w)")
_TOKEN = re.compile(r"\S+")
_NAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+){0,2}")
_CODE = re.compile(r"[A-Z]{1,3}\d{0,2}|\d{1,3}|[A-Z]\.?[A-Z]?\.?")
_OPERATION = "Operation"
"""What the police call an inquiry by, and a joint review after it."""
_STOPS_RUN = tuple(".,;:)]–—|(")


class Evidence(Enum):
    """How sure the words around make it that a person's name follows."""

    CERTAIN = "certain"
    """Only a person can be meant ("following the death of"): initials are taken, and names that end like a place's."""
    PERSON = "person"
    """A person is most likely meant ("in the case of"): initials are taken."""
    LIKELY = "likely"
    """A capitalised word is taken that is no place."""
    BARE = "bare"
    """Nothing says so: only a known given name, a quoted name or a style with a letter is taken."""


def read_pseudonym(text: str, evidence: Evidence, vocabulary: Vocabulary) -> str | None:
    """The pseudonym that a text begins with, as printed and without quotation marks; None where it begins otherwise.

    Args:
        text: What follows a label or a review's short name.
        evidence: How sure it is that a name follows.
        vocabulary: All phrases.
    """
    rest = _without_lead_ins(text[:200], vocabulary)
    quoted = _QUOTED.match(rest)
    if quoted:
        words = quoted[1].split()
        inner = _styled(words, vocabulary) or _run(words, Evidence.LIKELY, vocabulary, quoted=True)
        inner = inner if inner and len(inner.split()) == len(words) else _pair(words, Evidence.LIKELY, vocabulary)
        return quoted[1].strip() if inner and len(inner.split()) == len(words) else None
    words = _TOKEN.findall(rest.replace("/", " / "))[:8]
    return _styled(words, vocabulary) or _pair(words, evidence, vocabulary)


def is_place(words: list[str], vocabulary: Vocabulary) -> bool:
    """Whether words are the name of a place, known or with a place's ending ("Northshire")."""
    text = " ".join(words).casefold()
    if words[0].casefold() in word_set(vocabulary, "given_names", "words"):
        return False
    if phrases_of(vocabulary, "places", "counties", "authorities", "others").match(text):
        return True
    endings = tuple(vocabulary["fact_names"]["place_endings"])
    return any(len(word) > 5 and word.casefold().endswith(endings) for word in words)


def _without_lead_ins(text: str, vocabulary: Vocabulary) -> str:
    lead_in = phrases_of(vocabulary, "fact_names", "lead_ins")
    rest = _OPEN.sub("", text)
    for _ in range(6):
        match = lead_in.match(rest)
        if not match or _CODE.fullmatch(rest[match.end() :].strip(" .,)").split(" ")[0]):
            return rest
        rest = _OPEN.sub("", rest[match.end() :])
    return rest


def _styled(words: list[str], vocabulary: Vocabulary) -> str | None:
    """Reads "Adult A", "Mrs K", "Child J1"; after "Mr" and the like a surname too; and "Operation Rose"."""
    if len(words) > 1 and words[0] == _OPERATION and _is_name_word(words[1].rstrip(".,;:)"), vocabulary):
        return f"{words[0]} {words[1].rstrip('.,;:)')}"
    styles = word_set(vocabulary, "fact_names", "styles")
    if len(words) < 2 or words[0].rstrip(".").casefold() not in styles or not words[0][0].isupper():
        return None
    for further in (words[1:2], words[2:3] if words[1] in ("and", "&") else []):
        if further and further[0].rstrip(".").casefold() in styles:
            # "Adult Female A", "Mr and Mrs T".
            skipped = 1 if further == words[1:2] else 2
            rest = _styled(words[skipped:], vocabulary)
            return f"{' '.join(words[:skipped])} {rest}" if rest else None
    code = words[1].strip("'\"‘’“”.,;:)]")
    if _CODE.fullmatch(code):
        return f"{words[0]} {_singular(code)}"
    # "Mrs Name", "Mr Given Name".
    named = _run(words[1:3], Evidence.CERTAIN, vocabulary) if _is_title(words[0]) else None
    return f"{words[0]} {named}" if named else None


def _is_title(word: str) -> bool:
    return len(word.rstrip(".")) <= 4 and word[0] in "MD"


def _pair(words: list[str], evidence: Evidence, vocabulary: Vocabulary) -> str | None:
    """One name, or two joined by "and"."""
    first = _run(words, evidence, vocabulary)
    if first is None:
        return None
    used = len(first.split())
    if used < len(words) - 1 and words[used].casefold() in ("and", "&") and words[used - 1][-1].isalnum():
        second = _run(words[used + 1 :], Evidence.LIKELY, vocabulary)
        if second and len(second.split()) == 1:
            return f"{first} {words[used]} {second}"
    return first


def _run(words: list[str], evidence: Evidence, vocabulary: Vocabulary, quoted: bool = False) -> str | None:
    """The capitalised words at the start that are a name; None when they belong to a body or a place."""
    bodies = word_set(vocabulary, "fact_names", "organisation")
    streets = word_set(vocabulary, "fact_names", "streets")
    run: list[str] = []
    for word in words:
        bare = _singular(word.strip("'\"‘’“”.,;:)]([–—|"))
        if bare.casefold() in bodies and word[0].isupper() and not (quoted and bare.casefold() in streets):
            return None
        if not _is_name_word(bare, vocabulary) and not (not run and _are_initials(bare, evidence, quoted, vocabulary)):
            break
        run.append(bare)
        if word.endswith(_STOPS_RUN) or bare != word.strip("'\"‘’“”"):
            break
    if not run or len(run) > MAX_NAME_WORDS:
        return None
    if not quoted and evidence is not Evidence.CERTAIN and is_place(run, vocabulary):
        return None
    known = run[0].casefold() in word_set(vocabulary, "given_names", "words")
    return " ".join(run) if known or evidence is not Evidence.BARE else None


def _is_name_word(word: str, vocabulary: Vocabulary) -> bool:
    if len(word) < 2 or not _NAME.fullmatch(word) or not word[0].isupper():
        return False
    if word.casefold() in word_set(vocabulary, "given_names", "words") and not word.isupper():
        return True
    if word.casefold() in word_set(vocabulary, "fact_names", "not_names"):
        return False
    # A word in capitals with no vowel, or of two letters, is an abbreviation.
    return not word.isupper() or (len(word) > 2 and any(vowel in word for vowel in "AEIOUY"))


def _are_initials(word: str, evidence: Evidence, quoted: bool, vocabulary: Vocabulary) -> bool:
    allowed = quoted or evidence in (Evidence.CERTAIN, Evidence.PERSON)
    known = word.casefold() in word_set(vocabulary, "fact_names", "not_names")
    return allowed and bool(_CODE.fullmatch(word)) and word[:1].isalpha() and not known


def _singular(word: str) -> str:
    """The word without a possessive ending."""
    return re.sub(r"['’][sS]$", "", word)
