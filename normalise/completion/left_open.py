"""A narrative that tells of something done and of something still to do or to come, or of talks: work in progress."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalise.completion.words import CompletionWords

_CLAUSE_JOIN = re.compile(
    r",?\s(?:but|although|though|however|while|whilst|and|so|which|with)\s|[,:(–—]\s?|\s-\s", re.IGNORECASE
)
_STILL_TO_DO = re.compile(
    r"\b(?:still|yet|remains?) to (?:be|do|take|go|come|start|begin|happen|sign|report|return|follow)\b"
    r"|\b(?:has|have|is|are) (?:still|yet) to [a-z]|\bstill (?:has|have|needs?|ha[sd]) to [a-z]"
    r"|\b(?:has|have) (?:not yet|not) been [a-z-]{3,20}ed yet\b|\b(?:has|have) not yet been [a-z]"
    r"|^\W{0,3}(?:still |now )?(?:waiting (?:for|on)|awaiting) [a-z]"
    r"|\b(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten) (?:more|others?)\b(?: [a-z]{1,20}){0,2}"
    r" (?:booked|planned|scheduled|arranged|to come|to go|to follow|to do|due|outstanding)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|is to|are to) (?:take place|be (?:held|carried out|undertaken|tested|trialled|piloted)|follow)\b",
    re.IGNORECASE,
)
_BEGINS_LATER = re.compile(
    r"^\W{0,3}(?:(?!(?:asked|told|agreed|reminded|need|needs|continue|continues|able|advised|instructed|encouraged|due|how"
    r"|when|made|helps?|used|aims?|has|have|is|are|was|were|will)\b)[\w'-]{1,20}\s){1,5}"
    r"to (?:begin|start|commence|follow|be (?:held|arranged|scheduled)|take place)\b"
    r"|^\W{0,3}(?:[\w'-]{1,20}\s){1,4}(?:planned|scheduled) for\b",
    re.IGNORECASE,
)
"""A sentence of a thing to come and nothing else: "Supervision sessions to begin in the new year"."""
_PARTICIPLE = (
    r"(?!(?:been|then|when|often|women|children|yet)\b)[a-z-]{1,18}(?:ed|en|wn|un|ilt|ent|et|ut|eld|old|ght|ade|one)\b"
)
_DONE = re.compile(
    r"\b(?:was|were|(?:has|have)(?: (?:now|also|already|all|both|since))? been)\s(?:[a-z]{2,14}ly\s)?"
    r"(?!(?:planned|scheduled|expected|intended|delayed|postponed|deferred|cancelled|told|noted that|agreed that)\b)"
    + _PARTICIPLE
    + r"|^\W{0,3}(?!no\b)(?:[\w'-]{1,20}\s){1,4}(?:"
    + _PARTICIPLE
    + r"|in place|in use|live)(?!\s(?:for|to be|until|because|due)\b)",
    re.IGNORECASE,
)
_MOST_SENTENCES = 40


def is_left_open(sentences: Sequence[str], words: CompletionWords) -> bool:
    """Whether something is done and something else still to do, or to come, or the last sentences tell of talks.

    Args:
        sentences: The cell's sentences, a mark in place of each date.
        words: The words of completion.
    """
    if any(words.talks.search(sentence) for sentence in sentences[-2:]):
        return True
    clauses = [clause for sentence in sentences[:_MOST_SENTENCES] for clause in _CLAUSE_JOIN.split(sentence)]
    coming = [s for s in (*sentences[-2:], *clauses[-1:]) if _TO_COME.search(s) or _BEGINS_LATER.search(s)]
    to_come = [s for s in coming if not words.another.search(s)]
    waiting = to_come or [clause for clause in clauses if _STILL_TO_DO.search(clause)]
    done = [clause for clause in clauses if _DONE.search(clause) and not words.denied.search(clause)]
    return bool(waiting and done)
