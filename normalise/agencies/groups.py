"""What stands between the separators of a cell, and which of it names an agency."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from normalise.agencies.pieces import HARD, POSTS, SOFT, Kind, Piece
from normalise.agencies.sectors import SectorReader
from normalise.english import is_usual_word
from normalise.plan import Sector

SectorOfAcronym = Callable[[str], Sector | None]
_NAMELIKE = frozenset({Kind.PLACE, Kind.OPENER, Kind.NAME, Kind.GIVEN, Kind.TOPIC, Kind.ACRONYM})
_PLACES = frozenset({Kind.PLACE, Kind.NAME})
_TEAM_SECTORS = frozenset({Sector.DOMESTIC_ABUSE_PARTNERSHIP, Sector.COMMUNITY_SAFETY_PARTNERSHIP})
_LETTERS_AT_LEAST = 3  # two capitals that nobody explains are a person's initials or a region
_ABOUT = frozenset({Kind.TOPIC, Kind.UNIT, Kind.OPENER})
_BODIES = frozenset(
    {Sector.POLICE, Sector.PROBATION, Sector.PRISON, Sector.COURTS, Sector.FIRE, Sector.LOCAL_AUTHORITY,
     Sector.SAFEGUARDING_PARTNERSHIP, Sector.COMMUNITY_SAFETY_PARTNERSHIP, Sector.DOMESTIC_ABUSE_PARTNERSHIP,
     Sector.CENTRAL_GOVERNMENT, Sector.ALL_AGENCIES}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """An agency by its place in the cell; the sector is None where only its letters can tell."""

    start: int
    end: int
    sector: Sector | None
    in_brackets: bool = False
    named: bool = True


@dataclass(slots=True)
class Group:
    """The pieces between two separators (commas, brackets, dashes, slashes, line ends).

    Attributes:
        in_brackets: The group stands in brackets.
        pieces: Left to right.
    """

    in_brackets: bool
    pieces: list[Piece] = field(default_factory=list)

    @property
    def people(self) -> list[Piece]:
        """The people named."""
        return [piece for piece in self.pieces if piece.kind is Kind.PERSON]

    @property
    def has_post(self) -> bool:
        """Whether the group names a post; a rank without a name is one."""
        return any(piece.kind in POSTS or piece.kind is Kind.RANK for piece in self.pieces)

    def chunks(self) -> Iterator[list[Piece]]:
        """The stretches between small words ("and", "for") and people."""
        chunk: list[Piece] = []
        for piece in self.pieces:
            if piece.kind in SOFT or piece.kind is Kind.PERSON:
                yield chunk
                chunk = []
            else:
                chunk.append(piece)
        yield chunk


def split_groups(pieces: Iterable[Piece], depth: int) -> tuple[list[Group], int]:
    """The groups of a line and the depth of brackets that are still open behind it."""
    groups = [Group(depth > 0)]
    for piece in pieces:
        if piece.kind not in HARD:
            groups[-1].pieces.append(piece)
            continue
        if piece.kind is Kind.OPEN:
            depth += 1
        elif piece.kind is Kind.CLOSE:
            depth = max(depth - 1, 0)
        groups.append(Group(depth > 0))
    return [group for group in groups if group.pieces], depth


class AgencyFinder:
    """Tells which stretches of a cell name an agency.

    Args:
        noise: Words beside an agency that do not make it a post ("lead", "colleagues").
        together: What names of partnerships end in that may be anything else's, too, folded: "together".
        sectors: Tells the sector of a body from its words.
        acronym_sector: The sector of an acronym in capitals that no vocabulary holds, or None.
    """

    def __init__(
        self,
        noise: frozenset[str],
        together: frozenset[str],
        sectors: SectorReader,
        acronym_sector: SectorOfAcronym,
    ) -> None:
        self._noise = noise
        self._together = together
        self._sectors = sectors
        self._acronym_sector = acronym_sector

    def find(self, groups: Sequence[Group]) -> list[Found]:
        """The agencies of a cell, in order; a unit only where the cell names nothing else."""
        has_people = any(group.people for group in groups)
        found: list[Found] = []
        of_posts: list[Found] = []
        elsewhere = False
        post_before = False
        for group in groups:
            explains = bool(found) and group.in_brackets
            for chunk in group.chunks():
                named = list(self._in_chunk(chunk, group, has_people, explains))
                if explains and _is_unit(chunk, named, found):
                    continue
                unit_of_post = group.in_brackets and post_before and not any(agency.named for agency in named)
                unit_of_post = unit_of_post or (explains and _is_post_for_partnership(chunk, named))
                found.extend(named)
                of_posts.extend(agency for agency in named if unit_of_post or _belongs_to_post(agency, group))
                elsewhere = elsewhere or (bool(named) and not group.has_post and not unit_of_post)
            if _is_named_team(group):
                found.extend(self._unit(group))
            post_before = group.has_post and not group.people
        # "Head of Tenancy Services": a department that is only a post's field; so is any where an agency stands beside.
        fields = [agency for agency in of_posts if elsewhere or _is_only_a_field(agency)]
        found = [agency for agency in found if agency not in fields]
        if found or has_people or any(group.has_post for group in groups):
            return found
        return [unit for group in groups for unit in self._unit(group)]

    def _in_chunk(self, chunk: list[Piece], group: Group, has_people: bool, explains: bool) -> Iterable[Found]:
        """The agencies between two separators; `explains`: the chunk stands in brackets behind an agency."""
        organisations = [piece for piece in chunk if piece.kind is Kind.ORGANISATION]
        strong = [piece for piece in organisations if not piece.weak]
        if strong:
            return [_found(piece, group) for piece in strong]
        if organisations and self._stand_alone(chunk) and (not group.has_post or self._leads(group, has_people)):
            return [_found(piece, group) for piece in organisations]
        chunk = chunk[1:] if chunk and chunk[0].norm == "the" else chunk
        of_post = (piece.kind in POSTS or piece.kind is Kind.OF or piece.norm == "the" for piece in chunk)
        name = chunk[sum(takewhile(bool, of_post)) :]  # "Chair of the" + "Safer Northshire"
        if not explains and _is_local_name(name, self._together):
            sector = self._of_local_name(name)
            alone = len(name) >= len(group.pieces) - 1 and not group.has_post
            if alone or sector is Sector.COMMUNITY_SAFETY_PARTNERSHIP:  # told from its words wherever it stands
                return [Found(name[0].start, name[-1].end, sector)]
        return self._acronyms(chunk, group, explains)

    def _of_local_name(self, chunk: list[Piece]) -> Sector | None:
        """Its sector; "Together" makes a partnership of safety beside a place or "Safer": else any charity may be."""
        placed = any(piece.kind in _PLACES and not is_usual_word(piece.norm) for piece in chunk)
        words = [piece.norm for piece in chunk if placed or piece.norm not in self._together]
        sector = self._sectors.of_body(" ".join(words), service=False)
        return _sector_of_usual_words(chunk) if sector is Sector.OTHER else sector

    def _stand_alone(self, chunk: list[Piece]) -> bool:
        """Nothing stands beside the weak agencies that makes them the subject of something else."""
        return all(piece.kind in {Kind.ORGANISATION, Kind.OF} or piece.norm in self._noise for piece in chunk)

    def _leads(self, group: Group, has_people: bool) -> bool:
        """The sector leads in "Health leads" without a person; one "Lead" is a post."""
        posts = [piece for piece in group.pieces if piece.kind in POSTS or piece.kind is Kind.RANK]
        plural = all(piece.norm in self._noise and piece.norm != "lead" for piece in posts)
        return not has_people and plural and group.pieces[-1] in posts

    def _acronyms(self, chunk: list[Piece], group: Group, explains: bool) -> Iterator[Found]:
        """Acronyms that are agencies: in front of a post or a topic or alone, elsewhere when their letters show it."""
        words = [piece for piece in chunk if piece.kind is not Kind.OF]
        beside = POSTS | _ABOUT | {Kind.ORGANISATION, Kind.RANK}
        for position, piece in enumerate(words):
            if piece.kind is not Kind.ACRONYM:
                continue
            leads = position == 0 and all(other.kind in beside for other in words[1:])
            sector = self._acronym_sector(piece.norm.upper())
            if sector is not None or (leads and not explains and len(piece.norm) >= _LETTERS_AT_LEAST):
                yield Found(piece.start, piece.end, sector, group.in_brackets)

    def _unit(self, group: Group) -> Iterator[Found]:
        """A team that is all the cell names."""
        kinds = {piece.kind for piece in group.pieces}
        if Kind.UNIT not in kinds or kinds & {Kind.LOWER, Kind.LINK}:
            return
        sectors = [piece.sector for piece in group.pieces if piece.sector is not None]
        norm = " ".join(piece.norm for piece in group.pieces)
        body = self._sectors.of_body(norm, service=False)
        told = body if body in _TEAM_SECTORS else self._sectors.of_body(norm, service=True)
        yield Found(group.pieces[0].start, group.pieces[-1].end, sectors[0] if sectors else told)


def _is_named_team(group: Group) -> bool:
    """A team of the police or another body, called by its place: an agency beside others too ("Northshire Rural …")."""
    kinds = [piece.kind for piece in group.pieces]
    plain = _NAMELIKE | {Kind.UNIT}
    led = kinds[0] in {Kind.NAME, Kind.PLACE} and kinds[-1] is Kind.UNIT and plain.issuperset(kinds)
    return led and not group.in_brackets and any(piece.sector in _BODIES for piece in group.pieces)


def _belongs_to_post(agency: Found, group: Group) -> bool:
    """Whether the agency is what somebody is head, director or chair *of*, or lead *for*."""
    before = [piece for piece in group.pieces if piece.end <= agency.start]
    while before and before[-1].kind in _ABOUT:  # "Head of Older" + "People's Services"
        before.pop()
    if not before or not any(piece.kind in POSTS for piece in before):
        return False
    return before[-1].kind is Kind.OF or (before[-1].norm == "for" and not any(p.kind is Kind.PERSON for p in before))


def _is_unit(chunk: Sequence[Piece], named: Sequence[Found], found: Sequence[Found]) -> bool:
    """Whether what stands in brackets is a unit of the agency before: "Fen ICB (Primary Care)", "CSP (MARAC group)"."""
    before = next((agency for agency in reversed(found) if not agency.in_brackets), None)
    if before is None or not before.named or len(named) != 1 or len(chunk) != 1 or named[0].named:
        return False
    return named[0].sector in {before.sector, *_TEAM_SECTORS}


def _is_post_for_partnership(chunk: Sequence[Piece], named: Sequence[Found]) -> bool:
    """Whether what stands in brackets is a post named after a partnership: "Fen Council (DA Partnership Manager)"."""
    if len(named) != 1 or named[0].named or named[0].sector not in _TEAM_SECTORS:
        return False
    behind = [piece for piece in chunk if piece.start >= named[0].end]
    return bool(behind) and all(piece.kind in POSTS for piece in behind)


def _is_only_a_field(agency: Found) -> bool:
    """Whether it is a department or a service without a name of its own, which a post is about."""
    return not agency.named and agency.sector not in _BODIES


def _found(piece: Piece, group: Group) -> Found:
    return Found(piece.start, piece.end, piece.sector, group.in_brackets, piece.named)


def _sector_of_usual_words(chunk: list[Piece]) -> Sector | None:
    """Words of everyday use that are neither a place nor letters are what a charity calls itself: "New Beginnings"."""
    if len(chunk) == 1 or {piece.kind for piece in chunk} != {Kind.OPENER, Kind.NAME}:
        return None
    usual = all(is_usual_word(piece.norm) for piece in chunk if piece.kind is Kind.NAME)
    return Sector.VOLUNTARY if usual else None


def _is_local_name(chunk: list[Piece], together: frozenset[str]) -> bool:
    """A local provider that no vocabulary knows: one capitalised word, or words led by a place."""
    if len(chunk) == 1:
        return chunk[0].kind is Kind.NAME and chunk[0].end - chunk[0].start > 2
    kinds = [piece.kind for piece in chunk]
    if kinds == [Kind.NAME, Kind.OPENER]:  # "Bright Horizons", "Yarrowby Together"
        return is_usual_word(chunk[0].norm) or chunk[1].norm in together
    if not chunk or kinds[0] not in {Kind.PLACE, Kind.OPENER} or not _NAMELIKE.issuperset(kinds):
        return False
    own = {Kind.NAME, Kind.ACRONYM, Kind.OPENER} if kinds[0] is Kind.PLACE else _NAMELIKE - {Kind.TOPIC}
    return any(kind in own for kind in kinds[1:])
