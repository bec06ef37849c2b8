"""Completion dates from completion columns and from progress columns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from normalise.completion.completed_when import Column, parse_completion_dates
from normalise.vocabulary import Vocabulary, load_vocabulary

_LONG = (
    "Training rolled out to 200 staff in May 2021 by the safeguarding team with good results. "
    "More is planned for October 2021."
)

_COMPLETION = [
    ("COMPLETE 02/10/2023", "2023-10-02 completed"),
    ("COMPLETE\n12/08/2022", "2022-08-12 completed"),
    ("Complete Oct 2020 – next review Oct 2021", "2020-10 completed"),
    ("Completed Oct 2020 (target was Sept 2020)", "2020-10 completed"),
    ("Complete Septembe\nr 2020", "2020-09 completed"),
    ("9th March 2021", "2021-03-09 completed"),
    ("8th April 2021 Membership list June 2021", "2021-04-08 completed 2021-06 completed"),
    ("Commenced 17/10/21 COMPLETE 12/08/2022", "2021-10-17 started 2022-08-12 completed"),
    ("Completed – Dec 2021", "2021-12 completed"),
    ("12/22", "2022-12 completed"),
    ("Completed 2021/22", "2021-04/2022-03 completed"),
    ("30/06/2021 and 30/09/2021", "2021-06-30 completed 2021-09-30 completed"),
    ("March 2021: policy agreed", "2021-03 completed"),
    ("June 2022 – policy published", "2022-06 completed"),
    (f"March 2021. {_LONG}", "2021-03 completed 2021-05 completed"),
    ("Delayed by the pandemic and due in 2020, completed June 2021", "2021-06 completed"),
    ("Policy reviewed March 2022", "2022-03 completed"),
    ("Completed May 2021. Next review May 2022", "2021-05 completed"),
    ("28 March 2024. Notices granted rose from 9 (2022) to 61 (2024).", "2024-03-28 completed"),
    ("Completed. New protocol in place from 4th October 2021, training delivered.", "2021-10-04 completed"),
    ("Not started. Dependent upon grant funding for 24/25.", ""),
    ("Completed.\nReviewed June 2022", ""),
    ("Reopened in May 2022 following audit", ""),
    ("Started June 2021 and ongoing", "2021-06 started"),
    ("expected to be completed by December 2022", ""),
    ("due March 2023", ""),
    ("The audit will be repeated in June 2023", ""),
    ("reviewed annually", ""),
    ("Not completed as of June 2022", ""),
    ("Partially completed June 2022", ""),
    ("January 2022: work is in progress", ""),
    ("June 2023 - to be agreed", ""),
    ("Completed", ""),
    ("30/06/2022", "2022-06-30 completed"),
    ("Completed: 30/06/2022", "2022-06-30 completed"),
    ("Complete\n30th June 2022", "2022-06-30 completed"),
    ("Action completed 30.6.22", "2022-06-30 completed"),
    ("Jun-22", "2022-06 completed"),
    ("June 22", "2022-06 completed"),
    ("2022", "2022 completed"),
    ("Q1 2022/23", "2022-04/2022-06 completed"),
    ("Completed w/c 12 September 2022", "2022-09-12/2022-09-18 completed"),
    ("Yes – June 2022", "2022-06 completed"),
    ("Yes 30/06/22", "2022-06-30 completed"),
    ("Closed at Board 12/05/2022", "2022-05-12 completed"),
    ("Signed off by CSP May 2022", "2022-05 completed"),
    ("Discharged 12 May 2022", "2022-05-12 completed"),
    ("Achieved. May 2022", "2022-05 completed"),
    ("Achieved (May 2022)", "2022-05 completed"),
    ("May 2022 – achieved", "2022-05 completed"),
    ("May 2022: complete", "2022-05 completed"),
    ("Actual: May 2022", "2022-05 completed"),
    ("Date completed: 12/05/22", "2022-05-12 completed"),
    ("Completed May 2022 and June 2022", "2022-05 completed 2022-06 completed"),
    ("Started May 2022. Completed June 2022.", "2022-05 started 2022-06 completed"),
    ("Commenced May 2022", "2022-05 started"),
    ("Started May 2022", "2022-05 started"),
    ("Began in May 2022 and continues", "2022-05 started"),
    ("In place since May 2022", "2022-05 completed"),
    ("Ongoing since May 2022", "2022-05 started"),
    ("Ongoing", ""),
    ("Ongoing – June 2023", ""),
    ("On track for June 2023", ""),
    ("Due June 2023", ""),
    ("To be completed June 2023", ""),
    ("Not completed. New date June 2023", ""),
    ("Expected June 2023", ""),
    ("Anticipated June 2023", ""),
    ("Target June 2023", ""),
    ("Not yet complete – June 2023", ""),
    ("Overdue: was June 2023", ""),
    ("Delayed until June 2023", ""),
    ("80% complete – June 2023", ""),
    ("Will complete by June 2023", ""),
    ("Awaiting sign off June 2023", ""),
    ("N/A", ""),
    ("Complete. Review June 2023", ""),
    ("Complete – to be reviewed in June 2023", ""),
    ("Complete June 2022 (review June 2023)", "2022-06 completed"),
    ("Complete June 2022. Next review due June 2023", "2022-06 completed"),
    ("Policy launched 12 May 2022 and training delivered June 2022", "2022-05-12 completed 2022-06 completed"),
    ("Training delivered between May 2022 and July 2022", "2022-05/2022-07 completed"),
    ("Completed (report to Board 12/5/22)", "2022-05-12 completed"),
    ("12/5/22 – audit undertaken; 12/6/22 – results shared", "2022-05-12 completed 2022-06-12 completed"),
    ("31 June 2022", ""),
    ("Superseded May 2022", ""),
    ("Withdrawn May 2022", ""),
    ("Rejected May 2022", ""),
    ("Not accepted – Board May 2022", ""),
]

_PROGRESS = [
    ("Completed and all changes put in place – Nov 2022.", "2022-11 completed"),
    ("Completed January 2023", "2023-01 completed"),
    (
        "Wedi’i gwblhau / Completed 14 Mai 2024. The webinar had more than a hundred staff from two bodies.",
        "2024-05-14 completed",
    ),
    (
        "Audit completed 24.03.23. It found that most of the files had a plan and that all were signed.",
        "2023-03-24 completed",
    ),
    ("Delivered in 6 of the 9 schools by July 2022.", ""),
    ("This action was completed on 12 March 2020 following agreement at the board.", "2020-03-12 completed"),
    (
        "All training was given and the action was closed in March 2020. The next audit takes place in May 2021.",
        "2020-03 completed",
    ),
    ("It is thought that all of this will have been done and the action will be closed in March 2025.", ""),
    ("Green - Completed 03/2022", "2022-03 completed"),
    ("Green\nCommenced 17/10/21\nCOMPLETE 12/08/2022", "2021-10-17 started 2022-08-12 completed"),
    ("January 2023 – completed", "2023-01 completed"),
    ("Cwblhawyd / Completed Hydref/Oct 2023", "2023-10 completed"),
    ("Printed in full on 12 July 2023. Completed.", "2023-07-12 completed"),
    ("Completed. Box added to the form (Oct 2023).", "2023-10 completed"),
    ("Signed 31/1/23.", "2023-01-31 completed"),
    ("Launched on 3 May 2023", "2023-05-03 completed"),
    ("Completed. To be reviewed May 2023.", ""),
    ("Letter sent 3 May 2023.", ""),
    ("Sent 3 May 2023 and chased since.", ""),
    ("Agreed 3 May 2023. Trained 4 June 2023. Completed.", ""),
    (
        "A check in January found all but two of the files in order. "
        "The recommendation has been met in full and was closed by the Delivery Group on 9 May 2023.",
        "2023-05-09 completed",
    ),
    (
        "All of the surgeries have named a lead and the list is kept by the county. "
        "The Partnership accepted this action as complete at its meeting on 14 July 2023.",
        "2023-07-14 completed",
    ),
    ("The draft for this action was sent out on 9 May 2023 and the Delivery Group met on 14 June 2023 to read it.", ""),
    (f"Policy written with partners. Completed March 2022. {_LONG}", "2022-03 completed"),
    ("Complete: the marker was switched on 17/08/2021.", "2021-08-17 completed"),
    ("Achieved: drop-in back in its rooms since 9 January 2018", "2018-01-09 completed"),
    ("Complete: letters in May 2021, posters in June 2021.", ""),
    ("Complete: the schools group has met with all of its partners and discussed it in September 2020.", ""),
    (f"Complete: all in place.\n{_LONG}", ""),
    ("One of the four campaigns that the partnership plans was completed in Feb 2022 and others follow", ""),
    ("9th March 2021", ""),
    ("Expected to be completed March 2023", ""),
    ("Update June 2022: on track", ""),
    ("Completed 30/06/2022", "2022-06-30 completed"),
    ("Complete – 30/06/2022", "2022-06-30 completed"),
    ("Complete (30/06/2022)", "2022-06-30 completed"),
    ("Green – complete June 2022", "2022-06 completed"),
    ("Closed June 2022", "2022-06 completed"),
    ("BLUE Completed June 2022", "2022-06 completed"),
    ("Action closed 12/05/2022", "2022-05-12 completed"),
    ("June 2022 – Complete", "2022-06 completed"),
    ("In progress – June 2022", ""),
    ("Work commenced in June 2021 and is expected to be finished before the end of March.", "2021-06 started"),
    ("Began in May 2022", "2022-05 started"),
    ("Amber June 2022", ""),
    ("To be completed June 2022", ""),
    ("Not complete June 2022", ""),
    ("Started June 2022", "2022-06 started"),
    ("Work commenced June 2022", "2022-06 started"),
    ("Completed w/c 12/09/22", "2022-09-12/2022-09-18 completed"),
    ("Completed Q1 2022/23", "2022-04/2022-06 completed"),
]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """Our own phrases."""
    return load_vocabulary()


def _printed(text: str, column: Column, vocabulary: Vocabulary) -> str:
    found = parse_completion_dates(text, column=column, vocabulary=vocabulary)
    return " ".join(f"{value.edtf} {value.role}" for value in found.dates)


@pytest.mark.parametrize(("text", "wanted"), _COMPLETION)
def test_a_completion_column_dates_what_was_done(text: str, wanted: str, vocabulary: Vocabulary) -> None:
    """Bare dates and dates of work done count; expected, repeated and unfinished work does not."""
    assert _printed(text, "completion", vocabulary) == wanted


@pytest.mark.parametrize(("text", "wanted"), _PROGRESS)
def test_a_progress_column_dates_only_the_whole(text: str, wanted: str, vocabulary: Vocabulary) -> None:
    """Only a date that the words call the completion or start of the whole action counts."""
    assert _printed(text, "progress", vocabulary) == wanted


def test_bounds_are_over_completed_dates_only(vocabulary: Vocabulary) -> None:
    """The start moves neither bound."""
    found = parse_completion_dates("Commenced 17/10/21 COMPLETE 12/08/2022", column="completion", vocabulary=vocabulary)
    assert (found.earliest, found.latest) == (date(2022, 8, 12), date(2022, 8, 12))


def test_no_cell_gives_nothing(vocabulary: Vocabulary) -> None:
    """None and an empty cell have no dates."""
    empty = parse_completion_dates("", column="completion", vocabulary=vocabulary)
    assert parse_completion_dates(None, column="completion", vocabulary=vocabulary) == empty
    assert empty.dates == ()


@pytest.mark.parametrize("column", ["completion", "progress"])
@pytest.mark.parametrize(
    "piece", ["Completed March 2021 ", "03/05/2021 ", "completed ", "\n", "a, ", " - ", "June 2021\n", "red amber "]
)
def test_the_time_grows_with_the_cell(
    piece: str, column: Column, vocabulary: Vocabulary, in_proportion: Callable[..., None]
) -> None:
    """The time grows with the length of the cell and no faster."""
    in_proportion(lambda size: parse_completion_dates((piece * size)[:size], column=column, vocabulary=vocabulary))
