"""Tests of `normalise.closing_rows`."""

from __future__ import annotations

import pytest

from normalise.closing_rows import closing_row
from normalise.vocabulary import load_vocabulary

WORDS = load_vocabulary()


@pytest.mark.parametrize(
    ("texts", "field", "kind"),
    [
        (("Total number of actions", "12"), None, "total"),
        (("Total", "£1,200", "45 %"), "recommendation_number", "total"),
        (("RAG", "Meaning"), "recommendation", "key"),
        (("Total actions: 4", "Complete: 2"), None, "total"),
        (("Total: 14",), None, "total"),
        (("Total Respect training", "Northmere Homes", "June 2022"), "action", None),
        (("RAG key: Red = overdue, Green = complete",), None, "key"),
        (("Key",), None, "key"),
        (("Green", "Action complete"), "recommendation_number", "key"),
        (("Signed by the chair of the partnership:",), None, "signature"),
        (("Signature:", "Date signed:"), None, "signature"),
        (("Print name ______", "3 May 2023"), None, "signature"),
        (("Total training of all staff is to be reviewed.", "Northmere Council"), "action", None),
        (("Key agencies to agree a protocol.",), "action", None),
        (("Agreed by the board that staff are trained.", "Northmere ICB"), "action", None),
        (("Green", "Update: the audit goes on."), "progress_text", None),
        (("Recommendation 1: sign the protocol",), "recommendation", None),
        ((), None, None),
    ],
)
def test_rows_that_close_a_table_are_told_from_actions(texts: tuple[str, ...], field: str | None, kind: str) -> None:
    """Keys, totals and signatures are known by how they open and by what stands beside them."""
    assert closing_row(texts, field, WORDS) == kind
