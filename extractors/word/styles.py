"""What Word paragraphs and runs inherit from their styles: heading level, list, colour, whether they are hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from extractors.document import Colour
from extractors.word.names import W, inner, is_on, switched, value
from extractors.word.shading import style_chain, to_shade
from extractors.word.theme import HIGHLIGHTS, Theme

HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)
BOLD_LEVEL = 7
"""Level of a short paragraph all in bold that no style calls a heading: below all that are."""
LONGEST_BOLD = 200


@dataclass(frozen=True, slots=True)
class ListPlace:
    """The list (`w:numId`) and level (from 0) of an item.

    Attributes:
        list_id: The list.
        level: The level, or None where a style names the list only: then the list says which level is the style's.
        styles: The paragraph's style and those it is based on.
    """

    list_id: str
    level: int | None
    styles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look; None is "not said".

    Attributes:
        hidden: Not shown at all.
        struck: A line is drawn through them.
        ink: Their colour; black where it was set to automatic.
        behind: Highlighting or shading; white where it was set to none.
        font: The font's name.
    """

    hidden: bool | None = None
    struck: bool | None = None
    ink: Colour | None = None
    behind: Colour | None = None
    font: str | None = None

    def over(self, base: Look) -> Look:
        """This look where it says something, else the base's."""
        return Look(*(getattr(self, n) if getattr(self, n) is not None else getattr(base, n) for n in Look.__slots__))


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class _Inherited:
    """What a paragraph style gives, its own bases counted in."""

    heading: int | None
    list_place: ListPlace | None
    look: Look


@dataclass(slots=True)
class Styles:
    """The styles of a document by their id; each is looked up once."""

    by_id: Mapping[str, etree._Element]
    default: str | None
    theme: Theme
    inherited: dict[str | None, _Inherited] = field(default_factory=dict)
    looks: dict[tuple[str | None, str | None], Look] = field(default_factory=dict)

    def heading_level(self, paragraph: etree._Element) -> int | None:
        """The level, from 1, that the paragraph's outline level or style says; None for plain text."""
        own = _outline_level(paragraph.find(W + "pPr"))
        level = self._of(paragraph).heading if own is None else own
        return level if level is not None and level <= 9 else None

    def list_place(self, paragraph: etree._Element) -> ListPlace | None:
        """The list that the paragraph is an item of, by itself or by its style; list 0 means none."""
        inherited = self._of(paragraph).list_place
        own = inner(paragraph, "pPr", "numPr")
        if own is None:
            place = inherited
        else:
            list_id, level = value(own.find(W + "numId")), _level(value(own.find(W + "ilvl")))
            if list_id is not None:
                place = ListPlace(list_id, 0 if level is None else level)
            else:
                place = None if inherited is None else replace(inherited, level=level)
        return None if place is None or place.list_id == "0" else place

    def paragraph_look(self, paragraph: etree._Element) -> Look:
        """What the paragraph gives to all of its runs."""
        look = self._of(paragraph).look
        shading = inner(paragraph, "pPr", "shd")
        return look if shading is None else replace(look, behind=_behind(shading, self.theme))

    def run_look(self, run: etree._Element, around: Look) -> Look:
        """How a run looks in a paragraph of the given look.

        Hidden by a style of the paragraph and again by one of the run means shown: such properties toggle
        (ISO/IEC 29500-1, 17.7.3).
        """
        properties = run.find(W + "rPr")
        if properties is None:
            return around
        named = self._character_look(value(properties.find(W + "rStyle")))
        base = named.over(around)
        if named.hidden and around.hidden:
            base = replace(base, hidden=False)
        own = read_look(properties, self.theme)
        return base if own == PLAIN else own.over(base)

    def is_all_hidden(self, paragraph: etree._Element) -> bool:
        """Whether the end of the paragraph is hidden too, so that nothing of it is printed if its runs are hidden."""
        return is_on(inner(paragraph, "pPr", "rPr"), "vanish")

    def _character_look(self, style: str | None) -> Look:
        if style is None or style not in self.by_id:
            return PLAIN
        key = (style, "character")
        if key not in self.looks:
            self.looks[key] = self._chain_look(style)
        return self.looks[key]

    def _chain_look(self, style: str | None) -> Look:
        look = PLAIN
        for element in style_chain(self.by_id, style):
            look = look.over(read_look(element.find(W + "rPr"), self.theme))
        return look

    def _of(self, paragraph: etree._Element) -> _Inherited:
        style = value(inner(paragraph, "pPr", "pStyle")) or self.default
        if style not in self.inherited:
            self.inherited[style] = self._inherit(style)
        return self.inherited[style]

    def _inherit(self, style: str | None) -> _Inherited:
        chain = list(style_chain(self.by_id, style))
        heading = next((level for element in chain if (level := _style_level(element)) is not None), None)
        look = self._chain_look(style)
        shading = next((s for element in chain if (s := element.find(f"{W}pPr/{W}shd")) is not None), None)
        if shading is not None and look.behind is None:
            look = replace(look, behind=_behind(shading, self.theme))
        return _Inherited(heading, _style_list(chain), look)


def read_styles(root: etree._Element, theme: Theme) -> Styles:
    """The styles of `styles.xml`."""
    styles = {value(s, "styleId") or "": s for s in root.iterchildren(W + "style")}
    default = next((i for i, s in styles.items() if value(s, "type") == "paragraph" and _is_default(s)), None)
    return Styles(styles, default, theme)


def read_look(properties: etree._Element | None, theme: Theme) -> Look:
    """What run properties (`w:rPr`) say of the look of letters."""
    hidden: bool | None = None
    struck: bool | None = None
    ink: Colour | None = None
    behind: Colour | None = None
    marked: Colour | None = None
    font: str | None = None
    for child in () if properties is None else properties:
        if child.tag == W + "vanish":
            hidden = switched(child)
        elif child.tag in (W + "strike", W + "dstrike"):
            struck = switched(child) or bool(struck)
        elif child.tag == W + "color":
            ink = theme.colour(child, "val", "themeColor") or (0, 0, 0)
        elif child.tag == W + "highlight":
            marked = HIGHLIGHTS.get(value(child) or "")
        elif child.tag == W + "shd":
            behind = _behind(child, theme)
        elif child.tag == W + "rFonts":
            font = value(child, "ascii") or value(child, "hAnsi")
    return Look(hidden, struck, ink, marked or behind, font)


def is_all_bold(paragraph: etree._Element) -> bool:
    """Whether every run with letters is set in bold by hand."""
    runs = [r for r in paragraph.iter(W + "r") if any((t.text or "").strip() for t in r.iterchildren(W + "t"))]
    return bool(runs) and all(is_on(r.find(W + "rPr"), "b") for r in runs)


def _behind(shading: etree._Element, theme: Theme) -> Colour:
    return to_shade(shading, theme).colour or (255, 255, 255)


def _is_default(style: etree._Element) -> bool:
    return value(style, "default") in ("1", "true", "on")


def _style_level(style: etree._Element) -> int | None:
    """The heading level of one style by its name or outline level; 10 is plain text said outright."""
    name = value(style.find(W + "name")) or ""
    match = HEADING.match(name)
    if match:
        return int(match[1])
    return 1 if name.lower() == "title" else _outline_level(style.find(W + "pPr"))


def _style_list(chain: list[etree._Element]) -> ListPlace | None:
    ids = tuple(value(style, "styleId") or "" for style in chain)
    for style in chain:
        numbering = style.find(f"{W}pPr/{W}numPr")
        list_id = value(None if numbering is None else numbering.find(W + "numId"))
        if numbering is not None and list_id is not None:
            levels = (s.find(f"{W}pPr/{W}numPr/{W}ilvl") for s in chain)
            level = next((value(found) for found in levels if found is not None), None)
            return ListPlace(list_id, _level(level), ids)
    return None


def _level(text: str | None) -> int | None:
    return int(text) if text in tuple("012345678") else None


def _outline_level(properties: etree._Element | None) -> int | None:
    level = value(None if properties is None else properties.find(W + "outlineLvl"))
    return int(level) + 1 if level is not None and re.fullmatch(r"\d", level) else None
