"""The words that plans use, as data: every `*.toml` beside this file, extendable by a user's own file.

All files share one shape: a section, in it keys, under each key a list of phrases.

    [completion]
    complete = ["complete", "closed", "discharged"]

A user's file has the same shape; its phrases are added to ours.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

Phrases = Mapping[str, tuple[str, ...]]


class VocabularyError(ValueError):
    """A vocabulary file is not TOML of the expected shape; the message names the file and the place."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All phrases by section and key; compared by identity so that it can key a cache.

    Attributes:
        sections: Section name to key to phrases, as printed in the files.
    """

    sections: Mapping[str, Phrases]

    def __getitem__(self, section: str) -> Phrases:
        """The phrases of one section, by key.

        Raises:
            KeyError: There is no such section (a fault of ours: our files hold all that is asked for).
        """
        return self.sections[section]


def load_vocabulary(extension: Path | None = None) -> Vocabulary:
    """Our phrases, with those of a user's TOML file added behind them.

    Raises:
        VocabularyError: The user's file is missing, is not TOML, or names a section or key that we do not use.
    """
    ours = _ours()
    if extension is None:
        return ours
    try:
        text = extension.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(f"{extension}: cannot be read as UTF-8 text ({error})") from error
    return Vocabulary(_merged(ours.sections, _parse(text, str(extension)), str(extension)))


@cache
def _ours() -> Vocabulary:
    sections: dict[str, Phrases] = {}
    for entry in sorted(files(__package__).iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".toml"):
            sections.update(_parse(entry.read_text(encoding="utf-8"), entry.name))
    return Vocabulary(MappingProxyType(sections))


def _parse(text: str, name: str) -> dict[str, Phrases]:
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"{name}: not valid TOML ({error})") from error
    return {section: _phrases(keys, f"{name} [{section}]") for section, keys in raw.items()}


def _phrases(keys: object, where: str) -> Phrases:
    if not isinstance(keys, dict):
        raise VocabularyError(f'{where}: expected a section of `key = ["phrase", …]` lines')
    for key, phrases in keys.items():
        if not isinstance(phrases, list) or not all(isinstance(p, str) and p.strip() for p in phrases):
            raise VocabularyError(f"{where} {key}: expected a list of non-empty phrases")
    return MappingProxyType({key: tuple(phrases) for key, phrases in keys.items()})


def _merged(ours: Mapping[str, Phrases], theirs: Mapping[str, Phrases], name: str) -> Mapping[str, Phrases]:
    merged = dict(ours)
    for section, keys in theirs.items():
        if section not in ours:
            raise VocabularyError(f"{name}: no section [{section}]; there are {', '.join(sorted(ours))}")
        unknown = sorted(set(keys) - set(ours[section]))
        if unknown:
            raise VocabularyError(
                f"{name} [{section}]: no key {unknown[0]!r}; there are {', '.join(sorted(ours[section]))}"
            )
        both = {key: tuple(dict.fromkeys(ours[section][key] + keys.get(key, ()))) for key in ours[section]}
        merged[section] = MappingProxyType(both)
    return MappingProxyType(merged)
