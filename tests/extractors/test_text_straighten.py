"""Columns that a converter set askew: what is parted, and what stays as printed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.text.aligned import find_aligned_columns
from extractors.text.straighten import straighten_columns

ASKEW = """
Learning                         Step                             Who             When
1. Every team should ask         Teams to add the question to     Borough         May 2021
Westmarch Housing Forum members  their forms.                     Council
how they record a concern.
2. The forum should hold regular Programme of talks to be         Housing         June 2021
talks for landlords who let only written with the tenants.        Forum
a single home in the borough.
3. Nurses should know where      Card with numbers, for all       Health Trust    TBC
help is found at night.          wards.
4. Wardens should be told of any Bulletin every month.            Borough         July 2021
changes.
"""
SHIFTED_HEADINGS = """
 Learning             Step                Who        When
1. Ask all teams     Add a question      Council    May 2021
2. Hold some talks   Write a programme   Forum      June 2021
3. Print a card      Order the cards     Trust      TBC
"""
STRAIGHT = """
Learning             Step                Who        When
1. Ask all teams     Add a question      Council    May 2021
2. Hold some talks   Write a programme   Forum      June 2021
"""
BANNERS = """
Learning             Step                Who        When
Theme one: of what the teams ask
1. Ask all teams     Add a question      Council    May 2021
2. Hold some talks   Write a programme   Forum      June 2021
3. Print a card      Order the cards     Trust      TBC
"""
RUN_OVER = """
Learning             Step                Who        When
1. Ask all teams     Add a question      Council    May 2021
2. Hold some talks   Write a programme   Forum      June 2021
and so on in wordsthatarewrittenthrough  every column
"""


def _rows(text: str) -> list[list[str]]:
    lines = straighten_columns(text.strip("\n").split("\n"))
    found = find_aligned_columns(lines, 0)
    assert found is not None
    rows: list[list[str]] = [[] for _ in range(1 + max(cell.row for cell in found.cells))]
    for cell in found.cells:
        rows[cell.row].append(cell.text)
    return rows


def test_a_single_space_parts_cells_where_the_columns_agree() -> None:
    """Long lines are parted at the column; a name that had no room goes on with its numbered row."""
    assert _rows(ASKEW) == [
        ["Learning", "Step", "Who", "When"],
        [
            "1. Every team should ask Westmarch Housing Forum members how they record a concern.",
            "Teams to add the question to their forms.",
            "Borough Council",
            "May 2021",
        ],
        [
            "2. The forum should hold regular talks for landlords who let only a single home in the borough.",
            "Programme of talks to be written with the tenants.",
            "Housing Forum",
            "June 2021",
        ],
        [
            "3. Nurses should know where help is found at night.",
            "Card with numbers, for all wards.",
            "Health Trust",
            "TBC",
        ],
        ["4. Wardens should be told of any changes.", "Bulletin every month.", "Borough", "July 2021"],
    ]


def test_headings_a_place_beside_their_columns_are_the_first_row() -> None:
    """A heading that begins one place late stands over its column all the same."""
    assert _rows(SHIFTED_HEADINGS)[0] == ["Learning", "Step", "Who", "When"]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("Municipal Women's Mentorings be on every form.", ["Municipal Women's Mentorings", "be on every form."]),
        ("little bits of it that still fit their forms.", ["little bits of it that still fit", "their forms."]),
    ],
)
def test_the_last_word_is_taken_that_leaves_no_line_too_wide(line: str, cells: list[str]) -> None:
    """Wide letters fill a column with few of them, so that the next cell begins early; narrow ones leave it late."""
    table = [
        ("Learning", "Step", "Who", "When"),
        ("1. Owners of homes are to know", "Add a question", "Council", "May 2021"),
        ("2. Hold talks", "Write a programme", "Forum", "June 2021"),
        ("3. Print cards for", "Order the cards, so that they can", "Trust", "TBC"),
    ]
    lines = ["".join(cell.ljust(width) for cell, width in zip(row, (33, 35, 10, 8), strict=True)) for row in table]
    printed = straighten_columns([*lines, line.ljust(68) + "Board"])
    assert [cell.strip() for cell in printed[-1].split("  ") if cell.strip()] == [*cells, "Board"]


@pytest.mark.parametrize("text", [STRAIGHT, BANNERS, RUN_OVER, "Some words.\n\nOther words that go on.", ""])
def test_other_lines_stay_as_printed(text: str) -> None:
    """Straight tables, banners in them, words that cannot be parted, and prose are not touched."""
    lines = text.split("\n")
    assert list(straighten_columns(lines)) == lines


@pytest.mark.parametrize("text", ["a  " * 130, "a" + " " * 390 + "b", "a  b  c  d e f g h i"])
def test_the_time_grows_with_hostile_pages(text: str, in_proportion: Callable[..., None]) -> None:
    """Pages of nothing but gaps or of long lines take a time that grows with the page and no faster."""
    in_proportion(lambda size: straighten_columns([text] * size), size=400)


def test_a_line_that_fills_its_column_may_be_the_widest() -> None:
    """Words at the very place where the next column begins are its first, though the line before them is the widest."""
    widths = (27, 27, 26, 8)
    table = [
        ("Action", "Lead", "Target date", "Progress"),
        ("Add prompt to the new", "Harlow Vale ICB", "June 2022", "Complete"),
        ("Flag for repeat callers to", "Harlow Vale Police", "September 2022", "Begun"),
        ("be added to the system.", "", "", ""),
        ("Audit 30 assessments.", "Adult Social Care", "March 2023", "Complete"),
    ]
    lines = ["".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table]
    printed = straighten_columns(lines)
    assert [cell.strip() for cell in printed[2].split("  ") if cell.strip()] == list(table[2])
