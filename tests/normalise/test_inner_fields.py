"""Who leads and by when, named within the cells of the actions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from extractors.document import Cell, Document, Kind, Paragraph, Source, Table
from normalise.plan import Action
from normalise.understanding import to_plan
from normalise.vocabulary import load_vocabulary

HEADINGS = ("Recommendation", "Action, lead and timescale", "Update")
PLAN = (
    ("Surgeries should ask alone.", "Train staff.\nLead: Northmere ICB\nTimescale: June 2022", "Training was held."),
    ("Officers should link calls.", "Change the system.\nLead: Northmere Police\nTimescale: May 2023", "Not begun."),
)


def _actions(rows: Sequence[Sequence[str]]) -> tuple[Action, ...]:
    cells = [Cell(text, row, column) for row, texts in enumerate(rows) for column, text in enumerate(texts)]
    title, table = Paragraph("Domestic homicide review: action plan"), Table(tuple(cells), len(rows), len(rows[0]))
    document = Document(Source("a.docx", "0" * 64, 0, Kind.DOCX, Path("a")), (title, table))
    return to_plan(document, load_vocabulary()).actions


def _read(rows: Sequence[Sequence[str]]) -> list[tuple[str | None, str | None, str | None]]:
    return [(a.action, a.lead_agency_text, a.target_date_text) for a in _actions(rows)]


@pytest.mark.parametrize("joined", [False, True], ids=["lines", "a page joined one cell's lines"])
def test_fields_named_in_most_cells_are_columns(joined: bool) -> None:
    """Each cell is parted where the names of most rows stand."""
    first = PLAN[0]
    last = (first[0], first[1].replace("\n", " ") if joined else first[1], first[2])
    assert _read([HEADINGS, *PLAN, last]) == [
        ("Train staff.", "Northmere ICB", "June 2022"),
        ("Change the system.", "Northmere Police", "May 2023"),
        ("Train staff.", "Northmere ICB", "June 2022"),
    ]


def test_what_is_named_and_left_open_is_nothing() -> None:
    """A name without a value, and a cell of nothing but named fields, give null and no empty text."""
    open_ended = ("Schools should share.", "Lead: Northmere Council\nTimescale:", "Begun.")
    assert _read([HEADINGS, *PLAN, open_ended])[-1] == (None, "Northmere Council", None)


def test_a_column_of_its_own_says_who_leads() -> None:
    """What a cell says beside a column of that field stays in the cell."""
    rows = [(*row, "Northmere CSP") for row in PLAN]
    found = _read([(*HEADINGS, "Lead agency"), *rows])
    assert found[0] == ("Train staff.\nLead: Northmere ICB", "Northmere CSP", "June 2022")


def test_a_name_in_one_cell_is_a_word_of_it() -> None:
    """One row of several says nothing of the others."""
    rows = [(recommendation, action.partition("\n")[0], update) for recommendation, action, update in PLAN * 2]
    rows[0] = (rows[0][0], f"{rows[0][1]}\nLead: Northmere ICB", rows[0][2])
    assert [lead for _, lead, _ in _read([HEADINGS, *rows])] == [None] * 4


def test_a_column_of_details_holds_several_fields() -> None:
    """A column that nobody knows by its heading is parted where most of its cells name two fields or more."""
    details = (
        "Lead: Northmere ICB\nBy when: June 2022\nStatus: Complete",
        "Lead: Northmere Police\nBy when: May 2023\nStatus: Not started",
    )
    rows = [(*row[:1], row[1].partition("\n")[0], told) for row, told in zip(PLAN, details, strict=True)]
    actions = _actions([("Recommendation", "Action", "Details"), *rows])
    assert [(a.lead_agencies, a.target_date_text, a.progress_text, a.extra) for a in actions] == [
        (("Northmere ICB",), "June 2022", "Complete", {}),
        (("Northmere Police",), "May 2023", "Not started", {}),
    ]
