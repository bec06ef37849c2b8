"""Tests of `normalise.closing_rows`."""

from __future__ import annotations

import pytest

from normalise.closing_rows import closing_row
from normalise.vocabulary import load_vocabulary

WORDS = load_vocabulary()


@pytest.mark.parametrize(
    ("texts", "rates", "kind"),
    [
        (("Total number of actions", "12"), False, "total"),
        (("Tot al n um ber of a ctio ns", "12"), False, "total"),
        (("Total", "£1,200", "45 %"), False, "total"),
        (("RAG", "Meaning"), False, "key"),
        (("Total actions: 4", "Complete: 2"), False, "total"),
        (("Total: 14",), False, "total"),
        (("Total Respect training", "Northmere Homes", "June 2022"), False, None),
        (("RAG key: Red = overdue, Green = complete",), False, "key"),
        (("Key",), False, "key"),
        (("Green", "Action complete"), False, "key"),
        (("Signed by the chair of the partnership:",), False, "signature"),
        (("Signature:", "Date signed:"), False, "signature"),
        (("Print name ______", "3 May 2023"), False, "signature"),
        (("Agree d by (print name) :", "Signed by the chair of the partnership:"), False, "signature"),
        (("Lead agency:", "Action:"), False, None),
        (("Total training of all staff is to be reviewed.", "Northmere Council"), False, None),
        (("Key agencies to agree a protocol.",), False, None),
        (("Agreed by the board that staff are trained.", "Northmere ICB"), False, None),
        (("Green", "Update: the audit goes on."), True, None),
        (("Recommendation 1: sign the protocol",), False, None),
        ((), False, None),
    ],
)
def test_rows_that_close_a_table_are_told_from_actions(texts: tuple[str, ...], rates: bool, kind: str) -> None:
    """Keys, totals and signatures are known by how they open and by what stands beside them."""
    assert closing_row(texts, rates=rates, vocabulary=WORDS) == kind
