"""One PDF page as plain geometry: glyphs, ruling lines and painted boxes.

This is the only module that knows what the engine (pdfplumber) calls things; the steps behind it see points
(1/72 inch) from the page's top left corner and nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pdfminer.pdftypes import resolve1
from pdfminer.psparser import literal_name
from pdfminer.utils import decode_text
from pdfplumber.page import Page

from extractors.document import Colour
from extractors.pdf_colour import to_colour

THIN = 3.5
"""A painted box no thicker than this (points) is a drawn line: few borders are wider than 3."""
STRAIGHT = 1.0
"""How far (points) the two ends of a ruling line may be out of true."""
REPEAT = 0.8
"""The same letter printed again within this distance (points) is fake bold, not a second letter."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character, in the direction it is read: a turned one has its box turned upright.

    Attributes:
        text: The character (or the letters of a ligature).
        x0: Left edge along the reading direction, points.
        top: Upper edge, points.
        x1: Right edge.
        bottom: Lower edge.
        size: Font size, points.
        bold: Whether the font's name says bold.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A glyph and the middle of its box on the page; `turned` is 0, 90 (reads upwards) or 270 (reads downwards)."""

    glyph: Glyph
    x: float
    y: float
    turned: int = 0


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight horizontal or vertical line: at `at`, from `start` to `end`, all in points."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Paint:
    """A box filled with one colour, in painting order; `colour` None is white or a pattern."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: Colour | None


@dataclass(frozen=True, slots=True)
class PageContent:
    """What is drawn on one page.

    Attributes:
        number: Page number from 1.
        width: Points.
        height: Points.
        placed: Glyphs, without doubles and without those off the page.
        rulings: Drawn lines, as found (broken, doubled, dotted).
        paints: Filled boxes that are not lines.
        n_off_page: Glyphs left out because they stand outside the page.
        n_unmapped: Glyphs whose letter the font does not give.
    """

    number: int
    width: float
    height: float
    placed: tuple[Placed, ...]
    rulings: tuple[Ruling, ...]
    paints: tuple[Paint, ...]
    n_off_page: int = 0
    n_unmapped: int = 0

    @property
    def has_text(self) -> bool:
        """Whether any letter can be read."""
        return any(p.glyph.text.strip() and p.glyph.text != "\ufffd" for p in self.placed)


def read_page_content(page: Page) -> PageContent:
    """The geometry of one page; the caller closes the page.

    Raises:
        Exception: Whatever the engine raises on damaged content.
    """
    x_start, top_start, x_end, bottom_end = (float(v) for v in page.bbox)
    width, height = x_end - x_start, bottom_end - top_start
    chars = [c for c in page.chars if _finite(c)]
    inside = [c for c in chars if _is_inside(c, (x_start, top_start, x_end, bottom_end))]
    lines = [o for o in page.lines if _finite(o)]
    boxes = [o for o in page.rects if _finite(o)]
    return PageContent(
        number=page.page_number,
        width=width,
        height=height,
        placed=(*_without_doubles(_placed(c, height) for c in inside), *_field_values(_annotations(page))),
        rulings=tuple(_rulings(lines, boxes, page.curves)),
        paints=tuple(_paints(boxes)),
        n_off_page=sum(1 for c in chars if c["text"].strip()) - sum(1 for c in inside if c["text"].strip()),
        n_unmapped=sum(1 for c in inside if c["text"].startswith("(cid:")),
    )


def _annotations(page: Page) -> list[dict[str, Any]]:
    """The page's annotations; one that is damaged takes the others with it, but not the page."""
    try:
        return list(page.annots)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        return []


def _field_values(annotations: Iterable[dict[str, Any]]) -> Iterator[Placed]:
    """What is typed into the fields of a form: each value as one glyph in its field's box."""
    for annotation in annotations:
        data = annotation.get("data") or {}
        parent = resolve1(data.get("Parent"))
        fields = [data, parent if isinstance(parent, dict) else {}]
        typed = next((f["V"] for f in fields if "V" in f), None)
        is_text = any(literal_name(resolve1(f.get("FT"))) in ("Tx", "Ch") for f in fields if f.get("FT"))
        typed = resolve1(typed)
        if not is_text or not isinstance(typed, bytes) or not _finite(annotation):
            continue
        x0, top, x1, bottom = (float(annotation[key]) for key in ("x0", "top", "x1", "bottom"))
        glyph = Glyph(" ".join(decode_text(typed).split()), x0, top, x1, bottom, size=min(10.0, bottom - top))
        yield Placed(glyph, (x0 + x1) / 2, (top + bottom) / 2)


def _finite(drawn: dict[str, Any]) -> bool:
    return all(math.isfinite(drawn[key]) for key in ("x0", "x1", "top", "bottom"))


def _is_inside(char: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _placed(char: dict[str, Any], page_height: float) -> Placed:
    x0, x1, top, bottom = (float(char[key]) for key in ("x0", "x1", "top", "bottom"))
    turned = 0 if char["upright"] else _turned(char.get("matrix"))
    box = (x0, top, x1, bottom)
    if turned == 90:
        box = (page_height - bottom, x0, page_height - top, x1)
    elif turned == 270:
        box = (top, -x1, bottom, -x0)
    # The letter's height on the page: the nominal size says nothing when the text is scaled.
    size = (box[3] - box[1]) or float(char.get("size") or 1.0)
    text = "\ufffd" if char["text"].startswith("(cid:") else str(char["text"])
    glyph = Glyph(text, *box, size=size, bold=_is_bold(str(char.get("fontname") or "")))
    return Placed(glyph, (x0 + x1) / 2, (top + bottom) / 2, turned)


def _turned(matrix: Any) -> int:
    return 90 if matrix is not None and matrix[1] > 0 else 270


def _is_bold(font: str) -> bool:
    name = font.rsplit("+", 1)[-1].lower()
    return any(mark in name for mark in ("bold", "black", "heavy", "semibold", "demi"))


def _without_doubles(placed: Iterable[Placed]) -> Iterator[Placed]:
    """Each letter once: fake bold prints it twice, a fraction of a point apart."""
    seen: dict[tuple[str, int, int], list[Placed]] = {}
    for one in placed:
        column, row = round(one.x / REPEAT), round(one.y / REPEAT)
        near = (
            other
            for c in (column - 1, column, column + 1)
            for r in (row - 1, row, row + 1)
            for other in seen.get((one.glyph.text, c, r), ())
        )
        if any(abs(o.x - one.x) < REPEAT and abs(o.y - one.y) < REPEAT for o in near):
            continue
        seen.setdefault((one.glyph.text, column, row), []).append(one)
        yield one


def _rulings(
    lines: list[dict[str, Any]], boxes: list[dict[str, Any]], curves: list[dict[str, Any]]
) -> Iterator[Ruling]:
    for line in lines:
        yield from _straight(line["x0"], line["top"], line["x1"], line["bottom"])
    for curve in curves:
        points = curve.get("pts") or []
        for (xa, ya), (xb, yb) in pairwise(points):
            if math.isfinite(xa + ya + xb + yb):
                yield from _straight(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))
    for box in boxes:
        yield from _box_rulings(box)


def _straight(x0: float, top: float, x1: float, bottom: float) -> Iterator[Ruling]:
    if bottom - top <= STRAIGHT < x1 - x0:
        yield Ruling(True, (top + bottom) / 2, x0, x1)
    elif x1 - x0 <= STRAIGHT < bottom - top:
        yield Ruling(False, (x0 + x1) / 2, top, bottom)


def _box_rulings(box: dict[str, Any]) -> Iterator[Ruling]:
    x0, x1, top, bottom = box["x0"], box["x1"], box["top"], box["bottom"]
    thin_down, thin_across = bottom - top <= THIN, x1 - x0 <= THIN
    if thin_down:  # a dot of a dotted border is thin both ways and may belong to either
        yield Ruling(True, (top + bottom) / 2, x0, x1)
    if thin_across:
        yield Ruling(False, (x0 + x1) / 2, top, bottom)
    if box.get("stroke") and not thin_down and not thin_across:
        yield from outline(x0, top, x1, bottom)


def outline(x0: float, top: float, x1: float, bottom: float) -> tuple[Ruling, Ruling, Ruling, Ruling]:
    """The four sides of a box."""
    return (
        Ruling(True, top, x0, x1),
        Ruling(True, bottom, x0, x1),
        Ruling(False, x0, top, bottom),
        Ruling(False, x1, top, bottom),
    )


def _paints(boxes: list[dict[str, Any]]) -> Iterator[Paint]:
    for box in boxes:
        if box.get("fill") and box["x1"] - box["x0"] > THIN and box["bottom"] - box["top"] > THIN:
            yield Paint(box["x0"], box["top"], box["x1"], box["bottom"], to_colour(box.get("non_stroking_color")))
