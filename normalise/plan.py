"""What understanding a document gives: a `Plan` with its tables, their verdicts, and its `Action` rows.

Field names are those of the dataset contract; the Arrow schema in `ingest.schema` has one column for each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from extractors.document import Region


class Scope(StrEnum):
    """How widely a recommendation applies."""

    LOCAL = "local"
    DISTRICT = "district"
    COUNTY = "county"
    REGIONAL = "regional"
    NATIONAL = "national"


class Sector(StrEnum):
    """The sector of a lead agency."""

    POLICE = "police"
    PROBATION = "probation"
    PRISON = "prison"
    COURTS = "courts"
    HEALTH = "health"
    ADULT_SOCIAL_CARE = "adult_social_care"
    CHILDREN_SOCIAL_CARE = "children_social_care"
    LOCAL_AUTHORITY = "local_authority"
    SAFEGUARDING_PARTNERSHIP = "safeguarding_partnership"
    COMMUNITY_SAFETY_PARTNERSHIP = "community_safety_partnership"
    DOMESTIC_ABUSE_PARTNERSHIP = "domestic_abuse_partnership"
    HOUSING = "housing"
    EDUCATION = "education"
    FIRE = "fire"
    VOLUNTARY = "voluntary"
    CENTRAL_GOVERNMENT = "central_government"
    ALL_AGENCIES = "all_agencies"
    OTHER = "other"


class TargetKind(StrEnum):
    """What a target date cell says."""

    DATED = "dated"
    ONGOING = "ongoing"
    RELATIVE = "relative"
    REFERENCE = "reference"
    TO_BE_CONFIRMED = "to_be_confirmed"
    NOT_APPLICABLE = "not_applicable"
    NOT_STATED = "not_stated"


class Rag(StrEnum):
    """A rating; grey means not started or parked in plans that use it."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"


class RagSource(StrEnum):
    """Whether the rating was printed as a word or only as shading."""

    TEXT = "text"
    COLOUR = "colour"


class CompletionState(StrEnum):
    """How far an action has come, by its own words."""

    COMPLETE = "complete"
    ONGOING = "ongoing"
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"
    OVERDUE = "overdue"
    NOT_PROGRESSED = "not_progressed"
    NOT_STATED = "not_stated"


class DateRole(StrEnum):
    """What a date is for."""

    DUE = "due"
    REVIEW = "review"
    STARTED = "started"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class DateValue:
    """A printed date and what it was taken to mean.

    Attributes:
        text: The words as printed ("Spring 2021").
        edtf: ISO 8601-2 (EDTF) level 1 ("2021-21").
        earliest: First day, inclusive; None for an open start.
        latest: Last day, inclusive; None for an open end.
        role: What the date is for.
    """

    text: str
    edtf: str
    earliest: date | None
    latest: date | None
    role: DateRole


@dataclass(frozen=True, slots=True)
class Update:
    """One progress update: its printed label, its date (EDTF), the rating beside it, and its words."""

    label: str | None
    edtf: str | None
    rag: Rag | None
    text: str


@dataclass(frozen=True, slots=True)
class Action:
    """One logical row of an action plan; every attribute is the column of the same name in the contract."""

    recommendation_number: str | None = None
    recommendation_title: str | None = None
    recommendation: str | None = None
    scope_text: str | None = None
    scope: Scope | None = None
    action: str | None = None
    intended_outcome: str | None = None
    lead_agency_text: str | None = None
    lead_agencies: tuple[str, ...] = ()
    agency_sectors: tuple[Sector, ...] = ()
    owners: tuple[str, ...] = ()
    milestones: str | None = None
    target_date_text: str | None = None
    target_dates: tuple[DateValue, ...] = ()
    target_kind: TargetKind = TargetKind.NOT_STATED
    target_earliest: date | None = None
    target_latest: date | None = None
    progress_text: str | None = None
    response_text: str | None = None
    updates: tuple[Update, ...] = ()
    rag: Rag | None = None
    rag_history: tuple[Rag, ...] = ()
    rag_source: RagSource | None = None
    completion_text: str | None = None
    completion_state: CompletionState = CompletionState.NOT_STATED
    completion_dates: tuple[DateValue, ...] = ()
    completion_earliest: date | None = None
    completion_latest: date | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
    table_index: int = 0
    row_index: int = 0
    page_first: int | None = None
    page_last: int | None = None
    regions: tuple[Region, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A printed column heading, the field it was mapped to (None: kept in `extra`) and the score, 0 to 1."""

    text: str
    field: str | None
    score: float


class RowKind(StrEnum):
    """What a row of a logical table was taken for."""

    HEADING = "heading"
    GUIDANCE = "guidance"
    BANNER = "banner"
    ACTION = "action"
    CONTINUATION = "continuation"
    EMPTY = "empty"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """What one printed row (or paragraph between rows) was taken for, and why; for `inspect`.

    Attributes:
        kind: The verdict.
        reasons: The evidence, strongest first, in words.
        cells: The printed cells, left to right.
        page: Page, or None.
        row_index: Logical row that it became part of, from 0, or None.
    """

    kind: RowKind
    reasons: tuple[str, ...]
    cells: tuple[str, ...]
    page: int | None
    row_index: int | None


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A logical table (its pages joined), accepted as a plan or rejected with the reason."""

    table_index: int
    page_first: int | None
    page_last: int | None
    n_rows: int
    n_columns: int
    accepted: bool
    reason: str
    headings: tuple[Heading, ...]
    pages_joined: int
    title: str | None
    rows: tuple[RowVerdict, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What the document says about itself."""

    title: str | None = None
    review_name: str | None = None
    review_reference: str | None = None
    partnership: str | None = None
    plan_date: DateValue | None = None
    plan_updated: DateValue | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A document understood: its facts, all its tables with verdicts, and its actions in reading order."""

    facts: PlanFacts
    tables: tuple[PlanTable, ...]
    actions: tuple[Action, ...]
    warnings: tuple[str, ...] = ()
