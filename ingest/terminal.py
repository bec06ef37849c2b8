"""Words of documents made safe to print: what is in a file must not be able to steer the reader's terminal."""

from __future__ import annotations

import unicodedata
from typing import Final

_ESCAPED: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories that are not printed as they are: controls, formatting (also of direction), half surrogates."""


def printable(text: str, limit: int | None = None) -> str:
    """Text on one line, every control character shown as an escape, a line break as `¶`.

    Args:
        text: Any text.
        limit: Longest result in characters, or None; what is cut off is shown as `…`.
    """
    cut = text if limit is None or len(text) <= limit else text[: limit - 1] + "…"
    return "".join(_shown(character) for character in cut)


def _shown(character: str) -> str:
    if character == "\n":
        return " ¶ "
    if unicodedata.category(character) in _ESCAPED:
        return character.encode("unicode_escape").decode("ascii")
    return character
