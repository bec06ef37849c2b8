"""Plans made from a seed are understood as they were meant, however they are cut, ordered and headed."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.plans.documents import MadeDocument, make_document
from benchmarks.plans.foreign import foreign_document, foreign_tables
from benchmarks.plans.layout import PAGES, RECOMMENDATION, Layout, possible
from benchmarks.plans.measure import measure
from benchmarks.plans.pages import Cutter, Paper, document_of
from benchmarks.plans.printed import Box, Grid, Printed
from benchmarks.plans.scoring import score
from extractors.document import Kind
from normalise.headings.words import heading_scores
from normalise.plan import Action
from normalise.understanding import to_plan
from normalise.vocabulary import load_vocabulary

WORDS = load_vocabulary()
RARELY = settings(
    max_examples=12, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
TEXTS = (
    "recommendation_number", "recommendation_title", "recommendation", "scope_text", "action", "intended_outcome",
    "lead_agency_text", "milestones", "target_date_text", "progress_text", "response_text", "completion_text",
)  # fmt: skip
SIMPLE = st.sampled_from(("number_column", "label_in_cell", "repeated", "left_empty", "theme_column"))


def said(actions: tuple[Action, ...]) -> list[tuple[str, ...]]:
    """The words of each action's text columns, white space aside."""
    return [tuple(" ".join((getattr(action, name) or "").split()) for name in TEXTS) for action in actions]


def understood(printed: tuple[Printed, ...], paper: Paper) -> list[tuple[str, ...]]:
    """What is understood of a plan that is printed on some paper."""
    cutter = Cutter(paper, random.Random(7))
    cutter.lay_out(printed)
    return said(to_plan(document_of(cutter.blocks, paper.kind), WORDS).actions)


def whole(number: int, recommendation: str) -> MadeDocument:
    """A plan on one long page."""
    return make_document(number, possible(Layout(recommendation=recommendation)))


def test_thirty_plans_are_understood() -> None:
    """Every action is found, none besides, every break joined, and nearly every field is right."""
    precision, recall, fields, joined = measure(1000, 30).whole.shares
    assert (precision, recall, joined) == (1.0, 1.0, 1.0)
    assert fields is not None
    assert fields >= 0.995


@RARELY
@given(
    number=st.integers(0, 10_000),
    recommendation=st.sampled_from(RECOMMENDATION),
    lines=st.integers(22, 60),
    cuts_rows=st.booleans(),
    repeats=st.booleans(),
)
def test_cut_anywhere_a_plan_says_the_same(
    number: int, recommendation: str, lines: int, cuts_rows: bool, repeats: bool
) -> None:
    """Where pages end, whether rows are cut there and whether headings are printed again changes no action."""
    printed = whole(number, recommendation).printed
    paper = Paper(lines=lines, cuts_rows=cuts_rows, head=lambda grid: grid.head if repeats else ())
    assert understood(printed, paper) == understood(printed, Paper(lines=100_000))


@RARELY
@given(number=st.integers(0, 10_000), recommendation=SIMPLE, seed=st.integers(0, 100))
def test_columns_may_stand_in_any_order(number: int, recommendation: str, seed: int) -> None:
    """The same columns in another order give the same actions."""
    printed = whole(number, recommendation).printed
    permuted = tuple(_permuted(item, seed) if isinstance(item, Grid) else item for item in printed)
    assert understood(permuted, Paper()) == understood(printed, Paper())


@RARELY
@given(number=st.integers(0, 10_000), recommendation=SIMPLE, seed=st.integers(0, 100))
def test_headings_may_be_any_of_the_vocabulary(number: int, recommendation: str, seed: int) -> None:
    """A heading replaced by another phrase of its field gives the same actions."""
    printed = whole(number, recommendation).printed
    renamed = tuple(_renamed(item, seed) if isinstance(item, Grid) else item for item in printed)
    assert understood(renamed, Paper()) == understood(printed, Paper())


@pytest.mark.parametrize("pages", PAGES)
def test_one_plan_is_the_same_on_any_paper(pages: str) -> None:
    """One plan is understood in full on pages of every kind."""
    made = make_document(77, possible(Layout(recommendation="number_column", pages=pages, rating="words")))
    tally, faults = score(made, to_plan(made.document, WORDS))
    assert faults == []
    assert tally.paired == len(made.truths) > 0


@pytest.mark.parametrize("form", ["cards", "cards_cut"])
def test_cards_are_understood(form: str) -> None:
    """A table for each action gives the same as one table of them, also where pages cut the cards."""
    for number in range(70, 74):
        made = make_document(number, possible(Layout(form=form)))
        assert score(made, to_plan(made.document, WORDS))[1] == []


@pytest.mark.parametrize("kind", sorted(foreign_tables()))
def test_other_tables_hold_no_action(kind: str) -> None:
    """Tables that are no plan, and plans that nobody has filled in, give no action and a reason."""
    cutter = Cutter(Paper(), random.Random(kind))
    cutter.lay_out(foreign_document(random.Random(kind), kind))
    plan = to_plan(document_of(cutter.blocks, Kind.PDF), WORDS)
    assert plan.actions == ()
    assert plan.tables
    assert not any(table.accepted for table in plan.tables)


def _permuted(grid: Grid, seed: int) -> Grid:
    order = list(range(len(grid.widths)))
    random.Random(seed).shuffle(order)
    place = {old: new for new, old in enumerate(order)}

    def moved(row: tuple[Box, ...]) -> tuple[Box, ...]:
        return tuple(sorted((replace(box, column=place[box.column]) for box in row), key=lambda box: box.column))

    widths = tuple(grid.widths[old] for old in order)
    return replace(grid, head=tuple(map(moved, grid.head)), rows=tuple(map(moved, grid.rows)), widths=widths)


def _renamed(grid: Grid, seed: int) -> Grid:
    rng = random.Random(seed)
    head = tuple(tuple(replace(box, text=_other_name(box.text, rng)) for box in row) for row in grid.head)
    return replace(grid, head=head)


def _other_name(heading: str, rng: random.Random) -> str:
    scores = heading_scores(heading, WORDS)
    field = max(scores, key=lambda name: scores[name], default=None)
    return heading if field is None else rng.choice(WORDS["headings"][field])


@pytest.mark.parametrize("through", ["word", "pdf", "text"])
def test_plans_written_as_files_are_understood(through: str) -> None:
    """Nine plans as Word, PDF (headings of every third printed upwards) and text: all actions, none besides."""
    precision, recall, fields, _ = measure(3000, 9, through).whole.shares
    assert (precision, recall) == (1.0, 1.0)
    assert fields is not None
    assert fields >= 0.99
