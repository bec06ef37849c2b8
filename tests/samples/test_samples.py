"""The sample plans: they are what their sources give, and reading them gives the rows that the sources state."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pdfplumber
import pytest

from extractors.document import Limits, Source
from ingest.discover import discover
from ingest.one_document import Options, process_document
from ingest.outcome import Outcome

_ROOT = Path(__file__).resolve().parents[2]
_RAW = _ROOT / "data" / "raw"
_EXPECTED = Path(__file__).parent / "expected"
_LABELS = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(_EXPECTED.glob("*.json"))}
_FIELDS = (
    "recommendation_number",
    "recommendation_title",
    "recommendation",
    "scope",
    "action",
    "intended_outcome",
    "lead_agency_text",
    "lead_agencies",
    "agency_sectors",
    "milestones",
    "target_kind",
    "target_date_text",
    "target_earliest",
    "target_latest",
    "progress_text",
    "response_text",
    "rag_history",
    "rag_source",
    "completion_text",
    "completion_state",
    "completion_earliest",
)


@pytest.fixture(scope="module")
def remade(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Samples and expected rows, made anew from the sources."""
    raw, expected = tmp_path_factory.mktemp("raw"), tmp_path_factory.mktemp("expected")
    script = _ROOT / "data" / "sources" / "make_samples.py"
    subprocess.run([sys.executable, script, "--raw", raw, "--expected", expected], check=True, capture_output=True)
    return raw, expected


@pytest.mark.parametrize("stem", _LABELS)
def test_remaking_gives_the_same_expected_rows(remade: tuple[Path, Path], stem: str) -> None:
    """The expected rows in the repository are those that the sources state."""
    assert json.loads((remade[1] / f"{stem}.json").read_text(encoding="utf-8")) == _LABELS[stem]


@pytest.mark.parametrize("stem", _LABELS)
def test_remaking_gives_the_same_content(remade: tuple[Path, Path], stem: str) -> None:
    """A sample in the repository says what its source says; compression alone may differ between machines."""
    file = _LABELS[stem]["file"]
    assert _content(remade[0] / file) == _content(_RAW / file)


@pytest.mark.parametrize("stem", _LABELS)
def test_a_sample_gives_its_number_of_actions(stem: str) -> None:
    """Reading a sample ends with the expected status and number of actions."""
    outcome, document = _outcome(stem), _LABELS[stem]["document"]
    found = (str(outcome.status), len(outcome.plan.actions) if outcome.plan else 0)
    assert found == (document["status"], document["action_count"]), outcome.detail


@pytest.mark.parametrize("stem", [stem for stem, label in _LABELS.items() if label["actions"]])
def test_a_sample_gives_its_rows(stem: str) -> None:
    """Every action of a sample has the values that its source states, field by field."""
    plan = _outcome(stem).plan
    assert plan is not None
    assert [_differences(want, have) for want, have in zip(_LABELS[stem]["actions"], plan.actions, strict=True)] == [
        {} for _ in plan.actions
    ]


def _content(path: Path) -> object:
    if path.suffix == ".docx":
        with ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    if path.suffix == ".pdf":
        with pdfplumber.open(path) as pdf:
            return [page.extract_text() for page in pdf.pages]
    return path.read_bytes()


def _outcome(stem: str) -> Outcome:
    file = _LABELS[stem]["file"]
    source = next(item for item in discover(_RAW, Limits()) if isinstance(item, Source) and item.path == file)
    return process_document(source, Options())


def _differences(want: dict[str, Any], have: object) -> dict[str, tuple[object, object]]:
    pairs = {name: (_plain(want[name]), _plain(getattr(have, name))) for name in _FIELDS}
    unscored = want.get("unscored", ())
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1] and name not in unscored}


def _plain(value: object) -> object:
    """A value without the difference between a list and a tuple, a date and its text, a break and a space."""
    if isinstance(value, (list, tuple)):
        return [str(item) for item in value]
    return None if value is None else " ".join(str(value).split())
