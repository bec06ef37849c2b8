"""Whether a statement of completion is about the whole action, by the words on either side of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from normalise.completion.words import CompletionWords, Mention
from normalise.plan import CompletionState

DATE_MARK = "|"
"""Stands for a date in a sentence made ready for reading."""
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*", re.UNICODE)
"""A word, its apostrophes with it."""
CLAUSE_END = re.compile(r"\s*(?:$|[:,()\[\]–—/&+|*•]|-(?!\w))")
"""Matches where a clause ends, behind a phrase."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence says of its action.

    Attributes:
        state: The state.
        sole: Whether the sentence, or a part of it set off, says nothing else.
        weak: Whether its phrase decides only in a short cell or as its first words.
    """

    state: CompletionState
    sole: bool
    weak: bool


def is_sole(piece: str, mention: Mention, words: CompletionWords) -> bool:
    """Whether nothing is left of a piece but the statement, its hedges and fillers."""
    after = [w.casefold() for w in WORD.findall(piece[mention.end : mention.end + 80])]
    fills = words.before_whole | words.after_whole
    return (
        not mention.weak
        and only_fillers(piece[: mention.start], words)
        and len(after) <= 4
        and all(w in fills for w in after)
    )


def is_whole(piece: str, mention: Mention, words: CompletionWords, *, opens: bool) -> bool:
    """Whether a piece starts with the statement, which is then about the whole action and not about a part of it."""
    if not only_fillers(piece[: mention.start], words):
        return False
    after = piece[mention.end :]
    if CLAUSE_END.match(after):
        return True
    following = WORD.search(after)
    word = following.group() if following else ""
    if word.casefold() in words.after_whole or word[:1].isdigit():
        return True
    participle = piece[mention.start : mention.end].casefold().endswith("d")
    if not opens or mention.weak:
        return False
    bare = mention.state is CompletionState.COMPLETE
    return (
        not bare
        or (word[:1].isupper() and participle)
        or (participle and word.casefold() in words.determiners)
        or _new_sentence(piece, mention, word)
    )


def _new_sentence(piece: str, mention: Mention, word: str) -> bool:
    """Whether "Complete" is followed by a sentence ("Complete Training has been held"), not by its object."""
    return mention.start == 0 and word[:1].isupper() and len(WORD.findall(piece)) > 4


def only_fillers(before: str, words: CompletionWords) -> bool:
    """Whether what stands before a statement is its subject and verb only ("All of this work has now been")."""
    if len(before) > 80:
        return False
    tokens = [w.casefold() for w in WORD.findall(before)]
    return all(w in words.before_whole or w in words.partly or w.isdigit() for w in tokens)
