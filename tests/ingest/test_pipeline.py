"""Tests of `ingest.pipeline`: from a folder to a dataset, with the real stages around an invented reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.document import Document, Limits, Source
from ingest.dataset import load_frame
from ingest.discover import Found
from ingest.one_document import Options, process_document
from ingest.outcome import Outcome
from ingest.pipeline import run_pipeline
from ingest.rows import RunStamp
from ingest.schema import ACTIONS, DOCUMENTS
from ingest.validate import validate
from normalise.plan import Plan, PlanFacts


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    (folder / "sub").mkdir(parents=True)
    (folder / "a plan.txt").write_text("plan")
    (folder / "sub/broken.txt").write_text("broken")
    (folder / "sub/copy.txt").write_text("plan")
    (folder / "letter.txt").write_text("letter")
    return folder


@pytest.fixture
def process(plan: Plan, blank_plan: Plan) -> Callable[[Found, Options], Outcome]:
    """Work on one file that takes a file's own words for what becomes of it."""

    def read(source: Source, _: Limits) -> Document:
        word = source.file.read_text()
        if word == "broken":
            raise ValueError("cannot be understood")
        return Document(source, (), metadata={"word": word})

    def work(found: Found, options: Options) -> Outcome:
        if isinstance(found, Outcome):
            return found
        return process_document(
            found, options, read, lambda document, _: plan if document.metadata["word"] == "plan" else blank_plan
        )

    return work


def test_every_file_ends_in_the_dataset(
    raw: Path, tmp_path: Path, stamp: RunStamp, process: Callable[[Found, Options], Outcome]
) -> None:
    """A broken document stops nothing; each file has its row, and the dataset is valid."""
    seen: list[tuple[int, int, str]] = []
    report = run_pipeline(raw, tmp_path / "out", Options(), stamp, lambda *step: seen.append(step), process)
    statuses = dict(load_frame(tmp_path / "out", DOCUMENTS)[["source_path", "status"]].to_numpy().tolist())
    assert statuses == {
        "a plan.txt": "ok",
        "letter.txt": "no_action_plan",
        "sub/broken.txt": "failed",
        "sub/copy.txt": "duplicate",
    }
    assert [outcome.path for outcome in report.outcomes] == list(statuses)
    assert [(done, total) for done, total, _ in seen] == [(0, 4), (1, 4), (2, 4), (3, 4)]
    assert validate(tmp_path / "out") == ()


def test_second_run_gives_the_same_actions(
    raw: Path, tmp_path: Path, stamp: RunStamp, process: Callable[[Found, Options], Outcome]
) -> None:
    """The same input gives a byte-identical `actions.parquet`, over an old dataset or into a new folder."""
    written = []
    for folder in ("one", "two", "one"):
        run_pipeline(raw, tmp_path / folder, Options(), stamp, lambda *_: None, process)
        written.append((tmp_path / folder / ACTIONS.file_name).read_bytes())
    assert len(set(written)) == 1


def test_an_empty_folder_leaves_what_was_there(dataset: Path, tmp_path: Path, stamp: RunStamp) -> None:
    """Where there is no document nothing is written, so that a mistaken folder does not empty a dataset."""
    before = (dataset / ACTIONS.file_name).read_bytes()
    (tmp_path / "empty").mkdir()
    report = run_pipeline(tmp_path / "empty", dataset, Options(), stamp, lambda *_: None)
    assert report.outcomes == ()
    assert (dataset / ACTIONS.file_name).read_bytes() == before


def test_no_plan_at_all_is_a_dataset_too(tmp_path: Path, stamp: RunStamp, make_outcome: Callable[..., Outcome]) -> None:
    """Files without rows are written with all their columns."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/letter.txt").write_text("letter")
    nothing = Plan(PlanFacts(), (), ())
    run_pipeline(
        tmp_path / "raw",
        tmp_path / "out",
        Options(),
        stamp,
        lambda *_: None,
        lambda found, _: make_outcome(found.path, nothing),
    )
    assert list(load_frame(tmp_path / "out", ACTIONS).columns) == [column.name for column in ACTIONS.columns]
    assert validate(tmp_path / "out") == ()
