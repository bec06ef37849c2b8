"""Rows that stand first behind a page break: actions of their own, or the rest of the one above."""

from __future__ import annotations

from pathlib import Path

from extractors.document import Cell, Document, Kind, Source, Table
from normalise.plan import Action
from normalise.understanding import to_plan
from normalise.vocabulary import load_vocabulary

HEADS = ("No", "Recommendation", "Action", "Lead agency", "Target date")
ROWS = (
    ("1", "Staff should ask.", "Train duty teams.", "Marlowick Council", "June 2024"),
    ("2", "Police should flag addresses.", "Change the system.", "Marlowick Police", "July 2024"),
    ("3", "Landlords should attend.", "Send a manager.", "Marlowick Homes", "By May 2025"),
)


def table(page: int, *rows: tuple[str, ...]) -> Table:
    cells = tuple(Cell(text, n, column) for n, row in enumerate(rows) for column, text in enumerate(row))
    return Table(cells, len(rows), len(rows[0]), page=page)


def actions(*tables: Table) -> tuple[Action, ...]:
    document = Document(Source("a.pdf", "0" * 64, 0, Kind.PDF, Path("a")), tables)
    return to_plan(document, load_vocabulary()).actions


def test_numbers_for_rows_left_blank_belong_to_no_action() -> None:
    """A form's rows not yet filled in go on behind the break; the last action keeps its number and its page."""
    found = actions(table(1, HEADS, *ROWS), table(2, ("4", "", "", "", ""), ("5", "", "", "", "")))
    assert [(action.recommendation_number, action.page_last) for action in found] == [("1", 1), ("2", 1), ("3", 1)]


def test_a_number_that_the_lower_half_bears_is_that_of_the_whole_row() -> None:
    """In cells set to the middle of a cut row the shorter ones stand below the break, with words that run on."""
    upper = ("", "Surgeries should be able to say", "Revise the template used in", "Marlowick", "")
    lower = ("4", "whom they told.", "supervision with partners.", "Community Safety Partnership", "May 2024")
    found = actions(table(1, HEADS, *ROWS, upper), table(2, lower))
    assert [action.recommendation_number for action in found] == ["1", "2", "3", "4"]
    assert found[3].action == "Revise the template used in supervision with partners."
    assert found[3].lead_agency_text == "Marlowick Community Safety Partnership"


def test_no_date_below_a_date_is_a_cell_of_its_own() -> None:
    """What is said in place of a date does not go on with the date above the break, though it has no capital."""
    rows = [(*row[:2], row[2].rstrip("."), *row[3:]) for row in ROWS]
    for instead in ("n/a", "tbc"):
        below = ("", "Schools should know.", "Brief the heads", "Marlowick College", instead)
        found = actions(table(1, HEADS, *rows), table(2, below))
        assert [action.target_date_text for action in found][2:] == ["By May 2025", instead]


def test_a_rating_and_a_date_below_a_break_are_of_the_row_above() -> None:
    """What a page cut from the last row is no entry of a key."""
    heads = (*HEADS, "RAG", "Date completed")
    rows = [(*row, "Green", "May 2025") for row in ROWS[:2]]
    cut = ("", "", "", "", "", "Amber", "June 2025")
    found = actions(table(1, heads, *rows, (*ROWS[2], "", "")), table(2, cut))
    assert [(action.rag, action.completion_text) for action in found][2:] == [("amber", "June 2025")]


def test_brackets_and_words_behind_a_bare_label_go_on() -> None:
    """A row cut behind "Recommendation 4" and before the bracket behind an agency's name is one row."""
    heads = HEADS[1:]
    upper = ("Recommendation 4", "Deliver a session to all", "Marlowick ICB", "Autumn 2023")
    lower = ("That the ICB trains surgeries.", "Marlowick practices.", "(Dr Ann Quill, Named GP)", "")
    found = actions(table(1, heads, *(row[1:] for row in ROWS), upper), table(2, heads, lower))
    assert [action.recommendation_number for action in found] == [None, None, None, "4"]
    last = found[3]
    assert (last.recommendation, last.action) == (lower[0], "Deliver a session to all Marlowick practices.")
    assert last.lead_agency_text == "Marlowick ICB (Dr Ann Quill, Named GP)"


def test_the_number_of_the_next_action_below_a_break_begins_a_row() -> None:
    """1.2 behind 1.1 is an action of its own where each row has one; where cells list several it goes on."""
    heads, ends = HEADS[1:], ("Marlowick Homes", "May 2025")
    single = [("Staff should ask.", f"1.{n} Do thing {n}.", *ends) for n in (1, 2, 3)]
    found = actions(table(1, heads, *single), table(2, heads, ("", "1.4 Do more.", "", "ongoing")))
    assert [(action.action or "")[:3] for action in found] == ["1.1", "1.2", "1.3", "1.4"]
    several = [(f"Staff should ask {n}.", f"{n}.1 Do this.\n{n}.2 Do that.", *ends) for n in (1, 2, 3)]
    cut = ("Staff should ask 4.", "4.1 Do this.", *ends)
    found = actions(table(1, heads, *several, cut), table(2, heads, ("", "4.2 Do that.", "", "")))
    assert [action.action for action in found][3:] == ["4.1 Do this.\n4.2 Do that."]


def test_an_action_in_the_middle_of_a_sentence_goes_on() -> None:
    """Dates and an agency of its own do not make a row of what begins as no other action does."""
    upper = ("4", "Surgeries should ask.", "Audit 50 files across the three", "Marlowick ICB", "31/07/2023")
    lower = ("", "", "community teams.", "Deb Quill, Named Nurse", "Sept 2023")
    found = actions(table(1, HEADS, *ROWS, upper), table(2, HEADS, lower))
    assert [action.action for action in found][3:] == ["Audit 50 files across the three community teams."]


def test_what_has_the_next_item_of_a_list_and_all_that_is_lacking_goes_on() -> None:
    """In cells set to the middle of a cut row the first item may stand alone above the break."""
    lower = ("4", "Surgeries should ask.", "2. Train staff.", "Marlowick ICB", "June 2025")
    found = actions(table(1, HEADS, *ROWS, ("", "", "1. Write to all.", "", "")), table(2, HEADS, lower))
    assert [action.action for action in found][3:] == ["1. Write to all.\n2. Train staff."]
