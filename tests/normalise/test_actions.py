"""Rows to actions: what has no field of its own."""

from __future__ import annotations

from normalise.free_name import free_name


def test_no_column_takes_the_place_of_another() -> None:
    """A heading printed again is numbered, with a number that no other heading carries."""
    taken = {"Note": "a", "Note (8)": "c"}
    assert [free_name(name, taken, 8) for name in ("Cost", "Note")] == ["Cost", "Note (9)"]
