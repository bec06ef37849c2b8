"""What a scope cell says: local, district, county, regional or national."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz, process

from normalise.plan import Scope
from normalise.vocabulary import Vocabulary

LONGEST_CELL = 200
MOST_WORDS = 8
"""A longer cell, cut at its first dash, colon, bracket or line, is no statement of scope."""

LEAST_LIKENESS = 86.0
"""Similarity (0 to 100) from which a word counts as a misspelling; "Countwide" is 94 from "countywide"."""

_WIDEST_FIRST = (Scope.NATIONAL, Scope.REGIONAL, Scope.COUNTY, Scope.DISTRICT, Scope.LOCAL)
_CUT = re.compile(r"[:\n(;]|\s[-–—]\s|[–—]")


def parse_scope(text: str | None, vocabulary: Vocabulary) -> Scope | None:
    """The scope that a cell states, the widest where it names several ("Local and national" is national).

    Args:
        text: The cell, or None.
        vocabulary: Sections `scope` and `scope_other` (phrases that only look like a scope: "local authority").

    Returns:
        None where the cell is empty or says something else.
    """
    if not text or len(text) > LONGEST_CELL:
        return None
    cell = " ".join(_CUT.split(text.strip(), maxsplit=1)[0].casefold().split())
    if not cell or len(cell.split()) > MOST_WORDS:
        return None
    exact, other = _patterns(vocabulary)
    cleared = other.sub(" ", cell)
    found = {scope for scope, pattern in exact if pattern.search(cleared)}
    if not found and cleared == cell and len(cell.split()) <= 2:
        return _misspelt(cell, vocabulary)
    return next((scope for scope in _WIDEST_FIRST if scope in found), None)


def _misspelt(cell: str, vocabulary: Vocabulary) -> Scope | None:
    letters = re.sub(r"[\W\d_]+", "", cell)
    known = _spellings(vocabulary)
    best = process.extractOne(letters, list(known), scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS)
    return known[best[0]] if best else None


@lru_cache(maxsize=8)
def _spellings(vocabulary: Vocabulary) -> dict[str, Scope]:
    """The phrases of some length as letters alone, with their meaning."""
    known = {re.sub(r"\W+", "", p.casefold()): Scope(key) for key, all_ in vocabulary["scope"].items() for p in all_}
    return {letters: scope for letters, scope in known.items() if len(letters) > 4}


@lru_cache(maxsize=8)
def _patterns(vocabulary: Vocabulary) -> tuple[tuple[tuple[Scope, re.Pattern[str]], ...], re.Pattern[str]]:
    exact = tuple((Scope(key), _any_of(phrases)) for key, phrases in vocabulary["scope"].items())
    return exact, _any_of(vocabulary["scope_other"]["phrases"])


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted((phrase.casefold() for phrase in phrases), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
