"""A narrative cell cut into its updates, each with its label, date, rating and words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from normalise.dates import find_dates
from normalise.plan import Rag, Update
from normalise.ratings.closing import with_closing_ratings_apart
from normalise.ratings.words import RatingWords, is_rating_line, leading_ratings, rating_words
from normalise.updates.labels import Label, find_labels
from normalise.vocabulary import Vocabulary

FEWEST_UNLABELLED_WORDS = 5
"""Words before the first label that make an update of their own; fewer are a heading or a status."""

_OPENING_LENGTH = 40
_OPENING = re.compile(r"\W*(?:as (?:of|at)\s+|in\s+)?", re.IGNORECASE)
_HAS_YEAR = re.compile(r"\d{4}|\d{2}\b")


def parse_updates(
    text: str | None, vocabulary: Vocabulary, progress_ratings: tuple[Rag, ...] = ()
) -> tuple[Update, ...]:
    """The labelled or dated updates in a cell, oldest first where they carry dates.

    A rating line or word right before a label belongs to that label's update; where the last update has one behind
    it and the first none before, or where ratings close its lines, each belongs to the update above it. Updates
    without a rating of their own take the progress column's ratings one to one where there are as many of them.

    Args:
        text: The cell, lines separated by a newline; None for no cell.
        vocabulary: Section `update_labels` and the rating sections.
        progress_ratings: The ratings of the progress column, in printed order.

    Returns:
        Nothing where the cell has no label at all: plain narrative is no update.
    """
    words = rating_words(vocabulary)
    text, is_closed = with_closing_ratings_apart(text or "", words)
    labels = find_labels(text, vocabulary) if text else ()
    if not labels:
        return ()
    labelled = _labelled(text, labels, vocabulary, is_closed=is_closed)
    updates = [*_unlabelled(text[: labels[0].start], words), *labelled] if labelled else []
    return tuple(_oldest_first(_with_progress_ratings(updates, progress_ratings)))


def columns_to_updates(cells: Sequence[tuple[str, str, Rag | None]], vocabulary: Vocabulary) -> tuple[Update, ...]:
    """The updates of a table that has a column for each.

    Args:
        cells: Printed heading, words and the rating in the column beside it, oldest first; empty cells left out.
        vocabulary: The rating sections.
    """
    words = rating_words(vocabulary)
    updates: list[Update] = []
    for heading, text, beside in cells:
        label = " ".join(heading.split())
        body, rating = _without_opening_rating(text, words)
        updates.append(Update(label, _edtf(label, body, vocabulary), rating or beside, body or text))
    return tuple(updates)


def date_order(label: str, vocabulary: Vocabulary) -> str | None:
    """What orders labels in time; None for a label without a date that has its year."""
    edtf = _edtf(label, "", vocabulary)
    return _key(edtf) if edtf else None


def _unlabelled(lead: str, words: RatingWords) -> list[Update]:
    body, _ = _without_closing_ratings(lead, words)
    ratings, end = leading_ratings(body.strip(), words)
    body = body.strip()[end:]
    if len(body.split()) < FEWEST_UNLABELLED_WORDS:
        return []
    return [Update(None, None, ratings[-1] if ratings else None, body)]


def _labelled(text: str, labels: Sequence[Label], vocabulary: Vocabulary, *, is_closed: bool) -> list[Update]:
    updates: list[Update] = []
    words = rating_words(vocabulary)
    _, before = _without_closing_ratings(text[: labels[0].start], words)
    ends = [*(label.start for label in labels[1:]), len(text)]
    closed_by_ratings = is_closed or _are_closed_by_ratings(text, labels, before, words)
    for label, end in zip(labels, ends, strict=True):
        segment = text[label.end : end]
        takes_off = end < len(text) or closed_by_ratings
        body, closing = _without_closing_ratings(segment, words) if takes_off else (segment, None)
        body, opening = _without_opening_rating(body.strip(), words)
        if body:
            rating = label.ratings[-1] if label.ratings else (closing if closed_by_ratings else before) or opening
            updates.append(Update(label.text, _edtf(label.text, body, vocabulary), rating, body))
        before = closing
    return updates


def _are_closed_by_ratings(text: str, labels: Sequence[Label], before: Rag | None, words: RatingWords) -> bool:
    """Whether the rating lines of a cell end its updates: the last one has one behind it, and the first none before."""
    last, rating = _without_closing_ratings(text[labels[-1].end :], words)
    return before is None and rating is not None and bool(last.strip()) and not any(label.ratings for label in labels)


def _without_closing_ratings(segment: str, words: RatingWords) -> tuple[str, Rag | None]:
    """A segment without the rating lines at its end, which stand before the next label, and the last of them."""
    lines = segment.rstrip().split("\n")
    rating: Rag | None = None
    while lines and lines[-1].strip() and is_rating_line(lines[-1].strip(), words):
        found, _ = leading_ratings(lines.pop().strip(), words)
        rating = rating or (found[-1] if found else None)
    return "\n".join(lines), rating


def _without_opening_rating(body: str, words: RatingWords) -> tuple[str, Rag | None]:
    """The words of an update without the line at its start that is only a rating, and that rating."""
    first, _, rest = body.partition("\n")
    found, end = leading_ratings(first, words)
    if found and end >= len(first):
        return rest.strip(), found[-1]
    return body, None


def _edtf(label: str, body: str, vocabulary: Vocabulary) -> str | None:
    """The date in a label, else the one that opens the words; None for a month without its year."""
    for date in find_dates(label, vocabulary=vocabulary):
        if _HAS_YEAR.search(date.text):
            return date.edtf
    head = body[:_OPENING_LENGTH].split("\n")[0]
    opening = _OPENING.match(head)
    for date in find_dates(head, years=False, vocabulary=vocabulary)[:1]:
        if opening and date.start <= opening.end() and _HAS_YEAR.search(date.text):
            return date.edtf
    return None


def _with_progress_ratings(updates: list[Update], ratings: tuple[Rag, ...]) -> list[Update]:
    unrated = [n for n, update in enumerate(updates) if update.rag is None]
    if len(unrated) == len(ratings):
        for n, rating in zip(unrated, ratings, strict=True):
            updates[n] = replace(updates[n], rag=rating)
    return updates


def _oldest_first(updates: list[Update]) -> list[Update]:
    """Printed order, turned round where the dates run backwards, sorted where all carry one."""
    dates = [update.edtf for update in updates if update.edtf]
    if len(set(dates)) < 2:
        return updates
    pairs = pairwise(dates)
    if all(_key(a) >= _key(b) for a, b in pairs):
        return updates[::-1]
    if len(dates) == len(updates):
        return sorted(updates, key=lambda update: _key(update.edtf or ""))
    return updates


_SEASONS = {"21": "03", "22": "06", "23": "09", "24": "12"}


def _key(edtf: str) -> str:
    """What orders EDTF dates: their first day as text; seasons count from their first month."""
    start = edtf.split("/")[0]
    year, _, rest = start.partition("-")
    month = rest[:2]
    return f"{year}-{_SEASONS.get(month, month)}{rest[2:]}"
