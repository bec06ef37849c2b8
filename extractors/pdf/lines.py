"""Glyphs to printed lines of words, in reading order."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from extractors.pdf.page import Glyph
from extractors.pdf.text import HYPHENS

_LEFT = attrgetter("x0")
WORD_GAP = 0.22
"""A gap wider than this share of the letter height parts two words where no space is printed."""
NUMBER_GAP = 0.12
"""… and such a gap a number from a text behind it: spreadsheets set numbers to the right edge of their column; and any
word from a `J`, which in many fonts reaches back into the space."""
USUAL_SPACE = 0.25
"""Width of a space over the letter height, in most fonts."""
OVERLAP = 0.5
"""Share of the smaller height by which two glyphs of one line overlap (a superscript hangs over by less than half)."""

# Ligatures, pdfium's hyphens, and the bullets that Word takes from the Symbol and Wingdings fonts (private use U+F0xx).
_EXPANDED = str.maketrans(
    {
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st",
        "\ufb06": "st",
        "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0a8": "☐", "\uf0fe": "☒", "\uf02d": "-",
        "\u2010": "-", "\u2011": "-", "\u200b": None, "\ufeff": None, "\u0000": None,
        **HYPHENS,
    }
)  # fmt: skip


# Signs that are printed otherwise than the file spells them; most lines have none.
_ODD = re.compile("[" + "".join(re.escape(chr(code)) for code in _EXPANDED) + "\ue000-\uf8ff\x00-\x1f]")


class Word(NamedTuple):
    """Letters without a space between them, or words of which only the outer edges are known; edges in points."""

    text: str
    x0: float
    x1: float


class Line(NamedTuple):
    """One printed line.

    Attributes:
        words: At least one, left to right. Of words read in one piece the first and the last; those between are one,
            and none of a page of prose.
        text: All of its words with one space between.
        x0: Left edge of the first word.
        x1: Right edge of the word that reaches furthest.
        top: Upper edge of its main letters, points.
        bottom: Lower edge.
        size: Height of its main letters, points.
        bold: Whether most of its letters are bold.
        ends_in_space: Whether a space is printed behind the last word; printers that keep it do so where a line wraps.
    """

    words: tuple[Word, ...]
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool = False
    ends_in_space: bool = False


def words_to_line(
    words: Sequence[Word], top: float, bottom: float, size: float, *, bold: bool = False, ends_in_space: bool = False
) -> Line:
    """The line that is made of these words, from left to right (see `Line`)."""
    text, x1 = " ".join([word.text for word in words]), max([word.x1 for word in words])
    return Line(tuple(words), text, words[0].x0, x1, top, bottom, size, bold, ends_in_space)


def glyphs_to_lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Lines from top to bottom; glyphs that overlap by half their height share one, superscripts included."""
    rows: list[list[Glyph]] = []
    spans: list[tuple[float, float]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.top + g.bottom, g.x0)):
        if rows and glyph.top <= spans[-1][1] and _overlaps(spans[-1], glyph):
            rows[-1].append(glyph)
            if glyph.bottom - glyph.top > (spans[-1][1] - spans[-1][0]) * 1.2:
                spans[-1] = (glyph.top, glyph.bottom)  # the line began with something small
        else:
            rows.append([glyph])
            spans.append((glyph.top, glyph.bottom))
    lines = (_to_line(row) for row in rows)
    return [line for line in lines if line is not None]


def _overlaps(span: tuple[float, float], glyph: Glyph) -> bool:
    if span == (glyph.top, glyph.bottom):
        return True
    shared = min(span[1], glyph.bottom) - max(span[0], glyph.top)
    return shared >= OVERLAP * max(0.01, min(span[1] - span[0], glyph.bottom - glyph.top))


def _to_line(row: list[Glyph]) -> Line | None:
    if len(row) == 1:
        only = row[0]
        words = _parted(only) if " " in only.text else _word(row, only.x1)
        edges = (only.x0, only.x1, only.top, only.bottom)
        return Line(tuple(words), only.text, *edges, round(only.size, 1), only.bold, only.is_spaced) if words else None
    row.sort(key=_LEFT)
    words, size = _words(row), _main_size(row)
    if not words:
        return None
    main = [g for g in row if g.size >= 0.8 * size] or row
    bold = sum([len(g.text) if g.bold else -len(g.text) for g in row]) > 0
    top, bottom = min([g.top for g in main]), max([g.bottom for g in main])
    return words_to_line(words, top, bottom, size, bold=bold, ends_in_space=row[-1].is_spaced)


def _main_size(ordered: Sequence[Glyph]) -> float:
    """The height that most letters have."""
    sizes = {g.size for g in ordered}
    if len(sizes) == 1:
        return round(sizes.pop(), 1)
    letters: Counter[float] = Counter()
    for glyph in ordered:
        letters[round(glyph.size, 1)] += len(glyph.text)
    return letters.most_common(1)[0][0]


def _words(ordered: Sequence[Glyph]) -> list[Word]:
    words: list[Word] = []
    run: list[Glyph] = []
    reach = 0.0
    for glyph in ordered:
        if run and _is_apart(run[-1], glyph, glyph.x0 - reach):
            words += _word(run, reach)
            run = []
        if " " in glyph.text:
            head, *others = _parted(glyph)
            reach = max(reach, head.x1) if run else head.x1
            words += [*_word([*run, glyph._replace(text=head.text)], reach), *others[:-1]]
            run, glyph = [], glyph._replace(text=others[-1].text, x0=others[-1].x0)
        reach = max(reach, glyph.x1) if run else glyph.x1
        run.append(glyph)
    return words + (_word(run, reach) if run else [])


def _is_apart(before: Glyph, glyph: Glyph, gap: float) -> bool:
    """Whether a new word begins at a glyph; a raised `th` behind a number is smaller and stands close."""
    if before.is_spaced or gap > WORD_GAP * max(glyph.size, before.size):
        return True
    if gap <= NUMBER_GAP * glyph.size:
        return False
    if glyph.text[0] in "Jj":
        return True
    is_level = glyph.size == before.size
    return (
        is_level and before.text.replace(".", "").isdigit() and before.text[-1].isdigit() and glyph.text[:1].isalpha()
    )


def _parted(glyph: Glyph) -> list[Word]:
    """The words of a glyph of several, those between the outer two as one; letters share what room there is."""
    head, _, others = glyph.text.partition(" ")
    between, _, tail = others.rpartition(" ")
    n_spaces, room = glyph.text.count(" "), glyph.x1 - glyph.head_x1
    space = min(USUAL_SPACE * glyph.size, room / (2 * n_spaces))
    tail_x0 = glyph.x1 - len(tail) * (room - space * n_spaces) / (len(others) + 1 - n_spaces)
    first, last = Word(head, glyph.x0, glyph.head_x1), Word(tail, tail_x0, glyph.x1)
    return [first, Word(between, glyph.head_x1 + space, tail_x0 - space), last] if between else [first, last]


def _word(run: list[Glyph], reach: float) -> list[Word]:
    text = run[0].text if len(run) == 1 else unicodedata.normalize("NFC", "".join([g.text for g in run]))
    return [Word(text, run[0].x0, reach)] if text else []


def printed_phrase(text: str) -> str:
    """The words of a text, with single spaces between, as they are printed; a word that prints nothing goes."""
    return " ".join(filter(None, map(printed_word, text.split(" ")))) if is_odd(text) else text


def printed_word(text: str) -> str:
    """The word with ligatures spelt out, signs of symbol fonts as bullets, and nothing that prints nothing."""
    if not is_odd(text):
        return text
    text = unicodedata.normalize("NFC", text.translate(_EXPANDED))
    return "".join("•" if "\ue000" <= c <= "\uf8ff" else c for c in text if c >= " ")


def is_odd(text: str) -> bool:
    """Whether anything in the text is printed otherwise than the file spells it."""
    return not (text.isascii() and text.isprintable()) and bool(_ODD.search(text) or not _is_composed(text))


def _is_composed(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)
