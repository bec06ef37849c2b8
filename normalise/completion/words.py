"""The words of completion, ready to match: what a phrase says once the words around it are heard."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from normalise.date_shapes import MONTH
from normalise.phrases import alternatives, as_listed, look_up, plain_phrase, word_set
from normalise.plan import CompletionState
from normalise.vocabulary import Phrases, Vocabulary

_NOT_BEFORE = re.compile(
    r"\b(?:before|until|unless)\s(?:(?!but\b|now\b|and\b|then\b)[\w']{1,20}\s){1,4}$", re.IGNORECASE
)
"""What must happen first says nothing of now: "evidence is needed before the action can be closed"."""
_BESIDE_A_THING = re.compile(
    r"\s(?!(?:and|but|which|as|by|in|on|with|this|the|all|it|work|at|for|that|who|to)\b)[a-z]{1,20}(?:\s[a-z]{1,20})?"
    r"\s(?:are|is|should|must)\b"
)
"""Which things they are, not how far the action is: "completed forms are sent to the hub"."""
_PERCENT = re.compile(r"(?<!target of )(?<!\d)(\d{1,3})\s?%\s*$", re.IGNORECASE)
_NO_SUCH_THING = re.compile(r"\bno\s(?:[a-z]{1,20}\s){1,2}$", re.IGNORECASE)
"""What is not to come says nothing of what was done: "no change planned"."""
_RELATIVE = re.compile(
    r"\b(?:that|which|who|whose\s\w{1,20}|where\s\w{1,20})\s(?:is|are|was|were|have been|has been)\s$", re.I
)
_COMPLETE_BY = "complete by"
_FRACTION = re.compile(
    r"(?<![\d/.])(\d{1,2})\s?/\s?([1-9]|1[0-4])(?:\s(?:actions?|sessions?|agencies|teams))?\s*$", re.IGNORECASE
)
"""Some of a few things ("3/5 complete"); a larger second number is a year ("12/18 complete")."""
_DONE_LATE = re.compile(
    r"\b(?!(?:then|when|often|current|recent)\b)[a-z]{2,20}(?:ed|nt|en|ne|de|ld|wn)\s$|\b(?:of|too|as)\s$",
    re.IGNORECASE,
)
"""When something was done, not how far the action is: "forms were sent late"."""
WINDOW = 60
"""Characters looked at on either side of a phrase."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase of completion in a sentence.

    Attributes:
        state: What it says with its hedges heard.
        start: Where it starts in the sentence.
        end: Where it ends.
        weak: Whether the phrase decides only in a short cell or as its first words.
        shouted: Whether it is in capitals.
    """

    state: CompletionState
    start: int
    end: int
    weak: bool
    shouted: bool


@dataclass(frozen=True, eq=False)
class CompletionWords:
    """The vocabulary of completion, compiled.

    Attributes:
        phrase: Matches any phrase, the longest first.
        strong: Phrase to state.
        weak: Phrase to state, for short cells.
        hedge: For each kind of hedge, what matches it at the end of the words before a phrase.
        clause: Matches a clause of condition that has not ended before a phrase ("when cases are").
        after: Matches what limits a phrase from behind ("except for").
        before_whole: Words that may precede a statement about the whole.
        after_whole: Words that may follow one.
        lives: Matches, behind "ongoing", what goes on in people's lives.
        times: Words that tell when, so that what follows is one report after another and no part.
        partly: Single words that limit a phrase behind them ("partially").
        determiners: Words that may follow a participle that opens a cell.
        marks: Cells that mean complete ("✓").
        end_in_sight: Matches what makes an opening "ongoing" a thing in progress.
        given_up: Matches what makes an opening "not completed" a thing that never will be.
        put_off: Matches an opening that tells of a hold-up ("delayed").
        refused: Matches what somebody else would not do ("did not agree to fund").
        talks: Matches talks that go on ("discussions with the hubs are continuing").
        called_off: Matches what did not take place ("cancelled").
        arranged_again: Matches what is to take place later ("rearranged").
        no_further: Matches a closing sentence that ends the matter ("NFA").
        by_then: Matches, behind "complete by", when and not by whom.
        judged: Matches an opinion of what is, not a plan ("we consider this action to be").
        another: Matches what comes round again and is no part of the action.
        denied: Matches what makes a clause tell of nothing done.
        of_a_case: Matches what is complete or closed each time, before the word ("cases are").
        per_case: Matches, behind a word of completion, that it is so each time ("for every case", "routinely").
    """

    phrase: re.Pattern[str]
    strong: dict[str, CompletionState]
    weak: dict[str, CompletionState]
    hedge: dict[str, re.Pattern[str]]
    clause: re.Pattern[str]
    after: re.Pattern[str]
    before_whole: frozenset[str]
    after_whole: frozenset[str]
    lives: re.Pattern[str]
    times: frozenset[str]
    partly: frozenset[str]
    determiners: frozenset[str]
    marks: frozenset[str]
    end_in_sight: re.Pattern[str]
    given_up: re.Pattern[str]
    put_off: re.Pattern[str]
    refused: re.Pattern[str]
    talks: re.Pattern[str]
    called_off: re.Pattern[str]
    arranged_again: re.Pattern[str]
    no_further: re.Pattern[str]
    by_then: re.Pattern[str]
    judged: re.Pattern[str]
    another: re.Pattern[str]
    denied: re.Pattern[str]
    of_a_case: re.Pattern[str]
    per_case: re.Pattern[str]


def _share(shares: Iterable[str], parts: Iterable[str], degrees: str) -> re.Pattern[str]:
    """What matches a subject that is only a part: "All agencies bar one have", "The first draft is now"."""
    be = rf"(?:\s+(?:is|are|was|were|has|have|had|also|since|{degrees})){{0,4}}\s*$"
    number = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)"
    return re.compile(
        rf"(?<!\w)(?:(?:{alternatives(shares)}|{number}\s(?:out\s)?of\s(?:the\s)?{number})"
        rf"(?:\s+(?!is\b|are\b|recent)[\w-]{{1,20}}){{0,4}}?"
        rf"|(?:{alternatives(parts)}|(?:initial|preliminary)\s\w{{1,20}})(?:\sof\sthe\s\w{{1,20}})?){be}",
        re.IGNORECASE,
    )


def _hedges(hedges: Phrases, degrees: str) -> dict[str, re.Pattern[str]]:
    """For each kind of hedge, what matches it at the end of the words before a phrase."""
    kinds = ("negation", "future", "partial", "condition")
    by_phrases = {
        kind: re.compile(rf"(?<!\w)(?:{alternatives(hedges[kind])})(?:\s+(?:{degrees})){{0,2}}\s*$", re.IGNORECASE)
        for kind in kinds
    }
    return by_phrases | {"share": _share(hedges["share"], hedges["part"], degrees)}


def _talks(talks: Iterable[str]) -> re.Pattern[str]:
    """What matches talks that go on: "discussions with the hubs are continuing"."""
    return re.compile(
        rf"(?:{alternatives(talks)})(?:\s[\w'-]{{1,20}}){{0,6}}?"
        r"\s(?:(?:is|are)\s(?:still\s)?(?:continuing|on-?going)\b|continues?\b)",
        re.IGNORECASE,
    )


def _by_then(times: Iterable[str]) -> re.Pattern[str]:
    """What matches, behind "complete by", when and not by whom."""
    return re.compile(rf"\s*(?:$|\||\d|{MONTH}|(?:the\s)?(?:q\d|{as_listed(times)})\b)", re.IGNORECASE)


def _judged(verbs: Iterable[str]) -> re.Pattern[str]:
    """What matches an opinion of what is: "we consider this action to be"."""
    return re.compile(
        rf"\b(?:{as_listed(verbs)})\w{{0,4}}\s(?:[\w']{{1,20}}\s){{0,3}}to be\s(?:fully\s|now\s)?$", re.IGNORECASE
    )


def _of_a_case(cases: Iterable[str], things: Iterable[str]) -> re.Pattern[str]:
    """What matches, before a word of completion, what is completed or closed each time: "cases are"."""
    return re.compile(
        rf"\b(?:{as_listed(cases)})\s(?:is|are|was|were|being|been|has been|had been|have been)"
        r"\s(?:only\s|then\s|later\s|not\s)?$"
        rf"|\b(?:{as_listed(things)})\s(?:is\s|was\s|has\s)?$",
        re.IGNORECASE,
    )


def _per_case(each_time: Iterable[str]) -> re.Pattern[str]:
    """What matches, behind a word of completion, that it is so each time: "for every case", "routinely"."""
    of_each = r"(?<!\bby)\s(?:each|every)\s(?!of\b)\w"
    return re.compile(rf"[^.]{{0,60}}?(?:{of_each}|\b(?:{as_listed(each_time)})\b)", re.IGNORECASE)


@lru_cache(maxsize=8)
def completion_words(vocabulary: Vocabulary) -> CompletionWords:
    """The completion words of a vocabulary, compiled once for each vocabulary."""
    strong, weak = _states(vocabulary, "completion"), _states(vocabulary, "completion_weak")
    hedges, company = vocabulary["completion_hedges"], vocabulary["completion_company"]
    given_up, degrees = vocabulary["completion_given_up"], as_listed(hedges["degree"])
    not_under_watch = rf"(?!subject to (?:{as_listed(hedges['watch'])})\b)"
    return CompletionWords(
        phrase=re.compile(rf"(?<![\w-])(?:{alternatives([*strong, *weak])})(?![\w%]|-\w)", re.IGNORECASE),
        strong=strong,
        weak=weak,
        hedge=_hedges(hedges, degrees),
        clause=re.compile(
            rf"(?:{alternatives(hedges['clause'])})\s+(?:(?!this\b|action\b)[\w']{{1,20}}\s+){{0,3}}$", re.IGNORECASE
        ),
        after=re.compile(rf"[\s,(–-]*{not_under_watch}(?:{alternatives(hedges['after'])})(?!\w)", re.IGNORECASE),
        before_whole=word_set(vocabulary, "completion_company", "subject", "verb"),
        after_whole=word_set(vocabulary, "completion_company", "after"),
        lives=re.compile(rf"\s(?:{alternatives(company['lives'])})", re.IGNORECASE),
        times=word_set(vocabulary, "completion_company", "time"),
        partly=frozenset(phrase for phrase in hedges["partial"] if " " not in phrase),
        determiners=word_set(vocabulary, "completion_company", "determiner"),
        marks=frozenset(mark.casefold() for mark in vocabulary["completion_marks"]["complete"]),
        end_in_sight=re.compile(alternatives(vocabulary["completion_end_in_sight"]["phrases"]), re.IGNORECASE),
        given_up=re.compile(rf"(?<!\w)(?:{alternatives(given_up['phrases'])})(?!\w)", re.I),
        put_off=re.compile(rf"(?:{alternatives(vocabulary['completion_put_off']['phrases'])})(?!\w)", re.IGNORECASE),
        refused=re.compile(rf"(?:{alternatives(given_up['refused'])})", re.IGNORECASE),
        talks=_talks(company["talks"]),
        called_off=re.compile(rf"\b(?:{as_listed(given_up['called_off'])})\b", re.IGNORECASE),
        arranged_again=re.compile(rf"\b(?:{as_listed(given_up['arranged_again'])})", re.IGNORECASE),
        no_further=re.compile(rf"(?:{as_listed(given_up['no_further'])})\b", re.IGNORECASE),
        by_then=_by_then(company["by_then"]),
        judged=_judged(hedges["judged"]),
        another=re.compile(rf"\b(?:{as_listed(company['another'])})\b", re.IGNORECASE),
        denied=re.compile(rf"\b(?:{as_listed(hedges['denied'])})\b", re.IGNORECASE),
        of_a_case=_of_a_case(company["case"], company["opens_and_closes"]),
        per_case=_per_case(company["each_time"]),
    )


def find_mentions(sentence: str, words: CompletionWords) -> list[Mention]:
    """The phrases of completion in a sentence, each with what it says; "once complete" says nothing."""
    found = (_mention(sentence, match, words) for match in words.phrase.finditer(sentence))
    return [mention for mention in found if mention is not None]


def _mention(sentence: str, match: re.Match[str], words: CompletionWords) -> Mention | None:
    phrase, end = plain_phrase(match.group()), match.end()
    if phrase == _COMPLETE_BY and not words.by_then.match(sentence, end):
        phrase, end = "complete", match.start() + len("complete")  # "complete by Adult Social Care"
    told = look_up(phrase, words.strong)
    weak, state = told is None, told or look_up(phrase, words.weak)
    if state is None:
        return None
    before = sentence[max(0, match.start() - WINDOW) : match.start()]
    if _says_nothing(sentence, before, end, state, words) or (phrase == "late" and _DONE_LATE.search(before)):
        return None
    is_end = "complet" in phrase
    heard = _heard(state, before, sentence[end : end + WINDOW], words, is_end=is_end)
    if heard is None:
        return None
    shouted = match.group().isupper() and len(match.group()) > 3 and not sentence.isupper()
    return Mention(heard, match.start(), end, weak, shouted)


def _says_nothing(sentence: str, before: str, end: int, state: CompletionState, words: CompletionWords) -> bool:
    """Whether a phrase speaks of a condition, of things ("overdue reports are …") or of people's lives."""
    if words.hedge["condition"].search(before) or words.clause.search(before) or _NOT_BEFORE.search(before):
        return True
    if state in (CompletionState.COMPLETE, CompletionState.OVERDUE) and _BESIDE_A_THING.match(sentence, end):
        return True
    if state is CompletionState.NOT_STARTED and _NO_SUCH_THING.search(before):
        return True
    if state is CompletionState.NOT_PROGRESSED and _RELATIVE.search(before):
        return True
    return state is CompletionState.ONGOING and words.lives.match(sentence, end) is not None


def _heard(
    state: CompletionState, before: str, after: str, words: CompletionWords, *, is_end: bool
) -> CompletionState | None:
    """The state once hedges are heard, or None where they leave nothing said.

    Args:
        state: What the phrase says by itself.
        before: The words before it.
        after: The words behind it.
        words: The words of completion.
        is_end: The phrase speaks of the end ("complete by"), so that "should be" before it does not put off a start.
    """
    kinds = ("negation", "future", "partial", "share") if state is CompletionState.COMPLETE else ("negation", "future")
    said = [kind for kind in kinds if words.hedge[kind].search(before)]
    if words.judged.search(before):
        said = [kind for kind in said if kind != "future"]
    if state is CompletionState.COMPLETE and (share := _FRACTION.search(before)) and int(share[1]) < int(share[2]):
        return CompletionState.IN_PROGRESS if int(share[1]) else CompletionState.NOT_STARTED
    percent = _PERCENT.search(before)
    if state is CompletionState.COMPLETE:
        short_of_it = (
            bool(said) or bool(words.after.match(after)) or (percent is not None and int(percent.group(1)) < 100)
        )
        if percent is not None and int(percent.group(1)) == 0:
            return CompletionState.NOT_STARTED
        return CompletionState.IN_PROGRESS if short_of_it else state
    if state is CompletionState.IN_PROGRESS and ("negation" in said or ("future" in said and not is_end)):
        return CompletionState.NOT_STARTED
    return None if "negation" in said else state


def _states(vocabulary: Vocabulary, section: str) -> dict[str, CompletionState]:
    return {
        plain_phrase(phrase): CompletionState(key) for key, phrases in vocabulary[section].items() for phrase in phrases
    }
