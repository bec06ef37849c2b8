"""Names of people kept, reduced to roles, or dropped."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from normalise.agencies import AgencyReader
from normalise.people_policy import PeoplePolicy, plan_under_policy
from normalise.plan import Action, Heading, Plan, PlanFacts, PlanTable, RowKind, RowVerdict, Update
from normalise.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
READER = AgencyReader(VOCABULARY, {})


def _action(cell: str, **columns: object) -> Action:
    leads = READER.parse(cell)
    return Action(lead_agency_text=cell, lead_agencies=leads.agencies, owners=leads.owners, **columns)  # type: ignore[arg-type]


def _under(policy: PeoplePolicy, *actions: Action) -> tuple[Action, ...]:
    return plan_under_policy(Plan(PlanFacts(review_name="Rose"), (), actions), policy, VOCABULARY).actions


def test_keep_changes_nothing() -> None:
    """The default publishes what is printed."""
    action = _action("DCI Anna Quill, Northshire Police", action="DCI Quill to brief staff.")
    assert _under(PeoplePolicy.KEEP, action) == (action,)


@pytest.mark.parametrize(
    ("cell", "roles", "text"),
    [
        ("DCI Anna Quill, Northshire Police", ("DCI",), "DCI, Northshire Police"),
        ("T/DCI Quill", ("T/DCI",), "T/DCI"),
        ("Anna Quill, Head of Safeguarding, Northshire Council", ("Head of Safeguarding",),
         "[name], Head of Safeguarding, Northshire Council"),
        ("Head of Housing (Anna Quill)", ("Head of Housing",), "Head of Housing ([name])"),
        ("Dr Anna Quill, Named GP", ("Named GP",), "[name], Named GP"),
        ("Anna\nQuill, Head of Safeguarding", ("Head of Safeguarding",), "[name], Head of Safeguarding"),
        ("NSCP & NSAB (Anna Quill & Tom Okonjo)", (), "NSCP & NSAB ([name] & [name])"),
        ("Northshire Council", (), "Northshire Council"),
    ],
)  # fmt: skip
def test_names_in_the_agency_cell(cell: str, roles: tuple[str, ...], text: str) -> None:
    """`role` keeps ranks and posts in the owners, `drop` keeps nobody; both take the names out of the cell."""
    (with_roles,), (without,) = _under(PeoplePolicy.ROLE, _action(cell)), _under(PeoplePolicy.DROP, _action(cell))
    assert (with_roles.owners, with_roles.lead_agency_text) == (roles, text)
    assert (without.owners, without.lead_agency_text) == ((), text)
    assert without.lead_agencies == READER.parse(cell).agencies


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Anna Quill has written to all.", "[name] has written to all."),
        ("A. Quill and A Quill wrote.", "[name] and [name] wrote."),
        ("Quill's report was shared.", "[name]'s report was shared."),
        ("DI Quill met Mrs Okonjo.", "DI met [name]."),
        ("Tell DI Quill Surrey team.", "Tell DI Surrey team."),
        ("PC Okonjo of Westshire Police", "PC of Westshire Police"),
        ("Anna\nQuill", "[name]"),
        ("ANNA QUILL and QUILL agreed.", "[name] and [name] agreed."),
        ("Anna QUILL; Quill, Anna", "[name]; [name]"),
        ("write to anna.quill@northshire.gov.uk", "write to [name]"),
        ("quill@northshire.police.uk", "[name]"),
        ("write to community.safety@northshire.gov.uk", "write to community.safety@northshire.gov.uk"),
        ("Mrs Rose was seen by Ms Okonjo.", "Mrs Rose was seen by [name]."),
        ("Inspector Training Day was held.", "Inspector Training Day was held."),
        ("Ms Okonjo Northshire Council", "[name] Northshire Council"),
        ("Quilling is taught at the refuge.", "Quilling is taught at the refuge."),
    ],
)
def test_names_in_running_text(printed: str, expected: str) -> None:
    """A name of the document, or one behind a rank or a title, gives way to the rank or `[name]`."""
    named = _action("Anna Quill, Head of Safeguarding", action=printed, extra={"Notes": printed})
    update = Update("Update", None, None, printed)
    (done,) = _under(PeoplePolicy.DROP, Action(**_fields(named) | {"updates": (update,)}))
    assert (done.action, done.extra["Notes"], done.updates[0].text) == (expected,) * 3


def _fields(action: Action) -> dict[str, object]:
    return {name: getattr(action, name) for name in Action.__slots__}  # type: ignore[return-value]


def test_names_of_one_action_go_from_all() -> None:
    """Whoever is named in one agency cell is dropped from every row of the document."""
    first, second = _action("Anna Quill"), Action(progress_text="Quill has finished.")
    assert _under(PeoplePolicy.DROP, first, second)[1].progress_text == "[name] has finished."


def test_a_surname_that_is_a_word_or_a_place_stays_by_itself() -> None:
    """A surname alone is not replaced where it may be a usual word or a place."""
    action = _action("Anna Green and Tom Kent", action="Green space in Kent.")
    assert _under(PeoplePolicy.DROP, action)[0].action == "Green space in Kent."


def test_a_pseudonym_stays() -> None:
    """The name of the review is what the review is published under, also in the title."""
    plan = Plan(PlanFacts(title="DHR Mrs Rose", review_name="Rose"), (), (_action("Anna Quill"),))
    facts = plan_under_policy(plan, PeoplePolicy.DROP, VOCABULARY).facts
    assert (facts.review_name, facts.title) == ("Rose", "DHR Mrs Rose")


def test_titles_headings_and_rows_are_treated_too() -> None:
    """A name in the title of the document or of a table, in a heading or in a row that is shown is replaced."""
    rows = (RowVerdict(RowKind.BANNER, (), ("Anna Quill leads",), 1, None),)
    table = PlanTable(
        0, 1, 1, 1, 1, True, "action_plan", (Heading("Lead: Quill", None, 0.0),), 1, "By DCI Okonjo", rows
    )
    plan = Plan(PlanFacts(title="Plan of Anna Quill"), (table,), (_action("Anna Quill", extra={"By Quill": "x"}),))
    done = plan_under_policy(plan, PeoplePolicy.DROP, VOCABULARY)
    assert (done.facts.title, done.tables[0].title) == ("Plan of [name]", "By DCI")
    assert (done.tables[0].headings[0].text, done.tables[0].rows[0].cells) == ("Lead: [name]", ("[name] leads",))
    assert list(done.actions[0].extra) == ["By [name]"]


def test_columns_that_differ_by_a_name_alone_stay_two() -> None:
    """Headings that are the same without their names keep their cells apart."""
    extra = {"Comments from Anna Quill": "Seen.", "Comments from A. Quill": "Agreed."}
    (action,) = _under(PeoplePolicy.DROP, _action("Anna Quill", extra=extra))
    assert action.extra == {"Comments from [name]": "Seen.", "Comments from [name] (2)": "Agreed."}


@pytest.mark.parametrize("unit", ["DCI ", "Mr A. ", "Anna Quill ", "A", "PC Quill ", "\n", "T/D/"])
def test_the_time_grows_with_the_text(unit: str, in_proportion: Callable[..., None]) -> None:
    """The time for names, or for anything, grows with the text and no faster."""
    in_proportion(lambda size: _under(PeoplePolicy.DROP, _action("Anna Quill", action=(unit * size)[:size])))
