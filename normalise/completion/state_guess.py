"""How far an action has come, guessed from an officer's prose where no word of the vocabulary says it.

"All 34 officers had been on the course by March" and "The form is with the supplier" say how far an action is without
a word for it. A small linear model (multinomial logistic regression over words and pairs of words) weighs them. It was
trained on progress notes of our own (`benchmarks/states`), says which words decided, and abstains where none is clear.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import exp

from normalise.date_shapes import MONTH
from normalise.plan import CompletionState

GUESSED = "state_guessed"
"""The warning of an action whose state was guessed."""
LEAST_SHARE = 0.5
"""Probability that the likeliest state has at least; what is less clear stays unsaid."""
FEWEST_WORDS = 3
"""Shorter notes are for the vocabulary."""
MOST_WORDS = 400
"""Words that are looked at; how far an action is stands in the first or the last of them."""
_SENTENCE_END = re.compile(r"(?<=[.;!?])\s+|\n+")
_DATE = re.compile(
    rf"\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?\b{MONTH}\b(?:\s+(?:19|20)\d\d)?|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*|\d+|%")
_ENDING = re.compile(r"(?<=[a-z]{3})(?:ing|ied|ed|es|s|ly)$")


@dataclass(frozen=True, slots=True)
class _Model:
    states: Sequence[str]
    bias: Sequence[float]
    weights: Mapping[str, Sequence[float]]


def guess_state(text: str | None, least_share: float = LEAST_SHARE) -> CompletionState | None:
    """The likeliest state of a progress note; None for a note too short or less clear than `least_share`."""
    found = list(features(text)) if text else []
    if sum(name.startswith("w:") for name in found) < FEWEST_WORDS:
        return None
    model = _model()
    known = [model.weights[name] for name in dict.fromkeys(found) if name in model.weights]
    sums = [bias + sum(weights[n] for weights in known) for n, bias in enumerate(model.bias)]
    highest = max(sums)
    state = CompletionState(model.states[sums.index(highest)])
    share = 1 / sum(exp(value - highest) for value in sums)
    return None if share < least_share or state is CompletionState.NOT_STATED else state


def features(text: str) -> Iterator[str]:
    """What the model looks at: words, with and without their endings, and pairs; words of the last sentence once more.

    A date is `<date>`, another number `<n>`.
    """
    sentences = [s for s in _SENTENCE_END.split(_DATE.sub(" qdateq ", text.casefold())) if s.strip()]
    words = [_words(sentence) for sentence in sentences]
    count = 0
    for place, sentence in enumerate(words):
        count += len(sentence)
        is_last = place == len(words) - 1
        if count > MOST_WORDS and not is_last:
            continue
        yield from (f"w:{word}" for word in sentence)
        yield from (f"s:{_ENDING.sub('', word)}" for word in sentence)
        yield from (f"p:{first} {second}" for first, second in pairwise(["^", *sentence, "$"]))
        if is_last and len(words) > 1:
            yield from (f"l:{word}" for word in sentence)


def _words(sentence: str) -> list[str]:
    words = (match.group().replace("’", "'") for match in _WORD.finditer(sentence))
    return ["<date>" if word == "qdateq" else "<n>" if word.isdigit() else word for word in words][:MOST_WORDS]


@cache
def _model() -> _Model:
    data = json.loads(files("normalise.completion").joinpath("state_guess.json").read_text(encoding="utf-8"))
    return _Model(data["states"], data["bias"], data["weights"])
