"""Tests of `constraints.txt`: one version of each library that a release needs."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import requires, version
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if not line.startswith("#"))


def test_every_dependency_is_pinned_within_its_bounds() -> None:
    """What `pyproject.toml` asks for, and what the pinned versions ask for in turn, has one that all of them allow."""
    pins = _pins()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = [Requirement(line) for line in project["dependencies"]]
    seen: set[str] = set()
    while waiting:
        wanted = waiting.pop()
        if wanted.marker and not wanted.marker.evaluate({"extra": ""}):
            continue
        name = _plain(wanted.name)
        assert wanted.specifier.contains(pins[name], prereleases=True), wanted
        if name not in seen and version(wanted.name) == pins[name]:  # of other versions nothing is known here
            seen.add(name)
            waiting += [Requirement(line) for line in requires(wanted.name) or []]
