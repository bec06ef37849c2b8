"""What decides how a document is read, as one digest: when it changes, kept results are no longer used."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Final

_PACKAGE: Final = "dhr-plans"
_ROOT: Final = Path(__file__).resolve().parent.parent
_FOLDERS: Final = ("extractors", "normalise")
_OF_INGEST: Final = (
    "one_document",
    "outcome",
    "rows",
    "plain",
    "schema",
    "schema_types",
    "arrow",
    "result",
)
"""Modules of this package that a result goes through."""
_READ_NOTHING: Final = frozenset({"typer", "rich", "filelock"})
"""Dependencies that a result does not depend on."""


def reading_version() -> str:
    """Sixteen hex digits over our source, word lists and weights, the libraries' versions and Python's."""
    digest = hashlib.sha256()
    for part in (*_source(), *_libraries(), ".".join(map(str, sys.version_info[:3])).encode()):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:16]


@cache
def library_versions() -> dict[str, str]:
    """Name and version of each library that documents are read with, our dependencies and theirs."""
    found: dict[str, str] = {}
    for name in _dependencies(_PACKAGE):
        if name not in _READ_NOTHING:
            for one in (name, *_dependencies(name)):
                installed = _installed(one)
                if installed:
                    found[one] = installed
    return dict(sorted(found.items()))


def _source() -> Iterator[bytes]:
    for folder in _FOLDERS:
        for file in sorted((_ROOT / folder).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                yield file.relative_to(_ROOT).as_posix().encode()
                yield file.read_bytes()
    for name in _OF_INGEST:
        yield (_ROOT / "ingest" / f"{name}.py").read_bytes()


def _libraries() -> Iterator[bytes]:
    for name, installed in library_versions().items():
        yield f"{name} {installed}".encode()


def _dependencies(name: str) -> tuple[str, ...]:
    """Names that a distribution needs, those of its extras left out."""
    try:
        lines = requires(name) or []
    except PackageNotFoundError:
        return ()
    plain = (line for line in lines if "extra ==" not in line)
    return tuple(match[0].casefold() for line in plain if (match := re.match(r"[\w.-]+", line)))


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
