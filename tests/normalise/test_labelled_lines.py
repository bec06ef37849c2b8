"""Plans written as lines of fields rather than tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from extractors.document import Document, Kind, Paragraph, Source
from normalise.plan import CompletionState
from normalise.understanding import to_plan
from normalise.vocabulary import load_vocabulary

IN_A_ROW = (
    "1. Surgeries should ask all patients about domestic abuse.",
    "Action: Add a prompt to the template. Lead agency: Northmere ICB. By when: June 2022. Status: Complete.",
    "2. Police to review how repeat calls are graded.",
    "Action: Add a flag to the system. Lead agency: Northmere Police. By when: May 2023. Status: In progress.",
)
ONE_BELOW_THE_OTHER = tuple(
    line
    for paragraph in IN_A_ROW
    for line in paragraph.replace(" Lead", "\nLead").replace(" By", "\nBy").replace(" Status", "\nStatus").split("\n")
)

DASHED = tuple(
    line.upper().partition(":")[0] + " –" + line.partition(":")[2] if ":" in line else line
    for line in ONE_BELOW_THE_OTHER
)


@pytest.mark.parametrize(
    "paragraphs", [IN_A_ROW, ONE_BELOW_THE_OTHER, DASHED], ids=["in a row", "one below the other", "with dashes"]
)
def test_fields_below_numbered_sentences(paragraphs: Sequence[str]) -> None:
    """Fields are read in one paragraph as on lines of their own, and the sentence above is what is recommended."""
    blocks = [Paragraph("Domestic homicide review 'Anna': action plan"), *map(Paragraph, paragraphs)]
    document = Document(Source("a.docx", "0" * 64, 0, Kind.DOCX, Path("a")), tuple(blocks))
    read = [
        (a.recommendation_number, a.recommendation, a.action, a.lead_agencies, a.target_date_text, a.completion_state)
        for a in to_plan(document, load_vocabulary()).actions
    ]
    assert read == [
        ("1", "Surgeries should ask all patients about domestic abuse.", "Add a prompt to the template.",
         ("Northmere ICB",), "June 2022.", CompletionState.COMPLETE),
        ("2", "Police to review how repeat calls are graded.", "Add a flag to the system.",
         ("Northmere Police",), "May 2023.", CompletionState.IN_PROGRESS),
    ]  # fmt: skip


def test_fields_named_in_a_sentence_are_none() -> None:
    """A paragraph that only speaks of fields is prose."""
    text = "The plan has these columns: Action: what is done. Lead agency: who does it. By when: its date."
    document = Document(Source("a.docx", "0" * 64, 0, Kind.DOCX, Path("a")), (Paragraph(text), Paragraph(text)))
    assert to_plan(document, load_vocabulary()).actions == ()


ALONE = (
    "Recommendation 1",
    "Surgeries should ask all patients about domestic abuse.",
    "What we will do",
    "Add a prompt to the template.",
    "Who is responsible",
    "Northmere ICB",
    "When will it be done",
    "June 2022",
    "What has been achieved",
    "Complete.",
)


def test_names_on_lines_of_their_own_need_no_colon() -> None:
    """Names of fields that are printed again for each action stand above what they hold."""
    who = ("Surgeries", "Hospitals", "Schools", "Landlords", "Officers")
    lines = [
        line.replace("mendation 1", f"mendation {n}").replace("Surgeries", name)
        for n, name in enumerate(who, 1)
        for line in ALONE
    ]
    blocks = [Paragraph("Domestic homicide review 'Anna': action plan"), *map(Paragraph, lines)]
    document = Document(Source("a.docx", "0" * 64, 0, Kind.DOCX, Path("a")), tuple(blocks))
    read = [
        (a.recommendation_number, a.recommendation, a.action, a.lead_agency_text, a.target_date_text, a.progress_text)
        for a in to_plan(document, load_vocabulary()).actions
    ]
    told = ALONE[1].removeprefix("Surgeries")
    assert read == [(str(n), name + told, *ALONE[3::2]) for n, name in enumerate(who, 1)]


def test_names_printed_once_are_prose() -> None:
    """A single list of such lines may be any text."""
    document = Document(Source("a.docx", "0" * 64, 0, Kind.DOCX, Path("a")), tuple(map(Paragraph, ALONE)))
    assert to_plan(document, load_vocabulary()).actions == ()


def test_what_many_actions_say_alike_is_no_page_header() -> None:
    """A field that holds the same for most actions ("Status: Complete") is content wherever there are no pages."""
    lines = [
        line
        for number, name in enumerate(("Surgeries", "Hospitals", "Schools", "Landlords"), 1)
        for line in (f"Recommendation {number}: {name} should ask.", f"Action: Train {name}.", "Lead: Northmere CSP",
                     "Status: Complete")
    ]  # fmt: skip
    blocks = tuple(map(Paragraph, ("Domestic homicide review 'Anna': action plan", *lines)))
    document = Document(Source("a.docx", "0" * 64, 0, Kind.DOCX, Path("a")), blocks)
    found = to_plan(document, load_vocabulary()).actions
    assert [(a.lead_agency_text, a.progress_text) for a in found] == [("Northmere CSP", "Complete")] * 4


def test_counted_actions_below_one_recommendation() -> None:
    """A field's name may be counted, "Action 1.2:", and the actions below one recommendation share it."""
    lines = (
        "Recommendation 1",
        "All agencies should review their policies on domestic abuse at work.",
        "Action 1.1: Write to all agencies. Lead: CSP. Timescale: June 2022. Status: Complete.",
        "Action 1.2: Return the reviewed policies. Lead: All agencies. Timescale: May 2023. Status: In progress.",
    )
    blocks = (Paragraph("DHR action plan"), *map(Paragraph, lines))
    actions = to_plan(Document(Source("a.docx", "0" * 64, 0, Kind.DOCX, Path("a")), blocks), load_vocabulary()).actions
    assert [(a.recommendation_number, a.recommendation, a.action) for a in actions] == [
        ("1", lines[1], "Write to all agencies."),
        ("1", lines[1], "Return the reviewed policies."),
    ]


def test_a_number_before_fields_in_a_row_is_the_recommendations() -> None:
    """The paragraph "2. Recommendation: …", with its fields behind it, is the second recommendation."""
    lines = (
        "1. Recommendation: That probation reviews home visits. Agency: Probation. Action taken: Process re-issued.",
        "2. Recommendation: That the hospital reviews discharge. Agency: Mersham Hospitals. Action taken: Draft due.",
    )
    blocks = (Paragraph("DHR action plan"), *map(Paragraph, lines))
    actions = to_plan(Document(Source("a.docx", "0" * 64, 0, Kind.DOCX, Path("a")), blocks), load_vocabulary()).actions
    assert [(a.recommendation_number, a.recommendation, a.action) for a in actions] == [
        ("1", "That probation reviews home visits.", "Process re-issued."),
        ("2", "That the hospital reviews discharge.", "Draft due."),
    ]


def test_names_alone_beside_names_with_a_colon() -> None:
    """One name may stand over its words and the others before theirs."""
    lines = [
        text
        for number, asked, done in (
            ("1", "Surgeries should ask.", "Templates were changed."),
            ("2", "Police should link calls.", "A flag was added."),
        )
        for text in (
            f"Recommendation {number}",
            asked,
            "What we did",
            done,
            "Lead: Northmere ICB",
            "Timescale: June 2022",
        )
    ]
    blocks = (Paragraph("Domestic homicide review 'Anna': action plan"), *map(Paragraph, lines))
    document = Document(Source("a.docx", "0" * 64, 0, Kind.DOCX, Path("a")), blocks)
    read = [
        (a.recommendation_number, a.recommendation, a.action, a.target_date_text)
        for a in to_plan(document, load_vocabulary()).actions
    ]
    assert read == [
        ("1", "Surgeries should ask.", "Templates were changed.", "June 2022"),
        ("2", "Police should link calls.", "A flag was added.", "June 2022"),
    ]
