"""The page on codes names every warning and reason that there is, and no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from normalise.acceptance import AGREED_BEFORE, FEW_HEADINGS, PLAN
from normalise.completion.state_guess import GUESSED
from normalise.dates import printed
from normalise.fold_table import REALIGNED
from normalise.followed_up import PROGRESS
from normalise.target import NOT_UNDERSTOOD
from normalise.vocabulary import load_vocabulary

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "codes.md").read_text(encoding="utf-8")
WARNING_CALLS = {"Issue", "warn", "_warn", "_on_page"}
JUDGES = {"judge_table", "_reason"}
CODE = re.compile(r"[a-z]+(?:_[a-z]+)*")


def section(heading: str) -> str:
    return re.split(r"^## ", PAGE.split(f"## {heading}\n")[1], maxsplit=1, flags=re.MULTILINE)[0]


def listed(heading: str) -> list[str]:
    return re.findall(r"^\| `([a-z_]+)` \|", section(heading), re.MULTILINE)


def nodes(*folders: str) -> Iterator[ast.AST]:
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.py")):
            yield from ast.walk(ast.parse(file.read_text(encoding="utf-8")))


def issued() -> set[str]:
    """Codes that calls in extractors and ingest give to what a document is warned of."""
    codes: set[str] = set()
    for node in nodes("extractors", "ingest"):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in WARNING_CALLS:
                codes.add(str(node.args[0].value))
    return codes


def literals(*folders: str) -> set[str]:
    return {node.value for node in nodes(*folders) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def reasons() -> set[str]:
    """What the functions that judge a table return, and the kinds of tables in the vocabulary."""
    vocabulary = load_vocabulary()
    judges = (f for f in nodes("normalise") if isinstance(f, ast.FunctionDef) and f.name in JUDGES)
    returns = (node for judge in judges for node in ast.walk(judge) if isinstance(node, ast.Return))
    said = {one.value for node in returns for one in ast.walk(node) if isinstance(one, ast.Constant)}
    codes = {value for value in said if isinstance(value, str) and CODE.fullmatch(value)}
    return codes | {
        PLAN,
        AGREED_BEFORE,
        FEW_HEADINGS,
        PROGRESS,
        *vocabulary["foreign_headings"],
        *vocabulary["foreign_captions"],
    }


def test_warnings_of_documents() -> None:
    """Each code that a reader or the pipeline issues is explained once, in the order of the alphabet."""
    codes = listed("`warnings` of a document")
    assert codes == sorted(set(codes))
    assert set(codes) == issued() | {"several_reviews"}


def test_warnings_of_actions() -> None:
    """Each code on the page stands in the code, and those of dates, targets and rows stand on the page."""
    codes = listed("`warnings` of an action")
    of_dates = {printed.IMPOSSIBLE, printed.AMBIGUOUS, printed.YEAR_INFERRED, printed.YEAR_MISSING}
    assert codes == sorted(set(codes))
    assert set(codes) <= literals("normalise")
    assert of_dates | {NOT_UNDERSTOOD, REALIGNED, GUESSED} <= set(codes)


def test_reasons_of_tables() -> None:
    """Each reason is explained or named, and nothing else is."""
    text = section("`reason` of a table")
    named = set(listed("`reason` of a table")) | set(re.findall(r"`([a-z_]+)`", text.split("another kind of table")[1]))
    assert named - {"foreign_headings", "foreign_captions"} == reasons()
