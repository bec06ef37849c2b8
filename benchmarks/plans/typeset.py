"""From a logical plan to what is printed, in any layout, with the truth of each action by construction."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.plans.columns import WIDTHS, Column, draw_columns, head_rows
from benchmarks.plans.layout import Layout
from benchmarks.plans.logic import LogicalPlan, PlanAction, PlanRecommendation, Value
from benchmarks.plans.printed import Box, Grid, Line, Printed, Row, Truth
from benchmarks.plans.truth import truth_of
from benchmarks.plans.words import load_words, pick

_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_SPELT = ("", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
_IN_A_BANNER = ("banner", "banner_two", "lettered_rows", "lettered_list", "action_numbers", "heading_per_section")


@dataclass(slots=True)
class Typesetter:
    """Prints one plan in one layout.

    Attributes:
        rng: Source of all chance.
        layout: The choices.
        plan: What to print.
        columns: From left to right.
        label: How a recommendation is labelled, with `{n}`.
        number: How a number cell is printed.
    """

    rng: random.Random
    layout: Layout
    plan: LogicalPlan
    columns: tuple[Column, ...] = ()
    label: str = ""
    number: str = ""
    truths: list[Truth] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.columns = self.columns or draw_columns(self.rng, self.layout)
        labels = ("Recommendation {n}: ", "Recommendation {n} – ", "R{n}: ", "Rec {n}: ", "Recommendation {w}: ")
        self.label = self.rng.choice(labels)
        if self.layout.recommendation == "number_in_cell":
            self.label = "{n}. "
        self.number = self.rng.choice(("{n}", "{n}.", "R{n}", "Rec {n}", "{r}", "{n}"))

    def print_plan(self) -> list[Printed]:
        """The plan's own lines and grids, in reading order."""
        style = self.layout.recommendation
        if style == "above_table":
            return list(self._tables_under_headings())
        rows: list[Row] = []
        section: str | None = None
        for rec in self.plan.recommendations:
            if style == "agency_sections" and (section is None or self.rng.random() < 0.4):
                section = str(_sector_name(rec))
                rows.append(self._band(f"Recommendations for {section}"))
            rows.extend(self._banners(rec))
            rows.extend(self.action_rows(rec, section))
        listed = list(self._listed()) if style == "listed_before" else []
        return [*listed, self._grid(rows)]

    def _grid(self, rows: Sequence[Row]) -> Grid:
        head = head_rows(self.rng, self.columns, self.layout, self.plan.place)
        return Grid(head, tuple(rows), tuple(WIDTHS[c.key] for c in self.columns))

    def _band(self, text: str) -> Row:
        return (Box(text, 0, len(self.columns)),)

    def _labelled(self, rec: PlanRecommendation, *, letter: bool = True) -> str:
        n = rec.label if letter else str(rec.number)
        return self.label.format(n=n, w=_SPELT[rec.number] + (rec.letter if letter else ""))

    def _listed(self) -> Iterator[Line]:
        for rec in self.plan.recommendations:
            yield Line(f"Recommendation {rec.number}: {rec.text}")

    def _tables_under_headings(self) -> Iterator[Printed]:
        for rec in self.plan.recommendations:
            yield Line(f"{self._labelled(rec)}{rec.title}", 2)
            yield Line(rec.text)
            yield self._grid(list(self.action_rows(rec, None)))

    def _banners(self, rec: PlanRecommendation) -> Iterator[Row]:
        style = self.layout.recommendation
        if style == "lettered_rows" and rec.letter:
            if rec.letter == "a":
                yield self._band(f"{self._labelled(rec, letter=False)}{rec.title}")
            yield self._band(f"{rec.letter}) {rec.text}")
        elif style in ("banner_two", "lettered_rows"):
            yield self._band(f"{self._labelled(rec)}{rec.title}")
            yield self._band(rec.text)
        elif style == "lettered_list":
            yield self._band(f"{self._labelled(rec)}{self._listed_text(rec)}")
        elif style in _IN_A_BANNER:
            yield self._band(f"{self._labelled(rec)}{rec.text}")
        if style == "heading_per_section":
            yield tuple(Box(c.heading, n) for n, c in enumerate(self.columns))

    def _listed_text(self, rec: PlanRecommendation) -> str:
        """Its words with a list of lettered parts behind them."""
        return f"{rec.text.rstrip('.')}:\na) this includes new staff;\nb) and those of commissioned services."

    def action_rows(self, rec: PlanRecommendation, section: str | None) -> Iterator[Row]:
        """The rows of one recommendation; their truth is noted."""
        actions = rec.actions[:1] if self.layout.recommendation == "without_action" else rec.actions
        if self.layout.recommendation == "numbered_lists" and len(actions) > 1:
            actions = (_together(actions),)
        for n, action in enumerate(actions):
            yield tuple(box for box in self._boxes(rec, action, n, len(actions)) if box is not None)
            self.truths.append(self._truth(rec, action, section))

    def _boxes(self, rec: PlanRecommendation, action: PlanAction, n: int, of: int) -> Iterator[Box | None]:
        style = self.layout.recommendation
        for place, column in enumerate(self.columns):
            if column.key not in ("number", "title", "recommendation"):
                value = self._value(action, column.key)
                yield Box(value.text, place, fill=value.fill, ink=value.ink)
            elif style == "merged":
                yield Box(self._cell(rec, column.key, n), place, rows=of) if n == 0 else None
            else:
                yield Box(self._cell(rec, column.key, n), place)

    def _cell(self, rec: PlanRecommendation, key: str, n: int) -> str:
        style = self.layout.recommendation
        if key == "number" and style == "action_numbers":
            return f"{rec.number}.{n + 1}"
        if n and style == "left_empty":
            return ""
        if key == "number":
            return self.number.format(n=rec.label, r=_ROMAN[rec.number])
        if key == "title":
            return rec.title
        label = self._labelled(rec) if style in ("label_in_cell", "number_in_cell") else ""
        return f"{label}{rec.text}"

    def _value(self, action: PlanAction, key: str) -> Value:
        if key == "rating":
            return action.values[{"words": "rag"}.get(self.layout.rating, self.layout.rating)]
        return action.values[key]

    def _truth(self, rec: PlanRecommendation, action: PlanAction, section: str | None) -> Truth:
        style = self.layout.recommendation
        titled = style in ("theme_column", "above_table", "banner_two") or (style == "lettered_rows")
        words = self._listed_text(rec) if style == "lettered_list" else rec.text
        title = rec.title if titled else section
        printed = [c.key for c in self.columns if c.key in action.values or c.key == "rating"]
        values = {key: self._value(action, key) for key in printed}
        return truth_of(rec.label, title, words, values, self.layout)


def _sector_name(rec: PlanRecommendation) -> object:
    names = rec.actions[0].values["lead"].meaning["lead_agencies"]
    assert isinstance(names, list)
    return names[0]


def _together(actions: Sequence[PlanAction]) -> PlanAction:
    """Several actions in one cell, numbered as their dates are."""
    values = dict(actions[0].values)
    for key in ("action", "target"):
        texts = [action.values[key].text.replace("\n- ", "; ") for action in actions]
        values[key] = Value("\n".join(f"{n}. {text}" for n, text in enumerate(texts, 1)))
    dates = [edtf for action in actions for edtf in _edtf(action)]
    kinds = {str(action.values["target"].meaning["target_kind"]) for action in actions}
    meaning: dict[str, object] = {"target_dates": dates}
    if len(kinds) == 1:
        meaning["target_kind"] = kinds.pop()
    values["target"] = Value(values["target"].text, meaning)
    return PlanAction(values)


def _edtf(action: PlanAction) -> list[str]:
    dates = action.values["target"].meaning["target_dates"]
    assert isinstance(dates, list)
    return dates


def prose(rng: random.Random) -> list[Printed]:
    """Some sentences under a heading."""
    lines: list[Printed] = [Line(pick(rng, "prose", "headings"), 1)]
    sentences = load_words()["prose"]["sentences"]
    return lines + [Line(text) for text in rng.sample(list(sentences), rng.randint(1, len(sentences)))]
