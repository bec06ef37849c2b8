"""What scope cells say."""

from __future__ import annotations

import pytest

from normalise.plan import Scope
from normalise.scope import parse_scope
from normalise.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Local", "local"),
        ("LOCAL", "local"),
        ("local.", "local"),
        ("Local – police", "local"),
        ("Local (Anytown)", "local"),
        ("Locally", "local"),
        ("Borough-wide", "local"),
        ("Boroughwide", "local"),
        ("City wide", "local"),
        ("Lcoal", None),
        ("Locall", "local"),
        ("District wide", "district"),
        ("Districtwide", "district"),
        ("Distict wide", "district"),
        ("County", "county"),
        ("Countywide", "county"),
        ("County-wide", "county"),
        ("County wide", "county"),
        ("Countwide", "county"),
        ("Countrywide", "national"),
        ("Country wide", "national"),
        ("National", "national"),
        ("Natonal", "national"),
        ("Nationwide", "national"),
        ("England and Wales", "national"),
        ("Regional", "regional"),
        ("Pan-London", "regional"),
        ("Force-wide", "regional"),
        ("Regonal", "regional"),
        ("Local and national", "national"),
        ("Local/National", "national"),
        ("Local / Regional", "regional"),
        ("Local and county", "county"),
        ("Local authority", None),
        ("County Council", None),
        ("National Probation Service", None),
        ("All agencies", None),
        ("Police", None),
        ("Loyal", None),
        ("The partnership should review its local plan and tell the board what it found", None),
        ("", None),
        (None, None),
        ("12/05/2022", None),
    ],
)
def test_scope_of_a_cell(cell: str | None, expected: str | None) -> None:
    """A scope word gives its scope, the widest of several; small misspellings count; anything else is no scope."""
    assert parse_scope(cell, VOCABULARY) == (Scope(expected) if expected else None)


def test_a_large_cell_is_no_scope() -> None:
    """100 kB of words is not a scope and is given up at once."""
    assert parse_scope("local " * 17_000, VOCABULARY) is None
