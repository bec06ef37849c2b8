"""What title pages, page headers, labels and notes of councils' usual styles are taken to say."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from extractors.document import Block, Cell, Paragraph, Table
from normalise.facts import find_facts
from normalise.plan import DateRole, PlanFacts
from normalise.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


def grid(*rows: Sequence[str]) -> Table:
    cells = tuple(Cell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row))
    return Table(cells, len(rows), max(map(len, rows)))


PLAN = grid(("Recommendation", "Action", "Lead", "Target date"), ("Offer training", "Run it", "Police", "June 2020"))


def facts_of(
    front: Sequence[str | Block], after: Sequence[str] = (), furniture: Sequence[str] = (), title: str = ""
) -> PlanFacts:
    blocks: list[Block] = [Paragraph(b) if isinstance(b, str) else b for b in front]
    blocks += [PLAN, *(Paragraph(text) for text in after)]
    return find_facts(blocks, furniture, {"title": title} if title else {}, VOCABULARY)


def one_of_each(facts: PlanFacts) -> dict[str, str]:
    dates = {"made": facts.plan_date, "updated": facts.plan_updated}
    found = {
        "title": facts.title,
        "name": facts.review_name,
        "reference": facts.review_reference,
        "partnership": facts.partnership,
        **{key: value.edtf if value else None for key, value in dates.items()},
    }
    return {key: value for key, value in found.items() if value is not None}


PAGES = tomllib.loads((Path(__file__).parent / "facts_front_pages.toml").read_text(encoding="utf-8"))["page"]


@pytest.mark.parametrize("page", PAGES, ids=[" / ".join(page["lines"])[:60] for page in PAGES])
def test_front_pages(page: dict[str, str | list[str]]) -> None:
    """A title page gives exactly the facts it states and no others."""
    expected = {key: value for key, value in page.items() if key != "lines"}
    assert one_of_each(facts_of(page["lines"])) == expected


def test_header_is_the_title_when_the_body_has_only_a_label_of_a_part() -> None:
    """A page header that names the plan beats "Appendix A: Action Plan", and its page number is no part of it."""
    facts = facts_of(
        ["Appendix A: Action Plan"], furniture=["Safer Northshire Partnership DHR Action Plan | Page 1 of 9"]
    )
    assert one_of_each(facts) == {
        "title": "Safer Northshire Partnership DHR Action Plan",
        "partnership": "Safer Northshire Partnership",
    }


def test_body_title_beats_header() -> None:
    """A full title in the body is taken before a page header."""
    assert (
        facts_of(["Northshire DHR Action Plan"], furniture=["DHR Action Plan v3"]).title == "Northshire DHR Action Plan"
    )


def test_note_after_the_table_names_the_owner() -> None:
    """A note under the plan says through whom it is overseen."""
    facts = facts_of(["DHR Action Plan"], after=["A note.", "It is overseen by the Kestrel Vale Partnership"])
    assert facts.partnership == "Kestrel Vale Partnership"


def test_owner_in_the_title_beats_one_in_a_note() -> None:
    """The title counts more than a paragraph."""
    facts = facts_of(["Safer Ellerby Partnership DHR Action Plan", "Shared with the Westmarsh CSP"])
    assert facts.partnership == "Safer Ellerby Partnership"


def test_words_inside_the_plan_say_nothing_about_it() -> None:
    """Names, owners and dates in the cells of the plan are not the document's."""
    table = grid(
        ("Action", "Lead", "Date"), ("Following the death of Anna, train staff", "Westmarsh CSP", "Updated May 2021")
    )
    assert find_facts([Paragraph("DHR Action Plan"), table], (), {}, VOCABULARY) == PlanFacts(title="DHR Action Plan")


def test_merged_first_rows_are_read_as_a_title_page() -> None:
    """Single cells before the heading row hold title, name and date."""
    table = grid(
        ("Westmarsh DHR Action Plan – 'Linnet'",), ("Updated: 2 July 2022",), ("Action", "Lead"), ("Train", "Police")
    )
    assert one_of_each(find_facts([table], (), {}, VOCABULARY)) == {
        "title": "Westmarsh DHR Action Plan – 'Linnet'",
        "name": "Linnet",
        "updated": "2022-07-02",
    }


def test_small_cover_table_of_labels() -> None:
    """A cover table of labels and values before the plan is read as label lines."""
    cover = grid(("Name of review", "Linnet"), ("Date", "July 2022"), ("Commissioned by", "Westmarsh CSP"))
    assert one_of_each(facts_of(["DHR Action Plan", cover])) == {
        "title": "DHR Action Plan",
        "name": "Linnet",
        "made": "2022-07",
        "partnership": "Westmarsh CSP",
    }


def test_letter_has_its_subject_as_title_and_no_plan_date() -> None:
    """A letter's title is the first short line after the salutation; its date and addressees are not a plan's."""
    letter = [
        "3 March 2018",
        "The Chair, Westmarsh CSP",
        "Dear colleague",
        "Inspection of services in Westmarsh",
        "We visited you.",
    ]
    facts = find_facts([Paragraph(text) for text in letter], (), {}, VOCABULARY)
    assert one_of_each(facts) == {"title": "Inspection of services in Westmarsh"}


def test_over_the_plan_in_a_report_its_caption_is_believed_where_it_speaks_of_the_plan() -> None:
    """Behind other tables a caption gives the plan's date, and a known name right behind the review's."""
    chronology = grid(("Date", "Agency", "Event"), ("May 2020", "Police", "A call on 3 May 2019"))
    caption = ["Safer Northmere Partnership – DHR Desmond", "Action plan agreed by the Panel on 6th December 2022"]
    facts = facts_of([chronology, "DHR Panel", "Report of 4 May 2021", *caption])
    assert (facts.review_name, facts.plan_date and facts.plan_date.edtf) == ("Desmond", "2022-12-06")


def test_a_page_header_shortens_the_reference_and_not_the_owner() -> None:
    """Of a reference the short print is taken, of the owner's name the whole one, whatever its letters' case."""
    facts = facts_of(
        ["OXMOOR VALE COMMUNITY SAFETY PARTNERSHIP", "Domestic Homicide Review 5: action plan"],
        furniture=["Oxmoor Vale CSP DHR 5 Page 2"],
    )
    assert facts.review_reference == "DHR 5"
    assert facts.partnership == "OXMOOR VALE COMMUNITY SAFETY PARTNERSHIP"


def test_a_label_of_several_words_is_read_from_a_form() -> None:
    """In a form at the head of a document the last words of a label say which fact it is."""
    form = grid(("Partnership", "Safer Oxmoor Partnership"), ("Plan last updated", "1 August 2023"))
    facts = facts_of(["Domestic Homicide Review: Action Plan", form])
    assert facts.plan_updated is not None
    assert facts.plan_updated.edtf == "2023-08-01"


def test_a_letter_names_the_review_behind_its_report() -> None:
    """A pseudonym in brackets behind "report" is the review's, also in running words."""
    text = "Thank you for sending the Domestic Homicide Review (DHR) report (Rose) for Oxmoor to the panel, which met."
    assert facts_of(["Dear Ann,", text]).review_name == "Rose"


def test_letter_with_a_labelled_subject() -> None:
    """A subject after "Re:" is the title without its label."""
    letter = ["Dear Chair", "Re: Quality of the submitted papers", "Thank you for them."]
    assert find_facts([Paragraph(t) for t in letter], (), {}, VOCABULARY).title == "Quality of the submitted papers"


@pytest.mark.parametrize(
    "name",
    [
        "Microsoft Word - plan.doc",
        "untitled",
        "DHR_plan_v3",
        "plan final.docx",
        "Document1",
        "(anonymous)",
        "New Document",
    ],
)
def test_metadata_that_is_a_filename_is_no_title(name: str) -> None:
    """File metadata made by software gives no title."""
    assert facts_of([], title=name).title is None


def test_metadata_title_comes_last() -> None:
    """The file's own title serves only where nothing printed does."""
    assert facts_of([], title="Westmarsh DHR Action Plan").title == "Westmarsh DHR Action Plan"
    assert facts_of(["Ellerby DHR Action Plan"], title="Westmarsh DHR Action Plan").title == "Ellerby DHR Action Plan"


def test_narrative_gives_no_name() -> None:
    """Running prose of a long report names nobody unless it says whose death was reviewed."""
    prose = (
        "The panel heard that DHR Rose was discussed by agencies, and that Sorrel had regarding Delia told them much. "
        * 3
    )
    assert facts_of(["DHR Action Plan", *[prose] * 5]).review_name is None


def test_dates_keep_their_words_and_their_role() -> None:
    """The printed words stand beside the reading; the role says that this version was finished then."""
    updated = facts_of(["DHR Action Plan", "Updated 3rd August 2022"]).plan_updated
    assert updated is not None
    assert (updated.text, updated.role) == ("3rd August 2022", DateRole.COMPLETED)


def test_nothing_gives_nothing() -> None:
    """An empty document states no facts."""
    assert find_facts((), (), {}, VOCABULARY) == PlanFacts()


@pytest.mark.parametrize(
    "unit",
    [
        "(",
        "DHR ",
        "the death of ",
        "'A",
        "Community Safety Partnership and ",
        "DHR-",
        "1/2/",
        "A",
        "Updated: ",
        "\u0000\ufffd\u202e",
        " ",
    ],
    ids=range(11),
)
def test_the_time_grows_with_hostile_text(unit: str, in_proportion: Callable[..., None]) -> None:
    """Repetition in every place takes a time that grows with the text and no faster, and raises nothing."""

    def find(size: int) -> None:
        text = (unit * size)[:size]
        find_facts(
            [Paragraph(text)] * 80 + [grid((text,), (text, text))] * 20, [text] * 50, {"title": text}, VOCABULARY
        )

    in_proportion(find)
