"""Word to blocks, on small documents made here."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import _Cell

from extractors.document import Document, Kind, Limits, Paragraph, PartOfPage, Source, Table
from extractors.errors import CorruptDocument, NeedsOcr, TooLargeDocument
from extractors.word.reader import read_word


def saved(word: WordDocument) -> bytes:
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def read(tmp_path: Path, content: bytes | WordDocument, limits: Limits | None = None) -> Document:
    file = tmp_path / "plan.docx"
    file.write_bytes(content if isinstance(content, bytes) else saved(content))
    return read_word(Source("plan.docx", "0" * 64, file.stat().st_size, Kind.DOCX, file), limits or Limits())


def table_of(document: Document) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table))


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def filled(rows: list[list[str]]) -> WordDocument:
    word = docx.Document()
    table = word.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return word


def with_body(xml: str) -> WordDocument:
    word = docx.Document()
    for child in parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>"):
        word.element.body.insert(0, child)
    return word


def rewritten(content: bytes, name: str, change: object) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.namelist():
            data = old.read(entry)
            new.writestr(entry, change(data) if entry == name else data)  # type: ignore[operator]
    return stream.getvalue()


def shade(cell: _Cell, fill: str) -> None:
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{fill}"/>'))


def test_blocks_come_in_reading_order_with_heading_levels(tmp_path: Path) -> None:
    """Paragraphs before and after a table keep their places; the style gives the level."""
    word = docx.Document()
    word.add_heading("Action plan", 0)
    word.add_heading("Theme one", 2)
    word.add_table(1, 2).cell(0, 0).text = "Action"
    word.add_paragraph("Closing words")
    blocks = read(tmp_path, word).blocks
    seen = [(b.text, b.level) if isinstance(b, Paragraph) else "table" for b in blocks]
    assert seen == [("Action plan", 1), ("Theme one", 2), "table", ("Closing words", None)]


def test_merged_cells_come_once_with_spans_and_shading(tmp_path: Path) -> None:
    """Spans over columns and rows, the fill, and the rows marked as repeated heading."""
    word = filled([["Theme", "", ""], ["Rec 1", "Write", "June"], ["", "Publish", "July"]])
    table = word.tables[0]
    table.cell(0, 0).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    shade(table.cell(1, 2), "92D050")
    shade(table.cell(2, 2), "auto")
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    found = table_of(read(tmp_path, word))
    seen = [(c.text, c.row, c.column, c.row_span, c.column_span, c.fill) for c in found.cells]
    assert seen == [
        ("Theme", 0, 0, 1, 3, None),
        ("Rec 1", 1, 0, 2, 1, None),
        ("Write", 1, 1, 1, 1, None),
        ("June", 1, 2, 1, 1, (146, 208, 80)),
        ("Publish", 2, 1, 1, 1, None),
        ("July", 2, 2, 1, 1, None),
    ]
    assert (found.n_rows, found.n_columns, found.header_rows) == (3, 3, 1)


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ("<w:r><w:t>Train</w:t></w:r><w:ins w:id='1' w:author='a'><w:r><w:t> staff</w:t></w:r></w:ins>", "Train staff"),
        (
            "<w:r><w:t>Train</w:t></w:r><w:del w:id='1' w:author='a'><w:r><w:delText> none</w:delText></w:r></w:del>",
            "Train",
        ),
        ("<w:sdt><w:sdtContent><w:r><w:t>Chosen</w:t></w:r></w:sdtContent></w:sdt>", "Chosen"),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Prompt</w:t></w:r></w:sdtContent></w:sdt>",
            "",
        ),
        ("<w:hyperlink><w:r><w:t>Linked</w:t></w:r></w:hyperlink>", "Linked"),
        ("<w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r>", "one\ntwo three"),
        ("<w:r><w:t>multi</w:t><w:noBreakHyphen/><w:t>agen</w:t><w:softHyphen/><w:t>cy</w:t></w:r>", "multi-agency"),
        ("<w:r><w:t>9</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>th</w:t></w:r>", "9th"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>shown</w:t></w:r>", "shown"),
    ],
)
def test_text_is_what_word_shows(tmp_path: Path, runs: str, text: str) -> None:
    """Insertions and controls kept, deletions and hidden text dropped, breaks and hyphens plain."""
    cell = f"<w:tc><w:p>{runs}</w:p></w:tc><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"
    found = table_of(read(tmp_path, with_body(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>")))
    assert [c.text for c in found.cells] == [text, "x"]


def test_cells_and_rows_in_content_controls_keep_their_places(tmp_path: Path) -> None:
    """A control around a cell or a row neither loses nor shifts anything; a deleted row is gone."""

    def cell(text: str) -> str:
        return f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    rows = (
        f"<w:tr>{cell('a')}<w:sdt><w:sdtContent>{cell('b')}</w:sdtContent></w:sdt>{cell('c')}</w:tr>"
        f"<w:sdt><w:sdtContent><w:tr>{cell('d')}{cell('e')}{cell('f')}</w:tr></w:sdtContent></w:sdt>"
        f"<w:tr><w:trPr><w:del w:id='1' w:author='a'/></w:trPr>{cell('x')}{cell('y')}{cell('z')}</w:tr>"
        f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell('g')}</w:tr>"
    )
    document = read(tmp_path, with_body(f"<w:tbl>{rows}</w:tbl>"))
    seen = {(c.row, c.column): c.text for c in table_of(document).cells}
    assert seen == {(0, 0): "a", (0, 1): "b", (0, 2): "c", (1, 0): "d", (1, 1): "e", (1, 2): "f", (2, 1): "g"}
    assert [(issue.code, issue.severity) for issue in document.issues] == [("tracked_changes", "warning")]


def test_list_numbers_are_printed(tmp_path: Path) -> None:
    """Automatic numbers and bullets come before the words, counted through the document."""
    word = docx.Document()
    for style in ("List Number", "List Number", "List Bullet", "List Number"):
        word.add_paragraph("point", style=style)
    assert paragraphs(read(tmp_path, word)) == ["1. point", "2. point", "• point", "3. point"]


def test_a_nested_table_is_lines_of_its_cell_and_a_frame_is_none(tmp_path: Path) -> None:
    """Inside a cell of many, rows become lines; inside a lone cell, the inner table is the table."""
    word = filled([["Action", "Lead"]])
    inner = word.tables[0].cell(0, 1).add_table(2, 2)
    for cell, text in zip(inner._cells, ("Ward", "A", "Ward", "B"), strict=True):
        cell.text = text
    assert [c.text for c in table_of(read(tmp_path, word)).cells] == ["Action", "Lead\nWard A\nWard B"]
    frame = docx.Document()
    inner = frame.add_table(1, 1).cell(0, 0).add_table(1, 2)
    inner.cell(0, 0).text = "Action"
    found = table_of(read(tmp_path, frame))
    assert (found.n_rows, found.n_columns, found.cells[0].text) == (1, 2, "Action")


def test_page_headers_and_footers_are_marked_and_come_once(tmp_path: Path) -> None:
    """A second section that repeats the header adds nothing."""
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "Marshbridge partnership"
    word.sections[0].footer.paragraphs[0].text = "Official"
    word.add_paragraph("Body")
    word.add_section().header.paragraphs[0].text = "Marshbridge partnership"
    seen = [(b.text, b.part) for b in read(tmp_path, word).blocks if isinstance(b, Paragraph)]
    assert seen == [
        ("Marshbridge partnership", PartOfPage.HEADER),
        ("Body", PartOfPage.BODY),
        ("Official", PartOfPage.FOOTER),
    ]


def test_templates_and_strict_files_open(tmp_path: Path) -> None:
    """What python-docx itself refuses is read: another main type, the strict namespaces."""
    content = saved(filled([["Action", "Lead"]]))
    template = rewritten(
        content, "[Content_Types].xml", lambda b: b.replace(b"document.main+xml", b"template.main+xml")
    )
    usual, strict = (
        b"schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"purl.oclc.org/ooxml/wordprocessingml/main",
    )
    for changed in (template, rewritten(content, "word/document.xml", lambda b: b.replace(usual, strict))):
        assert [c.text for c in table_of(read(tmp_path, changed)).cells] == ["Action", "Lead"]


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    """A document type definition reads no file and is reported."""
    secret = tmp_path / "secret.txt"
    secret.write_text("OUTSIDE")

    def declare(data: bytes) -> bytes:
        doctype = f'<!DOCTYPE w:document [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
        return data.replace(b"<w:document", doctype + b"<w:document", 1).replace(b"Action", b"Action &e;", 1)

    document = read(tmp_path, rewritten(saved(filled([["Action", "Lead"]])), "word/document.xml", declare))
    assert [c.text for c in table_of(document).cells] == ["Action", "Lead"]
    assert [issue.code for issue in document.issues] == ["entities_ignored"]


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 nothing",
        saved(filled([["Action", "Lead"]]))[:9000],
        rewritten(saved(docx.Document()), "word/document.xml", lambda _: b"<html/>"),
        rewritten(saved(docx.Document()), "word/document.xml", lambda b: b[:300]),
    ],
)
def test_damaged_files_are_corrupt(tmp_path: Path, content: bytes) -> None:
    """No error of the zip or XML library leaves the reader."""
    with pytest.raises(CorruptDocument):
        read(tmp_path, content)


def test_limits_are_kept(tmp_path: Path) -> None:
    """Unpacked bytes, cells, and columns beyond what Word allows end the reading."""
    with pytest.raises(TooLargeDocument, match="unpacks"):
        read(tmp_path, filled([["Action"]]), Limits(max_unpacked_bytes=10_000))
    with pytest.raises(TooLargeDocument, match="cells"):
        read(tmp_path, filled([["a", "b"], ["c", "d"]]), Limits(max_cells=3))
    with pytest.raises(TooLargeDocument, match="columns"):
        read(tmp_path, with_body("<w:tbl><w:tr>" + "<w:tc><w:p/></w:tc>" * 65 + "</w:tr></w:tbl>"))


def test_impossible_spans_are_read_as_one_and_reported(tmp_path: Path) -> None:
    """A span of millions costs nothing."""
    cell = "<w:tc><w:tcPr><w:gridSpan w:val='5000000'/></w:tcPr><w:p><w:r><w:t>wide</w:t></w:r></w:p></w:tc>"
    document = read(tmp_path, with_body(f"<w:tbl><w:tr>{cell}<w:tc><w:p/></w:tc></w:tr></w:tbl>"))
    assert table_of(document).n_columns == 2
    assert [issue.code for issue in document.issues] == ["impossible_cell"]


def test_a_table_that_holds_mostly_tables_only_lays_them_out(tmp_path: Path) -> None:
    """A label beside a plan gives a paragraph and the plan; a plan with a large table in one cell stays the plan."""
    laid_out = filled([["Recommendation 1", ""]])
    inner = laid_out.tables[0].cell(0, 1).add_table(3, 3)
    for number, cell in enumerate(inner._cells):
        cell.text = f"word {number} of the plan"
    document = read(tmp_path, laid_out)
    assert paragraphs(document) == ["Recommendation 1"]
    assert (table_of(document).n_rows, table_of(document).n_columns) == (3, 3)
    plan = filled([["Action", "Lead", "Progress"], ["Train", "Ward", ""]])
    inner = plan.tables[0].cell(1, 2).add_table(3, 2)
    for cell in inner._cells:
        cell.text = "a long update on how it went"
    assert (table_of(read(tmp_path, plan)).n_rows, table_of(read(tmp_path, plan)).n_columns) == (2, 3)


def test_list_numbers_of_page_headers_are_their_own(tmp_path: Path) -> None:
    """A numbered line in the header does not move the numbers of the text."""
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "Header"
    word.sections[0].header.paragraphs[0].style = "List Number"
    word.add_paragraph("point", style="List Number")
    assert paragraphs(read(tmp_path, word)) == ["1. Header", "1. point"]


def test_pictures_without_words_need_ocr(tmp_path: Path) -> None:
    """A scan pasted into Word is said to be one; an empty document is only empty."""
    picture = "<w:p><w:r><w:pict><v:imagedata xmlns:v='urn:schemas-microsoft-com:vml'/></w:pict></w:r></w:p>"
    with pytest.raises(NeedsOcr):
        read(tmp_path, with_body(picture))
    assert paragraphs(read(tmp_path, with_body(picture + "<w:p><w:r><w:t>Plan</w:t></w:r></w:p>"))) == ["Plan"]
    assert read(tmp_path, docx.Document()).blocks == ()


def test_embedded_files_are_reported(tmp_path: Path) -> None:
    """Words of a file within the file are not read, and that is said."""
    document = read(tmp_path, with_body("<w:altChunk/><w:p><w:r><w:t>Plan</w:t></w:r></w:p>"))
    assert [(issue.code, issue.severity) for issue in document.issues] == [("embedded_part_not_read", "warning")]


def test_struck_words_are_placed(tmp_path: Path) -> None:
    """The issue says in which table and row, and how many more places there are."""
    cell = "<w:tc><w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>May</w:t></w:r></w:p></w:tc>"
    document = read(tmp_path, with_body("<w:tbl>" + f"<w:tr>{cell}<w:tc><w:p/></w:tc></w:tr>" * 7 + "</w:tbl>"))
    [issue] = document.issues
    assert (issue.code, issue.where) == (
        "struck_text",
        "table 1, row 1; table 1, row 2; table 1, row 3; table 1, row 4; table 1, row 5 and 2 more",
    )


def test_a_hidden_paragraph_takes_no_number(tmp_path: Path) -> None:
    """Nothing of it prints, so the next item has its number."""
    word = docx.Document()
    for text in ("one", "hidden", "two"):
        word.add_paragraph(text, style="List Number")
    hidden = word.paragraphs[1]
    hidden.runs[0].font.hidden = True
    hidden._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {nsdecls('w')}><w:vanish/></w:rPr>"))
    assert paragraphs(read(tmp_path, word)) == ["1. one", "2. two"]
