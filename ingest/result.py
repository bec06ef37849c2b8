"""One document's result as bytes: what a process of its own answers, and what is kept from run to run.

A line of JSON (status, time, what to look at), then the document's rows as Arrow streams, one for each file of the
dataset. Neither form can hold code, so a folder of results that somebody tampered with cannot run any. The rows are
neutral: they bear no path, time or version, so that the same bytes read the same way give the same result, wherever
the file is; `result_tables` puts those in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Final

import pyarrow as pa

from ingest.arrow import arrow_schema, rows_to_arrow
from ingest.outcome import Outcome
from ingest.rows import RunStamp, outcome_rows
from ingest.schema import ACTIONS, DATA_FILES, DOCUMENTS, Status
from ingest.schema_types import FileSchema

Tables = Mapping[FileSchema, pa.Table]

_MAY_PASS: Final = frozenset({Status.TIMED_OUT, Status.OUT_OF_MEMORY})
_NEUTRAL: Final = RunStamp("", datetime(1970, 1, 1, tzinfo=UTC))


class DamagedResult(ValueError):
    """The bytes are no result: cut off, changed, or of another version of this program."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a run needs to know of a result without looking at its rows.

    Attributes:
        status: What became of the document.
        detail: One line a person can act on, or None.
        document_id: Its key.
        actions: Number of its actions.
        warnings: Codes of what was odd.
        seconds: Time it took.
        pipeline_version: Version of the program that read it.
        processed_at: When the run that read it began, ISO 8601 in UTC.
        payload: Hex digest of the rows; also what tells whether a reading says the same as another.
        files: Names of the files it has rows for, in order.
        may_pass: Whether another try might end otherwise: the machine was to blame, or may have been.
    """

    status: Status
    detail: str | None
    document_id: str
    actions: int
    warnings: tuple[str, ...]
    seconds: float
    pipeline_version: str
    processed_at: str
    payload: str
    files: tuple[str, ...]
    may_pass: bool


def pack_result(outcome: Outcome, stamp: RunStamp, died: bool = False) -> bytes:
    """An outcome as bytes.

    Args:
        outcome: What became of the document.
        stamp: Version and time of the run.
        died: Whether its process ended without an answer.

    Raises:
        InvalidRow: Its rows do not fit the declared columns.
    """
    rows = {file: rows for file, rows in outcome_rows(outcome, _NEUTRAL, path="", seconds=0).items() if rows}
    payload = b"".join(_stream(rows_to_arrow(file, of_file)) for file, of_file in rows.items())
    header = Header(
        status=outcome.status,
        detail=outcome.detail,
        document_id=outcome.document_id,
        actions=len(outcome.plan.actions) if outcome.plan else 0,
        warnings=outcome.warnings,
        seconds=outcome.seconds,
        pipeline_version=stamp.pipeline_version,
        processed_at=stamp.processed_at.isoformat(),
        payload=hashlib.sha256(payload).hexdigest(),
        files=tuple(file.name for file in rows),
        may_pass=died or outcome.status in _MAY_PASS,
    )
    return json.dumps(asdict(header)).encode("ascii") + b"\n" + payload


def unpack_header(data: bytes) -> Header:
    """The header from the beginning of a result.

    Raises:
        DamagedResult: There is none.
    """
    try:
        values = json.loads(data.partition(b"\n")[0])
        lists = {name: tuple(values[name]) for name in ("warnings", "files")}
        return Header(**{**values, **lists, "status": Status(values["status"])})
    except (ValueError, TypeError, KeyError) as error:
        raise DamagedResult(f"no header ({error})") from error


def checked_header(data: bytes) -> Header:
    """The header of a whole result.

    Raises:
        DamagedResult: The bytes are not those that were written.
    """
    header = unpack_header(data)
    if hashlib.sha256(_payload(data)).hexdigest() != header.payload:
        raise DamagedResult("its digest is another")
    return header


def result_tables(data: bytes, path: str) -> Tables:
    """The rows of a result, for a document that is now at `path`; a file that it has no rows for is left out.

    Raises:
        DamagedResult: The bytes are not those that were written.
    """
    header = checked_header(data)
    try:
        with pa.BufferReader(_payload(data)) as reader:
            tables = {file: pa.ipc.open_stream(reader).read_all() for file in DATA_FILES if file.name in header.files}
        for table in tables.values():
            table.validate(full=True)
    except pa.ArrowException as error:
        raise DamagedResult(str(error)) from error
    if any(not table.schema.equals(arrow_schema(file)) for file, table in tables.items()):
        raise DamagedResult("its columns are those of another version")
    return {**tables, **_placed(tables, header, path)}


def _payload(data: bytes) -> memoryview:
    return memoryview(data)[data.index(b"\n") + 1 :]


def _placed(tables: Tables, header: Header, path: str) -> Tables:
    """The two files whose rows say where the document is and when it was read."""
    when = datetime.fromisoformat(header.processed_at)
    of_action = {"source_path": path}
    of_document = {
        **of_action,
        "pipeline_version": header.pipeline_version,
        "processed_at": when,
        "seconds": header.seconds,
    }
    values: Mapping[FileSchema, Mapping[str, object]] = {DOCUMENTS: of_document, ACTIONS: of_action}
    return {file: _with_values(file, tables[file], values[file]) for file in values if file in tables}


def _with_values(file: FileSchema, table: pa.Table, values: Mapping[str, object]) -> pa.Table:
    for name, value in values.items():
        field = arrow_schema(file).field(name)
        column = pa.array([value] * table.num_rows, type=field.type)
        table = table.set_column(table.schema.get_field_index(name), field, column)
    return table


def _stream(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table.combine_chunks())
    return sink.getvalue().to_pybytes()
