"""Checks that need one row only: allowed values, empty texts, EDTF, and dates that agree with each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from ingest.problem import Problem
from ingest.schema import ACTIONS, DATE_VALUE, DOCUMENTS, UPDATE
from ingest.schema_types import Column, FileSchema, ListOf, Primitive, Scalar, Struct
from normalise.plan import DateRole

Values = Mapping[str, Any]
"""One row as read from Parquet."""

_YEAR = r"-?(?:\d{4}|\d{3}X|\d{2}XX|Y\d{5,9})"
_MONTH = r"(?:0[1-9]|1[0-2]|XX)"
_DAY = r"(?:0[1-9]|[12]\d|3[01]|XX)"
_EDTF_DATE = rf"{_YEAR}(?:-(?:2[1-4]|{_MONTH}(?:-{_DAY})?))?[?~%]?"
EDTF_LEVEL_1: Final = re.compile(rf"{_EDTF_DATE}|(?:{_EDTF_DATE}|\.\.)?/(?:{_EDTF_DATE}|\.\.)?", re.ASCII)
"""The syntax of ISO 8601-2 level 1: dates, seasons, unspecified digits, qualified dates, intervals with open ends."""


def check_values(file: FileSchema, rows: Iterable[Values]) -> Iterator[Problem]:
    """Every single-row problem of one file."""
    for row in rows:
        key = " ".join(str(row[name]) for name in file.key)
        for column, what in _row_faults(file, row):
            yield Problem(file.file_name, key, column, what)


Fault = tuple[str, str]
"""A column and what is wrong in it."""


def _row_faults(file: FileSchema, row: Values) -> Iterator[Fault]:
    for column in file.columns:
        for what in _column_faults(column, row[column.name]):
            yield column.name, what
    yield from _FILE_CHECKS.get(file.name, _no_faults)(row)


def _column_faults(column: Column, value: Any) -> Iterator[str]:
    if value is None:
        return
    match column.type:
        case ListOf(item):
            for n, part in enumerate(value, start=1):
                parts = Column(column.name, item, "", "")
                yield from (f"item {n}: {what}" for what in _column_faults(parts, part))
        case Struct() as struct:
            for part in struct.columns:
                yield from (f"{part.name}: {what}" for what in _column_faults(part, value[part.name]))
            yield from _struct_faults(struct, value)
        case Scalar(primitive, enum):
            if enum and value not in enum:
                yield f"{value!r} is none of {', '.join(enum)}"
            elif column.nullable and primitive is Primitive.STRING and not value:
                yield "an empty text; it must be null"


def _struct_faults(struct: Struct, value: Values) -> Iterator[str]:
    if struct == DATE_VALUE:
        yield from _date_faults(value)
    elif struct == UPDATE and value["edtf"] is not None:
        yield from _edtf_faults(value["edtf"])


def _date_faults(value: Values) -> Iterator[str]:
    yield from _edtf_faults(value["edtf"])
    if value["earliest"] and value["latest"] and value["earliest"] > value["latest"]:
        yield f"earliest {value['earliest']} is after latest {value['latest']}"


def _edtf_faults(edtf: str) -> Iterator[str]:
    if edtf in ("", "/") or not EDTF_LEVEL_1.fullmatch(edtf):
        yield f"{edtf!r} is no EDTF of level 1"


def _document_faults(row: Values) -> Iterator[Fault]:
    digest, document_id = row["sha256"], row["document_id"]
    if not re.fullmatch(r"[0-9a-f]{16}", document_id):
        yield "document_id", "must be 16 hex digits"
    if digest is not None and not re.fullmatch(r"[0-9a-f]{64}", digest):
        yield "sha256", "must be 64 hex digits"
    elif digest is not None and not digest.startswith(document_id):
        yield "document_id", "is not the beginning of sha256"


def _action_faults(row: Values) -> Iterator[Fault]:
    if len(row["agency_sectors"]) != len(row["lead_agencies"]):
        what = f"{len(row['agency_sectors'])} sectors for {len(row['lead_agencies'])} lead_agencies"
        yield "agency_sectors", what
    last = row["rag_history"][-1] if row["rag_history"] else None
    if row["rag"] != last:
        yield "rag", f"{row['rag']} is not the last of rag_history ({last})"
    if (row["rag"] is None) != (row["rag_source"] is None):
        yield "rag_source", f"{row['rag_source']} beside the rating {row['rag']}"
    if row["page_first"] and row["page_last"] and row["page_first"] > row["page_last"]:
        yield "page_last", f"{row['page_last']} is before page_first {row['page_first']}"
    yield from _interval_faults(row, "target", row["target_dates"], DateRole.DUE)
    yield from _interval_faults(row, "completion", row["completion_dates"], DateRole.COMPLETED)


def _interval_faults(row: Values, name: str, dates: list[Values], role: DateRole) -> Iterator[Fault]:
    """Whether the two summary columns are the bounds of the dates of one role; an open end leaves its bound open."""
    of_role = [value for value in dates if value["role"] == role.value]
    for end, bound in (("earliest", min), ("latest", max)):
        days: list[date] = [value[end] for value in of_role if value[end] is not None]
        allowed: set[date | None] = {bound(days)} if days else {None}
        if len(days) < len(of_role):
            allowed.add(None)
        found = row[f"{name}_{end}"]
        if found not in allowed:
            yield f"{name}_{end}", f"{found} does not agree with the {role.value} dates of {name}_dates"
    first, last = row[f"{name}_earliest"], row[f"{name}_latest"]
    if first and last and first > last:
        yield f"{name}_latest", f"{last} is before {name}_earliest {first}"


def _table_faults(row: Values) -> Iterator[Fault]:
    if row["accepted"] != (row["reason"] == "action_plan"):
        yield "reason", f"{row['reason']!r} with accepted = {row['accepted']}"


def _no_faults(_: Values) -> Iterator[Fault]:
    return iter(())


_FILE_CHECKS: Final[Mapping[str, Callable[[Values], Iterator[Fault]]]] = {
    DOCUMENTS.name: _document_faults,
    "tables": _table_faults,
    ACTIONS.name: _action_faults,
}
