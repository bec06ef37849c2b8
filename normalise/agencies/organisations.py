"""Organisations in a cell: an ending ("County Council", "Partnership") with the name that belongs in front of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalise.agencies.gazetteer import fold
from normalise.agencies.pieces import BOUNDARIES, NAMING, POSTS, Kind, Piece, spanning
from normalise.agencies.sectors import SectorReader
from normalise.agencies.tails import TailWords, tail_end
from normalise.plan import Sector
from normalise.vocabulary import Vocabulary

_WORDS_AT_MOST = 12
_CORE = frozenset({Kind.ENDING, Kind.AGENCY, Kind.WEAK, Kind.BODY, Kind.SERVICE})
_BOUND = NAMING | {Kind.AGENCY}
_OPEN_BODIES = frozenset({Kind.BODY, Kind.SERVICE})
_ABOUT = frozenset({Kind.TOPIC, Kind.UNIT, Kind.OPENER})
_PARTNERSHIPS = frozenset(
    {Sector.SAFEGUARDING_PARTNERSHIP, Sector.COMMUNITY_SAFETY_PARTNERSHIP, Sector.DOMESTIC_ABUSE_PARTNERSHIP}
)
_SERVED = frozenset(
    {None, Sector.HEALTH, Sector.HOUSING, Sector.EDUCATION, Sector.VOLUNTARY, Sector.LOCAL_AUTHORITY, Sector.OTHER,
     Sector.COMMUNITY_SAFETY_PARTNERSHIP}
)  # fmt: skip
_OF_TWO_PLACES = frozenset({Sector.HEALTH, Sector.EDUCATION})
"""Bodies that may be called after a place nobody knows and one that all do: "Tansley and Thames University Trust"."""
_OF_SUBJECTS = frozenset({Sector.HOUSING, Sector.EDUCATION, Sector.VOLUNTARY})
_DEPARTMENTS = frozenset(
    {Sector.ADULT_SOCIAL_CARE, Sector.CHILDREN_SOCIAL_CARE, Sector.HEALTH, Sector.HOUSING, Sector.EDUCATION,
     Sector.DOMESTIC_ABUSE_PARTNERSHIP, Sector.COMMUNITY_SAFETY_PARTNERSHIP, Sector.SAFEGUARDING_PARTNERSHIP,
     Sector.VOLUNTARY}
)  # fmt: skip


class OrganisationMarker:
    """Joins the pieces of a line that make up an organisation.

    Args:
        sectors: Tells the sector of a body from the words in its name.
        vocabulary: Holds what names of organisations begin with, are joined by and end in.
    """

    def __init__(self, sectors: SectorReader, vocabulary: Vocabulary) -> None:
        def folded(section: str, key: str = "words") -> frozenset[str]:
            return frozenset(map(fold, vocabulary[section][key]))

        self._sectors = sectors
        self._council_suffixes = frozenset(vocabulary["council_suffixes"]["local_authority"])
        self._leading_acronyms = folded("agency_name_openers")
        self._weak_when_bare = frozenset(fold(word) for words in vocabulary["weak_agencies"].values() for word in words)
        self._units, self._unit_endings = folded("council_units"), folded("council_units", "endings")
        self._surroundings, self._offices = (folded("agency_name_words", key) for key in ("surroundings", "offices"))
        self._quarters = folded("area_words", "quarters")
        activities = folded("agency_charity_words", "activities")
        self._tails = TailWords(
            activities, self._quarters, folded("area_words", "features"), folded("area_words", "units")
        )
        self._charitable = folded("agency_charity_words", "bodies")
        self._binders = folded("place_binders")

    def mark(self, pieces: list[Piece]) -> list[Piece]:
        """The pieces of a line with each organisation joined to one piece."""
        pieces = _bound(pieces, self._binders)
        out: list[Piece] = []
        position = 0
        while position < len(pieces):
            piece = self._subject(self._council_by_suffix(pieces[position], out), pieces, position, out)
            position += 1
            if piece.kind is Kind.OPENING:
                end = _opened_end(pieces, position, self._surroundings)
                if end == position:
                    position = self._close(replace(piece, kind=Kind.ENDING), pieces, position, out)
                    continue
                out.append(spanning(Kind.ORGANISATION, pieces[position - 1 : end], piece.sector))
                position = end
            elif piece.kind in _CORE:
                position = self._close(piece, pieces, position, out)
            else:
                out.append(piece)
        return out

    def _council_by_suffix(self, piece: Piece, out: list[Piece]) -> Piece:
        """Letters such as "DC" behind a place are a council."""
        if out and out[-1].kind in NAMING and piece.norm.upper() in self._council_suffixes:
            return Piece(Kind.ENDING, piece.start, piece.end, piece.norm, Sector.LOCAL_AUTHORITY)
        return piece

    def _subject(self, piece: Piece, pieces: list[Piece], position: int, out: list[Piece]) -> Piece:
        """A weak agency in front of a body or a unit says what that is about: "Mental Health" + "NHS Trust"."""
        if position + 1 == len(pieces):
            return piece
        behind = pieces[position + 1].kind
        if piece.kind is Kind.ENDING and piece.norm in self._weak_when_bare and behind is Kind.UNIT:
            return replace(piece, kind=Kind.TOPIC)
        if piece.kind is Kind.WEAK and behind in POSTS and out and out[-1].kind is Kind.ORGANISATION:
            return replace(piece, kind=Kind.TOPIC)  # "Northshire ICB" + "Primary Care" + "Lead"
        return _weak_subject(piece, pieces[position + 1])

    def _close(self, piece: Piece, pieces: list[Piece], position: int, out: list[Piece]) -> int:
        """Put the organisation that ends with `piece` on `out`; the position behind it."""
        begin = _office_begin(out, self._begin(out, piece), self._offices)
        name = [*out[begin:], piece]
        if piece.kind in _OPEN_BODIES and len(name) == 1 and not self._stands_alone(piece, pieces, position, out):
            out.append(Piece(Kind.TOPIC, piece.start, piece.end, piece.norm))
            return position
        sector = self._sector(name)
        end = position + tail_end(name, sector, pieces[position : position + 4], self._tails)
        name.extend(pieces[position:end])
        weak = piece.kind is Kind.WEAK and not any(part.kind is Kind.ORGANISATION and not part.weak for part in name)
        weak = weak or (len(name) == 1 and piece.norm in self._weak_when_bare)
        weak = weak or (begin > 0 and self._is_department(out[begin - 1], piece))
        del out[begin:]
        out.append(spanning(Kind.ORGANISATION, name, sector, weak))
        return end

    def _stands_alone(self, piece: Piece, pieces: list[Piece], position: int, out: list[Piece]) -> bool:
        """Whether it is a body by itself: "Partnership" between two boundaries is, "group" within a phrase is not."""
        before = not out or out[-1].kind in BOUNDARIES or out[-1].norm == "the"
        behind = position == len(pieces) or pieces[position].kind in BOUNDARIES
        return before and behind and piece.kind is Kind.BODY

    def _sector(self, name: Sequence[Piece]) -> Sector:
        core = name[-1]
        if core.sector not in {None, Sector.OTHER}:
            return core.sector or Sector.OTHER
        norm = " ".join(piece.norm for piece in name)
        told = core.sector or self._sectors.of_body(norm, core.kind is Kind.SERVICE)
        if told is not Sector.OTHER:
            return told
        inner = (piece.sector for piece in name if piece.sector not in {Sector.OTHER, Sector.ALL_AGENCIES})
        otherwise = Sector.VOLUNTARY if core.norm in self._charitable else told
        return next((sector for sector in inner if sector is not None), otherwise)

    def _begin(self, out: list[Piece], core: Piece) -> int:
        """Index in `out` from which the pieces belong to the organisation that ends with `core`."""
        begin, named, joined = len(out), False, False
        while begin > 0 and len(out) - begin < _WORDS_AT_MOST:
            before = out[begin - 1]
            if before.kind is Kind.ORGANISATION:
                if named and _is_first_word_of_name(before, out[begin], core):
                    return begin - 1
                merges = not self._is_department(before, core) and _merges(before, core, begin == len(out), named)
                return begin - 1 if merges else _trimmed(out, begin)
            if self._is_name(before, begin == len(out)):
                if not core.complete and not _is_persons_end(out, begin, core):
                    begin, named = begin - 1, True
                    if before.kind is Kind.ACRONYM:
                        break
                    continue
                if core.complete and (before.kind is Kind.PLACE or self._is_placed(out, begin, core)):
                    begin, named = begin - 1, True
                    continue
                break
            if before.kind in _ABOUT and not named and (_takes_topics(core) or _is_led_by_name(out, begin, core)):
                begin -= 1
                continue
            step = _joined_step(out, begin, core, named, joined, self._surroundings)
            if step == 0:
                break
            begin, joined = begin - step, True
            named = named or out[begin].kind in NAMING
        return _trimmed(out, begin)

    def _is_placed(self, out: Sequence[Piece], begin: int, core: Piece) -> bool:
        """Whether the word in front of a whole name says where it is: "West" + "Pennine Care", "Yarrowby" + "…"."""
        if _is_branch_of_charity(out, begin, core):
            return True
        persons = begin > 1 and out[begin - 2].kind in {Kind.GIVEN, Kind.INITIAL, Kind.RANK}  # "Sarah West"
        return begin == len(out) and out[begin - 1].norm in self._quarters and not persons

    def _is_department(self, before: Piece, core: Piece) -> bool:
        """Whether it is a department right behind its council: "Northshire Council" + "Libraries Service".

        The departments of adult and children's social care are agencies by their council's name.
        """
        if before.kind is not Kind.ORGANISATION or before.sector is not Sector.LOCAL_AUTHORITY or before.weak:
            return False
        if core.norm in self._units and core.sector is Sector.LOCAL_AUTHORITY:
            return True
        by_name = before.named and " " in before.norm  # "LA Housing" is all the name there is
        is_service = core.norm.split()[-1] in self._unit_endings and core.sector in _SERVED
        return by_name and (core.norm in self._units or is_service)

    def _is_name(self, piece: Piece, adjacent: bool) -> bool:
        if piece.kind in NAMING:
            return True
        return piece.kind is Kind.ACRONYM and (adjacent or piece.norm in self._leading_acronyms)


def _bound(pieces: Sequence[Piece], binders: frozenset[str]) -> list[Piece]:
    """The pieces with the names joined that a small word holds together: "Hafod" + "y" + "Coed", "Y" + "Noddfa"."""
    out: list[Piece] = []
    for piece in pieces:
        binds = len(out) > 1 and out[-1].kind is Kind.LOWER and out[-1].norm in binders and out[-2].kind in _BOUND
        taken = 2 if binds else int(bool(out) and out[-1].kind is Kind.INITIAL and out[-1].norm == "y")
        if taken and piece.kind in NAMING:
            out[-taken:] = [spanning(Kind.NAME, [*out[-taken:], piece])]
        else:
            out.append(piece)
    return out


def _weak_subject(piece: Piece, behind: Piece) -> Piece:
    if piece.kind is not Kind.WEAK:
        return piece
    if behind.kind in _OPEN_BODIES | {Kind.UNIT} or (behind.kind is Kind.ENDING and behind.sector is Sector.HEALTH):
        return replace(piece, kind=Kind.TOPIC)
    return piece


def _opened_end(pieces: list[Piece], position: int, around: frozenset[str]) -> int:
    """End of the name behind an opening: capitalised words, joined by "and", "upon", "&"."""
    end, opening = position, pieces[position - 1]
    if end < len(pieces) and pieces[end].kind is Kind.AGENCY and pieces[end].sector is opening.sector:
        return end + 1  # "Bwrdd Iechyd Prifysgol" + "Hywel Dda"
    while end < len(pieces) and end - position < _WORDS_AT_MOST:
        if pieces[end].kind in NAMING:
            end += 1
        elif pieces[end].kind is Kind.OF and (behind := _behind_of(pieces, end)) > end:
            end = behind  # "University of" + "the West of England"
        elif end > position and pieces[end].kind is Kind.JOINER and _lone_name(pieces, end + 1, opening, around):
            end += 2
        else:
            break
    return end


def _behind_of(pieces: list[Piece], position: int) -> int:
    """Behind "of", "the" or "of the" where a name goes on there; else where they begin."""
    end = position
    while end < len(pieces) and pieces[end].kind is Kind.OF and end - position < 2:
        end += 1
    return end if end < len(pieces) and pieces[end].kind in NAMING else position


def _takes_topics(core: Piece) -> bool:
    """Whether words of a subject may stand between the name and the ending: "Northshire" + "Strategic" + "… Board"."""
    if core.kind is Kind.ENDING:
        return core.sector is Sector.HEALTH or (core.sector in _PARTNERSHIPS and " " in core.norm)
    if core.kind is Kind.WEAK:  # "Adult" + "Mental Health Services"
        return " " in core.norm
    return core.kind in _OPEN_BODIES


def _is_led_by_name(out: list[Piece], begin: int, core: Piece) -> bool:
    """Whether one word of a subject stands between a name and an ending of several words.

    "Northshire" + "Local" + "Housing Alliance".
    """
    if core.kind is not Kind.ENDING or core.sector not in _OF_SUBJECTS or " " not in core.norm or begin != len(out):
        return False
    return begin > 1 and out[begin - 2].kind in NAMING


def _lone_name(pieces: list[Piece], position: int, opening: Piece, around: frozenset[str]) -> bool:
    """A name that belongs to the opening, not to an organisation of another sector behind it."""
    if position < len(pieces) and pieces[position].norm in around:  # "Samaritans of" + "Yarrow & District"
        return position + 1 == len(pieces) or pieces[position + 1].kind in BOUNDARIES
    if position >= len(pieces) or pieces[position].kind not in NAMING:
        return False
    behind = next((piece for piece in pieces[position:] if piece.kind not in NAMING), None)
    if opening.norm == "nhs" and any(p.kind is Kind.ENDING and "nhs" in p.norm.split() for p in pieces[position:]):
        return False  # "NHS Northshire" + "and" + "Yarrow Valley NHS Trust"
    if behind is None or behind.kind not in _CORE:
        return True
    return behind.sector is opening.sector and opening.sector not in _OF_SUBJECTS  # "Cartrefi …" and "… Homes" are two


def _office_begin(out: Sequence[Piece], begin: int, offices: frozenset[str]) -> int:
    """Where a body begins that is the office of somebody: "Office of the" + "Northshire Police and Crime …"."""
    start = begin
    while start > 0 and out[start - 1].kind is Kind.OF:
        start -= 1
    return start - 1 if begin > start > 0 and out[start - 1].norm in offices else begin


def _merges(before: Piece, core: Piece, adjacent: bool, named: bool) -> bool:
    """Whether an organisation directly in front is part of this one: "Northshire Council" + "Adult Social Care"."""
    if adjacent and before.weak and _is_one_word(before) and core.sector is Sector.HOUSING:
        return True  # "Harbour" + "Housing"
    if before.weak and before.sector is Sector.ALL_AGENCIES and adjacent:
        return True
    if named or core.complete:
        return False
    if core.kind is Kind.ENDING and core.sector is before.sector is Sector.HEALTH and not before.weak:
        return True  # "South London and Maudsley" + "Mental Health" + "NHS Trust"
    if core.kind in _OPEN_BODIES:
        return adjacent or before.weak or core.kind is Kind.BODY
    if before.weak or not adjacent:
        return adjacent and (core.kind is not Kind.WEAK or core.sector is before.sector)
    return core.sector in _DEPARTMENTS or core.sector in {before.sector, Sector.OTHER}


def _is_first_word_of_name(before: Piece, behind: Piece, core: Piece) -> bool:
    """Whether a body of one everyday word only begins another name: "Harbour" + "View Housing Association"."""
    served = core.sector in {Sector.HOUSING, Sector.EDUCATION, Sector.HEALTH, Sector.VOLUNTARY}
    return served and _is_one_word(before) and behind.kind is Kind.NAME


def _is_one_word(body: Piece) -> bool:
    """Whether it is a charity or landlord of one word, which other names may begin with."""
    return body.sector in {Sector.VOLUNTARY, Sector.HOUSING} and " " not in body.norm


def _is_persons_end(out: list[Piece], begin: int, core: Piece) -> bool:
    """In front of a known place stands another thing's name: "Okonjo" + "Suffolk Constabulary"."""
    taken, before = out[begin:], out[begin - 1]
    return bool(taken) and taken[0].kind is Kind.PLACE and before.kind in {Kind.NAME, Kind.GIVEN} and core.sector in {
        Sector.POLICE, Sector.LOCAL_AUTHORITY
    }  # fmt: skip


def _is_branch_of_charity(out: Sequence[Piece], begin: int, core: Piece) -> bool:
    """Whether a word alone in front of a whole name is where that charity is: "Yarrowby" + "Together Housing"."""
    alone = begin == len(out) and (begin == 1 or out[begin - 2].kind in BOUNDARIES)
    return alone and out[begin - 1].kind is Kind.NAME and core.sector in _OF_SUBJECTS


def _joined_step(out: list[Piece], begin: int, core: Piece, named: bool, joined: bool, around: frozenset[str]) -> int:
    """How many more pieces a joiner, "of" or a comma in front lets the name take; 0 for none."""
    if begin < 2:
        return 0
    right = out[begin] if begin < len(out) else core
    link, left = out[begin - 1], out[begin - 2]
    if link.kind is Kind.JOINER and left.kind in NAMING and right.norm.split()[0] in around:
        return 2  # "Ravensby" + "and" + "District NHS Trust", "Ravensby Town" + "and" + "District Council"
    if begin == len(out):
        return 0
    if link.kind is Kind.OF:
        return 2 if link.norm == "of" and left.kind in {Kind.NAME, Kind.PLACE, Kind.OPENER} else 0
    if link.kind is Kind.JOINER:
        if core.kind in _OPEN_BODIES and not named and left.kind in _ABOUT and right.kind in _ABOUT:
            return 2
        alone = core.sector in _OF_TWO_PLACES and (begin == 2 or out[begin - 3].kind in BOUNDARIES)
        places = (right.kind is not Kind.PLACE or left.kind is Kind.PLACE or alone) and left.norm != right.norm
        return 2 if named and not core.complete and core.kind is not Kind.WEAK and left.kind in NAMING and places else 0
    listed = joined or (core.sector is Sector.HEALTH and " and " in right.norm)
    if link.kind is Kind.COMMA and listed and named and left.kind in {Kind.NAME, Kind.PLACE}:
        alone = begin == 2 or out[begin - 3].kind in BOUNDARIES
        return 2 if alone or left.kind is Kind.PLACE else 0
    return 0


def _trimmed(out: list[Piece], begin: int) -> int:
    while begin < len(out) and out[begin].kind in {Kind.JOINER, Kind.OF, Kind.COMMA}:
        begin += 1
    return begin
