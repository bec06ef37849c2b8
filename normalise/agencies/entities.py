"""People and organisations as a statistical model sees them, where the user has installed one; nothing needs it.

The rules decide first. What they leave open (capitalised words that no vocabulary holds) the model may name. Without a
model the result depends on the cell and the vocabulary alone; with one it depends on the model's version too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from normalise.agencies.pieces import Kind, Piece, spanning
from normalise.plan import Sector

_MODELS = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_trf")
"""In order of preference; the last needs much more time."""
_KINDS = {"PERSON": Kind.PERSON, "ORG": Kind.ORGANISATION}
_OPEN = frozenset({Kind.NAME, Kind.GIVEN, Kind.INITIAL, Kind.PARTICLE})
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of a line, from 0, that a model takes for a person or an organisation."""

    start: int
    end: int
    kind: Kind


EntityFinder = Callable[[str], tuple[Entity, ...]]
"""Finds the entities of one line."""


@cache
def installed_entities() -> EntityFinder | None:
    """The first English spaCy model that is installed, ready to use, or None; loaded once in a process."""
    import spacy

    installed = set(spacy.util.get_installed_models())
    name = next((model for model in _MODELS if model in installed), None)
    if name is None:
        return None
    model = spacy.load(name, exclude=["parser", "lemmatizer", "attribute_ruler", "tagger"])

    def found(line: str) -> tuple[Entity, ...]:
        spans = model(line).ents
        return tuple(Entity(s.start_char, s.end_char, _KINDS[s.label_]) for s in spans if s.label_ in _KINDS)

    return found


def mark_entities(pieces: list[Piece], entities: Iterable[Entity]) -> list[Piece]:
    """The pieces of a line with each entity joined that covers two or more words the rules know nothing of."""
    marked = list(pieces)
    for entity in entities:
        covered = [n for n, piece in enumerate(marked) if entity.start <= piece.start and piece.end <= entity.end]
        run = [marked[n] for n in covered]
        if len(run) >= _SHORTEST and all(piece.kind in _OPEN for piece in run):
            sector = Sector.OTHER if entity.kind is Kind.ORGANISATION else None
            marked[covered[0] : covered[-1] + 1] = [spanning(entity.kind, run, sector)]
    return marked
