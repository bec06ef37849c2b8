"""The text of a lead-agency cell made ready to be cut: one kind of quote, hyphen and space, list marks set off."""

from __future__ import annotations

import re
from collections.abc import Collection

LONGEST_CELL = 5_000  # characters; real cells hold a few dozen
LIST_MARK = "|"
"""Stands for a list number, an address or a bullet: what follows is another entry."""

_MARKS = str.maketrans("‘’ʼ´`“”–—−‑‐", "'''''\"\"-----")
_BLANKS = str.maketrans("\u00a0\t\u2002\u2003\u2009\r\u2028", "     \n\n")
_SPACES = re.compile(r" {2,}")
_NOISE = re.compile(r"\S{1,80}@\S{1,80}|https?://\S{1,200}|www\.\S{1,200}")
_LIST_NUMBER = re.compile(r"(?m)^ ?\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)] ")
_COUNTED = re.compile(r"\s*\(?1[.)] ")
_NUMBER_WITHIN = re.compile(r" \(?\d{1,2}[.)] (?=[A-Z])")
"""In a cell that counts its entries on one line: "1. Police 2. Housing"."""
_FULL_STOP = re.compile(r"(?<=[a-z]{5})\.(?= [A-Z]|\s*\Z)|(?<=[A-Z]{2})\.(?=\s|\Z)")
"""Behind an entry ("Police. ICB."); words shortened with one have fewer letters ("Insp. Quill")."""
_INITIAL = re.compile(r" ?\(?[A-Z]\. ")
_OWNERS_MARK = re.compile(r"(?<=\w)['’]s\Z")


def tidied(text: str) -> str:
    """The beginning of the cell in single spaces, with a mark in place of each address and list number."""
    plain = _SPACES.sub(" ", text[:LONGEST_CELL].translate(_BLANKS))
    plain = _FULL_STOP.sub(";", _NOISE.sub(LIST_MARK, plain))
    if _COUNTED.match(plain):
        plain = _NUMBER_WITHIN.sub(f" {LIST_MARK} ", plain)
    lettered = all(mark in plain for mark in ("A. ", "B. "))
    return _LIST_NUMBER.sub(lambda match: _set_off(match.group(), lettered), plain)


def plain_marks(text: str) -> str:
    """The same text, character for character, in one kind of quote and hyphen."""
    return text.translate(_MARKS)


def as_written(text: str, with_mark: Collection[str] = ()) -> str:
    """The words of an agency or a person on one line, without the marks that close a sentence or a quotation.

    Args:
        text: A stretch of a cell.
        with_mark: Folded last words whose "'s" belongs to the name ("barnardos", "womens").
    """
    name = " ".join(text.split()).strip(" '‘’\"“”-–—:;,.|")
    last = name.rpartition(" ")[2].replace("'", "").replace("’", "").lower()
    return name if last in with_mark else _OWNERS_MARK.sub("", name)


def _set_off(mark: str, lettered: bool) -> str:
    """A capital with a full stop is a list's letter only in a list ("A. …", "B. …"), else somebody's initial."""
    return mark if _INITIAL.fullmatch(mark) and not lettered else f"{LIST_MARK} "
