"""Tables without ruling lines, on pages made here: what becomes one, what must not, and what is odd."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extractors.document import Document, Kind, Limits, Paragraph, Source, Table
from extractors.pdf.borderless.tables import find_borderless
from extractors.pdf.lines import Line, Word, words_to_line
from extractors.pdf.page import Ruling
from extractors.pdf.reader import read_pdf

HEADINGS = frozenset(
    {"recommendation", "action", "action to take", "lead agency", "target date", "key milestones", "progress", "no"}
)
WIDTH, HEIGHT = landscape(A4)
LEFTS = (40.0, 230.0, 430.0, 560.0, 680.0)
TOP = 500.0
PITCH = 11.0
Draw = Callable[[Canvas], None]
Row = Sequence[Sequence[str]]
"""The lines of each cell of one row."""

HEAD: Row = (["Recommendation"], ["Action to take"], ["Lead agency"], ["Target date"], ["Progress"])
FIRST: Row = (
    ["Marsh Council should train all", "front line staff each year."],
    ["Commission a course and", "keep a record of who attended", "and when."],
    ["Marsh Council"],
    ["May 2024"],
    ["Complete"],
)
SECOND: Row = (
    ["The health board should", "review its referral form."],
    ["Form a small group."],
    ["Marsh Health", "Board"],
    ["June 2024"],
    ["In progress"],
)
THIRD: Row = (
    ["Police should audit", "their records."],
    ["Audit each quarter."],
    ["Marsh Police"],
    ["July 2024"],
    ["Begun"],
)


def written(canvas: Canvas, rows: Sequence[Row], top: float = TOP, gap: float = 8.0, ruled: bool = False) -> float:
    """Prints rows under one another and returns where the last ends."""
    y = top
    canvas.setFont("Helvetica", 9)
    for row in rows:
        if ruled:
            canvas.line(LEFTS[0] - 4, y + PITCH, 800, y + PITCH)
        for left, lines in zip(LEFTS, row, strict=False):
            for number, text in enumerate(lines):
                canvas.drawString(left, y - number * PITCH, text)
        y -= PITCH * max(len(lines) for lines in row) + gap
    if ruled:
        canvas.line(LEFTS[0] - 4, y + PITCH, 800, y + PITCH)
    return y


def page_of(*rows: Row, gap: float = 8.0, ruled: bool = False) -> Draw:
    def draw(canvas: Canvas) -> None:
        written(canvas, rows, gap=gap, ruled=ruled)

    return draw


def read(tmp_path: Path, *pages: Draw, headings: frozenset[str] | None = HEADINGS) -> Document:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT))
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    file = tmp_path / "plan.pdf"
    file.write_bytes(stream.getvalue())
    source = Source("plan.pdf", "0" * 64, len(stream.getvalue()), Kind.PDF, file)
    return read_pdf(source, Limits(headings=headings))


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def rows_of(table: Table) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row].append(cell.text.replace("\n", " "))  # short lines broken by hand read as paragraphs
    return rows


def joined(*rows: Row) -> list[list[str]]:
    return [[" ".join(lines) for lines in row] for row in rows]


@pytest.mark.parametrize(("gap", "ruled"), [(8.0, False), (4.0, True), (0.0, True)])
def test_a_plan_without_vertical_rules_is_read_cell_by_cell(tmp_path: Path, gap: float, ruled: bool) -> None:
    """Rows part where room or a horizontal rule is; a wrapped cell stays whole."""
    found = tables(read(tmp_path, page_of(HEAD, FIRST, SECOND, THIRD, gap=gap, ruled=ruled)))
    assert [rows_of(table) for table in found] == [joined(HEAD, FIRST, SECOND, THIRD)]


def test_a_column_without_rules_ends_before_the_next_begins(tmp_path: Path) -> None:
    """A word that would have touched the next column's words was wrapped: the two lines are one name."""
    lead = ["Safer Marsh Bay", "Partnerships"]
    room = LEFTS[3] - LEFTS[2] - stringWidth(" ".join(lead), "Helvetica", 9)
    assert 5 < room < 10
    (table,) = tables(read(tmp_path, page_of(HEAD, FIRST, (*SECOND[:2], lead, *SECOND[3:]), THIRD)))
    assert " ".join(lead) in [cell.text for cell in table.cells]


def test_a_rule_beside_a_cell_that_goes_on_parts_the_others(tmp_path: Path) -> None:
    """A rule from a column to the right end parts two actions of one recommendation, whose words run on beside it."""
    long: Row = (["Marsh Council should train all", "front line staff each year", "and keep", "a record."], *FIRST[1:])
    more: Row = ([], ["Publish the record."], ["Marsh Council"], ["August 2024"], ["Not begun"])

    def draw(canvas: Canvas) -> None:
        written(canvas, [HEAD, long, SECOND], gap=4.0 + 2 * PITCH, ruled=True)
        parted = TOP - (4.0 + 2 * PITCH) - PITCH - 3 * PITCH
        canvas.line(LEFTS[1] - 4, parted + 7, 800, parted + 7)
        for left, lines in zip(LEFTS, more, strict=True):
            for text in lines:
                canvas.drawString(left, parted - 2, text)

    (table,) = tables(read(tmp_path, draw))
    assert rows_of(table) == [*joined(HEAD, long), [text for (text,) in more[1:]], *joined(SECOND)]
    assert [cell.row_span for cell in table.cells if cell.column == 0] == [1, 2, 1]


def test_rows_without_any_room_part_where_all_begins_anew(tmp_path: Path) -> None:
    """Numbered rows printed solid are told apart by their numbers."""
    rows = [(["1"], ["Train all staff in the", "first quarter."], ["Council"], ["May 2024"], ["Done"])]
    rows.append((["2"], ["Review the form and", "publish it."], ["Health"], ["June 2024"], ["Begun"]))
    head: Row = (["No"], ["Action to take"], ["Lead agency"], ["Target date"], ["Progress"])
    found = tables(read(tmp_path, page_of(head, *rows, gap=0.0)))
    assert [rows_of(table) for table in found] == [joined(head, *rows)]


def test_headings_of_several_lines_make_one_row(tmp_path: Path) -> None:
    """A heading that wraps is one cell, and the text above the heading is none of it."""
    head: Row = (
        ["Recommendation"], ["Action to take"], ["Lead", "agency"], ["Target", "date"], ["Progress"],
    )  # fmt: skip

    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, TOP + 30, "Marsh Partnership action plan")
        written(canvas, [head, FIRST, SECOND])

    document = read(tmp_path, draw)
    assert [rows_of(table) for table in tables(document)] == [joined(head, FIRST, SECOND)]
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [
        "Marsh Partnership action plan"
    ]


def test_a_banner_between_rows_is_a_row_of_its_own(tmp_path: Path) -> None:
    """Words that run across the columns do not end the table."""
    banner: Row = (["Recommendations for the health board and for the agencies that work with it in Marsh"],)
    found = tables(read(tmp_path, page_of(HEAD, FIRST, banner, SECOND)))
    assert len(found) == 1
    assert rows_of(found[0])[2][0] == banner[0][0]
    assert rows_of(found[0])[3] == joined(SECOND)[0]


def test_a_plan_goes_on_over_the_page_without_its_headings(tmp_path: Path) -> None:
    """The columns of the page before are kept; a page of prose after that is none of it."""

    def prose(canvas: Canvas) -> None:
        for number in range(12):
            canvas.drawString(
                40, TOP - 14 * number, "The panel met and heard from each agency what it had learnt. " * 2
            )

    found = tables(read(tmp_path, page_of(HEAD, FIRST, SECOND), page_of(THIRD, FIRST), prose))
    assert [(table.page, rows_of(table)) for table in found] == [
        (1, joined(HEAD, FIRST, SECOND)),
        (2, joined(THIRD, FIRST)),
    ]


def test_a_frame_with_bands_gives_way_to_its_columns(tmp_path: Path) -> None:
    """A box round the table and lines between its rows do not hide the columns."""

    def draw(canvas: Canvas) -> None:
        end = written(canvas, [HEAD, FIRST, SECOND, THIRD], gap=6.0, ruled=True)
        canvas.rect(LEFTS[0] - 4, end + PITCH, 800 - LEFTS[0] + 4, TOP - end)

    found = tables(read(tmp_path, draw))
    assert [rows_of(table) for table in found] == [joined(HEAD, FIRST, SECOND, THIRD)]


def lines(*texts: str, left: float = 60, top: float = TOP, pitch: float = 13) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for number, text in enumerate(texts):
            canvas.drawString(left + 18 * (len(text) - len(text.lstrip())), top - pitch * number, text.strip())

    return draw


def both(*draws: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        for one in draws:
            one(canvas)

    return draw


SENTENCE = "The panel heard what each agency had done and what it would do"
PROSE = [
    "Recommendation and action",
    "The recommendation was that action be taken by the lead agency by the target date, and",
    "that progress be told to the partnership each quarter. The action was agreed.",
    "   An indented paragraph follows, in which action and progress are named again, with a",
    "   lead agency for each recommendation.",
]
CONTENTS = [
    f"{title} {'.' * dots} {page}"
    for title, dots, page in [
        ("Introduction", 60, 3),
        ("Action plan", 62, 9),
        ("Recommendation", 57, 12),
        ("Progress", 66, 20),
    ]
]
ADDRESS = ["Marsh Partnership", "Action House", "12 Lead Street", "Marsh", "Telephone 0000 000000"]
SIGNATURE = both(
    lines("Signed", "Action officer", "Date"), lines("Signed", "Lead agency", "Date", left=420)
)  # fmt: skip
TWO_COLUMNS = both(
    lines("Action", *[SENTENCE] * 14, left=40), lines("Recommendation", *[SENTENCE] * 14, left=430)
)  # fmt: skip


@pytest.mark.parametrize(
    "draw",
    [
        pytest.param(lines(*PROSE * 3), id="prose with indents"),
        pytest.param(lines(*CONTENTS), id="contents"),
        pytest.param(lines(*ADDRESS), id="address"),
        pytest.param(lines(*ADDRESS, left=600), id="address at the right"),
        pytest.param(SIGNATURE, id="signatures"),
        pytest.param(lines("1.  Recommendation", "2.  Action", "3.  Progress"), id="list"),
        pytest.param(TWO_COLUMNS, id="two columns of prose"),
    ],
)
def test_what_is_no_plan_is_no_table(tmp_path: Path, draw: Draw) -> None:
    """Words of the headings alone make no table."""
    assert tables(read(tmp_path, draw)) == []


def test_without_headings_nothing_is_looked_for(tmp_path: Path) -> None:
    """No headings, no tables without rules."""
    assert tables(read(tmp_path, page_of(HEAD, FIRST, SECOND), headings=frozenset())) == []


FIGURES: Sequence[Row] = [
    (["Town"], ["Visits"], ["Share"]),
    (["Marsh"], ["1,204"], ["31.5%"]),
    (["Fen"], ["880"], ["23.0%"]),
    (["Moor"], ["1,735"], ["45.4%"]),
]


def test_every_kind_of_table_is_found_where_it_is_wanted(tmp_path: Path) -> None:
    """Figures in columns are a table; the prose above them is not."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, TOP + 30, SENTENCE + " " + SENTENCE)
        written(canvas, FIGURES, gap=3.0)

    found = tables(read(tmp_path, draw, headings=None))
    assert [rows_of(table) for table in found] == [joined(*FIGURES)]


def test_a_heading_over_several_columns_spans_them(tmp_path: Path) -> None:
    """A heading midway over two columns covers both."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for y, texts in [(500, ("", "Share of visits", "")), (485, ("", "2020", "2021"))]:
            for x, text in zip((50, 250 if y == 500 else 200, 300), texts, strict=True):
                canvas.drawCentredString(x, y, text)
        for number, town in enumerate(("Marsh", "Fen", "Moor", "Heath")):
            for x, text in zip((50, 200, 300), (town, f"{12.5 + number}", f"{20.5 + number}"), strict=True):
                canvas.drawCentredString(x, 470 - 13 * number, text)

    (table,) = tables(read(tmp_path, draw, headings=None))
    spans = {cell.text: (cell.row, cell.column, cell.column_span) for cell in table.cells}
    assert spans["Share of visits"] == (0, 1, 2)
    assert spans["2020"] == (1, 1, 1)


def line(text: str, top: float, x0: float = 50.0, apart: float = 3.0, size: float = 9.0) -> Line:
    words, x = [], x0
    for part in text.split(" "):
        words.append(Word(part, x, x + 4.5 * len(part)))
        x += 4.5 * len(part) + apart
    return words_to_line(words, top, top + size, size)


MANY = [line("Recommendation Action Progress", 1.0 + number, apart=40.0) for number in range(2_900)]


@pytest.mark.parametrize(
    ("given", "rulings"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([line("a", 10)], [Ruling(True, 10, 5, 5)], id="one letter"),
        pytest.param([line("Recommendation Action", 10, apart=50)] * 5_000, [], id="too many lines"),
        pytest.param(MANY, [], id="headings alone"),
        pytest.param([line("x " * 400, float(n), apart=9.0) for n in range(50)], [], id="many pieces"),
        pytest.param([line("." * 5_000 + "1", 9.0 * n) for n in range(200)], [], id="leaders"),
        pytest.param(
            [words_to_line([Word("Action", 5, 5), Word("Lead", 5, 5)], 7, 7, 0.0)] * 9, [], id="boxes of no size"
        ),
        pytest.param([line("Action", -5.0, x0=-1e9), line("Progress", 1e9, x0=1e9)] * 3, [], id="far off the page"),
        pytest.param(
            [line("a b c", 9.0 * n, apart=30.0) for n in range(300)],
            [Ruling(True, n / 9, 0, 600) for n in range(3_000)],
            id="many rules",
        ),
    ],
)
@pytest.mark.parametrize("headings", [HEADINGS, None])
def test_odd_input_ends_soon(
    given: list[Line], rulings: list[Ruling], headings: frozenset[str] | None, in_proportion: Callable[..., None]
) -> None:
    """Too much, too little or degenerate: a time that grows with the page, and cells that span something."""

    def find(percent: int) -> None:
        lines, rules = (found[: len(found) * percent // 100] for found in (given, rulings))
        grids = find_borderless(lines, rules, 600.0, 800.0, headings, [0.0, 100.0, 100.0, 300.0])
        assert all(cell.row_span > 0 and cell.column_span > 0 for grid in grids for cell in grid.cells)

    in_proportion(find, size=100)


def test_ruled_body_cells_split_where_only_the_heading_is_ruled(tmp_path: Path) -> None:
    """Lines under each row but columns ruled in the heading alone: every row has the heading's columns."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(colors.black)
        end = written(canvas, [HEAD, FIRST, SECOND], gap=6.0, ruled=True)
        canvas.line(36, TOP + PITCH, 36, end + PITCH)
        canvas.line(800, TOP + PITCH, 800, end + PITCH)
        for left in LEFTS[1:]:
            canvas.line(left - 4, TOP + PITCH, left - 4, TOP - 6)

    found = tables(read(tmp_path, draw))
    assert [rows_of(table) for table in found] == [joined(HEAD, FIRST, SECOND)]


def boxed_headings(canvas: Canvas) -> None:
    edges = [left - 4 for left in LEFTS] + [800.0]
    canvas.setFillColor(colors.lightsteelblue)
    for left, right in pairwise(edges):
        canvas.rect(left, TOP - 5, right - left, 18, fill=1)
    canvas.setFillColor(colors.black)
    written(canvas, [HEAD, FIRST, SECOND, THIRD], gap=12.0)


def test_rows_below_a_boxed_heading_row_are_its_table(tmp_path: Path) -> None:
    """Headings in shaded boxes and rows without any box are one table."""
    found = tables(read(tmp_path, boxed_headings))
    assert [rows_of(table) for table in found] == [joined(HEAD, FIRST, SECOND, THIRD)]


def every_other_row_shaded(canvas: Canvas, foot: str = "") -> None:
    edges = [left - 4 for left in LEFTS] + [800.0]
    canvas.setFillColor(colors.whitesmoke)
    for row in (1, 3):
        for left, right in pairwise(edges):
            canvas.rect(left, TOP - 8 - 45 * row, right - left, 45, stroke=0, fill=1)
    canvas.setFillColor(colors.black)
    for row, cells in enumerate((HEAD, FIRST, SECOND, THIRD)):
        written(canvas, [cells], top=TOP + 25 - 45 * row if row else TOP - 5)
    canvas.drawString(LEFTS[0], 345, foot)
    canvas.drawString(LEFTS[4], 345, "Page 1 of 2")


@pytest.mark.parametrize("foot", ["", "Marsh tracker"])
def test_rows_between_shaded_rows_are_not_lost(tmp_path: Path, foot: str) -> None:
    """Where every other row is shaded, the rows between and the headings above are of the same table, not its foot."""
    document = read(tmp_path, lambda canvas: every_other_row_shaded(canvas, foot))
    assert [rows_of(table) for table in tables(document)] == [joined(HEAD, FIRST, SECOND, THIRD)]
    printed = " ".join(block.text for block in document.blocks if isinstance(block, Paragraph))
    assert printed == f"{foot} Page 1 of 2".strip()


def shaded_bands(canvas: Canvas) -> None:
    for top, colour in ((500, colors.darkblue), (475, colors.lightblue), (425, colors.lightblue)):
        canvas.setFillColor(colour)
        canvas.rect(36, top, 764, 18, stroke=0, fill=1)
    canvas.setFont("Helvetica", 9)
    canvas.setFillColor(colors.white)
    for left, text in zip(LEFTS[1:], ("Action to take", "Lead agency", "Target date", "Progress"), strict=True):
        canvas.drawString(left, 505, text)
    canvas.setFillColor(colors.black)
    for top, text in (
        (480, "Recommendation 1. Review what is taught to every team that meets families."),
        (430, "Recommendation 2. Make sure that the licence takes account of abuse in the home."),
    ):
        canvas.drawString(40, top, text)
    for top, label, action in ((457, "a)", "Audit the course"), (407, "b)", "Check each holder")):
        for left, text in zip(LEFTS, (label, action, "Marsh Police", "May 2024", "Complete"), strict=True):
            canvas.drawString(left, top, text)


def test_bands_of_one_cell_are_headings_and_banners(tmp_path: Path) -> None:
    """A shaded line holds all headings, others a recommendation; a column of letters needs no heading."""
    found = tables(read(tmp_path, shaded_bands))
    assert [rows_of(table) for table in found] == [
        [
            ["", "Action to take", "Lead agency", "Target date", "Progress"],
            ["Recommendation 1. Review what is taught to every team that meets families."],
            ["a)", "Audit the course", "Marsh Police", "May 2024", "Complete"],
            ["Recommendation 2. Make sure that the licence takes account of abuse in the home."],
            ["b)", "Check each holder", "Marsh Police", "May 2024", "Complete"],
        ]
    ]
