"""Labels and numbers of recommendations."""

from __future__ import annotations

import pytest

from normalise.labels import (
    leading_code,
    leading_letter,
    leading_number,
    leading_roman,
    number_behind_words,
    parse_label,
    parse_number,
    to_digits,
)


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("Recommendation Three: Professional curiosity", "3", "Professional curiosity"),
        ("Recommendation 7\nThe CSP should", "7", "The CSP should"),
        ("RECOMMENDATION 12 –", "12", ""),
        ("Recommendation 5a: Staff should", "5a", "Staff should"),
        ("Rec 4 - Train staff", "4", "Train staff"),
        ("DHR Recommendation No. 2: Audit", "2", "Audit"),
        ("Recommendation IV. Review", "4", "Review"),
        ("Recommendation Twenty-One: Review", "21", "Review"),
        ("Recommendation 1 Northmere Police", "1", "Northmere Police"),
        ("R3: Records should show", "3", "Records should show"),
        ("R3 Records should show", "3", "Records should show"),
        ("Rec: 4 Train staff", "4", "Train staff"),
        ("Recommendation 1(a): Staff should", "1a", "Staff should"),
        ("Recommendation Five (b)\nPosters should", "5b", "Posters should"),
        ("Recommendation 2 (iii): Staff should", "2iii", "Staff should"),
        ("Recommendation 1 of 4: Staff should", "1", "Staff should"),
        ("Recommendation 1 (Police): Officers should", "1", "Officers should"),
        ("Recommendation 1 (CSP): Agencies should", "1", "Agencies should"),
        ("Recommendation R2.1", "2.1", ""),
        ("Rec R4: Train staff", "4", "Train staff"),
        ("Recommendation B: Train staff", "B", "Train staff"),
        ("Recommendation 2 (Police)\nOfficers should", "2", "Officers should"),
        ("Learning Point 3 / Recommendation 2: Train staff", "2", "Train staff"),
    ],
)
def test_a_label_gives_its_number_and_what_follows(text: str, number: str, rest: str) -> None:
    """Number words, roman numerals and digits become digits; the words behind the label stay."""
    label = parse_label(text)
    assert label is not None
    assert (label.number, label.rest) == (number, rest)


@pytest.mark.parametrize(
    "text",
    [
        "recommendation 3 of the report was",
        "Recommendations",
        "Recommendation in full",
        "Record 4",
        "R and D",
        "Recommendation A nurse",
    ],
)
def test_words_that_only_look_like_a_label_are_none(text: str) -> None:
    """A sentence about a recommendation is not its label."""
    assert parse_label(text) is None


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1", "1"),
        ("1.2", "1.2"),
        ("R3", "3"),
        ("Rec 4", "4"),
        ("(iv)", "4"),
        ("Three", "3"),
        ("5a", "5a"),
        ("1.", "1"),
        ("1(a)", "1a"),
        ("Recommendation 1(a)", "1a"),
        ("Five (b)", "5b"),
        ("MA1", None),  # a council's own code is kept as printed
        ("OR 2", None),
        ("Rec: 2", "2"),
    ],
)
def test_a_number_cell_is_read(cell: str, number: str | None) -> None:
    """A cell with nothing but a number, in any of the usual dresses."""
    assert parse_number(cell) == number


@pytest.mark.parametrize("cell", ["June 2021", "2021", "Apr 22", "All", "Police", "12 months", ""])
def test_a_cell_with_more_than_a_number_is_none(cell: str) -> None:
    """Dates, names and periods are not numbers of recommendations."""
    assert parse_number(cell) is None


def test_what_stands_in_brackets_before_the_colon_is_kept() -> None:
    """The body that a label names in brackets is part of neither the number nor the words."""
    label = parse_label("Recommendation 1 (Police): Officers should")
    assert label is not None
    assert label.beside == "Police"
    above = parse_label("Recommendation 1 (Police)\nOfficers should")
    assert above is not None
    assert above.beside == "Police"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("IMR 1: Staff should ask", ("1", "Staff should ask")),
        ("MA1 Staff should ask", ("1", "Staff should ask")),
        ("SA-2b: Staff should ask", ("2b", "Staff should ask")),
        ("COVID 19 Guidance should", None),
        ("Q1 Report", None),
        ("A review of 3: Staff", None),
    ],
)
def test_a_code_before_the_words_is_read(text: str, found: tuple[str, str] | None) -> None:
    """Capitals with a number are a code where a colon sets them off or nothing parts them."""
    assert leading_code(text) == found


def test_list_labels() -> None:
    """A leading number or letter of a list is told from the words behind it."""
    assert leading_number("(2) Staff should ask") == ("2", "Staff should ask")
    assert leading_number("#3 Staff should ask") == ("3", "Staff should ask")
    assert leading_number("4(a) Provide a guarantee") == ("4a", "Provide a guarantee")
    assert leading_number("12 months after the report") is None
    assert leading_letter("- b) Staff should ask") == ("b", "Staff should ask")
    assert to_digits("XIV") == "14"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(iv) Staff should ask", ("4", "Staff should ask")),
        ("XII. Staff should ask", ("12", "Staff should ask")),
        ("(i) Staff should ask", ("1", "Staff should ask")),
        ("(iv) and so on", None),
        ("Six. Staff should ask", None),
        ("I think so", None),
    ],
)
def test_roman_numerals_may_count_recommendations(text: str, found: tuple[str, str] | None) -> None:
    """A roman numeral with a full stop or in brackets, before a capital, is a number."""
    assert leading_roman(text) == found


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("Housing 1", "1"),
        ("IMR - Fire - 2", "2"),
        ("Adult Social Care 3a", "3a"),
        ("NHS Trust 2.1", "2.1"),
        ("IMR-POL-2", None),
        ("EC1", None),
        ("Housing", None),
        ("Northmere Police should audit 1", None),
    ],
)
def test_a_number_behind_the_words_for_whose_it_is(cell: str, number: str | None) -> None:
    """Words before a number that stands by itself are no part of it; a code without spaces is one."""
    assert number_behind_words(cell) == number
