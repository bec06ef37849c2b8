"""How the benchmark of cell text compares."""

from __future__ import annotations

import pytest

from benchmarks.cell_text import PrintedCell, compare_texts, match_cells
from extractors.document import Region


@pytest.mark.parametrize(
    ("ours", "theirs", "kind"),
    [
        ("Review the policy", "Review the\npolicy", None),
        ("cross-border", "cross-\nborder", None),
        ("and/or", "and/\nor", None),
        ("and/ or", "and/or", "spaces"),
        ("café", "cafe\u0301", None),
        ("Safeguarding", "Safe-\nguarding", "hyphens"),
        ("Recommendation", "Recommend\nation", "spaces"),
        ("two one", "one two", "order"),
        ("May 2021", "May 2022", "other"),
        ("", "May 2022", "other"),
    ],
)
def test_kinds_of_difference(ours: str, theirs: str, kind: str | None) -> None:
    """Line ends alone are no difference; all else is told by kind."""
    assert compare_texts(ours, theirs) == kind


def test_cells_are_matched_by_place() -> None:
    """Boxes a little apart are one cell, boxes elsewhere are left alone on their side."""
    near = PrintedCell("b", Region(1, 0.5, 0, 100, 50))
    ours = [PrintedCell("a", Region(1, 0, 0, 100, 50)), PrintedCell("c", Region(1, 0, 50, 100, 90))]
    assert list(match_cells(ours, [near])) == [(ours[0], near), (ours[1], None)]
    assert list(match_cells([], [near])) == [(None, near)]
