"""Local charities that no vocabulary holds, by what they call themselves: "Yarrowby Youth", "Recovery Yarrowby"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from normalise.agencies.pieces import BOUNDARIES, HARD, Kind, Piece, spanning
from normalise.plan import Sector

_NAMES = frozenset({Kind.NAME, Kind.PLACE})
_LONGEST = 3


def mark_charities(pieces: Sequence[Piece], words: Collection[str]) -> list[Piece]:
    """The pieces of a line with each such name joined that has nothing beside it.

    Args:
        pieces: Left to right.
        words: Folded words for what a charity does or for whom it is ("youth").
    """
    marked: list[Piece] = []
    position = 0
    while position < len(pieces):
        end = _charity_end(pieces, position, words)
        if end > position:
            marked.append(spanning(Kind.ORGANISATION, list(pieces[position:end]), Sector.VOLUNTARY))
        else:
            end = position + 1
            marked.append(pieces[position])
        position = end
    return marked


def _charity_end(pieces: Sequence[Piece], start: int, words: Collection[str]) -> int:
    """End of the charity's name that begins at `start`, or `start` where none does.

    Behind "and" a word such as "Youth" may begin another body, so only a full stop of sorts ends "Yarrowby Youth".
    """
    before = pieces[start - 1] if start else None
    if before is not None and (before.kind not in BOUNDARIES or before.kind is Kind.OPEN):
        return start
    end = start
    while end < len(pieces) and end - start < _LONGEST and pieces[end].kind not in BOUNDARIES:
        end += 1
    run, behind = pieces[start:end], pieces[end].kind if end < len(pieces) else Kind.BREAK
    kinds = [piece.kind for piece in run]
    led = len(run) == 2 and run[0].norm in words and kinds[1] in _NAMES and behind in BOUNDARIES
    closed = len(run) > 1 and run[-1].norm in words and _NAMES.issuperset(kinds[:-1]) and behind in HARD
    return end if led or closed else start
