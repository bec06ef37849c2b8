"""Which column is which field: all columns decided together, from their headings' words and from what they hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from normalise.column_contents import LONG, PROSE, SHORT, Holds
from normalise.headings.words import EXACT, asks_who, heading_scores, says_start
from normalise.plan import Heading
from normalise.updates.columns import RATINGS, TARGETS, Series, find_series
from normalise.vocabulary import Vocabulary

LEAST = 0.6
"""A column whose best reading scores less maps to no field and is kept in `extra`."""
RATING, OWNER, NOTES, FINDING, ACTION_NUMBER = "rag", "owner", "notes", "finding", "action_number"
STATUS = "status"
NO_FIELD = "no_field"
"""Readings that are no fields of the dataset; `settled` says which field they serve."""
UPDATES = "updates"
SHARED = ("lead_agency_text", "target_date_text")
"""Fields that some plans put in one column, one below the other."""
_JOINED = re.compile(r"\s*(?:/|&|\+|,|\n|\band\b)\s*", re.IGNORECASE)
_FEW, _MOST, _NEARLY_ALL = 0.25, 0.6, 0.75
"""Shares of the cells of a column that must look alike for it to be read by them; few where its heading says half."""
_CERTAIN = 2.0
"""What a series of columns scores: more than any single column that could claim its field."""
_TIE = 0.02
"""Scores nearer than this say the same."""
_EMPTY = 0.01
"""What the score of a column without any words counts: it may only share the heading of a group with filled ones."""
_RECOMMENDATION = re.compile(r"\brec", re.IGNORECASE)
_EVIDENCE = re.compile(r"\A(?!.*\bdate).*\bevidence\b", re.IGNORECASE)
_CODED = ("progress_text", RATING)


@dataclass(frozen=True)
class Columns:
    """The columns of a logical table: each printed heading with its field.

    Attributes:
        headings: One for each column, from left to right.
        readings: What each column was read as before `settled`: `rag`, `owner` and `notes` too.
        guessed: Columns whose field was decided by what they hold and not by their words.
        updates: Columns that are one narrative in instalments, oldest first.
        ratings: Columns of the ratings given with each, oldest first.
        targets: Columns of target dates that were put off, oldest first.
        shared: The column that says both who leads and by when, or None.
    """

    headings: tuple[Heading, ...]
    readings: tuple[str | None, ...]
    guessed: frozenset[int] = frozenset()
    updates: tuple[int, ...] = ()
    ratings: tuple[int, ...] = ()
    targets: tuple[int, ...] = ()
    shared: int | None = None

    @cached_property
    def fields(self) -> tuple[str | None, ...]:
        """The field of each column, None where it goes to `extra`."""
        return tuple(heading.field for heading in self.headings)

    @property
    def counts_actions(self) -> bool:
        """Whether the heading over the numbers ("Ref", "No.") does not say that recommendations are numbered."""
        place = self.column_of("recommendation_number")
        return place is not None and not _RECOMMENDATION.search(self.headings[place].text)

    def field_of(self, column: int) -> str | None:
        """The field of a column, None also for one behind the last heading."""
        return self.fields[column] if column < len(self.fields) else None

    def column_of(self, field: str) -> int | None:
        """The column of a field, or None where the table has none."""
        return self.fields.index(field) if field in self.fields else None

    def read_as(self, place: int, field: str, score: float | None = None) -> Columns:
        """The columns, one of them of another field; its score stays where none is given."""
        headings, readings = list(self.headings), list(self.readings)
        printed = headings[place]
        headings[place] = Heading(printed.text, field, printed.score if score is None else score)
        readings[place] = field
        return replace(self, headings=tuple(headings), readings=tuple(readings))

    def by_field(self, cells: Mapping[int, str]) -> dict[str, str]:
        """The cells of a row by field; of the columns of a series one below the other, oldest first."""
        series = (*self.updates, *self.ratings, *self.targets)
        named: dict[str, str] = {}
        for n in (*series, *(n for n in sorted(cells) if n not in series)):
            field = self.fields[n] if n < len(self.fields) else None
            if field and n in cells:
                named[field] = f"{named[field]}\n{cells[n]}" if field in named else cells[n]
        if self.shared is not None and self.shared in cells:
            named |= dict.fromkeys(SHARED, cells[self.shared])
        return named


def map_columns(printed: Sequence[str], holds: Sequence[Holds], vocabulary: Vocabulary) -> Columns:
    """Decide every column's field together, so that no two columns claim one.

    Args:
        printed: Headings from left to right, `""` where a column has none.
        holds: What each column holds, in the same order.
        vocabulary: Headings' phrases.
    """
    by_words = [dict(heading_scores(text, vocabulary)) for text in printed]
    scored = [_with_cells(t, words, held, vocabulary) for t, words, held in zip(printed, by_words, holds, strict=True)]
    series = find_series(printed, holds, vocabulary)
    readings, fields = _with_series(scored, holds, series)
    headings = tuple(
        Heading(text, field, round(max(0.0, min(1.0, max(scores.values(), default=0.0))), 3))
        for text, field, scores in zip(printed, fields, scored, strict=True)
    )
    guessed = frozenset(
        n
        for n, (field, words) in enumerate(zip(fields, by_words, strict=True))
        if field and max(words.values(), default=0) < LEAST
    )
    places = {found.reading if found.reading in {RATINGS, TARGETS} else UPDATES: found.places for found in series}
    updates, ratings, targets = (places.get(kind, ()) for kind in (UPDATES, RATINGS, TARGETS))
    return Columns(headings, readings, guessed, updates, ratings, targets, _shared(printed, fields, vocabulary))


def _shared(printed: Sequence[str], fields: Sequence[str | None], vocabulary: Vocabulary) -> int | None:
    """The column headed "Lead and timescale", where no other column says the one or the other."""
    if len({*SHARED} & {*fields}) != 1:
        return None
    place = next(n for n, field in enumerate(fields) if field in SHARED)
    parts = _JOINED.split(printed[place])
    said = [{field for field, score in heading_scores(part, vocabulary).items() if score >= LEAST} for part in parts]
    both = all(any(not meant.isdisjoint(either) for meant in said) for either in ((SHARED[0], OWNER), SHARED[1:]))
    return place if both else None


def _with_series(
    scored: Sequence[Mapping[str, float]], holds: Sequence[Holds], series: Sequence[Series]
) -> tuple[tuple[str | None, ...], tuple[str | None, ...]]:
    """Readings and fields of all columns: the last column of a series stands for it while they are assigned."""
    sole = [dict(scores) for scores in scored]
    for found in series:
        for place in found.places:
            sole[place] = {found.reading: _CERTAIN} if place == found.places[-1] else {}
    readings = _best_assignment(sole, [1.0 if held.n else _EMPTY for held in holds])
    fields = list(settled(readings, holds))
    for found in series:
        last = found.places[-1]
        for place in found.places:
            readings[place], fields[place] = readings[last], fields[last]
    return tuple(readings), tuple(fields)


def settled(readings: Sequence[str | None], holds: Sequence[Holds]) -> tuple[str | None, ...]:
    """Turn the readings that are no fields into fields, after the contract's further readings.

    A column of nothing but ratings or states is `progress_text`; a narrative column headed progress beside it is then
    the `response_text`. An owner serves as lead agency, notes as response, a finding as recommendation, and the number
    of an action as that of its recommendation, where the plan has no such column. Where evidence is held is no field.
    """
    fields = list(readings)
    _settle_status(fields, holds)
    progress, rating = _place(fields, "progress_text"), _place(fields, RATING)
    if rating is not None:
        narrative = progress is not None and _is_narrative(holds[progress])
        if progress is None:
            fields[rating] = "progress_text"
        elif narrative and holds[rating].n and "response_text" not in fields:
            fields[progress], fields[rating] = "response_text", "progress_text"
        else:
            fields[rating] = None
    for reading, field in (
        (OWNER, "lead_agency_text"),
        (NOTES, "response_text"),
        (FINDING, "recommendation"),
        (ACTION_NUMBER, "recommendation_number"),
    ):
        place = _place(fields, reading)
        if place is not None:
            fields[place] = None if field in fields else field
    kept = _place(fields, NO_FIELD)
    if kept is not None:
        fields[kept] = None
    return tuple(fields)


def _is_narrative(held: Holds) -> bool:
    """Whether a column tells what was done, and not only how far it has come."""
    return held.length > PROSE and held.ratings < 0.5 and (held.length > SHORT or held.states < 0.5)


def _settle_status(fields: list[str | None], holds: Sequence[Holds]) -> None:
    """Of two columns about progress the one of a few words is the status, the other tells how it came about."""
    status, progress = _place(fields, STATUS), _place(fields, "progress_text")
    if status is None:
        return
    if progress is not None and not holds[progress].n and holds[status].n:
        fields[progress] = None  # empty, under a heading that it shares with the status
        progress = None
    if progress is None:
        fields[status] = "progress_text"
    elif holds[progress].length <= max(PROSE, 2 * holds[status].length):
        fields[status] = None
    elif "response_text" not in fields:
        fields[progress], fields[status] = "response_text", "progress_text"
    else:
        fields[status] = None if "completion_text" in fields else "completion_text"


def _place(fields: Sequence[str | None], field: str) -> int | None:
    return fields.index(field) if field in fields else None


def _with_cells(printed: str, words: Mapping[str, float], held: Holds, vocabulary: Vocabulary) -> dict[str, float]:
    """Correct the scores of words by what the cells hold; the amounts are explained beside each rule."""
    scores = dict(words)
    if scores.get(NO_FIELD, 0.0) >= EXACT:
        return {NO_FIELD: scores[NO_FIELD]}  # of several such columns none is to serve its second best reading
    if asks_who(printed, vocabulary):
        # "By whom" beside "Agency": the person. Alone it says who leads.
        scores[OWNER] = max(scores.get(OWNER, 0.0), scores.get("lead_agency_text", 0.0) - 0.1)
    if not held.n:
        return scores
    if abs(scores.get("progress_text", 0.0) - scores.get("response_text", -1.0)) < _TIE:
        # "Progress update" over dated updates is a response to the plan; over anything else it tells the progress.
        scores["progress_text" if held.updates >= 0.5 else "response_text"] -= 0.1
    if held.numbers >= 0.7 and max((words.get(field, 0.0) for field in _CODED), default=0.0) >= LEAST:
        return scores  # a status told by its number in the plan's key
    if held.numbers >= 0.7 and (words or not printed or held.numbers == 1.0):
        # "Recommendation" over 1, 2, 3 is a number column whatever its heading says.
        return {"recommendation_number": max(0.9, scores.get("recommendation_number", 0.0))}
    if max(scores.values(), default=0.0) < LEAST and (field := by_shape(held, printed)):
        scores[field] = LEAST + 0.05
    if scores.get("recommendation_number", 0.0) >= LEAST and not _RECOMMENDATION.search(printed):
        scores["recommendation_number"] -= 0.05  # beside "Rec. No.", a plain "Ref" counts the actions
    if "recommendation_number" in scores:
        # "Ref" or "No" over prose is not a number; codes such as ASC/3a still are when short.
        scores["recommendation_number"] -= 0.0 if held.length <= 15 else 0.6
        if held.length > SHORT and (held.labels >= 0.6 or _RECOMMENDATION.search(printed)):
            scores["recommendation"] = max(0.9, scores.get("recommendation", 0.0))
    told = held.states + held.dates
    if "intended_outcome" in scores and told >= (_FEW if _EVIDENCE.search(printed) else _MOST):
        # "Outcome" over "Completed March 2021" is the outcome reached, not the one hoped for.
        scores["completion_text"] = max(scores.get("completion_text", 0.0), scores["intended_outcome"])
        scores["intended_outcome"] -= 0.3
    if "completion_text" in scores and held.n >= 3 and held.states + held.dates < 0.1 and _EVIDENCE.search(printed):
        scores["completion_text"] -= 0.5  # "Evidence of completion" over "Minutes of the board"
    if "scope_text" in scores and not held.scopes:
        scores["scope_text"] -= 0.4  # "Priority level" over high and low
    if "target_date_text" in scores and says_start(printed):
        scores["target_date_text"] -= 0.5  # when work begins is no target
    if scores.get("progress_text", 0.0) >= LEAST and held.length <= SHORT / 2 and held.dates <= held.states:
        scores[STATUS] = scores["progress_text"] - 0.15  # where another column tells of progress
    for field in ("target_date_text", "lead_agency_text", OWNER, RATING, "scope_text"):
        if field in scores and held.length > LONG:
            scores[field] -= 0.35  # dates, names and ratings are short
    if held.n >= 3 and held.dates >= 0.8 and held.length < SHORT / 2:
        for field in ("action", "lead_agency_text"):
            if field in scores:
                scores[field] -= 0.5  # "Action by", "Delivered by" over dates
    return scores


def by_shape(held: Holds, printed: str = "") -> str | None:
    """What a column under a heading that nobody knows is, by what most of its cells look like; None where none tells.

    Args:
        held: What it holds.
        printed: The heading: "Wanted by" over dates says by when.
    """
    shapes = (
        ("recommendation", held.advice >= 0.5 and held.length > SHORT / 2),
        ("recommendation", held.labels >= _MOST and held.length > PROSE),
        ("target_date_text", printed.casefold().endswith(" by") and held.dates >= 0.6),
        ("recommendation_number", held.numbers >= _NEARLY_ALL),
        ("scope_text", held.scopes >= _NEARLY_ALL),
        (RATING, held.ratings >= _NEARLY_ALL),
        ("progress_text", held.states >= max(held.dates, _MOST)),
        ("target_date_text", held.dates >= _MOST),
        ("action", held.verbs >= _MOST and held.length > PROSE),
    )
    return next((field for field, is_so in shapes if is_so), None) if held.n else None


def _best_assignment(scored: Sequence[Mapping[str, float]], weights: Sequence[float]) -> list[str | None]:
    """Give each column at most one field and each field at most one column, so that the weighted sum is highest.

    Exact, by going through the columns and keeping the best way to have used each set of fields.
    """
    best: dict[frozenset[str], tuple[float, tuple[str | None, ...]]] = {frozenset(): (0.0, ())}
    for scores, weight in zip(scored, weights, strict=True):
        options = sorted(((f, s) for f, s in scores.items() if s >= LEAST), key=lambda o: -o[1])[:4]
        after: dict[frozenset[str], tuple[float, tuple[str | None, ...]]] = {}
        for used, (total, chosen) in best.items():
            for field, score in [*((f, s) for f, s in options if f not in used), (None, 0.0)]:
                key = used | {field} if field else used
                if key not in after or after[key][0] < total + weight * score:
                    after[key] = (total + weight * score, (*chosen, field))
        best = dict(sorted(after.items(), key=lambda item: -item[1][0])[:500])
    return list(max(best.values(), key=lambda item: item[0])[1]) if best else []
