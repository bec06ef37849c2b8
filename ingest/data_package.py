"""The dataset described for machines: a Frictionless Data Package (https://datapackage.org, version 2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ingest.schema import DATASET_VERSION, FILES
from ingest.schema_types import Column, ColumnType, FileSchema, ListOf, MapOf, Primitive, Scalar, Struct

Json = Mapping[str, object]

_PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES: Final[Mapping[Primitive, str]] = {
    Primitive.STRING: "string",
    Primitive.INT32: "integer",
    Primitive.INT64: "integer",
    Primitive.FLOAT32: "number",
    Primitive.FLOAT64: "number",
    Primitive.BOOL: "boolean",
    Primitive.DATE: "date",
    Primitive.TIMESTAMP: "datetime",
}


def data_package(stamps: Mapping[FileSchema, Json] | None = None) -> dict[str, object]:
    """The descriptor of the whole dataset.

    Args:
        stamps: Size and digest of each file as written (`bytes`, `hash`); they are there so that a reader can tell
            whether all files come from one run. None: the description alone.
    """
    resources = [_resource(file, (stamps or {}).get(file, {})) for file in FILES]
    return {
        "$schema": _PROFILE,
        "name": "dhr-action-plans",
        "title": "Action plans of Domestic Homicide Reviews",
        "description": "One row for each action of the published action plans that were read, and what each came from.",
        "version": DATASET_VERSION,
        "resources": resources,
    }


def _resource(file: FileSchema, stamp: Json) -> dict[str, object]:
    return {
        "name": file.name,
        "type": "table",
        "path": file.file_name,
        "title": file.title,
        "description": file.description,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        **stamp,
        "schema": {
            "fields": [_field(column) for column in file.columns],
            "primaryKey": list(file.key),
            "foreignKeys": [
                {"fields": list(link.columns), "reference": {"resource": link.file, "fields": list(link.to)}}
                for link in file.references
            ],
        },
    }


def _field(column: Column) -> dict[str, object]:
    constraints: dict[str, object] = {} if column.nullable else {"required": True}
    if column.enum and isinstance(column.type, Scalar):
        constraints["enum"] = list(column.enum)
    return {
        "name": column.name,
        "title": column.title,
        "description": column.description,
        **_type(column.type),
        **({"unit": column.unit} if column.unit else {}),
        **({"constraints": constraints} if constraints else {}),
    }


def _type(column_type: ColumnType) -> dict[str, object]:
    """A type in the words of Frictionless; it has no name for what is inside a list or struct, so ours follow."""
    match column_type:
        case Scalar(primitive, _):
            return {"type": _TYPES[primitive]}
        case ListOf(item):
            inside = {**_type(item), **({"enum": list(item.enum)} if isinstance(item, Scalar) and item.enum else {})}
            return {"type": "array", "arrayItem": inside}
        case MapOf():
            return {"type": "object", "objectValues": {"type": "string"}}
        case Struct(_, columns):
            return {"type": "object", "objectFields": [_field(part) for part in columns]}
