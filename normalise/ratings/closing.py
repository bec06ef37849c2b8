"""Ratings that close a dated entry on its last line: "… all booked. AMBER 04/09/2023: Course rewritten. RAG: Green"."""

from __future__ import annotations

import re

from normalise.date_shapes import DAY, MONTH, NUMERIC, YEAR
from normalise.ratings.words import RatingWords, leading_ratings

_DATE = rf"(?:{NUMERIC}|{DAY}\s+{MONTH}|{MONTH}\s+{YEAR}|Q[1-4]\b)"
_CLOSING = re.compile(
    rf"(?<=[.!?)\]\"”’])[^\S\n]{{1,3}}(?:B?RAG(?:\s(?i:rating|rated|status))?\s?[:–=-]?\s?)?(?P<word>[A-Z][A-Za-z]{{2,9}})\.?"
    rf"(?=[^\S\n]{{0,3}}(?P<end>\n|\Z)|[^\S\n]{{1,3}}(?i:(?:update\s)?{_DATE}))"
)


def with_closing_ratings_apart(text: str, words: RatingWords) -> tuple[str, bool]:
    """A cell with each rating that closes an entry on a line of its own, and whether there is any.

    At the end of a line it closes what stands before it. Before the next entry's date it might open that one: it
    closes where others do, and where the cell does not open with a rating.

    Args:
        text: The cell, lines separated by a newline.
        words: The rating words.
    """
    found = [m for m in _CLOSING.finditer(text) if _is_rating(m["word"], words)]
    if not any(m["end"] is not None for m in found) or leading_ratings(text.lstrip(), words)[0]:
        return text, False
    pieces: list[str] = []
    at = 0
    for match in found:
        pieces += [text[at : match.start()], match["word"]]
        at = match.end()
    return "\n".join([*pieces, text[at:].lstrip()]).rstrip("\n"), True


def _is_rating(word: str, words: RatingWords) -> bool:
    return word.casefold() in words.words and (word.isupper() or word.istitle())
