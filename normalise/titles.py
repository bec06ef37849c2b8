"""Short headings beside recommendations: a theme, or the body that several of them address."""

from __future__ import annotations

import re
from functools import lru_cache

from normalise.cell_text import ends_open, starts_inside
from normalise.english import is_word
from normalise.labels import is_label, leading_number, without_count
from normalise.phrases import as_listed, phrases_of, word_set
from normalise.scope import parse_scope
from normalise.vocabulary import Vocabulary

ITEM_MARKS = "-–•·* 0123456789.)("
"""What may stand before the words of a list's item."""
_TITLE_WORDS = 14
"""A title beside a recommendation's number has at most this many words."""
_THEME_WORDS = 6
"""Words of a theme at most that its sentence follows in the same line."""
_SHORT_NAME = 3
"""Words of a name such as "Record keeping", whose first word could be a verb."""
_TO_DO_IT = re.compile(r"(?:for .{3,60} )?to\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FOR_THE = re.compile(r"\s*(?:the\s+)?(?P<body>.{2,120}?)\s*:?$", re.IGNORECASE)
_BEHIND_MARK = re.compile(r"\s*[:–—-]\s*(?P<body>\S.{1,120}?)\s*")
_OF_BODY = re.compile(
    r"(?P<body>.{2,80}?)\s+(?:imr\s+)?(?:single[- ]agency\s+)?recommendations?\s*:?$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?P<body>(?:[A-Z][\w'’&-]*\s|(?:and|of|for|the|&)\s){1,7}?)(?:should|must|will|needs? to|to)\b")
"""Who is to do it, up to the word that says so: "Police should", "Safety Partnership to"."""
_OF_WHOM = re.compile(r"\bwho (?:are|is|have|has|were|was)\b", re.IGNORECASE)
"""What makes no sentence of a title: "Children who are bereaved"."""
_REMARK = re.compile(r"\s*\([^()]{1,40}\)$")
"""Where they come from, in brackets behind a heading: "Single agency recommendations (from IMRs)"."""
_KINDS_OF = re.compile(r"\s*\b(?:recommendations?|actions?)\s*:?$", re.IGNORECASE)
"""What a heading over recommendations of one kind ends with: "Single agency recommendations"."""
_THEME_NUMBER = re.compile(r"\s*(?:\d{1,2}|[A-Z]|[IVX]{1,4})\s*[:.–—-]\s*(?=\S)")
_THEME_AND_SENTENCE = re.compile(r"(?P<theme>[A-Z][^:.;\n–]{2,60}?)\s?(?::|\s[–-])\s+(?P<sentence>[“\"'‘]?[A-Z])")
_WORDS = re.compile(r"[^\W\d_]{2}[^\d\n]{2,99}")
_COUNTED = re.compile(r"[^\W\d_]{3,20} (?:\d{1,2}|[A-Z]|[IVX]{1,4})\s?[:.–—-]\s?(?=[^\W\d_]{3})")
"""What counts headings rather than rows: "Theme 3: Housing", "Priority B – Training"."""
_PART_OR_SECTION = re.compile(r"\b(?:part|section) \w{1,3}\b", re.IGNORECASE)


def is_title(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text is a theme or a body's name rather than the words of a recommendation."""
    words = text.split()
    if not words or len(words) > _TITLE_WORDS or text.rstrip().endswith((".", ";", ",")):
        return False
    stated = _OF_WHOM.sub(" ", text)
    if phrases_of(vocabulary, "titles", "sentence").search(stated) or _needs(text, vocabulary) or _TO_DO_IT.match(text):
        return False
    return not opens_with_verb(text, vocabulary) and leading_number(text) is None


def heads_numbers(text: str) -> bool:
    """Whether words where numbers stand, with nothing beside them, say what the numbered rows below are about."""
    is_worded = _WORDS.fullmatch(text) is not None and not starts_inside(text)
    return is_label(text) or is_worded or _COUNTED.match(text) is not None


def _needs(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a word such as "needs" is a verb; at the end and before "of" it is a noun: "Care and support needs"."""
    found = phrases_of(vocabulary, "titles", "sentence_or_noun").finditer(text)
    behind = (_WORD.findall(text[match.end() :].casefold())[:1] for match in found)
    return any(words and words[0] not in word_set(vocabulary, "titles", "noun_behind") for words in behind)


def opens_with_verb(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text says what to do ("Review the policy"), which "Review of policies" and "Record keeping" do not."""
    verb = phrases_of(vocabulary, "titles", "imperative").match(text)
    if verb is None:
        return False
    behind = _WORD.findall(text[verb.end() :].casefold())
    if behind and behind[0].endswith("ing") and len(behind) < _SHORT_NAME:
        return False
    noun = bool(behind) and behind[0] in word_set(vocabulary, "titles", "noun_behind")
    return not noun or (len(behind) > 1 and behind[1] in word_set(vocabulary, "titles", "imperative"))


def theme_and_sentence(text: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """A theme and the recommendation that follows it behind a colon or dash: "Housing: The council should …".

    None where either is missing: what is itself short enough for a title is no sentence, and "IMR recommendation:" says
    whose it is.
    """
    found = _THEME_AND_SENTENCE.match(text)
    if found is None or len(found["theme"].split()) > _THEME_WORDS or _KINDS_OF.search(found["theme"]):
        return None
    sentence = text[found.start("sentence") :]
    if not is_title(found["theme"], vocabulary) or is_title(sentence, vocabulary):
        return None
    return found["theme"], sentence


def without_theme_label(text: str, vocabulary: Vocabulary) -> str:
    """A theme without what counts it, as a recommendation is without its label: "Theme 2 – Housing" → "Housing"."""
    label = phrases_of(vocabulary, "titles", "theme_label").match(text)
    number = _THEME_NUMBER.match(text, label.end()) if label else None
    return text[number.end() :] if number else text


def item_opens_with_verb(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text says what to do behind its bullet or number: "2. Review the policy"."""
    return opens_with_verb(text.lstrip(ITEM_MARKS), vocabulary)


def names_part_of_document(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a heading parts the document ("Appendix B", "Action plan") and addresses nobody."""
    found = phrases_of(vocabulary, "sections", "part_of_document").search(text)
    return found is not None or _PART_OR_SECTION.search(text) is not None


def section_title(line: str, vocabulary: Vocabulary) -> str | None:
    """The body that "Recommendations for Children's Services" addresses; None where the line is no such heading."""
    text = without_count(line.strip())
    if len(text.split()) > _TITLE_WORDS or names_part_of_document(text, vocabulary):
        return None
    text = re.sub(r"^(?:single|multi)[- ]agency\s+(?=recommendation)", "", text, flags=re.IGNORECASE)
    opening = phrases_of(vocabulary, "sections", "recommendations_for").match(text)
    match = _FOR_THE.fullmatch(text, opening.end()) if opening else _OF_BODY.fullmatch(text)
    body = match["body"].strip(" :–-") if match else ""
    tail = re.split(r"\s*(?::|\s[–/-]\s)\s*", body)[-1]
    if not body or names_review(body, vocabulary) or _is_nobody(tail, vocabulary):
        return None
    return body


def names_review(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a heading is about a review: "DHR 'Anna' action plan"."""
    return _review(vocabulary).search(text) is not None


@lru_cache(maxsize=8)
def _review(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{as_listed(vocabulary['titles']['review'])})\b", re.IGNORECASE)


def leader(line: str, vocabulary: Vocabulary) -> str | None:
    """The body that has all actions below: "Lead agency: Westmoor Police", "Actions for Westmoor Police"; else None."""
    text = line.strip()
    plain = phrases_of(vocabulary, "sections", "actions_for").match(text)
    marked = phrases_of(vocabulary, "sections", "led_by").match(text)
    named = _FOR_THE.fullmatch(text, plain.end()) if plain else None
    named = _BEHIND_MARK.fullmatch(text, marked.end()) if marked and named is None else named
    body = named["body"] if named is not None else ""
    return body if body and not names_review(body, vocabulary) and not _is_nobody(body, vocabulary) else None


def names_kind(line: str, vocabulary: Vocabulary) -> bool:
    """Whether a heading says which kind of recommendation follows ("Multi agency recommendations"), and nobody."""
    text = _REMARK.sub("", without_count(line.strip().strip(":.–- ")))
    opening = phrases_of(vocabulary, "sections", "recommendations_for").match(text)
    if opening is not None:
        return _is_nobody(text[opening.end() :], vocabulary)
    ending = _KINDS_OF.search(text)
    kind = text[: ending.start()].rpartition(" / ")[2] if ending else ""  # in Welsh, and then in English
    return ending is not None and (not kind or _is_nobody(kind, vocabulary))


def addressed_beside(words: str | None, vocabulary: Vocabulary) -> str | None:
    """The body or theme in brackets beside a label: "(Police)", but not "(national)" or "(multi-agency)"."""
    if words is None or _is_nobody(words, vocabulary) or parse_scope(words, vocabulary) is not None:
        return None
    return words.strip() if is_title(words, vocabulary) else None


def runs_into_sentence(first: str, rest: str, vocabulary: Vocabulary) -> bool:
    """Whether a first line is no title but the start of the sentence that the next line goes on with.

    It is where the next line opens inside a sentence, and where a body's name is cut: "Westmere", then "Police should",
    of which the first line is no English word, and the second has no name of its own.
    """
    if starts_inside(rest) or ends_open(first):
        return True
    subject = _SUBJECT.match(rest)
    if subject is None or not all(is_word(word.casefold()) for word in _WORD.findall(subject["body"])):
        return False
    words = _WORD.findall(first)
    named = [word for word in words if word[:1].isupper() and not word.isupper() and not is_word(word.casefold())]
    ends_as_body = bool(words) and words[-1].casefold() in word_set(vocabulary, "sections", "ends_body")
    return bool(named) and words[-1][:1].isupper() and not ends_as_body


def _is_nobody(words: str, vocabulary: Vocabulary) -> bool:
    plain = " ".join(words.casefold().replace("-", " ").split())
    return plain in {nobody.replace("-", " ") for nobody in word_set(vocabulary, "sections", "nobody")}
