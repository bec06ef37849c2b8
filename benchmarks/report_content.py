"""What a fictional report says: prose and an action plan, the same for the same seed.

The words are those of `report_words.toml`; the plan is known as it is made, so that what is read can be compared.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("report_words.toml").read_text(encoding="utf-8"))
RATINGS = ("green", "green", "green", "amber", "amber", "red", "blue")
MONTHS = ("January", "March", "April", "June", "July", "September", "October", "December")


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """One row of the plan as printed, in the order of its columns; `rating` is printed as a colour alone."""

    scope: str
    action: str
    lead: str
    milestones: str
    target: str
    rating: str
    completion: str


@dataclass(frozen=True, slots=True)
class PlannedRecommendation:
    """A recommendation and its actions; its cell is merged down over them."""

    number: int
    text: str
    actions: tuple[PlannedAction, ...]


def make_paragraphs(rng: random.Random) -> Iterator[str]:
    """Paragraphs of prose without end, about 300 to 800 letters each."""
    while True:
        yield _sentences(rng, "prose", 2, 6)


def make_recommendations(rng: random.Random) -> Iterator[PlannedRecommendation]:
    """Recommendations without end, of one to three actions each."""
    number = 0
    while True:
        number += 1
        actions = tuple(_action(rng) for _ in range(rng.choice((1, 1, 2, 3))))
        yield PlannedRecommendation(number, _sentences(rng, "recommendation", 1, 2), actions)


def _action(rng: random.Random) -> PlannedAction:
    return PlannedAction(
        scope=rng.choice(WORDS["plan"]["scopes"]),
        action=_sentences(rng, "action", 1, 3),
        lead=rng.choice(WORDS["plan"]["leads"]),
        milestones=_sentences(rng, "milestone", 1, 3),
        target=f"{rng.choice(MONTHS)} {rng.choice((2022, 2023))}",
        rating=rng.choice(RATINGS),
        completion=f"{rng.choice(('Complete.', 'In progress.', 'Not started.'))} {_sentences(rng, 'outcome', 1, 1)}",
    )


def _sentences(rng: random.Random, kind: str, fewest: int, most: int) -> str:
    """Some different sentences of one kind, with their places filled."""
    chosen = rng.sample(WORDS["sentences"][kind], min(rng.randint(fewest, most), len(WORDS["sentences"][kind])))
    return " ".join(_filled(rng, sentence) for sentence in chosen)


def _filled(rng: random.Random, sentence: str) -> str:
    filled = sentence.format_map({slot: rng.choice(choices) for slot, choices in WORDS["slots"].items()})
    return filled[0].upper() + filled[1:]
