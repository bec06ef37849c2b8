"""The pieces that a lead-agency cell is cut into: each a stretch of the cell and what its words may be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from normalise.plan import Sector


class Kind(StrEnum):
    """What a piece may be; the first group comes from the vocabulary, the second from the shape of the word."""

    OPENING = "opening"
    ENDING = "ending"
    AGENCY = "agency"
    WEAK = "weak"
    BODY = "body"
    SERVICE = "service"
    RANK = "rank"
    POST_FRONT = "post_front"
    POST_BACK = "post_back"
    UNIT = "unit"
    PLACE = "place"
    GIVEN = "given"
    TOPIC = "topic"
    OPENER = "opener"
    LINK = "link"
    PARTICLE = "particle"

    NAME = "name"
    ACRONYM = "acronym"
    INITIAL = "initial"
    JOINER = "joiner"
    OF = "of"
    LOWER = "lower"
    NUMBER = "number"
    COMMA = "comma"
    OPEN = "open"
    CLOSE = "close"
    BREAK = "break"

    PERSON = "person"
    ORGANISATION = "organisation"


NAMING = frozenset({Kind.NAME, Kind.PLACE, Kind.OPENER, Kind.GIVEN})
_TELLING = NAMING | {Kind.ACRONYM, Kind.AGENCY}
POSTS = frozenset({Kind.POST_FRONT, Kind.POST_BACK})
HARD = frozenset({Kind.COMMA, Kind.OPEN, Kind.CLOSE, Kind.BREAK})
SOFT = frozenset({Kind.JOINER, Kind.LINK})
BOUNDARIES = HARD | SOFT


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a cell.

    Attributes:
        kind: What it may be.
        start: First character in the cell, from 0.
        end: Behind its last character.
        norm: Its words folded for comparison (small letters, no apostrophes), single spaces between.
        sector: The sector that its words stand for, or None.
        weak: It is an organisation only where it stands alone.
        complete: A whole name, to which words in front do not belong.
        named: It says which one ("Northshire Council", "Victim Support"), not only what kind ("Adult Services").
    """

    kind: Kind
    start: int
    end: int
    norm: str
    sector: Sector | None = None
    weak: bool = False
    complete: bool = False
    named: bool = False


def spanning(kind: Kind, pieces: list[Piece], sector: Sector | None = None, weak: bool = False) -> Piece:
    """One piece in place of several neighbours (at least one)."""
    norm = " ".join(piece.norm for piece in pieces)
    named = any(piece.named or piece.kind in _TELLING for piece in pieces)
    return Piece(kind, pieces[0].start, pieces[-1].end, norm, sector, weak, named=named)
