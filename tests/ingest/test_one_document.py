"""Tests of `ingest.one_document`: whatever happens to one document ends as its outcome."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace

import pytest

from extractors.document import Document, Kind, Limits, Source
from extractors.errors import EncryptedDocument
from ingest.one_document import Options, process_document, process_found
from ingest.outcome import Outcome
from ingest.schema import Status
from normalise.plan import Action, Plan, PlanFacts, PlanTable

MakeSource = Callable[..., Source]


@pytest.mark.parametrize(
    ("error", "status", "detail"),
    [
        (EncryptedDocument("a password is needed"), Status.ENCRYPTED, "a password is needed"),
        (MemoryError(), Status.OUT_OF_MEMORY, "the document needs more memory than there is"),
        (RecursionError("too deep"), Status.FAILED, "RecursionError: too deep"),
        (ValueError("two\nlines"), Status.FAILED, "ValueError: two lines"),
    ],
)
def test_errors_become_statuses(make_source: MakeSource, error: BaseException, status: Status, detail: str) -> None:
    """An expected error gives its reason, any other `failed` with its type and message on one line."""

    def read(_: Source, __: Limits) -> Document:
        raise error

    outcome = process_document(make_source("plan.pdf"), Options(), read, lambda *_: pytest.fail("not reached"))
    assert (outcome.status, outcome.detail, outcome.plan) == (status, detail, None)


def test_ctrl_c_is_not_swallowed(make_source: MakeSource) -> None:
    """Stopping the run is not a fault of the document."""

    def read(_: Source, __: Limits) -> Document:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        process_document(make_source("plan.pdf"), Options(), read, lambda *_: pytest.fail("not reached"))


def test_a_plan_is_ok(make_outcome: Callable[..., Outcome], plan: Plan) -> None:
    """A plan with actions is `ok`, with the warnings of reading and understanding and what they mean."""
    outcome = make_outcome("plan.txt", plan)
    assert (outcome.status, outcome.page_count) == (Status.OK, 2)
    assert outcome.warnings == ("odd_encoding", "heading_guessed")
    assert outcome.detail == "the encoding was guessed"


def test_no_plan_says_why(make_outcome: Callable[..., Outcome]) -> None:
    """A document without actions is `no_action_plan`, and its detail names why its tables were rejected."""
    table = PlanTable(0, None, None, 2, 2, False, "no_plan_headings", (), 1, None)
    outcome = make_outcome("letter.txt", Plan(PlanFacts(), (table,), ()))
    assert outcome.status is Status.NO_ACTION_PLAN
    assert outcome.detail == "no table is an action plan (no_plan_headings); the encoding was guessed"


def test_rows_that_cannot_be_written_fail_their_document_only(make_outcome: Callable[..., Outcome], plan: Plan) -> None:
    """A value outside its column's type is found inside the border around the document, not when all is written."""
    broken = replace(plan, actions=(Action(row_index=2**40),))
    outcome = make_outcome("plan.txt", broken)
    assert outcome.status is Status.FAILED
    assert "InvalidRow" in (outcome.detail or "")


def test_what_passes_to_another_process_can_be_pickled(make_outcome: Callable[..., Outcome], plan: Plan) -> None:
    """The function, the options and the outcome survive pickling, so a document may have its own process."""
    outcome = make_outcome("plan.txt", plan)
    for value in (process_found, Options(), outcome.source, outcome):
        assert pickle.loads(pickle.dumps(value)) == value


@pytest.mark.parametrize(
    ("name", "misleads"), [("plan.docx", True), ("plan.doc", True), ("plan.txt", False), ("plan", False)]
)
def test_a_name_that_promises_another_kind_is_warned_of(
    make_source: MakeSource, plan: Plan, name: str, misleads: bool
) -> None:
    """A text file named as a Word file is read as text, and said to be misnamed."""
    source = replace(make_source(name), kind=Kind.TEXT)
    outcome = process_document(source, Options(), lambda s, _: Document(s, ()), lambda *_: plan)
    assert ("name_misleads" in outcome.warnings) is misleads
