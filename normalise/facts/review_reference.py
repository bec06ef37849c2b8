"""The reference of the review: a code that holds the review's short name and a number ("DHR 7"), or a labelled one."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from normalise.facts.lines import Line, Origin
from normalise.facts.patterns import label_pattern
from normalise.facts.title import MAX_TITLE_WORDS
from normalise.phrases import alternatives, as_listed, phrases_of
from normalise.vocabulary import Vocabulary

_CODE_PARTS = r"[A-Za-z0-9]{1,12}(?:[-/_.]{1,2}[A-Za-z0-9]{1,12}){0,6}(?![\w/])"
_CODE = re.compile(rf"(?<![\w/]){_CODE_PARTS}")
_SPACED_CODE = re.compile(rf"[A-Z]{{2,8}} (?=\d){_CODE_PARTS}")
"""Behind a label a council's letters may stand apart: "GCSP 03/2021"."""
_CASE = re.compile(r"\b[Cc](?:ase|ASE)(?: (?:[Nn]o\.?|[Nn]umber|[Rr]ef\.?))? ?\d{1,4}(?:/\d{2,4})?\b(?!\w)")
_NUMBER = (
    r"[A-Z]{2,6}(?:/\d{1,4}){1,3}|[A-UW-Z]{1,3}-?\d{1,4}|\d{1,4}[A-Za-z]?(?:[-/.]\d{1,4}[A-Za-z]?){0,4}"
    r"|[IVX]{1,5}|[A-Z]"
)
_FULL_DATE = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})")
_MONTH_NEXT = re.compile(r" ?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_MOST_OF_COUNCIL = 4
_YEAR = re.compile(r"(?:19|20)\d\d")


def find_review_reference(lines: Sequence[Line], title: str | None, vocabulary: Vocabulary) -> str | None:
    """The reference as printed, whitespace made single ("DHR 7"); None where none is printed.

    A year alone ("DHR 2021") is no reference unless it is labelled as one.

    Args:
        lines: As `blocks_to_lines` gives them.
        title: The document's title, which is looked at first.
        vocabulary: All phrases.
    """
    texts = [title] if title else []
    texts += [line.text for line in lines if line.origin is not Origin.NEAR_TABLE and line.words <= MAX_TITLE_WORDS]
    for find in (_numbered, _coded, _labelled, _case):
        for text in texts:
            found = find(text, vocabulary)
            if found:
                return _shortest(found[0], [line.text for line in lines], vocabulary)
    return None


def _shortest(reference: str, texts: Sequence[str], vocabulary: Vocabulary) -> str:
    """The reference as a page header shortens it, "DHR 6" for "Domestic Homicide Review 6", where one does.

    "Domestic Homicide Review No. 6" is a reference by itself and stays.
    """
    name, _, number = reference.rpartition(" ")
    if " " not in name or not phrases_of(vocabulary, "fact_titles", "review").fullmatch(name):
        return reference
    others = (found[0] for text in texts if (found := _numbered(text, vocabulary)))
    same = (other for other in others if re.fullmatch(rf"[^\W\d_]+[ /-]?0*{re.escape(number)}", other))
    return next(same, reference)


def reference_span(text: str, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """Where a line's reference stands, so that its digits are not read as a date ("DHR 04/2018")."""
    for find in (_numbered, _coded, _labelled):
        found = find(text, vocabulary)
        if found:
            return found[1]
    return None


Found = tuple[str, tuple[int, int]]


def _numbered(text: str, vocabulary: Vocabulary) -> Found | None:
    for match in _numbered_pattern(vocabulary).finditer(text):
        number = match["number"]
        if _YEAR.fullmatch(number) and not match["word"]:
            continue
        if number.isalpha() and (match["mark"] or _reads_on(text, match.end())):
            continue
        if _FULL_DATE.fullmatch(number) or _MONTH_NEXT.match(text, match.end()):
            continue
        return _printed(match), match.span()
    return None


def _printed(match: re.Match[str]) -> str:
    """A code alone where a label sets it off ("DHR Ref: 2019/04") or it has letters of its own; else with the name."""
    name, word, mark, number = match["name"], match["word"], match["mark"], match["number"]
    if number[:2].isalpha() and not number.isalpha() and mark in (None, ":"):
        return number
    if match["colon"] or mark == ":":
        return number if match["colon"] and not number.isalnum() else f"{name} {number}"
    if word:
        return f"{name} {word} {number}"
    return f"{name}{mark or match['space']}{number}"


def _coded(text: str, vocabulary: Vocabulary) -> Found | None:
    names = {name.casefold() for name in _short_names(vocabulary)}
    for match in _CODE.finditer(text):
        code = match.group()
        parts = {part.casefold() for part in re.split(r"[-/_.]+|(?<=\D)(?=\d)", code)}
        is_named = parts & names or (code.isupper() and any(_holds_name(part, names) for part in parts))
        if is_named and any(character.isdigit() for character in code):
            return code, match.span()
    return None


def _holds_name(part: str, names: Collection[str]) -> bool:
    """Whether a council's letters stand right before a review's short name: "NMDHR" in "NMDHR5"."""
    return any(part.endswith(name) and len(part) <= len(name) + _MOST_OF_COUNCIL for name in names if len(name) > 2)


def _labelled(text: str, vocabulary: Vocabulary) -> Found | None:
    for match in label_pattern(vocabulary, "fact_labels", "reference").finditer(text):
        code = _SPACED_CODE.match(text, match.end()) or _CODE.match(text, match.end())
        if code and any(character.isdigit() for character in code.group()) and not _MONTH_NEXT.match(text, code.end()):
            return code.group(), code.span()
    bracket = _bracketed_pattern(vocabulary).search(text)
    return (bracket["code"], bracket.span("code")) if bracket and re.search(r"\d", bracket["code"]) else None


@lru_cache(maxsize=16)
def _bracketed_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Finds "(Ref KEL/2019/04)": a label without its colon and a code, alone in brackets."""
    label = phrases_of(vocabulary, "fact_labels", "reference").pattern
    return re.compile(rf"[(\[](?:{label}) (?P<code>{_CODE.pattern})[)\]]", re.IGNORECASE)


def _case(text: str, vocabulary: Vocabulary) -> Found | None:
    """Reads "Action Plan (Case 5)": a numbered case in a line that names a review or a plan."""
    match = _CASE.search(text)
    if match is None or not phrases_of(vocabulary, "fact_titles", "plan", "review").search(text):
        return None
    return match.group(), match.span()


def _reads_on(text: str, end: int) -> bool:
    """Whether a single letter is followed by a word of running text ("DHR I was …")."""
    rest = text[end : end + 3].lstrip()
    return (bool(rest) and rest[0].islower()) or (text[end : end + 1] in {"'", "’", "."} and len(text) > end + 1)


def _short_names(vocabulary: Vocabulary) -> tuple[str, ...]:
    phrases = vocabulary["fact_titles"]["review"]
    return tuple(phrase for phrase in phrases if " " not in phrase and len(phrase) <= 5)


@lru_cache(maxsize=16)
def _numbered_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Finds "DHR 7", "DHR No. 12", "DHR/2019/03", "DHR/SAR 4", "Domestic Homicide Review Case 4"."""
    phrases = vocabulary["fact_titles"]["review"]
    names = alternatives((phrase for phrase in phrases if not phrase.endswith("s")), joined_on=True)
    word = rf"(?:{as_listed(vocabulary['fact_words']['counts_review'])})"
    return re.compile(
        rf"(?<![\w/-])(?P<name>(?i:{names})(?:/(?i:{names}))?)\)?(?P<space> ?)"
        rf"(?:(?:[–—-] )?(?P<word>(?i:{word}(?: ?{word})?)) ?(?P<colon>:?) ?|(?P<mark>[-/#:]) ?)?"
        rf"(?P<number>{_NUMBER})(?![\w/]|-\d)"
    )
