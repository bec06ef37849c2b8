"""A target date cell: its dates with their roles, and what kind of target it states (contract: `target_kind`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from normalise.dates import Reading, bounds, read_dates
from normalise.dates.durations import counted_from
from normalise.dates.printed import YEAR_MISSING, PrintedDate
from normalise.dates.roles import Context, contexts, has_cue, last_cue
from normalise.phrases import as_listed, is_only, phrases_of
from normalise.plan import DateRole, DateValue, TargetKind
from normalise.vocabulary import Vocabulary

NOT_UNDERSTOOD = "target_not_understood"
"""The cell says something that is neither a date nor a phrase we know."""

_SECTION = "target"
_DURATION = re.compile(
    r"(?<!\w)(?:\d{1,3}(?:\s?[-–/]\s?\d{1,3})?|one|two|three|four|five|six|nine|twelve|eighteen|twenty[\s-]four|a|\d\s?to\s?\d{1,2})\+?"
    r"[\s-]{0,2}(?:working\s|calendar\s)?(?:days?|weeks?|wks?|fortnight|months?|mths?|years?|yrs?)(?!\w|[\s-]{1,2}olds?\b)",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince\W*\Z", re.IGNORECASE)
_NEAR_DATE = 12
"""Characters before "TBC" that may say what is to be confirmed."""
_AS_NUMBER = re.compile(r"\W*as\s{1,2}\d{1,2}(?:\.\d{1,2}|[a-z])?\W*", re.IGNORECASE)
_BEHIND_ANOTHER = re.compile(
    r"\b(?:to follow|follows|following|after|once|on completion of)\s+"
    r"(?:(?:action|recommendation|rec|no|item|point)s?\.?\s*\d{1,2}(?:\.\d{1,2})?|\d{1,2}\.\d{1,2})[a-z]?\b",
    re.IGNORECASE,
)
"""When another action is done: "To follow 2.1"."""
_DITTO = re.compile(r"[\s-]*(?:[\"“”„″〃]|'{2}|’{2}|``|,{2})[\s\"“”″〃'’-]*")
_NEAR = 3
"""Words between "review" and its "due"."""
_STATED_FOR_A_STEP = re.compile(r"\b(?:by|be|for|is|are|was)\W*\Z", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]")
_AFTER_IS_REVIEW = re.compile(r"[\W_]*(?:for\s{1,2}|to be\s{1,2})?(\w[\w\s-]{0,20})\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """What a target cell says.

    Attributes:
        dates: Every date in printed order with its role.
        kind: What it states.
        earliest: First day of the due dates; None without one, or where one has an open start.
        latest: Last day of the due dates; None without one, or where one has an open end.
        warnings: Codes of the date reader, and `target_not_understood`.
    """

    dates: tuple[DateValue, ...] = ()
    kind: TargetKind = TargetKind.NOT_STATED
    earliest: date | None = None
    latest: date | None = None
    warnings: tuple[str, ...] = ()


def parse_target(text: str | None, vocabulary: Vocabulary) -> Target:
    """The target that a cell states; a cell that is empty or only dashes states none.

    Args:
        text: The cell, or None.
        vocabulary: Sections `target` and `date_words`.
    """
    if text is None or not _WORD.search(text):
        return Target(kind=TargetKind.REFERENCE) if text and _DITTO.fullmatch(text) else Target()
    reading = read_dates(text, vocabulary=vocabulary)
    dates, counted = _counted(text, reading.dates, _with_roles(text, reading.dates, vocabulary))
    kind, understood = _kind(text, reading, vocabulary)
    kind = TargetKind.RELATIVE if counted and kind is TargetKind.DATED else kind
    earliest, latest = span_of(value for value in dates if value.role is DateRole.DUE)
    recurs = kind is TargetKind.ONGOING and phrases_of(vocabulary, _SECTION, "recurring").search(text)
    # "April each year" wants no year.
    warnings = () if recurs and reading.warnings == (YEAR_MISSING,) else reading.warnings
    if not understood and not warnings:
        warnings = (NOT_UNDERSTOOD,)
    return Target(dates, kind, earliest, latest, warnings)


def span_of(values: Iterable[DateValue]) -> tuple[date | None, date | None]:
    """The earliest first day and the latest last day; an open end on one side leaves that side None."""
    chosen = list(values)
    firsts = [value.earliest for value in chosen]
    lasts = [value.latest for value in chosen]
    first = None if None in firsts else min((day for day in firsts if day), default=None)
    last = None if None in lasts else max((day for day in lasts if day), default=None)
    return first, last


def _with_roles(text: str, dates: tuple[PrintedDate, ...], vocabulary: Vocabulary) -> tuple[DateValue, ...]:
    values: list[DateValue] = []
    for context in contexts(text, dates):
        inherited = values[-1].role if context.follows_on else DateRole.DUE
        role = inherited if inherited is not DateRole.DUE else _role(context, len(dates), vocabulary)
        when = context.when
        values.append(DateValue(when.text, when.edtf, when.earliest, when.latest, role))
    return tuple(values)


def _counted(
    text: str, printed: tuple[PrintedDate, ...], values: tuple[DateValue, ...]
) -> tuple[tuple[DateValue, ...], bool]:
    """The dates, those that a span of time counts from replaced by its end, and whether all due dates are such.

    "Within six months of 1 March 2022" states the day that it counts from, and so the day it is due.
    """
    result: list[DateValue] = []
    plain = False
    for when, value in zip(printed, values, strict=True):
        counted = counted_from(text[: when.start], when.edtf) if value.role is DateRole.DUE else None
        if counted is None:
            plain = plain or value.role is DateRole.DUE
            result.append(value)
            continue
        words = " ".join(text[counted.start : when.end].split())
        result.append(DateValue(words, counted.edtf, *bounds(counted.edtf), DateRole.DUE))
    return tuple(result), bool(result) and not plain and tuple(result) != values


def _role(context: Context, count: int, vocabulary: Vocabulary) -> DateRole:
    """Due, unless the nearest cue before the date, or a lone one behind it, says otherwise."""
    before = context.before
    if _SINCE.search(before):
        return DateRole.STARTED
    cue = last_cue(vocabulary, ("review", "started", "whole", "expected"), before)
    if cue is None:
        # "Launch March 2022, review Sept 2022": a word between two dates belongs to the second, unless in brackets.
        behind = _AFTER_IS_REVIEW.fullmatch(context.after) if context.last or ")" in context.after else None
        alone = behind is not None and is_only(phrases_of(vocabulary, "date_words", "review"), behind[1])
        # "June 2022 (reviewed annually)" is due in June; the recurrence has no date.
        recurs = behind is not None and phrases_of(vocabulary, _SECTION, "recurring").search(behind[1])
        return DateRole.REVIEW if alone and not recurs else DateRole.DUE
    key, end = cue
    if key == "review" and context.first and _the_review(vocabulary).search(before[:end]):
        return DateRole.DUE
    between = before[end:]
    if key == "expected" and not context.first and _review_is_due(before[:end], vocabulary):
        return DateRole.REVIEW
    if key == "review":
        # "Review of the policy by June" is work to be done by June; with an earlier date it is a later check.
        work = count == 1 and re.search(r"\bby\b", between, re.IGNORECASE)
        return DateRole.DUE if work else DateRole.REVIEW
    if key == "expected" or _STATED_FOR_A_STEP.search(between):
        return DateRole.DUE
    if has_cue(vocabulary, "expected", before):
        return DateRole.DUE
    return DateRole.STARTED if key == "started" else _completed_or_due(before, between)


@lru_cache(maxsize=8)
def _the_review(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Finds at the end of a text the homicide review itself, not a later check."""
    return re.compile(rf"\b(?:{as_listed(vocabulary[_SECTION]['before_review'])})\s{{1,2}}review\Z", re.IGNORECASE)


def _review_is_due(words: str, vocabulary: Vocabulary) -> bool:
    """Whether what is expected is the review named just before ("next review due", "review to be")."""
    cue = last_cue(vocabulary, ("review",), words)
    return cue is not None and len(words[cue[1] :].split()) <= _NEAR


def _completed_or_due(before: str, between: str) -> DateRole:
    # "Completion date: June 2022" heads a target; "Completed June 2022" reports. Words between weaken the link.
    planned = re.search(r"\bcompletion(?:\s+date)?\W*\Z", before, re.IGNORECASE)
    close = len(re.findall(r"\w+", between)) <= 2
    return DateRole.COMPLETED if close and not planned else DateRole.DUE


def _kind(text: str, reading: Reading, vocabulary: Vocabulary) -> tuple[TargetKind, bool]:
    """The kind, and whether the cell was understood at all.

    A date that lacks its year, or does not exist, is still what the cell states, where it states nothing else.
    """

    def says(key: str) -> bool:
        return phrases_of(vocabulary, _SECTION, key).search(text) is not None

    if _says_ongoing(text, vocabulary):
        return TargetKind.ONGOING, True
    if reading.dates:
        return TargetKind.DATED, True
    if is_only(phrases_of(vocabulary, _SECTION, "not_stated"), text):
        return TargetKind.NOT_STATED, True
    if says("not_applicable"):
        return TargetKind.NOT_APPLICABLE, True
    if _leaves_date_open(text, vocabulary) or _opens_with_open_date(text, vocabulary):
        return TargetKind.TO_BE_CONFIRMED, True
    if says("reference") or _AS_NUMBER.fullmatch(text) or _BEHIND_ANOTHER.search(text):
        return TargetKind.REFERENCE, True
    if says("to_be_confirmed"):
        return TargetKind.TO_BE_CONFIRMED, True
    relative = says("relative")
    if says("recurring") and not relative:
        return TargetKind.ONGOING, True
    if relative or _DURATION.search(text):
        return TargetKind.RELATIVE, True
    if reading.warnings:
        return TargetKind.DATED, True
    return (TargetKind.RELATIVE, True) if says("relative_loosely") else (TargetKind.NOT_STATED, False)


def _opens_with_open_date(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a cell says first, set off from the rest, that the date is open: "TBC – linked to the conference"."""
    found = phrases_of(vocabulary, _SECTION, "to_be_confirmed").match(text)
    return found is not None and text[found.end() :].lstrip()[:1] in tuple("-–—,;:(")


def _leaves_date_open(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a cell says of its date by name that it is open, whatever it refers to: "As action 4, date TBC"."""
    open_words = phrases_of(vocabulary, _SECTION, "to_be_confirmed").finditer(text)
    of_the_date = phrases_of(vocabulary, _SECTION, "names_of_date")
    return any(of_the_date.search(text, max(0, found.start() - _NEAR_DATE), found.end()) for found in open_words)


def _says_ongoing(text: str, vocabulary: Vocabulary) -> bool:
    bare = phrases_of(vocabulary, _SECTION, "not_ongoing").sub(" ", text)
    return phrases_of(vocabulary, _SECTION, "ongoing").search(bare) is not None
