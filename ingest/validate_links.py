"""Checks that need more than one row: keys, references between files, counts, and the flat tables against the lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ingest.problem import Problem
from ingest.schema import ACTIONS, DATES, DOCUMENTS, FILES, TABLES, UPDATES, DateColumn, Status
from ingest.schema_types import FileSchema
from ingest.validate_values import Values

Rows = Mapping[FileSchema, Sequence[Values]]


def check_links(rows: Rows) -> Iterator[Problem]:
    """Every problem between rows of a dataset whose columns are as declared."""
    for file in FILES:
        yield from _check_key(file, rows[file])
        yield from _check_references(file, rows)
    yield from _check_duplicates(rows[DOCUMENTS])
    yield from _check_numbering(rows[ACTIONS])
    yield from _check_paths(rows)
    yield from _check_counts(rows)
    yield from _check_flat(DATES, rows[DATES], _flat_dates(rows[ACTIONS]))
    yield from _check_flat(UPDATES, rows[UPDATES], _flat_updates(rows[ACTIONS]))


def _take(row: Values, names: Sequence[str]) -> tuple[object, ...]:
    return tuple(row[name] for name in names)


def _words(parts: Sequence[object]) -> str:
    return " ".join(str(part) for part in parts)


def _check_key(file: FileSchema, rows: Sequence[Values]) -> Iterator[Problem]:
    for key, times in Counter(_take(row, file.key) for row in rows).items():
        if times > 1:
            yield Problem(file.file_name, _words(key), " + ".join(file.key), f"the key stands in {times} rows")


def _check_references(file: FileSchema, rows: Rows) -> Iterator[Problem]:
    by_name = {other.name: other for other in FILES}
    for link in file.references:
        there = {_take(row, link.to) for row in rows[by_name[link.file]]}
        for row in rows[file]:
            wanted = _take(row, link.columns)
            if wanted not in there:
                key, column = _words(_take(row, file.key)), " + ".join(link.columns)
                yield Problem(file.file_name, key, column, f"{_words(wanted)} is not in {link.file}.parquet")


def _check_duplicates(documents: Sequence[Values]) -> Iterator[Problem]:
    """One row for each path; of the rows with the same bytes exactly one is no `duplicate`."""
    for path, times in Counter(row["source_path"] for row in documents).items():
        if times > 1:
            yield Problem(DOCUMENTS.file_name, path, "source_path", f"the file has {times} rows")
    first = Counter(row["document_id"] for row in documents if row["status"] != Status.DUPLICATE.value)
    for document_id in dict.fromkeys(row["document_id"] for row in documents):
        if first[document_id] != 1:
            what = f"{first[document_id]} rows with these bytes are no duplicates; there must be one"
            yield Problem(DOCUMENTS.file_name, document_id, "status", what)


def _check_numbering(actions: Sequence[Values]) -> Iterator[Problem]:
    """An action's id is its document and its position in it."""
    seen: Counter[str] = Counter()
    for row in actions:
        seen[row["document_id"]] += 1
        wanted = f"{row['document_id']}-{seen[row['document_id']]}"
        if row["action_id"] != wanted:
            yield Problem(ACTIONS.file_name, row["action_id"], "action_id", f"by its position it should be {wanted}")


def _check_paths(rows: Rows) -> Iterator[Problem]:
    of_document = {
        row["document_id"]: row["source_path"] for row in rows[DOCUMENTS] if row["status"] != Status.DUPLICATE.value
    }
    accepted = {_take(row, TABLES.key) for row in rows[TABLES] if row["accepted"]}
    known = {_take(row, TABLES.key) for row in rows[TABLES]}
    for row in rows[ACTIONS]:
        path, table = of_document.get(row["document_id"]), _take(row, TABLES.key)
        if path is not None and path != row["source_path"]:
            yield Problem(ACTIONS.file_name, row["action_id"], "source_path", f"its document is {path}")
        if table in known and table not in accepted:
            yield Problem(ACTIONS.file_name, row["action_id"], "table_index", "its table was not accepted")


def _check_counts(rows: Rows) -> Iterator[Problem]:
    tables = Counter(row["document_id"] for row in rows[TABLES])
    actions = Counter(row["document_id"] for row in rows[ACTIONS])
    for row in rows[DOCUMENTS]:
        key, status = _words(_take(row, DOCUMENTS.key)), row["status"]
        own = status != Status.DUPLICATE.value
        for column, counted in (("table_count", tables), ("action_count", actions)):
            wanted = counted[row["document_id"]] if own else 0
            if row[column] != wanted:
                yield Problem(DOCUMENTS.file_name, key, column, f"{row[column]}, but there are {wanted} rows")
        if (status == Status.OK.value) != (row["action_count"] > 0):
            yield Problem(DOCUMENTS.file_name, key, "status", f"{status} with {row['action_count']} actions")


Flat = dict[tuple[object, ...], Values]


def _flat_dates(actions: Sequence[Values]) -> Flat:
    return {
        (row["action_id"], column.value, n): {"document_id": row["document_id"], **value}
        for row in actions
        for column in DateColumn
        for n, value in enumerate(row[f"{column.value}_dates"], start=1)
    }


def _flat_updates(actions: Sequence[Values]) -> Flat:
    return {
        (row["action_id"], n): {"document_id": row["document_id"], **value}
        for row in actions
        for n, value in enumerate(row["updates"], start=1)
    }


def _check_flat(file: FileSchema, rows: Sequence[Values], wanted: Flat) -> Iterator[Problem]:
    """Whether a flat table holds what the lists of `actions` hold, no more and no less."""
    found = {_take(row, file.key): row for row in rows}
    for key in wanted.keys() - found.keys():
        yield Problem(file.file_name, _words(key), None, "in the list of actions.parquet, but not here")
    for key in found.keys() - wanted.keys():
        yield Problem(file.file_name, _words(key), None, "not in the list of actions.parquet")
    for key in found.keys() & wanted.keys():
        for column, value in wanted[key].items():
            if found[key][column] != value:
                yield Problem(
                    file.file_name, _words(key), column, f"{found[key][column]!r}, in actions.parquet {value!r}"
                )
