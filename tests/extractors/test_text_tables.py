"""Pipe tables, drawn grids and aligned columns: what each looks like, and what comes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from extractors.text.aligned import find_aligned_columns
from extractors.text.found import Found
from extractors.text.grids import find_grid
from extractors.text.pipes import find_pipe_table
from extractors.text.tabs import find_tab_rows, masked, running_lines, widest_row

Finder = Callable[[Sequence[str], int], Found | None]


def _lines(text: str) -> list[str]:
    return text.strip("\n").split("\n")


def _rows(found: Found | None) -> list[list[str]]:
    assert found is not None
    rows: list[list[str]] = [[] for _ in range(1 + max(cell.row for cell in found.cells))]
    for cell in found.cells:
        rows[cell.row].append(cell.text)
    return rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("| No | Act |\n|----|:--:|\n| 1 | Train<br>all |\n", [["No", "Act"], ["1", "Train\nall"]]),
        ("| No | Act |\n| 1 | a \\| b |", [["No", "Act"], ["1", "a | b"]]),
        ("No | Act\n---|---\n1 | **Train**\n\n2 | x", [["No", "Act"], ["1", "Train"]]),
        (" No | Act \n----+-----\n 1  | Train", [["No", "Act"], ["1", "Train"]]),
        (
            "1 | Train | May\n2 | Audit | June\n3 | Report | July",
            [["1", "Train", "May"], ["2", "Audit", "June"], ["3", "Report", "July"]],
        ),
        (
            "| No | Act | By |\n|-|-|-|\n| 1 | - | - |\n| - | - | - |",
            [["No", "Act", "By"], ["1", "-", "-"], ["-", "-", "-"]],
        ),
        ("| A | B | C |\n|---|---|---|\n| 1 | 2 |", [["A", "B", "C"], ["1", "2"]]),
    ],
)
def test_pipe_tables(text: str, rows: list[list[str]]) -> None:
    """Outer pipes are not needed with a border below the headings; borders are no rows; short rows stay short."""
    assert _rows(find_pipe_table(_lines(text), 0)) == rows


WRAPPED_GRID = """
+------------+----------------+
| Theme      | Action         |
+============+================+
| 1. Train   | - Write course |
| all staff  | - Deliver it   |
|            | to all         |
+------------+----------------+
"""
SINGLE_LINES = """
+----+-------+
| No | Act   |
+----+-------+
| 1  | Train |
| 2  | Audit |
+----+-------+
"""
BOXES = """
┌────┬───────┐
│ No │ Act   │
├────┼───────┤
│ 1  │ Train │
└────┴───────┘
"""
NO_BOTTOM = """
+----+-------+
| No | Act   |
+----+-------+
| 1  | Train |
"""


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (WRAPPED_GRID, [["Theme", "Action"], ["1. Train all staff", "- Write course\n- Deliver it to all"]]),
        (SINGLE_LINES, [["No", "Act"], ["1", "Train"], ["2", "Audit"]]),
        (BOXES, [["No", "Act"], ["1", "Train"]]),
        (NO_BOTTOM, [["No", "Act"], ["1", "Train"]]),
    ],
)
def test_grids(text: str, rows: list[list[str]]) -> None:
    """Lines between borders are one row, or a row each where only headings and body have borders."""
    assert _rows(find_grid(_lines(text), 0)) == rows


def test_grid_with_merged_cells() -> None:
    """A missing `|` merges columns, a missing piece of border merges rows."""
    grid = """
+------+------+-----+
| Theme one         |
+------+------+-----+
| Plan | Read | May |
|      +------+-----+
|      | Tell | Jun |
+------+------+-----+
"""
    found = find_grid(_lines(grid), 0)
    assert found is not None
    spans = [(c.text, c.row, c.column, c.row_span, c.column_span) for c in found.cells]
    assert spans == [
        ("Theme one", 0, 0, 1, 3),
        ("Plan", 1, 0, 2, 1),
        ("Read", 1, 1, 1, 1),
        ("May", 1, 2, 1, 1),
        ("Tell", 2, 1, 1, 1),
        ("Jun", 2, 2, 1, 1),
    ]


FILLED_FIRST = """
Theme                Action               Lead      Date
1. Train all staff   Write a course       Police    June
   in the county     and deliver it
2. Review policy     The board reads it   Health    July
3. Audit of cases    Sample of ten        Housing   May

Words below the table.
"""
BLANK_BETWEEN = """
 Theme               Before              After               Why

 Plans of the        Plans were          They are kept       So that each of
 borough that        kept by one         by the board        the agencies
 nobody reads        officer             as a whole          knows of them

 Courses for new     There were          There are two       So that staff
 staff of all        none in most        a year for all      can ask the
 the agencies        places              of the staff        right questions
"""


def test_aligned_columns_with_filled_first_column() -> None:
    """A filled first column begins a row; lines below are wrapped cells; prose behind a blank line ends the table."""
    lines = _lines(FILLED_FIRST)
    found = find_aligned_columns(lines, 0)
    assert _rows(found) == [
        ["Theme", "Action", "Lead", "Date"],
        ["1. Train all staff in the county", "Write a course and deliver it", "Police", "June"],
        ["2. Review policy", "The board reads it", "Health", "July"],
        ["3. Audit of cases", "Sample of ten", "Housing", "May"],
    ]
    assert found is not None
    assert lines[found.next_line :] == ["", "Words below the table."]


def test_aligned_columns_with_blank_lines_between_rows() -> None:
    """Where first cells wrap too, blank lines part the rows."""
    rows = _rows(find_aligned_columns(_lines(BLANK_BETWEEN), 0))
    assert [row[0] for row in rows] == [
        "Theme",
        "Plans of the borough that nobody reads",
        "Courses for new staff of all the agencies",
    ]
    assert rows[1][3] == "So that each of the agencies knows of them"


@pytest.mark.parametrize(
    "text",
    [
        "One   two   three\nfour   five   six\n",
        "One   two   three\nA line of prose that runs over the gaps\nOne   two   three\nOne   two   three\n",
        "One   two\nOne   two\nOne   two\n",
    ],
)
def test_too_little_agreement_is_no_table(text: str) -> None:
    """Two lines, two columns, or a line across the gaps are not enough for a table."""
    assert find_aligned_columns(_lines(text), 0) is None


def test_headings_printed_again_make_tables_of_one_row() -> None:
    """Under a recommendation each, one row is a table where the page prints its headings again over another."""
    heads = "Action                     Lead                  Target date"
    lines = [
        heads,
        "Flag for repeat callers to Harlow Vale Police    June 2022",
        "be added to the system.",
        "Recommendation 2: Housing staff should attend.",
        heads,
        "Train all staff.           Harlow Vale Homes     May 2023",
    ]
    found = find_aligned_columns(lines, 0)
    assert _rows(found)[1:] == [
        ["Flag for repeat callers to be added to the system.", "Harlow Vale Police", "June 2022"]
    ]
    assert found is not None
    assert found.next_line == 3
    assert _rows(find_aligned_columns(lines, 4))[1:] == [["Train all staff.", "Harlow Vale Homes", "May 2023"]]
    assert find_aligned_columns(lines[:3], 0) is None


def test_a_capital_within_a_sentence_begins_no_row() -> None:
    """A line with fewer cells, all under cells of the line above, goes on with it where its word had no room there."""
    lines = [
        "Theme          Lead           Date",
        "Housing staff  Harlow Vale    31/12/2022",
        "to attend      Council",
        "MARAC          Housing",
        "training.",
        "Police should  Harlow Vale    June 2022",
        "ask.           Police",
    ]
    rows = _rows(find_aligned_columns(lines, 0))
    assert [row[0] for row in rows] == ["Theme", "Housing staff to attend MARAC training.", "Police should ask."]


def test_fragment_rows_need_real_rows_elsewhere() -> None:
    """A line with one filled cell is a row only in a document that has rows of three filled cells."""
    fragment = ["\t\trest of the action\t\t"]
    assert _rows(find_tab_rows(fragment, 0, widest_row(["a\tb\tc\td\te"]))) == [["", "", "rest of the action", "", ""]]
    prose = find_tab_rows(fragment, 0, widest_row(["\tindented"]))
    assert prose is not None
    assert prose.is_prose


def test_a_single_aligned_row_goes_on_with_a_table_of_as_many_columns() -> None:
    """One row is a table only behind one with as many columns, and where the lines below keep its gaps."""
    row = ["4    Ask again    Police    May 2020", "     and write    Force"]
    assert find_aligned_columns(row, 0) is None
    assert find_aligned_columns(row, 0, before=5) is None
    assert find_aligned_columns([row[0], "     words that run over the gaps"], 0, before=4) is None
    assert _rows(find_aligned_columns(row, 0, before=4)) == [["4", "Ask again and write", "Police Force", "May 2020"]]


NUMBERED_WITH_FOOTER = """
Learning              Step               Who       When       Result
1. All wardens of     Write a course     Borough   June
Fairmead Homes        and deliver it     Council
2. Nurses should      The board reads    Trust     July
know of help          the policy
3. Audit of cases     Sample of ten      Forum     May

Fairmead Partnership                     {}
"""


@pytest.mark.parametrize("footer", ["Page 3", "3 of 12", "Tudalen 3"])
def test_numbered_rows_above_a_footer(footer: str) -> None:
    """A name that had no room goes on with its numbered row, a heading has an empty column, a footer is no row."""
    assert _rows(find_aligned_columns(_lines(NUMBERED_WITH_FOOTER.format(footer)), 0)) == [
        ["Learning", "Step", "Who", "When", "Result"],
        ["1. All wardens of Fairmead Homes", "Write a course and deliver it", "Borough Council", "June", ""],
        ["2. Nurses should know of help", "The board reads the policy", "Trust", "July", ""],
        ["3. Audit of cases", "Sample of ten", "Forum", "May", ""],
    ]


def test_numbered_rows_stay_rows_where_blank_lines_part_some_of_them() -> None:
    """A block that numbers several rows is no single row, however its cells wrap."""
    lines = _lines(NUMBERED_WITH_FOOTER.format("")[:-2].replace("3. Audit", "\n3. Audit"))
    assert [row[0][:2] for row in _rows(find_aligned_columns(lines, 0))] == ["Le", "1.", "2.", "3."]


def test_page_headers_with_tabs_are_no_rows() -> None:
    """What stands alone and says its page, or comes again on another, is a header; a row and a lone total are not."""
    header, footer, total = "Oxmoor CSP\tTracker v{}", "Oxmoor CSP\tPrinted 1/2/2024\tPage 2 of 9", "Total\t12"
    rows = ["No\tAction\tLead\tBy", "1\tTrain\tCouncil\tMay"]
    lines = [header.format(1), "", *rows, "", footer, "", header.format(1), "", *rows, "", total, ""]
    assert running_lines(lines, widest_row(lines)) == {masked(header.format(1)), masked(footer)}
