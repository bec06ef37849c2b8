"""Writes the dataset, all or nothing: under temporary names, flushed, then renamed; undone if a rename fails."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import pyarrow.parquet as pq

from ingest.arrow import rows_to_arrow
from ingest.data_package import Json, data_package
from ingest.errors import CannotWrite
from ingest.rows import DatasetRows
from ingest.schema import DATA_PACKAGE_NAME
from ingest.schema_types import FileSchema

_TEMPORARY_PREFIX: Final = ".writing-"


def publish(rows: DatasetRows, processed: Path) -> None:
    """Writes all files of the dataset into `processed`, in place of what was there.

    `datapackage.json` is renamed last and holds each file's digest, so that even a machine that lost its power between
    two renames leaves something that `dhr-plans validate` can tell from a whole dataset.

    Raises:
        CannotWrite: The folder or a file could not be written; the old dataset is still there.
        InvalidRow: A row does not fit the declared columns; likewise.
    """
    tables = {file: rows_to_arrow(file, file_rows) for file, file_rows in rows.items()}
    try:
        processed.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=_TEMPORARY_PREFIX, dir=processed))
        try:
            new, old = staging / "new", staging / "old"
            new.mkdir()
            old.mkdir()
            stamps: dict[FileSchema, Json] = {}
            for file, table in tables.items():
                pq.write_table(table, new / file.file_name, compression="zstd")
                stamps[file] = _stamp(new / file.file_name)
            _write_json(data_package(stamps), new / DATA_PACKAGE_NAME)
            names = [*(file.file_name for file in tables), DATA_PACKAGE_NAME]
            for name in names:
                _flush(new / name)
            _swap(names, new, old, processed)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise CannotWrite(f"{processed}: {error.strerror or error}; what was there before is still there") from error


def _swap(names: list[str], new: Path, old: Path, processed: Path) -> None:
    """Renames the new files into place; if that fails half way (or is interrupted), puts the old ones back."""
    try:
        for name in names:
            if (processed / name).exists():
                _keep(processed / name, old / name)
        for name in names:
            (new / name).replace(processed / name)
    except BaseException:
        _put_back(names, new, old, processed)
        raise
    _flush(processed)


def _keep(file: Path, kept: Path) -> None:
    try:
        os.link(file, kept)
    except OSError:  # a file system without hard links
        shutil.copy2(file, kept)


def _put_back(names: list[str], new: Path, old: Path, processed: Path) -> None:
    for name in names:
        if (old / name).exists():
            (old / name).replace(processed / name)
        elif not (new / name).exists():
            (processed / name).unlink(missing_ok=True)


def _stamp(file: Path) -> Mapping[str, object]:
    data = file.read_bytes()
    return {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}


def _write_json(value: object, file: Path) -> None:
    file.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _flush(path: Path) -> None:
    """Has the system write a file's bytes (or a folder's names) to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system that cannot flush (some network mounts) is no reason to stop
            os.fsync(handle)
    finally:
        os.close(handle)
