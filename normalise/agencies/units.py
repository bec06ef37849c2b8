"""Units that are written beside their body and are no agencies of their own there.

"Northshire Council – SEND", "Northshire Council (Adult Social Care)", "Licensing, Northshire DC",
"Probation Service, Northshire PDU", "Northshire Homes (ALMO)", "Turning Tide (drug and alcohol service)".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from normalise.agencies.gazetteer import fold
from normalise.agencies.groups import Found
from normalise.english import is_usual_word
from normalise.plan import Sector
from normalise.vocabulary import Vocabulary

_MARK = re.compile(r"\s*[:(\[–—-]\s*")
_BRACKET = re.compile(r"\s*[(\[]\s*")
_COMMA = re.compile(r"\s*,\s*")
_BEHIND_PERSON = re.compile(r"\s*(?:[(\[]|[–—-]\s)\s*[^()\[\],:;]{3,50},\s*")
"""Between a body and the department of a person behind it: "Northshire Council (Jo Bloggs, HR)"."""
_BESIDE = re.compile(r"\s*")
_SOCIAL_CARE = frozenset({Sector.ADULT_SOCIAL_CARE, Sector.CHILDREN_SOCIAL_CARE})
_SERVED = frozenset({Sector.LOCAL_AUTHORITY, Sector.EDUCATION, Sector.HOUSING, Sector.OTHER})
"""What a council's own services are of; a domestic abuse or a drug service is as often another body."""


class UnitRemover:
    """Leaves out the agencies of a cell that are units of the one they stand beside.

    Args:
        vocabulary: Holds `council_units` and `set_off_units`.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._departments = frozenset(fold(word) for word in vocabulary["council_units"]["words"])
        self._corporate = frozenset(fold(word) for word in vocabulary["council_units"]["corporate"])
        self._endings = frozenset(fold(word) for word in vocabulary["council_units"]["endings"])
        self._units = {
            Sector(key): tuple(fold(word) for word in words) for key, words in vocabulary["set_off_units"].items()
        }

    def without_units(self, cell: str, found: Sequence[Found]) -> list[Found]:
        """The agencies that are no units, in order.

        Args:
            cell: What they were found in.
            found: In order.
        """
        gaps = ["", *(cell[a.end : b.start] for a, b in pairwise(found)), ""]
        units: set[int] = set()
        for n in range(1, len(found)):
            listed = _COMMA.fullmatch(gaps[n]) and any(_COMMA.fullmatch(gap) for gap in (gaps[n - 1], gaps[n + 1]))
            if not listed:  # "Police, Housing, Northshire Council" are three
                front, behind = found[n - 1], found[n]
                units |= {n} if self._is_unit(cell, behind, front, gaps[n]) else set()
                units |= {n - 1} if self._is_set_off(cell, front, behind, gaps[n]) else set()
        return [agency for n, agency in enumerate(found) if n not in units]

    def lists_department(self, name: str) -> bool:
        """Whether a name is on the list of departments that councils have."""
        return fold(name) in self._departments

    def is_corporate(self, name: str) -> bool:
        """Whether a name is that of a department that bodies of every kind have."""
        return fold(name) in self._corporate

    def _is_unit(self, cell: str, agency: Found, body: Found, gap: str) -> bool:
        """Whether an agency behind a body is its unit, or only explains what the body is."""
        if _BRACKET.fullmatch(gap) and cell[agency.start].islower() and agency.sector is not Sector.ALL_AGENCIES:
            return True
        of_council = body.sector is Sector.LOCAL_AUTHORITY and not agency.named and agency.sector in _SOCIAL_CARE
        return bool(of_council and _MARK.fullmatch(gap)) or self._is_set_off(cell, agency, body, gap)

    def _is_set_off(self, cell: str, agency: Found, body: Found, gap: str) -> bool:
        name, other = _folded(cell, agency), _folded(cell, body)
        if agency.start > body.start and name in self._corporate and _MARK.fullmatch(gap):
            return True
        apart = _MARK.fullmatch(gap) or _COMMA.fullmatch(gap) or _BEHIND_PERSON.fullmatch(gap)
        if apart and body.sector is Sector.LOCAL_AUTHORITY and self._names_department(name, agency):
            return not self._names_department(other, body)
        units = self._units.get(body.sector, ()) if body.sector else ()
        is_unit = any(name == unit or name.endswith(f" {unit}") for unit in units)
        return is_unit and not other.endswith(units) and bool(apart or _BESIDE.fullmatch(gap))

    def _names_department(self, name: str, agency: Found) -> bool:
        """Whether a council has such a department: one of the list, or a service with nothing but usual words."""
        if name in self._departments:
            return True
        *words, ending = name.split()
        plain = bool(words) and all(is_usual_word(word) for word in words)
        return plain and ending in self._endings and agency.sector in _SERVED


def _folded(cell: str, agency: Found) -> str:
    return fold(" ".join(cell[agency.start : agency.end].split()))
