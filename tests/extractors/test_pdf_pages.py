"""What is on a page and how: hidden, turned, painted, typed, mended."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from extractors.document import Document, Kind, Limits, Paragraph, Source, Table
from extractors.errors import CorruptDocument
from extractors.pdf.reader import read_pdf

Draw = Callable[[Canvas], None]
XS, YS = (72, 200, 330, 400), (700, 670, 600)


def drawn(*pages: Draw, size: tuple[float, float] = A4, rotation: int = 0) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=size, pageCompression=0)
    for draw in pages:
        canvas.setPageRotation(rotation)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def read(tmp_path: Path, content: bytes, limits: Limits | None = None) -> Document:
    file = tmp_path / "plan.pdf"
    file.write_bytes(content)
    return read_pdf(Source("plan.pdf", "0" * 64, len(content), Kind.PDF, file), limits or Limits())


def prose(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def cells(document: Document) -> dict[tuple[int, int], str]:
    table = next(block for block in document.blocks if isinstance(block, Table))
    return {(cell.row, cell.column): cell.text for cell in table.cells}


def plan(canvas: Canvas) -> None:
    canvas.grid(XS, YS)
    for x, y, text in ((80, 680, "Action"), (210, 680, "Lead"), (80, 640, "Train all staff"), (210, 640, "Council")):
        canvas.drawString(x, y, text)


def invisible(canvas: Canvas) -> None:
    text = canvas.beginText(72, 600)
    text.setTextRenderMode(3)
    text.textOut("Unseen words")
    canvas.drawText(text)


def painted_over(canvas: Canvas) -> None:
    canvas.drawString(72, 600, "Unseen words")
    canvas.setFillColor(colors.white)
    canvas.rect(60, 590, 200, 30, stroke=0, fill=1)


def white_on_paper(canvas: Canvas) -> None:
    canvas.setFillColor(colors.white)
    canvas.drawString(72, 600, "Unseen words")


@pytest.mark.parametrize("hide", [invisible, painted_over, white_on_paper])
def test_what_a_reader_does_not_see_is_left_out_and_reported(tmp_path: Path, hide: Draw) -> None:
    """Invisible, covered and white letters may be an old plan beneath the new one."""
    document = read(tmp_path, drawn(lambda c: (c.drawString(72, 700, "Seen words"), hide(c))[0]))
    assert prose(document) == ["Seen words"]
    assert [issue.code for issue in document.issues] == ["hidden_text"]


def white_on_a_band(canvas: Canvas) -> None:
    canvas.setFillColor(colors.darkblue)
    canvas.rect(60, 590, 200, 30, stroke=0, fill=1)
    canvas.setFillColor(colors.white)
    canvas.drawString(72, 600, "Title band")


def marker_let_through(canvas: Canvas) -> None:
    canvas.drawString(72, 600, "Marked words")
    canvas.setFillColor(colors.yellow, alpha=0.4)
    canvas.rect(60, 590, 200, 30, stroke=0, fill=1)


@pytest.mark.parametrize(("draw", "text"), [(white_on_a_band, "Title band"), (marker_let_through, "Marked words")])
def test_what_a_reader_sees_is_kept(tmp_path: Path, draw: Draw, text: str) -> None:
    """White letters on a dark band and words beneath a marker are read."""
    document = read(tmp_path, drawn(draw))
    assert prose(document) == [text]
    assert not document.issues


def test_a_scan_keeps_the_letters_that_ocr_laid_on_it(tmp_path: Path) -> None:
    """Invisible letters on a page that is a picture are what OCR read."""
    picture = pikepdf.Pdf.open(
        io.BytesIO(drawn(lambda c: (c.drawInlineImage(grey_image(), 0, 0, *A4), invisible(c))[0]))
    )
    stream = io.BytesIO()
    picture.save(stream)
    assert prose(read(tmp_path, stream.getvalue())) == ["Unseen words"]


def grey_image() -> object:

    return Image.new("L", (20, 30), 200)


def test_a_layer_that_is_off_is_left_out(tmp_path: Path) -> None:
    """An optional content group that is off is not shown, and not read."""
    pdf = pikepdf.Pdf.open(io.BytesIO(drawn(words("Seen words", 700))))
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Old plan"))
    off = pikepdf.Dictionary(OFF=[layer], ON=[])
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=off)
    page = pdf.pages[0]
    page.obj.Resources.Properties = pikepdf.Dictionary(MC0=layer)
    page.contents_add(b"/OC /MC0 BDC BT /F1 12 Tf 72 600 Td (Unseen words) Tj ET EMC")
    stream = io.BytesIO()
    pdf.save(stream)
    document = read(tmp_path, stream.getvalue())
    assert prose(document) == ["Seen words"]
    assert [issue.code for issue in document.issues] == ["hidden_text"]


def words(text: str, height: float) -> Draw:
    return lambda canvas: canvas.drawString(72, height, text)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_page_is_read_as_it_is_shown(tmp_path: Path, rotation: int) -> None:
    """Turned by its page and back by its content, a plan reads the same."""

    def turned_back(canvas: Canvas) -> None:
        width, height = A4 if rotation == 180 else landscape(A4)  # a page turned by 90 lies in the file
        shift = {0: (0, 0), 90: (width, 0), 180: (width, height), 270: (0, height)}[rotation]
        canvas.translate(*shift)
        canvas.rotate(rotation)
        canvas.translate(-40, -500 if rotation in (90, 270) else 0)
        plan(canvas)

    document = read(tmp_path, drawn(turned_back, rotation=rotation))
    assert cells(document)[(1, 0)] == "Train all staff"
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert (table.n_rows, table.n_columns) == (2, 3)


def test_a_page_printed_sideways_is_turned_upright(tmp_path: Path) -> None:
    """A landscape plan on an upright page that does not say so reads as it does when the page is held right."""

    def sideways(canvas: Canvas) -> None:
        canvas.translate(550, 60)
        canvas.rotate(90)
        canvas.translate(-40, -500)
        plan(canvas)

    assert cells(read(tmp_path, drawn(sideways)))[(1, 1)] == "Council"


def test_the_crop_box_is_the_page(tmp_path: Path) -> None:
    """Places count from the corner that is shown; what is cut away is left out."""
    pdf = pikepdf.Pdf.open(io.BytesIO(drawn(lambda c: (plan(c), c.drawString(10, 20, "Cut away"))[0])))
    pdf.pages[0].cropbox = [60, 500, 500, 760]
    stream = io.BytesIO()
    pdf.save(stream)
    document = read(tmp_path, stream.getvalue())
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert table.region is not None
    assert (round(table.region.x0), round(table.region.top)) == (12, 60)
    assert [issue.code for issue in document.issues] == ["text_outside_page"]


def test_turned_headings_are_read_in_their_direction(tmp_path: Path) -> None:
    """A heading printed upwards or downwards in its cell reads like any other."""

    def draw(canvas: Canvas) -> None:
        plan(canvas)
        for angle, x, y in ((90, 350, 672), (-90, 370, 698)):
            canvas.saveState()
            canvas.translate(x, y)
            canvas.rotate(angle)
            canvas.setFont("Helvetica", 7)
            canvas.drawString(0, 0, "Status" if angle > 0 else "now")
            canvas.restoreState()

    assert cells(read(tmp_path, drawn(draw)))[(0, 2)].split() == ["Status", "now"]


def coloured(draw: Draw) -> Draw:
    def page(canvas: Canvas) -> None:
        plan(canvas)
        draw(canvas)

    return page


def lozenge(canvas: Canvas) -> None:
    canvas.setFillColor(colors.Color(0, 0.5, 0))
    canvas.rect(350, 630, 20, 12, stroke=0, fill=1)


def marker(canvas: Canvas) -> None:
    canvas.setFillColor(colors.Color(0, 0.5, 0))
    canvas.rect(340, 636, 40, 12, stroke=0, fill=1)
    canvas.setFillColor(colors.black)
    canvas.drawString(342, 640, "Done")


def coloured_word(canvas: Canvas) -> None:
    canvas.setFillColor(colors.Color(0, 0.5, 0))
    canvas.drawString(342, 640, "Done")


@pytest.mark.parametrize(
    ("draw", "fill", "ink"),
    [(lozenge, (0, 128, 0), None), (marker, (0, 128, 0), None), (coloured_word, None, (0, 128, 0))],
)
def test_a_colour_drawn_within_a_cell_is_reported(
    tmp_path: Path, draw: Draw, fill: tuple[int, int, int] | None, ink: tuple[int, int, int] | None
) -> None:
    """A box without words, a marker behind all words, and coloured letters."""
    document = read(tmp_path, drawn(coloured(draw)))
    table = next(block for block in document.blocks if isinstance(block, Table))
    cell = next(cell for cell in table.cells if (cell.row, cell.column) == (1, 2))
    assert (cell.fill, cell.ink) == (fill, ink)


@pytest.mark.parametrize("angle", [45, 0])
def test_a_watermark_stays_out_of_the_cells(tmp_path: Path, angle: int) -> None:
    """Letters printed aslant, or taller than the cells they are laid over, are not those cells' text."""

    def draw(canvas: Canvas) -> None:
        plan(canvas)
        canvas.translate(90, 610)
        canvas.rotate(angle)
        canvas.setFont("Helvetica", 90)
        canvas.setFillColor(colors.lightgrey)
        canvas.drawString(0, 0, "DRAFT")

    found = cells(read(tmp_path, drawn(draw)))
    assert [found[(1, column)] for column in range(3)] == ["Train all staff", "Council", ""]


def test_squared_paper_is_no_table(tmp_path: Path) -> None:
    """A pattern of squares too small for words leaves the words as they are."""

    def draw(canvas: Canvas) -> None:
        canvas.grid(range(60, 500, 5), range(500, 800, 5))
        canvas.drawString(72, 700, "Words on squared paper")

    assert prose(read(tmp_path, drawn(draw))) == ["Words on squared paper"]


LINES = (
    "The panel met four times and heard from every agency that had known the family before the death.",
    "It found that none of them had asked, and that each had thought another was the one to ask (the",
    "training of the time did not say so). The chair thanks all who took part, and the family above all.",
)


def test_a_page_of_prose_reads_the_same_in_full(tmp_path: Path) -> None:
    """The quick way for pages without a table gives the blocks that the full reading gives."""

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(72, 760, "What the panel found")
        canvas.setFont("Helvetica", 11)
        for number, line in enumerate(LINES * 3):
            canvas.drawString(72, 720 - 13.2 * number - 10 * (number // 3), line)
        canvas.drawString(280, 40, "Page 1")

    content = drawn(page)
    quick, full = read(tmp_path, content), read(tmp_path, content, Limits(all_pages=True))
    assert [(p.text, p.level) for p in quick.blocks if isinstance(p, Paragraph)] == [
        (p.text, p.level) for p in full.blocks if isinstance(p, Paragraph)
    ]
    assert prose(quick) == ["What the panel found", *[" ".join(LINES)] * 3, "Page 1"]


@pytest.mark.parametrize("all_pages", [False, True])
def test_a_hyphen_at_a_line_end_stays_one(all_pages: bool, tmp_path: Path) -> None:
    """Pdfium has marks of its own for a hyphen at a line's end; the hyphen stays, and that a line ended there."""

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        for number, line in enumerate(
            ("The panel met four times and heard from every part of the multi-", "agency team.")
        ):
            canvas.drawString(72, 720 - 13.2 * number, line)

    document = read(tmp_path, drawn(page), Limits(all_pages=all_pages))
    assert prose(document) == ["The panel met four times and heard from every part of the multi-\u200bagency team."]


def test_a_value_typed_into_a_form_is_read(tmp_path: Path) -> None:
    """Values of form fields stand in the cell they are drawn over."""

    def draw(canvas: Canvas) -> None:
        plan(canvas)
        canvas.acroForm.textfield(name="status", value="Complete", x=332, y=640, width=60, height=20)

    document = read(tmp_path, drawn(draw))
    assert cells(document)[(1, 2)] == "Complete"
    assert [issue.code for issue in document.issues] == ["form_fields"]


def test_a_file_that_lost_its_list_of_pages_is_mended(tmp_path: Path) -> None:
    """The pages that are left are found by themselves, in the file's order, and the loss is reported."""
    content = drawn(*[words(f"Page {number}", 700) for number in range(8)])
    damaged = content[: content.rindex(b"xref\n0")].replace(b"/Kids", b"/Lost")
    document = read(tmp_path, damaged)
    assert prose(document) == [f"Page {number}" for number in range(8)]
    assert {"file_cut_off", "file_mended"} <= {issue.code for issue in document.issues}


def test_a_page_without_a_size_is_read_on_a_usual_one(tmp_path: Path) -> None:
    """What stands at the top of an A4 page stays on it."""
    pdf = pikepdf.Pdf.open(io.BytesIO(drawn(words("At the top", 830))))
    del pdf.pages[0].obj["/MediaBox"]
    stream = io.BytesIO()
    pdf.save(stream)
    document = read(tmp_path, stream.getvalue())
    assert prose(document) == ["At the top"]
    assert [issue.code for issue in document.issues] == ["page_size_missing"]


def test_a_blank_document_is_not_taken_for_a_scan(tmp_path: Path) -> None:
    """Nothing printed is no picture: OCR would find nothing either."""
    with pytest.raises(CorruptDocument, match="nothing is printed"):
        read(tmp_path, drawn(lambda _: None))


def test_pages_of_either_orientation_keep_their_places(tmp_path: Path) -> None:
    """Columns of a landscape page are given where they stand on it."""
    document = read(tmp_path, drawn(lambda c: (c.translate(0, -150), plan(c))[1], size=landscape(A4)))
    table = next(block for block in document.blocks if isinstance(block, Table))
    edges = sorted({round(cell.region.x0) for cell in table.cells if cell.region})
    assert edges == [72, 200, 330]
