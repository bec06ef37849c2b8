"""What a clause inside a longer sentence says of the action, or of the work on it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalise.completion.whole import Statement, is_sole, is_whole
from normalise.completion.words import CompletionWords, find_mentions
from normalise.plan import CompletionState

_ACTION_SUBJECT = re.compile(
    r"\b(?:(?:this|the) )?(?:action|recommendation|work|task) (?=(?:is|was|has|remains|can|will|should)\b)",
    re.IGNORECASE,
)
_WORK_ON = re.compile(
    r"\bwork (?:on|to|towards|around|for) (?:[\w'-]{1,20} ){1,8}?(?=(?:is|has|remains)\b)", re.IGNORECASE
)
_CLOSING = re.compile(
    r"\b(?:and|so|but) (?:(?P<subject>it|this|the action|this action) )?(?=(?:is|has|was)\b)", re.IGNORECASE
)
_OPENS_WITH_ACTION = re.compile(r"(?:it|this|(?:(?:this|the) )?(?:action|recommendation|work|task))\b", re.IGNORECASE)
_PRESENT = re.compile(
    r"\b(?:is|are|remains|remain)(?: (?:now|still|also|currently|already|all|well))?\s$", re.IGNORECASE
)
_REFUSED = re.compile(
    r"\b(?:did|does|do|has|have|could|can|will)(?: not|n't) (?:accept|agree|support|adopt)(?:ed|d)?"
    r"(?: (?:to|with|that))? (?:this|the) (?:recommendation|action)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:before|until|unless|once|when|if|whether|after(?! which))\s(?:[\w']{1,20}\s){0,2}$", re.IGNORECASE
)
_MOST = 3
"""Clauses of a sentence that are looked at, from its end."""


def clause_about_action(sentence: str, words: CompletionWords) -> Statement | None:
    """What the last clause about the action says of it: "… and work is progressing", "… and it is now closed"."""
    for start in _starts_of_clauses(sentence):
        clause = sentence[start:]
        mentions = find_mentions(clause, words)
        if mentions and not mentions[0].weak and is_whole(clause, mentions[0], words, opens=False):
            return Statement(mentions[0].state, True, False)
    if _REFUSED.search(sentence):
        return Statement(CompletionState.NOT_PROGRESSED, True, False)
    return _closing(sentence, words)


def _starts_of_clauses(sentence: str) -> list[int]:
    """Where clauses about the action start, the last first; behind "work on the pathway" at the verb."""
    found_subjects = (found.start() for found in _ACTION_SUBJECT.finditer(sentence))
    subjects = [start for start in found_subjects if not _CONDITION.search(sentence[:start][-40:])]
    return [*subjects[-_MOST:][::-1], *([found.end()] if (found := _WORK_ON.search(sentence)) else [])]


def _closing(sentence: str, words: CompletionWords) -> Statement | None:
    """What the last clause says, where its subject is the action, named or that of the whole sentence."""
    closing = list(_CLOSING.finditer(sentence))[-1:]
    if not closing or not (closing[0]["subject"] or _OPENS_WITH_ACTION.match(sentence)):
        return None
    clause = sentence[closing[0].end() :]
    mentions = find_mentions(clause, words)
    sole = bool(mentions) and is_sole(clause, mentions[-1], words)
    return Statement(mentions[-1].state, True, False) if sole else None


def under_way(sentences: Sequence[str], words: CompletionWords) -> CompletionState | None:
    """In progress, where a narrative says of anything that it is under way now ("Delivery is under way"); else None."""
    for sentence in sentences:
        for mention in find_mentions(sentence, words):
            present = _PRESENT.search(sentence[: mention.start][-40:])
            if mention.state is CompletionState.IN_PROGRESS and not mention.weak and present:
                return CompletionState.IN_PROGRESS
    return None
