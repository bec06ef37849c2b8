"""A document's own key of abbreviations: "NC – Northshire Council", "SN = Safer Northshire", "N&WP" beside its words.

The abbreviations may be of two letters or joined by "&", so an entry counts only where its letters stand in the
initials of what it is said to mean, and where either a second entry follows or the meaning is written like a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from normalise.agencies.initials import abbreviates

Entry = tuple[str, str]
"""An abbreviation and its meaning as printed."""

_PART = r"[A-Z][A-Za-z]{0,7}"
_SHORT = re.compile(rf"{_PART}(?:[&/+]{_PART}){{0,2}}")
_MARKED = re.compile(rf"(?:^|(?<=[\s(,;.|]))({_SHORT.pattern})(?:[=:\t] ?| [=:] ?| ?[–—] ?| - )(?=\S)")
_CLOSING = " \t,;.|"
_SMALL = frozenset(("of", "and", "for", "the", "on", "in", "against", "upon", "y", "a", "yr", "ar", "ac", "&"))
_WORDS_AT_MOST = 16
_LONGEST_MEANING = 160


def key_entries(texts: Iterable[str]) -> list[Entry]:
    """The abbreviations that keys explain, in order.

    Args:
        texts: Cells and paragraphs of one document, in reading order.
    """
    lines = [line.strip() for text in texts for line in text.split("\n")]
    found: list[Entry] = []
    for run in _runs(lines):
        several = len(dict(run)) > 1
        found.extend(entry for entry in run if several or _is_title(entry[1]))
    return found


def _runs(lines: list[str]) -> Iterator[list[Entry]]:
    """The entries of each stretch of lines that holds nothing else."""
    run: list[Entry] = []
    position = 0
    while position < len(lines):
        line, below = lines[position], "".join(lines[position + 1 : position + 2])
        if _SHORT.fullmatch(line) and _explains(line, below):
            run.append((line, below))  # the two cells of a row
            position += 2
            continue
        entries = _in_line(line)
        if not entries:
            yield run
            run = []
        run.extend(entries)
        position += 1
    yield run


def _in_line(line: str) -> list[Entry]:
    marks = list(_MARKED.finditer(line))
    ends = [*(mark.start() for mark in marks[1:]), len(line)]
    pairs = ((mark[1], line[mark.end() : end].strip(_CLOSING)) for mark, end in zip(marks, ends, strict=False))
    return [(short, meaning) for short, meaning in pairs if _explains(short, meaning)]


def _explains(short: str, meaning: str) -> bool:
    name = _without_note(meaning)
    if len(meaning) > _LONGEST_MEANING or not 1 < len(name.split()) <= _WORDS_AT_MOST:
        return False
    return abbreviates(short, name, in_brackets=False)


def _is_title(meaning: str) -> bool:
    return all(word[0].isupper() or word in _SMALL for word in _without_note(meaning).split())


def _without_note(meaning: str) -> str:
    """A meaning without what stands in brackets behind it."""
    return meaning.partition(" (")[0]
