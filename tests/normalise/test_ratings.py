"""Ratings in words, letters and shading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from normalise.plan import Rag
from normalise.ratings.cells import is_only_ratings, parse_inline_ratings, parse_ratings, rating_of_colour, whole_rating
from normalise.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


CELLS = [
    line.partition("\t")[::2]
    for line in Path(__file__).with_name("rag_cells.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def _ratings(names: str) -> tuple[Rag, ...]:
    return tuple(Rag(name) for name in names.split())


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Green", "green"),
        ("GREEN", "green"),
        ("Green\nAmber for the launch of the new form", "green amber"),
        ("Green Green", "green green"),
        ("Amber/Green", "amber green"),
        ("Amber-Green", "amber green"),
        ("Amber → Green", "amber green"),
        ("Red to Amber", "red amber"),
        ("A", "amber"),
        ("G", "green"),
        ("R", "red"),
        ("B", "blue"),
        ("A/G", "amber green"),
        ("R A G", "red amber green"),
        ("RAG: G", "green"),
        ("BRAG: Blue", "blue"),
        ("RAG: Red", "red"),
        ("RAG rating – green (complete)", "green"),
        ("Status: Amber", "amber"),
        ("Green – complete", "green"),
        ("Complete (Green)", "green"),
        ("Completed - Green", "green"),
        ("Complete Green", "green"),
        ("Amber: the form is in draft.", "amber"),
        ("Green. All teams have been briefed.", "green"),
        ("Green All teams have been briefed.", "green"),
        ("Grey", "grey"),
        ("Gray", "grey"),
        ("Yellow", "amber"),
        ("Orange", "amber"),
        ("🟢", "green"),
        ("Gwyrdd", "green"),
        ("All teams have been briefed.\nGreen", "green"),
        ("All teams have been briefed. Green.", "green"),
        ("The form is in draft and is rated amber until June.", "amber"),
        ("This has moved from amber to green since the last board.", "amber green"),
        ("The RAG status is green and stays there", "green"),
        ("Kept at RAG status green by the panel", "green"),
        ("This action is AMBER as the form is in draft", "amber"),
        ("March 2022 – Red\nJune 2022 – Amber", "red amber"),
        ("Green Update: the form is in use", "green"),
        (None, ""),
        ("", ""),
        ("A plan was agreed", ""),
        ("G Smith", ""),
        ("RAG", ""),
        ("The group meets in a green space", ""),
        ("Green space is available at the refuge", ""),
        ("Mr Green chairs the group", ""),
        ("White Ribbon accreditation was gained", ""),
        ("Blue Light services were briefed", ""),
        ("Staff know the red flags", ""),
        ("Red flags are on the new system", ""),
        ("Red flag: stalking", ""),
        ("Amber Valley has a new lead", ""),
        ("Greenwich", ""),
        ("Green Park Surgery has been briefed", ""),
        ("The blue form is filed", ""),
        ("Evergreen contract", ""),
        ("A red-flagged case goes to the panel", ""),
    ],
)
def test_ratings_of_a_cell(cell: str | None, expected: str) -> None:
    """All ratings of a progress cell come out in order, and colours that rate nothing stay out."""
    assert parse_ratings(cell, VOCABULARY) == _ratings(expected)


@pytest.mark.parametrize(("cell", "expected"), CELLS, ids=[cell for cell, _ in CELLS])
def test_printed_cell_gives_its_ratings(cell: str, expected: str) -> None:
    """Each printed cell of the table gives the ratings written beside it."""
    assert parse_ratings(cell.replace("\\n", "\n"), VOCABULARY) == _ratings(expected)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Green", True),
        ("Amber\nGreen", True),
        ("A/G", True),
        ("RAG: Red", True),
        ("Green to Amber", True),
        ("Green – complete", False),
        ("Amber for the launch", False),
        ("Update", False),
        ("RAG rating", False),
        (None, False),
        (" ", False),
    ],
)
def test_cells_of_ratings_only(cell: str | None, *, expected: bool) -> None:
    """A cell is only ratings when nothing but their labels and separators stands beside them."""
    assert is_only_ratings(cell, VOCABULARY) is expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Update: The form is in draft.\nGreen\nUpdate: The form is in use.", "green"),
        ("Update: The form is in draft.\nAmber for the new form\nUpdate: In use.", "amber"),
        ("Green Update: The form is in use.", "green"),
        ("The form is agreed. Green Update: It is in use.", "green"),
        ("Update: The panel keeps its RAG status green until the audit.", ""),
        ("Update: The rating moved from amber to green.", ""),
        ("Green Consider whether the form can be shared with others.", "green"),
        ("Update (June 2022) Green: The form is in use.", "green"),
        ("June 2022 – Amber: The form is in draft.", "amber"),
        ("Update: Green – The form is in use.", "green"),
        ("Amber\nUpdate: In draft.\nGreen Update: In use.\nBlue", "amber green blue"),
        ("Green space is used for the group.\nBlue light services were briefed.", ""),
        ("A\nB\nC", ""),
        (None, ""),
    ],
)
def test_ratings_standing_inside_a_narrative(cell: str | None, expected: str) -> None:
    """Only ratings that stand by themselves count inside a narrative column."""
    assert parse_inline_ratings(cell, VOCABULARY) == _ratings(expected)


@pytest.mark.parametrize(
    ("shading", "expected"),
    [
        ("FF0000", "red"),
        ("C00000", "red"),
        ("C0504D", "red"),
        ("FFC7CE", "red"),
        ("FFC000", "amber"),
        ("FFFF00", "amber"),
        ("ED7D31", "amber"),
        ("FFEB9C", "amber"),
        ("F79646", "amber"),
        ("FF9900", "amber"),
        ("92D050", "green"),
        ("00B050", "green"),
        ("00FF00", "green"),
        ("C6EFCE", "green"),
        ("70AD47", "green"),
        ("008000", "green"),
        ("0070C0", "blue"),
        ("00B0F0", "blue"),
        ("5B9BD5", "blue"),
        ("0000FF", "blue"),
        ("A6A6A6", "grey"),
        ("808080", "grey"),
        ("FFFFFF", None),
        ("000000", None),
        ("F2F2F2", None),
        ("D9D9D9", None),
        ("D9E2F3", None),
        ("DEEAF6", None),
        ("BDD6EE", None),
        ("E2EFD9", None),
        ("FBE4D5", None),
        ("1F3864", None),
        ("002060", None),
        ("7030A0", None),
        ("DDD9C3", None),
        ("990000", None),
        ("800000", None),
        ("8B0000", None),
        ("BFBFBF", "grey"),
        ("FF5050", "red"),
        ("FFD966", "amber"),
        ("A9D18E", "green"),
        ("2E75B6", "blue"),
        ("FFF2CC", None),
        ("DEEBF7", None),
    ],
)
def test_rating_of_shading(shading: str, expected: str | None) -> None:
    """Strong shading rates; white, black, tints of headings and very dark colours do not."""
    colour = (int(shading[:2], 16), int(shading[2:4], 16), int(shading[4:], 16))
    assert rating_of_colour(colour) == (Rag(expected) if expected else None)


@pytest.mark.parametrize(
    "unit",
    [
        "green ",
        "Green to ",
        "rag ",
        "a",
        "\n",
        "(",
        "Green\n",
        "- ",
        "rated as amber ",
        "Update: Green\n",
        "June 2021 Red, ",
        "a) ",
        "was red ",
        "not yet to be ",
        "12/12/2022 ",
    ],
)
def test_the_time_grows_with_the_cell(unit: str, in_proportion: Callable[..., None]) -> None:
    """Whatever is repeated, reading never takes a time that grows with the square of the cell."""
    in_proportion(lambda size: parse_ratings((unit * size)[:size], VOCABULARY))
    in_proportion(lambda size: parse_inline_ratings((unit * size)[:size], VOCABULARY))


def test_a_rating_that_its_column_cut_is_whole() -> None:
    """Two ratings, or other words, keep their gap."""
    cells = ("Am ber", "Gre\nen", "Red\nAmber", "On track", "A M")
    assert [whole_rating(cell, VOCABULARY) for cell in cells] == ["Amber", "Green", "Red\nAmber", "On track", "A M"]
