"""The rules of the house that a machine can hold: direction of imports, names, sizes."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("extractors", "normalise", "ingest")
MAY_IMPORT = {
    "extractors": {"extractors"},
    "normalise": {"normalise", "extractors"},
    "ingest": {"ingest", "normalise", "extractors"},
}
NO_NAMES = {"utils", "util", "common", "helpers", "helper", "manager", "misc"}
LONGEST_FILE, LONGEST_FUNCTION = 350, 60


def _modules() -> list[Path]:
    return sorted(path.relative_to(ROOT) for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def _imported(tree: ast.AST) -> Iterator[str]:
    """Full names of all modules that a file imports, wherever in it; `from a import b` gives `a.b` too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _parse(module: Path) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def test_there_is_something_to_check() -> None:
    """All three rooms are found, so that the tests below cannot pass on nothing."""
    assert {module.parts[0] for module in _modules()} == set(ROOMS)


@pytest.mark.parametrize("module", _modules(), ids=str)
def test_imports_run_one_way(module: Path) -> None:
    """`ingest` uses `normalise` and `extractors`; `normalise` uses the document types only; nothing walks back."""
    own = [name for name in _imported(_parse(module)) if name.split(".")[0] in ROOMS]
    assert {name.split(".")[0] for name in own} <= MAY_IMPORT[module.parts[0]]
    if module.parts[0] == "normalise":
        foreign = [name for name in own if name.startswith("extractors")]
        assert all(name.startswith("extractors.document") for name in foreign), foreign


@pytest.mark.parametrize("module", _modules(), ids=str)
def test_names_say_something(module: Path) -> None:
    """No module or folder is named for being a place to put things."""
    assert not NO_NAMES & {part for name in (*module.parts[:-1], module.stem) for part in name.split("_")}


@pytest.mark.parametrize("module", _modules(), ids=str)
def test_files_and_functions_are_short(module: Path) -> None:
    """A file has at most 350 lines, a function at most 60."""
    assert len((ROOT / module).read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    functions = [node for node in ast.walk(_parse(module)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {f.name: f.end_lineno - f.lineno + 1 for f in functions if f.end_lineno}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_FUNCTION} == {}


# Where everything may be caught, how often, and why. All else names what it expects.
BROAD_EXCEPT = {
    "ingest/cli.py": 1,  # a fault of ours must not leave with the code of failed documents
    "ingest/one_document.py": 1,  # the border around one document: nothing of it may stop the others
}


def test_broad_excepts_are_few() -> None:
    """Everything is caught at the border around one document, and where a library can raise anything; nowhere else."""
    broad = Counter(
        module.as_posix()
        for module in _modules()
        for node in ast.walk(_parse(module))
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node)
    )
    assert broad["ingest/one_document.py"] == 1
    assert broad <= Counter(BROAD_EXCEPT)


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    everything = {"Exception", "BaseException"}
    reraises = any(isinstance(node, ast.Raise) and node.exc is None for node in ast.walk(handler))
    names = {kind.id for kind in caught if isinstance(kind, ast.Name)}
    return (None in caught or bool(names & everything)) and not reraises
