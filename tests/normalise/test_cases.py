"""Each folder of `tests/cases` is a document with what it must be understood as; the listing is the parametrisation.

`input.*` is the document, `expected.json` its actions (only the fields named there are compared) and, if named,
`facts` and `tables`; `note.md` says what the case proves.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractors.document import Limits, Source
from extractors.kinds import find_kind
from extractors.office.convert import find_office
from extractors.readers import read_document
from normalise.plan import Plan
from normalise.understanding import to_plan
from normalise.vocabulary import load_vocabulary

CASES = Path(__file__).parents[1] / "cases"
NAMES = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())


def plain(value: Any) -> Any:
    """A value as JSON has it: enums by value, dates in ISO form, tuples as lists."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(v) for v in value]
    return {k: plain(v) for k, v in value.items()} if isinstance(value, dict) else value


@cache
def understood(name: str) -> Plan:
    """The plan that a case's document is understood as."""
    [file] = (CASES / name).glob("input.*")
    if file.suffix in (".rtf", ".doc") and find_office() is None:
        pytest.skip("LibreOffice is not installed (Debian: apt install libreoffice-writer)")
    data = file.read_bytes()
    source = Source(file.name, hashlib.sha256(data).hexdigest(), len(data), find_kind(file), file)
    return to_plan(read_document(source, Limits()), load_vocabulary())


def expected(name: str) -> dict[str, Any]:
    """What the case's file says."""
    loaded: dict[str, Any] = json.loads((CASES / name / "expected.json").read_text(encoding="utf-8"))
    return loaded


def only(wanted: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    """The named fields of a value, and of the dates and updates in it."""
    return {
        key: [only(w, v) if isinstance(w, dict) else v for w, v in zip(want, value[key], strict=False)]
        + value[key][len(want) :]
        if isinstance(want, list)
        else value[key]
        for key, want in wanted.items()
    }


@pytest.mark.parametrize("name", NAMES)
def test_actions_are_those_of_the_case(name: str) -> None:
    """The document gives exactly the case's actions, in order, each named field equal."""
    wanted = expected(name)["actions"]
    got = [plain(action) for action in understood(name).actions]
    assert [only(w, g) for w, g in zip(wanted, got, strict=False)] == wanted
    assert len(got) == len(wanted)


@pytest.mark.parametrize("name", [n for n in NAMES if "tables" in expected(n)])
def test_tables_are_judged_as_the_case_says(name: str) -> None:
    """Each logical table has the named verdict, headings and number of pieces."""
    wanted = expected(name)["tables"]
    got = [plain(table) for table in understood(name).tables]
    assert [only(w, g) for w, g in zip(wanted, got, strict=False)] == wanted
    assert len(got) == len(wanted)


@pytest.mark.parametrize("name", NAMES)
def test_every_case_says_what_it_proves(name: str) -> None:
    """A case without a note is a riddle to whoever breaks it."""
    assert len((CASES / name / "note.md").read_text(encoding="utf-8").split()) >= 5
