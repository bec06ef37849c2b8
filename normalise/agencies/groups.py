"""What stands between the separators of a cell, and which of it names an agency."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from normalise.agencies.pieces import HARD, POSTS, SOFT, Kind, Piece
from normalise.plan import Sector

SectorOfAcronym = Callable[[str], Sector | None]
_ABOUT = frozenset({Kind.TOPIC, Kind.UNIT, Kind.OPENER})


@dataclass(frozen=True, slots=True)
class Found:
    """An agency by its place in the cell; the sector is None where only its letters can tell."""

    start: int
    end: int
    sector: Sector | None
    in_brackets: bool = False


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
        """The people named, and a lone given name in brackets."""
        if self.in_brackets and len(self.pieces) == 1 and self.pieces[0].kind is Kind.GIVEN:
            return list(self.pieces)
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


def find_agencies(groups: Sequence[Group], noise: frozenset[str], acronym_sector: SectorOfAcronym) -> list[Found]:
    """The agencies of a cell, in order.

    Args:
        groups: All groups of the cell.
        noise: Words beside an agency that do not make it a post ("lead", "colleagues").
        acronym_sector: The sector of an acronym in capitals that no vocabulary holds, or None.
    """
    named = any(group.people for group in groups)
    found: list[Found] = []
    for group in groups:
        after_agency = bool(found) and group.in_brackets
        for chunk in group.chunks():
            found.extend(_in_chunk(chunk, group, noise, acronym_sector, named, after_agency))
    if found or named or any(group.has_post for group in groups):
        return found
    return [unit for group in groups for unit in _unit(group)]


def _in_chunk(
    chunk: list[Piece],
    group: Group,
    noise: frozenset[str],
    acronym_sector: SectorOfAcronym,
    named: bool,
    after_agency: bool,
) -> Iterator[Found]:
    organisations = [piece for piece in chunk if piece.kind is Kind.ORGANISATION]
    strong = [piece for piece in organisations if not piece.weak]
    rest = [piece for piece in chunk if piece.kind is not Kind.ORGANISATION and piece.norm not in noise]
    if strong:
        yield from (Found(piece.start, piece.end, piece.sector, group.in_brackets) for piece in strong)
    elif organisations:
        if not any(piece.kind is not Kind.OF for piece in rest) and (
            not group.has_post or _is_lead(group, noise, named)
        ):
            yield from (Found(piece.start, piece.end, piece.sector, group.in_brackets) for piece in organisations)
        else:
            yield from _acronyms(chunk, group, acronym_sector, after_agency)
    elif _is_one_name(chunk) and not after_agency and not group.has_post and len(group.pieces) == 1:
        yield Found(chunk[0].start, chunk[0].end, None)
    else:
        yield from _acronyms(chunk, group, acronym_sector, after_agency)


def _is_lead(group: Group, noise: frozenset[str], named: bool) -> bool:
    """The sector leads in "Health leads" without a person; one "Lead" is a post."""
    posts = [piece for piece in group.pieces if piece.kind in POSTS or piece.kind is Kind.RANK]
    return not named and group.pieces[-1] in posts and all(p.norm in noise and p.norm != "lead" for p in posts)


def _is_one_name(chunk: list[Piece]) -> bool:
    """One capitalised word that no vocabulary knows: a local charity or provider."""
    return len(chunk) == 1 and chunk[0].kind is Kind.NAME and chunk[0].end - chunk[0].start > 2


def _acronyms(chunk: list[Piece], group: Group, acronym_sector: SectorOfAcronym, after_agency: bool) -> Iterator[Found]:
    """Acronyms that are agencies: alone, in front of a post or a topic, or behind a post when their letters show it."""
    words = [piece for piece in chunk if piece.kind is not Kind.OF]
    for position, piece in enumerate(words):
        if piece.kind is not Kind.ACRONYM:
            continue
        sector = acronym_sector(piece.norm.upper())
        leads = position == 0 and all(
            other.kind in POSTS | _ABOUT | {Kind.ORGANISATION, Kind.RANK} for other in words[1:]
        )
        if sector is not None or (leads and not after_agency):
            yield Found(piece.start, piece.end, sector, group.in_brackets)


def _unit(group: Group) -> Iterator[Found]:
    """A team that is all the cell names."""
    kinds = {piece.kind for piece in group.pieces}
    if Kind.UNIT in kinds and Kind.LOWER not in kinds and Kind.LINK not in kinds:
        sectors = [piece.sector for piece in group.pieces if piece.sector is not None]
        yield Found(group.pieces[0].start, group.pieces[-1].end, sectors[0] if sectors else Sector.OTHER)
