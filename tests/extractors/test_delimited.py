"""Separated values: found by content or name, and read with titles above the table."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.document import Kind, Limits, Paragraph, Source, Table
from extractors.errors import ReadError
from extractors.kinds import find_kind
from extractors.sheet.delimited import read_delimited

TABLE = 'Rec,Action,Lead\n1,"Train staff,\nthen audit",Police\n2,Share,ICB\n'


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("plan", TABLE, Kind.CSV),
        ("plan.txt", TABLE, Kind.CSV),
        ("plan.csv", f"Action plan\n\n{TABLE}\nA note, of two parts\n", Kind.CSV),
        ("plan.csv", "Action;Lead\nTrain, audit;Police\n", Kind.CSV),
        ("plan.tsv", TABLE.replace(",", "\t"), Kind.CSV),
        ("plan.txt", "Rec\tAction\tLead\n1\tTrain\tPolice\n", Kind.TEXT),
        ("plan.txt", "Police, health, housing\nAgree, share, act\n", Kind.TEXT),
        ("plan.txt", "Name,Lead\nA,B\n", Kind.TEXT),
        ("plan.txt", "A,B,C\n1,2\n", Kind.TEXT),
        ("plan.csv", "One paragraph of words.\n", Kind.TEXT),
        ("plan.csv", '"never closed\n' + "a,b,c\n" * 50_000, Kind.TEXT),
    ],
)
def test_a_table_of_values_is_told_from_text(tmp_path: Path, name: str, content: str, kind: Kind) -> None:
    """By its content only where no sentence looks like it; a name that says so decides what content cannot."""
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert find_kind(tmp_path / name) is kind


def read(file: Path) -> list[object]:
    source = Source(file.name, "0" * 64, file.stat().st_size, Kind.CSV, file)
    return [
        block.text if isinstance(block, Paragraph) else [c.text for c in block.cells]
        for block in read_delimited(source, Limits(max_cells=1000)).blocks
        if isinstance(block, Paragraph | Table)
    ]


def test_titles_stand_above_the_table(tmp_path: Path) -> None:
    """A quoted value keeps its separators and line breaks; a short row is filled up."""
    file = tmp_path / "plan.csv"
    file.write_text("Plan for Rose\n\n" + TABLE + "3,Ask\n", encoding="utf-8-sig")
    assert read(file) == [
        "Plan for Rose",
        ["Rec", "Action", "Lead", "1", "Train staff,\nthen audit", "Police", "2", "Share", "ICB", "3", "Ask", ""],
    ]


@pytest.mark.parametrize("content", ['a,b\n"' + "x" * 200_000, "a,b,c\n" + "," * 5_000, "a,b,c\n" * 1_000])
def test_hostile_values_are_refused(tmp_path: Path, content: str) -> None:
    """A quotation that never ends, and more cells than are read."""
    (tmp_path / "plan.csv").write_text(content)
    with pytest.raises(ReadError):
        read(tmp_path / "plan.csv")
