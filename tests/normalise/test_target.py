"""Target date cells: dates with their roles, the kind, bounds and warnings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from normalise.plan import TargetKind
from normalise.target import NOT_UNDERSTOOD, parse_target
from normalise.vocabulary import Vocabulary, load_vocabulary

DUE, REVIEW, STARTED, COMPLETED = "due", "review", "started", "completed"

_DATED = [
    ("By June 2022", "2022-06 due"),
    ("Paper for the Board in March 2021", "2021-03 due"),
    ("By May 2022 then reviewed annually (May 2023)", "2022-05 due 2023-05 review"),
    ("By May 2022 then reviewed annually", "2022-05 due"),
    ("30 June 2021 and annually thereafter", "2021-06-30 due"),
    ("By June 2022; review June 2023 and June 2024", "2022-06 due 2023-06 review 2024-06 review"),
    ("Launch March 2022, review Sept 2022", "2022-03 due 2022-09 review"),
    ("Review of the policy by June 2022", "2022-06 due"),
    ("Review June 2023", "2023-06 review"),
    ("June 2022 (review)", "2022-06 review"),
    ("April 2022 (extended to September 2022)", "2022-04 due 2022-09 due"),
    ("November 2020\nSummer 2021\nJuly 2020", "2020-11 due 2021-22 due 2020-07 due"),
    ("Completed March 2021", "2021-03 completed"),
    ("COMPLETE\n02/10/2023", "2023-10-02 completed"),
    ("To be completed by March 2022", "2022-03 due"),
    ("Completed by March 2022", "2022-03 due"),
    ("Completion date: June 2022", "2022-06 due"),
    ("Target: March 2021. Completed: May 2021", "2021-03 due 2021-05 completed"),
    ("March 2021 (Completed June 2021)", "2021-03 due 2021-06 completed"),
    ("Start: April 2021\nEnd: March 2022", "2021-04 started 2022-03 due"),
    ("Started April 2021, to be completed June 2022", "2021-04 started 2022-06 due"),
    ("Immediate – March 2021", "2021-03 due"),
    ("TBC March 2022", "2022-03 due"),
    ("12 months from publication (by March 2023)", "2023-03 due"),
    ("Completion by 31/12/22 with 6 month review 30/06/23", "2022-12-31 due 2023-06-30 review"),
    ("December 2022 Completed December 2022", "2022-12 due 2022-12 completed"),
    ("To commence in April 2022", "2022-04 due"),
    ("Financial year 2022/23", "2022-04/2023-03 due"),
    ("Phase 1 March 2022; Phase 2 June 2022", "2022-03 due 2022-06 due"),
    ("March 2022, to be repeated March 2023", "2022-03 due 2023-03 review"),
]

_KINDS = {
    TargetKind.ONGOING: [
        "Ongoing", "Ongoing.", "On-going", "ONGOING", "Ongoing (rolling programme)", "Continuous", "Annually",
        "Every 3 months",
        "Quarterly", "Business as usual", "See above - ongoing",
    ],
    TargetKind.RELATIVE: [
        "Within six months of publication", "6 months", "3 months from sign off", "Immediate", "Immediately", "ASAP",
        "As soon as possible", "Short term (0-3 months)", "Six weeks", "12 months", "Next Board meeting", "3-6 months",
        "To be completed by end of year",
        "On publication of the review", "Within 3 months and then annually",
    ],
    TargetKind.REFERENCE: [
        "See dates against each recommendation", "As above", "See action 3", "Refer to action 2",
        "As per action 1", "Ditto", "To follow 2.1", "Once action 4 is done",
    ],
    TargetKind.TO_BE_CONFIRMED: [
        "Linked to the new record system – date tbc", "See action 4. Timescale to be agreed", "TBC", "tbc.",
        "To be confirmed", "To be agreed", "TBA",
    "Date to be agreed with partners"],
    TargetKind.NOT_APPLICABLE: ["N/A", "n/a", "Not applicable", "NA"],
    TargetKind.NOT_STATED: ["", " ", "-", "–", "…", "Completed", "Complete.", "None", "Green"],
}  # fmt: skip


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """Our own phrases."""
    return load_vocabulary()


@pytest.mark.parametrize(("text", "wanted"), _DATED)
def test_each_date_has_its_role(text: str, wanted: str, vocabulary: Vocabulary) -> None:
    """Dates come in printed order with the role that the words around them give, and the cell is dated."""
    target = parse_target(text, vocabulary)
    assert " ".join(f"{d.edtf} {d.role}" for d in target.dates) == wanted
    assert (target.kind, target.warnings) == (TargetKind.DATED, ())


@pytest.mark.parametrize(("text", "kind"), [(text, kind) for kind, texts in _KINDS.items() for text in texts])
def test_a_cell_without_a_date_has_its_kind(text: str, kind: TargetKind, vocabulary: Vocabulary) -> None:
    """A known phrase gives its kind, no date and no warning."""
    target = parse_target(text, vocabulary)
    assert (target.kind, target.dates, target.warnings) == (kind, (), ())


def test_no_cell_is_not_stated(vocabulary: Vocabulary) -> None:
    """None is read like an empty cell."""
    assert parse_target(None, vocabulary) == parse_target("", vocabulary)


def test_ongoing_beside_a_date_is_ongoing_and_keeps_the_date(vocabulary: Vocabulary) -> None:
    """Ongoing is the kind where the cell says so; the date still counts."""
    target = parse_target("Ongoing throughout 2021.", vocabulary)
    assert (target.kind, target.earliest, target.latest) == (TargetKind.ONGOING, date(2021, 1, 1), date(2021, 12, 31))


def test_bounds_are_over_due_dates_only(vocabulary: Vocabulary) -> None:
    """A review date moves neither bound."""
    target = parse_target("By May 2022 then reviewed annually (May 2023)", vocabulary)
    assert (target.earliest, target.latest) == (date(2022, 5, 1), date(2022, 5, 31))


def test_an_open_end_has_no_latest_day(vocabulary: Vocabulary) -> None:
    """From a month onwards there is a first day and no last one."""
    target = parse_target("April 2022 onwards", vocabulary)
    assert (target.earliest, target.latest) == (date(2022, 4, 1), None)


@pytest.mark.parametrize(("text", "code"), [
    ("Geese over the lake", NOT_UNDERSTOOD), ("31 June 2021", "impossible_date"), ("End of March", "year_missing"),
    ("03/25/2021", "ambiguous_date"), ("March 2022 and then June", "year_inferred"),
])  # fmt: skip
def test_what_is_doubtful_is_warned_of(text: str, code: str, vocabulary: Vocabulary) -> None:
    """Words without a known meaning, impossible days and missing years each leave their code."""
    assert parse_target(text, vocabulary).warnings == (code,)


def test_a_user_adds_words() -> None:
    """A phrase added to the section is understood."""
    ours = load_vocabulary()
    target = dict(ours["target"], relative=(*ours["target"]["relative"], "geese over the lake"))
    extended = Vocabulary({**ours.sections, "target": target})
    assert parse_target("Geese over the lake", extended).kind is TargetKind.RELATIVE


@pytest.mark.parametrize(
    "piece", ["March 2021 ", "completed ", "within ", "6 months ", "a", " \n", "review June 2022, ", "6-", "n/a "]
)
def test_the_time_grows_with_the_cell(piece: str, vocabulary: Vocabulary, in_proportion: Callable[..., None]) -> None:
    """The time grows with the length of the cell and no faster."""
    in_proportion(lambda size: parse_target((piece * size)[:size], vocabulary))
