"""What is measured against stays outside."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MEASURED_AGAINST = {"benchmarks", "camelot", "fitz", "jpype", "pymupdf", "tablers", "tabula"}


@pytest.mark.parametrize("package", ["extractors", "ingest", "normalise"])
def test_no_package_needs_what_it_is_measured_against(package: str) -> None:
    """No module of the packages imports a benchmark or a library that only benchmarks use."""
    imported = set()
    for file in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                imported.add(node.module.split(".")[0])
    assert package in imported
    assert not imported & MEASURED_AGAINST
