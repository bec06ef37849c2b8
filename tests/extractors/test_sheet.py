"""Workbooks: what a sheet shows, where its tables begin and end, and that a hostile one costs little."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.worksheet import Worksheet

from extractors.document import Document, Kind, Limits, Paragraph, Source, Table
from extractors.errors import CorruptDocument, ReadError, TooLargeDocument
from extractors.kinds import find_kind
from extractors.sheet.reader import read_workbook

HEADINGS = ("Recommendation", "Action", "Lead", "Target date")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def read(file: Path, limits: Limits | None = None) -> Document:
    assert find_kind(file) is Kind.XLSX
    return read_workbook(Source(file.name, "0" * 64, file.stat().st_size, Kind.XLSX, file), limits or Limits())


def made(folder: Path, fill: Callable[[Worksheet], object]) -> Document:
    book = openpyxl.Workbook()
    fill(book.worksheets[0])
    book.save(folder / "plan.xlsx")
    return read(folder / "plan.xlsx")


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def grid(table: Table) -> list[list[str]]:
    return [[cell.text for cell in table.cells if cell.row == row] for row in range(table.n_rows)]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def rewritten(file: Path, part: str, change: Callable[[str], str]) -> Path:
    """A copy of a workbook with one part changed."""
    target = file.with_name("changed.xlsx")
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            content = source.read(name)
            copy.writestr(name, change(content.decode()) if name == part else content)
    return target


def simple(folder: Path) -> Path:
    book = openpyxl.Workbook()
    book.worksheets[0].append(HEADINGS)
    book.worksheets[0].append(("Share it", "Train", "Police", "May 2023"))
    book.save(folder / "plan.xlsx")
    return folder / "plan.xlsx"


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1, "General", "1"),
        (1.1, "General", "1.1"),
        (0.1 + 0.2, "General", "0.3"),
        (3, "0.0", "3.0"),
        (7, "000", "007"),
        (0.355, "0%", "36%"),
        (0.355, "0.0%", "35.5%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (5000, '"£"#,##0', "£5,000"),
        (5000, "[$£-809]#,##0", "£5,000"),
        (-2, "0;(0)", "(2)"),
        (4, '"Rec "0', "Rec 4"),
        (0.5, "# ?/?", "0.5"),
        (True, "General", "TRUE"),
        (datetime.date(2023, 3, 9), "mm-dd-yy", "09/03/2023"),
        (datetime.date(2023, 3, 9), "m/d/yyyy", "09/03/2023"),
        (datetime.date(2023, 3, 9), "yyyy\\-mm\\-dd", "09/03/2023"),
        (datetime.date(2023, 3, 9), "mmm-yy", "Mar-23"),
        (datetime.datetime(2023, 3, 9), "yyyy-mm-dd h:mm:ss", "09/03/2023"),
        (datetime.date(2023, 3, 9), "d mmmm yyyy", "9 March 2023"),
        (datetime.date(2023, 3, 9), "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "9 March 2023"),
        (datetime.date(2023, 3, 9), "dddd d mmm", "Thursday 9 Mar"),
        (datetime.datetime(2023, 3, 9, 14, 5), "dd/mm/yyyy hh:mm", "09/03/2023 14:05"),
        (datetime.time(14, 5), "h:mm AM/PM", "2:05 pm"),
        ("Line one\n\n line  two_x000D_", "General", "Line one\nline two"),
    ],
)
def test_a_value_is_read_as_it_shows(tmp_path: Path, value: object, code: str, shown: str) -> None:
    """Numbers follow their format; dates of numerals stand in British order whatever the format's order."""

    def fill(sheet: Worksheet) -> None:
        sheet.append(("a", "b"))
        sheet.append((value, "x"))
        sheet["A2"].number_format = code

    assert grid(tables(made(tmp_path, fill))[0])[1][0] == shown


def test_title_rows_are_paragraphs_and_the_table_begins_below(tmp_path: Path) -> None:
    """A title block, a sheet's own name and a note below are no rows of the plan."""

    def fill(sheet: Worksheet) -> None:
        sheet.title = "Plan for Rose"
        sheet["B2"] = "Action plan"
        sheet.merge_cells("B2:E2")
        for column, text in enumerate(HEADINGS, start=2):
            sheet.cell(4, column, text)
            sheet.cell(5, column, f"{text} 1")
        sheet["B8"] = "A note."

    document = made(tmp_path, fill)
    assert texts(document) == ["Plan for Rose", "Action plan", "A note."]
    assert [(t.n_rows, t.n_columns) for t in tables(document)] == [(2, 4)]


def test_tables_side_by_side_are_two(tmp_path: Path) -> None:
    """A key beside the plan, behind a blank column, is a table of its own."""

    def fill(sheet: Worksheet) -> None:
        for row in ((*HEADINGS, None, "Key", "Means"), ("R", "A", "L", "T", None, "Red", "late")):
            sheet.append(row)
        sheet.append(("R2", "A2", "L2", "T2"))

    assert [grid(t)[-1] for t in tables(made(tmp_path, fill))] == [["R2", "A2", "L2", "T2"], ["Red", "late"]]


def test_a_blank_row_inside_a_table_is_a_spacer(tmp_path: Path) -> None:
    """Rows behind one blank row belong to the table whose columns they keep to; a narrower key below does not."""

    def fill(sheet: Worksheet) -> None:
        for row in (HEADINGS, ("R", "A", "L", "T"), (), ("R2", "A2", None, "T2"), (), ("Red", "late")):
            sheet.append(row)

    assert [grid(t) for t in tables(made(tmp_path, fill))] == [
        [list(HEADINGS), ["R", "A", "L", "T"], ["R2", "A2", "", "T2"]],
        [["Red", "late"]],
    ]


def test_merged_ranges_are_spans_and_banners_stay_rows(tmp_path: Path) -> None:
    """A merged cell stands once with what it covers; a banner over all columns inside the table is a row of it."""

    def fill(sheet: Worksheet) -> None:
        for row in (HEADINGS, ("Police",), ("R", "A", "L", "T"), (None, "A2", "L2", "T2")):
            sheet.append(row)
        sheet.merge_cells("A2:D2")
        sheet.merge_cells("A3:A4")

    table = tables(made(tmp_path, fill))[0]
    spans = {cell.text: (cell.row, cell.row_span, cell.column_span) for cell in table.cells}
    assert spans["Police"] == (1, 1, 4)
    assert spans["R"] == (2, 2, 1)
    assert len(table.cells) == 4 + 1 + 4 + 3


@pytest.mark.parametrize(
    ("colour", "seen"),
    [
        (Color(rgb="FFFF0000"), (255, 0, 0)),
        (Color(indexed=50), (153, 204, 0)),
        (Color(theme=4), (79, 129, 189)),
        (Color(theme=0, tint=-0.5), (128, 128, 128)),
        (Color(rgb="FFFFFFFF"), None),
    ],
)
def test_fills_are_resolved(tmp_path: Path, colour: Color, seen: object) -> None:
    """Plain, indexed and theme colours with a tint; an empty cell keeps its fill, white is none."""

    def fill(sheet: Worksheet) -> None:
        sheet.append(("Action", "RAG"))
        sheet.append(("Train",))
        sheet["B2"].fill = PatternFill("solid", fgColor=colour)

    cell = tables(made(tmp_path, fill))[0].cells[-1]
    assert (cell.text, cell.fill) == ("", seen)


def test_what_is_hidden_is_left_out_and_said(tmp_path: Path) -> None:
    """Hidden sheets, rows and columns do not come out, and each is named; rows that only a filter hides do."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("A", "B", "secret"), ("1", "2", "secret"), ("secret", "secret", "secret"), ("3", "4", "secret")):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("Notes")["A1"] = "secret"
    book["Notes"].sheet_state = "hidden"
    filtered = book.create_sheet("Open actions")
    for row in (("A", "B"), ("closed", "2"), ("open", "3")):
        filtered.append(row)
    filtered.auto_filter.ref = "A1:B3"
    filtered.auto_filter.add_filter_column(0, ["open"])
    filtered.row_dimensions[2].hidden = True
    book.save(tmp_path / "plan.xlsx")
    document = read(tmp_path / "plan.xlsx")
    assert [grid(t) for t in tables(document)] == [
        [["A", "B"], ["1", "2"], ["3", "4"]],
        [["A", "B"], ["closed", "2"], ["open", "3"]],
    ]
    assert {issue.code for issue in document.issues} == {"hidden_sheet", "hidden_cells", "filtered_rows_read"}


def test_formulas_give_their_saved_result(tmp_path: Path) -> None:
    """A formula is read as what was last shown; without a saved result it is empty, and said."""

    def fill(sheet: Worksheet) -> None:
        sheet.append(("a", "b", "c"))
        sheet.append(("x", "=1+1", "z"))

    document = made(tmp_path, fill)
    assert grid(tables(document)[0])[1] == ["x", "", "z"]
    assert [issue.code for issue in document.issues] == ["formula_without_value"]
    with_result = rewritten(
        tmp_path / "plan.xlsx",
        "xl/worksheets/sheet1.xml",
        lambda t: t.replace("</f><v></v>", "</f><v>2</v>").replace("</f><v/>", "</f><v>2</v>"),
    )
    assert grid(tables(read(with_result))[0])[1] == ["x", "2", "z"]


def test_formatted_emptiness_costs_nothing(tmp_path: Path) -> None:
    """A hundred thousand formatted empty rows and a merge over the whole sheet add no cell."""
    empty = "".join(f'<row r="{n}"><c r="A{n}" s="1"/><c r="XFD{n}" s="1"/></row>' for n in range(3, 100_000))
    merges = '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="A5:XFD9"/></mergeCells>'
    file = rewritten(
        simple(tmp_path),
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace("</sheetData>", empty + merges),
    )
    document = read(file, Limits(max_cells=100))
    assert sum(len(t.cells) for t in tables(document)) <= 8


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(3, 1200)), TooLargeDocument),
        (
            "".join(
                f'<row><c/><c><v>{n}</v></c></row><row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(5, 90)
            ),
            None,
        ),
        ('<row r="9999999"><c r="A9999999"><v>1</v></c></row>', CorruptDocument),
        ('<row r="3"><c r="ZZZ3"><v>1</v></c></row>', CorruptDocument),
        ('<row r="3"><c r="B3" s="99999" t="s"><v>12</v></c></row>', CorruptDocument),
        ('<row r="3"><c r="B3" t="d"><v>never</v></c></row>', None),
        ("<row", CorruptDocument),
    ],
)
def test_a_hostile_sheet_ends_in_a_reason(tmp_path: Path, rows: str, error: type[ReadError] | None) -> None:
    """Too many cells, places that there are not and broken XML are refused; nothing else is raised."""
    file = rewritten(
        simple(tmp_path), "xl/worksheets/sheet1.xml", lambda t: t.replace("</sheetData>", f"{rows}</sheetData>")
    )
    if error is None:
        try:
            read(file, Limits(max_cells=1000))
        except ReadError:
            return
    else:
        with pytest.raises(error):
            read(file, Limits(max_cells=1000))


def test_entities_are_left_out(tmp_path: Path) -> None:
    """A part that declares entities gives none of them."""
    bomb = '<!DOCTYPE x [<!ENTITY a "secret"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    row = '<row r="3"><c r="A3" t="inlineStr"><is><t>kept &b;&f;</t></is></c><c r="B3" t="str"><v>x</v></c></row>'
    file = rewritten(
        simple(tmp_path), "xl/worksheets/sheet1.xml", lambda t: bomb + t.replace("</sheetData>", f"{row}</sheetData>")
    )
    document = read(file)
    assert grid(tables(document)[0])[2][:2] == ["kept", "x"]
    assert [issue.code for issue in document.issues] == ["entities_ignored"]


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    """What unpacks to more than the limit is refused before openpyxl sees it."""
    file = rewritten(simple(tmp_path), "xl/worksheets/sheet1.xml", lambda text: text + " " * 3_000_000)
    with pytest.raises(TooLargeDocument):
        read(file, Limits(max_unpacked_bytes=1_000_000))


def test_styles_that_cannot_be_read_are_said(tmp_path: Path) -> None:
    """With a broken style part the words still come out, and the loss is an issue."""
    file = rewritten(
        simple(tmp_path), "xl/styles.xml", lambda text: text.replace('patternType="gray125"', 'patternType="no-such"')
    )
    document = read(file)
    assert grid(tables(document)[0])[0] == list(HEADINGS)
    assert [issue.code for issue in document.issues] == ["styles_unreadable"]
