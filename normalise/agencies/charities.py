"""Local charities that no vocabulary holds, by what they call themselves, or what a bracket says they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from normalise.agencies.pieces import BOUNDARIES, HARD, Kind, Piece, spanning
from normalise.plan import Sector

_NAMES = frozenset({Kind.NAME, Kind.PLACE})
_LONGEST, _LONGEST_EXPLAINED = 3, 5
_UNKNOWN = frozenset({Kind.NAME, Kind.PLACE, Kind.TOPIC, Kind.OPENER})


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


def mark_explained(pieces: Sequence[Piece], kinds: Mapping[str, Sector]) -> list[Piece]:
    """The pieces of a line with each unknown name joined that a bracket explains: "Rossen Living (RSL)".

    Args:
        pieces: Left to right.
        kinds: The sector of folded words that say what a body is ("charity").
    """
    marked: list[Piece] = []
    position = 0
    while position < len(pieces):
        end, sector = _explained(pieces, position, kinds)
        if sector is None:
            marked.append(pieces[position])
            position += 1
        else:
            marked.append(spanning(Kind.ORGANISATION, list(pieces[position:end]), sector))
            position = end + [piece.kind for piece in pieces[end:]].index(Kind.CLOSE) + 1
    return marked


def _explained(pieces: Sequence[Piece], start: int, kinds: Mapping[str, Sector]) -> tuple[int, Sector | None]:
    """End of the name that begins at `start` and the sector that the bracket behind it says, or None."""
    end = start
    while end < len(pieces) and end - start < _LONGEST_EXPLAINED and pieces[end].kind in _UNKNOWN:
        end += 1
    opens = _begins_entry(pieces, start) and start < end < len(pieces) and pieces[end].kind is Kind.OPEN
    inside = [piece.norm for piece in pieces[end + 1 : end + 1 + _LONGEST]] if opens else []
    closes = [piece.kind for piece in pieces[end + 1 : end + 2 + _LONGEST]]
    if not opens or Kind.CLOSE not in closes or {piece.kind for piece in pieces[start:end]} <= {Kind.TOPIC}:
        return start, None
    return end, kinds.get(" ".join(inside[: closes.index(Kind.CLOSE)]))


def _begins_entry(pieces: Sequence[Piece], start: int) -> bool:
    return start == 0 or (pieces[start - 1].kind in BOUNDARIES and pieces[start - 1].kind is not Kind.OPEN)


def _charity_end(pieces: Sequence[Piece], start: int, words: Collection[str]) -> int:
    """End of the charity's name that begins at `start`, or `start` where none does.

    Behind "and" a word such as "Youth" may begin another body, so only a full stop of sorts ends "Yarrowby Youth".
    """
    if not _begins_entry(pieces, start):
        return start
    end = start
    while end < len(pieces) and end - start < _LONGEST and pieces[end].kind not in BOUNDARIES:
        end += 1
    run, behind = pieces[start:end], pieces[end].kind if end < len(pieces) else Kind.BREAK
    kinds = [piece.kind for piece in run]
    led = len(run) == 2 and run[0].norm in words and kinds[1] in _NAMES and behind in BOUNDARIES
    closed = len(run) > 1 and run[-1].norm in words and _NAMES.issuperset(kinds[:-1]) and behind in HARD
    return end if led or closed else start
