"""Printed lines to paragraphs: which line ends are wraps, which are ends, and how two lines are joined."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.pdf.lines import Line

GLUED_BULLET = re.compile(r"[•●○◦▪■□➢►✓☐☒]\S")
LABEL = re.compile(
    rf"(?:[•●○◦▪■□➢►✓☐☒·]|\(?(?:\d{{1,2}}|[a-zA-Z]|[ivx]{{1,5}})[.)]|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\.?|o)$"
    rf"|{GLUED_BULLET.pattern}"
)
"""A first word that labels a list item: a bullet, `1.`, `(a)`, `iv)`, `2.1`, Word's `o`, a glued bullet."""
NAMED_LABEL = re.compile(r"(?:Recommendation|Argymhelliad|Action)\s\d{1,2}(?:\.\d{1,2})?[a-z]?\s?[:–-]")
"""What begins a recommendation in a list of them; in the middle of a sentence no colon follows."""
ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
"""A web address goes on."""
RANGE = re.compile(r"\W?(?:[A-Z][a-z]{2,8}|\d{1,4})–(?:[A-Z][a-z]{2,8}|\d{1,4})\W?")
"""From when to when: `Jan–June`, `2021–22`."""
DASHES = "-–—"
CLOSING = frozenset((".", ",", ";", ":", "!", "?", ")", ").", "),"))
"""What stands at no line's beginning but where a narrow column had no room for it."""
LINE_END = "\u200b"
"""Zero width space: put behind a hyphen with which a line ended, so that understanding may ask whether it belongs."""
LOOSER = 1.15
"""Lines further apart than this times the usual pitch stand in different paragraphs."""
USUAL_PITCH = 1.2
"""Line pitch over letter height where nothing can be measured (single spacing)."""
WIDEST_PITCH, DOUBLE_PITCH = 2.0, 3.0
"""The widest pitch that is believed, and that of text set with double spacing."""
GOING_ON = 0.4
"""Share of lines that begin in lower case, from which on they are those of wrapped text."""


class Measure(NamedTuple):
    """What the lines around tell about these.

    Attributes:
        left: Where text may begin, points.
        right: Where text must end.
        pitch: Usual distance of line tops over letter height.
        keeps_spaces: Whether this printer leaves a space behind the last word of a wrapped line.
        known: Words (case folded) seen within lines of the page, for words cut in two.
    """

    left: float
    right: float
    pitch: float = USUAL_PITCH
    keeps_spaces: bool = False
    known: Container[str] = frozenset()


def usual_pitch(runs: Iterable[Sequence[Line]]) -> float:
    """The pitch of lines over letter height: the lower quartile of what is seen.

    Lines further apart than `WIDEST_PITCH` are paragraphs of a line each, unless many of them go on in lower case.
    """
    pitches = sorted(
        [
            ((after.top - before.top) / before.size, after.text[0].islower())
            for run in runs
            for before, after in pairwise(run)
            if after.top > before.top and before.size > 0 and abs(after.size - before.size) < 0.6
        ]
    )
    if len(pitches) < 3:
        return USUAL_PITCH
    pitch = pitches[len(pitches) // 4][0]
    if pitch <= WIDEST_PITCH:
        return max(pitch, 0.9)
    n_going_on = sum([goes_on for _, goes_on in pitches])
    return min(pitch, DOUBLE_PITCH) if n_going_on >= GOING_ON * len(pitches) else WIDEST_PITCH


def lines_to_paragraphs(lines: Sequence[Line], measure: Measure) -> list[list[Line]]:
    """The lines grouped into paragraphs and list items, in order."""
    groups: list[list[Line]] = []
    is_centred = _is_centred(lines)
    is_dashed = bool(lines) and lines[0].text[0] in DASHES
    for line in lines:
        if groups and not _starts_paragraph(groups[-1], line, measure, is_centred, is_dashed):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _is_centred(lines: Sequence[Line]) -> bool:
    if len(lines) < 2:
        return False
    middles = [(line.x0 + line.x1) / 2 for line in lines]
    lefts = [line.x0 for line in lines]
    return max(middles) - min(middles) < 2.0 and max(lefts) - min(lefts) > 4.0


def _starts_paragraph(group: list[Line], line: Line, measure: Measure, is_centred: bool, is_dashed: bool) -> bool:
    before = group[-1]
    is_break = (
        line.top - before.top > LOOSER * measure.pitch * before.size + 0.5 * abs(line.size - before.size)
        or _is_labelled(line)
        or (is_dashed and line.text[0] in DASHES)
        # Nothing ends within a compound, whatever the room.
        or (would_have_fitted(before, line, measure, is_centred) and not _is_compound(*_at_break(before, line)))
        or _is_back_from_item(group, line, is_centred)
    )
    return is_break and (before.ends_in_space or not _is_range(*_at_break(before, line)))


def _at_break(before: Line, line: Line) -> tuple[str, str]:
    """The words on both sides of a line end."""
    return before.words[-1].text, line.words[0].text


def _is_range(last: str, first: str) -> bool:
    """Whether the two words are one that says from when to when."""
    word = last + first
    return "–" in word and bool(RANGE.fullmatch(word))


def _is_back_from_item(group: Sequence[Line], line: Line, is_centred: bool) -> bool:
    """Whether a line stands left of a list item's hanging indent."""
    return len(group) > 1 and line.x0 < group[-1].x0 - 3 and not is_centred and _is_labelled(group[0])


def _is_labelled(line: Line) -> bool:
    label = LABEL if len(line.words) > 1 else GLUED_BULLET
    return bool(label.match(line.words[0].text) or NAMED_LABEL.match(line.text))


def would_have_fitted(before: Line, line: Line, measure: Measure, is_centred: bool = False) -> bool:
    """Whether the next line's first word had room behind the last: then the break was meant.

    A space printed behind the last word says that the line wrapped, whatever the room.
    """
    if before.ends_in_space and measure.keeps_spaces:
        return False
    first = line.words[0]
    room = measure.right - before.x1
    if is_centred:
        room = (measure.right - measure.left) - (before.x1 - before.x0)
    slack = 1.0 + 0.01 * (measure.right - measure.left)
    return first.x1 - first.x0 + 0.28 * before.size + slack <= room


def join_lines(lines: Sequence[Line], measure: Measure) -> str:
    """One paragraph's words, with hyphens and words cut in two made whole."""
    text = lines[0].text
    for before, line in pairwise(lines):
        if text.endswith("\u00ad"):
            text = text[:-1] + line.text
        elif not before.ends_in_space and (_is_tied(before, line, measure) or _is_cut(before, line, text, measure)):
            in_word = text[-1] == "-" and text[-2:-1].islower() and line.text[0].islower()
            text += LINE_END + line.text if in_word else line.text
        else:
            text += " " + line.text
    return text.replace("\u00ad", "")


def _is_tied(before: Line, line: Line, measure: Measure) -> bool:
    """Whether the line broke behind a hyphen or slash within a word.

    Such plans hold far more compounds (cross-border) than words hyphenated to fit, so the hyphen is kept, and marked. A
    printer that keeps spaces and had room for one shows by its absence that there was none.
    """
    last, first = _at_break(before, line)
    if last.endswith("://") or _is_range(last, first) or (first[0] == "%" and ESCAPE.match(first)):
        return True
    if first in CLOSING:
        return True
    if last[-1] not in "-/" or not last[-2:-1].isalnum():
        return False
    if measure.keeps_spaces and before.x1 + 0.3 * before.size <= measure.right:
        return True
    return first[0].isalnum() if last[-1] == "/" else _is_compound(last, first)


def _is_compound(last: str, first: str) -> bool:
    """Whether a word with a hyphen at its end goes on: `cross-` `border`, `2021-` `22`, `IMR-` `2`, `Hill-` `Mere`."""
    if last[-1] != "-" or not last[-2:-1].isalnum():
        return False
    is_code = last[-2].isupper() and first[:2].isupper()
    is_name = last[0].isupper() and last[-2].islower() and first[0].isupper() and first[1:2].islower()
    return first[0].islower() or is_code or is_name or (not last[-2].islower() and first[0].isdigit())


def _is_cut(before: Line, line: Line, so_far: str, measure: Measure) -> bool:
    """Whether the cell's edge cut a word in two: one too long for a line of its own, and known or a number.

    A web address (at the end of `so_far`, what earlier lines gave) may be cut anywhere, again and again.
    """
    last, first = before.words[-1], line.words[0]
    letter = (first.x1 - first.x0) / len(first.text)
    if last.x1 + letter + 1.0 < measure.right:
        return False
    word = so_far.rsplit(" ", 1)[-1]
    is_address = "://" in word or word.startswith("www.")
    if not is_address and (len(before.words) > 1 or not last.text[-1].isalnum()):
        return False
    if (last.x1 - last.x0) + (first.x1 - first.x0) <= measure.right - measure.left - 1.0:
        return False
    return is_address or _is_whole(last.text, first.text, measure)


def _is_whole(last: str, first: str, measure: Measure) -> bool:
    halves = (_folded(last), _folded(first))
    if "".join(halves) in measure.known:
        return True
    # Anything else keeps its space: telling "Par tnership" from "Completion deadline" takes a dictionary, not geometry.
    return last[-1].isdigit() and first[0].isdigit()


def _folded(word: str) -> str:
    return word.strip(".,;:()[]'\"‘’“”").casefold()


class KnownWords:
    """Words (case folded) that stand within a line, where nothing can have cut them; gathered when first asked for."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = lines
        self._words: frozenset[str] | None = None

    def __contains__(self, word: object) -> bool:
        if self._words is None:
            self._words = frozenset(_folded(word) for line in self._lines for word in line.text.split()[1:-1])
        return word in self._words
