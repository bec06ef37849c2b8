"""Printed lines to paragraphs: how two lines are joined."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.pdf.lines import Line, Word, glyphs_to_lines, words_to_line
from extractors.pdf.page import Glyph
from extractors.pdf.paragraphs import Measure, join_lines, lines_to_paragraphs, usual_pitch

SIZE, WIDE = 10.0, 5.0
RIGHT = 100.0
"""The right edge of a column of twenty letters."""


def printed(texts: Sequence[str], pitch: float = 12.0) -> list[Line]:
    """Lines under one another, each letter as wide as the next."""
    lines = []
    for number, text in enumerate(texts):
        x, words = 0.0, []
        for word in text.split(" "):
            words.append(Word(word, x, x + WIDE * len(word)))
            x += WIDE * (len(word) + 1)
        lines.append(words_to_line(words, pitch * number, pitch * number + SIZE, SIZE))
    return lines


@pytest.mark.parametrize(
    ("texts", "whole"),
    [
        (["agree a joint cross-", "border plan"], "agree a joint cross-\u200bborder plan"),
        (["see also IMR-POL-", "2 and the rest"], "see also IMR-POL-2 and the rest"),
        (["number IMR-IMR-IMR-", "POL-2"], "number IMR-IMR-IMR-POL-2"),
        (["in the years 2021-", "22 and after"], "in the years 2021-22 and after"),
        (["of young people (16–", "25) who ask"], "of young people (16–25) who ask"),
        (["all cases Jan–", "June 2023"], "all cases Jan–June 2023"),
        (["Health/ Adult and/", "or Children"], "Health/ Adult and/or Children"),
        (["for the Chair 12 -", "Police to reply"], "for the Chair 12 - Police to reply"),
        (["fourteen are received", ". The rest follow"], "fourteen are received. The rest follow"),
        (["with Children- CSP-", "Police to reply"], "with Children- CSP- Police to reply"),
    ],
)
def test_a_line_that_breaks_within_a_word_goes_on_without_a_space(texts: list[str], whole: str) -> None:
    """Compounds, codes and years that a line's end parted are one word; a dash between words is none."""
    (group,) = lines_to_paragraphs(printed(texts), Measure(0.0, RIGHT))
    assert join_lines(group, Measure(0.0, RIGHT)) == whole


def test_a_label_with_its_colon_begins_a_paragraph_where_the_line_above_is_full() -> None:
    """Of recommendations listed without room between them each has its own; one named in a sentence is part of it."""
    texts = ["Recommendation 1: Ask", "Recommendation 2: Act", "on what panel said in", "Recommendation 1 then"]
    lines = printed(texts)
    groups = lines_to_paragraphs(lines, Measure(0.0, RIGHT + WIDE))
    assert [len(group) for group in groups] == [1, 3]


@pytest.mark.parametrize(
    ("texts", "n_paragraphs"),
    [
        (["All calls should be", "answered well so that", "nobody is left waiting", "for longer than an hour"], 1),
        (["Marsh Police answered", "Marsh Council answered", "Marsh Hospital did not", "All others to answer"], 4),
    ],
)
def test_double_spacing_is_told_from_paragraphs_of_a_line_by_how_lines_begin(
    texts: list[str], n_paragraphs: int
) -> None:
    lines = printed(texts, pitch=2.5 * SIZE)
    measure = Measure(0.0, 5.0 * max(map(len, texts)), usual_pitch([lines]))
    assert len(lines_to_paragraphs(lines, measure)) == n_paragraphs


@pytest.mark.parametrize(
    ("texts", "text"), [(("of", "June"), "of June"), (("ad", "just"), "ad just"), (("ad", "apt"), "adapt")]
)
def test_a_word_that_reaches_back_into_the_space_before_it_stands_apart(texts: tuple[str, str], text: str) -> None:
    """Two runs with a gap of 0.15 of their height: a `J` begins left of where its place does."""
    first, second = texts
    glyphs = [Glyph(first, 0.0, 0.0, 10.0, SIZE, SIZE), Glyph(second, 11.5, 0.0, 30.0, SIZE, SIZE)]
    assert [line.text for line in glyphs_to_lines(glyphs)] == [text]
