"""From the declared columns to Arrow: the schema of a file, and rows checked before they are written."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.json as pj
import pyarrow.parquet as pq

from ingest.errors import InvalidRow
from ingest.schema_types import Column, ColumnType, FileSchema, ListOf, MapOf, Primitive, Scalar, Struct

Row = Mapping[str, object]
"""One row at the border to Arrow: column name to plain value, list, or map of a struct's parts."""

_PRIMITIVES: Mapping[Primitive, pa.DataType] = {
    Primitive.STRING: pa.string(),
    Primitive.INT32: pa.int32(),
    Primitive.INT64: pa.int64(),
    Primitive.FLOAT32: pa.float32(),
    Primitive.FLOAT64: pa.float64(),
    Primitive.BOOL: pa.bool_(),
    Primitive.DATE: pa.date32(),
    Primitive.TIMESTAMP: pa.timestamp("us", tz="UTC"),
}


@cache
def arrow_schema(file: FileSchema) -> pa.Schema:
    """The Arrow schema of one file; every field carries its description as metadata."""
    return pa.schema([_field(column) for column in file.columns])


def rows_to_arrow(file: FileSchema, rows: Sequence[Row]) -> pa.Table:
    """Rows as an Arrow table of the declared schema.

    Raises:
        InvalidRow: A row misses a column, has one too many, a null where none may be, or a value of another type or
            enum. Arrow by itself would write nulls into a column that has none and drop unknown columns silently.
    """
    for number, row in enumerate(rows):
        _check_parts(row, file.columns, f"{file.name} row {number}")
    try:
        return pa.Table.from_pylist(list(rows), schema=arrow_schema(file))
    except (pa.ArrowException, TypeError, OverflowError, UnicodeEncodeError) as error:
        raise InvalidRow(f"{file.name}: {error}") from error


def empty_table(file: FileSchema) -> pa.Table:
    """A file without rows."""
    return pa.Table.from_batches([], schema=arrow_schema(file))


def plain_row_to_arrow(file: FileSchema, row: Row) -> pa.Table:
    """One row of a file without lists and structs, by way of JSON.

    Arrow's conversion from Python loads pandas, which takes longer than a run that finds nothing changed.

    Raises:
        InvalidRow: The row does not fit the declared columns.
    """
    _check_parts(row, file.columns, file.name)
    line = json.dumps({name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()})
    schema = arrow_schema(file)
    try:
        table = pj.read_json(io.BytesIO(line.encode()), parse_options=pj.ParseOptions(explicit_schema=schema))
        return pa.Table.from_arrays([table[name] for name in schema.names], schema=schema)
    except (pa.ArrowException, KeyError) as error:
        raise InvalidRow(f"{file.name}: {error}") from error


def read_columns(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """A Parquet file, or some of its columns; unlike `pyarrow.parquet.read_table` without loading pandas.

    Raises:
        OSError: It cannot be read.
        pa.ArrowException: It is no Parquet file.
    """
    with pq.ParquetFile(path) as file:
        return file.read(columns=list(columns) if columns is not None else None)


def _field(column: Column) -> pa.Field[pa.DataType]:
    return pa.field(column.name, _arrow_type(column.type), column.nullable, {"description": column.description})


def _arrow_type(column_type: ColumnType) -> pa.DataType:
    match column_type:
        case Scalar(primitive, _):
            return _PRIMITIVES[primitive]
        case ListOf(item):
            return pa.list_(pa.field("element", _arrow_type(item), nullable=False))
        case MapOf():
            return pa.map_(pa.string(), pa.string())
        case Struct(_, columns):
            return pa.struct([_field(column) for column in columns])


def _check_parts(row: Row, columns: Iterable[Column], where: str) -> None:
    names = {column.name for column in columns}
    if names != set(row):
        wrong = ", ".join(sorted(names ^ set(row)))
        raise InvalidRow(f"{where}: columns missing or unknown: {wrong}")
    for column in columns:
        value = row[column.name]
        if value is not None:
            _check_value(value, column.type, f"{where}, {column.name}")
        elif not column.nullable:
            raise InvalidRow(f"{where}, {column.name}: null is not allowed")


def _check_value(value: object, column_type: ColumnType, where: str) -> None:
    match column_type:
        case Scalar(_, enum):
            if enum and value not in enum:
                raise InvalidRow(f"{where}: {value!r} is none of {', '.join(enum)}")
        case ListOf(item):
            for part in _items(value, where):
                if part is None:
                    raise InvalidRow(f"{where}: a list item is null")
                _check_value(part, item, where)
        case MapOf():
            _parts(value, where)
        case Struct(_, columns):
            _check_parts(_parts(value, where), columns, where)


def _items(value: object, where: str) -> Sequence[object]:
    if not isinstance(value, list | tuple):
        raise InvalidRow(f"{where}: {value!r} is no list")
    return value


def _parts(value: object, where: str) -> Row:
    if not isinstance(value, Mapping):
        raise InvalidRow(f"{where}: {value!r} has no parts")
    return value
