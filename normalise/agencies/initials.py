"""Whether letters are short for a name: they follow one another in the initials of its words."""

from __future__ import annotations

import re


def abbreviates(acronym: str, name: str, in_brackets: bool) -> bool:
    """Whether an acronym is short for a name in the same cell: its letters follow one another in the name's initials.

    Args:
        acronym: In capitals.
        name: An organisation as written.
        in_brackets: It stands in brackets behind the name, where its last letter may go without a word.
    """
    letters = re.sub(r"[^A-Z]", "", acronym)
    if len(letters) < 2:
        return False
    if follows(letters, initials(name)) or (in_brackets and initials(name).endswith(letters)):
        return True
    return in_brackets and len(letters) > 2 and follows(letters[:-1], initials(name))


def initials(name: str) -> str:
    """The first letter of every word in capitals; a word of up to four capitals counts with all its letters."""
    parts = re.findall(r"[^\W\d_]+(?:['’][a-z]+)?", name)
    return "".join(part if part.isupper() and len(part) <= 4 else part[0].upper() for part in parts)


def follows(letters: str, within: str) -> bool:
    """Whether the letters stand in some initials in this order, beginning with the first."""
    if not within.startswith(letters[0]):
        return False
    rest = iter(within)
    return all(letter in rest for letter in letters)
