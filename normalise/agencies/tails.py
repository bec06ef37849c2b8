"""What belongs to an organisation behind its last word: where it is, and what else it does.

"Age UK Northshire", "Probation Service in Wales", "NHS England (London)", "Yarrowby Refuge and Outreach".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from normalise.agencies.pieces import BOUNDARIES, NAMING, Kind, Piece
from normalise.plan import Sector

WITH_PLACES = frozenset({Kind.AGENCY, Kind.ENDING, Kind.WEAK})
"""What a place behind it may belong to."""
_IN_BRACKETS = (Kind.OPEN, Kind.PLACE, Kind.CLOSE)


@dataclass(frozen=True, slots=True)
class TailWords:
    """What may follow an organisation's last word, folded.

    Attributes:
        activities: What a charity does ("outreach").
        quarters: Which part of a place ("north").
        features: What a place of two words ends in ("valley").
        units: Units that are known by the area behind them ("public health").
    """

    activities: Collection[str]
    quarters: Collection[str]
    features: Collection[str]
    units: Collection[str]


def tail_end(name: Sequence[Piece], sector: Sector, behind: Sequence[Piece], words: TailWords) -> int:
    """How many of the pieces behind an organisation belong to its name.

    Args:
        name: Its pieces so far, the last one closes it.
        sector: What it is.
        behind: The rest of the line.
        words: What may follow.
    """
    if branch := _branch_length(name[-1], sector, behind, words):
        return branch
    if _is_country(name, behind) or _also_does(name, sector, behind, words.activities):
        return 2
    kinds = tuple(piece.kind for piece in behind[:3])
    return 3 if kinds == _IN_BRACKETS and name[-1].kind is Kind.AGENCY and sector is not Sector.POLICE else 0


def _bounded(behind: Sequence[Piece], position: int) -> bool:
    return position >= len(behind) or behind[position].kind in BOUNDARIES


def _branch_length(core: Piece, sector: Sector, behind: Sequence[Piece], words: TailWords) -> int:
    """How many words up to a boundary say where the body is: "Age UK" + "Northshire", "Relate" + "North Yarrow".

    Behind the name of a charity or of a unit of an area it may be a place that no vocabulary holds.
    """
    where = int(bool(behind) and behind[0].kind is Kind.OPENER and behind[0].norm in words.quarters)
    if where == 0 and behind and sector is Sector.VOLUNTARY and behind[0].norm == "of":
        where = 1  # "Samaritans of Yarrowby"
    elif where == 0 and len(behind) > 1 and behind[0].kind is Kind.NAME and behind[1].norm in words.features:
        where = 1  # "Relate Yarrow Valley"
    if len(behind) <= where or not _bounded(behind, where + 1):
        return 0
    local = sector is Sector.VOLUNTARY or core.norm in words.units
    placed = behind[where].kind is Kind.PLACE and core.kind in WITH_PLACES and sector is not Sector.ALL_AGENCIES
    return where + 1 if placed or (local and behind[where].kind in {Kind.NAME, Kind.PLACE}) else 0


def _is_country(name: Sequence[Piece], behind: Sequence[Piece]) -> bool:
    """Whether a body without a place of its own is said to be "in" one: "Probation Service" + "in Wales"."""
    if len(behind) < 2 or behind[0].norm != "in" or behind[1].kind is not Kind.PLACE or not _bounded(behind, 2):
        return False
    placed = any(piece.kind in NAMING or piece.sector is Sector.ALL_AGENCIES for piece in name)
    return name[-1].kind in WITH_PLACES and not placed


def _also_does(name: Sequence[Piece], sector: Sector, behind: Sequence[Piece], activities: Collection[str]) -> bool:
    """Whether a charity with a name of its own goes on with what else it does: "Yarrowby Refuge" + "and Outreach"."""
    if len(behind) < 2 or behind[0].kind is not Kind.JOINER or not _bounded(behind, 2):
        return False
    named = any(piece.kind in NAMING for piece in name)
    return named and sector is Sector.VOLUNTARY and behind[1].norm in activities
