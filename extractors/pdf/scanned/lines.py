"""Ruling lines in a picture, and how askew it lies.

A dot is of a line where it is darker than both sides, or lighter, or parts two even shades. A line is what enough of
them in a row make: more than the strokes of a word do, or from one line across to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from extractors.pdf.page import Ruling
from extractors.pdf.rules import TOLERANCE, merge_rulings
from extractors.pdf.scanned.picture import DOTS, Picture
from extractors.pdf.text import Flags, Floats

Grey = npt.NDArray[np.int16]

FAINTEST, FAINTEST_ON_BLACK = 24, 8
"""Steps of grey (of 255) by which a line is darker than its sides, on white and on black; the first parts shades."""
SIDES = (3, 4, 5)
"""Dots from a line at which its sides are looked at."""
EVEN = 10
"""Steps of grey by which those dots differ where they are of one shade."""
GAP = 2
"""Dots that may be missing in a piece of a line."""
SHORTEST_PIECE = 20
"""Dots that a piece of a line has at least."""
MOST_PIECES = 20_000
"""A picture with more is a photograph."""
SHORTEST_DOWN = 12.0
"""Points: no stroke of a letter is as high."""
SURE_ACROSS, SURE_DOWN = 50.0, 30.0
"""Points: no row of strokes in a word is as wide, and no strokes below one another are in more lines."""
THICK = 1.0
"""Points of a usual line's thickness."""
SHORTEST_EDGE = 150.0
"""Points: a shorter edge of a shade is of a mark within a cell."""
STEEPEST, STEP = 0.035, 0.0005
"""Rise over run: two degrees; scanners and OCR programs put right what lies worse."""
LEVEL = 0.001
"""A page less askew than this is level: half a point over its width."""


def find_lines(picture: Picture) -> tuple[float, list[Ruling]]:
    """Rise over run of the lines, downwards to the right, and the lines as they stand when put level, points."""
    grey = picture.grey
    is_line, is_edge = _is_line(grey), _is_edge(grey)
    across = _pieces(is_line) / picture.scale
    edges = _mostly(is_edge, _pieces(is_line | is_edge)) / picture.scale
    down = _pieces(_is_line(np.ascontiguousarray(grey.T))) / picture.scale
    if len(across) + len(down) + len(edges) > MOST_PIECES:
        return 0.0, []
    slope = _slope(across)
    long_edges = [
        rule for rule in merge_rulings(_rulings(edges, True, -slope), THICK) if _length(rule) >= SHORTEST_EDGE
    ]
    return slope, _lines([*_rulings(across, True, -slope), *_rulings(down, False, slope)], long_edges)


def _is_line(grey: Grey) -> Flags:
    """Whether each dot is of a line across."""
    above = np.maximum.reduce([_moved(grey, -away) for away in SIDES])
    below = np.maximum.reduce([_moved(grey, away) for away in SIDES])
    ground = np.minimum(above, below)
    is_dark = ground - _moved(grey, 0) > FAINTEST_ON_BLACK + ground * (FAINTEST - FAINTEST_ON_BLACK) // 255
    return _framed(is_dark | (_moved(grey, 0) - np.maximum(above, below) > FAINTEST))


def _is_edge(grey: Grey) -> Flags:
    """Whether each dot parts two even shades, one above and one below."""
    above, below = ([_moved(grey, side * away) for away in SIDES] for side in (-1, 1))
    is_even = (_spread(above) < EVEN) & (_spread(below) < EVEN)
    return _framed(is_even & (np.abs(above[0] - below[0]) > FAINTEST))


def _spread(rows: Sequence[Grey]) -> Grey:
    return np.asarray(np.maximum.reduce(rows) - np.minimum.reduce(rows))


def _moved(grey: Grey, down: int) -> Grey:
    """What stands so many dots below each but those at the upper and lower edge of the picture."""
    far = SIDES[-1]
    return grey[far + down : max(far + down, len(grey) - far + down)]


def _framed(inner: Flags) -> Flags:
    return np.pad(inner, ((SIDES[-1], SIDES[-1]), (0, 0)))


def _pieces(is_line: Flags) -> Floats:
    """n×3: row, first dot, and the one behind the last, of dots in a row."""
    edges = np.diff(np.pad(is_line, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    (row, start), (_, end) = np.nonzero(edges == 1), np.nonzero(edges == -1)
    goes_on = (row[1:] == row[:-1]) & (start[1:] - end[:-1] <= GAP)
    first, last = np.append(True, ~goes_on)[: len(row)], np.append(~goes_on, True)[: len(row)]
    pieces = np.stack([row[first] + 0.5, start[first], end[last]], axis=1)
    return np.asarray(pieces[pieces[:, 2] - pieces[:, 1] >= SHORTEST_PIECE])


def _mostly(wanted: Flags, pieces: Floats) -> Floats:
    """The pieces of which more than half of the dots are wanted."""
    so_far = np.pad(np.cumsum(wanted, axis=1), ((0, 0), (1, 0)))
    row, start, end = pieces.astype(np.int64).T
    return np.asarray(pieces[2 * (so_far[row, end] - so_far[row, start]) > end - start])


def _slope(across: Floats) -> float:
    """The slope along which most of what the pieces cover comes to lie in few rows."""
    if not len(across):
        return 0.0
    at, start, end = across.T
    lengths, ats, xs = np.tile(end - start, 3), np.tile(at, 3), np.concatenate([start, (start + end) / 2, end])
    slopes = np.arange(-STEEPEST, STEEPEST + STEP, STEP)
    rows = [np.round((ats - slope * xs) * DOTS).astype(np.int64) for slope in slopes]
    sharpness = [float((np.bincount(row - row.min(), weights=lengths) ** 2).sum()) for row in rows]
    best = float(slopes[int(np.argmax(sharpness))])
    return best if abs(best) > LEVEL else 0.0


def _rulings(pieces: Floats, horizontal: bool, slope: float) -> Iterator[Ruling]:
    for at, start, end in pieces.tolist():
        yield Ruling(horizontal, at + slope * (start + end) / 2, start - slope * at, end - slope * at)


def _lines(pieces: Iterable[Ruling], edges: Sequence[Ruling]) -> list[Ruling]:
    """The edges, and pieces put together that are longer than print is, or go from one such line or edge to another."""
    merged = [rule for rule in merge_rulings(pieces, THICK) if rule.horizontal or _length(rule) >= SHORTEST_DOWN]
    sure = [rule for rule in merged if _length(rule) >= (SURE_ACROSS if rule.horizontal else SURE_DOWN)]
    return [*edges, *sure, *(rule for rule in merged if rule not in sure and _ends_at(rule, [*edges, *sure]))]


def _length(rule: Ruling) -> float:
    return rule.end - rule.start


def _ends_at(rule: Ruling, lines: Iterable[Ruling]) -> bool:
    crossing = [line for line in lines if line.horizontal is not rule.horizontal]
    touched = [line for line in crossing if line.start - TOLERANCE <= rule.at <= line.end + TOLERANCE]
    return all(any(abs(line.at - end) <= TOLERANCE for line in touched) for end in (rule.start, rule.end))
