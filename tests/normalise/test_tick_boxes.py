"""Options with boxes: the ticked one is what a cell says."""

from __future__ import annotations

import pytest

from normalise.tick_boxes import chosen_options
from normalise.vocabulary import load_vocabulary

WORDS = load_vocabulary()


@pytest.mark.parametrize(
    ("cell", "chosen"),
    [
        ("☐ Not started ☒ In progress ☐ Complete", "In progress"),
        ("Not started ☐ In progress ☐ Complete ☑", "Complete"),
        ("☐ Red\n☒ Amber\n☐ Green", "Amber"),
        ("[ ] Not started [x] Complete", "Complete"),
        ("☐ Not started ☐ Complete", ""),
    ],
)
def test_the_ticked_option_counts(cell: str, chosen: str) -> None:
    """Whether the boxes stand before their options or behind them, on one line or several, and where none is ticked."""
    assert chosen_options(cell, WORDS) == chosen


@pytest.mark.parametrize(
    "cell",
    [None, "", "Complete", "☒ Complete", "☒ Letters sent ☐ Policies received", "☐ Not started ☒ Complete, see log"],
)
def test_other_cells_stay(cell: str | None) -> None:
    """Steps that are ticked off, single boxes and words behind the options are no choice among states."""
    assert chosen_options(cell, WORDS) == cell
