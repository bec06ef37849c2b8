"""PDF to blocks, on small documents made here."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph as Flowing
from reportlab.platypus import SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Ruled

from extractors.document import Document, Kind, Limits, Paragraph, Source, Table
from extractors.errors import CorruptDocument, EncryptedDocument, NeedsOcr, ReadError, TooLargeDocument
from extractors.pdf.reader import read_pdf

SMALL = ParagraphStyle("small", fontName="Helvetica", fontSize=8, leading=9.4)
GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
Draw = Callable[[Canvas], None]


def drawn(*pages: Draw, encrypt: StandardEncryption | None = None) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, encrypt=encrypt, pageCompression=0)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def flowed(*flow: object) -> bytes:
    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=A4).build(list(flow))
    return stream.getvalue()


def read(tmp_path: Path, content: bytes, limits: Limits | None = None) -> Document:
    file = tmp_path / "plan.pdf"
    file.write_bytes(content)
    return read_pdf(Source("plan.pdf", "0" * 64, len(content), Kind.PDF, file), limits or Limits())


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def texts(table: Table) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.text for cell in table.cells}


def words(text: str) -> Draw:
    return lambda canvas: canvas.drawString(72, 700, text)


def test_a_ruled_table_is_read_between_its_paragraphs(tmp_path: Path) -> None:
    """Blocks come in reading order, each with its page and region; the title is a heading."""
    prose = "The partnership agreed this plan in spring and will look at it again each quarter until it is done. " * 3
    table = Ruled([["Action", "Lead"], ["Train all staff", "Marshbridge Council"]], style=[GRID])
    title = Flowing("Action plan", ParagraphStyle("t", fontName="Helvetica-Bold", fontSize=18, leading=22))
    document = read(
        tmp_path, flowed(title, Flowing(prose, SMALL), Spacer(1, 20), table, Spacer(1, 20), Flowing("End.", SMALL))
    )
    kinds = [block.text if isinstance(block, Paragraph) else "table" for block in document.blocks]
    assert kinds == ["Action plan", prose.strip(), "table", "End."]
    assert [b.level for b in document.blocks if isinstance(b, Paragraph)] == [1, None, None]
    assert texts(tables(document)[0]) == {
        (0, 0): "Action", (0, 1): "Lead", (1, 0): "Train all staff", (1, 1): "Marshbridge Council",
    }  # fmt: skip
    region = tables(document)[0].region
    assert region is not None
    assert region.page == 1
    assert 0 < region.top < region.bottom < A4[1]


def test_merged_cells_come_once_with_their_spans(tmp_path: Path) -> None:
    """A banner over all columns and a cell over two rows are one cell each."""
    rows = [["Theme one", "", ""], ["Rec 1", "Write the policy", "June"], ["", "Publish the policy", "July"]]
    style = [GRID, ("SPAN", (0, 0), (2, 0)), ("SPAN", (0, 1), (0, 2))]
    table = tables(read(tmp_path, flowed(Ruled(rows, style=style))))[0]
    spans = {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells}
    assert spans == {
        "Theme one": (0, 0, 1, 3),
        "Rec 1": (1, 0, 2, 1),
        "Write the policy": (1, 1, 1, 1),
        "June": (1, 2, 1, 1),
        "Publish the policy": (2, 1, 1, 1),
        "July": (2, 2, 1, 1),
    }


@pytest.mark.parametrize(
    ("colour", "seen"),
    [
        (colors.Color(1, 0, 0), (255, 0, 0)),
        (colors.CMYKColor(0, 0.5, 1, 0), (247, 147, 29)),
        (colors.white, None),
        (None, None),
    ],
)
def test_shading_is_read_in_any_colour_space(
    tmp_path: Path, colour: colors.Color | None, seen: tuple[int, int, int] | None
) -> None:
    """RGB and CMYK give RGB; white and nothing give none."""
    style = [GRID] + ([("BACKGROUND", (1, 0), (1, 0), colour)] if colour else [])
    table = tables(read(tmp_path, flowed(Ruled([["Action", "Red"], ["More", "Text"]], style=style))))[0]
    assert {cell.text: cell.fill for cell in table.cells} == {"Action": None, "Red": seen, "More": None, "Text": None}


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Review the pathway and tell every team about the change by the end of term.",) * 2,
        ("First point.<br/>Second point.", "First point.\nSecond point."),
        ("1. Write guidance for all the teams.<br/>2. Send it.", "1. Write guidance for all the teams.\n2. Send it."),
        ("Joint work with the multi-<br/>agency hub next door", "Joint work with the multi-\u200bagency hub next door"),
        ("By the 9<super>th</super> of May", "By the 9th of May"),
    ],
)  # fmt: skip
def test_wrapped_lines_are_joined_and_paragraphs_kept(tmp_path: Path, markup: str, text: str) -> None:
    """A line that is full wraps; one that ends short, or comes before a label, ends its paragraph."""
    table = Ruled([["Action", "Date"], [Flowing(markup, SMALL), "May"]], colWidths=[130, 60], style=[GRID])
    assert texts(tables(read(tmp_path, flowed(table)))[0])[(1, 0)] == text


def narrow_heading(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 10)
    canvas.grid([72, 126, 300], [600, 640, 700])
    for x, y, text in ((75, 685, "Recomme"), (75, 673, "ndation"), (130, 685, "Each recommendation has a lead.")):
        canvas.drawString(x, y, text)


def test_a_word_cut_by_its_column_is_whole_again(tmp_path: Path) -> None:
    """Halves too long for the column together are one word where the page knows it."""
    assert texts(tables(read(tmp_path, drawn(narrow_heading)))[0])[(0, 0)] == "Recommendation"


def options_with_boxes(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 10)
    canvas.grid([72, 150, 400], [600, 640, 700])
    for x, y, text in ((75, 685, "Action"), (155, 685, "Status"), (75, 620, "Train all staff")):
        canvas.drawString(x, y, text)
    canvas.drawString(155, 620, "Not started      In progress")
    canvas.setFont("ZapfDingbats", 10)
    canvas.drawString(155 + canvas.stringWidth("Not started  ", "Helvetica", 10), 620, "o")


def test_a_sign_printed_into_a_gap_stands_among_the_words(tmp_path: Path) -> None:
    """A box from another font that the file prints behind the words stands where it is seen."""
    first, box, last = texts(tables(read(tmp_path, drawn(options_with_boxes)))[0])[(1, 1)].rpartition("started ")
    assert (first, box, last[1:]) == ("Not ", "started ", " In progress")


def bold_by_printing_twice(canvas: Canvas) -> None:
    for shift in (0, 0.3):
        canvas.drawString(72 + shift, 700, "Action plan")


def test_letters_printed_twice_count_once(tmp_path: Path) -> None:
    """Fake bold does not double its letters."""
    assert [b.text for b in read(tmp_path, drawn(bold_by_printing_twice)).blocks if isinstance(b, Paragraph)] == [
        "Action plan"
    ]


def open_ended(canvas: Canvas) -> None:
    for x in (72, 200, 330, 400):
        canvas.line(x, 700, x, 600)
    for y in (700, 670):
        canvas.line(72, y, 400, y)
    for x, y, text in ((80, 680, "Action"), (210, 680, "Lead"), (80, 640, "Train"), (210, 640, "Council")):
        canvas.drawString(x, y, text)


def test_a_row_without_its_bottom_border_is_kept(tmp_path: Path) -> None:
    """Where the columns' lines end together, the table ends there."""
    table = tables(read(tmp_path, drawn(open_ended)))[0]
    assert (table.n_rows, table.n_columns) == (2, 3)
    assert texts(table)[(1, 1)] == "Council"


def boxed(canvas: Canvas) -> None:
    canvas.rect(60, 680, 300, 40)
    canvas.drawString(72, 695, "Only a box")


def test_a_lone_box_is_text(tmp_path: Path) -> None:
    """A frame around words makes no table."""
    document = read(tmp_path, drawn(boxed))
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["Only a box"]
    assert not tables(document)


def test_a_table_over_two_pages_is_one_for_each(tmp_path: Path) -> None:
    """Each physical grid says its page; the repeated heading is left for later steps."""
    rows = [["Action", "Lead"]] + [[f"Step {n}", "Ward team"] for n in range(60)]
    found = tables(read(tmp_path, flowed(Ruled(rows, style=[GRID], repeatRows=1))))
    assert [table.page for table in found] == [1, 2]
    assert [texts(table)[(0, 0)] for table in found] == ["Action", "Action"]
    assert sum(table.n_rows for table in found) == 62


def picture(canvas: Canvas) -> None:
    canvas.rect(100, 100, 300, 300, fill=1)


def test_pages_without_text_need_ocr_or_are_reported(tmp_path: Path) -> None:
    """All pages: refused with the remedy; some: read, and the pages named."""
    with pytest.raises(NeedsOcr, match="OCRmyPDF"):
        read(tmp_path, drawn(picture))
    document = read(tmp_path, drawn(words("Plan"), picture))
    assert [(i.code, i.where) for i in document.issues] == [("pages_without_text", "page 2")]


def test_a_password_is_asked_for_only_where_one_is_needed(tmp_path: Path) -> None:
    """A file encrypted with an empty user password opens like any other."""
    open_to_all = StandardEncryption("", ownerPassword="owner", canCopy=0)
    assert read(tmp_path, drawn(words("Plan"), encrypt=open_to_all)).page_count == 1
    with pytest.raises(EncryptedDocument, match="password"):
        read(tmp_path, drawn(words("Plan"), encrypt=StandardEncryption("secret")))


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n", b"%PDF-1.4\n" + bytes(range(256)) * 40, b"%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj"]
)
def test_damaged_files_are_corrupt(tmp_path: Path, content: bytes) -> None:
    """No error of the engine leaves the reader."""
    with pytest.raises(CorruptDocument, match="damaged"):
        read(tmp_path, content)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_file_cut_off_says_so(tmp_path: Path, share: float) -> None:
    """What is left is read with a warning, or refused; never silently less."""
    content = drawn(*[words(f"Page {n}") for n in range(5)])
    try:
        document = read(tmp_path, content[: int(len(content) * share)])
    except ReadError:
        return
    assert "file_cut_off" in {issue.code for issue in document.issues}


@pytest.mark.parametrize("limits", [Limits(max_pages=1), Limits(max_cells=3)])
def test_limits_are_kept(tmp_path: Path, limits: Limits) -> None:
    """More pages or cells than allowed end the reading."""
    rows = [["Action", "Lead"]] + [["Step", "Ward team"]] * 60
    with pytest.raises(TooLargeDocument, match="more than"):
        read(tmp_path, flowed(Ruled(rows, style=[GRID])), limits)


def test_text_outside_the_page_is_left_out_and_reported(tmp_path: Path) -> None:
    """What no reader sees is not read."""
    document = read(tmp_path, drawn(lambda c: (words("Seen")(c), c.drawString(-500, 700, "Unseen"))[0]))
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["Seen"]
    assert [i.code for i in document.issues] == ["text_outside_page"]
