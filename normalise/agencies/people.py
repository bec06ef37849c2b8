"""People in a cell, by rank, given name and shape; no statistical model."""

from __future__ import annotations

from dataclasses import replace

from normalise.agencies.pieces import BOUNDARIES, HARD, Kind, Piece, spanning
from normalise.english import is_usual_word
from normalise.plan import Sector

_NAMES_AT_MOST = 3
_BODIES = frozenset({Kind.BODY, Kind.SERVICE})
_NAMED_FOR_PLACES = frozenset(
    {Sector.POLICE, Sector.PROBATION, Sector.LOCAL_AUTHORITY, Sector.ADULT_SOCIAL_CARE, Sector.CHILDREN_SOCIAL_CARE,
     Sector.COMMUNITY_SAFETY_PARTNERSHIP, Sector.SAFEGUARDING_PARTNERSHIP, Sector.DOMESTIC_ABUSE_PARTNERSHIP}
)  # fmt: skip
_RANKS_AT_MOST = 4
_SURNAME = frozenset({Kind.NAME, Kind.PLACE, Kind.GIVEN})


def mark_people(pieces: list[Piece], councils: frozenset[str]) -> list[Piece]:
    """The pieces of a line with each person that a rank, an initial or a given name shows joined to one piece.

    Args:
        pieces: As the gazetteer cuts them.
        councils: Letters that mean a rank before a name and a council elsewhere, folded: "dcc".
    """
    marked: list[Piece] = []
    position = 0
    while position < len(pieces):
        end = _person_end(pieces, position)
        if end is None:
            marked.append(_without_rank(pieces[position], councils))
            position += 1
        else:
            marked.append(spanning(Kind.PERSON, pieces[position:end]))
            position = end
    return marked


def _without_rank(piece: Piece, councils: frozenset[str]) -> Piece:
    is_council = piece.kind is Kind.RANK and piece.norm in councils
    return replace(piece, kind=Kind.ACRONYM) if is_council else piece


def mark_unknown_names(pieces: list[Piece], countries: frozenset[str]) -> list[Piece]:
    """As `mark_people` for two or three capitalised words that no vocabulary knows and that stand by themselves.

    To be called when the organisations are marked: what is left between two boundaries (or in front of a post) is a
    person, as in "Tamika Okonjo, Head of Safeguarding", unless all of them are words of everyday use.

    Args:
        pieces: As `OrganisationMarker` marks them.
        countries: Folded names of countries, which end what a charity calls itself.
    """
    marked: list[Piece] = []
    position = 0
    while position < len(pieces):
        end = _run_end(pieces, position, {Kind.NAME, Kind.GIVEN, Kind.INITIAL, Kind.PARTICLE, Kind.PLACE})
        run = pieces[position:end]
        bounded = _is_bounded(pieces, position, end)
        if bounded and (_is_of_usual_words(run) or _is_of_country(run, countries)):
            marked.append(spanning(Kind.ORGANISATION, run, Sector.VOLUNTARY))
        elif bounded and (_has_persons_shape(run) or _stands_apart(pieces, position, end)):
            marked.append(spanning(Kind.PERSON, run))
        else:
            marked.extend(pieces[position : max(end, position + 1)])
        position = max(end, position + 1)
    return marked


def _person_end(pieces: list[Piece], start: int) -> int | None:
    """End of the person that begins at `start`, or None."""
    first = pieces[start]
    if first.kind is Kind.RANK:
        return _after_rank(pieces, start)
    if first.kind is Kind.INITIAL:
        return _names_end(pieces, start, 2) if first.norm != "a" or "." in first.norm else None
    if first.kind is Kind.GIVEN:
        return _names_end(pieces, start, 2)
    return _surname_first_end(pieces, start)


def _surname_first_end(pieces: list[Piece], start: int) -> int | None:
    """End of "Quill, Anna": a surname, a comma and a given name that are all there is between two separators."""
    kinds = [piece.kind for piece in pieces[start : start + 3]]
    surname_first = kinds[:1] in ([Kind.NAME], [Kind.ACRONYM]) and kinds[1:] == [Kind.COMMA, Kind.GIVEN]
    apart = start == 0 or pieces[start - 1].kind in BOUNDARIES - {Kind.COMMA}
    return start + 3 if surname_first and apart and _bounded_at(pieces, start + 3) else None


def _after_rank(pieces: list[Piece], start: int) -> int | None:
    """End of "DCI A. Name": rank, perhaps a second title, then one to three names."""
    begin = start + 1
    while begin < min(len(pieces), start + _RANKS_AT_MOST) and pieces[begin].kind is Kind.RANK:
        begin += 1
    begin += begin < len(pieces) and pieces[begin].kind is Kind.NUMBER  # "PC 1234 Quill"
    return _names_end(pieces, begin, 1)


def _names_end(pieces: list[Piece], begin: int, least: int) -> int | None:
    """End of a run of at least `least` words of a name from `begin`, without the words of an organisation behind it."""
    end, count = begin, 0
    while end < len(pieces) and count < _NAMES_AT_MOST and _goes_on(pieces, begin, end, count, least):
        count += pieces[end].kind is not Kind.PARTICLE
        end += 1
    while end > begin and (pieces[end - 1].kind is Kind.PARTICLE or _belongs_behind(pieces, begin, end)):
        count -= pieces[end - 1].kind is not Kind.PARTICLE
        end -= 1
    if count < least or all(piece.kind is Kind.INITIAL for piece in pieces[begin:end]):
        return None
    if end < len(pieces) and pieces[end].kind in _BODIES and count <= 2 and least == 2:
        return None
    return end


def _goes_on(pieces: list[Piece], begin: int, end: int, count: int, least: int) -> bool:
    """Whether the piece at `end` is one more word of the name."""
    kind = pieces[end].kind
    if kind in {Kind.INITIAL, Kind.GIVEN}:
        return not (kind is Kind.GIVEN and count >= 2 and pieces[end - 1].kind not in {Kind.GIVEN, Kind.INITIAL})
    if kind is Kind.PARTICLE:
        return end > begin
    if kind is Kind.PLACE:
        given = end > begin and all(piece.kind in {Kind.GIVEN, Kind.INITIAL} for piece in pieces[begin:end])
        if given and _bounded_at(pieces, end + 1):  # "DI Sarah Poole": a surname that is a place's name too
            return True
        return count == least - 1 and not (_is_behind(pieces, end) and count > 0)
    if kind is Kind.ACRONYM:  # "Lisa MARSH": a surname that shouts
        return any(piece.kind is Kind.GIVEN for piece in pieces[begin:end]) and _bounded_at(pieces, end + 1)
    if kind is Kind.OPENER:  # "Sarah West"
        return end > begin and count == least - 1 and _bounded_at(pieces, end + 1)
    if kind is not Kind.NAME:
        return False
    surname_seen = any(piece.kind in {Kind.NAME, Kind.PLACE} for piece in pieces[begin:end])
    return not surname_seen or count < least or _bounded_at(pieces, end + 1)


def _belongs_behind(pieces: list[Piece], begin: int, end: int) -> bool:
    """The last word is rather the first of an organisation: "Rachel Roberts Northshire" + "Council".

    A given name and one unknown word before a body that is named for a place are a person: "Rachel Roberts" + "ICB".
    """
    if end == len(pieces) or pieces[end].kind is not Kind.ENDING:
        return False
    kinds = [piece.kind for piece in pieces[begin:end]]
    whole_name = kinds == [Kind.GIVEN, Kind.NAME] and (pieces[end].named or pieces[end].sector in _NAMED_FOR_PLACES)
    return kinds[-1] in {Kind.NAME, Kind.PLACE} and not whole_name


def _is_behind(pieces: list[Piece], position: int) -> bool:
    return position + 1 < len(pieces) and pieces[position + 1].kind in {Kind.ENDING, *_BODIES}


def _bounded_at(pieces: list[Piece], position: int) -> bool:
    return position >= len(pieces) or pieces[position].kind in BOUNDARIES | {Kind.POST_FRONT}


def _run_end(pieces: list[Piece], start: int, kinds: set[Kind]) -> int:
    end = start
    while end < len(pieces) and pieces[end].kind in kinds:
        end += 1
    return end


def _is_bounded(pieces: list[Piece], start: int, end: int) -> bool:
    return (start == 0 or pieces[start - 1].kind in BOUNDARIES) and _bounded_at(pieces, end)


def _has_persons_shape(run: list[Piece]) -> bool:
    words = [piece for piece in run if piece.kind is not Kind.PARTICLE]
    if not 2 <= len(words) <= _NAMES_AT_MOST or run[-1].kind not in _SURNAME or run[0].kind is Kind.PARTICLE:
        return False
    if run[-1].kind is Kind.PLACE and words[0].kind is Kind.NAME:
        return False  # "Carers Northshire"
    return words[0].kind is not Kind.PLACE


def _is_of_usual_words(run: list[Piece]) -> bool:
    """Two or three words of the dictionary, none a given name: what a charity calls itself ("Turning Tide")."""
    words = 2 <= len(run) <= _NAMES_AT_MOST and all(piece.kind is Kind.NAME for piece in run)
    return words and all(is_usual_word(piece.norm) or is_usual_word(piece.norm.removesuffix("s")) for piece in run)


def _is_of_country(run: list[Piece], countries: frozenset[str]) -> bool:
    """A word or two before the name of a country: what a charity calls itself there ("Kaleido Cymru")."""
    named = all(piece.kind is Kind.NAME for piece in run[:-1])
    return 2 <= len(run) <= _NAMES_AT_MOST and named and run[-1].norm in countries


def _stands_apart(pieces: list[Piece], start: int, end: int) -> bool:
    """One given name that is all there is between two separators, or "and" another."""
    if end - start != 1 or pieces[start].kind is not Kind.GIVEN:
        return False
    apart = HARD | {Kind.JOINER}
    return all(at < 0 or at >= len(pieces) or pieces[at].kind in apart for at in (start - 1, end))
