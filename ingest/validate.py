"""Checks a written dataset against the declared columns and against itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa

from ingest.arrow import arrow_schema
from ingest.dataset import read_file
from ingest.errors import UnreadableDataset
from ingest.generation import dataset_folder
from ingest.problem import Problem
from ingest.schema import DATA_PACKAGE_NAME, FILES, NAMES
from ingest.schema_types import FileSchema
from ingest.validate_links import check_links
from ingest.validate_values import check_values


def validate(processed: Path) -> tuple[Problem, ...]:
    """Everything that is wrong with the dataset in a folder; nothing where it is as the contract says.

    Where a file is missing or its columns are not those declared, that is all that is reported: what the rows hold
    cannot be judged before.
    """
    folder = _as_seen(processed)
    tables: dict[FileSchema, pa.Table] = {}
    problems: list[Problem] = []
    for file in FILES:
        try:
            tables[file] = read_file(folder, file)
        except UnreadableDataset as error:
            problems.append(Problem(file.file_name, None, None, str(error)))
        else:
            problems += _check_schema(file, tables[file].schema)
    if problems:
        return tuple(problems)
    rows = {file: table.to_pylist() for file, table in tables.items()}
    values = (problem for file in FILES for problem in check_values(file, rows[file]))
    return (*_check_data_package(folder), *values, *check_links(rows))


def _as_seen(processed: Path) -> Path:
    """Where the files are that a reader of the names gets; of one run where all names lead there."""
    folder = dataset_folder(processed)
    return folder if all((processed / name).resolve() == folder / name for name in NAMES) else processed


def _check_schema(file: FileSchema, found: pa.Schema) -> Iterator[Problem]:
    """Names, types and nulls of the columns; columns that we do not declare may be there too."""
    for want in arrow_schema(file):
        index = found.get_field_index(want.name)
        if index < 0:
            yield Problem(file.file_name, None, want.name, "there is no such column, or more than one")
            continue
        have = found.field(index)
        if not have.type.equals(want.type):
            yield Problem(file.file_name, None, want.name, f"type is {have.type}, not {want.type}")
        elif have.nullable and not want.nullable:
            yield Problem(file.file_name, None, want.name, "may hold nulls; the column must be declared without")


def _check_data_package(processed: Path) -> Iterator[Problem]:
    """Whether the descriptor is there and each file is the one it was written with."""
    try:
        package = json.loads((processed / DATA_PACKAGE_NAME).read_text(encoding="utf-8"))
        resources = {resource["name"]: resource for resource in package["resources"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        yield Problem(
            DATA_PACKAGE_NAME, None, None, f"cannot be read as a data package ({type(error).__name__}: {error})"
        )
        return
    for file in FILES:
        yield from _check_stamp(processed, file, resources.get(file.name))


def _check_stamp(processed: Path, file: FileSchema, resource: Mapping[str, object] | None) -> Iterator[Problem]:
    if resource is None:
        yield Problem(DATA_PACKAGE_NAME, file.name, None, "no resource of this name")
        return
    digest = hashlib.sha256((processed / file.file_name).read_bytes()).hexdigest()
    if resource.get("hash") != f"sha256:{digest}":
        yield Problem(
            DATA_PACKAGE_NAME,
            file.name,
            "hash",
            f"{file.file_name} is not the file it was written with: changed since, or of another run",
        )
