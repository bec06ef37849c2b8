"""The partnership that owns the plan, read by the ending of its name from titles, labels and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter

from normalise.facts.lines import Line, Origin
from normalise.facts.pseudonym import is_place
from normalise.facts.review_reference import reference_span
from normalise.facts.title import MAX_TITLE_WORDS, find_salutation
from normalise.labels import without_count
from normalise.phrases import phrases_of, word_set
from normalise.vocabulary import Vocabulary

MAX_NAME_WORDS = 12

MOST_PLACES = 4
"""Words for where a partnership is, behind or before its brand."""
_LESS_SURE = 1
"""From this place among the kinds on a body may as well be another than the owner."""
_IN_PROSE = 3
_IS_THE_PARTNERSHIP = re.compile(
    r"(?P<brand>[^.:;]{4,60}?) is the (?:local )?community safety partnership\b", re.IGNORECASE
)
""""Safer Northshire is the community safety partnership for the city"."""
_KINDS = ("community_safety", "other", "domestic_abuse", "adults", "children")
_TOKEN = re.compile(r"[^\W_]+(?:['’&.-][^\W_]+)*|&|[^\w\s]")
_REPEATED = re.compile(r"\A.*?\b(\w+(?: \w+)*) (?=\1 )")
"""The name in Welsh before the same in English: "Bwrdd Gwasanaethau Cyhoeddus Aber Aber Public Services Board"."""
_JOINERS = frozenset(("and", "&", "of", "upon", "on", "-", "in", "the"))


def find_partnership(lines: Sequence[Line], title: str | None, vocabulary: Vocabulary) -> str | None:
    """The owner's name as printed; None where none is named ("the Partnership" is no name).

    A safeguarding partnership of children is taken only where no other is named.

    Args:
        lines: As `blocks_to_lines` gives them.
        title: The document's title, which counts most.
        vocabulary: All phrases.
    """
    named: list[tuple[tuple[int, int, int], str]] = []
    for order, (rank, text) in enumerate(_ranked_texts(lines, title, vocabulary)):
        for name, kind in _names(text, vocabulary):
            # In prose a body of another kind is as often one that the plan is shown to.
            passing = 3 * (kind == _LESS_SURE and rank == _IN_PROSE)
            named.append(((4 * (kind >= 2) + 4 * (kind >= 4) + rank + passing, kind, order), name))
    named.sort(key=itemgetter(0))
    if not named or named[0][0][1] >= _LESS_SURE:
        owner = _owning_brand(lines, vocabulary)
        if owner or not named:
            return owner or _brand(lines, title, vocabulary)
    names = [name for _, name in named]
    return _in_full(names[0], names)


def _owning_brand(lines: Sequence[Line], vocabulary: Vocabulary) -> str | None:
    """A brand that a line says to be the owner, or the partnership: "Commissioned by Safer Northshire"."""
    label = phrases_of(vocabulary, "fact_labels", "owner")
    for line in lines:
        stated = _IS_THE_PARTNERSHIP.match(line.text)
        if stated and _is_brand(stated["brand"], vocabulary):
            return stated["brand"]
        said = label.match(line.text) if line.words <= MAX_TITLE_WORDS else None
        name = _before_date_label(line.text[said.end() :], vocabulary).strip(" :.–-") if said else ""
        if name and _is_brand(name, vocabulary):
            return name
    return None


def _before_date_label(text: str, vocabulary: Vocabulary) -> str:
    """What stands before the next label of the line: "Safer Northshire Last updated: May 2020"."""
    label = phrases_of(vocabulary, "fact_labels", "plan_updated", "plan_date").search(text)
    return text[: label.start()] if label else text


def _in_full(name: str, names: Sequence[str]) -> str:
    """The name in full, in whatever case, where a page's header shortens it: "Northmere CSP"."""
    place, _, ending = name.rpartition(" ")
    if not place or not ending.isupper():
        return name
    start = f"{_folded(place)} "
    longer = (other for other in names if _folded(other).startswith(start) and len(other.split()) > len(name.split()))
    return next((other for other in longer if _initials(other[len(place) :]) == ending), name)


def _folded(name: str) -> str:
    return name.casefold().replace("&", "and")


def _initials(words: str) -> str:
    return "".join(word[0] for word in words.split() if word[0].isupper())


def _ranked_texts(lines: Sequence[Line], title: str | None, vocabulary: Vocabulary) -> Iterator[tuple[int, str]]:
    if title:
        yield 0, title
    is_letter = find_salutation(lines, vocabulary) is not None
    owner, review = phrases_of(vocabulary, "fact_labels", "owner"), phrases_of(vocabulary, "fact_titles", "review")
    for line in lines:
        if line.origin is Origin.FURNITURE:
            yield 0, line.text
        elif owner.match(line.text):
            yield 0, line.text.partition(". ")[0]
        elif line.words > MAX_TITLE_WORDS and (not is_letter or review.search(line.text)):
            yield _IN_PROSE, line.text
        elif is_letter:
            continue  # a letter names whom it is addressed to
        elif owner.search(line.text):
            yield 1, line.text
        else:
            yield (2 if line.origin is Origin.NEAR_TABLE else 1), line.text


def _names(text: str, vocabulary: Vocabulary) -> Iterator[tuple[str, int]]:
    """Each named body and its kind's place in `_KINDS`."""
    seen_to = -1
    for ending in phrases_of(vocabulary, "fact_partnerships", *_KINDS).finditer(text):
        if ending.start() < seen_to or not _is_written_as_name(ending.group()):
            continue
        start = _name_start(text, ending.start(), vocabulary)
        name = _REPEATED.sub("", without_count(text[start : ending.end()]), count=1)
        if start < ending.start() or _tells_apart(name, vocabulary):
            seen_to = ending.end()
            if _tells_apart(name, vocabulary):
                yield name, _kind_of(ending.group(), vocabulary)


def _is_written_as_name(ending: str) -> bool:
    """A single word needs its capital; several are clear enough in small letters too."""
    return ending[0].isupper() or " " in ending


def _kind_of(ending: str, vocabulary: Vocabulary) -> int:
    folded = re.sub(r"[ \-\u2010-\u2013]", " ", ending.casefold()).replace("’", "'")
    return next((i for i, kind in enumerate(_KINDS) if folded in _folded_endings(vocabulary, kind)), 1)


@lru_cache(maxsize=64)
def _folded_endings(vocabulary: Vocabulary, kind: str) -> frozenset[str]:
    return frozenset(p.casefold().replace("-", " ") for p in vocabulary["fact_partnerships"][kind])


def _name_start(text: str, end: int, vocabulary: Vocabulary) -> int:
    """Where the capitalised words before a name's ending begin."""
    before = list(_TOKEN.finditer(text, max(0, end - 160), end))
    start, joined = end, False
    for position in range(len(before) - 1, max(-1, len(before) - 1 - MAX_NAME_WORDS), -1):
        token = before[position].group()
        previous = before[position - 1].group() if position else ""
        if token.casefold() in _JOINERS or (token == "," and joined):
            if not _joins(token, previous, vocabulary):
                break
            joined = joined or token.casefold() in ("and", "&")
            continue
        if not (token[0].isupper() or token[0].isdigit()) or _ends_name(token, vocabulary):
            break
        start = before[position].start()
    return start


def _ends_name(token: str, vocabulary: Vocabulary) -> bool:
    return token.casefold() in word_set(vocabulary, "fact_partnership_words", "ends") or token.isdigit()


def _joins(token: str, previous: str, vocabulary: Vocabulary) -> bool:
    """Whether a small word stands inside a name, judged by the word before it."""
    if not previous or not previous[0].isupper():
        return previous in ("of", "on", "upon") and token == "the"
    folded = token.casefold()
    if folded in ("of", "in"):
        return previous.casefold() in word_set(vocabulary, "fact_partnership_words", "of_heads")
    if folded == "the":
        return previous.casefold() in ("on", "upon", "of")
    if token == ",":
        return is_place([previous], vocabulary)
    return previous.casefold() not in word_set(vocabulary, "fact_partnership_words", "bodies")


def _tells_apart(name: str, vocabulary: Vocabulary) -> bool:
    generic = word_set(vocabulary, "fact_partnership_words", "generic")
    words = [token.casefold() for token in _TOKEN.findall(name) if token[0].isalnum()]
    return any(word not in generic and word != "csp" for word in words) and len(words) >= 2


def _brand(lines: Sequence[Line], title: str | None, vocabulary: Vocabulary) -> str | None:
    """A name that is a line or a part of the title by itself: "Safer Northshire", "Northshire Safer Communities"."""
    texts = [title] if title else []
    texts += [line.text for line in lines if line.origin is not Origin.NEAR_TABLE and line.words <= MAX_TITLE_WORDS]
    parts = (part for text in texts for part in re.split(r"[:|–—(),.]| - ", text))
    names = (" ".join(_before_review(part, vocabulary).split()) for part in parts)
    return next((name for name in names if _is_brand(name, vocabulary)), None)


def _is_brand(name: str, vocabulary: Vocabulary) -> bool:
    begins = phrases_of(vocabulary, "fact_partnerships", "brands").match(name)
    ends = phrases_of(vocabulary, "fact_partnerships", "brand_endings").search(name)
    if begins:
        places = name[begins.end() :].removesuffix(" Board").split()  # "Safer Northshire Board"
    else:
        places = name[: ends.start()].split() if ends and ends.end() == len(name) else []
    known = word_set(vocabulary, "fact_partnership_words", "generic")  # "Working Together" is a guidance
    named = any(place.casefold() not in known for place in places)
    return named and 1 <= len(places) <= MOST_PLACES and _could_be_places(places, vocabulary)


def _before_review(part: str, vocabulary: Vocabulary) -> str:
    """What stands before the first name of a review or a plan: "Safer Northshire DHR Action Plan", "… DHR5"."""
    named = phrases_of(vocabulary, "fact_titles", "review", "plan").search(part)
    reference = reference_span(part, vocabulary)
    starts = [named.start()] if named else []
    start = min([*starts, *(reference[:1] if reference else ())], default=0)
    return part[:start] if part[:start].strip() else part


def _could_be_places(words: list[str], vocabulary: Vocabulary) -> bool:
    other = word_set(vocabulary, "fact_names", "not_names") | word_set(vocabulary, "fact_titles", "weak", "bare")
    return all(word in ("and", "&") or (word[0].isupper() and word.casefold() not in other) for word in words)
