"""Tests of `ingest.pipeline`: from a folder to a dataset, again and again, around invented work."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.document import Document, Limits, Source
from ingest import reading_version, undertaking
from ingest.dataset import load_frame
from ingest.discover import published_path
from ingest.one_document import process_document
from ingest.outcome import Outcome
from ingest.pipeline import run_pipeline
from ingest.rows import RunStamp
from ingest.schema import ACTIONS, DOCUMENTS, Status
from ingest.schema_runs import CHANGES, RUNS
from ingest.settings import Budget, Options, RunSettings
from ingest.summary import run_summary
from ingest.terminal import printable
from ingest.validate import validate
from ingest.watch import Watch
from ingest.worker_messages import Setup
from ingest.workers import Read, read_here
from ingest.writing import Report
from normalise.people_policy import PeoplePolicy
from normalise.plan import CompletionState, Plan, Rag

Run = Callable[..., Report]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    (folder / "sub").mkdir(parents=True)
    (folder / "a plan.txt").write_text("plan")
    (folder / "sub/broken.txt").write_text("broken")
    (folder / "sub/copy.txt").write_text("plan")
    (folder / "letter.txt").write_text("letter")
    return folder


class Clerk:
    """Does invented work: a file's own words say what becomes of it. Remembers what it was given."""

    def __init__(self, plan: Plan, blank_plan: Plan, stamp: RunStamp) -> None:
        self.plans = {"plan": plan, "letter": blank_plan}
        self.stamp = stamp
        self.options = Options()
        self.given: list[str] = []
        self.meanwhile: Callable[[Source], object] = str

    def __call__(self, sources: Sequence[Source]) -> Generator[Read, None, None]:
        """Works; what happens `meanwhile` comes after each document."""
        self.given += [source.path for source in sources]
        for read in read_here(sources, Setup(self._work, self.options, Budget(), self.stamp, Path())):
            self.meanwhile(read.source)
            yield read

    def _work(self, source: Source, options: Options) -> Outcome:
        if source.file.read_text() == "slow":
            return Outcome(source.path, Status.TIMED_OUT, "too slow", source, source.size_bytes)
        return process_document(source, options, self._read, lambda document, _: self.plans[document.metadata["word"]])

    @staticmethod
    def _read(source: Source, _: Limits) -> Document:
        return Document(source, (), metadata={"word": source.file.read_text()})


@pytest.fixture
def clerk(plan: Plan, blank_plan: Plan, stamp: RunStamp) -> Clerk:
    return Clerk(plan, blank_plan, stamp)


@pytest.fixture
def run(raw: Path, tmp_path: Path, stamp: RunStamp, clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> Run:
    """One run of the folder `raw` into `out`; the settings may be given. The version of the readers stays the same."""
    monkeypatch.setattr(undertaking, "reading_version", lambda: "one")

    def run_once(settings: RunSettings | None = None, out: str = "out") -> Report:
        clerk.given.clear()
        return run_pipeline(raw, tmp_path / out, settings or RunSettings(), stamp, Watch(), clerk)

    return run_once


def test_every_file_ends_in_the_dataset(run: Run, tmp_path: Path) -> None:
    """A broken document stops nothing; each file has its row, and the dataset is valid."""
    report = run()
    statuses = dict(load_frame(tmp_path / "out", DOCUMENTS)[["source_path", "status"]].to_numpy().tolist())
    assert statuses == {
        "a plan.txt": "ok",
        "letter.txt": "no_action_plan",
        "sub/broken.txt": "failed",
        "sub/copy.txt": "duplicate",
    }
    assert [entry.path for entry in report.entries] == list(statuses)
    assert validate(tmp_path / "out") == ()


def test_second_run_gives_the_same_actions(run: Run, tmp_path: Path) -> None:
    """The same input gives a byte-identical `actions.parquet`, over an old dataset or into a new folder."""
    written = []
    for folder in ("one", "two", "one"):
        run(RunSettings(full=True), folder)
        written.append((tmp_path / folder / ACTIONS.file_name).read_bytes())
    assert len(set(written)) == 1


def test_an_empty_folder_leaves_what_was_there(dataset: Path, tmp_path: Path, stamp: RunStamp) -> None:
    """Where there is no document nothing is written, so that a mistaken folder does not empty a dataset."""
    before = (dataset / ACTIONS.file_name).read_bytes()
    (tmp_path / "empty").mkdir()
    report = run_pipeline(tmp_path / "empty", dataset, RunSettings(), stamp, Watch())
    assert report.entries == ()
    assert (dataset / ACTIONS.file_name).read_bytes() == before


def test_no_plan_at_all_is_a_dataset_too(run: Run, raw: Path, tmp_path: Path) -> None:
    """Files without rows are written with all their columns."""
    (raw / "a plan.txt").unlink()
    (raw / "sub/copy.txt").unlink()
    run()
    assert list(load_frame(tmp_path / "out", ACTIONS).columns) == [column.name for column in ACTIONS.columns]
    assert validate(tmp_path / "out") == ()


def test_nothing_is_read_twice(run: Run, clerk: Clerk, tmp_path: Path) -> None:
    """A second run reads nothing and says the same; only the runs grow, and the clock of the first reading stays."""
    run()
    before = (tmp_path / "out" / DOCUMENTS.file_name).read_bytes()
    report = run()
    assert clerk.given == []
    assert all(entry.reused or entry.status is Status.DUPLICATE for entry in report.entries)
    assert (tmp_path / "out" / DOCUMENTS.file_name).read_bytes() == before
    assert len(load_frame(tmp_path / "out", RUNS)) == 2
    assert report.changes == ()


def test_only_what_changed_is_read(run: Run, raw: Path, clerk: Clerk, tmp_path: Path) -> None:
    """A changed and a new file are read; a removed one leaves the dataset and is named."""
    run()
    (raw / "letter.txt").unlink()
    (raw / "sub/broken.txt").write_text("lettre 2")
    (raw / "new.txt").write_text("lettre 1")
    report = run()
    assert sorted(clerk.given) == ["new.txt", "sub/broken.txt"]
    assert report.removed == ("letter.txt",)
    assert "letter.txt" not in set(load_frame(tmp_path / "out", DOCUMENTS)["source_path"])
    assert validate(tmp_path / "out") == ()


def test_a_moved_file_is_the_same_document(run: Run, raw: Path, clerk: Clerk, tmp_path: Path) -> None:
    """Moving or renaming a file reads nothing and changes no id; it is said where it went, not that it is gone."""
    run()
    before = load_frame(tmp_path / "out", ACTIONS)
    (raw / "a plan.txt").rename(raw / "sub/z plan.txt")
    (raw / "sub/copy.txt").unlink()
    report = run()
    after = load_frame(tmp_path / "out", ACTIONS)
    assert clerk.given == []
    assert after["action_id"].tolist() == before["action_id"].tolist()
    assert set(after["source_path"]) == {"sub/z plan.txt"}
    assert report.changes == ()
    assert report.moved == {"a plan.txt": "sub/z plan.txt"}
    assert report.removed == ("sub/copy.txt",)
    record = json.loads((tmp_path / "out/run.json").read_text())
    assert (record["moved"], record["counts"]["documents_removed"]) == (report.moved, 1)
    assert validate(tmp_path / "out") == ()


@pytest.mark.parametrize(
    "name",
    [
        b"plan\non two lines.txt",
        "owl 🦉.txt".encode(),
        b"-rf.txt",
        b"--help",
        b"x" * 251 + b".txt",
        b"caf\xe9.txt",
        b"\x1b[31mred\r.txt",
        b" ",
        "turned \u202etxt.docx".encode(),
    ],
)
def test_odd_names_are_names_like_others(run: Run, raw: Path, clerk: Clerk, tmp_path: Path, name: bytes) -> None:
    """A file of any name is read once, has its row, and steers neither a terminal nor the record."""
    clerk.plans["plan 2"] = clerk.plans["plan"]
    file = Path(os.fsdecode(os.fsencode(raw) + b"/" + name))
    file.write_text("plan 2")
    report = run()
    documents = load_frame(tmp_path / "out", DOCUMENTS).set_index("source_path")
    path = published_path(file, raw)
    assert documents["status"][path] == "ok"
    assert path in {one["path"] for one in json.loads((tmp_path / "out/run.json").read_text())["documents"]}
    file.unlink()
    removed = run_summary(run(), tmp_path)
    assert report.first
    assert clerk.given == []
    assert removed.split("no longer there:\n  ")[1].split("\n")[0] == printable(path)
    assert not set(removed) & {"\x1b", "\r", "\u202e"}
    assert validate(tmp_path / "out") == ()


def test_full_reads_all(run: Run, clerk: Clerk) -> None:
    """`--full` reads what is there again, whatever is kept."""
    run()
    run(RunSettings(full=True))
    assert len(clerk.given) == 3


@pytest.mark.parametrize("what", ["limits", "vocabulary", "words in the vocabulary"])
def test_other_options_read_again(run: Run, clerk: Clerk, tmp_path: Path, what: str) -> None:
    """Options that shape a result are part of what it is kept by; of a vocabulary what it says, not its name."""
    words = tmp_path / "words.toml"
    words.write_text("[headings]\naction = ['deed']\n")
    first, second = Options(), Options(Limits(max_pages=3)) if what == "limits" else Options(vocabulary=words)
    if what == "words in the vocabulary":
        first = second
    run(RunSettings(options=first))
    if what == "words in the vocabulary":
        words.write_text("[headings]\naction = ['feat']\n")
    run(RunSettings(options=second))
    assert len(clerk.given) == 3
    moved = words.rename(tmp_path / "other.toml")
    run(RunSettings(options=replace(second, vocabulary=moved if second.vocabulary else None)))
    assert clerk.given == []


def test_another_reading_version_reads_again(run: Run, clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that would read differently reads everything again, and says that it was the reading that changed."""
    run()
    monkeypatch.setattr(undertaking, "reading_version", lambda: "another")
    clerk.plans["plan"] = replace(clerk.plans["plan"], actions=clerk.plans["plan"].actions[:1])
    report = run()
    assert len(clerk.given) == 3
    assert {(row["kind"], row["cause"]) for row in report.changes} == {("gone", "new_reading")}


def test_the_reading_version_is_that_of_our_source(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the same twice, and another where a library has another version."""
    before = reading_version.reading_version()
    assert before == reading_version.reading_version()
    assert {"pdfplumber", "pdfminer.six", "python-docx", "lxml"} <= set(reading_version.library_versions())
    monkeypatch.setattr(reading_version, "library_versions", lambda: {"pdfplumber": "0"})
    assert reading_version.reading_version() != before


@pytest.mark.parametrize("name", ["normalise/guess.json", "normalise/vocabulary/words.toml", "extractors/reader.py"])
def test_whatever_stands_in_our_packages_is_in_the_reading_version(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Weights and word lists decide how a document is read as code does; bytecode does not."""
    files = [tmp_path / name, *(tmp_path / "ingest" / f"{module}.py" for module in reading_version._OF_INGEST)]
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("1", encoding="utf-8")
    monkeypatch.setattr(reading_version, "_ROOT", tmp_path)
    before = reading_version.reading_version()
    bytecode = files[0].parent / "__pycache__" / "reader.pyc"
    bytecode.parent.mkdir()
    bytecode.write_bytes(b"2")
    assert reading_version.reading_version() == before
    files[0].write_text("2", encoding="utf-8")
    assert reading_version.reading_version() != before


@pytest.mark.parametrize("damage", ["emptied", "cut", "changed", "gone", "nonsense"])
def test_damaged_results_are_read_again(run: Run, clerk: Clerk, tmp_path: Path, damage: str) -> None:
    """Kept results that a power cut or somebody else damaged are not used; the dataset is the same."""
    run()
    before = (tmp_path / "out" / ACTIONS.file_name).read_bytes()
    for file in (tmp_path / "out/.state/results").glob("*.result"):
        data = file.read_bytes()
        file.write_bytes({"emptied": b"", "cut": data[:-9], "nonsense": b"{}\n"}.get(damage, data[:-1] + b"x"))
        if damage == "gone":
            file.unlink()
    (tmp_path / "out/.state/files.json").write_bytes(b"[" if damage == "nonsense" else b"{}")
    (tmp_path / "out/actions.parquet").unlink()
    run()
    assert len(clerk.given) == 3
    assert validate(tmp_path / "out") == ()
    assert (tmp_path / "out" / ACTIONS.file_name).read_bytes() == before


def test_a_timeout_is_tried_again_but_not_for_ever(run: Run, raw: Path, clerk: Clerk) -> None:
    """What may have been the machine's fault is tried in three runs, then left until something changes."""
    (raw / "sub/broken.txt").write_text("slow")
    given = []
    for _ in range(4):
        run()
        given.append("sub/broken.txt" in clerk.given)
    assert given == [True, True, True, False]
    run(RunSettings(budget=Budget(seconds=999)))
    assert clerk.given == ["sub/broken.txt"]


def test_a_file_that_changes_while_it_is_read(run: Run, clerk: Clerk, tmp_path: Path) -> None:
    """It is read once more, with what it says then."""
    words = ["letter"]

    def write(source: Source) -> None:
        if source.path == "a plan.txt" and words:
            source.file.write_text(words.pop())

    clerk.meanwhile = write
    assert not any(entry.reused for entry in run().entries)
    statuses = load_frame(tmp_path / "out", DOCUMENTS).set_index("source_path")["status"]
    assert statuses["a plan.txt"] == "no_action_plan"
    assert statuses["sub/copy.txt"] == "ok"
    assert statuses["letter.txt"] == "duplicate"
    assert validate(tmp_path / "out") == ()


def test_looking_again_reads_nothing_twice(run: Run, raw: Path, clerk: Clerk) -> None:
    """Where one file changed meanwhile the others are not read again, slow ones and those of `--full` among them."""
    (raw / "sub/broken.txt").write_text("slow")
    words = ["letter 2"]
    clerk.plans["letter 2"] = clerk.plans["letter"]
    clerk.meanwhile = lambda source: source.path == "letter.txt" and words and source.file.write_text(words.pop())
    run(RunSettings(full=True))
    assert sorted(clerk.given) == ["a plan.txt", "letter.txt", "letter.txt", "sub/broken.txt"]


def test_a_file_that_never_keeps_still(run: Run, clerk: Clerk, tmp_path: Path) -> None:
    """It is given up after two tries with a row that says so; nothing else suffers."""
    clerk.meanwhile = lambda source: source.path == "letter.txt" and source.file.write_text(str(time.time_ns()))
    clerk.plans = dict.fromkeys(["plan", "letter"], clerk.plans["plan"])
    run()
    documents = load_frame(tmp_path / "out", DOCUMENTS).set_index("source_path")
    assert documents["status"]["letter.txt"] == "unreadable"
    assert "changed each time" in documents["detail"]["letter.txt"]
    assert documents["status"]["a plan.txt"] == "ok"
    assert validate(tmp_path / "out") == ()


def test_a_file_that_vanishes_while_it_is_read(run: Run, clerk: Clerk, tmp_path: Path) -> None:
    """It is as if it had never been there."""

    def take_away(source: Source) -> None:
        if source.path == "letter.txt":
            source.file.unlink()

    clerk.meanwhile = take_away
    run()
    assert "letter.txt" not in set(load_frame(tmp_path / "out", DOCUMENTS)["source_path"])


def test_what_changed_is_said_field_by_field(run: Run, raw: Path, clerk: Clerk, plan: Plan, tmp_path: Path) -> None:
    """A researcher sees that an action's rating moved, from what to what, though its id is another."""
    (raw / "sub/copy.txt").unlink()
    assert run().changes == ()
    moved = replace(plan.actions[0], rag=Rag.BLUE, rag_history=(Rag.AMBER, Rag.BLUE), owners=("Housing lead",))
    clerk.plans["plan 2"] = replace(plan, actions=(moved, replace(plan.actions[1], action="Something else entirely.")))
    (raw / "a plan.txt").write_text("plan 2")
    run()
    run()
    changes = load_frame(tmp_path / "out", CHANGES)
    changed = changes[changes["kind"] == "changed"]
    assert changed[["field", "before", "after"]].to_numpy().tolist() == [
        ["owners", "[]", '["Housing lead"]'],
        ["rag", "green", "blue"],
        ["rag_history", '["amber", "green"]', '["amber", "blue"]'],
    ]
    assert set(changes["cause"]) == {"new_content"}
    assert sorted(changes["kind"]) == ["added", "changed", "changed", "changed", "gone"]
    assert changes["run_id"].nunique() == 1
    row = load_frame(tmp_path / "out", RUNS).iloc[1]
    assert (row["actions_added"], row["actions_gone"], row["actions_changed"]) == (1, 1, 1)
    assert validate(tmp_path / "out") == ()


def test_an_action_that_moves_from_amber_to_complete(
    run: Run, raw: Path, clerk: Clerk, plan: Plan, tmp_path: Path
) -> None:
    """The closing summary and `changes` say so, with the action's number, and say nothing of the other actions."""
    amber = replace(plan.actions[0], rag=Rag.AMBER, completion_state=CompletionState.IN_PROGRESS)
    clerk.plans["plan"] = replace(plan, actions=(amber, plan.actions[1]))
    run()
    (raw / "a plan.txt").write_text("plan 2")
    (raw / "sub/copy.txt").unlink()
    clerk.plans["plan 2"] = replace(plan, actions=(replace(amber, rag=Rag.GREEN), plan.actions[1]))
    clerk.plans["plan 3"] = plan
    assert "rag: amber → green" in run_summary(run(), tmp_path)
    (raw / "a plan.txt").write_text("plan 3")
    lines = run_summary(run(), tmp_path).splitlines()
    assert "Actions since the run before: 0 added, 0 gone, 1 changed" in lines
    assert [line for line in lines if "→" in line] == ["  a plan.txt 1: completion_state: in_progress → complete"]
    rows = load_frame(tmp_path / "out", CHANGES)[["field", "before", "after"]].to_numpy().tolist()
    assert rows == [["rag", "amber", "green"], ["completion_state", "in_progress", "complete"]]


def test_names_that_are_hidden_are_not_left_in_the_history(
    run: Run, raw: Path, clerk: Clerk, plan: Plan, tmp_path: Path
) -> None:
    """A run that hides more of people than the one before keeps no changes and no generation that show it."""
    clerk.plans["plan"] = replace(plan, actions=(replace(plan.actions[0], owners=("Anna Quill",)), plan.actions[1]))
    run()
    clerk.plans["plan 2"] = replace(plan, actions=(replace(plan.actions[0], owners=("Bea Marsh",)), plan.actions[1]))
    (raw / "a plan.txt").write_text("plan 2")
    run()
    everything = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert any(b"Anna Quill" in path.read_bytes() for path in everything)
    clerk.options = Options(people=PeoplePolicy.DROP)
    run(RunSettings(options=clerk.options))
    assert len(load_frame(tmp_path / "out", CHANGES)) == 0
    assert [owner for owners in load_frame(tmp_path / "out", ACTIONS)["owners"] for owner in owners] == []
    assert len(list((tmp_path / "out/.dataset").glob("run-*"))) == 1
    left = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert [path for path in left if b"Anna Quill" in path.read_bytes() or b"Bea Marsh" in path.read_bytes()] == []
    assert validate(tmp_path / "out") == ()


def test_excluded_files_are_not_seen(run: Run, tmp_path: Path) -> None:
    """A pattern leaves out paths, names and whole folders, and the record says how many."""
    run(RunSettings(exclude=("sub", "*letter*")))
    assert load_frame(tmp_path / "out", DOCUMENTS)["source_path"].tolist() == ["a plan.txt"]
    record = json.loads((tmp_path / "out/run.json").read_text())
    assert record["counts"]["excluded"] == 3
    assert record["options"]["exclude"] == ["sub", "*letter*"]


def test_the_record_of_a_run(run: Run, raw: Path, tmp_path: Path) -> None:
    """`run.json` has versions, options, counts and each document with status and time, and no path of the machine."""
    run()
    text = (tmp_path / "out/run.json").read_text()
    record = json.loads(text)
    assert record["counts"]["by_status"] == {"duplicate": 1, "failed": 1, "no_action_plan": 1, "ok": 1}
    assert next((one["path"], one["status"]) for one in record["documents"]) == ("a plan.txt", "ok")
    assert {"dataset", "pipeline", "reading", "python", "libraries"} == set(record["versions"])
    assert str(raw) not in text


def test_fresh_files_are_hashed_again(run: Run, raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is known by its marks only if it had them for a while; an old one is not even opened."""
    for file in raw.rglob("*.txt"):
        os.utime(file, (1, 1))
    monkeypatch.setattr("ingest.known_files._TOO_FRESH_NS", -10_000_000_000)
    run()
    monkeypatch.setattr("ingest.discover.file_digest", lambda _: pytest.fail("opened"))
    assert len(run().entries) == 4
