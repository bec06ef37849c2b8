"""Which cells stand beside which, and how two sets of tables compare by that."""

from __future__ import annotations

import pytest

from benchmarks.adjacency import PageTable, PlacedText, cells_to_relations, normalised, to_score


def cells(*rows: str) -> tuple[PlacedText, ...]:
    """Rows of one-letter cells; a full stop is an empty one."""
    return tuple(PlacedText(text.strip("."), r, c, r, c) for r, row in enumerate(rows) for c, text in enumerate(row))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (cells("ab"), {("A", "B", "right")}),
        (cells("a", "b"), {("A", "B", "below")}),
        (cells("a.b"), {("A", "B", "right")}),
        (cells("ab", ".c"), {("A", "B", "right"), ("B", "C", "below")}),
        (cells("."), set()),
        (
            (PlacedText("a", 0, 0, 0, 1), *cells("..", "bc")[2:]),
            {("A", "B", "below"), ("A", "C", "below"), ("B", "C", "right")},
        ),
    ],
)
def test_each_text_is_related_to_the_next_one(
    given: tuple[PlacedText, ...], expected: set[tuple[str, str, str]]
) -> None:
    """Neighbours to the right and below, over blanks, and once for cells that share several rows or columns."""
    relations = cells_to_relations(given)
    assert set(relations) == expected
    assert len(relations) == len(expected)


def test_scores_are_taken_page_by_page() -> None:
    """The same cells on another page are not right; a table in two pieces loses what ran between them."""
    truth = [PageTable(1, cells("ab", "cd"))]
    assert to_score([PageTable(1, cells("ab", "cd"))], truth).f1 == 1.0
    assert to_score([PageTable(2, cells("ab", "cd"))], truth).right == 0
    halves = to_score([PageTable(1, cells("ab")), PageTable(1, cells("cd"))], truth)
    assert (halves.right, halves.found, halves.wanted) == (2, 2, 4)


def test_case_spaces_and_signs_do_not_tell_texts_apart() -> None:
    """Line breaks, ligatures and the kind of a dash are left out."""
    assert normalised("Oﬃce –\n1.5 %") == normalised("office - 1.5%") == "OFFICE_1_5_"
