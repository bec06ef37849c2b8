"""Writes the files of a run beside each other, then makes them the dataset in one step."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from ingest.arrow import arrow_schema
from ingest.data_package import Json, data_package
from ingest.errors import CannotWrite
from ingest.generation import dataset_folder, new_generation, reuse_file, switch
from ingest.layers import is_layered, layer
from ingest.result import Tables
from ingest.schema import DATA_FILES, DATA_PACKAGE_NAME, FILES, NAMES, RUN_NAME
from ingest.schema_types import FileSchema

DIGEST_KEY: Final = b"dhr_plans.dataset"
"""Key of the Parquet metadata that names the dataset a file belongs to: equal in all files of one run."""

_BATCH_ROWS: Final = 20_000
"""Rows that are held in memory before they are written; also the size of a row group."""


@contextmanager
def staged_generation(processed: Path, run_id: str) -> Iterator[Path]:
    """A folder for the files of a run; `commit` makes it the dataset, without that it is removed again.

    Raises:
        CannotWrite: The system would not write; the old dataset is still there.
    """
    try:
        folder = new_generation(processed, run_id)
        try:
            yield folder
        finally:
            if dataset_folder(processed) != folder.resolve():
                shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise cannot_write(processed, error) from error


def commit(processed: Path, folder: Path, record: Json) -> None:
    """Describes the files of a generation and makes them the dataset.

    Args:
        processed: The folder of the dataset.
        folder: The generation; it holds every file but the two that this writes.
        record: What `run.json` is to say.

    Raises:
        OSError: The system would not write; the old dataset is still there.
    """
    write_json(record, folder / RUN_NAME)
    _describe(folder)
    switch(processed, folder, NAMES, lambda old: _layer_all(old, folder))


def _describe(folder: Path) -> None:
    write_json(data_package({file: _stamp(folder / file.file_name) for file in FILES}), folder / DATA_PACKAGE_NAME)


def _layer_all(old: Path, folder: Path) -> None:
    for file in FILES:
        layer(old / file.file_name, folder / file.file_name)
    _describe(folder)


def write_data_files(documents: Iterable[Tables], folder: Path, digest: str) -> None:
    """Writes the rows of all documents, in the order given, holding few of them in memory at a time.

    Args:
        documents: The tables of each document.
        folder: Where to.
        digest: Name of the dataset, for the files' metadata.

    Raises:
        OSError: The system would not write.
    """
    writers = {file: _BatchWriter(file, folder, digest) for file in DATA_FILES}
    try:
        for tables in documents:
            for file, table in tables.items():
                writers[file].add(table)
    finally:
        for writer in writers.values():
            writer.close()


def append_rows(before: pa.Table, new: pa.Table, file: Path) -> None:
    """Writes the rows of earlier runs and those of this one.

    Raises:
        OSError: The system would not write.
    """
    pq.write_table(pa.concat_tables([before, new]).combine_chunks(), file, compression="zstd")


def reuse_data_files(processed: Path, folder: Path, digest: str) -> bool:
    """Takes the data files of the current dataset over into a generation, if they are what they should be.

    Returns:
        False where they are missing, changed or those of another dataset; nothing was taken over then.

    Raises:
        OSError: The system would not write.
    """
    current = dataset_folder(processed)
    try:
        package = json.loads((current / DATA_PACKAGE_NAME).read_text(encoding="utf-8"))
        wanted = {resource["path"]: resource["hash"] for resource in package["resources"]}
        for file in DATA_FILES:
            metadata = pq.read_schema(current / file.file_name).metadata or {}
            whole = wanted[file.file_name] == _stamp(current / file.file_name)["hash"]
            layered = is_layered(current / file.file_name)
            if not whole or layered or metadata.get(DIGEST_KEY) != digest.encode():
                return False
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return False
    for file in DATA_FILES:
        reuse_file(current / file.file_name, folder / file.file_name)
    return True


def write_json(value: object, file: Path) -> None:
    """Writes JSON for people and machines.

    Raises:
        OSError: The system would not.
    """
    file.write_text(json.dumps(value, indent=1, ensure_ascii=True) + "\n", encoding="utf-8")


def cannot_write(processed: Path, error: OSError) -> CannotWrite:
    """The error that a command stops with when the system would not write."""
    return CannotWrite(f"{processed}: {error.strerror or error}; what was there before is still there")


class _BatchWriter:
    """One Parquet file that rows are added to; the same rows give the same bytes, however they come."""

    def __init__(self, file: FileSchema, folder: Path, digest: str) -> None:
        self._schema = arrow_schema(file)
        named = self._schema.with_metadata({DIGEST_KEY: digest.encode()})
        self._writer = pq.ParquetWriter(folder / file.file_name, named, compression="zstd")
        self._named = named
        self._waiting: list[pa.Table] = []
        self._rows = 0

    def add(self, table: pa.Table) -> None:
        """Adds rows, writing them out when there are enough."""
        self._waiting.append(table)
        self._rows += table.num_rows
        while self._rows >= _BATCH_ROWS:
            rows = self._joined()
            self._write(rows.slice(0, _BATCH_ROWS))
            rest = rows.slice(_BATCH_ROWS)
            self._waiting, self._rows = ([rest] if rest.num_rows else []), rest.num_rows

    def close(self) -> None:
        """Writes what is left and ends the file."""
        try:
            if self._waiting:
                self._write(self._joined())
        finally:
            self._writer.close()

    def _joined(self) -> pa.Table:
        return pa.concat_tables(self._waiting).replace_schema_metadata(self._named.metadata).combine_chunks()

    def _write(self, rows: pa.Table) -> None:
        self._writer.write_table(rows.combine_chunks(), row_group_size=_BATCH_ROWS)


def _stamp(file: Path) -> Mapping[str, object]:
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
    return {"bytes": file.stat().st_size, "hash": f"sha256:{digest.hexdigest()}"}
