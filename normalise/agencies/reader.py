"""A lead-agency cell read: the organisations in it, their sectors, and the people.

What is told apart: an organisation ("Northshire Council"), a post ("Head of Safeguarding"), a unit ("Public Protection
Unit") and a person ("DCI A. Name"). The Crown Prosecution Service counts as `courts`, a police and crime commissioner
as `police`: the sectors have no nearer place for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from normalise.agencies.abbreviated import AbbreviationMarker
from normalise.agencies.cells import LIST_MARK, LONGEST_CELL, as_written, plain_marks, tidied
from normalise.agencies.charities import mark_charities, mark_explained
from normalise.agencies.entities import EntityFinder, installed_entities, mark_entities
from normalise.agencies.everyone import EveryoneMarker
from normalise.agencies.gazetteer import fold, gazetteer, is_acronym
from normalise.agencies.groups import AgencyFinder, Found, Group, split_groups
from normalise.agencies.initials import abbreviates
from normalise.agencies.organisations import OrganisationMarker
from normalise.agencies.people import mark_people, mark_unknown_names
from normalise.agencies.pieces import Kind, Piece
from normalise.agencies.sectors import SectorReader
from normalise.agencies.units import UnitRemover
from normalise.agencies.wrapped import unwrapped
from normalise.phrases import alternatives
from normalise.plan import Sector
from normalise.vocabulary import Vocabulary

_THE = "The "
_JOINS = re.compile(r"(?:[\s,;/&()]|\band\b|\bthe\b){0,20}")
"""What may stand between the names in a heading."""


@dataclass(frozen=True, slots=True)
class Leads:
    """Who leads an action.

    Attributes:
        agencies: Organisations as written, in order, without duplicates.
        sectors: One for each of `agencies`.
        owners: People with their rank as written, in order.
        warnings: Codes; `agency_cell_too_long` when only the beginning of the cell was read.
    """

    agencies: tuple[str, ...] = ()
    sectors: tuple[Sector, ...] = ()
    owners: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def names_known(self) -> bool:
        """Whether an organisation of a sector is named, and not only something that may be one."""
        return any(sector is not Sector.OTHER for sector in self.sectors)


class AgencyReader:
    """Reads the lead-agency cells of one document.

    Args:
        vocabulary: All phrases; the pipeline is built once for each vocabulary.
        expansions: Acronyms that the document explains (`find_expansions`).
        entities: Finds people and organisations that the rules leave open; by default a spaCy model, if installed.
    """

    def __init__(
        self, vocabulary: Vocabulary, expansions: Mapping[str, str], entities: EntityFinder | None = None
    ) -> None:
        self._gazetteer = gazetteer(vocabulary)
        self._expansions = expansions
        self._entities = entities or installed_entities()
        self._shapes = SectorReader(vocabulary)
        self._units = UnitRemover(vocabulary)
        charities = vocabulary["agency_charity_words"]
        self._charities = frozenset(map(fold, (*charities["activities"], *charities["others"])))
        explained = vocabulary["agency_explained"].items()
        self._explained = {fold(word): Sector(key) for key, words in explained for word in words}
        self._organisations = OrganisationMarker(self._shapes, vocabulary)
        self._everyone = EveryoneMarker(vocabulary)
        noise = frozenset(map(fold, vocabulary["agency_noise"]["words"]))
        own = {key: frozenset(map(fold, words)) for key, words in vocabulary["agency_name_words"].items()}
        self._countries, self._councils, self._of_trusts = own["countries"], own["councils_or_ranks"], own["of_trusts"]
        self._finder = AgencyFinder(noise, own["together"], self._shapes, self.sector_of_acronym)
        self._label = _label_pattern(vocabulary)
        self._placeholders = frozenset(map(fold, vocabulary["lead_placeholders"]["words"]))
        self._with_mark = _words_with_mark(vocabulary)
        self._expanded: dict[str, Sector | None] = {}
        self._abbreviations = AbbreviationMarker(())  # what they mean is read without them
        self._abbreviations = AbbreviationMarker(filter(self._is_cut_otherwise, expansions))

    def parse(self, text: str | None) -> Leads:
        """The agencies, sectors and owners of one cell; nothing for an empty cell or a placeholder ("TBC")."""
        if text is None or not text.strip():
            return Leads()
        warnings = ("agency_cell_too_long",) if len(text) > LONGEST_CELL else ()
        cell = self._label.sub(lambda match: f"{match[1]}{LIST_MARK} ", tidied(text))
        if fold(cell.strip(" |\n")) in self._placeholders:
            return Leads(warnings=warnings)
        groups = list(self._groups(unwrapped(plain_marks(cell), self._cut, self._marked, self._of_trusts)))
        people = (cell[person.start : person.end] for group in groups for person in group.people)
        owners = tuple(dict.fromkeys(as_written(person, self._with_mark) for person in people))
        named = [self._without_department(cell, agency) for agency in self._finder.find(groups)]
        found = self._units.without_units(cell, named)
        agencies = self._distinct(cell, found)
        names, sectors = tuple(name for name, _ in agencies), tuple(sector for _, sector in agencies)
        return Leads(names, sectors, owners, warnings)

    def under_heading(self, leads: Leads, heading: str | None) -> Leads:
        """Letters that are short for the one body of a heading have its sector: "MBHT" under "Mere & Bay Hospitals".

        Args:
            leads: What a cell names.
            heading: What stands over its row.
        """
        over = self.parse(heading) if Sector.OTHER in leads.sectors else Leads()
        if len(over.agencies) != 1:
            return leads
        known = {name: over.sectors[0] for name in leads.agencies if " " not in name and is_acronym(name)}
        named = (known.get(name) if abbreviates(name, over.agencies[0], False) else None for name in leads.agencies)
        told = zip(leads.sectors, named, strict=True)
        return replace(leads, sectors=tuple(n or s if s is Sector.OTHER else s for s, n in told))

    def is_name(self, text: str) -> bool:
        """Whether a text is the name of an agency (or several) and nothing else."""
        leads = self.parse(text)
        rest = fold(text)
        for name in leads.agencies:
            rest = rest.replace(fold(name), "", 1)
        named = leads.names_known and Sector.ALL_AGENCIES not in leads.sectors
        return named and not leads.owners and _JOINS.fullmatch(rest) is not None

    def sector_of_acronym(self, acronym: str) -> Sector | None:
        """The sector of an acronym that the vocabulary does not hold: by its expansion, else by its letters."""
        return self._by_expansion(acronym) or self._shapes.of_acronym(acronym)

    def _by_expansion(self, acronym: str) -> Sector | None:
        """The sector of what the document says an acronym stands for; None where it says nothing of the kind."""
        if acronym not in self._expansions:
            return None
        if acronym not in self._expanded:
            self._expanded[acronym] = None  # words that hold the acronym itself do not ask for it again
            expansion = self._expansions[acronym]
            pieces = self._organisations.mark(self._gazetteer.cut(plain_marks(tidied(expansion))))
            sectors = [piece.sector for piece in pieces if piece.kind is Kind.ORGANISATION]
            told = (sectors or [*self.parse(expansion).sectors])[-1:]  # "Safer Northshire" has no word for a body
            self._expanded[acronym] = told[0] if told and told[0] is not Sector.OTHER else None
        return self._expanded[acronym]

    def _is_cut_otherwise(self, short: str) -> bool:
        """Whether the words of the vocabulary do not show that letters are the agency that the document explains."""
        pieces = self._gazetteer.cut(short)
        otherwise = len(pieces) > 1 or any(piece.kind is Kind.RANK for piece in pieces)
        return otherwise and self._by_expansion(short) is not None

    def _groups(self, cell: str) -> Iterable[Group]:
        offset, depth = 0, 0
        for line in cell.split("\n"):
            pieces = [_shifted(piece, offset) for piece in self._marked(line)]
            groups, depth = split_groups(pieces, depth)
            yield from groups
            offset += len(line) + 1

    def _cut(self, line: str) -> list[Piece]:
        return self._abbreviations.mark(self._gazetteer.cut(line), line)

    def _marked(self, line: str) -> list[Piece]:
        explained = mark_explained(self._everyone.mark(self._cut(line)), self._explained)
        pieces = mark_people(explained, self._councils)
        pieces = self._organisations.mark(mark_charities(pieces, self._charities))
        if self._entities is not None:
            pieces = mark_entities(pieces, self._entities(line))
        return mark_unknown_names(pieces, self._countries)

    def _without_department(self, cell: str, agency: Found) -> Found:
        """Of the letters of a council and a department of its own the letters: "LBK" of "LBK Communications"."""
        short, _, rest = cell[agency.start : agency.end].partition(" ")
        expanded = self._by_expansion(short) is Sector.LOCAL_AUTHORITY
        shown = is_acronym(short) and self._shapes.of_acronym(short) is Sector.LOCAL_AUTHORITY
        if not (expanded and self._units.lists_department(rest)) and not (shown and self._units.is_corporate(rest)):
            return agency
        return replace(agency, end=agency.start + len(short), sector=Sector.LOCAL_AUTHORITY)

    def _distinct(self, cell: str, found: Iterable[Found]) -> list[tuple[str, Sector]]:
        """Names and sectors without repeats and without acronyms of what was named before."""
        kept: list[tuple[str, Sector]] = []
        for agency in found:
            name = as_written(cell[agency.start : agency.end], self._with_mark)
            others = {written for other, _ in kept for written in (other, other.removeprefix(_THE))}
            if not name or any(self._same(name, other, agency) for other in others):
                continue
            kept.append((f"{_article(cell, agency, name)}{name}", self._sector(name, agency)))
        return [
            (name, sector)
            for name, sector in kept
            if not _is_short_for_one(name, kept) and not _only_serves_in_one(name, sector, kept)
        ]

    def _sector(self, name: str, agency: Found) -> Sector:
        if " " not in name and (expanded := self._by_expansion(name)) is not None:
            return expanded
        return agency.sector or self.sector_of_acronym(name) or Sector.OTHER

    def _same(self, name: str, other: str, agency: Found) -> bool:
        if fold(name) == fold(other):
            return True
        pairs = ((name, other), (other, name))
        if any(fold(self._expansions.get(short, "").partition(" (")[0]) == fold(long) for short, long in pairs):
            return True
        return any(
            " " not in short and is_acronym(short) and " " in long and abbreviates(short, long, agency.in_brackets)
            for short, long in pairs
        )


def _is_short_for_one(name: str, named: Iterable[tuple[str, Sector]]) -> bool:
    """Whether letters are the end of another name of the cell: "CSP Manager, Northshire and Coast CSP"."""
    return " " not in name and is_acronym(name) and any(other.endswith(f" {name}") for other, _ in named)


def _only_serves_in_one(name: str, sector: Sector, named: Iterable[tuple[str, Sector]]) -> bool:
    """Whether a word of a post says where it is, and the body is named: "Probation Officer, The Probation Service".

    An area has one community safety partnership: "CSP Manager, Safer Northshire" names one.
    """
    others = [other.casefold().split() for other, kind in named if kind is sector and other != name]
    is_post_of_csp = sector is Sector.COMMUNITY_SAFETY_PARTNERSHIP and " " not in name and is_acronym(name)
    in_probation = sector is Sector.PROBATION and any(name.casefold() in other for other in others)
    return in_probation or (is_post_of_csp and bool(others))


def _article(cell: str, agency: Found, name: str) -> str:
    """A capitalised "The" belongs to a name ("The Probation Service"), not to what any area has ("The Police")."""
    words = name.split()
    several = len(words) > 1 and not words[-1].islower()
    is_name = several or (agency.named and not is_acronym(name))
    return _THE if is_name and cell.endswith(_THE, 0, agency.start) else ""


@lru_cache(maxsize=4)
def _label_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Finds a heading at the start of an entry, with what stands before it as the first group."""
    label = alternatives(vocabulary["lead_labels"]["words"])
    return re.compile(rf"((?:^|[;.|(,]) ?)(?:{label})(?: ?: ?| [-–—] )(?=\S)", re.IGNORECASE | re.MULTILINE)


def _words_with_mark(vocabulary: Vocabulary) -> frozenset[str]:
    """The folded last words of the names whose "'s" is their own: "Barnardo's", "Women's", "Children's"."""
    sections = ("agency_names", "weak_agencies", "agency_endings", "agency_topic_words")
    names = (name for section in sections for names in vocabulary[section].values() for name in names)
    return frozenset(fold(name.split()[-1]) for name in names if name.endswith(("'s", "’s")))


def _shifted(piece: Piece, offset: int) -> Piece:
    return replace(piece, start=piece.start + offset, end=piece.end + offset)
