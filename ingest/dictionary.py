"""The data dictionary for people, from the declared columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.schema import DATASET_VERSION, FILES, STRUCTS
from ingest.schema_types import Column, FileSchema, type_name

_OPENING = f"""# Data dictionary

Version {DATASET_VERSION} of the dataset. This page is what `dhr-plans schema` prints; the columns are declared in
`ingest/schema.py`, and a test holds the two together.

A `?` behind a type says that the column may be null. A list or map is never null: nothing in it is an empty list.
Every file is Parquet; `datapackage.json` beside them holds the same descriptions for machines, with the size and digest
of each file. `run.json` tells the last run in full: versions, options, counts, and each document with status and time.
"""


def dictionary_markdown() -> str:
    """The whole dictionary as Markdown, ending in a newline."""
    parts = [_OPENING, *(_file_part(file) for file in FILES)]
    parts.append("## Structures\n")
    parts += [f"### {struct.name}\n\n{_table(struct.columns)}" for struct in STRUCTS]
    parts.append(f"## Values\n\n{_values()}")
    return "\n".join(parts)


def _file_part(file: FileSchema) -> str:
    key = " + ".join(f"`{name}`" for name in file.key)
    return f"## {file.file_name}\n\n{file.description}\n\nKey: {key}.\n\n{_table(file.columns)}"


def _table(columns: Iterable[Column]) -> str:
    lines = ["| column | type | title | meaning |", "|---|---|---|---|"]
    lines += [f"| `{c.name}` | {_type_cell(c)} | {c.title} | {c.description} |" for c in columns]
    return "\n".join(lines) + "\n"


def _type_cell(column: Column) -> str:
    unit = f", {column.unit}" if column.unit else ""
    return f"{type_name(column.type)}{'?' if column.nullable else ''}{unit}".replace("<", "&lt;").replace(">", "&gt;")


def _values() -> str:
    lines = ["| column | values |", "|---|---|"]
    lines += [f"| {where} | {' '.join(f'`{value}`' for value in enum)} |" for where, enum in _enums()]
    return "\n".join(lines) + "\n"


def _enums() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each enum with the places that use it, in order of first use."""
    places: dict[tuple[str, ...], list[str]] = {}
    parts = [(file.name, file.columns) for file in FILES] + [(struct.name, struct.columns) for struct in STRUCTS]
    for name, columns in parts:
        for column in columns:
            if column.enum:
                places.setdefault(column.enum, []).append(f"`{name}.{column.name}`")
    return ((", ".join(names), enum) for enum, names in places.items())
