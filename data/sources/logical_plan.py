"""A sample's source, read from TOML: what the plan says, apart from how a file lays it out.

A source is written by hand, printed words and meaning side by side, so that the expected rows never
come from the code that is under test. `¦` inside a cell marks where a page ends in the middle of it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PAGE_CUT = "¦"
"""Marks, inside a cell of a source, the place where a page ends; doubled, the row after it lost its empty cells."""

CELLS = (
    "scope_text",
    "action",
    "intended_outcome",
    "lead_agency_text",
    "milestones",
    "target_date_text",
    "progress_text",
    "response_text",
    "completion_text",
)
"""The dataset's fields that a source gives as printed words, cell by cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """One printed column: its heading, the dataset field it holds, and its guidance line if any."""

    heading: str
    field: str
    guidance: str = ""


@dataclass(frozen=True, slots=True)
class UpdateSource:
    """One labelled progress update, and the rating printed with it."""

    text: str
    label: str | None = None
    edtf: str | None = None
    rag: str | None = None


@dataclass(frozen=True, slots=True)
class ActionSource:
    """One action: its cells as printed, and what they mean.

    Attributes:
        cells: Dataset field to printed words; `PAGE_CUT` allowed.
        agencies: Lead organisations, in order; keys of the plan's `agencies`.
        due: Dates of the target cell as `EDTF` or `EDTF role`.
        done: Dates of the completion or progress cell, likewise.
        kind: Target kind.
        state: Completion state.
        rag: Ratings in order.
        updates: Labelled updates, oldest first.
        unscored: Fields on which two careful readers could differ.
    """

    cells: Mapping[str, str]
    agencies: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    kind: str = "not_stated"
    state: str = "not_stated"
    rag: tuple[str, ...] = ()
    updates: tuple[UpdateSource, ...] = ()
    unscored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecommendationSource:
    """One recommendation with its actions; `label` is how its number is printed (`Recommendation One`)."""

    number: str | None
    title: str | None
    text: str | None
    actions: tuple[ActionSource, ...]
    label: str = ""
    band: str = ""


@dataclass(frozen=True, slots=True)
class PlanSource:
    """One sample: facts of the document, columns, recommendations, and the prose around them.

    Attributes:
        stem: File name without suffix.
        layout: Name of the layout, for people.
        facts: The columns of `documents.parquet` that the document states; dates as EDTF.
        lead_in: Lines printed above the plan, the title first.
        prose: Headed paragraphs before the plan, `heading` to paragraphs.
        people: Rows of a table that is no plan (panel members, signatories), its heading row first.
        columns: Printed columns, left to right.
        agencies: Organisation to sector.
        recommendations: In reading order.
        rag_source: `text`, `colour` or None.
        unscored: Facts on which two careful readers could differ.
    """

    stem: str
    layout: str
    facts: Mapping[str, str]
    lead_in: tuple[str, ...] = ()
    prose: Mapping[str, Sequence[str]] = field(default_factory=dict)
    people: tuple[tuple[str, ...], ...] = ()
    columns: tuple[Column, ...] = ()
    agencies: Mapping[str, str] = field(default_factory=dict)
    recommendations: tuple[RecommendationSource, ...] = ()
    rag_source: str | None = None
    unscored: tuple[str, ...] = ()

    def rows(self) -> Iterator[tuple[RecommendationSource, ActionSource]]:
        """Every action with its recommendation, in reading order."""
        for recommendation in self.recommendations:
            for action in recommendation.actions:
                yield recommendation, action


def read_plan_source(path: Path) -> PlanSource:
    """Read one sample's TOML file.

    Raises:
        KeyError: An action names a lead agency that the file gives no sector for.
    """
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    agencies = raw.get("agencies", {})
    return PlanSource(
        stem=path.stem,
        layout=raw["layout"],
        facts=raw.get("facts", {}),
        lead_in=tuple(raw.get("lead_in", ())),
        prose=raw.get("prose", {}),
        people=tuple(tuple(row) for row in raw.get("people", ())),
        columns=tuple(Column(*column) for column in raw.get("columns", ())),
        agencies=agencies,
        recommendations=tuple(_recommendation(item, agencies) for item in raw.get("recommendations", ())),
        rag_source=raw.get("rag_source"),
        unscored=tuple(raw.get("unscored", ())),
    )


def _recommendation(raw: Mapping[str, Any], agencies: Mapping[str, str]) -> RecommendationSource:
    return RecommendationSource(
        number=raw.get("number"),
        title=raw.get("title"),
        text=raw.get("text"),
        label=raw.get("label", ""),
        band=raw.get("band", ""),
        actions=tuple(_action(item, agencies) for item in raw["actions"]),
    )


def _action(raw: Mapping[str, Any], agencies: Mapping[str, str]) -> ActionSource:
    lead = raw.get("lead_agency_text")
    named = tuple(raw.get("agencies", (lead,) if lead else ()))
    for agency in named:
        if agency not in agencies:
            raise KeyError(f"no sector given for {agency!r}")
    due = tuple(raw.get("due", ()))
    updates = tuple(UpdateSource(**update) for update in raw.get("updates", ()))
    cells = {name: raw[name] for name in CELLS if raw.get(name)}
    if updates:
        cells.setdefault("response_text", "\n".join(f"{update.label}: {update.text}" for update in updates))
    return ActionSource(
        cells=cells,
        agencies=named,
        due=due,
        done=tuple(raw.get("done", ())),
        kind=raw.get("kind", "dated" if due else "not_stated"),
        state=raw.get("state", "not_stated"),
        rag=tuple(raw.get("rag", ())),
        updates=updates,
        unscored=tuple(raw.get("unscored", ())),
    )


def without_cuts(text: str | None) -> str | None:
    """The words of a cell with the page cuts taken out."""
    return text.replace(PAGE_CUT, "") if text else None
