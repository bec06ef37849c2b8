"""The sector of an organisation from the words in its name or the shape of its acronym."""

from __future__ import annotations

from normalise.plan import Sector
from normalise.vocabulary import Vocabulary


class SectorReader:
    """Tells sectors apart.

    Args:
        vocabulary: Holds `body_sectors`, `service_sectors`, `acronym_suffixes` and `acronym_prefixes`.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._bodies = _by_sector(vocabulary, "body_sectors")
        self._services = _by_sector(vocabulary, "service_sectors")
        self._suffixes = [
            (suffix, Sector(key)) for key, suffixes in vocabulary["acronym_suffixes"].items() for suffix in suffixes
        ]
        self._suffixes.sort(key=lambda pair: -len(pair[0]))
        self._prefixes = [(p, Sector(key)) for key, words in vocabulary["acronym_prefixes"].items() for p in words]

    def of_body(self, norm: str, service: bool) -> Sector:
        """The sector of a body ("… Board") or a service ("… Trust") by the words in its folded name.

        A partnership that says nothing but a place is the area's community safety partnership: that is who owns a
        domestic homicide review (Domestic Violence, Crime and Victims Act 2004, section 9, and its guidance).
        """
        table = self._services if service else self._bodies
        padded = f" {norm} "
        for sector, words in table:
            if any(f" {word} " in padded for word in words):
                return sector
        return Sector.COMMUNITY_SAFETY_PARTNERSHIP if norm.endswith("partnership") else Sector.OTHER

    def of_acronym(self, acronym: str) -> Sector | None:
        """The sector that the letters of an unexplained acronym show ("NSCP", "LBX"), or None."""
        for suffix, sector in self._suffixes:
            if len(acronym) > len(suffix) and acronym.endswith(suffix):
                return sector
        for prefix, sector in self._prefixes:
            if len(prefix) < len(acronym) <= len(prefix) + 3 and acronym.startswith(prefix):
                return sector
        return None


def _by_sector(vocabulary: Vocabulary, section: str) -> list[tuple[Sector, tuple[str, ...]]]:
    words = vocabulary[section]
    return [(Sector(key), tuple(w.lower().replace("'", "") for w in words[key])) for key in words]
