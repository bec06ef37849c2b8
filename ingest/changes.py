"""What changed in the actions from one dataset to the next, field by field."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from ingest.arrow import Row, read_columns
from ingest.matching import matched
from ingest.schema import ACTIONS
from ingest.schema_runs import ChangeCause, ChangeKind

Values = Mapping[str, Any]

_WHERE: Final = frozenset(
    {"action_id", "document_id", "source_path", "table_index", "row_index", "page_first", "page_last", "regions"}
)
"""Columns that say where an action stands and not what it says; they are not compared."""


@dataclass(frozen=True, slots=True)
class Known:
    """One document with actions, as a dataset has it.

    Attributes:
        document_id: Its key.
        path: Where it is.
        reading: What tells one reading of the same bytes from another, or None where that is not known.
    """

    document_id: str
    path: str
    reading: str | None


@dataclass(frozen=True, slots=True)
class _Pair:
    """One document before and after; None where it was not or is no longer there."""

    before: Known | None
    after: Known | None
    cause: ChangeCause


def find_changes(
    before_folder: Path, before: Sequence[Known], after_folder: Path, after: Sequence[Known]
) -> Iterator[Row]:
    """The rows of `changes` but for the run and their position, in the order of the documents' paths.

    A document whose bytes are the same is the same document wherever it is; other bytes at the same path are its new
    content. Only the actions of documents that changed are looked at.
    """
    pairs = sorted(_pairs(before, after), key=lambda pair: _place(pair).path)
    old = _actions(before_folder, [pair.before.document_id for pair in pairs if pair.before])
    new = _actions(after_folder, [pair.after.document_id for pair in pairs if pair.after])
    for pair in pairs:
        rows_before = old.get(pair.before.document_id, ()) if pair.before else ()
        rows_after = new.get(pair.after.document_id, ()) if pair.after else ()
        yield from _compare(rows_before, rows_after, pair.cause)


def _pairs(before: Iterable[Known], after: Iterable[Known]) -> Iterator[_Pair]:
    old, new = {one.document_id: one for one in before}, {one.document_id: one for one in after}
    for document_id in old.keys() & new.keys():
        if old[document_id].reading is None or old[document_id].reading != new[document_id].reading:
            yield _Pair(old[document_id], new[document_id], ChangeCause.NEW_READING)
    gone = {one.path: one for one in old.values() if one.document_id not in new}
    for one in new.values():
        if one.document_id not in old:
            was = gone.pop(one.path, None)
            yield _Pair(was, one, ChangeCause.NEW_CONTENT if was else ChangeCause.NEW_DOCUMENT)
    yield from (_Pair(one, None, ChangeCause.REMOVED_DOCUMENT) for one in gone.values())


def _place(pair: _Pair) -> Known:
    place = pair.after or pair.before
    assert place is not None
    return place


def _actions(folder: Path, document_ids: Sequence[str]) -> Mapping[str, Sequence[Values]]:
    """The actions of some documents, by document; none where the file cannot be read."""
    if not document_ids:
        return {}
    import pyarrow.compute as pc  # a quarter of a second, and most runs find nothing changed

    try:
        table = read_columns(folder / ACTIONS.file_name)
        table = table.filter(pc.is_in(table["document_id"], value_set=pa.array(document_ids, type=pa.string())))
    except (OSError, KeyError, pa.ArrowException):
        return {}
    found: dict[str, list[Values]] = {}
    for row in table.to_pylist():
        found.setdefault(row["document_id"], []).append(row)
    return found


def _compare(before: Sequence[Values], after: Sequence[Values], cause: ChangeCause) -> Iterator[Row]:
    pairs = matched(before, after)
    kept = {id(old) for old, _ in pairs}
    for old, new in pairs:
        for name in (name for name in new if name in old and name not in _WHERE):
            if old[name] != new[name]:
                values = {"field": name, "before": _words(old[name]), "after": _words(new[name])}
                yield {**_row(ChangeKind.CHANGED, cause, old, new), **values}
    came = {id(new) for _, new in pairs}
    yield from (_row(ChangeKind.ADDED, cause, None, new) for new in after if id(new) not in came)
    yield from (_row(ChangeKind.GONE, cause, old, None) for old in before if id(old) not in kept)


def _row(kind: ChangeKind, cause: ChangeCause, before: Values | None, after: Values | None) -> Row:
    shown = after or before or {}
    return {
        "kind": kind.value,
        "cause": cause.value,
        "source_path": shown["source_path"],
        "action_id": after["action_id"] if after else None,
        "action_id_before": before["action_id"] if before else None,
        "recommendation_number": shown["recommendation_number"],
        "action": shown["action"],
        "field": None,
        "before": None,
        "after": None,
    }


def _words(value: object) -> str | None:
    """Text as it is, a null as it is, a date as ISO 8601, all else as JSON."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list) and value and all(isinstance(part, tuple) for part in value):
        value = dict(value)  # a map, as Arrow gives it
    return json.dumps(value, ensure_ascii=False, default=str)
