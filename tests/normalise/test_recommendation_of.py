"""Number, title and words of a recommendation, from a cell or from what stands over the rows."""

from __future__ import annotations

import pytest

from normalise.context import Context, Recommendation
from normalise.recommendation_of import actions_are_dotted, from_cell, recommendation_of
from normalise.vocabulary import load_vocabulary

WORDS = load_vocabulary()
SENTENCE = "Fernmoorby services should ask all clients about abuse."


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        (f"Recommendation 2 – Alcohol and drugs: {SENTENCE}", "Alcohol and drugs"),
        (f"Recommendation 2: Alcohol and drugs – {SENTENCE}", "Alcohol and drugs"),
        (f"Recommendation 2: Alcohol and drugs\n{SENTENCE}", "Alcohol and drugs"),
        (f"Recommendation 2 (Police): {SENTENCE}", "Police"),
        (f"Recommendation 2: {SENTENCE}", None),
    ],
)
def test_a_theme_behind_a_label_is_the_title(printed: str, title: str | None) -> None:
    """A label, a theme and a sentence in one line are number, title and words, in a cell and in a banner alike."""
    context = Context(WORDS)
    context.read(printed)
    for found in (from_cell(printed, WORDS, has_number=False), context.take()):
        assert (found.number, found.title, found.text) == ("2", title, SENTENCE)


@pytest.mark.parametrize(
    "printed",
    [
        f"Learning point 2\nNobody asked him.\nRecommendation 2\n{SENTENCE}",
        f"Learning point 2 Nobody asked him. Recommendation 2\n{SENTENCE}",
        f"Key finding: nobody asked him.\nRecommendation 2: {SENTENCE}",
        f"Argymhelliad 2 / Recommendation 2\n{SENTENCE}",
        f"Recommendation 2 / Argymhelliad 2: {SENTENCE}",
    ],
)
def test_what_stands_before_the_label_is_no_part_of_it(printed: str) -> None:
    """A finding over the recommendation in its cell, or its label in a second language, is neither title nor words."""
    assert from_cell(printed, WORDS, has_number=False) == Recommendation("2", None, SENTENCE)


def test_a_line_of_marks_is_no_title() -> None:
    """A banner of nothing but a colon leaves the next recommendation without a title, not with an empty one."""
    context = Context(WORDS)
    context.read("Recommendation 1: All should share.")
    context.take()
    for line in (":", "Recommendation 2: All should share."):
        context.read(line)
    assert context.take().title is None


@pytest.mark.parametrize("printed", ["2 – Northmere ICB", "2: Northmere ICB", "2\nNorthmere ICB"])
def test_a_number_cell_may_name_the_body_addressed(printed: str) -> None:
    """Number and body are parted; the body is the title where no column has one."""
    found = recommendation_of(SENTENCE, printed, None, Recommendation(), Recommendation(), {}, WORDS)
    assert found == Recommendation("2", "Northmere ICB", SENTENCE)


@pytest.mark.parametrize("printed", ["N/A", "-", "TBC", "n/a."])
def test_a_number_cell_that_stands_for_nothing_is_no_number(printed: str) -> None:
    """What is printed where there is no number is not published as one."""
    assert recommendation_of(SENTENCE, printed, None, Recommendation(), Recommendation(), {}, WORDS).number is None


@pytest.mark.parametrize(("counts_actions", "text"), [(True, SENTENCE), (False, None)])
def test_an_empty_cell_beside_the_number_of_an_action_is_a_merged_one(counts_actions: bool, text: str | None) -> None:
    """Under "Ref" the next number counts the next action of the same recommendation; under "Rec. no." it does not."""
    above = Recommendation("1", None, SENTENCE)
    found = recommendation_of(None, "2", None, Recommendation(), above, {}, WORDS, counts_actions=counts_actions)
    assert (found.number, found.text) == ("2", text)


@pytest.mark.parametrize(
    ("rows", "dotted"),
    [
        ([("1.1", SENTENCE), ("1.2", None), ("2.1", SENTENCE)], True),
        ([("1.1", SENTENCE), ("1.2", SENTENCE)], False),
        ([("1.1", SENTENCE), ("2.1", None)], False),
        ([("1", SENTENCE), ("2", None)], False),
    ],
)
def test_dotted_numbers_under_one_recommendation_count_its_actions(
    rows: list[tuple[str | None, str | None]], dotted: bool
) -> None:
    """An empty cell behind the next number of the same recommendation is what is left of a merged one."""
    assert actions_are_dotted(rows) is dotted


@pytest.mark.parametrize("number", ["2.1", "II.1"])
def test_the_number_of_an_action_under_a_banner_gives_way(number: str) -> None:
    """Under the banner of recommendation 2 the first action is 2.1, or II.1; the recommendation stays 2."""
    over = Recommendation("2", None, SENTENCE)
    assert recommendation_of(None, number, None, over, Recommendation(), {}, WORDS).number == "2"


def test_lettered_rows_share_the_recommendation_of_the_first() -> None:
    """Below "4a" an empty cell beside "4b" goes on with the same recommendation, beside "5" it does not."""
    above = Recommendation("4a", None, SENTENCE)
    found = [recommendation_of(None, number, None, Recommendation(), above, {}, WORDS) for number in ("4b", "5")]
    assert [(one.number, one.text) for one in found] == [("4b", SENTENCE), ("5", None)]


@pytest.mark.parametrize(
    ("cell", "number", "title"),
    [
        ("Recommendation Two\nRecord keeping", "2", "Record keeping"),
        ("3. Record keeping", "3", "Record keeping"),
        ("Record keeping", None, "Record keeping"),
    ],
)
def test_a_column_of_numbers_and_themes_gives_both(cell: str, number: str | None, title: str) -> None:
    """Under "Rec no. and theme" a cell holds the number, the theme, or both."""
    found = recommendation_of(SENTENCE, None, cell, Recommendation(), Recommendation(), {}, WORDS)
    assert (found.number, found.title, found.text) == (number, title, SENTENCE)


def test_what_goes_on_keeps_its_own_title() -> None:
    """Under a band for a body, an empty cell goes on with the recommendation above, its title included."""
    over, above = (
        Recommendation(title="Local Authority"),
        Recommendation("4", "Duty to report", "The council should look."),
    )
    assert recommendation_of(None, None, None, over, above, {}, load_vocabulary()) == above


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("(continued)", SENTENCE),
        ("As above", SENTENCE),
        ("Recommendation 4 (cont.)", SENTENCE),
        ("Recommendation 4 cont’d", SENTENCE),
        ("″", SENTENCE),
        ("Training to be continued", "Training to be continued"),
        ("Records to be kept as above", "Records to be kept as above"),
    ],
)
def test_what_stands_for_the_words_above_means_them(cell: str, text: str) -> None:
    """A cell that only says "as above", with or without its label, has the recommendation above."""
    above = Recommendation("4", None, SENTENCE)
    found = recommendation_of(cell, None, None, Recommendation(), above, {}, WORDS)
    assert found.text == text
