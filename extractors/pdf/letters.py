"""Where the letters of a page stand, in pieces: a phrase or a word where its ends tell, else letter by letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from itertools import compress
from typing import Any

import numpy as np

from extractors.pdf.frame import Frame
from extractors.pdf.page import Wall
from extractors.pdf.styles import SetAs, Styles
from extractors.pdf.text import Flags, Floats, Numbers, letter_boxes
from extractors.pdf.words import Phrases, Words

RISE = 0.12
"""Letters whose base lines differ by more than this share of the letter height are not on one line (a superscript)."""
DESCENT = 0.21
"""How far letters reach below their base line, as a share of their height, in most fonts."""
NARROW = 0.3
"""Letters narrower than this share of their height on average may be printed twice (fake bold)."""
WIDE = 1.1
"""Letters wider than this share of their height on average have gaps between them."""


@dataclass(frozen=True, slots=True)
class Letters:
    """What is printed, in n pieces of one letter or more; boxes in points along the direction in which each is read.

    Attributes:
        text: The letters of each piece.
        x0: Left edges.
        top: Upper edges.
        x1: Right edges.
        bottom: Lower edges.
        head_x1: Right edges of their first words; `x1` where a piece is a word or less.
        across: Middles on the page as shown, from its left.
        down: Middles on the page as shown, from its top.
        size: Letter heights.
        turned: Reading directions (see `Style`).
        phrase: Number of the phrase that each belongs to.
        is_spaced: Whether a space is printed behind it.
        settings: How each is set.
    """

    text: Sequence[str]
    x0: Floats
    top: Floats
    x1: Floats
    bottom: Floats
    head_x1: Floats
    across: Floats
    down: Floats
    size: Floats
    turned: Numbers
    phrase: Numbers
    is_spaced: Flags
    settings: Sequence[SetAs]

    def kept(self, keep: Flags) -> Letters:
        """Those pieces alone."""
        chosen = keep.tolist()
        lists: dict[str, Any] = {name: list(compress(getattr(self, name), chosen)) for name in ("text", "settings")}
        arrays = {field.name: getattr(self, field.name)[keep] for field in fields(self) if field.name not in lists}
        return replace(self, **arrays, **lists)


def read_letters(
    text_page: int, text: str, frame: Frame, styles: Styles, walls: Sequence[Wall], *, by_phrase: bool = False
) -> Letters | None:
    """The letters of a page, or None where there are none.

    A word is one piece where its first and last letter say that it stands on one line, of usual width, between two
    walls; else each of its letters is one. So are several words of one text object with single spaces between them.

    Args:
        text_page: The address of pdfium's text page.
        text: What `page_text` gave for it.
        frame: Where the page stands.
        styles: The settings of its letters.
        walls: Borders through which no word runs.
        by_phrase: Whether several words may be one piece, of which only the first and the last have a place.
    """
    words = Words.of(text_page, text, styles)
    if not words.text:
        return None
    ties = words.ties() if by_phrase else np.zeros(len(words.text) - 1, dtype=bool)
    phrases, edges, is_whole = _told_by_ends(text_page, words, ties, styles, frame, walls)
    if ties.any() and not is_whole.all():
        ties &= np.repeat(is_whole, phrases.last - phrases.first + 1)[:-1]
        phrases, edges, is_whole = _told_by_ends(text_page, words, ties, styles, frame, walls)
    letters = _in_pieces(text_page, phrases, edges, is_whole, styles, frame)
    has_extent = np.isfinite(letters.x0 + letters.bottom) & ((letters.x1 > letters.x0) | (letters.bottom > letters.top))
    return letters if has_extent.all() else letters.kept(has_extent) if has_extent.any() else None


def _told_by_ends(
    text_page: int, words: Words, ties: Flags, styles: Styles, frame: Frame, walls: Sequence[Wall]
) -> tuple[Phrases, Floats, Flags]:
    """The phrases of tied words, the boxes at their ends (see `_edges`), and whether these tell all of each."""
    phrases = Phrases.of(words, ties)
    edges = _edges(text_page, phrases, frame)
    return phrases, edges, _stand_whole(phrases, edges, styles, frame, walls)


def _edges(text_page: int, phrases: Phrases, frame: Frame) -> Floats:
    """3×n×4: the boxes of the first letter of each phrase, of the last of its first word, and of its last."""
    asked = (phrases.start, phrases.head_end - 1, phrases.end - 1)
    return letter_boxes(text_page, np.concatenate(asked).tolist(), frame).reshape(3, -1, 4)


def _stand_whole(phrases: Phrases, edges: Floats, styles: Styles, frame: Frame, walls: Sequence[Wall]) -> Flags:
    """Whether the first and last letter of each phrase show that nothing parts the letters between."""
    first, _, last = edges
    n, (turned, size) = phrases.end - phrases.start, _turned_and_size(phrases.settings)
    x0, top, _, bottom = _read_upright(first, turned, frame)
    _, last_top, x1, last_bottom = _read_upright(last, turned, frame)
    width = (x1 - x0) / (n * size)
    level = (np.abs(bottom - last_bottom) <= RISE * size) & (np.abs(top - last_top) <= RISE * size)
    doubtful = np.flatnonzero(~level)  # the boxes of some fonts are those of each letter; a text object is level
    ends = styles.of((phrases.end[doubtful] - 1).tolist())
    level[doubtful] = [
        phrases.settings[at].source == end.source for at, end in zip(doubtful.tolist(), ends, strict=True)
    ]
    whole = (n == 1) | (level & (width >= NARROW) & (width <= WIDE))
    across, last_across = (first[:, 0] + first[:, 2]) / 2, (last[:, 0] + last[:, 2]) / 2
    down = (first[:, 1] + first[:, 3]) / 2
    for wall in walls:
        whole &= ((across < wall.x) == (last_across < wall.x)) | (down < wall.top) | (down > wall.bottom)
    return np.asarray(whole)


def _in_pieces(
    text_page: int, phrases: Phrases, edges: Floats, is_whole: Flags, styles: Styles, frame: Frame
) -> Letters:
    """The phrases, each in one piece or letter by letter."""
    n_pieces = np.where(is_whole, 1, phrases.end - phrases.start)
    phrase = np.repeat(np.arange(len(is_whole)), n_pieces)
    first, head_end, last = edges[:, phrase]
    index = phrases.start[phrase] + np.arange(len(phrase)) - np.searchsorted(phrase, phrase)
    settings = [phrases.settings[at] for at in phrase.tolist()]
    by_letter = np.flatnonzero(~is_whole[phrase])
    if len(by_letter):
        indices = index[by_letter].tolist()
        first[by_letter] = head_end[by_letter] = last[by_letter] = letter_boxes(text_page, indices, frame)
        for at, one in zip(by_letter.tolist(), styles.of(indices), strict=True):
            settings[at] = one
    boxes = np.concatenate([np.minimum(first, last)[:, :2], np.maximum(first, last)[:, 2:]], axis=1)
    turned, size = _turned_and_size(settings)
    x0, _, x1, lowest = _read_upright(boxes, turned, frame)
    base = _base_lines(settings, turned)
    bottom = np.where(np.isfinite(base), base + DESCENT * size, lowest)
    return Letters(
        text=phrases.texts(is_whole.tolist()),
        x0=x0,
        top=bottom - size,
        x1=x1,
        bottom=bottom,
        head_x1=_read_upright(head_end, turned, frame)[2],
        across=(boxes[:, 0] + boxes[:, 2]) / 2,
        down=(boxes[:, 1] + boxes[:, 3]) / 2,
        size=size,
        turned=turned,
        phrase=phrase,
        is_spaced=np.append(phrase[1:] != phrase[:-1], True) & phrases.words.is_spaced[phrases.last][phrase],
        settings=settings,
    )


def _turned_and_size(settings: Sequence[SetAs]) -> tuple[Numbers, Floats]:
    return np.array([one.style.turned for one in settings]), np.array([one.style.size for one in settings])


def _base_lines(settings: Sequence[SetAs], turned: Numbers) -> Floats:
    """How far down each base line is when the page is turned so that its letters are read from left to right."""
    x, y = np.array([one.x for one in settings]), np.array([one.y for one in settings])
    return np.select([turned == 0, turned == 90, turned == 180, turned == 270], [y, x, -y, -x])


def _read_upright(boxes: Floats, turned: Numbers, frame: Frame) -> tuple[Floats, Floats, Floats, Floats]:
    """The boxes as they stand when each letter is turned so that it is read from left to right."""
    x0, top, x1, bottom = boxes.T
    if not turned.any():
        return x0, top, x1, bottom
    quarter = [turned == 0, turned == 90, turned == 180, turned == 270]
    return (
        np.select(quarter, [x0, frame.height - bottom, -x1, top]),
        np.select(quarter, [top, x0, -bottom, -x1]),
        np.select(quarter, [x1, frame.height - top, -x0, bottom]),
        np.select(quarter, [bottom, x1, -top, -x0]),
    )
