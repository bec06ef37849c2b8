"""What belongs to an organisation behind its last word: where it is, and what else it does.

"Age UK Northshire", "Probation Service in Wales", "NHS England (London)", "Yarrowby Refuge and Outreach".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from normalise.agencies.pieces import BOUNDARIES, NAMING, Kind, Piece
from normalise.plan import Sector

_WITH_BRANCHES = frozenset({Kind.AGENCY, Kind.ENDING})
_IN_BRACKETS = (Kind.OPEN, Kind.PLACE, Kind.CLOSE)


def tail_end(name: Sequence[Piece], sector: Sector, behind: Sequence[Piece], activities: Collection[str]) -> int:
    """How many of the pieces behind an organisation belong to its name.

    Args:
        name: Its pieces so far, the last one closes it.
        sector: What it is.
        behind: The rest of the line.
        activities: Folded words for what a charity does ("outreach").
    """
    if _is_branch(name[-1], sector, behind):
        return 1
    if _is_country(name, behind) or _also_does(name, sector, behind, activities):
        return 2
    kinds = tuple(piece.kind for piece in behind[:3])
    return 3 if kinds == _IN_BRACKETS and name[-1].kind is Kind.AGENCY and sector is not Sector.POLICE else 0


def _bounded(behind: Sequence[Piece], position: int) -> bool:
    return position >= len(behind) or behind[position].kind in BOUNDARIES


def _is_branch(core: Piece, sector: Sector, behind: Sequence[Piece]) -> bool:
    """Whether the last word in front of a boundary is where the body is: "Age UK" + "Northshire".

    Behind the name of a charity it may be a place that no vocabulary holds: "Safe Harbour" + "Yarrowby".
    """
    if not behind or not _bounded(behind, 1):
        return False
    if behind[0].kind is Kind.PLACE:
        return core.kind in _WITH_BRANCHES
    return behind[0].kind is Kind.NAME and sector is Sector.VOLUNTARY


def _is_country(name: Sequence[Piece], behind: Sequence[Piece]) -> bool:
    """Whether a body without a place of its own is said to be "in" one: "Probation Service" + "in Wales"."""
    if len(behind) < 2 or behind[0].norm != "in" or behind[1].kind is not Kind.PLACE or not _bounded(behind, 2):
        return False
    placed = any(piece.kind in NAMING or piece.sector is Sector.ALL_AGENCIES for piece in name)
    return name[-1].kind in _WITH_BRANCHES and not placed


def _also_does(name: Sequence[Piece], sector: Sector, behind: Sequence[Piece], activities: Collection[str]) -> bool:
    """Whether a charity with a name of its own goes on with what else it does: "Yarrowby Refuge" + "and Outreach"."""
    if len(behind) < 2 or behind[0].kind is not Kind.JOINER or not _bounded(behind, 2):
        return False
    named = any(piece.kind in NAMING for piece in name)
    return named and sector is Sector.VOLUNTARY and behind[1].norm in activities
