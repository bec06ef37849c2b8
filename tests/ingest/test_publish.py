"""Tests of `ingest.publish` and `ingest.generation`: all or nothing, at every step, and the same bytes again."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from ingest import generation, publish
from ingest.dataset import load_frame
from ingest.errors import CannotWrite
from ingest.generation import dataset_folder
from ingest.outcome import Outcome
from ingest.rows import RunStamp
from ingest.schema import ACTIONS, DATA_FILES, DOCUMENTS, FILES, NAMES
from ingest.validate import validate
from ingest.writing import Report

WriteOutcomes = Callable[[tuple[Outcome, ...], Path, RunStamp], Report]
DATA_NAMES = tuple(file.file_name for file in DATA_FILES)


def _contents(folder: Path, names: tuple[str, ...] = NAMES) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in names}


class Stopped(BaseException):
    """Stands for a machine that stops: nothing in the program expects it."""


def test_writes_all_files(dataset: Path) -> None:
    """The folder holds the files of the dataset and nothing half written, and is valid."""
    assert sorted(path.name for path in dataset.iterdir()) == sorted([".dataset", ".state", *NAMES])
    assert validate(dataset) == ()


def test_same_rows_same_bytes(
    dataset: Path, outcomes: tuple[Outcome, ...], stamp: RunStamp, tmp_path: Path, write_outcomes: WriteOutcomes
) -> None:
    """Writing the same rows twice gives the same data files, byte for byte."""
    write_outcomes(outcomes, tmp_path / "again", stamp)
    assert _contents(tmp_path / "again", DATA_NAMES) == _contents(dataset, DATA_NAMES)


def test_other_files_stay(
    dataset: Path, outcomes: tuple[Outcome, ...], stamp: RunStamp, write_outcomes: WriteOutcomes
) -> None:
    """What else is in the folder is left alone."""
    (dataset / ".gitkeep").touch()
    (dataset / "notes.txt").write_text("mine")
    write_outcomes(outcomes[:1], dataset, stamp)
    assert (dataset / ".gitkeep").exists()
    assert (dataset / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("step", range(30))
def test_stopped_at_any_step_the_dataset_is_whole(
    dataset: Path,
    outcomes: tuple[Outcome, ...],
    stamp: RunStamp,
    monkeypatch: pytest.MonkeyPatch,
    write_outcomes: WriteOutcomes,
    step: int,
) -> None:
    """Whichever call to the system is the last one, every name leads to the old dataset or every name to the new."""
    before = _contents(dataset)
    calls = []

    def counted(original: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            if len(calls) == step:
                raise Stopped
            calls.append(original)
            return original(*arguments, **named)

        return call

    for name in ("fsync", "replace", "rename", "symlink", "link", "unlink", "mkdir"):
        monkeypatch.setattr(os, name, counted(getattr(os, name)))
    with suppress(Stopped):
        write_outcomes(outcomes[:1], dataset, stamp)
    monkeypatch.undo()
    assert validate(dataset) == ()
    assert _contents(dataset) == before or len(load_frame(dataset, DOCUMENTS)) == 1
    write_outcomes(outcomes[:1], dataset, stamp)
    assert validate(dataset) == ()
    assert len(load_frame(dataset, DOCUMENTS)) == 1
    assert len(list((dataset / ".dataset").glob("run-*"))) <= 2
    assert not [*dataset.glob(".next-*"), *(dataset / ".dataset").glob("next-*")]


@pytest.mark.parametrize("call", ["fsync", "replace", "symlink"])
def test_a_full_disk_leaves_the_old_dataset(
    dataset: Path,
    outcomes: tuple[Outcome, ...],
    stamp: RunStamp,
    monkeypatch: pytest.MonkeyPatch,
    write_outcomes: WriteOutcomes,
    call: str,
) -> None:
    """Where the system has no room left the error says so, the dataset stays, and nothing half written remains."""
    before = _contents(dataset)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, call, full)
    with pytest.raises(CannotWrite, match="No space left on device"):
        write_outcomes(outcomes[:1], dataset, stamp)
    monkeypatch.undo()
    assert _contents(dataset) == before
    assert len(list((dataset / ".dataset").glob("run-*"))) == 1


def test_readers_keep_the_old_files(
    dataset: Path, outcomes: tuple[Outcome, ...], stamp: RunStamp, write_outcomes: WriteOutcomes
) -> None:
    """Who has a file open, or has looked up the folder of the dataset, goes on reading the same dataset."""
    before = _contents(dataset)
    folder = dataset_folder(dataset)
    with (dataset / ACTIONS.file_name).open("rb") as stream:
        write_outcomes(outcomes[1:], dataset, stamp)
        assert stream.read() == before[ACTIONS.file_name]
    assert _contents(folder) == before
    assert dataset_folder(dataset) != folder


def test_a_dataset_of_plain_files_is_taken_over(
    dataset: Path, outcomes: tuple[Outcome, ...], stamp: RunStamp, tmp_path: Path, write_outcomes: WriteOutcomes
) -> None:
    """A folder that an older version wrote plain files into becomes one of generations, whole all the time."""
    old = tmp_path / "old"
    old.mkdir()
    for name, content in _contents(dataset).items():
        (old / name).write_bytes(content)
    report = write_outcomes(outcomes[1:2], old, stamp)
    assert validate(old) == ()
    assert {row["kind"] for row in report.changes} == {"gone"}
    assert all((old / name).is_symlink() for name in NAMES)


@pytest.mark.parametrize("position", range(len(NAMES) + 1))
def test_without_links(
    tmp_path: Path,
    outcomes: tuple[Outcome, ...],
    stamp: RunStamp,
    monkeypatch: pytest.MonkeyPatch,
    write_outcomes: WriteOutcomes,
    position: int,
) -> None:
    """A file system without links gets plain files; whichever rename fails, the dataset that was there is whole."""

    def no_links(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    processed = tmp_path / "plain"
    monkeypatch.setattr(os, "symlink", no_links)
    monkeypatch.setattr(os, "link", no_links)
    write_outcomes(outcomes, processed, stamp)
    before = _contents(processed)
    rename, calls = Path.replace, []

    def failing(self: Path, target: Path) -> Path:
        if self.parent.parent.name == ".dataset":
            calls.append(self)
            if len(calls) == position + 1:
                raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    if position < len(NAMES):
        with pytest.raises(CannotWrite, match="Input/output error"):
            write_outcomes(outcomes[:1], processed, stamp)
        assert _contents(processed) == before
    else:
        write_outcomes(outcomes[:1], processed, stamp)
        assert len(load_frame(processed, DOCUMENTS)) == 1
    assert validate(processed) == ()
    assert not list(processed.glob(".writing-*"))


def test_a_folder_that_cannot_be_made(
    tmp_path: Path, outcomes: tuple[Outcome, ...], stamp: RunStamp, write_outcomes: WriteOutcomes
) -> None:
    """Where the folder cannot be made the error names it."""
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite, match="file/processed"):
        write_outcomes(outcomes, tmp_path / "file/processed", stamp)


def test_nothing_is_writable_for_everybody(
    tmp_path: Path, outcomes: tuple[Outcome, ...], stamp: RunStamp, write_outcomes: WriteOutcomes
) -> None:
    """Whatever the umask, no file or folder of the dataset can be written by everybody; kept results are private."""
    before = os.umask(0)
    try:
        write_outcomes(outcomes, tmp_path / "open", stamp)
    finally:
        os.umask(before)
    places = [path for path in (tmp_path / "open").rglob("*") if not path.is_symlink()]
    assert [path for path in places if path.stat().st_mode & 0o002] == []
    assert (tmp_path / "open/.state/results").stat().st_mode & 0o077 == 0


def test_an_unchanged_dataset_is_not_written_again(
    dataset: Path,
    outcomes: tuple[Outcome, ...],
    stamp: RunStamp,
    monkeypatch: pytest.MonkeyPatch,
    write_outcomes: WriteOutcomes,
) -> None:
    """A run that found the same takes the data files over as they are and adds itself to `runs` only."""
    before = _contents(dataset, DATA_NAMES)
    monkeypatch.setattr(publish, "_BatchWriter", None)
    write_outcomes(outcomes, dataset, stamp)
    assert _contents(dataset, DATA_NAMES) == before
    assert len(load_frame(dataset, FILES[5])) == 2


def test_a_damaged_dataset_is_written_again(
    dataset: Path, outcomes: tuple[Outcome, ...], stamp: RunStamp, write_outcomes: WriteOutcomes
) -> None:
    """A data file that is not as it was written is not taken over."""
    before = _contents(dataset, DATA_NAMES)
    (dataset / ACTIONS.file_name).write_bytes(before[ACTIONS.file_name][:-1] + b"x")
    write_outcomes(outcomes, dataset, stamp)
    assert _contents(dataset, DATA_NAMES) == before


def test_row_groups_do_not_depend_on_how_rows_come(
    tmp_path: Path,
    outcomes: tuple[Outcome, ...],
    stamp: RunStamp,
    monkeypatch: pytest.MonkeyPatch,
    write_outcomes: WriteOutcomes,
) -> None:
    """Rows are written in batches of a fixed size, and all of them arrive, in order."""
    monkeypatch.setattr(publish, "_BATCH_ROWS", 1)
    write_outcomes(outcomes, tmp_path / "small", stamp)
    assert validate(tmp_path / "small") == ()


def test_files_of_one_run_bear_the_same_mark(dataset: Path) -> None:
    """A reader of several files can tell from their metadata whether they belong together."""
    import pyarrow.parquet as pq

    marks = {(pq.read_schema(dataset / name).metadata or {}).get(publish.DIGEST_KEY) for name in DATA_NAMES}
    assert len(marks) == 1
    assert None not in marks


def test_the_folder_is_what_the_links_say(dataset: Path) -> None:
    """The folder of the dataset is the one that `current` leads to; without it, the folder itself."""
    assert dataset_folder(dataset).parent == dataset / generation._FOLDER
    assert dataset_folder(dataset.parent) == dataset.parent


def test_data_package_describes_every_column(dataset: Path) -> None:
    """The description has each file with size and digest and each column all that is declared of it."""
    package = json.loads((dataset / "datapackage.json").read_text(encoding="utf-8"))
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert list(resources) == [file.name for file in FILES]
    for file in FILES:
        resource = resources[file.name]
        assert resource["bytes"] == (dataset / resource["path"]).stat().st_size
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == [column.name for column in file.columns]
        assert all(field["title"] and field["description"] and field["type"] for field in fields)
    documents = {field["name"]: field for field in resources["documents"]["schema"]["fields"]}
    assert documents["size_bytes"]["unit"] == "byte"
    assert "needs_ocr" in documents["status"]["constraints"]["enum"]
