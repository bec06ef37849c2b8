"""Invented documents, plans and datasets for the tests of `ingest`; no file of a council is used."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from extractors.document import Document, Issue, Kind, Limits, Region, Severity, Source
from ingest.entry import entry_of_refusal, entry_of_result
from ingest.one_document import Options, process_document
from ingest.outcome import Outcome
from ingest.reading import Folder
from ingest.result import pack_result
from ingest.rows import RunStamp
from ingest.schema import Status
from ingest.settings import RunSettings
from ingest.undertaking import open_dataset
from ingest.watch import Watch
from ingest.writing import Report, write_dataset
from normalise.plan import (
    Action,
    CompletionState,
    DateRole,
    DateValue,
    Heading,
    Plan,
    PlanFacts,
    PlanTable,
    Rag,
    RagSource,
    RowKind,
    RowVerdict,
    Scope,
    Sector,
    TargetKind,
    Update,
)
from normalise.vocabulary import Vocabulary

WriteOutcomes = Callable[[tuple[Outcome, ...], Path, RunStamp], Report]


@pytest.fixture
def plan() -> Plan:
    """A plan with one accepted and one rejected table and two actions, one of them late, the other almost empty."""
    due = DateValue("March 2021", "2021-03", date(2021, 3, 1), date(2021, 3, 31), DateRole.DUE)
    done = DateValue("9th May 2021", "2021-05-09", date(2021, 5, 9), date(2021, 5, 9), DateRole.COMPLETED)
    full = Action(
        recommendation_number="1",
        recommendation="Officers are to be trained in coercive control.",
        scope_text="Local",
        scope=Scope.LOCAL,
        action="Write and deliver the training.",
        lead_agency_text="Westmarch Police / Housing",
        lead_agencies=("Westmarch Police", "Housing"),
        agency_sectors=(Sector.POLICE, Sector.HOUSING),
        target_date_text="March 2021",
        target_dates=(due,),
        target_kind=TargetKind.DATED,
        target_earliest=date(2021, 3, 1),
        target_latest=date(2021, 3, 31),
        updates=(
            Update("April", "2021-04", Rag.AMBER, "Half of the officers trained."),
            Update(None, None, None, "All."),
        ),
        rag=Rag.GREEN,
        rag_history=(Rag.AMBER, Rag.GREEN),
        rag_source=RagSource.TEXT,
        completion_text="9th May 2021",
        completion_state=CompletionState.COMPLETE,
        completion_dates=(done,),
        completion_earliest=date(2021, 5, 9),
        completion_latest=date(2021, 5, 9),
        extra={"Budget": "£400"},
        page_first=1,
        page_last=2,
        regions=(Region(1, 10.0, 20.5, 400.0, 90.0),),
        warnings=("ragged_row_realigned",),
    )
    verdicts = (
        RowVerdict(RowKind.BANNER, ("one cell over all columns",), ("Police",), 1, None),
        RowVerdict(RowKind.ACTION, ("has a number",), ("1", "Officers\x1b[31m are to be [bold]trained[/bold]"), 1, 0),
    )
    headings = (Heading("Recommendation", "recommendation", 1.0), Heading("Budget", None, 0.2))
    return Plan(
        facts=PlanFacts(title="Action plan", review_name="Rowan", plan_date=due),
        tables=(
            PlanTable(0, 1, 2, 2, 8, True, "action_plan", headings, 2, "Police", verdicts),
            PlanTable(1, 2, 2, 4, 2, False, "no_plan_headings", (), 1, None),
        ),
        actions=(full, Action(action="Share the learning.", row_index=1)),
        warnings=("heading_guessed",),
    )


@pytest.fixture
def blank_plan() -> Plan:
    """What a letter gives: no table, no action."""
    return Plan(facts=PlanFacts(), tables=(), actions=())


@pytest.fixture
def stamp() -> RunStamp:
    """A version and a time that no clock gave."""
    return RunStamp("0.0.0", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))


@pytest.fixture
def make_source(tmp_path: Path) -> Callable[..., Source]:
    """A source for any path and bytes, without a file behind it."""

    def make(path: str, content: bytes = b"words") -> Source:
        return Source(path, hashlib.sha256(content).hexdigest(), len(content), Kind.TEXT, tmp_path / path)

    return make


@pytest.fixture
def make_outcome(make_source: Callable[..., Source]) -> Callable[..., Outcome]:
    """The outcome of a document that was understood as the plan given."""

    def make(path: str, plan: Plan, content: bytes | None = None) -> Outcome:
        def read(source: Source, _: Limits) -> Document:
            issue = Issue("odd_encoding", Severity.WARNING, "the encoding was guessed")
            return Document(source, (), page_count=2, issues=(issue,))

        def understand(_: Document, __: Vocabulary) -> Plan:
            return plan

        return process_document(make_source(path, content or path.encode()), Options(), read, understand)

    return make


@pytest.fixture
def outcomes(
    make_outcome: Callable[..., Outcome], make_source: Callable[..., Source], plan: Plan, blank_plan: Plan
) -> tuple[Outcome, ...]:
    """A plan, a letter, a copy of the plan, and a file that could not be opened."""
    copied = make_source("c/copy.txt", b"a/plan.txt")
    return (
        make_outcome("a/plan.txt", plan),
        make_outcome("b/letter.txt", blank_plan),
        Outcome("c/copy.txt", Status.DUPLICATE, "same bytes as a/plan.txt", copied, copied.size_bytes),
        Outcome("d/locked.pdf", Status.UNREADABLE, "the system would not open it"),
    )


@pytest.fixture
def dataset(tmp_path: Path, outcomes: tuple[Outcome, ...], stamp: RunStamp, write_outcomes: WriteOutcomes) -> Path:
    """A folder with a valid dataset of those outcomes."""
    processed = tmp_path / "processed"
    write_outcomes(outcomes, processed, stamp)
    return processed


@pytest.fixture
def write_outcomes() -> WriteOutcomes:
    """Writes a dataset of outcomes that no document was read for, as a run would."""

    def write(outcomes: tuple[Outcome, ...], processed: Path, stamp: RunStamp) -> Report:
        with open_dataset(processed, RunSettings(), stamp, Watch()) as opened:
            entries = []
            for outcome in outcomes:
                if outcome.plan and outcome.source:
                    kept = opened.state.keep(outcome.source, pack_result(outcome, stamp))
                    entries.append(entry_of_result(outcome.path, kept, reused=False))
                else:
                    entries.append(entry_of_refusal(outcome))
            report = write_dataset(Folder(tuple(entries), 0), processed, opened, RunSettings(), stamp)
            opened.tidy(report.entries)
            return report

    return write
