"""Web pages: what a browser shows, spans and frames, and that nothing is run, fetched or swallowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.document import Document, Kind, Limits, Paragraph, PartOfPage, Source, Table
from extractors.errors import TooLargeDocument
from extractors.html.reader import read_page
from extractors.kinds import find_kind


def read(folder: Path, content: str | bytes, limits: Limits | None = None) -> Document:
    file = folder / "plan.html"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert find_kind(file) is Kind.HTML
    return read_page(Source(file.name, "0" * 64, file.stat().st_size, Kind.HTML, file), limits or Limits())


def body(words: str) -> str:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{words}</body></html>"


def tables(document: Document) -> list[list[list[str]]]:
    found = [block for block in document.blocks if isinstance(block, Table)]
    return [[[c.text for c in t.cells if c.row == row] for row in range(t.n_rows)] for t in found]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("One<br>two\n   three", "One\ntwo three"),
        ("<ol><li>Train<li>Audit<ul><li>yearly</ul></ol>", "1. Train\n2. Audit\n• yearly"),
        ('<ol start=4 type="a"><li>x<li value="9">y<li><p>z</p></ol>', "d. x\ni. y\nj. z"),
        ('<ul style="list-style: none"><li>plain</ul>', "plain"),
        ("9 <sup>th</sup> May", "9th May"),
        ("R&amp;D&nbsp;&nbsp;team &pound;5", "R&D team £5"),
        ("a<script>b</script><style>c</style><!-- d --><template>e</template>f", "af"),
        ("shown<span hidden>not</span><b style='display: none'>nor</b> too", "shown too"),
        ("kept <del>gone</del><ins>new</ins>", "kept new"),
        ("<input type=checkbox checked> done <input value='May 2023'>", "☒ done May 2023"),
        ("<select><option>Red<option selected>Green</select>", "Green"),
        (
            "<table><tr><td>a<td>b</table>by far the longer part of the words",
            "a b\nby far the longer part of the words",
        ),
        ("in&shy;visible &#8203;sign", "invisible sign"),
    ],
)
def test_a_cell_is_read_as_it_shows(tmp_path: Path, cell: str, text: str) -> None:
    """Lines, list numbers and fields as a browser prints them; scripts, comments and what is hidden are not."""
    document = read(tmp_path, body(f"<table><tr><td>{cell}</td><td>other words to fill the row</td></tr></table>"))
    assert tables(document)[0][0][0] == text


def test_spans_follow_the_standard(tmp_path: Path) -> None:
    """Cells stand beside those that reach down; a span beyond the table or its group is cut."""
    page = body(
        "<table><caption>Plan</caption><tfoot><tr><td colspan=900>foot</tfoot><thead><tr><th>A<th>B<th>C</thead>"
        "<tbody><tr><td rowspan=2>1<td>2<td rowspan=0>3<tr><td>4</tbody></table>"
    )
    document = read(tmp_path, page)
    assert texts(document) == ["Plan"]
    [table] = [block for block in document.blocks if isinstance(block, Table)]
    found = [(c.text, c.row, c.column, c.row_span, c.column_span) for c in table.cells]
    assert found == [
        ("A", 0, 0, 1, 1),
        ("B", 0, 1, 1, 1),
        ("C", 0, 2, 1, 1),
        ("1", 1, 0, 2, 1),
        ("2", 1, 1, 1, 1),
        ("3", 1, 2, 2, 1),
        ("4", 2, 1, 1, 1),
        ("foot", 3, 0, 1, 3),
    ]
    assert (table.n_columns, table.header_rows) == (3, 1)


@pytest.mark.parametrize(
    ("style", "fill"),
    [
        ("bgcolor='#FF0000'", (255, 0, 0)),
        ("style='background:#9c0'", (153, 204, 0)),
        ("style='color:red;background-color: rgb(0, 176, 80)'", (0, 176, 80)),
        ("class='cell late'", (255, 192, 0)),
        ("bgcolor=white", None),
        ("", None),
    ],
)
def test_fills_come_from_attributes_styles_and_classes(tmp_path: Path, style: str, fill: object) -> None:
    """The ways in which Word, Excel and web sites shade a cell."""
    page = f"<html><style>td.late {{background:#FFC000}}</style><table><tr><td>a<td {style}>b</table></html>"
    [table] = [block for block in read(tmp_path, page).blocks if isinstance(block, Table)]
    assert table.cells[1].fill == fill


def test_a_table_that_only_frames_others_is_opened(tmp_path: Path) -> None:
    """A layout table gives the paragraphs and tables that stand in it."""
    inner = "<table><tr><td>Action<td>Lead<tr><td>Train all staff<td>Police</table>"
    document = read(tmp_path, body(f"<table><tr><td>Menu<td><h1>Plan</h1>{inner}</td></tr></table>"))
    assert texts(document) == ["Menu", "Plan"]
    assert tables(document) == [[["Action", "Lead"], ["Train all staff", "Police"]]]


def test_a_sheet_saved_as_a_page_is_parted_as_a_sheet(tmp_path: Path) -> None:
    """Title rows of one cell above a blank row are paragraphs, and what a blank row and a title part are two tables."""
    row = "<tr><td>{}<td>{}<td>{}".format
    rows = [row("Action plan", "", ""), row("", "", ""), row("Action", "Lead", "Date"), row("Train", "Police", "May")]
    more = [row("", "", ""), row("Other plan", "", ""), row("", "", ""), row("Action", "Lead", "Date")]
    document = read(tmp_path, body(f"<table>{''.join([*rows, *more, row('Audit', 'Council', 'June')])}</table>"))
    assert texts(document) == ["Action plan", "Other plan"]
    assert tables(document) == [
        [["Action", "Lead", "Date"], ["Train", "Police", "May"]],
        [["Action", "Lead", "Date"], ["Audit", "Council", "June"]],
    ]


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td>Action plan<td><td><tr><td>Action<td>Lead<td>Date<tr><td>Train<td>Police<td>May",
        "<tr><td colspan=3>Action plan<tr><td><td><td><tr><td>Action<td>Lead<td>Date<tr><td>Train<td>Police<td>May",
        "<tr><td>Action<td>Lead<td>Date<tr><td><td><td><tr><td>Train<td>Police<td>May",
    ],
)
def test_a_table_with_a_title_of_its_own_stays_whole(tmp_path: Path, rows: str) -> None:
    """Without a title block over a blank row a table is no sheet."""
    document = read(tmp_path, body(f"<table>{rows}</table>"))
    assert texts(document) == []
    assert len(tables(document)) == 1


def test_tracked_changes_are_accepted_and_said(tmp_path: Path) -> None:
    """What `del` holds is gone, what `ins` holds is in, and the document warns of it."""
    document = read(tmp_path, body("<p>Train <del>some</del><ins>all</ins> staff</p>"))
    assert texts(document) == ["Train all staff"]
    assert [(issue.code, issue.severity) for issue in document.issues] == [("tracked_changes", "warning")]


def test_menus_and_footers_are_marked(tmp_path: Path) -> None:
    """What the page itself declares as navigation or footer is marked as such; headings have their level."""
    document = read(tmp_path, body("<nav>Home</nav><h2>Plan</h2><footer><p>Contact</p></footer>"))
    found = [(b.text, b.level, b.part) for b in document.blocks if isinstance(b, Paragraph)]
    assert found == [
        ("Home", None, PartOfPage.HEADER),
        ("Plan", 2, PartOfPage.BODY),
        ("Contact", None, PartOfPage.FOOTER),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    """By the mark, by what the page names, or by the bytes."""
    named = "<meta charset='iso-8859-1'>" if encoding == "cp1252" else ""
    document = read(tmp_path, f"<html>{named}<p>Café – £5</p></html>".encode(encoding))
    assert texts(document) == ["Café – £5"]


@pytest.mark.parametrize(
    "words",
    [
        "<table>" * 5_000,
        "<div>" * 100_000,
        "<table><tr>" + "<td colspan=1000 rowspan=65534>x" * 500,
        "<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><p>&b;",
        "<p " + "a=" * 50_000,
        "<ul>" + "<li>x" * 20_000,
        "<style>" + "a{" * 50_000 + "</style>x",
    ],
)
def test_hostile_pages_end(tmp_path: Path, words: str) -> None:
    """Depth, spans and broken markup are read or refused, never more."""
    try:
        read(tmp_path, f"<html>{words}", Limits(max_cells=10_000))
    except TooLargeDocument:
        return
