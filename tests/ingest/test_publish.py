"""Tests of `ingest.publish`: all or nothing, and the same bytes again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest import publish as publishing
from ingest.errors import CannotWrite, InvalidRow
from ingest.outcome import Outcome
from ingest.publish import publish
from ingest.rows import RunStamp, outcomes_to_rows
from ingest.schema import FILES, TABLES
from ingest.validate import validate

NAMES = sorted([*(file.file_name for file in FILES), "datapackage.json"])


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_writes_all_files_and_nothing_else(dataset: Path) -> None:
    """The folder holds the five files and their description, and no temporary remains."""
    assert sorted(path.name for path in dataset.iterdir()) == NAMES


def test_same_rows_same_bytes(dataset: Path, outcomes: tuple[Outcome, ...], stamp: RunStamp, tmp_path: Path) -> None:
    """Writing the same rows twice gives the same files, byte for byte."""
    publish(outcomes_to_rows(outcomes, stamp), tmp_path / "again")
    assert _contents(tmp_path / "again") == _contents(dataset)


def test_other_files_stay(dataset: Path, outcomes: tuple[Outcome, ...], stamp: RunStamp) -> None:
    """What else is in the folder is left alone."""
    (dataset / ".gitkeep").touch()
    publish(outcomes_to_rows(outcomes[:1], stamp), dataset)
    assert sorted(path.name for path in dataset.iterdir()) == [".gitkeep", *NAMES]


@pytest.mark.parametrize("position", range(6))
def test_failing_rename_leaves_the_old_dataset(
    dataset: Path, outcomes: tuple[Outcome, ...], stamp: RunStamp, monkeypatch: pytest.MonkeyPatch, position: int
) -> None:
    """Whichever rename fails, the dataset that was there is whole afterwards."""
    before = _contents(dataset)
    rename, calls = Path.replace, []

    def failing(self: Path, target: Path) -> Path:
        if self.parent.name == "new":
            calls.append(self)
            if len(calls) == position + 1:
                raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(CannotWrite, match="No space left on device"):
        publish(outcomes_to_rows(outcomes[:1], stamp), dataset)
    assert _contents(dataset) == before
    assert validate(dataset) == ()


def test_failing_rename_leaves_nothing_where_nothing_was(
    tmp_path: Path, outcomes: tuple[Outcome, ...], stamp: RunStamp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A first run that fails half way leaves no half a dataset."""
    rename = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if self.name == "actions.parquet":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(CannotWrite):
        publish(outcomes_to_rows(outcomes, stamp), tmp_path / "new")
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.parametrize("stage", ["_stamp", "_flush", "_write_json"])
def test_failing_write_leaves_the_old_dataset(
    dataset: Path, outcomes: tuple[Outcome, ...], stamp: RunStamp, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    """A full disk or Ctrl-C while the new files are written changes nothing."""
    before = _contents(dataset)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(publishing, stage, interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish(outcomes_to_rows(outcomes[:1], stamp), dataset)
    assert _contents(dataset) == before


def test_without_hard_links(
    dataset: Path, outcomes: tuple[Outcome, ...], stamp: RunStamp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file system without hard links is written to as well."""

    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", no_links)
    publish(outcomes_to_rows(outcomes[:1], stamp), dataset)
    assert validate(dataset) == ()


def test_rows_that_do_not_fit_write_nothing(dataset: Path, outcomes: tuple[Outcome, ...], stamp: RunStamp) -> None:
    """Rows are checked before the first byte is written."""
    before = _contents(dataset)
    rows = {**outcomes_to_rows(outcomes, stamp), TABLES: ({"document_id": None},)}
    with pytest.raises(InvalidRow):
        publish(rows, dataset)
    assert _contents(dataset) == before


def test_a_folder_that_cannot_be_made(tmp_path: Path, outcomes: tuple[Outcome, ...], stamp: RunStamp) -> None:
    """Where the folder cannot be made the error names it."""
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite, match="file/processed"):
        publish(outcomes_to_rows(outcomes, stamp), tmp_path / "file/processed")


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
