"""Rows as spreadsheets copy them, with quotation marks around cells that hold line ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.text.broken_rows import SOFT
from extractors.text.quoted import unquote_rows

HEAD = "Ref\tAction\tLead"
OVER_LINES = ['1\t"Train all staff', 'in ""Think Family""\tand more"\tCouncil']
QUOTED = '2\t"Audit the ""A"" files"\tPolice'
AUTHORS = '3\t"Think Family" is to be embedded\tHealth'


def test_a_cell_over_several_lines_is_one() -> None:
    """Its marks go, doubled ones are single, a tab within it is a space, and rows on one line lose theirs too."""
    assert unquote_rows([HEAD, *OVER_LINES, QUOTED, AUTHORS], 3) == [
        HEAD,
        f'1\tTrain all staff{SOFT}in "Think Family" and more\tCouncil',
        '2\tAudit the "A" files\tPolice',
        AUTHORS,
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [HEAD, QUOTED, AUTHORS],
        ["He said:", '"We were not told."', "", '"Nobody asked', 'us."'],
        [HEAD, '4\t"Never closed\tHealth', "5\tAudit\tPolice"],
    ],
    ids=["on one line", "prose", "open"],
)
def test_other_quotation_marks_are_the_authors(lines: list[str]) -> None:
    """Where no cell runs over lines, in prose, and where a mark is never closed, nothing is changed."""
    assert unquote_rows(lines, 3) == lines


@pytest.mark.parametrize("unit", ['"a\tb\n', '"\t"\n', '"', 'a\t"b""\tc\n'])
def test_the_time_grows_with_the_text(unit: str, in_proportion: Callable[..., None]) -> None:
    """Marks that never close take a time that grows with the text and no faster."""
    in_proportion(lambda size: unquote_rows((unit * size)[:size].split("\n"), 3), size=300_000)
