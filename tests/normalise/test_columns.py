"""Which field a column is, from its heading and its cells; and when columns are those of a plan."""

from __future__ import annotations

import pytest

from normalise.acceptance import PLAN, judge_table
from normalise.column_contents import what_it_holds
from normalise.columns import FINDING, NO_FIELD, OWNER, RATING, Columns, map_columns
from normalise.headings.words import GOOD, best_field
from normalise.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
BESIDE = {
    "No": ("1", "2", "3"),
    "Recommendation": ("Staff should ask.", "Records should say who was seen.", "Agencies should meet."),
    "Action": ("Train staff.", "Change the form.", "Agree a date."),
}
DOTTED = ("30.06.24", "31.03.25", "1.05.24")
PRINTED = ("30 June 2024", "March 2025", "1 May 2024")
PROSE = ("The form is in use.", "Staff were trained and say so.", "Nothing was heard yet.")
PLACES = ("Folder 3", "Shared drive", "Folder 4")


def mapped(further: dict[str, tuple[str, ...]]) -> Columns:
    """The columns of a plan that has the further ones beside a number, a recommendation and an action."""
    cells = {**BESIDE, **further}
    return map_columns(tuple(cells), [what_it_holds(c, VOCABULARY) for c in cells.values()], VOCABULARY)


@pytest.mark.parametrize(
    ("heading", "cells", "field"),
    [
        ("Target date", DOTTED, "target_date_text"),
        ("Target date", ("30.06.2024", "31.03.2025", "1.05.2024"), "target_date_text"),
        ("Date closed", DOTTED, "completion_text"),
        ("To be done by", DOTTED, "target_date_text"),
        ("Expected by", PRINTED, "target_date_text"),
        ("Deliver by", PRINTED, "target_date_text"),
        ("Delivery date", PRINTED, "target_date_text"),
        ("Deadline for delivery", PRINTED, "target_date_text"),
        ("Complete by when", PRINTED, "target_date_text"),
        ("Wanted by", PRINTED, "target_date_text"),
        ("Wanted by", PROSE, None),
        ("Delivered by", PRINTED, "target_date_text"),
        ("Delivered by", ("Northmere ICB", "Northmere Police", "Northmere Council"), "lead_agency_text"),
        ("Result", PROSE, "completion_text"),
        ("Closed on", PRINTED, "completion_text"),
        ("Expected results", PROSE, "intended_outcome"),
        ("Evidence & date closed", PROSE, "completion_text"),
        ("Update and date completed", PROSE, "completion_text"),
        ("Evidence", PROSE, None),
        ("Evidence of completion", ("Minutes of the board.", "Copy of the form.", "Dip sample."), None),
        ("Evidence of completion", ("Completed May 2021.", "Form live June 2021.", "In progress."), "completion_text"),
        ("Comments and evidence", PROSE, "response_text"),
        ("Delivery confidence", ("Delivered", "On track", "Delayed"), "progress_text"),
        ("Where evidence is held", PLACES, None),
        ("Location of evidence", PLACES, None),
    ],
)
def test_column_is_the_field_its_heading_and_cells_say(heading: str, cells: tuple[str, ...], field: str | None) -> None:
    """A further column of a plan is read as the named field, None where it goes to `extra`."""
    assert mapped({heading: cells}).fields == ("recommendation_number", "recommendation", "action", field)


def test_columns_without_a_field_serve_no_other() -> None:
    """However many of a plan's columns are known to be no field of the dataset, none is taken for its second best."""
    columns = mapped({"Evidence": PROSE, "Evidence and impact": PROSE, "Accepted?": ("Y", "Y", "N")})
    assert columns.fields[-3:] == (None, None, None)


@pytest.mark.parametrize(
    ("first", "second", "lead"),
    [
        ("Agency", "By whom", 0),
        ("By whom", "Agency", 1),
        ("Organisation", "Who is responsible", 0),
        ("Responsibility", "Lead agency", 1),
        ("Agency responsible", "Responsible officer", 0),
    ],
)
def test_who_acts_is_the_owner_beside_the_agency(first: str, second: str, lead: int) -> None:
    """Of a column for the body and one that asks who, the one is the lead agency and the other names its owner."""
    columns = mapped(dict.fromkeys((first, second), ("Northmere Police",) * 3))
    assert columns.fields[3:] == (("lead_agency_text", None), (None, "lead_agency_text"))[lead]
    assert columns.readings[3:][1 - lead] == OWNER


def test_who_acts_alone_is_the_lead() -> None:
    """Without a column for the body, the one that asks who says who leads."""
    assert mapped({"By whom": ("Northmere Police",) * 3}).fields[3] == "lead_agency_text"


def test_dotted_numbers_of_paragraphs_stay_numbers() -> None:
    """`3.1.2` has the dots of a date and is none."""
    cells = {"Ref": ("3.1.1", "3.1.2", "12.14"), **{h: BESIDE[h] for h in ("Recommendation", "Action")}}
    holds = [what_it_holds(c, VOCABULARY) for c in cells.values()]
    assert map_columns(tuple(cells), holds, VOCABULARY).fields[0] == "recommendation_number"


@pytest.mark.parametrize(
    ("further", "verdict"),
    [
        ({"Update from agency": PROSE}, PLAN),
        ({"Milestones": PROSE}, PLAN),
        ({"Expected by": PRINTED}, PLAN),
        ({}, "not_enough_plan_headings"),
        ({"Where evidence is held": PLACES}, "not_enough_plan_headings"),
    ],
)
def test_recommendation_and_action_need_one_further_column(further: dict[str, tuple[str, ...]], verdict: str) -> None:
    """Beside a recommendation and an action, any one further column of a plan makes a plan; a number does not."""
    assert judge_table(mapped(further), 3, False, True, VOCABULARY) == verdict


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("What the Panel asked us to do", "recommendation"),
        ("What has to change", "recommendation"),
        ("Improvement needed", "recommendation"),
        ("How we are responding", "action"),
        ("What must be done", "action"),
        ("Our commitment", "action"),
        ("Undertakings", "action"),
        ("Led by", "lead_agency_text"),
        ("Lead department", "lead_agency_text"),
        ("Board sponsor", OWNER),
        ("Strategic lead", OWNER),
        ("Planned finish", "target_date_text"),
        ("Time limit", "target_date_text"),
        ("How we'll know it has worked", "intended_outcome"),
        ("KPI", "intended_outcome"),
        ("How far have we got?", "progress_text"),
        ("Work done so far", "progress_text"),
        ("When was it completed?", "completion_text"),
        ("Closure date", "completion_text"),
        ("Key deliverables", "milestones"),
        ("Update 14 March 2023", "response_text"),
        ("Implementation lead", "lead_agency_text"),
        ("Implementation timescale", "target_date_text"),
        ("Recommendation owner", OWNER),
        ("Progress (June 22)", "progress_text"),
        ("Specific", "action"),
        ("Measurable", "intended_outcome"),
        ("Time-bound", "target_date_text"),
        ("What we will change", "action"),
        ("Outputs", "milestones"),
        ("Directorate", "lead_agency_text"),
        ("RAGB", RATING),
        ("Date raised", NO_FIELD),
        ("Date last updated", NO_FIELD),
        ("Signed off by", NO_FIELD),
        ("Direction of travel", NO_FIELD),
        ("Action to take (what will you do to achieve the recommendation?)", "action"),
        ("Lead agency (who is responsible for the action?)", "lead_agency_text"),
        ("Progress (please update each quarter)", "progress_text"),
        ("Objective", FINDING),
        ("How will it be evidenced / current position", "progress_text"),
        ("Outcome – what difference will it make? How will the public know?", "intended_outcome"),
    ],
)
def test_headings_in_other_words_are_known(heading: str, field: str) -> None:
    """A heading in plain words, or in those of governance, is known for what it means."""
    assert best_field(heading, VOCABULARY, GOOD) == field


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        (("Train staff in listening.", "Change the form for visits.", "Agree a date with the board."), "action"),
        (PRINTED, "target_date_text"),
        (("Complete", "Ongoing", "In progress"), "progress_text"),
        (PROSE, None),
    ],
)
def test_a_heading_that_nobody_knows_is_what_its_cells_say(cells: tuple[str, ...], field: str | None) -> None:
    """Under a heading in nobody's vocabulary the cells say which field it is, where most are of one shape."""
    printed = ("Recommendation", "Agency", "Lantern")
    columns = (BESIDE["Recommendation"], ("Northmere ICB", "Northmere Police", "Northmere Council"), cells)
    found = map_columns(printed, [what_it_holds(c, VOCABULARY) for c in columns], VOCABULARY)
    assert found.fields[-1] == field


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (("What do we need to do?", "Who"), ("action", "lead_agency_text")),
        (("What do we need to do?", "How will we do it?"), ("recommendation", "action")),
        (("What we need to do", "How we will do it"), ("recommendation", "action")),
        (("Recommendation", "What we need to do"), ("recommendation", "action")),
    ],
)
def test_what_is_recommended_beside_how_it_is_done(headings: tuple[str, str], fields: tuple[str, str]) -> None:
    """What needs to be done is an action by itself, and what is recommended where another column says how."""
    nothing = [what_it_holds((), VOCABULARY)] * 2
    assert map_columns(headings, nothing, VOCABULARY).fields == fields


NOTES = ("The form is in use on all wards.", "Staff were trained and say so.", "Nothing was heard of it yet.")
STATES = ("Complete", "In progress", "Not started")
TOLD = (
    "The audit of forty cases was carried out in May and its findings went to the board.",
    "Most practices have named a lead; the post that was to train them is still vacant.",
    "The supplier of the system refused the change, which will be asked for again.",
)


@pytest.mark.parametrize(
    ("further", "fields"),
    [
        ({"Progress": TOLD, "Status": STATES}, ("response_text", "progress_text")),
        ({"Status": STATES, "Progress": TOLD}, ("progress_text", "response_text")),
        ({"Cynnydd / Progress": TOLD, "Statws / Status": STATES}, ("response_text", "progress_text")),
        ({"Progress": STATES, "Status": STATES}, ("progress_text", None)),
        ({"Progress": TOLD, "Update": TOLD, "Status": STATES}, ("progress_text", "response_text", "completion_text")),
        (
            {"Progress": TOLD, "Status": STATES, "RAG": ("Green", "Amber", "Red")},
            ("response_text", "progress_text", None),
        ),
        ({"Progress": NOTES, "RAG": ("Green", "Amber", "Red")}, ("response_text", "progress_text")),
        ({"Progress": STATES, "RAG": ("Green", "Amber", "Red")}, ("progress_text", None)),
        ({"How it is going": (), "Status": STATES}, (None, "progress_text")),
    ],
)
def test_a_status_beside_a_narrative_is_the_progress(
    further: dict[str, tuple[str, ...]], fields: tuple[str | None, ...]
) -> None:
    """Of two columns about progress the one of nothing but states or ratings is it; the other tells what was done."""
    assert mapped(further).fields[len(BESIDE) :] == fields


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Argymhelliad", "recommendation"),
        ("Camau gweithredu", "action"),
        ("Asiantaeth arweiniol", "lead_agency_text"),
        ("Erbyn pryd", "target_date_text"),
        ("Cynnydd", "progress_text"),
        ("Dyddiad targed / Target date", "target_date_text"),
        ("Canlyniad / Outcome", "intended_outcome"),
    ],
)
def test_welsh_headings_are_known(heading: str, field: str) -> None:
    """Plans of Welsh partnerships have their headings in Welsh, or in both languages."""
    assert best_field(heading, VOCABULARY, 0.9) == field


def test_crosses_under_a_quarter_are_no_numbers() -> None:
    """A column of nothing but "X" marks something; it is not the tenth of anything."""
    assert mapped({"Q1 2023": ("X", "X", "X")}).fields[0] == "recommendation_number"
    assert mapped({"Q1 2023": ("X", "X", "X")}).fields[-1] is None


def test_when_something_was_noted_is_no_target() -> None:
    """Beside the date by which it is due, that an action was raised, or its row updated, puts nothing off."""
    dates = ("04/03/2022", "30/06/2022", "12/09/2022")
    fields = mapped({"Date raised": dates, "Date due": dates, "Date updated": dates}).fields[len(BESIDE) :]
    assert fields == (None, "target_date_text", None)


def test_an_abbreviated_heading_over_prose_is_the_recommendation() -> None:
    """Under "Rec" stand numbers, or the numbered sentences that are recommended."""
    told = tuple(f"{n}. {text}" for n, text in enumerate(TOLD, 1))
    cells = {"Rec": told, "Action": BESIDE["Action"], "Lead": PLACES}
    assert map_columns(tuple(cells), [what_it_holds(c, VOCABULARY) for c in cells.values()], VOCABULARY).fields[0] == (
        "recommendation"
    )
