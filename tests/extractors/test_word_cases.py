"""The cases named `word_…`: what python-docx's plain reading of their tables gets wrong, and this reader does not.

`grid.json` of a case holds its tables as Word shows them: rows of cells, null where a merged cell covers the place or
no cell is, and with `fill` and `ink` (six hexadecimal digits) where there is colour.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import docx
import pytest

from extractors.document import Cell, Colour, Document, Kind, Limits, Source, Table
from extractors.word.reader import read_word

CASES = Path(__file__).parents[1] / "cases"
MAKER = Path(__file__).parent / "word_cases" / "make_word_cases.py"
NAMES = sorted(file.parent.name for file in CASES.glob("word_*/grid.json"))


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    """The program that makes the cases' documents."""
    sys.path.insert(0, str(MAKER.parent))
    try:
        spec = importlib.util.spec_from_file_location(MAKER.stem, MAKER)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(MAKER.parent))


def read(name: str) -> Document:
    file = CASES / name / "input.docx"
    return read_word(Source("input.docx", "0" * 64, file.stat().st_size, Kind.DOCX, file), Limits())


def hexadecimal(colour: Colour) -> str:
    return "".join(f"{channel:02X}" for channel in colour)


def shown(cell: Cell) -> Any:
    colours = {"fill": cell.fill, "ink": cell.ink}
    seen = {name: hexadecimal(colour) for name, colour in colours.items() if colour is not None}
    return {"text": cell.text, **seen} if seen else cell.text


def grid(table: Table) -> list[list[Any]]:
    rows: list[list[Any]] = [[None] * table.n_columns for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = shown(cell)
    return rows


def plain_reading(name: str) -> Any:
    """What a loop over python-docx gives, or the error that it ends in."""
    try:
        word = docx.Document(str(CASES / name / "input.docx"))
    except KeyError as error:
        return error
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in word.tables]


def truth(name: str) -> Any:
    return json.loads((CASES / name / "grid.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_tables_are_as_word_shows_them(name: str) -> None:
    """Every cell is at its place with its words and colours."""
    assert [grid(block) for block in read(name).blocks if isinstance(block, Table)] == truth(name)


@pytest.mark.parametrize("name", NAMES)
def test_python_docx_alone_gets_it_wrong(name: str) -> None:
    """The case holds something that is lost, shifted, repeated or refused by the plain reading."""
    assert plain_reading(name) != truth(name)


def test_documents_are_those_of_the_maker(maker: ModuleType) -> None:
    """`make_word_cases.py` makes all of them, and makes the same bytes again."""
    made = {name: make() for name, make in maker.MAKERS.items()}
    assert sorted(made) == NAMES
    assert [name for name in NAMES if made[name] != (CASES / name / "input.docx").read_bytes()] == []


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("word_tracked_changes", {"tracked_changes"}),
        ("word_coloured_text", {"struck_text"}),
        ("word_footnotes", {"notes_read"}),
        ("word_endnotes", {"notes_read"}),
        ("word_text_box", {"text_box_read"}),
        ("word_nested_cards", {"table_in_cell"}),
        ("word_controls_at_every_level", set()),
        ("word_plan_in_control", set()),
    ],
)
def test_what_was_odd_is_said(name: str, codes: set[str]) -> None:
    """A document with changes, struck words, notes, boxes or nested tables says so; a plain one says nothing."""
    assert {issue.code for issue in read(name).issues} == codes
