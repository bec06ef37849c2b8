"""Which words head a column: printed headings scored against the vocabulary's phrases for each field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from rapidfuzz import fuzz

from normalise.cell_text import mend_words
from normalise.date_shapes import DAY, MONTH, NUMERIC, YEAR
from normalise.headings.abbreviations import spelt_out
from normalise.headings.likeness import FUZZY_FLOOR, Phrases
from normalise.vocabulary import Vocabulary

GOOD = 0.75
"""From this score on, a cell counts as a printed heading of the vocabulary."""
EXACT = 0.95
"""What a phrase of the vocabulary scores, but for its signs."""
_LONGEST_HEADING = 130
"""Characters; a longer cell is no heading. The Home Office's longest has 63."""
_LONGEST_GUIDANCE, _LONGEST_QUESTION = 260, 160
_WORTH_NOTHING = 0.5
_HALF = 0.9
"""What a score counts where only one half of the heading has it."""
_FOREIGN_HALF = 0.85
"""Likewise for a heading of a table that is no plan; less, so that a half that a plan may have wins."""
_SPELT_OUT = 0.95
"""What a score counts for a heading whose abbreviations were spelt out."""
_DATED = 0.95
"""Likewise for a heading with a date in it ("Update 14 March 2023")."""
_WITH_GUIDANCE = 0.97
"""Likewise for a heading with guidance behind it, once that is left out."""
_ENDING = 0.95
"""What the last word of a heading counts where no phrase says it in full."""
_A_LITTLE = 0.02
"""By what one reading of a heading is put before another."""
_LONG_CUE = 7
"""Letters of a cue that is known in a heading whose words a narrow column cut."""
_BY_WORDS = 0.58
"""What single words are worth at least. They name a column of a known heading row; GOOD, which finds one, is more."""
_MOST_WORDS = 8
_NO_FIELD = "no_field"
"""The section of headings that are known and no field; beside one that is, in a heading of two, they say nothing."""
_SAME = 0.75
"""Share of two rows' headings that must be alike for the rows to be the same."""
_BEGIN = re.compile(r"\b(?:start|starts|begin|begins|commence|commencement|from)\b", re.IGNORECASE)
_END = re.compile(r"\b(?:end|ends|finish|complete|completion|target|due|to|by)\b", re.IGNORECASE)
_DATE = re.compile(rf"\b(?:(?:{DAY}\s+)?{MONTH}\s*{YEAR}|{NUMERIC})", re.IGNORECASE)
_ASKING = re.compile(
    r"(?P<bare>[^()\n]{3,70}?)\s*(?:\([^()]{3,400}\)?|(?:\n|:\s|\s[–-]\s)[^()]{3,400}\?)\s*", re.DOTALL
)
"""A heading that tells in brackets, or asks behind it, what is to be filled in: "Target date (when will it end?)"."""
_HALVES = re.compile(r"\s*[/|\n]\s*")
_NOT_WORDS = re.compile(r"[^a-z0-9#%£]+")


@lru_cache(maxsize=4096)
def plain_heading(text: str) -> str:
    """A heading in lower case, single spaces, no punctuation: `Lead Agency/Officer` → `lead agency officer`.

    Words that a narrow column cut are whole: `Completi on date` → `completion date`.
    """
    whole = mend_words(text.replace("\n", " "), {}) if len(text) <= _LONGEST_HEADING else text
    return _NOT_WORDS.sub(" ", whole.casefold().replace("&", " and ")).strip()


def heading_key(text: str) -> str:
    """The letters of a heading, the same wherever a narrow column or a page cut its words."""
    return plain_heading(text).replace(" ", "")


def heading_words(vocabulary: Vocabulary) -> frozenset[str]:
    """Every phrase that heads a column of a plan, case-folded, with single spaces."""
    phrases = (phrase for listed in vocabulary["headings"].values() for phrase in listed)
    return frozenset(" ".join(phrase.casefold().split()) for phrase in phrases)


def heading_scores(text: str, vocabulary: Vocabulary) -> Mapping[str, float]:
    """Each field that the words could head, with a score from 0 to 1; empty where none could.

    Of a heading in two languages or with an alternative ("Cynnydd / Progress") the better half counts, a little less;
    of an abbreviated one every word that it may be short for.
    """
    scores = _heading_scores(text, vocabulary) if len(text) <= _LONGEST_HEADING else {}
    asking = _ASKING.fullmatch(text) if max(scores.values(), default=0.0) < GOOD else None
    if asking is None:
        return scores
    bare = {field: _WITH_GUIDANCE * score for field, score in _heading_scores(asking["bare"], vocabulary).items()}
    return {field: max(scores.get(field, 0.0), bare.get(field, 0.0)) for field in (*scores, *bare)}


@lru_cache(maxsize=4096)
def _heading_scores(text: str, vocabulary: Vocabulary) -> Mapping[str, float]:
    scores = dict(_scores(plain_heading(text), "headings", vocabulary))
    if "completion_text" in scores and _looks_ahead(plain_heading(text), vocabulary):
        # "Completion deadline", "To be completed by": when it is to be, not when it was.
        scores["target_date_text"] = max(scores.get("target_date_text", 0.0), scores.pop("completion_text"))
    _prefer_completion(scores, plain_heading(text))
    _add_halves(scores, text, "headings", _HALF, vocabulary)
    ending = plain_heading(text).split()[-1:]
    for field, words in _plain_phrases("heading_endings", vocabulary).items():
        if ending and ending[0] in words and max(scores.values(), default=0.0) < _ENDING:
            scores[field] = _ENDING
    undated = _DATE.sub("", text)
    if undated != text:
        for field, score in _scores(plain_heading(undated), "headings", vocabulary).items():
            scores[field] = max(scores.get(field, 0.0), _DATED * score)
    if max(scores.values(), default=0.0) < GOOD or "'" in text:
        for long in spelt_out(mend_words(text, {}), vocabulary):
            for field, score in _scores(plain_heading(long), "headings", vocabulary).items():
                scores[field] = max(scores.get(field, 0.0), _SPELT_OUT * score)
    return MappingProxyType(scores)


def _prefer_completion(scores: dict[str, float], plain: str) -> None:
    """Of a narrative and a date of completion in one column ("Evidence & date closed"), the date names the field."""
    if "completion_text" in scores and "date" in plain.split():
        narrative = max(scores.get("notes", 0.0), scores.get("response_text", 0.0))
        if narrative > scores["completion_text"] - _A_LITTLE:
            scores["completion_text"] = min(1.0, narrative + _A_LITTLE)


def _looks_ahead(plain: str, vocabulary: Vocabulary) -> bool:
    words = set(plain.split())
    cues = _plain_phrases("heading_cues", vocabulary)["target_date_text"]
    if any(cue in words if " " not in cue else cue in plain for cue in cues) or plain.endswith(" by"):
        return True
    squeezed = plain.replace(" ", "")  # a narrow column cut "deadline" in two
    return any(len(cue) >= _LONG_CUE and cue.replace(" ", "") in squeezed for cue in cues)


def foreign_scores(text: str, vocabulary: Vocabulary) -> Mapping[str, float]:
    """Likewise for headings of tables that are no plan (`risk_register`, `chronology` …)."""
    return _foreign_scores(text, vocabulary) if len(text) <= _LONGEST_HEADING else {}


@lru_cache(maxsize=4096)
def _foreign_scores(text: str, vocabulary: Vocabulary) -> Mapping[str, float]:
    scores = dict(_scores(plain_heading(text), "foreign_headings", vocabulary))
    _add_halves(scores, text, "foreign_headings", _FOREIGN_HALF, vocabulary)
    return MappingProxyType(scores)


def _add_halves(scores: dict[str, float], text: str, section: str, worth: float, vocabulary: Vocabulary) -> None:
    """Add what either half of a heading in two parts says, where the whole says too little or both say the same."""
    halves = _HALVES.split(text.strip())
    if len(halves) != 2:
        return
    one, other = (_scores(plain_heading(half), section, vocabulary) for half in halves)
    says_little = max((score for field, score in scores.items() if field != _NO_FIELD), default=0.0) < GOOD
    for field in {*one, *other} - {_NO_FIELD}:
        if says_little or min(one.get(field, 0.0), other.get(field, 0.0)) >= GOOD:
            best = max(one.get(field, 0.0), other.get(field, 0.0))
            scores[field] = max(scores.get(field, 0.0), worth * best)


def best_score(text: str, vocabulary: Vocabulary) -> float:
    """The best score over all fields."""
    return max(heading_scores(text, vocabulary).values(), default=0.0)


def best_field(text: str, vocabulary: Vocabulary, least: float = 0.0) -> str | None:
    """The field that a heading speaks most for; None where none has the least score."""
    scores = heading_scores(text, vocabulary)
    best = max(scores, key=lambda field: scores[field], default=None)
    return best if best is not None and scores[best] >= least else None


def says_start(heading: str) -> bool:
    """Whether a heading says when work begins, and not when it is to end."""
    return _BEGIN.search(heading) is not None and _END.search(heading) is None


def asks_who(heading: str, vocabulary: Vocabulary) -> bool:
    """Whether a heading asks for whoever acts ("By whom", "Responsibility") and not by a word for a body."""
    words = set(plain_heading(heading).split())
    cues = _plain_phrases("heading_cues", vocabulary)
    return not words.isdisjoint(cues["owner"]) and words.isdisjoint(cues["body"])


def is_guidance(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a cell tells its reader how to fill a column in."""
    plain = plain_heading(text)
    if not plain:
        return False
    phrases = _plain_phrases("guidance", vocabulary)["phrases"]
    if any(phrase in plain or fuzz.ratio(phrase, plain) >= FUZZY_FLOOR for phrase in phrases):
        return len(plain) < _LONGEST_GUIDANCE
    if set(plain.split()).issuperset(_plain_phrases("guidance", vocabulary)["all_ratings"]):
        return len(plain) < _LONGEST_GUIDANCE
    # A question to whoever fills the form in; an answer is not printed as one.
    return text.rstrip().endswith("?") and len(plain) < _LONGEST_QUESTION


def same_headings(first: Sequence[str], second: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether two heading rows are the same but for line breaks, case, a typo, a shortened form or another word."""
    pairs = [(a, b) for a, b in zip(first, second, strict=False) if plain_heading(a) or plain_heading(b)]
    if not pairs or abs(len(first) - len(second)) > 1:
        return False
    alike = [_alike(plain_heading(a), plain_heading(b)) for a, b in pairs]
    if sum(alike) >= _SAME * len(pairs):
        return not any(_mean_two_fields(*pair, vocabulary) for same, pair in zip(alike, pairs, strict=True) if not same)
    meant = (same or _mean_one_field(*pair, vocabulary) for same, pair in zip(alike, pairs, strict=True))
    return len(first) == len(second) and all(meant)


def has_further_field(headings: Sequence[str], printed: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether headings have a column more than those above, of a field of its own: "Date completed" of what is done."""
    fields = {best_field(text, vocabulary, GOOD) for text in headings}
    return any(best_field(text, vocabulary, GOOD) not in fields | {None} for text in printed[len(headings) :])


def _alike(first: str, second: str) -> bool:
    if not first or not second:
        return False
    return first.startswith(second) or second.startswith(first) or fuzz.ratio(first, second) >= 80


def _mean_one_field(first: str, second: str, vocabulary: Vocabulary) -> bool:
    ours, theirs = heading_scores(first, vocabulary), heading_scores(second, vocabulary)
    shared = [field for field in ours if min(ours[field], theirs.get(field, 0.0)) >= GOOD]
    return bool(shared)


def _mean_two_fields(first: str, second: str, vocabulary: Vocabulary) -> bool:
    """Whether two headings are phrases of the vocabulary for different fields: "Date completed", "Target date"."""
    ours, theirs = (best_field(text, vocabulary, EXACT) for text in (first, second))
    return ours is not None and theirs is not None and ours != theirs


@lru_cache(maxsize=4096)
def _scores(plain: str, section: str, vocabulary: Vocabulary) -> Mapping[str, float]:
    if not plain:
        return {}
    scored = _phrases(section, vocabulary).scores(plain)
    if section == "headings" and max(scored.values()) < GOOD:
        for field, score in _by_words(plain, vocabulary).items():
            scored[field] = max(scored[field], score)
    return {field: round(score, 3) for field, score in scored.items() if score >= _WORTH_NOTHING}


def _by_words(plain: str, vocabulary: Vocabulary) -> Mapping[str, float]:
    """For a heading that no phrase fits: the fields that its single words speak of, by the share of them that do."""
    words = plain.split()
    if len(words) > _MOST_WORDS:
        return {}
    telling = {field: frozenset(listed) for field, listed in _plain_phrases("heading_words", vocabulary).items()}
    hits = {field: sum(word in listed for word in words) for field, listed in telling.items()}
    most = max(hits.values(), default=0)
    if not most:
        return {}
    all_hits = sum(hits.values())
    return {field: _BY_WORDS + 0.15 * hit / all_hits for field, hit in hits.items() if hit}


@lru_cache(maxsize=16)
def _phrases(section: str, vocabulary: Vocabulary) -> Phrases:
    return Phrases(_plain_phrases(section, vocabulary))


@lru_cache(maxsize=16)
def _plain_phrases(section: str, vocabulary: Vocabulary) -> Mapping[str, tuple[str, ...]]:
    return {
        key: tuple(dict.fromkeys(filter(None, map(plain_heading, words)))) or ("#",)
        for key, words in vocabulary[section].items()
    }
