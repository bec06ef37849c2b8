"""Abbreviations that a document explains and that would be cut otherwise: "N&WP" is one word, "PC" no rank there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from normalise.agencies.pieces import Kind, Piece

_PERSONS = frozenset({Kind.NAME, Kind.GIVEN, Kind.INITIAL, Kind.RANK, Kind.NUMBER, Kind.PLACE})


class AbbreviationMarker:
    """Joins the pieces of a line that make up an abbreviation of the document's own to one acronym.

    Args:
        abbreviations: What the document explains as the name of an agency, as printed.
    """

    def __init__(self, abbreviations: Iterable[str]) -> None:
        longest_first = sorted(abbreviations, key=lambda short: (-len(short), short))
        shorts = "|".join(map(re.escape, longest_first))
        self._pattern = re.compile(rf"(?<![\w&/+])(?:{shorts})(?![\w&/+])") if shorts else None

    def mark(self, pieces: list[Piece], line: str) -> list[Piece]:
        """The pieces of a line, left to right; letters in front of a person's name stay a rank ("PC Quill")."""
        marked = list(pieces)
        for match in self._pattern.finditer(line) if self._pattern else ():
            within = [n for n, piece in enumerate(marked) if match.start() <= piece.start and piece.end <= match.end()]
            if len(within) > 1:
                marked[within[0] : within[-1] + 1] = [Piece(Kind.ACRONYM, match.start(), match.end(), match[0].lower())]
            elif within and marked[within[0]].kind is Kind.RANK and not _is_title(marked, within[0]):
                marked[within[0]] = replace(marked[within[0]], kind=Kind.ACRONYM)
        return marked


def _is_title(pieces: list[Piece], position: int) -> bool:
    return position + 1 < len(pieces) and pieces[position + 1].kind in _PERSONS
