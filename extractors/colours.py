"""What formats share about colours."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.document import Colour

LEAST_CHROMA = 32
"""Ink whose channels differ by less is black, grey or white."""


def to_ink(colours: Iterable[Colour]) -> Colour | None:
    """The one colour that letters have, or None where it is black, grey, white or several."""
    found = set(colours)
    if len(found) != 1:
        return None
    ink = found.pop()
    return ink if max(ink) - min(ink) >= LEAST_CHROMA else None
