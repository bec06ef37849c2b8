"""Which columns a made plan has, in which order, and how they are headed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.plans.layout import Layout
from benchmarks.plans.printed import Box, Row
from benchmarks.plans.words import load_words, pick

WIDTHS = {
    "number": 0.5, "title": 1.0, "recommendation": 2.2, "scope": 0.8, "action": 2.4, "outcome": 1.6, "lead": 1.3,
    "target": 1.0, "milestones": 1.5, "progress": 0.9, "rating": 0.7, "response": 2.2, "completion": 1.1,
    "priority": 0.8,
}  # fmt: skip
"""Width of a column beside the others'; the usual order."""
_OF_RECOMMENDATION = {
    "number_column": ("number", "recommendation"),
    "theme_column": ("number", "title", "recommendation"),
    "repeated": ("number", "recommendation"),
    "agency_sections": ("number", "recommendation"),
    "numbered_lists": ("number", "recommendation"),
    "merged": ("number", "recommendation"),
    "left_empty": ("number", "recommendation"),
    "label_in_cell": ("recommendation",),
    "number_in_cell": ("recommendation",),
    "listed_before": ("number",),
    "without_action": ("number", "recommendation"),
    "action_numbers": ("number",),
}
_OFTEN = {
    "scope": 0.25, "outcome": 0.6, "milestones": 0.2, "progress": 0.6, "response": 0.3, "completion": 0.4,
    "priority": 0.12,
}  # fmt: skip
_UNKNOWABLE = {"outcome", "milestones", "response", "priority"}
"""Without a heading nobody can tell one prose column from another."""
_GROUPS = {
    "what": ("number", "title", "recommendation", "scope"),
    "doing": ("action", "outcome", "lead"),
    "time": ("target", "milestones", "progress", "rating", "completion"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column's key and its printed heading."""

    key: str
    heading: str


def draw_columns(rng: random.Random, layout: Layout) -> tuple[Column, ...]:
    """The columns of a plan, from left to right."""
    keys = {"action", "lead", "target", *_OF_RECOMMENDATION.get(layout.recommendation, ())}
    keys |= {key for key, share in _OFTEN.items() if rng.random() < share}
    if layout.rating != "none":
        keys.add("rating")
    if layout.headings == "none":
        keys -= _UNKNOWABLE
    if layout.recommendation == "without_action":
        keys.remove("action")
    ordered = [key for key in WIDTHS if key in keys]
    if layout.order == "shuffled" and layout.headings not in ("two_rows", "three_rows"):
        first = "number" if rng.random() < 0.7 else None
        rng.shuffle(ordered)
        ordered.sort(key=lambda key: key != first)
    return tuple(Column(key, heading(rng, key, layout)) for key in ordered)


def heading(rng: random.Random, key: str, layout: Layout) -> str:
    """A heading for a column in the layout's manner."""
    if key == "number" and layout.recommendation == "action_numbers":
        return rng.choice(("Action No.", "Action ref"))
    key = "rag" if key == "rating" else key
    manner = f"headings_{layout.headings}"
    words = load_words()
    section = manner if key in words.get(manner, {}) else "headings_plain"
    text = pick(rng, section, key)
    if layout.headings == "broken":
        return " ".join(_broken(rng, word) for word in text.split())
    return text.upper() if layout.headings == "upper" else text


def _broken(rng: random.Random, word: str) -> str:
    """A word as a narrow column cuts it."""
    if len(word) < 8 or rng.random() < 0.4:
        return word
    place = rng.randrange(4, len(word) - 2)
    return f"{word[:place]} {word[place:]}"


def head_rows(rng: random.Random, columns: Sequence[Column], layout: Layout, place: str) -> tuple[Row, ...]:
    """The rows above the first content row."""
    plain: Row = tuple(Box(column.heading, n) for n, column in enumerate(columns))
    if layout.headings == "none":
        return ()
    if layout.headings == "two_rows":
        return _grouped(rng, columns)
    if layout.headings == "three_rows":
        return (_halves(len(columns)), *_grouped(rng, columns))
    if layout.headings == "guidance":
        words = load_words()["guidance"]
        hints = tuple(Box(rng.choice(words.get(c.key, [""])), n) for n, c in enumerate(columns))
        return (plain, hints)
    if layout.headings == "first_blank" and columns[0].key == "number":
        return ((Box("", 0), *plain[1:]),)
    if layout.headings == "title_band":
        return ((Box(pick(rng, "notes", "bands").format(place=place), 0, len(columns)),), plain)
    return (plain,)


def _halves(width: int) -> Row:
    middle = width // 2
    return (Box("What was agreed", 0, middle), Box("How it is going", middle, width - middle))


def _grouped(rng: random.Random, columns: Sequence[Column]) -> tuple[Row, Row]:
    """Group headings over two columns or more; a column by itself has its heading over both rows."""
    upper: list[Box] = []
    lower: list[Box] = []
    n = 0
    while n < len(columns):
        group = next((name for name, keys in _GROUPS.items() if columns[n].key in keys), None)
        end = n + 1
        while group is not None and end < len(columns) and columns[end].key in _GROUPS[group]:
            end += 1
        if end - n > 1 and group is not None:
            upper.append(Box(pick(rng, "groups", group), n, end - n))
            lower.extend(Box(columns[m].heading, m) for m in range(n, end))
        else:
            upper.append(Box(columns[n].heading, n, 1, 2))
        n = end
    return tuple(upper), tuple(lower)


def shortened(rng: random.Random, columns: Sequence[Column]) -> Row:
    """Headings as a page behind the first prints them where it has little room."""
    words = load_words()["headings_short"]
    short = [words[c.key] if c.key in words and rng.random() < 0.5 else [c.heading.split()[0]] for c in columns]
    return tuple(Box(rng.choice(texts), n) for n, texts in enumerate(short))


def misprinted(rng: random.Random, columns: Sequence[Column]) -> Row:
    """Headings printed again in other case, with other line breaks, or with a slip."""
    return tuple(Box(_slip(rng, c.heading), n) for n, c in enumerate(columns))


def _slip(rng: random.Random, text: str) -> str:
    way = rng.randrange(4)
    if way == 0:
        return text.upper()
    if way == 1:
        return text.replace(" ", "\n")
    if way == 2 and len(text) > 8:
        place = rng.randrange(3, len(text) - 2)
        return text[:place] + text[place + 1 :]
    return text
