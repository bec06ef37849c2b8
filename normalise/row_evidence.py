"""Whether a printed row is a new action or goes on with the one above: a sum of weighted evidence, with its reasons.

The weights stand here, named, and `inspect` prints the reasons. A lost or a split action is worse than a warning, so a
close call is warned of (`row_fold_uncertain`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from normalise.cell_text import Lexicon, ends_open, is_ended, is_list_item, runs_on, starts_inside
from normalise.column_contents import is_state
from normalise.column_habits import CODE, Habits
from normalise.columns import RATING, Columns
from normalise.date_shapes import MONTH
from normalise.grid import Row, Slot
from normalise.labels import is_bare_label, is_label, parse_number
from normalise.phrases import is_only, phrases_of
from normalise.plan import RowKind
from normalise.vocabulary import Vocabulary

OWN_NUMBER = 3.0
"""For a new action: a number of its own, or a label in its recommendation."""
INSIDE_PAGE = 2.5
"""For a new action: the row has an action and a ruled row above it on the same page."""
GOES_ON_BELOW = 2.5
"""For a new action: the last row above a break, whose words go on behind it."""
ACTION_RUNS_ON = 4.0
"""For a continuation: the same of an action that begins in the middle of a sentence, as no other does."""
NOTHING_TO_DO = 3.0
"""For a continuation: no number, recommendation, action, agency or date of its own."""
RUNS_ON = 2.5
"""For a continuation: a cell goes on with the word or sentence above; counted for two cells at most."""
USUALLY_FILLED = 1.0
"""For a continuation: a column is empty here that nearly every row fills; three at most."""
AT_BREAK = 1.0
"""For a continuation: first row behind a page break."""
FILLS_UP = 6.0
"""For a continuation: behind a break, it fills only columns that the row above leaves empty, as the tail of a card does
and a cell that stands in the middle of a tall row."""
COMPLETES = 1.5
"""For a continuation: behind a break, a cell of its own in a column that nearly every row fills and the row above does
not; it is then no evidence for a new action."""
OWN_WHOLE = 1.5
"""For a new action: a date, a rating or a state of its own below a whole one, which no page would have cut there."""
NEXT_NUMBER = 2.0
"""For a new action: the number that follows the one above."""
CLOSE_CALL = 1.0
"""A smaller difference than this is warned of."""
OWN_CELL = {
    "recommendation_number": OWN_NUMBER,
    "recommendation": 2.0,
    "target_date_text": 2.0,
    "lead_agency_text": 1.5,
    "scope_text": 1.0,
    "action": 1.0,
    "completion_text": 1.0,
}
"""For a new action: a cell of its own in this column, that does not go on with the one above."""
_SUBSTANCE = ("recommendation_number", "recommendation", "action", "lead_agency_text", "target_date_text")
_BARE_YEAR, _YEAR = re.compile(r"(?:19|20)\d\d\.?"), re.compile(r"\b(?:19|20)\d\d\b")
_ITEM = re.compile(r"(\d{1,2})[.)]\s")
_DAY_LAST, _MONTH_FIRST = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)\Z"), re.compile(rf"(?:{MONTH})\b", re.IGNORECASE)
_LONGEST_RATING, _LONGEST_DATE = 12, 30
"""Characters of a cell that is one rating, or one date."""


@dataclass(frozen=True, slots=True)
class RowEvidence:
    """What a row is weighed against.

    Attributes:
        columns: The table's columns.
        vocabulary: What is said in place of a date.
        lexicon: Words of the document.
        habits: What the table's whole rows have in common.
        above: The cells of the action that is open, by column.
        following: The printed row behind it, or None.
    """

    columns: Columns
    vocabulary: Vocabulary
    lexicon: Lexicon
    habits: Habits
    above: Mapping[int, str]
    following: Row | None

    def weigh(self, row: Row) -> tuple[RowKind, tuple[str, ...]]:
        """Say `ACTION` or `CONTINUATION`, with the reasons, strongest first, and "close call" where it is one."""
        new, old = self._for_new(row), self._for_continuation(row)
        difference = sum(w for w, _ in new) - sum(w for w, _ in old)
        kind = RowKind.ACTION if difference >= 0 else RowKind.CONTINUATION
        ordered = sorted(new if difference >= 0 else old, key=lambda e: -e[0])
        reasons = tuple(f"{reason} ({weight:g})" for weight, reason in ordered)
        return kind, (*reasons, "close call") if abs(difference) < CLOSE_CALL else reasons

    def _for_new(self, row: Row) -> list[tuple[float, str]]:
        found: list[tuple[float, str]] = []
        for slot in row.filled:
            name = self.columns.field_of(slot.column)
            weight = OWN_CELL.get(name or "")
            if weight and not self._goes_on(row, slot):
                found.append((weight, f"own {name}"))
            if name == "recommendation" and is_label(slot.text):
                found.append((OWN_NUMBER, "own label"))
            if name == "recommendation_number" and _counts_on(self._above(slot), slot.text):
                found.append((NEXT_NUMBER, "the next number"))
            if slot.column in self.habits.coded and _follows(CODE.match(self._above(slot)), CODE.match(slot.text)):
                found.append((OWN_NUMBER, "the next action's number"))
            if self._is_whole_below_whole(slot):
                found.append((OWN_WHOLE, f"whole {name or 'cell'} below a whole one"))
        if not row.opens_piece and any(
            self.columns.field_of(s.column) in ("action", "recommendation") for s in row.filled
        ):
            found.append((INSIDE_PAGE, "a ruled row of its own"))
        if not row.opens_piece and self._goes_on_below(row):
            found.append((GOES_ON_BELOW, "goes on behind the break"))
        return found

    def _is_whole_below_whole(self, slot: Slot) -> bool:
        above = self._above(slot)
        if (
            not above
            or ends_open(above)
            or slot.column >= len(self.columns.fields)
            or _is_rest_of_date(above, slot.text)
        ):
            return False
        if self.columns.readings[slot.column] == RATING:
            return max(len(above), len(slot.text)) <= _LONGEST_RATING
        if self.columns.field_of(slot.column) == "target_date_text":
            return _has_digit(above) and len(above) <= _LONGEST_DATE and self._is_date_or_none(slot.text)
        return self.columns.field_of(slot.column) == "progress_text" and is_state(slot.text) and is_ended(above)

    def _is_date_or_none(self, text: str) -> bool:
        """Whether a text can be one date, or says in one's place that there is none ("n/a", "TBC", "ongoing")."""
        return len(text) <= _LONGEST_DATE and (
            _has_digit(text)
            or is_only(phrases_of(self.vocabulary, "target", "to_be_confirmed", "not_applicable", "ongoing"), text)
        )

    def _goes_on_below(self, row: Row) -> bool:
        below = {s.column: s.text for s in self.following.filled} if self.following is not None else {}
        behind = self.following is not None and self.following.opens_piece
        return behind and any(runs_on(s.text, below.get(s.column, ""), self.lexicon) for s in row.filled)

    def _goes_on(self, row: Row, slot: Slot) -> bool:
        """Whether a cell may well be the rest of the one above, or what the row above lacks."""
        return self._left_open(row, slot) or self._completes(row, slot) or self._runs_on(slot)

    def _completes(self, row: Row, slot: Slot) -> bool:
        return (
            row.opens_piece and slot.column in self.habits.often and not self._above(slot) and not self._is_whole(row)
        )

    def _is_whole(self, row: Row) -> bool:
        """Whether the row lacks nothing, and nothing in it goes on from above: then it completes no other."""
        covered = {slot.column for slot in row.filled}
        goes_on = any(self._runs_on(slot) or _next_item(self._above(slot), slot.text) for slot in row.filled)
        return self.habits.often <= covered and not goes_on

    def _for_continuation(self, row: Row) -> list[tuple[float, str]]:
        found: list[tuple[float, str]] = []
        here = {self.columns.field_of(slot.column) for slot in row.filled}
        if not here & set(_SUBSTANCE):
            found.append((NOTHING_TO_DO, "no number, recommendation, action, agency or date"))
        going_on = [slot for slot in row.filled if self._runs_on(slot)]
        found.extend(
            (self._weight_of_running_on(s), f"{self.columns.field_of(s.column) or 'a cell'} runs on")
            for s in going_on[:2]
        )
        covered = {slot.column for slot in row.slots if slot.text or slot.from_above}  # merged down is not lacking
        spared = self.habits.shared if row.opens_piece else frozenset()  # behind a break an empty one is no lack
        missing = sorted(self.habits.often - covered - spared)[:3]
        found.extend((USUALLY_FILLED, f"no {self.columns.field_of(n)}") for n in missing)
        completing = [slot for slot in row.filled if self._completes(row, slot)]
        found.extend((COMPLETES, f"{self.columns.field_of(s.column)} is lacking above") for s in completing)
        if row.opens_piece:
            found.append((AT_BREAK, "behind a break"))
            if self._fills_up(row):
                found.append((FILLS_UP, "fills what the row above leaves empty"))
        return found

    def _weight_of_running_on(self, slot: Slot) -> float:
        """An action in the middle of a sentence is none of its own where all others begin with a capital."""
        cut = self.columns.field_of(slot.column) == "action" and starts_inside(slot.text)
        return ACTION_RUNS_ON if cut and slot.column in self.habits.capital else RUNS_ON

    def _fills_up(self, row: Row) -> bool:
        """Whether the row has nothing but what the row above lacks, and items of a list that was left there."""
        anew = [slot for slot in row.filled if not self._above(slot)]
        return bool(anew) and all(self._goes_on_listing(slot) for slot in row.filled if slot not in anew)

    def _goes_on_listing(self, slot: Slot) -> bool:
        return is_list_item(slot.text) and is_list_item(self._above(slot).rsplit("\n", 1)[-1])

    def _above(self, slot: Slot) -> str:
        return self.above.get(slot.column, "")

    def _runs_on(self, slot: Slot) -> bool:
        above = self._above(slot)
        if self._is_whole_below_whole(slot) and not _has_digit(slot.text):
            return False
        if runs_on(above, slot.text, self.lexicon):
            return True
        if not above or is_label(slot.text):
            return False
        if _is_rest_of_date(above, slot.text):
            return True
        if self.columns.field_of(slot.column) == "lead_agency_text" and slot.text.startswith("("):
            return True  # "Northmere ICB", then "(the named GP)"
        if self.columns.field_of(slot.column) == "recommendation" and is_bare_label(above):
            return True
        return ends_open(above) or above.endswith(":")

    def _left_open(self, row: Row, slot: Slot) -> bool:
        """Prose above that has no full stop may go on here, with a capital; so may what lacks the label that all have.

        Recommendations without a full stop only where all others have one.
        """
        above, name = self._above(slot), self.columns.field_of(slot.column)
        if above and name == "recommendation" and row.opens_piece:
            unlabelled = slot.column in self.habits.labelled and not is_label(slot.text)
            return unlabelled or (slot.column in self.habits.ended and not is_ended(above))
        return bool(above) and name == "action" and not is_ended(above)


def _follows(above: re.Match[str] | None, here: re.Match[str] | None) -> bool:
    """Whether one code is the next after another: 1.3 after 1.2."""
    return bool(above and here and above[1] == here[1] and int(here[2]) == int(above[2]) + 1)


def _next_item(above: str, text: str) -> bool:
    """Whether a text begins with the item that follows the last one above: "2. …" after "1. …"."""
    last, first = _ITEM.match(above.rsplit("\n", 1)[-1]), _ITEM.match(text)
    return bool(last and first and int(first[1]) == int(last[1]) + 1)


def _is_rest_of_date(above: str, text: str) -> bool:
    """Whether a text is what a date lacks: "August – October", then "2019"; "Live from 4th", then "June 2023"."""
    if _DAY_LAST.search(above) and _MONTH_FIRST.match(text):
        return True
    lacks = bool(above) and (above[-1].isalpha() or not _YEAR.search(above))
    return lacks and _BARE_YEAR.fullmatch(text) is not None


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _counts_on(above: str, text: str) -> bool:
    before, number = parse_number(above), parse_number(text)
    return bool(before and number and before.isdecimal() and number.isdecimal() and int(number) == int(before) + 1)
