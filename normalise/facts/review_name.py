"""The pseudonym under which the review is known, from labels, titles and brackets; seldom from prose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from normalise.facts.lines import Line, Origin
from normalise.facts.patterns import label_pattern
from normalise.facts.pseudonym import Evidence, read_pseudonym
from normalise.facts.review_reference import reference_span
from normalise.facts.title import MAX_TITLE_WORDS, is_title_like
from normalise.phrases import as_listed, phrases_of, word_set
from normalise.vocabulary import Vocabulary

Finder = Callable[[str, Vocabulary], str | None]
"""Reads one line; a name, or None."""

_BRACKETED = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]")
_QUOTED = re.compile(r"(?<!\w)['\"‘“]([A-Z][^'\"‘“’”]{0,39})['\"’”](?!\w)")
_REPORT_BRACKET = re.compile(r"\b(?:report|review) \(([^()]{1,40})\)")
_YEAR = re.compile(r"^ ?\(?(?:19|20)\d\d\)?(?=\s*(?:$|[:,–—-]))")
_CODE_NEXT = re.compile(r"[A-Za-z]{1,12}[/_-]{1,2}[\w/-]{0,30}\d|[A-Z]{2,8} \d")
"""A code with a number behind a label is a reference, its letters nobody's name."""
_SEPARATOR = re.compile(r" ?[:|–—] ?| - |, ")
_INITIALS = re.compile(r"[A-Z]{2}")
_JOINERS = ("and", "&")
_MAX_ALONE_WORDS = 3


def find_review_name(
    lines: Sequence[Line], title: str | None, partnership: str | None, vocabulary: Vocabulary
) -> str | None:
    """The pseudonym as printed; None where none is stated or only a place could be meant.

    Args:
        lines: As `blocks_to_lines` gives them.
        title: The document's title.
        partnership: The owner's name, whose words are no pseudonym.
        vocabulary: All phrases.
    """
    owner = set((partnership or "").casefold().split()).difference(_JOINERS)
    quoted = {match[1] for line in lines for match in _QUOTED.finditer(line.text)}
    for name in _candidates(lines, title, vocabulary):
        shared = owner.intersection(name.casefold().split())
        # In quotation marks a review may go by the name of a place within the owner's: DHR "Little Northmere".
        if not shared or (name in quoted and len(shared) < len(name.split())):
            return name
    return None


def _candidates(lines: Sequence[Line], title: str | None, vocabulary: Vocabulary) -> Iterator[str]:
    """All readings, the surest first."""
    near = [line.text for line in lines if line.origin is not Origin.NEAR_TABLE]
    short = [text for text in near if len(text.split()) <= MAX_TITLE_WORDS]
    titles = [title] if title else []
    titles += [text for text in short if is_title_like(text, vocabulary) and _is_about_review(text, vocabulary)]
    yield from _each(_after_reference_label, short, vocabulary)
    yield from _each(_in_brackets, titles, vocabulary)
    yield from _each(_after_death, titles, vocabulary)
    yield from _each(_after_name_label, short, vocabulary)
    yield from _each(_in_quotes, titles, vocabulary)
    yield from _each(_quoted_after_review, short, vocabulary)
    yield from _each(_after_phrases, titles, vocabulary)
    yield from _each(_after_about, short, vocabulary)
    yield from _each(_before_phrases, titles, vocabulary)
    yield from _each(_after_death, [line.text for line in lines], vocabulary)
    yield from _each(_behind_report, [line.text for line in lines], vocabulary)
    front = [line.text for line in lines if line.origin is Origin.FRONT]
    yield from _each(_quoted_dead, front, vocabulary)
    yield from _each(_alone, front, vocabulary)
    captions = [line.text for line in lines if line.origin is Origin.NEAR_TABLE and line.words <= MAX_TITLE_WORDS]
    yield from _each(_known_after_review, captions, vocabulary)


def _each(find: Finder, texts: Sequence[str], vocabulary: Vocabulary) -> Iterator[str]:
    for text in texts:
        name = find(text, vocabulary)
        if name:
            yield name


def _is_about_review(text: str, vocabulary: Vocabulary) -> bool:
    named = phrases_of(vocabulary, "fact_titles", "plan", "review").search(text)
    return bool(named) or reference_span(text, vocabulary) is not None


def _after_reference_label(text: str, vocabulary: Vocabulary) -> str | None:
    """A reference that has no number is the pseudonym: "DHR reference: Rose"."""
    return _after_label(text, "reference", Evidence.LIKELY, vocabulary)


def _after_name_label(text: str, vocabulary: Vocabulary) -> str | None:
    """Reads "Pseudonym: Rose", "Re: Adult B"."""
    return _after_label(text, "review_name", Evidence.LIKELY, vocabulary)


def _after_label(text: str, key: str, evidence: Evidence, vocabulary: Vocabulary) -> str | None:
    for match in label_pattern(vocabulary, "fact_labels", key).finditer(text):
        if _CODE_NEXT.match(text, match.end()):
            continue
        name = read_pseudonym(text[match.end() :], evidence, vocabulary)
        if name:
            return name
    return None


def _in_brackets(text: str, vocabulary: Vocabulary) -> str | None:
    """Reads "Action Plan (Rose)": the whole bracket is the name."""
    _, reference_end = reference_span(text, vocabulary) or (0, 0)
    for match in _BRACKETED.finditer(text):
        behind_reference = 0 < reference_end == match.start() - 1
        evidence = Evidence.PERSON if behind_reference else Evidence.LIKELY
        name = read_pseudonym(match[1], evidence, vocabulary)
        if behind_reference and name is not None and name == match[1] and _INITIALS.fullmatch(name):
            return name  # "DHR 14 (JT)"
        if name and match[1].strip("'\"‘’“” .").endswith(name) and not _is_abbreviation(name):
            return name
    return None


def _is_abbreviation(name: str) -> bool:
    return name.isupper() and " " not in name


def _after_death(text: str, vocabulary: Vocabulary) -> str | None:
    """Reads "Overview report into the death of Rose", also in a sentence."""
    for match in phrases_of(vocabulary, "fact_labels", "death").finditer(text):
        name = read_pseudonym(text[match.end() :], Evidence.CERTAIN, vocabulary)
        if name:
            return name
    return None


def _in_quotes(text: str, vocabulary: Vocabulary) -> str | None:
    """Reads "DHR – 'Rose'"."""
    for match in _QUOTED.finditer(text):
        name = read_pseudonym(match.group(), Evidence.LIKELY, vocabulary)
        if name:
            return name
    return None


def _quoted_after_review(text: str, vocabulary: Vocabulary) -> str | None:
    """Reads "Domestic Homicide Review “Rose” – what we are doing about it", a title that speaks in sentences."""
    for match in phrases_of(vocabulary, "fact_titles", "review").finditer(text):
        quoted = _QUOTED.match(text[match.end() :].lstrip(" :,–—-"))
        name = read_pseudonym(quoted.group(), Evidence.LIKELY, vocabulary) if quoted else None
        if name:
            return name
    return None


@lru_cache(maxsize=8)
def _who_died(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\W{{0,3}}(?:who )?(?:{as_listed(vocabulary['fact_words']['died'])})\b")


def _quoted_dead(text: str, vocabulary: Vocabulary) -> str | None:
    """Reads "'Rose' – died March 2020", a line of a title page; a known name without its quotation marks, too."""
    quoted, who_died = _QUOTED.match(text), _who_died(vocabulary)
    if quoted is None:
        name, _, rest = text.partition(" ")
        return _whole(name, vocabulary) if who_died.match(rest) else None
    died = who_died.match(text, quoted.end())
    return read_pseudonym(quoted.group(), Evidence.LIKELY, vocabulary) if died else None


def _after_phrases(text: str, vocabulary: Vocabulary) -> str | None:
    """Reads "DHR Rose", "Domestic Homicide Review Action Plan – Rose", "Action plan in respect of Rose"."""
    phrase = phrases_of(vocabulary, "fact_titles", "plan", "review")
    reference = reference_span(text, vocabulary) or (0, 0)
    ends = [reference[1] if reference[0] <= m.start() < reference[1] else m.end() for m in phrase.finditer(text)]
    for end in ends if reference[1] in ends or not reference[1] else [reference[1], *ends]:
        rest = _YEAR.sub("", text[end:])
        if phrase.match(rest.lstrip(" :,–—-")):
            continue
        about = phrases_of(vocabulary, "fact_labels", "about").match(rest.lstrip(" :,–—-"))
        name = read_pseudonym(rest, Evidence.LIKELY, vocabulary)
        if about and not name:
            rest = rest.lstrip(" :,–—-")[about.end() :]
            name = read_pseudonym(rest, _evidence_of(about.group(), vocabulary), vocabulary)
        if name and _stands_alone(rest, name, vocabulary):
            return name
    return None


def _known_after_review(text: str, vocabulary: Vocabulary) -> str | None:
    """Reads "Safer Northmere Partnership – DHR Rose" over a table, where only a known name is believed."""
    for match in phrases_of(vocabulary, "fact_titles", "review").finditer(text):
        name = read_pseudonym(text[match.end() :], Evidence.BARE, vocabulary)
        if name and _stands_alone(text[match.end() :], name, vocabulary):
            return name
    return None


def _evidence_of(about: str, vocabulary: Vocabulary) -> Evidence:
    of_person = phrases_of(vocabulary, "fact_labels", "about_person").fullmatch(about)
    return Evidence.PERSON if of_person else Evidence.LIKELY


def _stands_alone(rest: str, name: str, vocabulary: Vocabulary) -> bool:
    """Whether a separator, another phrase or nothing follows the name; a further small word means prose."""
    after = rest[rest.find(name) + len(name) :].lstrip("'\"‘’“”")
    words = after.split()
    if not words or not after[0].isspace() or not words[0][0].isalnum():
        return True
    if phrases_of(vocabulary, "fact_titles", "plan", "review").match(after.lstrip()):
        return True
    behind_name = word_set(vocabulary, "fact_words", "behind_name")
    return words[0][0].isupper() or words[0][0].isdigit() or words[0] in behind_name


def _after_about(text: str, vocabulary: Vocabulary) -> str | None:
    """A line of its own: "In respect of Adult B", "Case of AB"."""
    about = phrases_of(vocabulary, "fact_labels", "about_person").match(text)
    name = read_pseudonym(text[about.end() :], Evidence.PERSON, vocabulary) if about else None
    return name if about and name and _stands_alone(text[about.end() :], name, vocabulary) else None


def _before_phrases(text: str, vocabulary: Vocabulary) -> str | None:
    """Reads "Adult B – DHR", "Rose DHR action plan"; a place often stands there, so the name has to be a known one."""
    first = phrases_of(vocabulary, "fact_titles", "plan", "review").search(text)
    if first is None:
        return None
    parts = _SEPARATOR.split(text[: first.start()].rstrip(" –—-:|,"))
    return _whole(parts[-1].strip(), vocabulary) or _whole(parts[0].strip(), vocabulary)


def _behind_report(text: str, vocabulary: Vocabulary) -> str | None:
    """Reads "the Domestic Homicide Review (DHR) report (Rose) for", as letters about one say."""
    for match in _REPORT_BRACKET.finditer(text):
        if phrases_of(vocabulary, "fact_titles", "review").search(text[: match.start()]):
            return _whole(match[1], vocabulary)
    return None


def _alone(text: str, vocabulary: Vocabulary) -> str | None:
    """A line of a title page that is a known name and no more, in Wales behind the Welsh: "Oedolyn D / Adult D"."""
    english = text.rpartition(" / ")[2]
    return _whole(english, vocabulary) if len(english.split()) <= _MAX_ALONE_WORDS else None


def _whole(text: str, vocabulary: Vocabulary) -> str | None:
    name = read_pseudonym(text, Evidence.BARE, vocabulary)
    return name if name and text.strip(" '\"‘’“”.()") == name else None
