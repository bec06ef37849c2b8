"""Words of completion that tell what is done every day, or what somebody does, and not how far the action is."""

from __future__ import annotations

import re

from normalise.completion.whole import CLAUSE_END
from normalise.completion.words import CompletionWords, Mention
from normalise.plan import CompletionState

_ARTICLE = re.compile(r"\b(?:an?|the|each|every|any|their|our|its|her|his|of|with|more|fewer)\s$", re.IGNORECASE)
_WITH_OBJECT = re.compile(
    r"concluded (?:that|there|it)\b|achieved (?:an? |the |\d)|met (?!(?:in|and|as|since|but|via|through|by|on|at)\b)\w",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:is|are|be)\s$", re.IGNORECASE)
_BY_SOMEBODY = re.compile(r"\s+(?:by|with|at|for|when|whenever|each|every)\s+(?!end\b|the end\b)[a-z]")
_ABOUT_ACTION = re.compile(r"\b(?:this|it|action|recommendation|work|task)\s+(?:is|are|be)\s$", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|all|both)\s$", re.IGNORECASE)


def is_routine(sentence: str, mention: Mention, words: CompletionWords) -> bool:
    """Whether it tells how things are ("forms are completed by officers", "a closed group", "two planned events")."""
    before, after = sentence[: mention.start][-40:], sentence[mention.end :]
    if mention.state is CompletionState.NOT_STARTED:
        return mention.weak and bool(_COUNTED.search(before)) and bool(re.match(r"\s+[a-z]", after))
    if mention.state is not CompletionState.COMPLETE:
        return False
    if words.per_case.match(after):
        return True
    if words.of_a_case.search(before):
        return True
    if _ARTICLE.search(before) and re.match(r"\s+[a-z]", after):
        return True
    return bool(_PASSIVE.search(before)) and bool(_BY_SOMEBODY.match(after)) and not _ABOUT_ACTION.search(before)


def is_verb(sentence: str, mention: Mention) -> bool:
    """Whether "complete" is what somebody does: "staff complete the form"."""
    if _WITH_OBJECT.match(sentence, mention.start):
        return True
    if sentence[mention.start : mention.end].casefold() not in ("complete", "start", "commence", "begin"):
        return False
    after = sentence[mention.end :]
    return not CLAUSE_END.match(after) and not re.match(
        r"\s+(?:and|by|in|on|at|as|but|with|for|from|when|once|after)\b", after, re.IGNORECASE
    )
