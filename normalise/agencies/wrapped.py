"""Line ends inside a name: a narrow column prints "Northshire Community" over "Safety Partnership".

A line end parts two entries unless something shows that it only wraps: the line above ends open ("and", "of", an open
bracket), the next one goes on in small letters, a phrase of the vocabulary runs over it, a name or a subject stands
above its ending ("Northshire" over "Police"), a rank or a given name above a surname, a field above its post.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from normalise.agencies.cells import LIST_MARK
from normalise.agencies.pieces import BOUNDARIES, NAMING, POSTS, SOFT, Kind, Piece
from normalise.agencies.tails import WITH_PLACES
from normalise.plan import Sector

Cut = Callable[[str], list[Piece]]
"""The pieces of one line."""

_WINDOW = 120
"""Characters looked at on either side of a line end."""
_LINES_OF_A_PHRASE = 4
_OPEN_END = SOFT | {Kind.OF, Kind.COMMA, Kind.OPENING}
_GOES_ON = frozenset({Kind.JOINER, Kind.OF, Kind.LINK, Kind.LOWER, Kind.POST_BACK, Kind.CLOSE})
_CLOSING_WORDS = frozenset({Kind.BODY, Kind.SERVICE, Kind.UNIT})
_PHRASES = frozenset(
    {Kind.AGENCY, Kind.ENDING, Kind.OPENING, Kind.WEAK, Kind.BODY, Kind.SERVICE, Kind.RANK, Kind.UNIT, Kind.PLACE}
) | POSTS  # fmt: skip
_ENDINGS = frozenset({Kind.ENDING, *_CLOSING_WORDS})
_UNATTACHED = frozenset({Kind.PLACE, Kind.OPENER, Kind.NAME, Kind.TOPIC})


def unwrapped(cell: str, cut: Cut, mark: Cut, of_trusts: frozenset[str]) -> str:
    """The cell, character for character, with a space in place of each line end that only wraps a name.

    Args:
        cell: Straight quotes and hyphens, single spaces.
        cut: Gives the pieces of a line as the vocabulary knows them.
        mark: Gives them with people and organisations joined.
        of_trusts: Folded words with which the name of a trust goes on: "nhs", "foundation".
    """
    if "\n" not in cell:
        return cell
    lines = cell.split("\n")
    done = [lines[0]]
    for n, line in enumerate(lines[1:], 1):
        further = " ".join(lines[n + 1 : n + _LINES_OF_A_PHRASE])
        if _wraps(done[-1][-_WINDOW:], line[:_WINDOW], further[:_WINDOW], cut, mark, of_trusts):
            done[-1] = f"{done[-1]} {line}"
        else:
            done.append(line)
    return "\n".join(done)


def _wraps(above: str, below: str, further: str, cut: Cut, mark: Cut, of_trusts: frozenset[str]) -> bool:
    """Whether the line below goes on with the one above; `further`: the lines below it."""
    left, right = cut(above), cut(below)
    if below.lstrip()[:1] in {LIST_MARK, "-", "•", "*"} or not left or not right:
        return False
    if above.rstrip()[-1:] in {".", ";", ":"} and left[-1].kind is not Kind.RANK:  # "Det. Ch. Insp."
        return False
    if left[-1].kind in _OPEN_END or right[0].kind in _GOES_ON or above.count("(") > above.count(")"):
        return True
    if len(right) == 1 and right[0].kind in _CLOSING_WORDS | POSTS and not right[0].norm.isupper():
        return True
    if right[0].kind not in POSTS and _phrase_runs_over(above, f"{below} {further}", cut):
        return True
    if _is_place(right) and not further.strip():
        return left[-1].kind in WITH_PLACES  # "Age UK" over "Northshire", which is no entry by itself
    if _is_place(left):
        return right[0].kind not in {Kind.GIVEN, Kind.RANK, Kind.INITIAL, Kind.ACRONYM, *POSTS}
    marked = mark(above)
    return (
        _ends_below(marked, right) or _trust_below(left, marked[-1], right[0], of_trusts) or _surname_below(left, right)
    )


def _phrase_runs_over(above: str, below: str, cut: Cut) -> bool:
    """Whether a phrase of the vocabulary stands over the line end."""
    return any(
        piece.kind in _PHRASES and piece.start < len(above) < piece.end for piece in cut(f"{above} {below}")
    )  # fmt: skip


def _is_place(line: Sequence[Piece]) -> bool:
    """Whether a line holds nothing but the name of a place, which is no entry by itself."""
    return line[-1].kind is Kind.PLACE and all(piece.kind in {Kind.PLACE, Kind.OPENER, *SOFT} for piece in line)


def _trust_below(left: Sequence[Piece], above: Piece, ending: Piece, of_trusts: frozenset[str]) -> bool:
    """Whether a body of health above goes on below: "Northshire Healthcare" over "NHS Foundation Trust"."""
    if not (above.sector is ending.sector is Sector.HEALTH and above.kind is Kind.ORGANISATION):
        return False
    whole = left[-1].named and left[-1].kind is Kind.ENDING
    goes_on = ending.norm.split()[0] in of_trusts and not whole
    return ending.kind in {Kind.ENDING, Kind.OPENING} and (left[-1].kind is Kind.PLACE or goes_on)


def _ends_below(above: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether the line above is a name or a subject, and the line below begins with what closes it."""
    if above[-1].kind not in _UNATTACHED:
        return False
    if _is_a_body_about(right):  # "Northshire" over "Local Education Partnership"
        return above[-1].kind in NAMING or above[-1].norm == "local"
    if right[0].kind is Kind.TOPIC:  # "Northshire" over "Domestic Abuse Board"
        closing = next((piece for piece in right if piece.kind is not Kind.TOPIC), None)
        closes = closing is not None and (_closes_trust(closing) or closing.kind in _CLOSING_WORDS)
        return closes and above[-1].kind in NAMING
    if right[0].kind is Kind.WEAK and len(right) > 1 and _closes_trust(right[1]):
        return above[-1].kind in NAMING  # "Northshire" over "Mental Health NHS Trust"
    return right[0].kind in _ENDINGS or (right[0].kind is Kind.OPENING and right[0].sector is Sector.HEALTH)


def _closes_trust(piece: Piece) -> bool:
    return piece.kind in {Kind.ENDING, Kind.OPENING} and piece.sector is Sector.HEALTH


def _is_a_body_about(line: Sequence[Piece]) -> bool:
    """Whether a line begins with a body named for a sector that would be an agency without it ("Education Board")."""
    closing = next((n for n, piece in enumerate(line) if piece.kind not in {Kind.TOPIC, Kind.WEAK}), 0)
    return line[closing].kind is Kind.BODY and any(piece.kind is Kind.WEAK for piece in line[:closing])


def _surname_below(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether a rank stands above its name, or a given name above a surname that is alone on its line."""
    if left[-1].kind is Kind.RANK:
        return right[0].kind in {Kind.NAME, Kind.GIVEN, Kind.INITIAL, Kind.RANK}
    alone = len(left) == 1 or left[-2].kind in {Kind.RANK, Kind.GIVEN, Kind.INITIAL, *BOUNDARIES}
    single = right[0].kind is Kind.NAME and (len(right) == 1 or right[1].kind in BOUNDARIES)
    return left[-1].kind in {Kind.GIVEN, Kind.INITIAL} and alone and single
