"""Rows of a plan's table that are no actions: its key, its totals, its signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalise.labels import is_label
from normalise.phrases import phrases_of
from normalise.ratings.cells import is_only_ratings
from normalise.vocabulary import Vocabulary

_LONGEST = 80
"""Characters of a cell that names a total or asks for a signature; a key may be longer."""
RATED = frozenset({"progress_text", "completion_text", "response_text", "target_date_text"})
"""Fields in whose columns a rating is a row's own."""
_COUNT = re.compile(r"[\d.,%£/ ()_–-]{1,20}")
_COUNTED = re.compile(r"[^\W\d_][^\d\n:=]{0,39}[:=–-]\s?\d{1,4}\s?%?")
"""What is counted, and how many: "Total actions: 14", "Complete: 9"."""
_ENTERED = 40
"""Characters of what is entered beside a request: a name, a date."""


def closing_row(texts: Sequence[str], *, rates: bool, vocabulary: Vocabulary) -> str | None:
    """What a row is that is no action (`key`, `total` or `signature`); None for any other.

    Args:
        texts: The filled cells, left to right.
        rates: Whether a rating in the first of them is the row's own; elsewhere it is an entry of the key.
        vocabulary: The phrases that open such rows.
    """
    if not texts or is_label(texts[0]):
        return None
    first, others = texts[0], texts[1:]
    if _opens(first, "key", vocabulary) and _is_marked(first, "key", vocabulary) and not others:
        return "key"
    if len(texts) == 2 and phrases_of(vocabulary, "notes", "meaning").fullmatch(others[0]):
        return "key"
    if len(first) > _LONGEST:
        return None
    counted = others or _COUNTED.fullmatch(first)
    opens = _opens(first, "total", vocabulary) or (bool(others) and _opens_cut(first, "total", vocabulary))
    if opens and counted and all(_is_count(text) for text in others):
        return "total"
    if _asks(first, vocabulary) and all(len(text) <= _ENTERED or _asks(text, vocabulary) for text in others):
        return "signature"
    # A narrow column may have cut the words of one: "Agree d by (print name) :".
    if any(_asks(text, vocabulary) for text in others) and all(text.endswith(":") for text in texts):
        return "signature"
    if others and _opens(first, "signature", vocabulary) and all(_asks(text, vocabulary) for text in others):
        return "signature"
    return "key" if not rates and _is_entry_of_key(texts, vocabulary) else None


def _is_count(text: str) -> bool:
    return bool(_COUNT.fullmatch(text) or _COUNTED.fullmatch(text))


def _opens(text: str, key: str, vocabulary: Vocabulary) -> bool:
    return phrases_of(vocabulary, "notes", key).match(text) is not None


def _opens_cut(text: str, key: str, vocabulary: Vocabulary) -> bool:
    """The same for words that a column of a few letters cut: "Tot al n um ber of a ctio ns"."""
    letters = "".join(text.split()).casefold()
    phrases = (phrase.replace(" ", "").casefold() for phrase in vocabulary["notes"][key] if " " in phrase)
    return any(letters.startswith(phrase) for phrase in phrases)


def _is_marked(text: str, key: str, vocabulary: Vocabulary) -> bool:
    """Whether what is named is set off: "Key: …", "RAG key", not "Key agencies to agree …"."""
    match = phrases_of(vocabulary, "notes", key).match(text)
    return match is not None and re.match(r"\s*(?:$|[:=(–-]|\n)", text[match.end() :]) is not None


def _asks(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a cell asks for a signature: "Signed by the chair:", "Signature", "Print name ____"."""
    if not _opens(text, "signature", vocabulary) or len(text) > _LONGEST:
        return False
    return text.rstrip(" _.").endswith(":") or "__" in text or _is_marked(text, "signature", vocabulary)


def _is_entry_of_key(texts: Sequence[str], vocabulary: Vocabulary) -> bool:
    """A rating with what it means beside it, and nothing else in the row: "Green | Action complete"."""
    return len(texts) == 2 and is_only_ratings(texts[0], vocabulary) and texts[1][:1].isalpha() and len(texts[1]) < 60
