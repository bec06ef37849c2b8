"""When an action was begun and completed, from a completion column or a progress column.

The two columns are read differently. A completion column exists to say when, so a bare date counts there; in a
progress column only a date that the text itself calls the completion or the start of the whole.
Dates of something expected, of a later check, or of single steps in a long narrative are no completion dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from normalise.completion.parts import SOME_OF_SEVERAL
from normalise.completion.state import parse_state
from normalise.dates import read_dates
from normalise.dates.roles import Context, contexts, has_cue, last_cue
from normalise.phrases import phrases_of
from normalise.plan import CompletionState, DateRole, DateValue
from normalise.target import span_of
from normalise.vocabulary import Vocabulary

Column = Literal["completion", "progress"]

_SHORT_LINE = 12
"""Words. A line of a completion column up to this long is about its date and little else."""

_SHORT_CELL = 12
"""Words. A progress cell up to this long speaks of the whole action."""

_NEAR = 10
"""Words between "rolled out" and "in May 2021" in a narrative that still belong together."""

_CLOSE = 8
"""Words between an opening "Completed" and its date in a progress column."""

_OPENING_THING = 4
"""Words of "Staff training was completed" before its date."""

_WHOLE_KEYS = ("whole", "started")

_SUB_CLAUSE = re.compile(r",|\s[-–—]\s|\bbut\b|\bhowever\b|\bnow\b", re.IGNORECASE)

_WINDOW = 400
"""Characters looked at around a date; twelve words are never longer."""

_IN_PART = re.compile(rf"(?<![\d.])\d{{1,2}}(?:\.\d)?\s?(?:%|per\s?cent)|{SOME_OF_SEVERAL}", re.IGNORECASE)
"""Not the whole: "90 %", "delivered in 6 of the 9"."""
_COMPLETION = re.compile(r"\bcompletion\b", re.IGNORECASE)
_LEADS_IN = re.compile(r"\W*(?:(?:in|on|during|by|from|as of)\W*)?", re.IGNORECASE)
_RATING = re.compile(
    r"\W*(?:wedi[^/\n.]{1,25}/\s)?(?:(?:red|amber|green|blue|grey|gray|rag)\b\W*){0,3}"
    r"(?:action|actions|this|all|now|fully|work|training)?(?:\s(?:on|for)\sthis)?(?:\s(?:has|was|have))?\W*",
    re.IGNORECASE,
)
_ACTION_WAS = re.compile(
    r"\b(?:this|the|this action|the action|this recommendation|the recommendation|it|action)"
    r"\s(?:was|were|is|has been|have been)(?:\s(?:now|fully|then|formally|also|since|been)){0,2}\s",
    re.IGNORECASE,
)


_OF_ACTION = re.compile(r"\b(?:this|the)\s(?:action|recommendation)\b", re.IGNORECASE)
_PASSIVE = re.compile(
    r"\b(?:was|is|been|as)\s(?:(?:now|fully|then|formally|since)\s)?[a-z-]{2,15}(?:\soff)?\Z", re.IGNORECASE
)
_PIECE = re.compile(r"[.;:](?=\s|$)|\n|\s[-–—]\s")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class CompletionDates:
    """When it was begun and completed.

    Attributes:
        dates: In printed order; roles `started` and `completed` only.
        earliest: First day of the completed dates, or None.
        latest: Last day of the completed dates, or None.
        warnings: Codes of the date reader.
    """

    dates: tuple[DateValue, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    warnings: tuple[str, ...] = ()


def parse_completion_dates(text: str | None, *, column: Column, vocabulary: Vocabulary) -> CompletionDates:
    """The dates in a cell that say when an action was begun or completed.

    Args:
        text: The cell, or None.
        column: Whether it is the completion (or outcome) column or the progress (or status) column.
        vocabulary: Section `date_words`.
    """
    if text is None:
        return CompletionDates()
    short = len(text.split()) <= _SHORT_LINE
    reading = read_dates(text, years=short, vocabulary=vocabulary)
    values: list[DateValue] = []
    carried: DateRole | None = None
    for context in contexts(text, reading.dates):
        role = carried if context.follows_on and carried else _role(text, context, column, vocabulary)
        carried = role
        if role is not None:
            when = context.when
            values.append(DateValue(when.text, when.edtf, when.earliest, when.latest, role))
    earliest, latest = span_of(value for value in values if value.role is DateRole.COMPLETED)
    return CompletionDates(tuple(values), earliest, latest, reading.warnings if values or short else ())


def _role(text: str, context: Context, column: Column, vocabulary: Vocabulary) -> DateRole | None:
    if _is_ahead(context, vocabulary):
        return None
    if column == "progress":
        return _role_in_progress(text, context, vocabulary)
    return _role_in_completion(text, context, vocabulary)


def _is_ahead(context: Context, vocabulary: Vocabulary) -> bool:
    """Whether the clause speaks of something expected or unfinished ("due March 2023", "June 2023 - to be agreed")."""
    # "Delayed by the pandemic, completed June 2021": what the last part of the clause says is what holds.
    last_part = _SUB_CLAUSE.split(context.before)[-1]
    words = last_part if has_cue(vocabulary, "completed", last_part) else context.before
    if has_cue(vocabulary, "expected", words) or _IN_PART.search(words):
        return True
    cue = last_cue(vocabulary, ("started", "completed"), context.before)
    if cue is not None and _LEADS_IN.fullmatch(context.before, cue[1]) and not _COMPLETION.search(context.before):
        # "Commenced in June 2021 and is expected to be finished by …", "Completed May 2021; next review …"
        return False
    return _opens_with_expectation(" ".join(context.after.split()[:5]), vocabulary)


def _opens_with_expectation(opening: str, vocabulary: Vocabulary) -> bool:
    """Whether an expectation stands in some words before any word of completion ("to be agreed")."""
    expected = phrases_of(vocabulary, "date_words", "expected").search(opening)
    completed = phrases_of(vocabulary, "date_words", "completed").search(opening)
    return expected is not None and (completed is None or expected.start() < completed.start())


def _role_in_completion(text: str, context: Context, vocabulary: Vocabulary) -> DateRole | None:
    cue = last_cue(vocabulary, ("completed", "started", "review", "progressing"), context.before)
    if cue is not None:
        near = len(context.before[cue[1] :].split()) <= _NEAR
        done = cue[0] == "review" and _check_was_the_action(text, context, vocabulary)
        return _as_role("completed" if done else cue[0]) if near else None
    if context.opens_line:
        return _role_of_heading_date(context, vocabulary)
    if _LEADS_IN.fullmatch(context.before):
        return _role_by_what_follows(context, vocabulary)
    short = len(_line_of(text, context).split()) <= _SHORT_LINE
    return DateRole.COMPLETED if short and not has_cue(vocabulary, "progressing", context.after) else None


def _check_was_the_action(text: str, context: Context, vocabulary: Vocabulary) -> bool:
    """Whether a check is what was to be done ("Policy reviewed March 2022"): nothing was called complete before it."""
    earlier = text[max(0, context.when.start - _WINDOW) : context.when.start]
    return (
        context.first and has_cue(vocabulary, "checked", context.before) and not has_cue(vocabulary, "whole", earlier)
    )


def _role_of_heading_date(context: Context, vocabulary: Vocabulary) -> DateRole | None:
    """A date that opens its line: what happened then follows, and only unfinished work takes it away."""
    found = _role_by_what_follows(context, vocabulary)
    if found is not None:
        return found
    return None if has_cue(vocabulary, "progressing", context.after) else DateRole.COMPLETED


def _role_by_what_follows(context: Context, vocabulary: Vocabulary) -> DateRole | None:
    after = " ".join(context.after.split()[:_NEAR])
    if has_cue(vocabulary, "completed", after):
        return DateRole.COMPLETED
    if has_cue(vocabulary, "started", after):
        return DateRole.STARTED
    return None


def _role_in_progress(text: str, context: Context, vocabulary: Vocabulary) -> DateRole | None:
    if len(text) > _WINDOW or len(text.split()) > _SHORT_CELL:
        told = _role_of_opening_word(context, vocabulary) or _role_of_closed_action(context, vocabulary)
        return told or _role_of_opening_thing(text, context, vocabulary)
    cue = last_cue(vocabulary, _WHOLE_KEYS, context.before)
    if cue is not None and _within(context.before[cue[1] :]):
        return _as_role(cue[0])
    cue = last_cue(vocabulary, _WHOLE_KEYS, " ".join(context.after.split()[:3]))
    if cue:
        return _as_role(cue[0])
    return (
        DateRole.COMPLETED if context.first and context.last and _tells_of_one_end(text, context, vocabulary) else None
    )


def _tells_of_one_end(text: str, context: Context, vocabulary: Vocabulary) -> bool:
    """Whether the one date of a short cell is that of its end: "Sent out 12 July 2018. Completed.", "Signed 3/5/21"."""
    if any(has_cue(vocabulary, key, context.before) for key in ("review", "started", "progressing")):
        return False
    opening = phrases_of(vocabulary, "date_words", "completed", "handed_over").match(text.lstrip())
    if opening and _LEADS_IN.fullmatch(context.before, opening.end()) and not _WORD.search(context.after):
        return True
    ends = phrases_of(vocabulary, "date_words", "whole")
    return any(ends.fullmatch(piece.strip()) for piece in _PIECE.split(text))


def _role_of_closed_action(context: Context, vocabulary: Vocabulary) -> DateRole | None:
    """Completed, where the clause says of the action that it was closed: "The action … and was signed off on"."""
    cue = last_cue(vocabulary, ("whole",), context.before)
    subject = _OF_ACTION.search(context.before)
    if cue is None or subject is None or not _within(context.before[cue[1] :]):
        return None
    return DateRole.COMPLETED if _PASSIVE.search(context.before, subject.end(), cue[1]) else None


def _role_of_opening_thing(text: str, context: Context, vocabulary: Vocabulary) -> DateRole | None:
    """Completed, where a few words say so of the one thing to do and no later ones differ: "Audit completed 3/5/21"."""
    cue = last_cue(vocabulary, ("whole",), context.before)
    if (
        not context.first
        or cue is None
        or not _LEADS_IN.fullmatch(context.before, cue[1])
        or _WORD.search(context.after)
    ):
        return None
    is_short = len(context.before.split()) <= _OPENING_THING
    return DateRole.COMPLETED if is_short and parse_state(text, vocabulary) is CompletionState.COMPLETE else None


def _within(between: str) -> bool:
    """Whether a date is near enough to the word before it; behind a colon stands what was done, step by step."""
    return len(re.findall(r"\w+", between)) <= (1 if between.lstrip().startswith(":") else _CLOSE)


def _role_of_opening_word(context: Context, vocabulary: Vocabulary) -> DateRole | None:
    """The role where the clause opens with the word, or says it of the action.

    "Completed and all changes put in place - Nov 2022.", "… and the action was closed in March 2020".
    """
    rating = _RATING.match(context.before)
    places = [rating.end() if rating else 0, *(was.end() for was in _ACTION_WAS.finditer(context.before))]
    for at in places:
        for key in _WHOLE_KEYS:
            found = phrases_of(vocabulary, "date_words", key).match(context.before, at)
            if found:
                return _as_role(key) if _within(context.before[found.end() :]) else None
    return None


def _as_role(key: str) -> DateRole | None:
    return {"completed": DateRole.COMPLETED, "whole": DateRole.COMPLETED, "started": DateRole.STARTED}.get(key)


def _line_of(text: str, context: Context) -> str:
    before = text[max(0, context.when.start - _WINDOW) : context.when.end]
    return before.rpartition("\n")[2] + text[context.when.end : context.when.end + _WINDOW].partition("\n")[0]
