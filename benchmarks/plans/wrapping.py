"""Cell text as lines of a width, and cut after any of them."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Sequence

Lines = Sequence[tuple[str, str]]
"""Each line with what stood behind it: a space inside a paragraph, a line break at its end."""
_LONG_WORD = 9


def wrapped(text: str, width: int) -> list[tuple[str, str]]:
    """The lines of a text, none cut inside a word."""
    lines: list[tuple[str, str]] = []
    for paragraph in text.split("\n"):
        parts = textwrap.wrap(paragraph, max(6, width), break_long_words=False, break_on_hyphens=False) or [""]
        lines.extend((part, " ") for part in parts[:-1])
        lines.append((parts[-1], "\n"))
    return lines


def whole(lines: Lines) -> str:
    """The text of lines that stand together."""
    return "".join(line + gap for line, gap in lines).strip()


def cut(lines: Lines, behind: int, rng: random.Random | None = None) -> tuple[str, list[tuple[str, str]]]:
    """The text before a page break, and the lines behind it; with `rng` the break may fall inside a word."""
    first, rest = whole(lines[:behind]), list(lines[behind:])
    if rng is None or not rest or lines[behind - 1][1] != " " or rng.random() < 0.3:
        return first, rest
    word, _, tail = rest[0][0].partition(" ")
    if len(word) < _LONG_WORD or not word.isalpha() or not word.islower():
        return first, rest
    place = rng.randrange(3, len(word) - 3)
    return f"{first} {word[:place]}", [(f"{word[place:]} {tail}".strip(), rest[0][1]), *rest[1:]]
