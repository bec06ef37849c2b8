"""The text of a lead-agency cell made ready to be cut: same length, one kind of quote, hyphen and space."""

from __future__ import annotations

import re

LONGEST_CELL = 5_000  # characters; real cells hold a few dozen

_MARKS = str.maketrans("‘’ʼ´`“”–—−‑‐", "'''''\"\"-----")
_BLANKS = str.maketrans("\u00a0\t\u2002\u2003\u2009\r\u2028", "     \n\n")
_SPACES = re.compile(r" {2,}")
_NOISE = re.compile(r"\S{1,80}@\S{1,80}|https?://\S{1,200}|www\.\S{1,200}")
_LIST_NUMBER = re.compile(r"(?m)^ ?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)] ")
_OWNERS_MARK = re.compile(r"(?<=[a-z])(?<!Children)(?<!Women)(?<!Men)(?<!Adult)(?<!Young People)['’]s\Z")


def tidied(text: str) -> str:
    """The beginning of the cell in single spaces, without addresses and list numbers."""
    plain = _SPACES.sub(" ", text[:LONGEST_CELL].translate(_BLANKS))
    return _LIST_NUMBER.sub("", _NOISE.sub("|", plain))


def plain_marks(text: str) -> str:
    """The same text, character for character, in one kind of quote and hyphen."""
    return text.translate(_MARKS)


def as_written(text: str) -> str:
    """The words of an agency without the marks that close a sentence or a quotation around them."""
    return _OWNERS_MARK.sub("", text).strip(" '‘’\"“”-–—:;,.")
