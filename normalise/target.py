"""A target date cell: its dates with their roles, and what kind of target it states (contract: `target_kind`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from normalise.dates import PrintedDate, read_dates
from normalise.dates.roles import Context, contexts, has_cue, last_cue
from normalise.phrases import is_only, phrases_of
from normalise.plan import DateRole, DateValue, TargetKind
from normalise.vocabulary import Vocabulary

NOT_UNDERSTOOD = "target_not_understood"
"""The cell says something that is neither a date nor a phrase we know."""

_SECTION = "target"
_DURATION = re.compile(
    r"(?<!\w)(?:\d{1,3}(?:\s?[-–/]\s?\d{1,3})?|one|two|three|four|five|six|nine|twelve|eighteen|twenty[\s-]four|a|\d\s?to\s?\d{1,2})\+?"
    r"[\s-]{0,2}(?:working\s|calendar\s)?(?:days?|weeks?|wks?|fortnight|months?|mths?|years?|yrs?)(?!\w)",
    re.IGNORECASE,
)
_STATED_FOR_A_STEP = re.compile(r"\b(?:by|be|for|is|are|was)\W*\Z", re.IGNORECASE)
_WORD = re.compile(r"\w")
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
        return Target()
    reading = read_dates(text, vocabulary=vocabulary)
    dates = _with_roles(text, reading.dates, vocabulary)
    kind, understood = _kind(text, bool(dates), vocabulary)
    earliest, latest = span_of(value for value in dates if value.role is DateRole.DUE)
    warnings = reading.warnings
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


def _role(context: Context, count: int, vocabulary: Vocabulary) -> DateRole:
    """Due, unless the nearest cue before the date, or a lone one behind it, says otherwise."""
    before = context.before
    cue = last_cue(vocabulary, ("review", "started", "whole", "expected"), before)
    if cue is None:
        # "Launch March 2022, review Sept 2022": a word between two dates belongs to the second, unless in brackets.
        behind = _AFTER_IS_REVIEW.fullmatch(context.after) if context.last or ")" in context.after else None
        alone = behind is not None and is_only(phrases_of(vocabulary, "date_words", "review"), behind[1])
        return DateRole.REVIEW if alone else DateRole.DUE
    key, end = cue
    between = before[end:]
    if key == "review":
        # "Review of the policy by June" is work to be done by June; with an earlier date it is a later check.
        work = count == 1 and re.search(r"\bby\b", between, re.IGNORECASE)
        return DateRole.DUE if work else DateRole.REVIEW
    if key == "expected" or _STATED_FOR_A_STEP.search(between):
        return DateRole.DUE
    if has_cue(vocabulary, "expected", before):
        return DateRole.DUE
    return DateRole.STARTED if key == "started" else _completed_or_due(before, between)


def _completed_or_due(before: str, between: str) -> DateRole:
    # "Completion date: June 2022" heads a target; "Completed June 2022" reports. Words between weaken the link.
    planned = re.search(r"\bcompletion(?:\s+date)?\W*\Z", before, re.IGNORECASE)
    close = len(between.split()) <= 2
    return DateRole.COMPLETED if close and not planned else DateRole.DUE


def _kind(text: str, dated: bool, vocabulary: Vocabulary) -> tuple[TargetKind, bool]:
    """The kind, and whether the cell was understood at all."""

    def says(key: str) -> bool:
        return phrases_of(vocabulary, _SECTION, key).search(text) is not None

    def only(key: str) -> bool:
        return is_only(phrases_of(vocabulary, _SECTION, key), text)

    if says("ongoing"):
        return TargetKind.ONGOING, True
    if dated:
        return TargetKind.DATED, True
    if says("not_applicable"):
        return TargetKind.NOT_APPLICABLE, True
    if only("not_stated"):
        return TargetKind.NOT_STATED, True
    return _kind_without_date(text, says("reference"), says("to_be_confirmed"), says("relative"), says("recurring"))


def _kind_without_date(
    text: str, reference: bool, unconfirmed: bool, relative: bool, recurring: bool
) -> tuple[TargetKind, bool]:
    if reference:
        return TargetKind.REFERENCE, True
    if unconfirmed:
        return TargetKind.TO_BE_CONFIRMED, True
    if recurring and not relative:
        return TargetKind.ONGOING, True
    if relative or _DURATION.search(text):
        return TargetKind.RELATIVE, True
    return TargetKind.NOT_STATED, False
