"""What rating cells, progress cells and cell shading say: red, amber, green, blue or grey."""

from __future__ import annotations

import colorsys
import re
from bisect import bisect_right
from operator import itemgetter

from extractors.document import Colour
from normalise.plan import Rag
from normalise.ratings.closing import with_closing_ratings_apart
from normalise.ratings.words import (
    WINDOW,
    RatingWords,
    closes_line,
    dated_ratings,
    is_letter,
    is_named,
    leading_ratings,
    lettered_ratings,
    rating_words,
    sole_ratings,
)
from normalise.updates.labels import find_labels
from normalise.vocabulary import Vocabulary

_LONGEST_WORD = 6
"""Letters of the name of a colour."""

# Shading, in the HLS space (lightness, saturation and chroma 0 to 1, hue in degrees). The thresholds keep Word's
# standard ratings and Excel's "good", "neutral" and "bad" in, heading and zebra tints (D9E2F3, E2EFD9, F2F2F2) out.
MIN_LIGHTNESS, MAX_LIGHTNESS = 0.25, 0.895
MIN_RED_LIGHTNESS = 0.33
"""Word's dark red (C00000) rates; the maroons of heading rows (990000, 800000) do not."""
MIN_SATURATION, MIN_CHROMA, MIN_BLUE_CHROMA = 0.35, 0.15, 0.35
MAX_GREY_CHROMA, MIN_GREY_LIGHTNESS, MAX_GREY_LIGHTNESS = 0.06, 0.35, 0.76
HUES: tuple[tuple[float, float, Rag], ...] = (
    (0, 16, Rag.RED),
    (16, 70, Rag.AMBER),
    (70, 165, Rag.GREEN),
    (185, 255, Rag.BLUE),
    (340, 361, Rag.RED),
)

_PART_BEFORE, _PART_BEHIND = re.compile(r"\w(?::|\s[–—-])\s?$"), re.compile(r"\s?[.;,)]|$")
_NEXT_BEFORE, _NEXT_BEHIND = re.compile(r"[;,]\s$"), re.compile(r"\sfor\b")
_BETWEEN_CHAINED = re.compile(r"\s*(?:to|and then|and|then|/|→|⇒|>|->|-)\s*", re.IGNORECASE)


def parse_ratings(text: str | None, vocabulary: Vocabulary) -> tuple[Rag, ...]:
    """All ratings that a rating, progress or status cell states, in order.

    Args:
        text: The cell, lines separated by a newline; None for no cell.
        vocabulary: Sections `rag`, `rag_company`, `rag_cues`, `rag_not_ratings`.
    """
    if not text:
        return ()
    words = rating_words(vocabulary)
    text = words.shade.sub("", text)
    if sole := sole_ratings(text, words):
        return sole
    text, _ = with_closing_ratings_apart(text, words)
    lines = [line for line in text.split("\n") if line.strip()]
    dated = [dated_ratings(line, words) for line in lines]
    whole = bool(dated) and all(dated)  # only then a single letter is a rating, or where it opens or closes the cell
    alone = [n for n, line in enumerate(lines) if is_letter(line, words)]
    if len(alone) == 1 and alone[0] in (0, len(lines) - 1) and not words.colour.search(text):
        return dated[alone[0]]
    found = (_line_ratings(line, ratings, whole, words) for line, ratings in zip(lines, dated, strict=True))
    return tuple(rag for ratings in found for rag in ratings)


def whole_rating(text: str, vocabulary: Vocabulary) -> str:
    """A cell of one rating that a narrow column cut ("Am ber") without the gap; any other as it is."""
    whole = "".join(text.split())
    is_cut = len(whole) <= _LONGEST_WORD and whole != text and not is_only_ratings(text, vocabulary)
    return whole if is_cut and is_only_ratings(whole, vocabulary) else text


def is_only_ratings(text: str | None, vocabulary: Vocabulary) -> bool:
    """Whether a cell holds ratings and nothing else but their labels, joiners and separators."""
    words = rating_words(vocabulary)
    return bool(text and sole_ratings(words.shade.sub("", text), words))


def parse_inline_ratings(text: str | None, vocabulary: Vocabulary) -> tuple[Rag, ...]:
    """The ratings that stand by themselves inside a narrative update column, in order.

    A line of its own ("Amber for the new form"), before a label ("Green Update: …"), in a label, or opening a
    line as the rating of what follows. A rating told in running words ("the RAG status is green") is not one.
    """
    if not text:
        return ()
    words = rating_words(vocabulary)
    text, _ = with_closing_ratings_apart(text, words)
    labels = find_labels(text, vocabulary)
    starts = [label.start for label in labels]
    found = [(label.start, label.ratings) for label in labels]
    for place, ratings in _standing(text, words):
        before = bisect_right(starts, place) - 1
        if before < 0 or place >= labels[before].end:
            found.append((place, ratings))
    return tuple(rag for _, ratings in sorted(found, key=itemgetter(0)) for rag in ratings)


def rating_of_colour(colour: Colour) -> Rag | None:
    """The rating that a cell's shading stands for, or None for white, black, tints and colours that rate nothing.

    Args:
        colour: Red, green and blue, each 0 to 255.
    """
    red, green, blue = (channel / 255 for channel in colour)
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    chroma = max(red, green, blue) - min(red, green, blue)
    if chroma <= MAX_GREY_CHROMA:
        return Rag.GREY if MIN_GREY_LIGHTNESS <= lightness <= MAX_GREY_LIGHTNESS else None
    if not MIN_LIGHTNESS <= lightness <= MAX_LIGHTNESS or saturation < MIN_SATURATION:
        return None
    rating = _of_hue(hue)
    if rating is Rag.RED and lightness < MIN_RED_LIGHTNESS:
        return None
    return rating if chroma >= (MIN_BLUE_CHROMA if rating is Rag.BLUE else MIN_CHROMA) else None


def hue_of_colour(colour: Colour) -> Rag | None:
    """The rating nearest to a shade that is known to be one, tints and dark shades too; None for white and black."""
    red, green, blue = (channel / 255 for channel in colour)
    hue, lightness, _ = colorsys.rgb_to_hls(red, green, blue)
    if max(red, green, blue) - min(red, green, blue) <= MAX_GREY_CHROMA:
        return Rag.GREY if MIN_GREY_LIGHTNESS <= lightness <= MAX_LIGHTNESS else None
    return _of_hue(hue)


def _of_hue(hue: float) -> Rag | None:
    return next((rag for low, high, rag in HUES if low <= hue * 360 < high), None)


def _line_ratings(line: str, dated: tuple[Rag, ...], whole: bool, words: RatingWords) -> list[Rag]:
    if dated and (whole or words.colour.search(line)):
        return list(dated)
    if lettered := lettered_ratings(line, words):
        return list(lettered)
    found, end = leading_ratings(line, words)
    ratings, last = list(found), end if found else -1
    for match in words.colour.finditer(line, end):
        chained = (
            last >= 0 and bool(_BETWEEN_CHAINED.fullmatch(line, last, match.start())) and match.start() - last <= WINDOW
        )
        stated = not is_named(line, match, words) and _is_stated(line, match, words, follows=last >= 0)
        if chained or stated:
            ratings.append(words.rag_of(match))
            last = match.end()
    return ratings


def _is_stated(line: str, match: re.Match[str], words: RatingWords, *, follows: bool) -> bool:
    """Whether a colour inside a line rates; `follows`: one before it does."""
    before, after = line[max(0, match.start() - WINDOW) : match.start()], line[match.end() : match.end() + WINDOW]
    shouted = match.group().isupper() and any(c.islower() for c in before + after)
    if shouted or closes_line(line, match):
        return True
    if words.cue.search(before):
        return not words.not_yet.search(before)
    part = _PART_BEFORE.search(before) and _PART_BEHIND.match(after)  # "Training: Green. Policy: Amber."
    return bool(part or (follows and _NEXT_BEFORE.search(before) and _NEXT_BEHIND.match(after)))


def _standing(text: str, words: RatingWords) -> list[tuple[int, tuple[Rag, ...]]]:
    """Place in the text and ratings of what opens or closes a line."""
    found: list[tuple[int, tuple[Rag, ...]]] = []
    start = 0
    for line in text.split("\n"):
        sole = sole_ratings(line, words, beside=words.states) if words.colour.search(line) else ()
        ratings, end = (sole, len(line)) if sole else leading_ratings(line, words)
        if ratings:
            found.append((start, ratings))
        found += [
            (start + match.start(), (words.rag_of(match),))
            for match in words.colour.finditer(line, end)
            if closes_line(line, match) and not is_named(line, match, words)
        ]
        start += len(line) + 1
    return found
