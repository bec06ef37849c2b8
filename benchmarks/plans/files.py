"""Made plans as Word, PDF and text files, to be read as any other file is.

python -m benchmarks.plans.files FOLDER [--plans 20]
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from benchmarks.plans.documents import make_document
from benchmarks.plans.printed import Box, Colour, Grid, Line, Printed, Row
from extractors.document import Block
from extractors.document import Table as ReadTable

_MARGIN = 36.0
_TURNED_LENGTH = 110.0
"""Points along which a heading that is printed upwards runs."""
_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=8, leading=10)
_TITLE = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=12, leading=16)


def write_word(printed: Sequence[Printed], file: Path) -> None:
    """Write a Word document; Word's own page breaks are not in the file."""
    document = docx.Document()
    for item in printed:
        if isinstance(item, Line):
            document.add_heading(item.text, item.level) if item.level else document.add_paragraph(item.text)
            continue
        rows = [*item.head, *item.rows]
        table = document.add_table(len(rows), len(item.widths))
        for n, row in enumerate(rows):
            for box in row:
                cell = table.cell(n, box.column)
                if box.spans > 1 or box.rows > 1:
                    cell = cell.merge(table.cell(n + box.rows - 1, box.column + box.spans - 1))
                _fill_in(cell, box)
        document.add_paragraph()
    document.save(str(file))


def _fill_in(cell: _Cell, box: Box) -> None:
    first, *others = box.text.split("\n")
    run = cell.paragraphs[0].add_run(first)
    if box.ink is not None:
        run.font.color.rgb = docx.shared.RGBColor(*box.ink)
    for text in others:
        cell.add_paragraph(text)
    if box.fill is not None:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), _hex(box.fill))
        cell._tc.get_or_add_tcPr().append(shade)


class _Turned(Flowable):
    """A heading printed upwards, as narrow columns have it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._words = Paragraph(text, _BODY)
        self._thickness = 0.0

    def wrap(self, _width: float, height: float) -> tuple[float, float]:
        """Its extent: as wide as its lines are high together, as high as they are long."""
        _, self._thickness = self._words.wrap(_TURNED_LENGTH, height)
        return self._thickness, _TURNED_LENGTH

    def draw(self) -> None:
        """Print it, bottom left corner where the cell's is."""
        self.canv.rotate(90)
        self._words.drawOn(self.canv, 0, -self._thickness)


def write_pdf(printed: Sequence[Printed], file: Path, *, repeats: bool = True, turned: bool = False) -> None:
    """Write a PDF on A4 landscape; rows that do not fit on a page are cut there.

    Args:
        printed: Lines and grids.
        file: Where to.
        repeats: Each page prints the heading rows again.
        turned: Headings over one column are printed upwards.
    """
    page = landscape(A4)
    story: list[Flowable] = []
    for item in printed:
        if isinstance(item, Line):
            story.append(Paragraph(escape(item.text), _TITLE if item.level else _BODY))
        else:
            story.append(_pdf_table(item, page[0] - 2 * _MARGIN - 12, repeats=repeats, turned=turned))
        story.append(Spacer(1, 8))
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), _MARGIN)
    SimpleDocTemplate(str(file), pagesize=page, invariant=1, **margins).build(story)


def _pdf_table(grid: Grid, width: float, *, repeats: bool, turned: bool) -> Table:
    rows = [*grid.head, *grid.rows]
    cells = [_pdf_row(row, len(grid.widths)) for row in rows]
    for row, printed in zip(grid.head, cells, strict=False) if turned else ():
        for box in row:
            if box.spans == 1 and box.text:
                printed[box.column] = _Turned(escape(box.text).replace("\n", " "))
    widths = [width * share / sum(grid.widths) for share in grid.widths]
    head = len(grid.head) if repeats else 0
    table = Table(cells, colWidths=widths, repeatRows=head, splitByRow=1, splitInRow=0)
    style: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    for n, row in enumerate(rows):
        for box in row:
            end = (box.column + box.spans - 1, n + box.rows - 1)
            if box.spans > 1 or box.rows > 1:
                style.append(("SPAN", (box.column, n), end))
            if box.fill is not None:
                style.append(("BACKGROUND", (box.column, n), end, colors.HexColor("#" + _hex(box.fill))))
    table.setStyle(TableStyle(style))
    return table


def _pdf_row(row: Row, width: int) -> list[object]:
    cells: list[object] = [""] * width
    for box in row:
        colour = f' color="#{_hex(box.ink)}"' if box.ink is not None else ""
        # The standard fonts have no black circle.
        text = escape(box.text).replace("●", "•").replace("\n", "<br/>")
        cells[box.column] = Paragraph(f"<font{colour}>{text}</font>", _BODY)
    return cells


def write_text(blocks: Sequence[Block], file: Path) -> None:
    """Write text as published plans come in it: tabs between cells, paragraphs of a cell marked, a gap at each break.

    A cell merged down stands in its first row and one merged across in its first column; colours are lost.
    """
    parts = [_text_table(block) if isinstance(block, ReadTable) else block.text for block in blocks]
    file.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _text_table(table: ReadTable) -> str:
    rows = [[""] * table.n_columns for _ in range(table.n_rows)]
    for cell in table.cells:
        paragraphs = escape(cell.text).split("\n")
        marked = "".join(f"<p>{paragraph}</p> " for paragraph in paragraphs).rstrip()
        rows[cell.row][cell.column] = marked if len(paragraphs) > 1 else paragraphs[0]
    return "\n".join("\t".join(row) for row in rows)


def _hex(colour: Colour) -> str:
    return "".join(f"{part:02X}" for part in colour)


def main() -> None:
    """Write the plans of the first numbers, one Word and one PDF file each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--plans", type=int, default=20)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for number in range(options.plans):
        printed = make_document(number).printed
        write_word(printed, options.folder / f"plan-{number:03}.docx")
        write_pdf(printed, options.folder / f"plan-{number:03}.pdf")


if __name__ == "__main__":
    main()
