"""Cells that name everybody at once: "All", "All agencies represented on the Panel", "Each partner agency"."""

from __future__ import annotations

from normalise.agencies.pieces import BOUNDARIES, HARD, Kind, Piece, spanning
from normalise.phrases import word_set
from normalise.plan import Sector
from normalise.vocabulary import Vocabulary

_NOUN_WITHIN = 5
_OF_ALL = frozenset(
    {None, Sector.ALL_AGENCIES, Sector.COMMUNITY_SAFETY_PARTNERSHIP, Sector.SAFEGUARDING_PARTNERSHIP,
     Sector.DOMESTIC_ABUSE_PARTNERSHIP}
)  # fmt: skip
"""A partnership's members are of all sectors: "All CSP partners"."""


class EveryoneMarker:
    """Joins the words that name all agencies to one piece.

    Args:
        vocabulary: Holds `every_agency`.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._quantifiers = word_set(vocabulary, "every_agency", "quantifiers")
        self._nouns = word_set(vocabulary, "every_agency", "nouns")
        self._followers = word_set(vocabulary, "every_agency", "followers")

    def mark(self, pieces: list[Piece]) -> list[Piece]:
        """The pieces of a line with each such phrase joined to one organisation."""
        out: list[Piece] = []
        position = 0
        while position < len(pieces):
            end = self._end(pieces, position) if not out or out[-1].kind in BOUNDARIES else None
            if end is None:
                out.append(pieces[position])
                position += 1
            else:
                out.append(spanning(Kind.ORGANISATION, pieces[position:end], _sector(pieces[position:end])))
                position = end
        return out

    def _end(self, pieces: list[Piece], start: int) -> int | None:
        first = pieces[start]
        if first.kind is Kind.AGENCY and first.sector is Sector.ALL_AGENCIES:
            return self._tail_end(pieces, start + 1)
        if first.norm not in self._quantifiers:
            return None
        noun = None
        for position in range(start + 1, min(start + 1 + _NOUN_WITHIN, len(pieces))):
            if pieces[position].kind in HARD or pieces[position].kind is Kind.LINK:
                break
            if pieces[position].norm.split()[-1] in self._nouns:
                noun = position
        return None if noun is None else self._tail_end(pieces, noun + 1)

    def _tail_end(self, pieces: list[Piece], position: int) -> int:
        """Words like "represented on the Panel" belong to it up to the next separator."""
        if position == len(pieces) or pieces[position].norm not in self._followers:
            return position
        while position < len(pieces) and pieces[position].kind not in HARD:
            position += 1
        return position


def _sector(pieces: list[Piece]) -> Sector:
    """All agencies, unless the words say of which sector ("All health agencies")."""
    named = [piece.sector for piece in pieces[:3] if piece.sector not in _OF_ALL]
    return named[0] if named and named[0] is not None else Sector.ALL_AGENCIES
