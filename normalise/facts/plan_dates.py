"""When the plan was made and when it was last brought up to date, from labels and from dates that stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from normalise.dates import PrintedDate, find_dates
from normalise.facts.lines import Line, Origin
from normalise.facts.partnership import MAX_NAME_WORDS
from normalise.facts.review_reference import reference_span
from normalise.facts.title import MAX_TITLE_WORDS, find_salutation
from normalise.phrases import as_listed, phrases_of
from normalise.plan import DateRole, DateValue
from normalise.vocabulary import Vocabulary

MAX_GAP_WORDS = 6
"""Words between a label and its date ("updated by the partnership team on …")."""

_CLAUSE = re.compile(r"[.;|](?= |$)")
_FEW_WORDS = re.compile(r"[\s:–—,()\[\]-]*(?:on|in|at|of|the|to|version|v)?[\s:–—,()\[\]\d.-]*", re.IGNORECASE)
_APART = re.compile(r"\s*(?:[.;,(|]|[–—-](?=\s))\s*")
_OF_PLAN = re.compile(r"\bplan\b", re.IGNORECASE)
_TOLD_WITHIN = 200
_EDTF_YEAR = re.compile(r"\d{4}")


class Sureness(IntEnum):
    """How sure a date is; the lowest wins."""

    LABELLED = 0
    IN_TITLE = 1
    ALONE = 2
    TOLD = 3


@dataclass(frozen=True, slots=True)
class _Reading:
    updated: bool
    sureness: Sureness
    value: DateValue


def find_plan_dates(lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[DateValue | None, DateValue | None]:
    """The date of the plan and the date of its last update; each None where not stated.

    A letter's date is none of a plan. Of several updates the latest is taken, of several plan dates the surest, then
    the first.

    Args:
        lines: As `blocks_to_lines` gives them.
        vocabulary: All phrases.
    """
    is_letter = find_salutation(lines, vocabulary) is not None
    readings = [r for line in lines if line.words <= MAX_TITLE_WORDS for r in _readings(line, vocabulary)]
    front = (line for line in lines if line.origin is Origin.FRONT and line.words > MAX_TITLE_WORDS)
    readings += [r for line in front for r in _told(line.text, vocabulary)]
    if is_letter:
        readings = [r for r in readings if r.sureness is not Sureness.ALONE]
    made = [r for r in readings if not r.updated]
    updated = [r for r in readings if r.updated]
    plan_date = min(made, key=lambda r: r.sureness).value if made else None
    return plan_date, (max(updated, key=_recency).value if updated else None)


def _recency(reading: _Reading) -> str:
    latest = reading.value.latest or reading.value.earliest
    return latest.isoformat() if latest else ""


def _readings(line: Line, vocabulary: Vocabulary) -> Iterator[_Reading]:
    """The dates of one line that belong to the plan."""
    if not any(character.isdigit() for character in line.text):
        return
    taken = reference_span(line.text, vocabulary)
    end = 0
    for printed in find_dates(line.text, vocabulary=vocabulary):
        if taken and printed.start < taken[1] and taken[0] < printed.end:
            continue
        before, after = line.text[end : printed.start], line.text[printed.end :]
        end = printed.end
        reading = _read(line, before, after, printed, vocabulary)
        if reading:
            yield reading


def _told(text: str, vocabulary: Vocabulary) -> Iterator[_Reading]:
    """The dates that prose gives the plan: "The action plan was agreed by the board on 4 May 2020 and updated on …"."""
    if phrases_of(vocabulary, "fact_words", "about_plan").search(text) is None:
        return
    for printed in find_dates(text, vocabulary=vocabulary):
        said = _told_pattern(vocabulary).search(text, max(0, printed.start - _TOLD_WITHIN), printed.start)
        if said is not None:
            value = DateValue(printed.text, printed.edtf, printed.earliest, printed.latest, DateRole.COMPLETED)
            yield _Reading(said["updated"] is not None, Sureness.TOLD, value)


def _read(line: Line, before: str, after: str, printed: PrintedDate, vocabulary: Vocabulary) -> _Reading | None:
    clause = _CLAUSE.split(before)[-1]
    label = _last_label(clause, vocabulary)
    value = DateValue(printed.text, printed.edtf, printed.earliest, printed.latest, DateRole.COMPLETED)
    if label == "other_date":
        return None
    is_plans = line.origin is not Origin.NEAR_TABLE or _OF_PLAN.search(clause) is not None
    if label and (is_plans or label == "plan_updated"):
        updated = label == "plan_updated" or _says_updated(after, vocabulary)
        return _Reading(updated, Sureness.LABELLED, value)
    if label or line.origin is Origin.NEAR_TABLE:
        return None
    return _unlabelled(line, before, after, value, vocabulary)


def _unlabelled(line: Line, before: str, after: str, value: DateValue, vocabulary: Vocabulary) -> _Reading | None:
    """A date with its label behind it, in a title, or alone on a line; a year alone is not enough."""
    if _says_updated(after, vocabulary):
        return _Reading(True, Sureness.LABELLED, value)
    if _EDTF_YEAR.fullmatch(value.edtf) or ".." in value.edtf:
        return None
    ends = not after.strip(" ).,") or _goes_on_with_update(after, vocabulary)
    if ends and not before.strip(" (–—-,:"):
        return _Reading(False, Sureness.ALONE, value)
    if ends and line.origin is Origin.FRONT and _names_owner(before, vocabulary):
        return _Reading(False, Sureness.ALONE, value)
    is_title = phrases_of(vocabulary, "fact_titles", "plan", "review").search(before)
    other = phrases_of(vocabulary, "fact_labels", "other_date", "death").search(line.text)
    if is_title and not other and (not after.strip(" ).,") or after.lstrip(" ,").startswith("(")):
        return _Reading(False, Sureness.IN_TITLE, value)
    return None


def _names_owner(before: str, vocabulary: Vocabulary) -> bool:
    """Whether what stands before a date is a partnership's name: "Northmere Community Safety Partnership, May 2020"."""
    words = before.strip(" (–—-,:")
    endings = phrases_of(vocabulary, "fact_partnerships", "community_safety", "other")
    return len(words.split()) <= MAX_NAME_WORDS and any(m.end() == len(words) for m in endings.finditer(words))


def _goes_on_with_update(after: str, vocabulary: Vocabulary) -> bool:
    """Whether the words behind a date tell of a later update: "May 2020 – updated March 2021"."""
    apart = _APART.match(after)
    updated = phrases_of(vocabulary, "fact_labels", "plan_updated").search(after, apart.end()) if apart else None
    return updated is not None and len(after[: updated.start()].split()) <= 2


def _says_updated(after: str, vocabulary: Vocabulary) -> bool:
    """Whether nothing but "(updated)" follows a date."""
    return bool(phrases_of(vocabulary, "fact_labels", "plan_updated").fullmatch(after.strip(" ()[]–—-,.")))


def _says_by_whom(label: re.Match[str], clause: str) -> bool:
    """Whether "by" has a body behind it and not the date: "Agreed by the Partnership: 4 May 2020"."""
    return label.group().casefold() == "by" and not _FEW_WORDS.fullmatch(clause, label.end())


@lru_cache(maxsize=8)
def _at_meeting(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Where a plan was brought up to date, between that word and the day: "reviewed at the board meeting of"."""
    meetings = as_listed(vocabulary["fact_words"]["meetings"])
    return re.compile(
        rf"\s(?:at|by|in)\s(?:[\w'’&-]{{1,20}}\s){{0,5}}(?:{meetings})\s?,?\s?(?:held )?(?:on|of|in)?[\s,(]*",
        re.IGNORECASE,
    )


@lru_cache(maxsize=8)
def _told_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Finds, right before a day, that the plan was agreed, or brought up to date, on it."""
    agreed, updated = (as_listed(vocabulary["fact_words"][key]) for key in ("told_agreed", "told_updated"))
    return re.compile(
        r"\b(?:plan|document|version|it)\s(?:was|has been)\s(?:\w{1,12}\s){0,2}?"
        rf"(?:{agreed}|(?P<updated>{updated}))\b"
        r"(?:\s(?!and\b|which\b|following\b|after\b|due\b)[\w'’&-]{1,25}){0,12}?\s(?:on|in)\s(?:the\s)?\Z",
        re.IGNORECASE,
    )


def _last_label(clause: str, vocabulary: Vocabulary) -> str | None:
    """The key of the label that stands nearest before a date, or None."""
    found: list[tuple[int, int, str]] = []
    for key in ("plan_date", "plan_updated", "other_date"):
        matches = phrases_of(vocabulary, "fact_labels", key).finditer(clause)
        found += [(m.end(), -m.start(), key) for m in matches if not _says_by_whom(m, clause)]
    about_plan = phrases_of(vocabulary, "fact_words", "about_plan")
    other_ends = {end for end, _, key in found if key == "other_date"}
    if any(key == "plan_updated" and _at_meeting(vocabulary).fullmatch(clause, end) for end, _, key in found):
        return "plan_updated"
    for end, negative_start, label in sorted(found, reverse=True):
        # "next review date", "death: date": a label that directly follows another says whose date it is.
        key = "other_date" if other_ends & {-negative_start, -negative_start - 1, -negative_start - 2} else label
        gap = clause[end:]
        starts_line = not clause[:-negative_start].strip(" (–—-*") if negative_start else True
        if _FEW_WORDS.fullmatch(gap) and (starts_line or len(clause.split()) <= 8 or about_plan.search(clause)):
            return key
        if len(gap.split()) <= MAX_GAP_WORDS and (starts_line or about_plan.search(clause[:-negative_start])):
            return key
    return None
