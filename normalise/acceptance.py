"""Is a table an action plan? Accepted, or rejected with a reason that a person can read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from normalise.columns import FINDING, RATING, Columns
from normalise.headings.words import GOOD, foreign_scores, heading_scores, plain_heading
from normalise.labels import is_label
from normalise.phrases import is_only, phrases_of, word_set
from normalise.updates.columns import says_only_when
from normalise.vocabulary import Vocabulary

PLAN = "action_plan"
_WORK = frozenset({"action", "recommendation"})
"""What is to be done stands in one of these."""
STEERING = frozenset({"lead_agency_text", "target_date_text", "completion_text", "progress_text"})
"""A plan says who, by when, or how far it has come."""
_FOLLOWING = frozenset({"response_text", "milestones", "intended_outcome", "scope_text"})
"""Any of these is enough beside a column of recommendations and one of actions, which only a plan has together."""
STEERING_ALONE = 2
"""So many of these where nothing says what was recommended: an agency and an action alone are a chronology's."""
_FOLLOWED_UP = frozenset({"target_date_text", "completion_text", "progress_text"})
"""What was found is to be acted on where a table without actions says one of these."""
_REPLIES = frozenset({"action", "progress_text", "response_text", "completion_text"})
"""One of these beside the recommendations is enough for a table whose title says that it is a plan."""
_LISTED = frozenset(
    {"recommendation", "recommendation_number", "recommendation_title", "scope_text", "lead_agency_text"}
)
"""A table of these alone lists recommendations and whom they address; the plan for them is another."""
_LEAST_FIELDS = 3
_TIMETABLE = 3
"""So many columns headed by a time and nothing else ("Q1", "Q2", "Q3") say when."""
_LONGEST_CAPTION = 20
"""Words."""
_EVENTS = frozenset({"chronology", "meetings", "good_practice"})
"""Captions that a plan's theme may read like: "Missed opportunities", "Involvement of the family"."""
_DONE_BEFORE = "done_before_the_review"
AGREED_BEFORE = "agreed_before_the_death"
FEW_HEADINGS = "not_enough_plan_headings"
_NEAREST = 3
"""So many titles above a table may say that a meeting agreed on it."""
_PART = re.compile(
    r"(?:(?:appendix|annexe?|section|table|part)\s+\w{1,4}|\d{1,2}(?:\.\d{1,2}){0,2})\s*[:.)–—-]?\s*", re.IGNORECASE
)
"""What numbers a heading."""
_FOREIGN_HEADINGS = 2
"""So many headings of another kind of table make it one of that kind, unless it speaks of recommendations."""


_OF_A_PLAN = frozenset({"recommendation", "milestones", "intended_outcome", "scope_text"})
"""What only a plan has; minutes have an action, an owner and a deadline too."""


def speaks_of_review(texts: Iterable[str], vocabulary: Vocabulary) -> bool:
    """Whether a document has anything to do with a review: it prints "domestic" or "recommendation" or the like."""
    words = phrases_of(vocabulary, "review_words", "phrases")
    return any(words.search(text) for text in texts)


def judge_table(
    columns: Columns,
    n_actions: int,
    under_recommendations: bool,
    about_review: bool,
    vocabulary: Vocabulary,
    captions: Sequence[str] = (),
    looks_ahead: bool = False,
) -> str:
    """Say `action_plan`, or why not, in one of the codes of `docs/codes.md`.

    Args:
        columns: Of the table.
        n_actions: Its logical rows.
        under_recommendations: Whether a banner or a paragraph gives them a recommendation.
        about_review: Whether the document speaks of a review; where not, headings that any minutes have are no plan's.
        vocabulary: The headings and captions of other tables.
        captions: Titles above the table, the nearest first.
        looks_ahead: Whether most of its actions are to be done: then no title makes them events.
    """
    fields = {field for field in columns.fields if field}
    printed = [heading.text for heading in columns.headings if heading.text]
    foreign = foreign_kind(printed, "recommendation" in fields, vocabulary)
    if foreign is not None:
        return foreign
    steering = len(fields & STEERING)
    if fields >= _WORK and fields & _FOLLOWING:
        steering += 1
    steering += sum(says_only_when(text, vocabulary) for text in printed) >= _TIMETABLE
    recommends = "recommendation" in fields or under_recommendations
    enough = steering >= (1 if recommends else STEERING_ALONE) and len(fields) >= _LEAST_FIELDS
    if not fields & _WORK or not (enough or _is_announced_reply(fields, captions, vocabulary)):
        return FEW_HEADINGS
    if _only_finds(columns):
        return "findings"
    if fields <= _LISTED:
        return "recommendations_only"
    if not about_review and not under_recommendations and not fields & _OF_A_PLAN and RATING not in columns.readings:
        return "not_about_a_review"
    if not recommends and (of_case_meeting(captions, vocabulary) or _has_heading_of_meeting(printed, vocabulary)):
        return AGREED_BEFORE
    if "recommendation" not in fields and (kind := _captioned(captions, vocabulary)):
        is_plan = looks_ahead if kind in _EVENTS else kind == _DONE_BEFORE and "target_date_text" in fields
        return PLAN if is_plan else kind
    return PLAN if n_actions else "blank_template"


def _is_announced_reply(fields: Collection[str], captions: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a table right under a plan's title says to each recommendation what became of it, and no more."""
    is_reply = "recommendation" in fields and not _REPLIES.isdisjoint(fields)
    elsewhere = word_set(vocabulary, "plan_captions", "also_of_reports")
    return is_reply and any(name not in elsewhere for name in _plans_named(captions[0] if captions else "", vocabulary))


def _plans_named(caption: str, vocabulary: Vocabulary) -> list[str]:
    """What a title calls the plan, case-folded: "action plan", "actions"."""
    return [found[0].casefold() for found in phrases_of(vocabulary, "plan_captions", "phrases").finditer(caption)]


def _only_finds(columns: Columns) -> bool:
    """Whether a table says what was found or learnt, and neither what to do about it nor that anyone follows it up."""
    place = columns.column_of("recommendation")
    if place is None or columns.readings[place] != FINDING:
        return False
    return not {"action", *_FOLLOWED_UP} & set(columns.fields)


def of_case_meeting(captions: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a title says that a meeting about the people agreed on the actions, before there was a review.

    A title between that announces a plan ends the search, unless it says no more than "Actions".

    Args:
        captions: Titles above a table, the nearest first.
        vocabulary: What such meetings and plans are called.
    """
    said = phrases_of(vocabulary, "case_meetings", "said")
    alone = phrases_of(vocabulary, "case_meetings", "alone")
    shared = word_set(vocabulary, "plan_captions", "also_of_meetings")
    for caption in captions[:_NEAREST]:
        named = _plans_named(caption, vocabulary)
        if is_label(caption) or any(name not in shared for name in named):
            return False
        if len(caption.split()) > _LONGEST_CAPTION:
            continue
        if said.search(caption) or is_only(alone, _PART.sub("", caption, count=1)):
            return True
        if named:
            return False
    return False


def _has_heading_of_meeting(printed: Iterable[str], vocabulary: Vocabulary) -> bool:
    headings = set(map(plain_heading, vocabulary["case_meetings"]["headings"]))
    return any(plain_heading(text) in headings for text in printed)


def _captioned(captions: Iterable[str], vocabulary: Vocabulary) -> str | None:
    """The other kind of table that a title announces; None where a nearer one announces a plan, or none does either."""
    kinds = vocabulary["foreign_captions"]
    for caption in captions:
        if len(caption.split()) > _LONGEST_CAPTION:
            continue
        if phrases_of(vocabulary, "foreign_captions", _DONE_BEFORE).search(caption):
            return _DONE_BEFORE  # "The following actions had been completed before the report:"
        if is_label(caption) or phrases_of(vocabulary, "plan_captions", "phrases").search(caption):
            return None
        found = (kind for kind in kinds if phrases_of(vocabulary, "foreign_captions", kind).search(caption))
        if kind := next(found, None):
            return kind
    return None


def foreign_kind(printed: Sequence[str], recommends: bool, vocabulary: Vocabulary) -> str | None:
    """The other kind of table that the headings speak of, where enough of them do; None for a plan."""
    counts: dict[str, int] = {}
    for text in printed:
        ours = max(heading_scores(text, vocabulary).values(), default=0.0)
        for kind, score in foreign_scores(text, vocabulary).items():
            if score >= GOOD and score >= ours:
                counts[kind] = counts.get(kind, 0) + 1
    least = _FOREIGN_HEADINGS + (1 if recommends else 0)
    enough = [kind for kind, count in counts.items() if count >= least]
    return max(enough, key=lambda kind: counts[kind], default=None)
