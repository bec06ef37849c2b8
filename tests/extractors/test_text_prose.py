"""Lines outside tables."""

from __future__ import annotations

import pytest

from extractors.text.prose import names_of_fields, read_paragraphs


@pytest.mark.parametrize(
    ("lines", "texts"),
    [
        (
            ["Recommendation 5", "The Health Trust of the county"],
            ["Recommendation 5", "The Health Trust of the county"],
        ),
        (
            ["- a) Train staff", "- plain", "* 1. Read", "2. Write"],
            ["a) Train staff", "- plain", "1. Read", "2. Write"],
        ),
        (["- Train all staff", "  of the borough"], ["- Train all staff of the borough"]),
        (["Above", "-----", "----", "Below"], ["Above", "Below"]),
        (["<p>One</p> <p>Two</p>"], ["One", "Two"]),
        (["<!-- image -->"], []),
    ],
)
def test_lines_stay_apart(lines: list[str], texts: list[str]) -> None:
    """Labels and list items are paragraphs of their own; a bullet before a label goes; rules are dropped."""
    assert [paragraph.text for paragraph in read_paragraphs(lines, None)] == texts


def test_wrapped_lines_are_joined() -> None:
    """Lines that break only where the next word had no room are one paragraph; the label above is not."""
    lines = [
        "Recommendation 5",
        "The board of the borough should ask each of its members once a year how",
        "staff are told about the learning from reviews, and should share multi-",
        "agency examples of it.",
    ]
    assert [paragraph.text for paragraph in read_paragraphs(lines, 3)] == [
        "Recommendation 5",
        "The board of the borough should ask each of its members once a year how staff are told about the learning "
        "from reviews, and should share multi-agency examples of it.",
    ]


@pytest.mark.parametrize(
    ("lines", "texts"),
    [
        (
            [
                "The board of the borough should ask each of its members how staff are told.",
                "Action: A letter to be sent to all of the members of the board by its Chair. The",
                "Chair will report.",
            ],
            [
                "The board of the borough should ask each of its members how staff are told.",
                "Action: A letter to be sent to all of the members of the board by its Chair. The Chair will report.",
            ],
        ),
        (
            ["The trust should make sure that the staff of its wards ask about the home.", "Action 2.1: Audit."],
            ["The trust should make sure that the staff of its wards ask about the home.", "Action 2.1: Audit."],
        ),
        (
            [
                "May 2021: All of the members of the board were written to and most answered.",
                "September 2021: The board was told what its members had said, and what they would",
                "do about it.",
            ],
            [
                "May 2021: All of the members of the board were written to and most answered.",
                "September 2021: The board was told what its members had said, and what they would do about it.",
            ],
        ),
    ],
)
def test_a_named_line_is_never_the_rest_of_another(lines: list[str], texts: list[str]) -> None:
    """A field's name, and a date with a colon behind a whole sentence, open a paragraph however full the line above."""
    names = names_of_fields(["Action 1.1: Train staff.", "Lead: Police", "Action 2: Audit files."])
    assert names == {"Action"}
    assert [paragraph.text for paragraph in read_paragraphs(lines, None, names)] == texts


@pytest.mark.parametrize(
    ("lines", "text", "level"),
    [
        (["# Action plan"], "Action plan", 1),
        (["### Part *two* ###"], "Part two", 3),
        (["**Action plan** "], "Action plan", 2),
        (["<b>Action plan</b>"], "Action plan", 2),
        (["<h3>Action plan</h3>"], "Action plan", 3),
        (["Action plan", "==========="], "Action plan", 1),
        (["Action plan", "-----------"], "Action plan", 2),
        (["**This sentence is only stressed.**"], "This sentence is only stressed.", None),
        (["**By:** the **Board**"], "By: the Board", None),
        (["#1 of the list"], "#1 of the list", None),
    ],
)
def test_headings(lines: list[str], text: str, level: int | None) -> None:
    """Markdown and HTML headings and wholly bold lines have a level; stressed prose has none."""
    (paragraph,) = read_paragraphs(lines, None)
    assert (paragraph.text, paragraph.level) == (text, level)
