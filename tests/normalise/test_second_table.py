"""Grids below a plan that are other tables."""

from __future__ import annotations

import pytest

from normalise.grid import Row, Slot
from normalise.second_table import heads_another_table
from normalise.vocabulary import load_vocabulary

HEADINGS = ("No.", "Recommendation", "Action", "Lead agency", "Target date", "Progress")


@pytest.mark.parametrize(
    ("cells", "another"),
    [
        (("Agency", "Name", "Signature", "Date"), True),
        (("Abbreviation", "Meaning"), True),
        (("Name", "Role"), True),
        (("Fernmoor Police", "Superintendent", "Signed"), False),
        (("Recommendation", "Action", "Lead agency"), False),
        (("the team.", "which was done", "", "Completed"), False),
        (("", "background.", "signed off."), False),
        (("4", "Staff should ask.", "Train them.", "Fernmoor Police"), False),
    ],
)
def test_headings_of_another_table_are_known(cells: tuple[str, ...], another: bool) -> None:
    """A first row of headings, one of them of no plan, opens a table of its own; rows of content do not."""
    row = Row(tuple(Slot(text, n) for n, text in enumerate(cells)), 2, opens_piece=True)
    assert heads_another_table([row], HEADINGS, load_vocabulary()) is another


@pytest.mark.parametrize(
    ("first", "below", "another"),
    [
        (("Kind", "Room", "Present"), ("Ward round", "Bay 4", "Yes"), True),
        (("Body", "What was learnt", "Eisoes"), ("Police", "Calls were graded one by one.", "Training in 2019"), True),
        (("Train all staff", "Fernmoor Homes", "Quarterly"), ("Audit files.", "Fernmoor Police", "May 2021"), False),
        (("Record keeping", "Fernmoor Police", "Ongoing"), ("Audit files.", "Fernmoor Homes", "May 2021"), False),
        (("Record keeping", "Fernmoor Police", "Board"), ("Audit of files.", "Fernmoor Police", "May 2021"), False),
    ],
)
def test_a_captioned_grid_with_headings_that_nobody_knows_is_another(
    first: tuple[str, ...], below: tuple[str, ...], another: bool
) -> None:
    """Under a caption new words, unlike the row below them, head another table; the next row of a plan does not."""
    rows = [Row(tuple(Slot(text, n) for n, text in enumerate(cells)), 2) for cells in (first, below)]
    assert heads_another_table(rows, HEADINGS, load_vocabulary(), captioned=True) is another
    assert heads_another_table(rows, HEADINGS, load_vocabulary()) is False
