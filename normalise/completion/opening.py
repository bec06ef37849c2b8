"""What the first sentence of a cell states at its start, and which of the states that follow it turn it round."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalise.completion.whole import DATE_MARK, WORD, Statement, is_whole
from normalise.completion.words import CompletionWords, Mention, find_mentions
from normalise.plan import CompletionState

_LEADER = re.compile(r"[^:\n]{1,40}:\s+(?=\S)")
_FORMER = re.compile(r"\b(?:was|had|previously|initially|formerly|originally)\b", re.IGNORECASE)
_TURNED = re.compile(r"\b(?:but|now|though|although)\b(?: [\w']{1,12}){0,3}\s$|(?:\s-|[–—,:(])\s?$", re.IGNORECASE)
_USUAL = re.compile(r"(?:part of )?(?:business[ -]as[ -]usual|bau)\b", re.IGNORECASE)
_STILL_OPEN = re.compile(r"(?:still )?open\s?(?:[–—:(,]|-\s)\s?", re.IGNORECASE)
WAITS = re.compile(r"(?:not yet|await)", re.IGNORECASE)
NOT_YET = frozenset({CompletionState.NOT_STARTED, CompletionState.OVERDUE})
"""States of an action on which nothing, or nothing in time, was done."""


def opening_statement(sentence: str, words: CompletionWords) -> Statement | None:
    """What the first sentence states at its start, behind any date, number or short heading of its own."""
    for start in _starts(sentence):
        body = sentence[start:]
        mentions = find_mentions(body, words)
        if mentions and is_whole(body, mentions[0], words, opens=True):
            return Statement(_with_end_in_sight(body, mentions[0], mentions[1:], words), False, mentions[0].weak)
    shouted = [m for m in find_mentions(sentence, words) if m.shouted]
    return Statement(shouted[-1].state, True, shouted[-1].weak) if shouted else None


def _with_end_in_sight(
    body: str, mention: Mention, later: Sequence[Mention], words: CompletionWords
) -> CompletionState:
    """The opening state, unless a date parts it from a later one, or an "ongoing" tells when it will end."""
    if words.put_off.match(body, mention.start):
        return next((m.state for m in reversed(later) if not m.weak), mention.state)
    still_open = _STILL_OPEN.match(body, mention.start)
    if still_open and later and later[0].start == still_open.end():
        return later[0].state if later[0].state in NOT_YET else mention.state
    if mention.state is CompletionState.ONGOING and words.end_in_sight.search(body, mention.end):
        return CompletionState.IN_PROGRESS
    if mention.state is CompletionState.ONGOING and _USUAL.match(body, mention.start):
        ended = [m for m in later if m.state is CompletionState.COMPLETE and not m.weak and is_last(body, m)]
        return CompletionState.COMPLETE if ended else mention.state
    if mention.state is CompletionState.COMPLETE:
        is_closed = body[mention.start : mention.end].casefold().startswith("closed")
        given_up = any(m.state is CompletionState.NOT_PROGRESSED and not m.weak for m in later)
        return CompletionState.NOT_PROGRESSED if is_closed and given_up else mention.state
    if WAITS.match(body, mention.start) and any(m.state is CompletionState.NOT_STARTED and not m.weak for m in later):
        return CompletionState.NOT_STARTED
    turned = [m for m in later if not m.weak and _TURNED.search(body[: m.start][-40:])]
    if turned and _FORMER.search(body, 0, mention.start):
        return turned[-1].state
    if mention.state is CompletionState.OVERDUE:
        return turned[-1].state if turned and _outweighs(turned[-1], mention) else mention.state
    parted = [m for m in later if not m.weak and (m.shouted or body[: m.start].rstrip(" -–—:").endswith(DATE_MARK))]
    return parted[-1].state if parted else mention.state


def _outweighs(later: Mention, opening: Mention) -> bool:
    """Whether what a late start has turned into counts: its end always, progress where little was late."""
    ends = later.state is CompletionState.COMPLETE
    return ends or (opening.weak and later.state is CompletionState.IN_PROGRESS)


def is_last(body: str, mention: Mention) -> bool:
    """Whether no word follows the phrase."""
    return not WORD.search(body, mention.end)


def _starts(sentence: str) -> list[int]:
    """Where an opening statement may start: at once, behind a leading date or number, behind a short heading."""
    marks = re.match(r"(?:[^\w]|\d+(?![\d\s]*(?:%|/\s?\d)))*", sentence)
    leader = _LEADER.match(sentence)
    dash = re.match(r"[^\n–—]{1,40}?\s[-–—]\s", sentence)
    places = [marks.end() if marks else 0, leader.end() if leader else 0, dash.end() if dash else 0]
    return list(dict.fromkeys(places))
