"""Narrative cells cut into updates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from normalise.plan import Rag, Update
from normalise.updates.cells import parse_updates
from normalise.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


def _cut(text: str) -> list[tuple[str | None, str]]:
    return [(update.label, update.text) for update in parse_updates(text, VOCABULARY)]


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("Update:", "Update"),
        ("Update –", "Update"),
        ("UPDATE:", "UPDATE"),
        ("Update 3:", "Update 3"),
        ("• Update:", "Update"),
        ("March update:", "March update"),
        ("Revised Nov update:", "Revised Nov update"),
        ("Q1 2022/23 update:", "Q1 2022/23 update"),
        ("Update (June 2022):", "Update (June 2022)"),
        ("Update June 2022", "Update June 2022"),
        ("Update – June 2022 –", "Update – June 2022"),
        ("Update as at 1 June 2022:", "Update as at 1 June 2022"),
        ("12/05/2022:", "12/05/2022"),
        ("12.05.22 –", "12.05.22"),
        ("May 2022 –", "May 2022"),
        ("May 2022:", "May 2022"),
        ("12th May 2022", "12th May 2022"),
        ("Sept –", "Sept"),
        ("Autumn 2022:", "Autumn 2022"),
        ("Q3 2022/23:", "Q3 2022/23"),
        ("Ch1 2021-22:", "Ch1 2021-22"),
        ("Ch1 / Q1 2021-22:", "Ch1 / Q1 2021-22"),
        ("Chwarter 2 / Quarter 2 2021-22 –", "Chwarter 2 / Quarter 2 2021-22"),
        ("As at June 2022:", "As at June 2022"),
        ("Progress June 2022:", "Progress June 2022"),
        ("Position as at 3 May 2022 –", "Position as at 3 May 2022"),
        ("Police update:", "Police update"),
        ("Update from the housing team:", "Update from the housing team"),
        ("12/05/2022 Police:", "12/05/2022 Police"),
        ("6 month update:", "6 month update"),
        ("Final update:", "Final update"),
        ("Jun-21", "Jun-21"),
        ("June 2021 update:", "June 2021 update"),
        ("UPDATE JUNE 2021 -", "UPDATE JUNE 2021"),
        ("[June 2021]", "June 2021"),
        ("Updated: 12/06/2021", "Updated: 12/06/2021"),
        ("Reviewed June 2021 –", "Reviewed June 2021"),
        ("CSP update, June 2021:", "CSP update, June 2021"),
        ("Update from ICB (June 2021):", "Update from ICB (June 2021)"),
        ("Diweddariad Mehefin 2021:", "Diweddariad Mehefin 2021"),
        ("2. June 2021 –", "June 2021"),
        ("2021/22:", "2021/22"),
        ("Q3 22/23 –", "Q3 22/23"),
        ("Update provided 14/06/2022:", "Update provided 14/06/2022"),
        ("JH 14/06/21:", "JH 14/06/21"),
        ("JH 14.06.21 –", "JH 14.06.21"),
        ("14/06/21 (JH)", "14/06/21 (JH)"),
        ("6 month review:", "6 month review"),
        ("05/2023 –", "05/2023"),
        ("05/23:", "05/23"),
        ("CSP Board May 2023:", "CSP Board May 2023"),
        ("Panel meeting 12/05/2023:", "Panel meeting 12/05/2023"),
        ("Monday 14 June 2022:", "Monday 14 June 2022"),
        ("Gorffennaf / July 2023:", "Gorffennaf / July 2023"),
        ("May/Mai 2023:", "May/Mai 2023"),
        ("12 Mai / 12 May 2023 –", "12 Mai / 12 May 2023"),
        ("Mai 2023/May 2023:", "Mai 2023/May 2023"),
        ("Hydref / Autumn 2023:", "Hydref / Autumn 2023"),
        ("Tymor yr Haf / Summer term 2023:", "Tymor yr Haf / Summer term 2023"),
        ("Diweddariad / Update Mawrth / March 2023:", "Diweddariad / Update Mawrth / March 2023"),
        ("Rhagfyr 2023:", "Rhagfyr 2023"),
    ],
)
def test_labels(printed: str, label: str) -> None:
    """A label is given as printed, without its colon or dash, and the words behind it do not repeat it."""
    assert _cut(f"{printed} The form has been agreed.") == [(label, "The form has been agreed.")] or _cut(
        f"{printed}\nThe form has been agreed."
    ) == [(label, "The form has been agreed.")]


@pytest.mark.parametrize(
    "text",
    [
        "The form has been agreed and shared with every team.",
        "Complete: the form has been agreed.",
        "In May 2022 the panel met: four people came.",
        "Officers are to provide an update: none was given.",
        "Update the policy and share it.",
        "10/12: ten teams of twelve have it.",
        "The board has seen Update 14.06.22 Form and it is agreed.",
        "The 6 month review of files is with the panel.",
        "The panel asked for an update - none has come.",
        "The panel will update: forms, leaflets and posters.",
        "Police: briefed\nHealth: briefed",
        "12/05/2022",
        "Update:",
        "Completed\nMarch 2022",
        "The form is agreed by all. A check is planned for\nJanuary.",
        "Late, as the manager left in June. Her successor will report in\nNovember 2023.",
        "The lead says that all of the teams have had it\nMarch 2022",
        "All of the teams had the form by\n12/05/2022 – two weeks early.",
        "The meeting is at 10:30 on 12 May 2022.",
        "",
        None,
    ],
)
def test_plain_narrative_has_no_updates(text: str | None) -> None:
    """Without a label of an update, or words behind it, there is no update."""
    assert parse_updates(text, VOCABULARY) == ()


def test_bullets_and_numbers_before_labels_are_nobodys_words() -> None:
    """The mark of a list item that begins with a label is not left behind in the update above."""
    assert _cut("• June 2021 – One thing\n• Sept 2021 – Another")[0] == ("June 2021", "One thing")
    assert _cut("1. June 2021 – One thing\n2. Sept 2021 – Another")[0] == ("June 2021", "One thing")


def test_dates_with_colons_run_on_in_one_line() -> None:
    """In a line that begins with a date and a colon the next one begins an update, with no full stop before it."""
    assert [label for label, _ in _cut("01.06.21: Form agreed 01.09.21: Form in use")] == ["01.06.21", "01.09.21"]
    assert len(_cut("01.06.21: Form agreed on 01.09.21: it is in use")) == 1


def test_a_sentence_of_a_word_or_two_behind_a_date_is_an_update() -> None:
    """What ends with a full stop behind a date and a dash is what the update says, also where it may be a label."""
    printed = "08/09/21 – No response.\n15/12/21 – Reviewed."
    assert _cut(printed) == [("08/09/21", "No response."), ("15/12/21", "Reviewed.")]


def test_paragraphs_belong_to_the_label_above() -> None:
    """Paragraphs behind a label stay with it, their line breaks kept."""
    text = "Update:\nThe form is agreed.\n- Teams know it.\nUpdate: It is in use.\nComplete."
    assert _cut(text) == [("Update", "The form is agreed.\n- Teams know it."), ("Update", "It is in use.\nComplete.")]


def test_a_label_inside_a_line_begins_an_update() -> None:
    """A capital "Update:" inside a line, alone or with its month, begins an update."""
    text = "Update: The form is agreed. Update 2 (May 2022): It is in use. Dec update: It was audited."
    assert _cut(text) == [
        ("Update", "The form is agreed."),
        ("Update 2 (May 2022)", "It is in use."),
        ("Dec update", "It was audited."),
    ]


def test_a_dated_update_inside_a_line_may_end_with_a_dash() -> None:
    """Behind a full stop "Update May 2022 –" begins an update as "Update May 2022:" does."""
    text = "Update May 2022 - It was printed. Update November 2022 - It is in use. Update (03/01/23) – It was audited."
    text += " Update – May 2023: It was reviewed."
    assert _cut(text) == [
        ("Update May 2022", "It was printed."),
        ("Update November 2022", "It is in use."),
        ("Update (03/01/23)", "It was audited."),
        ("Update – May 2023", "It was reviewed."),
    ]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("[12.05.21] Draft shared. [16.08.21] Comments received.", ["12.05.21", "16.08.21"]),
        ("(May 2021) Draft shared. (August 2021) Comments received.", ["May 2021", "August 2021"]),
        ("[12.05.21] Draft shared with police. (16.08.21) Comments received.", ["12.05.21"]),
        ("Autumn 2021: scoping. Spring 2022: pilot.", ["Autumn 2021", "Spring 2022"]),
        ("Green – July 2021: policy in place. Blue – Nov 2021: embedded.", ["July 2021", "Nov 2021"]),
    ],
)
def test_dates_in_brackets_or_of_seasons_begin_updates_inside_a_line(text: str, labels: list[str]) -> None:
    """Behind a full stop a date as the first one of the line is printed begins the next update."""
    assert [label for label, _ in _cut(text)] == labels


def test_a_named_rating_closes_an_update() -> None:
    """At the end of each dated entry "RAG: Amber" is its rating and none of its words."""
    text = "Update 23/02/2023: Under way. RAG: Amber. Update 24/05/2023: Complete. RAG rating: Green"
    assert [(u.text, u.rag) for u in parse_updates(text, VOCABULARY)] == [
        ("Under way.", Rag.AMBER),
        ("Complete.", Rag.GREEN),
    ]


def test_a_dated_update_inside_a_line_may_name_its_body_or_run_on() -> None:
    """Behind a sentence's end a body stands before "update", and a full date may run straight into a sentence."""
    by_body = "ASC update 14/06/22: The form is agreed. Northshire Police update 20/07/22: It is in use."
    assert _cut(by_body)[1] == ("Northshire Police update 20/07/22", "It is in use.")
    runs_on = "Update 14.06.22 The form is agreed. Update 20.07.22 It is in use."
    assert _cut(runs_on) == [("Update 14.06.22", "The form is agreed."), ("Update 20.07.22", "It is in use.")]


def test_words_before_the_first_label_are_an_update_of_their_own() -> None:
    """Five words or more before the first label are an update without a label; fewer are none."""
    assert _cut("The panel agreed a new form.\nUpdate: It is in use.")[0] == (None, "The panel agreed a new form.")
    assert len(_cut("In progress\nUpdate: It is in use.")) == 1


def test_ratings_printed_with_an_update() -> None:
    """A rating before a label, on the line above it, in it or right behind it is the update's and not in its words."""
    text = (
        "Update: First words.\nAmber for the new form\nUpdate: Second words.\nGreen Update: Third words.\n"
        "Update (Red): Fourth words.\nUpdate: Blue – Fifth words."
    )
    assert parse_updates(text, VOCABULARY) == (
        Update("Update", None, None, "First words."),
        Update("Update", None, Rag.AMBER, "Second words."),
        Update("Update", None, Rag.GREEN, "Third words."),
        Update("Update", None, Rag.RED, "Fourth words."),
        Update("Update", None, Rag.BLUE, "Fifth words."),
    )


def test_ratings_that_close_each_update_belong_to_it() -> None:
    """Where the last update has a rating line behind it and the first none before, each rates the update above it."""
    cell = "Q1 25/26: Leaflet printed.\nAMBER\nQ2 25/26: Leaflet sent out.\nGREEN"
    assert [(u.label, u.text, u.rag) for u in parse_updates(cell, VOCABULARY)] == [
        ("Q1 25/26", "Leaflet printed.", Rag.AMBER),
        ("Q2 25/26", "Leaflet sent out.", Rag.GREEN),
    ]


def test_a_month_of_a_short_year_opens_an_update_inside_a_line() -> None:
    """A line that a printer ran together is cut at "Sept 24:" behind a full stop."""
    assert _cut("June 24: Form drafted. Sept 24: Form in use.") == [
        ("June 24", "Form drafted."),
        ("Sept 24", "Form in use."),
    ]


def test_a_rating_behind_the_last_label_stays_in_its_words() -> None:
    """Ratings of parts inside the last update belong to its words."""
    assert _cut("Update: Two parts.\nGreen\nThe second part.") == [("Update", "Two parts.\nGreen\nThe second part.")]


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ((Rag.RED, Rag.AMBER), [Rag.RED, Rag.AMBER, Rag.GREEN]),
        ((Rag.RED,), [None, None, Rag.GREEN]),
        ((Rag.RED, Rag.AMBER, Rag.BLUE), [None, None, Rag.GREEN]),
        ((), [None, None, Rag.GREEN]),
    ],
)
def test_progress_ratings_fill_updates_one_to_one(ratings: tuple[Rag, ...], expected: list[Rag | None]) -> None:
    """Updates without a rating take the progress column's ratings only where the counts are equal."""
    text = "Update: One thing.\nUpdate: Another thing.\nGreen\nUpdate: A third thing."
    assert [update.rag for update in parse_updates(text, VOCABULARY, ratings)] == expected


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("12/05/2022: The form is agreed.", "2022-05-12"),
        ("May 2022 – The form is agreed.", "2022-05"),
        ("05/24 The form is agreed.", "2024-05"),
        ("11/24 412 staff have it.", "2024-11"),
        ("Update (June 2022): The form is agreed.", "2022-06"),
        ("Q1 2022/23 update: The form is agreed.", "2022-04/2022-06"),
        ("Update: 12/05/2022 – The form is agreed.", "2022-05-12"),
        ("March update: The form is agreed.", None),
        ("Ionawr / January 2023: The form is agreed.", "2023-01"),
        ("Autumn/Hydref 2023: The form is agreed.", "2023-23"),
        ("Hydref 2023: The form is agreed.", "2023-10"),
        ("Update: The form of 12/05/2022 is agreed.", None),
        ("Update: The form is agreed.", None),
    ],
)
def test_date_of_an_update(text: str, edtf: str | None) -> None:
    """The date comes from the label or the opening words; a month without its year is none."""
    assert [update.edtf for update in parse_updates(text, VOCABULARY)] == [edtf]


@pytest.mark.parametrize(
    "text",
    [
        "June 2022: Third.\nMay 2022: Second.\n12/04/2022: First.",
        "12/04/2022: First.\nMay 2022: Second.\nJune 2022: Third.",
        "May 2022: Second.\n12/04/2022: First.\nJune 2022: Third.",
    ],
)
def test_updates_come_oldest_first(text: str) -> None:
    """Dated updates come oldest first however they are printed."""
    assert [update.text for update in parse_updates(text, VOCABULARY)] == ["First.", "Second.", "Third."]


@pytest.mark.parametrize(
    "unit",
    [
        "Update: ",
        "update ",
        "May 2022 ",
        "12/05/2022: ",
        "a",
        "\n",
        "(",
        "- ",
        "Update:\n",
        "March update: a\n",
        ". 12/05/2022: x ",
    ],
)
def test_the_time_grows_with_the_cell(unit: str, in_proportion: Callable[..., None]) -> None:
    """Whatever is repeated, cutting never takes a time that grows with the square of the cell."""
    in_proportion(lambda size: parse_updates((unit * size)[:size], VOCABULARY))


@pytest.mark.parametrize(
    "between",
    [pytest.param("\n", id="lines"), pytest.param("  ", id="one line")],
)
def test_a_rating_that_closes_a_line_is_that_of_its_update(between: str) -> None:
    """Behind a full stop, before the next date or the end, a colour rates what stands before it."""
    text = between.join(
        [
            "12/06/2023 Marsh Police: All staff are booked on the course. AMBER",
            "31/07/23 Audit of 100 calls done in 83 %. Learning fed back. Green",
            "04/12/23 Second audit: 94 % were right. GREEN",
        ]
    )
    updates = parse_updates(text, VOCABULARY)
    assert [(one.label, one.rag) for one in updates] == [
        ("12/06/2023 Marsh Police", Rag.AMBER),
        ("31/07/23", Rag.GREEN),
        ("04/12/23", Rag.GREEN),
    ]
    assert updates[2].text == "Second audit: 94 % were right."


def test_a_rating_before_a_date_opens_what_follows_where_the_cell_opens_with_one() -> None:
    """Ratings that stand before their dates stay those of the updates behind them."""
    text = "AMBER 12/06/2023: Staff are booked on.\nGREEN 31/07/2023: All staff were trained."
    assert [one.rag for one in parse_updates(text, VOCABULARY)] == [Rag.AMBER, Rag.GREEN]


def test_whoever_wrote_behind_a_dash_is_of_the_label() -> None:
    """Several dates with a body and a colon behind them are a log by agency; one with a matter is not."""
    log = "July 2025 – Fenshire Police: Sample of 40 done.\nOct 2025 – ICB: Codes are asked for."
    assert _cut(log) == [
        ("July 2025 – Fenshire Police", "Sample of 40 done."),
        ("Oct 2025 – ICB", "Codes are asked for."),
    ]
    assert _cut("July 2025 – Staff Training: 40 were trained.") == [("July 2025", "Staff Training: 40 were trained.")]


def test_a_quarter_runs_straight_into_its_sentence() -> None:
    """A quarter with its year needs no mark behind it."""
    text = "Q1 25/26 Review of files is complete.\nQ3 25/26 Interviews done with nine women."
    assert [label for label, _ in _cut(text)] == ["Q1 25/26", "Q3 25/26"]
