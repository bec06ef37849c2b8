"""What an OpenDocument's styles say of its cells' shading and of its lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from extractors.document import Colour
from extractors.opendocument.names import FO, STYLE, TEXT
from extractors.word.number_forms import format_number

WHITE: Colour = (255, 255, 255)
_MOST_PARENTS = 20
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_DASHES = frozenset("-–—*")


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list is printed.

    Attributes:
        form: Number format as Word names it; `""` for a bullet.
        before: Printed in front of the number.
        behind: Printed behind it (the whole of a bullet).
        start: First number.
        levels: How many levels the number shows (`2.1` shows two).
    """

    form: str
    before: str
    behind: str
    start: int = 1
    levels: int = 1

    def label(self, numbers: Mapping[int, int], depth: int, styles: Mapping[int, ListLevel]) -> str:
        """The number or bullet as printed, given the count of each level."""
        if not self.form:
            return self.behind
        shown = range(max(1, depth - self.levels + 1), depth + 1)
        parts = (format_number(numbers.get(n, 1), styles[n].form if n in styles else self.form) for n in shown)
        return f"{self.before}{'.'.join(part for part in parts if part)}{self.behind}".strip()


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of one document.

    Attributes:
        fills: Style name to the colour of its cells.
        lists: List style name to its levels, from 1.
    """

    fills: Mapping[str, Colour]
    lists: Mapping[str, Mapping[int, ListLevel]]


def read_styles(roots: Iterable[etree._Element]) -> Styles:
    """The styles of the parts that hold any (`styles.xml`, `content.xml`); later parts win."""
    own: dict[str, Colour] = {}
    parents: dict[str, str] = {}
    lists: dict[str, Mapping[int, ListLevel]] = {}
    for root in roots:
        for style in root.iter(STYLE + "style"):
            name = style.get(STYLE + "name", "")
            parents[name] = style.get(STYLE + "parent-style-name", "")
            colour = _background(style)
            if colour is not None:
                own[name] = colour
        for element in root.iter(TEXT + "list-style"):
            lists[element.get(STYLE + "name", "")] = _levels(element)
    fills = {name: colour for name in parents if (colour := _inherited(name, own, parents)) not in (None, WHITE)}
    return Styles({name: colour for name, colour in fills.items() if colour is not None}, lists)


def _background(style: etree._Element) -> Colour | None:
    for kind in ("table-cell-properties", "table-row-properties"):
        properties = style.find(STYLE + kind)
        text = "" if properties is None else properties.get(FO + "background-color", "")
        if re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
            return int(text[1:3], 16), int(text[3:5], 16), int(text[5:], 16)
    return None


def _inherited(name: str, own: Mapping[str, Colour], parents: Mapping[str, str]) -> Colour | None:
    for _ in range(_MOST_PARENTS):
        if name in own or name not in parents:
            break
        name = parents[name]
    return own.get(name)


def _levels(element: etree._Element) -> dict[int, ListLevel]:
    levels: dict[int, ListLevel] = {}
    for level in element:
        number = level.get(TEXT + "level", "")
        if number.isdecimal() and isinstance(level.tag, str):
            levels[int(number[:4])] = _level(level)
    return levels


def _level(level: etree._Element) -> ListLevel:
    if level.tag == TEXT + "list-level-style-number":
        form = level.get(STYLE + "num-format", "")
        start, shown = level.get(TEXT + "start-value", "1"), level.get(TEXT + "display-levels", "1")
        return ListLevel(
            _FORMS.get(form[:1], "decimal") if form else "none",
            level.get(STYLE + "num-prefix", ""),
            level.get(STYLE + "num-suffix", "") if form else "",
            int(start[:6]) if start.isdecimal() else 1,
            int(shown[:2]) if shown.isdecimal() else 1,
        )
    sign = level.get(TEXT + "bullet-char", "•")
    return ListLevel("", "", sign if sign in _DASHES else "•")
