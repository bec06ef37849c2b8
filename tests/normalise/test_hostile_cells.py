"""Cells made to hold a reader up: long runs of one sign between a beginning and an end that do not fit them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from normalise.agencies import AgencyReader
from normalise.cell_text import mend_words, normal_text
from normalise.completion.completed_when import parse_completion_dates
from normalise.completion.state import parse_state
from normalise.context import Recommendation
from normalise.dates import read_dates
from normalise.headings.words import heading_scores
from normalise.people_policy import PeoplePolicy, plan_under_policy
from normalise.plan import Action, Plan, PlanFacts
from normalise.ratings.cells import parse_inline_ratings, parse_ratings
from normalise.recommendation_of import recommendation_of
from normalise.scope import parse_scope
from normalise.target import parse_target
from normalise.updates.cells import parse_updates
from normalise.vocabulary import load_vocabulary

WORDS = load_vocabulary()
NOBODY, ABOVE = Recommendation(), Recommendation("1", None, "Review it.")
AGENCIES = AgencyReader(WORDS, {})


def _hide_people(cell: str) -> object:
    return plan_under_policy(Plan(PlanFacts(), (), (Action(action=cell),)), PeoplePolicy.DROP, WORDS)


READERS: dict[str, Callable[[str], object]] = {
    "agencies": AGENCIES.parse,
    "completion dates": lambda cell: parse_completion_dates(cell, column="completion", vocabulary=WORDS),
    "dates": read_dates,
    "headings": lambda cell: heading_scores(cell, WORDS),
    "inline ratings": lambda cell: parse_inline_ratings(cell, WORDS),
    "people": _hide_people,
    "ratings": lambda cell: parse_ratings(cell, WORDS),
    "recommendation": lambda cell: recommendation_of(cell, cell, cell, NOBODY, ABOVE, {}, WORDS),
    "scope": lambda cell: parse_scope(cell, WORDS),
    "state": lambda cell: parse_state(cell, WORDS),
    "target": lambda cell: parse_target(cell, WORDS),
    "text": normal_text,
    "updates": lambda cell: parse_updates(cell, WORDS),
    "words": lambda cell: mend_words(cell, {}),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("sign", ['"', "'", "-", ".", ",", ":", "(", "a", "1", " ", "\n", "/", "*"])
def test_the_time_grows_with_a_run_of_one_sign(reader: str, sign: str, in_proportion: Callable[..., None]) -> None:
    """A run of one sign takes a time in proportion to its length, whatever stands before and behind it."""
    read = READERS[reader]

    def work(size: int) -> None:
        for begin, end in (('"', "x"), ("Done ", "x 3 May 2021"), ("Lead", " x-y")):
            read(begin + sign * size + end)

    in_proportion(work, size=20_000)
