"""A cell that tells part by part how far each has come: "Police – complete. Health – in progress"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalise.completion.whole import DATE_MARK, WORD
from normalise.completion.words import CompletionWords, find_mentions
from normalise.plan import CompletionState

SOME_OF_SEVERAL = (
    r"\b(?:in|to|at|by|for|across|from|with)\s(?P<some>\d{1,4})\s(?:out\s)?of\s(?:the\s|all\s|our\s)?"
    r"(?!(?P=some)\b)\d{1,4}\b"
)
"""A pattern: "in 3 of the 5"."""
_COMMA = re.compile(r",\s+")
_WHEN = re.compile(rf"[^\w]{{0,8}}(?:(?:in|on|by)\s)?[{DATE_MARK}\W]{{0,8}}")
_MOST_WORDS_OF_A_NAME = 4
_MOST_PARTS = 40
_MIXED = frozenset({CompletionState.COMPLETE, CompletionState.IN_PROGRESS, CompletionState.NOT_STARTED})


def state_of_parts(sentences: Sequence[str], words: CompletionWords) -> CompletionState | None:
    """The state of the whole where every piece of a cell is the name of a part and its state; else None.

    What is done in one part and not in another is in progress. Pieces that tell one after another in time how the
    whole stood ("June: in progress. July: complete") are no parts.

    Args:
        sentences: The cell's sentences, a mark in place of each date.
        words: The words of completion.
    """
    pieces = [piece for sentence in sentences for piece in _COMMA.split(sentence)]
    return _state_of_all(pieces, words) or _state_of_all([_COMMA.split(sentence)[0] for sentence in sentences], words)


def _state_of_all(pieces: Sequence[str], words: CompletionWords) -> CompletionState | None:
    if not 2 <= len(pieces) <= _MOST_PARTS:
        return None
    states = [_state_of_part(piece, words) for piece in pieces]
    if not all(states) or not set(states) <= _MIXED:
        return None
    return states[0] if len(set(states)) == 1 else CompletionState.IN_PROGRESS


def _state_of_part(piece: str, words: CompletionWords) -> CompletionState | None:
    mentions = find_mentions(piece, words)
    if len(mentions) != 1 or not _WHEN.fullmatch(piece, mentions[0].end):
        return None
    mention, head = mentions[0], piece[: mentions[0].start]
    if DATE_MARK in head or (mention.weak and mention.state is CompletionState.COMPLETE):
        return None
    return mention.state if _is_name(head, words) else None


def _is_name(head: str, words: CompletionWords) -> bool:
    """Whether some words name a part: a number or letter, or a few words, none of them of time."""
    named = [word.casefold() for word in WORD.findall(head)]
    telling = [word for word in named if word not in words.before_whole]
    return len(telling) > 0 and len(named) <= _MOST_WORDS_OF_A_NAME and not words.times.intersection(named)
