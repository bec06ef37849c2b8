"""The letters of a page as runs: parts of words that stand on one line without a gap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from extractors.pdf.frame import Frame
from extractors.pdf.letters import RISE, Letters, read_letters
from extractors.pdf.page import Glyph, Placed, Wall
from extractors.pdf.styles import Styles
from extractors.pdf.text import UNKNOWN, Flags

GAP = 0.22
"""A gap wider than this share of the letter height ends a word where no space is printed."""
BACK = 0.6
"""A step back by more than this share of the letter height is a new start."""
REPEAT = 0.8
"""The same letters printed again within this distance (points) are fake bold, not further letters."""
REPEAT_SHARE = 0.12
"""… and nearer than this share of the letter height: the narrowest letter is twice as wide."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The runs of one page; `n_off_page` and `n_unmapped` count letters."""

    placed: tuple[Placed, ...]
    n_off_page: int = 0
    n_unmapped: int = 0

    @property
    def n_known(self) -> int:
        """Letters that can be told."""
        return n_letters(self.placed) - self.n_unmapped


def n_letters(placed: Iterable[Placed]) -> int:
    """How many letters the runs have together."""
    return sum([len(one.glyph.text) - one.glyph.text.count(" ") for one in placed])


def n_missing(kept: Sequence[Placed], placed: Sequence[Placed]) -> int:
    """How many letters were not kept."""
    return n_letters(placed) - n_letters(kept) if len(kept) < len(placed) else 0


def read_glyphs(
    text_page: int, text: str, frame: Frame, styles: Styles, walls: Sequence[Wall] = (), *, by_phrase: bool = False
) -> Glyphs:
    """The runs of a page, those outside the page and those printed twice left out.

    Args:
        text_page: The address of pdfium's text page.
        text: What `page_text` gave for it.
        frame: Where the page stands.
        styles: The settings of its letters.
        walls: Borders at which a run ends.
        by_phrase: Whether a run may hold several words (see `read_letters`).
    """
    letters = read_letters(text_page, text, frame, styles, walls, by_phrase=by_phrase)
    if letters is None:
        return Glyphs(())
    placed = _runs(_without_doubled(letters), walls)
    width, height = frame.width, frame.height
    inside = [p for p in placed if 0 <= p.x <= width and 0 <= p.y <= height]
    n_unmapped = sum([p.glyph.text.count(UNKNOWN) for p in inside])
    return Glyphs(tuple(without_doubles(inside)), n_missing(inside, placed), n_unmapped)


def _runs(letters: Letters, walls: Sequence[Wall]) -> list[Placed]:
    firsts = np.flatnonzero(_breaks(letters, walls))
    ends = np.append(firsts[1:], len(letters.text))
    lefts, rights = np.minimum.reduceat(letters.x0, firsts), np.maximum.reduceat(letters.x1, firsts)
    tops, bottoms = np.minimum.reduceat(letters.top, firsts), np.maximum.reduceat(letters.bottom, firsts)
    x = (np.minimum.reduceat(letters.across, firsts) + np.maximum.reduceat(letters.across, firsts)) / 2
    y = (np.minimum.reduceat(letters.down, firsts) + np.maximum.reduceat(letters.down, firsts)) / 2
    text = ["".join(letters.text[first:end]) for first, end in zip(firsts.tolist(), ends.tolist(), strict=True)]
    heads = np.where(ends - firsts > 1, rights, letters.head_x1[firsts])
    boxes = (column.tolist() for column in (lefts, tops, rights, bottoms))
    settings = [letters.settings[first] for first in firsts.tolist()]
    bold, spaced = [one.style.bold for one in settings], letters.is_spaced[ends - 1].tolist()
    glyphs = map(Glyph, text, *boxes, letters.size[firsts].tolist(), bold, spaced, heads.tolist())
    styles, sources = [one.style for one in settings], [one.source for one in settings]
    return list(map(Placed, glyphs, x.tolist(), y.tolist(), letters.turned[firsts].tolist(), styles, sources))


def _breaks(letters: Letters, walls: Sequence[Wall]) -> Flags:
    """Whether each letter begins a run."""
    size = letters.size[1:]
    gap = letters.x0[1:] - letters.x1[:-1]
    in_place = (letters.x0[1:] == letters.x0[:-1]) & (letters.x1[1:] == letters.x1[:-1])  # letters of one ligature
    apart = (gap > GAP * size) | ((gap < -BACK * size) & ~in_place)
    apart |= np.abs(letters.bottom[1:] - letters.bottom[:-1]) > RISE * size
    apart |= letters.phrase[1:] != letters.phrase[:-1]
    for wall in walls:
        before, after = letters.across[:-1] < wall.x, letters.across[1:] < wall.x
        apart |= (before != after) & (letters.down[1:] >= wall.top) & (letters.down[1:] <= wall.bottom)
    return np.concatenate([[True], apart])


def _without_doubled(letters: Letters) -> Letters:
    """Without letters that repeat the one before at a fraction of a point: fake bold, letter by letter."""
    moved = np.hypot(letters.x0[1:] - letters.x0[:-1], letters.bottom[1:] - letters.bottom[:-1])
    near = (moved > 0) & (moved < np.minimum(REPEAT, REPEAT_SHARE * letters.size[1:]))
    doubles = [at + 1 for at in np.flatnonzero(near).tolist() if letters.text[at] == letters.text[at + 1]]
    if not doubles:
        return letters
    kept = np.ones(len(letters.text), dtype=bool)
    kept[doubles] = False
    letters.is_spaced[np.array(doubles) - 1] |= letters.is_spaced[doubles]
    return letters.kept(kept)


def without_doubles(placed: Sequence[Placed]) -> Sequence[Placed]:
    """Each run once: fake bold prints it twice, a fraction of a point apart."""
    if not _has_doubles(placed):
        return placed
    kept: list[Placed] = []
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
        kept.append(one)
    return kept


def _has_doubles(placed: Sequence[Placed]) -> bool:
    """Whether there may be any: two of one text that are near share a square in one of four nets laid over the page."""
    if not placed:
        return False
    names: dict[str, int] = {}
    name = np.array([names.setdefault(one.glyph.text, len(names)) for one in placed], dtype=np.int64) << 40
    across, down = (np.array(at) / (2 * REPEAT) for at in ([one.x for one in placed], [one.y for one in placed]))
    for shift_across in (0.0, 0.5):
        for shift_down in (0.0, 0.5):
            column, row = (across + shift_across).astype(np.int64), (down + shift_down).astype(np.int64)
            if len(np.unique(name + (column << 20) + row)) < len(placed):
                return True
    return False
