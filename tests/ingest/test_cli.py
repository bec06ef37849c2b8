"""Tests of `ingest.cli`: what is asked for, what is printed where, and the exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from extractors.document import Kind
from ingest import cli, inspection, pipeline
from ingest.cli import app
from ingest.discover import Found
from ingest.errors import Terminated
from ingest.exit_codes import ExitCode
from ingest.outcome import Outcome
from ingest.rows import RunStamp
from ingest.schema import Status
from ingest.settings import Budget, Options, RunSettings
from ingest.watch import Watch
from ingest.worker_messages import Setup
from ingest.workers import read_here
from ingest.writing import Report
from normalise.plan import Plan

HEAVY = ("pandas", "pyarrow", "spacy", "pdfplumber", "docx", "dateparser", "rapidfuzz", "numpy")


def _call(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


@pytest.fixture
def invented(
    monkeypatch: pytest.MonkeyPatch, make_outcome: Callable[..., Outcome], plan: Plan, blank_plan: Plan
) -> None:
    """Has every file understood by its name: `plan…`, `letter…`, anything else fails."""

    def process(found: Found, _: Options) -> Outcome:
        if isinstance(found, Outcome):
            return found
        if found.path.startswith(("plan", "letter")):
            return make_outcome(found.path, plan if found.path.startswith("plan") else blank_plan)
        return Outcome(found.path, Status.CORRUPT, "cut off in the middle", found, found.size_bytes)

    run = pipeline.run_pipeline

    def run_invented(raw: Path, processed: Path, settings: RunSettings, stamp: RunStamp, watch: Watch) -> Report:
        setup = Setup(process, settings.options, settings.budget, stamp, processed)
        return run(raw, processed, settings, stamp, watch, lambda sources: read_here(sources, setup))

    monkeypatch.setattr(pipeline, "run_pipeline", run_invented)
    monkeypatch.setattr(inspection, "process_found", process)


def test_import_is_light() -> None:
    """The command line answers `--help` without importing what reads documents or writes Parquet."""
    code = f"import sys, ingest.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_version() -> None:
    """`--version` prints the name and a version."""
    result = _call("--version")
    assert result.exit_code == ExitCode.OK
    assert result.stdout.startswith("dhr-plans ")


@pytest.mark.usefixtures("invented")
@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["plan.txt", "letter.txt"], ExitCode.OK),
        (["letter.txt"], ExitCode.OK),
        (["plan.txt", "odd.txt"], ExitCode.SOME_FAILED),
        (["odd.txt"], ExitCode.NOTHING_USABLE),
        ([], ExitCode.NOTHING_USABLE),
    ],
)
def test_exit_codes_of_run(raw: Path, tmp_path: Path, names: list[str], code: ExitCode) -> None:
    """All read, some failed, nothing usable; a letter is no failure."""
    for name in names:
        (raw / name).write_text(name)
    assert _call("run", raw, tmp_path / "out").exit_code == code
    assert (tmp_path / "out/actions.parquet").exists() == bool(names)


@pytest.mark.usefixtures("invented")
def test_names_that_come_back_are_told(raw: Path, tmp_path: Path) -> None:
    """A run that hides less of people's names than the one before says so; one that hides as much says nothing."""
    (raw / "plan.txt").write_text("plan")
    told = "More names of people are in the dataset than before: the run before had --people drop"
    for policy, says in (("drop", False), ("drop", False), ("role", True), ("keep", False), ("drop", False)):
        assert (told in _call("run", raw, tmp_path / "out", "--people", policy).stdout) == says


@pytest.mark.usefixtures("invented")
def test_closing_summary(raw: Path, tmp_path: Path) -> None:
    """The summary counts plans and actions by state and sector and names what failed and why, steering no terminal."""
    for name in ("plan.txt", "letter.txt", "odd\x1b[31m.txt"):
        (raw / name).write_text(name)
    text = _call("run", raw, tmp_path / "out").stdout
    assert "3 documents: 1 plan with 2 actions" in text
    assert "complete 1, not_stated 1" in text
    assert "housing 1, police 1" in text
    assert "1 document without an action plan:\n  letter.txt: no table found" in text
    assert "odd\\x1b[31m.txt: corrupt: cut off in the middle" in text
    assert "\x1b" not in text


@pytest.mark.usefixtures("invented")
def test_quiet(raw: Path, tmp_path: Path) -> None:
    """`--quiet` prints nothing where nothing went wrong."""
    (raw / "plan.txt").write_text("plan")
    result = _call("run", raw, tmp_path / "out", "--quiet")
    assert (result.output, result.exit_code) == ("", ExitCode.OK)


USAGE = {
    "raw missing": ("run {0}/gone {0}/out", "there is no such folder"),
    "raw a file": ("run {0}/file {0}/out", "is a file; name the folder"),
    "processed inside raw": ("run {0}/raw {0}/raw/out", "is inside"),
    "processed is raw": ("run {0}/raw {0}/raw", "is inside"),
    "processed a file": ("run {0}/raw {0}/file", "is a file; name a folder for the dataset"),
    "vocabulary missing": ("run {0}/raw {0}/out --vocabulary {0}/gone.toml", "--vocabulary"),
    "vocabulary wrong": ("run {0}/raw {0}/out --vocabulary {0}/words.toml", "no_such_section"),
    "limit of nothing": ("run {0}/raw {0}/out --max-pages 0", "--max-pages"),
    "inspect a folder": ("inspect {0}/raw", "is a folder; inspect one file"),
    "inspect nothing": ("inspect {0}/gone", "no such file"),
    "validate nothing": ("validate {0}/gone", "no such folder"),
    "validate no dataset": ("validate {0}/raw", "no dataset in this folder"),
    "unknown command": ("fly", "fly"),
}


@pytest.mark.parametrize("case", USAGE)
def test_usage(tmp_path: Path, raw: Path, case: str) -> None:
    """What makes no sense is one clear line on stderr and exit code 2; nothing is written."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "words.toml").write_text("[no_such_section]\nkey = ['x']\n")
    command, words = USAGE[case]
    result = _call(*(part.format(tmp_path) for part in command.split()))
    assert result.exit_code == ExitCode.USAGE
    assert words in " ".join(result.stderr.split())
    assert "Traceback" not in result.output
    assert not (tmp_path / "out").exists()
    assert list(raw.iterdir()) == []


@pytest.mark.usefixtures("invented")
def test_a_folder_that_cannot_be_written(raw: Path, tmp_path: Path) -> None:
    """Where the dataset cannot be written the exit code says so."""
    (raw / "plan.txt").write_text("plan")
    (tmp_path / "file").write_text("x")
    result = _call("run", raw, tmp_path / "file/out")
    assert result.exit_code == ExitCode.CANNOT_WRITE
    assert "still there" in result.stderr


@pytest.mark.parametrize(
    ("stop", "code"), [(KeyboardInterrupt, ExitCode.INTERRUPTED), (Terminated, ExitCode.TERMINATED)]
)
def test_being_stopped(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException], code: ExitCode
) -> None:
    """Stopping by hand or by the system is one line, not a traceback."""

    def stopped(*_: object) -> object:
        raise stop

    monkeypatch.setattr(pipeline, "run_pipeline", stopped)
    result = _call("run", raw, tmp_path / "out")
    assert result.exit_code == code
    assert result.stderr.startswith("dhr-plans: stopped; the dataset is as it was")
    assert result.stdout == ""


@pytest.mark.usefixtures("invented")
@pytest.mark.parametrize(
    ("names", "fail_on", "code"),
    [
        (["plan.txt", "odd.txt"], "partial", ExitCode.SOME_FAILED),
        (["plan.txt", "odd.txt"], "failed", ExitCode.OK),
        (["plan.txt", "odd.txt"], "none", ExitCode.OK),
        (["odd.txt"], "partial", ExitCode.NOTHING_USABLE),
        (["odd.txt"], "failed", ExitCode.NOTHING_USABLE),
        (["odd.txt"], "none", ExitCode.OK),
    ],
)
def test_fail_on(raw: Path, tmp_path: Path, names: list[str], fail_on: str, code: ExitCode) -> None:
    """Which failed documents a scheduled run alerts on is for the user to say."""
    for name in names:
        (raw / name).write_text(name)
    assert _call("run", raw, tmp_path / "out", "--fail-on", fail_on, "-q").exit_code == code


@pytest.mark.usefixtures("invented")
def test_log_of_json(raw: Path, tmp_path: Path) -> None:
    """Each line on stderr is JSON with time, level and event, from start to end; stdout stays empty."""
    for name in ("plan.txt", "odd\x1b.txt"):
        (raw / name).write_text(name)
    result = _call("run", raw, tmp_path / "out", "--log-format", "json")
    lines = [json.loads(line) for line in result.stderr.splitlines()]
    events = [line["event"] for line in lines]
    assert events == ["run_started", "discovered", "document", "document", "run_finished"]
    assert all(line["time"] and line["level"] == "info" for line in lines)
    assert (lines[-1]["exit_code"], lines[-1]["documents_failed"]) == (ExitCode.SOME_FAILED, 1)
    assert result.stdout == ""
    assert "\x1b" not in result.stderr


@pytest.mark.usefixtures("invented")
def test_errors_of_json(raw: Path, tmp_path: Path) -> None:
    """What stops a run is a line of JSON, too."""
    (raw / "plan.txt").write_text("plan")
    (tmp_path / "file").write_text("x")
    result = _call("run", raw, tmp_path / "file/out", "--log-format", "json")
    last = json.loads(result.stderr.splitlines()[-1])
    assert (last["level"], last["exit_code"]) == ("error", ExitCode.CANNOT_WRITE)


@pytest.mark.usefixtures("invented")
def test_what_changed_is_in_the_summary(raw: Path, tmp_path: Path) -> None:
    """The summary of a second run names removed files and says what changed."""
    for name in ("plan.txt", "letter.txt"):
        (raw / name).write_text(name)
    assert "since the run before" not in _call("run", raw, tmp_path / "out").stdout
    (raw / "plan.txt").unlink()
    text = _call("run", raw, tmp_path / "out").stdout
    assert "1 file no longer there:\n  plan.txt" in text
    assert "Actions since the run before: 0 added, 2 gone, 0 changed" in text
    assert "Actions: nothing changed since the run before" in _call("run", raw, tmp_path / "out").stdout


def test_every_limit_is_an_option(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a document and a run may cost is for the user to say; without a word, all cores and what a laptop bears."""
    asked: list[RunSettings] = []

    def look(_: Path, __: Path, settings: RunSettings, *___: object) -> Report:
        asked.append(settings)
        return Report(())

    monkeypatch.setattr(pipeline, "run_pipeline", look)
    monkeypatch.setattr(cli, "default_workers", lambda: 17)
    numbers = "--max-seconds 7 --max-memory 64 --max-bytes 11 --max-unpacked-bytes 12 --max-pages 13 --max-cells 14"
    _call("run", raw, tmp_path / "out", *numbers.split(), "--workers", 3, "--exclude", "a*", "--exclude", "b", "--wait")
    _call("run", raw, tmp_path / "out")
    limits = asked[0].options.limits
    assert asked[0].budget == Budget(7, 64 << 20)
    assert (limits.max_bytes, limits.max_unpacked_bytes, limits.max_pages, limits.max_cells) == (11, 12, 13, 14)
    assert (asked[0].workers, asked[0].exclude, asked[0].wait) == (3, ("a*", "b"), True)
    assert (asked[1].workers, asked[1].budget) == (17, Budget(120, 1 << 30))


@pytest.mark.usefixtures("invented")
def test_a_dataset_that_may_not_be_written(raw: Path, tmp_path: Path) -> None:
    """A run into a folder without the right to write says so and changes nothing."""
    (raw / "plan.txt").write_text("plan")
    _call("run", raw, tmp_path / "out")
    before = {file: file.read_bytes() for file in (tmp_path / "out").glob("*.parquet")}
    (raw / "plan 2.txt").write_text("plan 2")
    folders = [tmp_path / "out", *(folder for folder in (tmp_path / "out").rglob("*") if folder.is_dir())]
    try:
        for folder in folders:
            folder.chmod(0o555)
        if os.access(folders[0], os.W_OK):
            pytest.skip("root may write everywhere")
        result = _call("run", raw, tmp_path / "out")
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert result.exit_code == ExitCode.CANNOT_WRITE
    assert "still there" in result.stderr
    assert {file: file.read_bytes() for file in (tmp_path / "out").glob("*.parquet")} == before
    assert _call("run", raw, tmp_path / "out").exit_code == ExitCode.OK


@pytest.mark.usefixtures("invented")
def test_readers_are_told_the_headings(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`run` and `inspect` give the readers the vocabulary's headings, the user's own among them, and `--all-pages`."""
    (raw / "plan.txt").write_text("plan")
    (tmp_path / "words.toml").write_text("[headings]\naction = ['  Our  DEED ']\n")
    asked: list[Options] = []

    def look(_: Path, options: Options) -> Outcome:
        asked.append(options)
        return Outcome("plan.txt", Status.OK)

    monkeypatch.setattr(inspection, "inspect_file", look)
    monkeypatch.setattr(inspection, "print_inspection", lambda *_: None)
    _call("inspect", raw / "plan.txt", "--vocabulary", tmp_path / "words.toml", "--all-pages")
    limits = asked[0].limits
    assert limits.all_pages
    assert limits.headings is not None
    assert {"our deed", "recommendation", "lead agency"} <= limits.headings


def test_validate(dataset: Path) -> None:
    """A valid dataset is 0; a broken one prints a line for each problem and is 4."""
    assert _call("validate", dataset).exit_code == ExitCode.OK
    (dataset / "dates.parquet").unlink()
    result = _call("validate", dataset)
    assert result.exit_code == ExitCode.INVALID_DATASET
    assert result.stdout.startswith("dates.parquet: ")
    assert len(result.stdout.splitlines()) == 1


def test_schema_formats() -> None:
    """The dictionary is Markdown for people and JSON for machines."""
    assert _call("schema").stdout.startswith("# Data dictionary")
    package = json.loads(_call("schema", "--format", "json").stdout)
    assert package["resources"][0]["name"] == "documents"


@pytest.mark.usefixtures("invented")
def test_inspect_for_people(raw: Path) -> None:
    """Tables, headings with scores, rows with reasons and actions are shown, and no control character gets through."""
    (raw / "plan.txt").write_text("plan")
    result = _call("inspect", raw / "plan.txt")
    text = result.stdout
    assert result.exit_code == ExitCode.OK
    for words in ("accepted: action_plan", "rejected: no_plan_headings", "1.00  recommendation", "0.20  (extra)"):
        assert words in text
    assert "banner" in text
    assert "one cell over" in text
    assert "March 2021 = 2021-03 (due)" in text
    assert "[bold]" in text
    assert "\x1b" not in text
    assert max(len(line) for line in text.splitlines()) <= 100


@pytest.mark.usefixtures("invented")
def test_inspect_for_machines(raw: Path) -> None:
    """`--json` prints JSON and nothing else, verdicts on rows included."""
    (raw / "plan.txt").write_text("plan")
    view = json.loads(_call("inspect", raw / "plan.txt", "--json").stdout)
    assert (view["status"], view["format"]) == ("ok", Kind.TEXT.value)
    assert [row["kind"] for row in view["tables"][0]["rows"]] == ["banner", "action"]
    assert view["actions"][0]["target_dates"][0]["earliest"] == "2021-03-01"


@pytest.mark.usefixtures("invented")
def test_inspect_of_an_unreadable_document(raw: Path) -> None:
    """A document that cannot be read says why and is 3."""
    (raw / "odd.txt").write_text("odd")
    result = _call("inspect", raw / "odd.txt")
    assert result.exit_code == ExitCode.NOTHING_USABLE
    assert "corrupt: cut off in the middle" in result.stdout
