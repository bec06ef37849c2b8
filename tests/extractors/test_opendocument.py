"""OpenDocument text and spreadsheets: lists, tracked changes, spans and repeats, and bombs of repeats."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from extractors.document import Document, Kind, Limits, Paragraph, PartOfPage, Table
from extractors.document import Source as File
from extractors.errors import CorruptDocument, EncryptedDocument, ReadError, TooLargeDocument
from extractors.kinds import find_kind
from extractors.readers import read_document

NAMES = {
    "office": "office",
    "text": "text",
    "table": "table",
    "style": "style",
    "draw": "drawing",
    "fo": "xsl-fo-compatible",
}
SPACES = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for short, name in NAMES.items())
STYLES = """
<style:style style:name="red" style:parent-style-name="base"/>
<style:style style:name="base"><style:table-cell-properties fo:background-color="#ff0000"/></style:style>
<style:style style:name="away"><style:table-properties table:display="false"/></style:style>
<text:list-style style:name="L">
 <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
 <text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>
 <text:list-level-style-bullet text:level="3" text:bullet-char=""/>
</text:list-style>"""

ITEM = "<text:list-item{}><text:p>{}</text:p>{}</text:list-item>"
INNER = f"<text:list>{ITEM.format('', 'in', '')}</text:list>"
LISTS = (
    f"<text:list text:style-name='L'>{ITEM.format('', 'one', INNER)}{ITEM.format('', 'two', '')}</text:list>"
    f"<text:list text:style-name='L' text:continue-numbering='true'>{ITEM.format('', 'three', '')}</text:list>"
    f"<text:list text:style-name='L'>{ITEM.format(' text:start-value=' + repr('7'), 'again', '')}</text:list>"
)


def write(file: Path, kind: str, body: str, **parts: str) -> Path:
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        for name, part in {"content": content, **parts}.items():
            archive.writestr(f"{name.replace('__', '/')}.xml", part, zipfile.ZIP_DEFLATED)
    return file


def read(file: Path, limits: Limits | None = None) -> Document:
    return read_document(File(file.name, "0" * 64, file.stat().st_size, find_kind(file), file), limits or Limits())


def text(folder: Path, body: str, **parts: str) -> Document:
    return read(write(folder / "plan.odt", "text", body, **parts))


def sheet(folder: Path, rows: str, limits: Limits | None = None) -> Document:
    body = f'<table:table table:name="Plan">{rows}</table:table>'
    return read(write(folder / "plan.ods", "spreadsheet", body), limits)


def cell(words: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{words}</text:p></table:table-cell>"


def row(*words: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(map(cell, words))}</table:table-row>"


def tables(document: Document) -> list[list[list[str]]]:
    found = [block for block in document.blocks if isinstance(block, Table)]
    return [[[c.text for c in t.cells if c.row == n] for n in range(t.n_rows)] for t in found]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<text:p>a<text:s text:c='999999999'/>b<text:tab/>c<text:line-break/>d</text:p>", ["a b c d"]),
        ("<text:p>9<text:span>th</text:span> May<office:annotation><text:p>hm</text:p></office:annotation></text:p>",
         ["9th May"]),
        ("<text:tracked-changes><text:deletion><text:p>old</text:p></text:deletion></text:tracked-changes>"
         "<text:p>new</text:p>", ["new"]),
        ("<text:p>mark<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>said</text:p>"
         "</text:note-body></text:note></text:p>", ["mark", "said"]),
        ("<text:section text:display='none'><text:p>not</text:p></text:section>"
         "<text:section><text:p>yes</text:p></text:section>", ["yes"]),
        ("<text:p>around<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame></text:p>",
         ["around", "box"]),
        (LISTS, ["1. one", "(a) in", "2. two", "3. three", "7. again"]),
    ],
)  # fmt: skip
def test_words_are_read_as_they_show(tmp_path: Path, body: str, shown: list[str]) -> None:
    """Spaces, notes, boxes and list numbers come out; deletions, comments and hidden sections do not."""
    assert texts(text(tmp_path, body)) == shown


@pytest.mark.parametrize("change", ["deletion", "insertion", "format-change"])
def test_tracked_changes_are_said(tmp_path: Path, change: str) -> None:
    """A document with changes of any kind warns of them."""
    region = f"<text:changed-region><text:{change}/></text:changed-region>"
    document = text(tmp_path, f"<text:tracked-changes>{region}</text:tracked-changes><text:p>new</text:p>")
    assert [(issue.code, issue.severity) for issue in document.issues] == [("tracked_changes", "warning")]


def test_a_text_table_keeps_spans_fills_and_heading_rows(tmp_path: Path) -> None:
    """Covered cells are one with the cell that covers them; the shading of a parent style counts."""
    head = "<table:table-header-rows>" + row("Action", "Lead", "RAG") + "</table:table-header-rows>"
    cells = cell("Train", 'table:number-rows-spanned="2"') + cell("Police") + cell("", 'table:style-name="red"')
    below = "<table:covered-table-cell/>" + cell("ICB") + "<table:table-cell/>"
    rows = "".join(f"<table:table-row>{inside}</table:table-row>" for inside in (cells, below))
    body = f"<table:table>{head}{rows}</table:table>"
    [table] = [block for block in text(tmp_path, body).blocks if isinstance(block, Table)]
    spans = {c.text: (c.row_span, c.fill) for c in table.cells if c.row}
    assert spans["Train"] == (2, None)
    assert [c.fill for c in table.cells if c.row == 1] == [None, None, (255, 0, 0)]
    assert (table.n_rows, table.n_columns, table.header_rows) == (3, 3, 1)


def test_page_headers_are_marked(tmp_path: Path) -> None:
    """What the page style prints on every page is no part of the text."""
    master = (
        f"<office:document-styles {SPACES}><office:master-styles><style:master-page><style:header><text:p>Official"
        "</text:p></style:header></style:master-page></office:master-styles></office:document-styles>"
    )
    document = text(tmp_path, "<text:p>Plan</text:p>", styles=master)
    assert [(b.text, b.part) for b in document.blocks if isinstance(b, Paragraph)] == [
        ("Official", PartOfPage.HEADER),
        ("Plan", PartOfPage.BODY),
    ]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (cell("03/09/2023", 'office:date-value="2023-03-09"'), "09/03/2023"),
        (cell("Mar-23", 'office:date-value="2023-03-09"'), "Mar-23"),
        (cell("35%", 'office:value-type="percentage" office:value="0.35"'), "35%"),
        ('<table:table-cell office:value-type="float" office:value="7"/>', "7"),
        ("<table:table-cell><text:p>a</text:p><text:p>b</text:p></table:table-cell>", "a\nb"),
    ],
)
def test_a_spreadsheet_value_is_read_as_it_shows(tmp_path: Path, value: str, shown: str) -> None:
    """Words as saved with the value; a date of numerals in British order."""
    rows = row("A", "B") + f"<table:table-row>{value}{cell('x')}</table:table-row>"
    assert tables(sheet(tmp_path, rows))[0][1][0] == shown


def test_hidden_parts_of_a_spreadsheet_are_said(tmp_path: Path) -> None:
    """Hidden sheets, rows and columns are left out; rows hidden by a filter are read."""
    rows = (
        '<table:table-column/><table:table-column/><table:table-column table:visibility="collapse"/>'
        + row("A", "B", "secret")
        + row("1", "2", "secret", attributes='table:visibility="filter"')
        + row("secret", "secret", "secret", attributes='table:visibility="collapse"')
        + row("3", "4", "secret")
    )
    body = f'<table:table>{rows}</table:table><table:table table:style-name="away">{row("secret", "x")}</table:table>'
    document = read(write(tmp_path / "plan.ods", "spreadsheet", body))
    assert tables(document) == [[["A", "B"], ["1", "2"], ["3", "4"]]]
    assert {issue.code for issue in document.issues} == {"hidden_sheet", "hidden_cells", "filtered_rows_read"}


@pytest.mark.parametrize(
    "rows",
    [
        row("A", "B") + "<table:table-row table:number-rows-repeated='1048574'><table:table-cell "
        "table:number-columns-repeated='16384' table:style-name='red'/></table:table-row>" + row("1", "2"),
        row("A", "B") + f"<table:table-row>{cell('1')}{cell('2')}<table:table-cell "
        "table:number-columns-repeated='99999999999'/></table:table-row>",
    ],
)
def test_repeated_emptiness_costs_nothing(tmp_path: Path, rows: str) -> None:
    """A million empty rows or columns in one element make no cell."""
    document = sheet(tmp_path, rows, Limits(max_cells=50))
    assert [cell for found in tables(document) for line in found for cell in line if cell] == ["A", "B", "1", "2"]


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        (row("x", attributes="table:number-rows-repeated='1000000'"), TooLargeDocument),
        (
            f"<table:table-row>{cell('x', 'table:number-columns-repeated=' + repr('16000'))}</table:table-row>",
            TooLargeDocument,
        ),
        ("<table:table-row", CorruptDocument),
        ("<text:list>" * 5_000, ReadError),
    ],
)
def test_bombs_are_refused(tmp_path: Path, rows: str, error: type[ReadError]) -> None:
    """Repeated words beyond the limit, broken XML and depth each end in a reason."""
    with pytest.raises(error):
        sheet(tmp_path, rows, Limits(max_cells=1000))
    if error is TooLargeDocument:
        with pytest.raises(error):
            read(write(tmp_path / "b.odt", "text", f"<table:table>{rows}</table:table>"), Limits(max_cells=1000))


def test_a_password_is_said(tmp_path: Path) -> None:
    """An encrypted file's parts look like noise; its manifest says why."""
    with pytest.raises(EncryptedDocument):
        text(tmp_path, "<text:p>x</text:p>", **{"META-INF__manifest": "<m><encryption-data/></m>"})


def test_kinds_are_told_by_the_mimetype(tmp_path: Path) -> None:
    """Text and spreadsheet are told apart by what the container says of itself."""
    assert find_kind(write(tmp_path / "a.zip", "text", "")) is Kind.ODT
    assert find_kind(write(tmp_path / "b.zip", "spreadsheet", "")) is Kind.ODS
    assert find_kind(write(tmp_path / "c.zip", "presentation", "")) is Kind.UNKNOWN
