"""Lists that a converter printed inside a line, split at their numbers or bullets; and how a list item begins."""

from __future__ import annotations

import re

BULLETS = "-–•·▪■●◦‣➢❖✓*"
_ITEM = re.compile(rf"(?:[{re.escape(BULLETS)}]|o|\(?(?:[0-9]{{1,3}}|[A-Za-z]|[ivxIVX]{{1,5}})[.)])\s")
_LABEL = re.compile(r"\(?(?:[0-9]{1,3}(?:\.[0-9]{1,3})*|[A-Za-z]|[ivxIVX]{1,5})[.)]\s")
_FIRST_LABEL = re.compile(r"(\(?)([0-9]{1,3}|[A-Za-z]|[ivx]{1,5})([.)]) ")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def begins_item(line: str) -> bool:
    """Whether a line begins with a bullet or a list label (`1.`, `a)`, `(iv)`)."""
    return _ITEM.match(line.lstrip()) is not None


def begins_label(line: str) -> bool:
    """Whether a line begins with a list label that is not a mere bullet."""
    return _LABEL.match(line.lstrip()) is not None


def split_items(line: str, list_kind: str) -> list[str]:
    """The items of a list printed on one line, labels and bullets kept.

    Args:
        line: Words with single spaces between them.
        list_kind: `ol` or `ul` for text that stands straight in that element; anything else leaves the line whole.
    """
    if list_kind not in ("ol", "ul"):
        return [line]
    if line[:1] in BULLETS and line[1:2] == " ":
        return _at_bullets(line, line[0])
    return _at_labels(line) if list_kind == "ol" else [line]


def _at_bullets(line: str, bullet: str) -> list[str]:
    first, *others = line.split(f" {bullet} ")
    return [first, *(f"{bullet} {item}" for item in others if item)]


def _at_labels(line: str) -> list[str]:
    """Items at sequential labels only: a number that does not follow on is part of the words."""
    first = _FIRST_LABEL.match(line)
    items: list[str] = []
    label, start = (first[2] if first else None), 0
    while first and label is not None:
        label = _following(label)
        found = line.find(f" {first[1]}{label}{first[3]} ", start) if label else -1
        if found < 0:
            break
        items.append(line[start:found])
        start = found + 1
    return [*items, line[start:]]


def _following(label: str) -> str | None:
    if label.isdigit():
        return str(int(label) + 1)
    if label in _ROMANS:
        place = _ROMANS.index(label) + 1
        return _ROMANS[place] if place < len(_ROMANS) else None
    return chr(ord(label) + 1) if len(label) == 1 and label not in "zZ" else None
