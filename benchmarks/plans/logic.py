"""A plan as its authors mean it: recommendations with their actions, and what a dataset must say of each cell."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from benchmarks.plans.words import load_words, pick, sentence

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
Meaning = Mapping[str, object]
"""Columns of the dataset with the value that they must have; dates as a list of EDTF, enums by their value."""


@dataclass(frozen=True, slots=True)
class Value:
    """One cell: its words, its shade if it has one, and what the dataset must say for it beside the words."""

    text: str = ""
    meaning: Meaning = field(default_factory=dict)
    fill: tuple[int, int, int] | None = None
    ink: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class PlanAction:
    """One action: its cells by the key of the column (`action`, `lead`, `target` …)."""

    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class PlanRecommendation:
    """A recommendation, numbered from 1 (a lettered part has its letter), with a short title and its actions."""

    number: int
    letter: str
    title: str
    text: str
    actions: tuple[PlanAction, ...]

    @property
    def label(self) -> str:
        """`5`, or `5a`."""
        return f"{self.number}{self.letter}"


@dataclass(frozen=True, slots=True)
class LogicalPlan:
    """A whole plan."""

    place: str
    recommendations: tuple[PlanRecommendation, ...]


SHADES = {"red": (255, 0, 0), "amber": (255, 192, 0), "green": (0, 176, 80)}
INKS = {"red": (192, 0, 0), "amber": (237, 125, 49), "green": (0, 150, 60)}


def make_plan(rng: random.Random, *, least: int = 3, most: int = 8, lettered: bool = False) -> LogicalPlan:
    """A plan of `least` to `most` recommendations with one to three actions each."""
    place = pick(rng, "places", "names")
    titles = rng.sample(load_words()["titles"]["names"], most)
    found: list[PlanRecommendation] = []
    for n in range(1, rng.randint(least, most) + 1):
        letters = "ab" if lettered and rng.random() < 0.6 else ("",)
        for letter in letters:
            actions = tuple(_action(rng, place) for _ in range(rng.choice((1, 1, 1, 2, 3))))
            found.append(PlanRecommendation(n, letter, titles[n - 1], _recommendation(rng), actions))
    return LogicalPlan(place, tuple(found))


def _recommendation(rng: random.Random) -> str:
    return sentence(rng, "recommendation", "who", "must", "what") + pick(rng, "recommendation", "end")


def action_text(rng: random.Random) -> str:
    """What is to be done: one sentence or two, seldom a list."""
    first = sentence(rng, "action", "verb", "object", "how")
    if rng.random() < 0.15:
        items = [sentence(rng, "action", "verb", "object") for _ in range(3)]
        return f"{first}:\n" + "\n".join(f"- {item}" for item in items)
    return f"{first}. {pick(rng, 'action', 'more')}".strip()


def _action(rng: random.Random, place: str) -> PlanAction:
    rating = rng.choice(("red", "amber", "green"))
    values = {
        "action": Value(action_text(rng)),
        "lead": _lead(rng, place),
        "target": target(rng),
        "outcome": Value(pick(rng, "outcome", "sentences") if rng.random() < 0.9 else ""),
        "milestones": Value(pick(rng, "milestones", "sentences")),
        "progress": _state(rng),
        "rag": Value(rating.capitalize(), {"rag": rating, "rag_source": "text"}),
        "shade": Value("", {"rag": rating, "rag_source": "colour"}, fill=SHADES[rating]),
        "sign": Value("●", {"rag": rating, "rag_source": "colour"}, ink=INKS[rating]),
        "response": Value(pick(rng, "response", "sentences") if rng.random() < 0.8 else ""),
        "completion": _completion(rng),
        "scope": Value(*rng.choice((("Local", {"scope": "local"}), ("National", {"scope": "national"})))),
        "priority": Value(rng.choice(("High", "Medium", "Low"))),
    }
    return PlanAction(values)


def _lead(rng: random.Random, place: str) -> Value:
    sectors = rng.sample(sorted(load_words()["agencies"]), rng.choice((1, 1, 1, 2)))
    names = [pick(rng, "agencies", sector).format(place=place) for sector in sectors]
    return Value("\n".join(names), {"lead_agencies": names, "agency_sectors": sectors})


def target(rng: random.Random) -> Value:
    """A cell that says when an action is due."""
    year, month, day = rng.randint(2019, 2025), rng.randint(1, 12), rng.randint(1, 28)
    name = MONTHS[month - 1]
    forms: list[tuple[str, str, list[str]]] = [
        (f"{name} {year}", "dated", [f"{year}-{month:02}"]),
        (f"By {name} {year}", "dated", [f"{year}-{month:02}"]),
        (f"{name[:3]} {year}", "dated", [f"{year}-{month:02}"]),
        (f"{day} {name} {year}", "dated", [f"{year}-{month:02}-{day:02}"]),
        (f"{day:02}/{month:02}/{year}", "dated", [f"{year}-{month:02}-{day:02}"]),
        ("Ongoing", "ongoing", []),
        ("TBC", "to_be_confirmed", []),
        ("Within six months of publication", "relative", []),
    ]
    text, kind, edtf = forms[min(len(forms) - 1, int(rng.triangular(0, len(forms), 1)))]
    return Value(text, {"target_kind": kind, "target_dates": edtf})


def _state(rng: random.Random) -> Value:
    state = rng.choice(sorted(load_words()["states"]))
    return Value(pick(rng, "states", state), {"completion_state": state})


def _completion(rng: random.Random) -> Value:
    if rng.random() < 0.4:
        return Value("")
    year, month, day = rng.randint(2021, 2025), rng.randint(1, 12), rng.randint(1, 28)
    text, edtf = rng.choice(
        (
            (f"{MONTHS[month - 1]} {year}", f"{year}-{month:02}"),
            (f"{day:02}/{month:02}/{year}", f"{year}-{month:02}-{day:02}"),
        )
    )
    return Value(text, {"completion_state": "complete", "completion_dates": [edtf]})
