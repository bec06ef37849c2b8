"""The words that made plans are written with, from `words.toml`."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

Words = Mapping[str, Mapping[str, Sequence[str]]]


@cache
def load_words() -> Words:
    """Section to key to phrases."""
    loaded: Words = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    return loaded


def pick(rng: random.Random, section: str, key: str) -> str:
    """One phrase."""
    return rng.choice(load_words()[section][key])


def sentence(rng: random.Random, section: str, *keys: str) -> str:
    """One phrase of each key, as running words."""
    return " ".join(pick(rng, section, key) for key in keys).strip()
