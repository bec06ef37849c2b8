"""A document's own key: what its shades and its codes mean ("Blue = complete", "IP – in progress").

A key is a small table, or a line, in which at least two short texts each say what a shade or a code stands for. It
changes readings in two ways: a shade of the key rates as the key says, though it be a tint; a cell that holds a code
and nothing else says what the key says. A rating is still no state: the contract lets a colour alone decide nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.document import Block, Cell, Colour, Paragraph, Table
from normalise.completion.state import parse_state
from normalise.plan import Rag
from normalise.ratings.cells import hue_of_colour, rating_of_colour
from normalise.ratings.words import leading_ratings, rating_words
from normalise.vocabulary import Vocabulary

MOST_CELLS = 40
"""Cells of a table that can be a key."""
MOST_WORDS = 25
"""Words of what a key says of one shade or code."""
FEWEST_ENTRIES = 2
MOST_CELLS_OF_AN_ENTRY = 3
"""Shaded cells that one entry of a key takes; a plan in a table style has more beside each of its states."""

_CODE = r"[A-Z]{1,3}[1-9]?|[1-9]"
_ENTRY = re.compile(
    rf"(?:^|[;,|\n(]\s?|\s)({_CODE})\s?[=:–-]\s?([A-Za-z][^=;|\n]{{2,80}}?)(?=[;,|)\n]|\s(?:{_CODE})\s?[=:–-]|$)"
)
_LONGEST_LINE = 600


@dataclass(frozen=True, slots=True)
class Legend:
    """What a document's keys say.

    Attributes:
        shades: Shade to rating; None where the key gives the shade a meaning that is no rating.
        codes: Code to its meaning in words.
    """

    shades: Mapping[Colour, Rag | None] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)

    def rating_of(self, shade: Colour) -> Rag | None:
        """The rating that a cell's shading stands for: by the key, else by its hue."""
        return self.shades[shade] if shade in self.shades else rating_of_colour(shade)

    def in_words(self, text: str | None) -> str | None:
        """What a cell says: a code that is all it holds gives way to its meaning."""
        return self.codes.get(text.strip(" .()"), text) if text and len(text) <= len("(ABC1).") else text


def find_legend(blocks: Sequence[Block], vocabulary: Vocabulary) -> Legend:
    """The keys of a document, put together; of two that name the same shade or code the first counts.

    Args:
        blocks: Tables and paragraphs in reading order.
        vocabulary: The rating and completion sections.
    """
    shades: dict[Colour, Rag | None] = {}
    codes: dict[str, str] = {}
    for block in blocks:
        if isinstance(block, Paragraph):
            found = _codes_of_line(block.text, vocabulary)
        elif len(block.cells) <= MOST_CELLS:
            for shade, rating in _shades(block, vocabulary).items():
                shades.setdefault(shade, rating)
            found = _codes_of_table(block, vocabulary)
        else:
            continue
        for code, meaning in found.items():
            codes.setdefault(code, meaning)
    return Legend(shades, codes)


def _shades(table: Table, vocabulary: Vocabulary) -> dict[Colour, Rag | None]:
    """Shade to rating, where the table is a key of shades."""
    entries = list(_shaded_entries(table))
    told = [(shade, text) for shade, text in entries if _says_what_it_means(text, vocabulary)]
    others = sum(bool(cell.text.strip()) for cell in table.cells) - len(entries)
    few = len({shade for shade, _ in told}) < FEWEST_ENTRIES or len(told) * MOST_CELLS_OF_AN_ENTRY < len(entries)
    if few or others > len(entries) + 1:
        return {}
    return {shade: _rating_in(text, vocabulary) or hue_of_colour(shade) for shade, text in reversed(told)}


def _shaded_entries(table: Table) -> Iterator[tuple[Colour, str]]:
    """Each shade of the table with the text in it, or with the text beside it where it is empty."""
    at = {(cell.row, cell.column): cell for cell in table.cells}
    for cell in table.cells:
        if cell.fill is None:
            continue
        beside = at.get((cell.row, cell.column + cell.column_span))
        text = cell.text.strip() or (beside.text.strip() if beside is not None and beside.fill is None else "")
        if text and len(text.split()) <= MOST_WORDS:
            yield cell.fill, _with_meaning(cell, beside)


def _with_meaning(cell: Cell, beside: Cell | None) -> str:
    """A shaded "Green" with the unshaded "on track" beside it."""
    return " ".join(part for part in (cell.text, beside.text if beside and beside.fill is None else "") if part)


def _says_what_it_means(text: str, vocabulary: Vocabulary) -> bool:
    return _rating_in(text, vocabulary) is not None or parse_state(text, vocabulary) is not None


def _rating_in(text: str, vocabulary: Vocabulary) -> Rag | None:
    """The rating that opens a text: "Blue – complete", "Green = on track"."""
    found, _ = leading_ratings(text.replace("=", ":"), rating_words(vocabulary))
    return found[0] if found else None


def _codes_of_table(table: Table, vocabulary: Vocabulary) -> dict[str, str]:
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(" ".join(cell.text.split()))
    pairs = [(texts[0], texts[1]) for texts in rows.values() if len(texts) == 2 and re.fullmatch(_CODE, texts[0])]
    return _codes(pairs, vocabulary) if len(pairs) >= len(rows) - 1 else {}


def _codes_of_line(text: str, vocabulary: Vocabulary) -> dict[str, str]:
    if len(text) > _LONGEST_LINE or not any(mark in text for mark in "=:–-"):
        return {}
    return _codes([(code, meaning.strip(" .,")) for code, meaning in _ENTRY.findall(text)], vocabulary)


def _codes(pairs: Sequence[tuple[str, str]], vocabulary: Vocabulary) -> dict[str, str]:
    """Codes whose meanings are ratings or states; nothing unless there are several.

    The letters of the ratings stay ratings where the key gives them other words: "R = not started" means
    "R: not started". That it is a key of ratings its "R" or "G" shows; "A" and "B" alone are any list's letters.
    """
    told = {code: meaning for code, meaning in pairs if _says_what_it_means(meaning, vocabulary)}
    if len(told) < FEWEST_ENTRIES:
        return {}
    letters = {letter.upper() for letter in rating_words(vocabulary).letters}
    codes = {code for code, _ in pairs}
    if not codes <= letters or not codes & {"R", "G"}:
        return told
    return {code: words if _rating_in(words, vocabulary) else f"{code}: {words}" for code, words in told.items()}
