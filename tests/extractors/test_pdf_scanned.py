"""Pages that are pictures with OCR's letters behind them give the tables that they show."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.document import Document, Kind, Limits, Paragraph, Source, Table
from extractors.pdf.reader import read_pdf

WIDTH, HEIGHT = landscape(A4)
SCANNED_AT = 200 / 72
"""Dots a point."""
UNSEEN, SEEN = 3, 0
"""Text rendering modes (ISO 32000-1, table 106)."""
XS, YS = (40, 90, 330, 560, 680, 800), (540, 515, 490, 430, 380)
HEAD = ("No", "Recommendation", "Action", "Lead agency", "RAG")
BANNER = "1. Calls should be answered well"
ROWS = (("1.1", "Train all staff", "Write the course", "Marsh Police", ""), ("1.2", "", "Audit", "Marsh Council", ""))
Draw = Callable[[Canvas], None]


class Word(NamedTuple):
    """Words as OCR reads them, at a place from the bottom left of the page."""

    x: float
    y: float
    text: str


PRINTED = (
    *(Word(x + 5, 523, text) for x, text in zip(XS, HEAD, strict=False)),
    Word(45, 498, BANNER),
    *(Word(x + 5, y, text) for y, row in zip((460, 405), ROWS, strict=True) for x, text in zip(XS, row, strict=False)),
)
EXPECTED = [
    *(((0, column), 1, text) for column, text in enumerate(HEAD)),
    ((1, 0), 5, BANNER),
    *(((row, column), 1, text) for row, texts in enumerate(ROWS, 2) for column, text in enumerate(texts)),
]


def plan(canvas: Canvas, *, is_lined: bool = True) -> None:
    """A plan whose heading row is shaded, with a banner, two rows and two ratings; its letters are not needed."""
    canvas.setFillColor(colors.darkblue)
    canvas.rect(XS[0], YS[1], XS[-1] - XS[0], YS[0] - YS[1], stroke=0, fill=1)
    for colour, bottom, top in ((colors.red, YS[3], YS[2] - 6), (colors.Color(0, 0.7, 0.3), YS[4], YS[3])):
        canvas.setFillColor(colour)
        canvas.rect(XS[4], bottom, XS[5] - XS[4], top - bottom, stroke=0, fill=1)
    canvas.setLineWidth(0.5)
    canvas.grid(XS, YS[2:])
    for x in (XS[0], XS[-1]):
        canvas.line(x, YS[0], x, YS[2])
    canvas.line(XS[0], YS[0], XS[-1], YS[0])
    canvas.setStrokeColor(colors.white)
    for x in XS[1:-1]:
        canvas.line(x, YS[0], x, YS[1])
    canvas.setStrokeColor(colors.black)
    if is_lined:
        canvas.line(XS[0], YS[1], XS[-1], YS[1])


def scanned(
    draw: Draw, words: tuple[Word, ...] = PRINTED, degrees: float = 0.0, mode: int = UNSEEN, turn: int = 0
) -> bytes:
    """A page as a scanner and OCR leave it, `degrees` askew (anticlockwise)."""
    printed = io.BytesIO()
    canvas = Canvas(printed, pagesize=(WIDTH, HEIGHT))
    draw(canvas)
    canvas.save()
    picture = pypdfium2.PdfDocument(printed.getvalue())[0].render(scale=SCANNED_AT).to_pil().convert("RGB")
    picture = picture.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=(250, 250, 248))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT))
    if mode == UNSEEN:
        canvas.drawImage(ImageReader(_as_jpeg(picture)), 0, 0, WIDTH, HEIGHT)
    middle, angle = (WIDTH / 2, HEIGHT / 2), math.radians(degrees)
    for word in words:
        away = (word.x - middle[0], word.y - middle[1])
        x = middle[0] + away[0] * math.cos(angle) - away[1] * math.sin(angle)
        y = middle[1] + away[0] * math.sin(angle) + away[1] * math.cos(angle)
        text = canvas.beginText()
        text.setTextTransform(math.cos(angle), math.sin(angle), -math.sin(angle), math.cos(angle), x, y)
        text.setFont("Helvetica", 10)
        text.setTextRenderMode(mode)
        text.textOut(word.text)
        canvas.drawText(text)
    if mode == SEEN:
        canvas.drawImage(ImageReader(_as_jpeg(picture)), 0, 0, WIDTH, HEIGHT)
    canvas.save()
    return _turned(file, turn)


def _turned(file: io.BytesIO, turn: int) -> bytes:
    with pikepdf.open(file) as pdf:
        pdf.pages[0].obj.Rotate = turn
        stream = io.BytesIO()
        pdf.save(stream)
        return stream.getvalue()


def _as_jpeg(picture: Image.Image) -> io.BytesIO:
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=80)
    return stream


def read(tmp_path: Path, content: bytes) -> Document:
    file = tmp_path / "scan.pdf"
    file.write_bytes(content)
    return read_pdf(Source("scan.pdf", "0" * 64, len(content), Kind.PDF, file), Limits())


def table_of(document: Document) -> list[tuple[tuple[int, int], int, str]]:
    table = next(block for block in document.blocks if isinstance(block, Table))
    return [((cell.row, cell.column), cell.column_span, cell.text) for cell in table.cells]


@pytest.mark.parametrize("degrees", [0.0, 0.3, -0.3, 1.0, -1.0])
def test_lines_in_the_picture_make_the_table(tmp_path: Path, degrees: float) -> None:
    document = read(tmp_path, scanned(plan, degrees=degrees))
    assert table_of(document) == EXPECTED
    assert [issue.code for issue in document.issues] == ["text_from_ocr"]
    assert not [block for block in document.blocks if isinstance(block, Paragraph)]


def test_a_dark_heading_row_ends_where_its_shade_does(tmp_path: Path) -> None:
    assert table_of(read(tmp_path, scanned(lambda canvas: plan(canvas, is_lined=False)))) == EXPECTED


def test_letters_painted_before_the_picture_are_those_of_ocr_too(tmp_path: Path) -> None:
    assert table_of(read(tmp_path, scanned(plan, mode=SEEN))) == EXPECTED


def test_a_page_that_is_shown_turned(tmp_path: Path) -> None:
    """Turned upright by its letters, as any page that is printed on its side."""
    document = read(tmp_path, scanned(plan, turn=90))
    assert table_of(document) == EXPECTED


def test_shading_is_that_of_the_picture(tmp_path: Path) -> None:
    table = next(block for block in read(tmp_path, scanned(plan)).blocks if isinstance(block, Table))
    fills = {(cell.row, cell.column): cell.fill for cell in table.cells}
    red, green = fills[2, 4], fills[3, 4]
    assert red is not None
    assert green is not None
    assert np.abs(np.array(red) - (255, 0, 0)).max() < 12
    assert np.abs(np.array(green) - (0, 178, 76)).max() < 12
    assert fills[2, 1] is None
    assert fills[1, 0] is None


def test_signs_that_ocr_read_from_borders_are_dropped(tmp_path: Path) -> None:
    bars = (Word(XS[2] - 1, 460, "|"), Word(XS[3] + 2, 405, "]"), Word(395, 405, "|"))
    texts = {place: text for place, _, text in table_of(read(tmp_path, scanned(plan, PRINTED + bars)))}
    assert texts[2, 1] == "Train all staff"
    assert texts[2, 2] == "Write the course"
    assert texts[3, 3] == "Marsh Council"
    assert texts[3, 2] == "Audit |"


def test_print_makes_no_lines(tmp_path: Path) -> None:
    def prose(canvas: Canvas) -> None:
        for at in range(24):
            canvas.setFont("Helvetica-Bold", 8 + at % 3 * 4)
            canvas.drawString(50, 560 - 20 * at, "Minimum illumination in villages: HHIITTLL mmm nnn ===== " * 2)

    document = read(tmp_path, scanned(prose, (Word(50, 560, "Minimum illumination"),)))
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["Minimum illumination"]
    assert not [block for block in document.blocks if isinstance(block, Table)]


def test_a_photograph_has_no_lines(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (600, 800, 3), dtype=np.uint8)

    def photograph(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.fromarray(noise)), 0, 0, WIDTH, HEIGHT)

    document = read(tmp_path, scanned(photograph, (Word(50, 560, "A sign in the picture"),)))
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["A sign in the picture"]
