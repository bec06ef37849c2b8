"""Colours of Word: themes, patterns, and what a table style shades."""

from __future__ import annotations

import pytest
from lxml import etree

from extractors.document import Colour
from extractors.word.names import MAIN, W
from extractors.word.shading import Shade, TableShading, to_shade
from extractors.word.tables import read_table
from extractors.word.theme import Theme, read_theme

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
OFFICE_2007 = {
    "accent1": (0x4F, 0x81, 0xBD),
    "accent6": (0xF7, 0x96, 0x46),
    "lt1": (255, 255, 255),
    "dk2": (31, 73, 125),
}


def xml(text: str) -> etree._Element:
    return etree.fromstring(f'<w:root xmlns:w="{MAIN}" xmlns:a="{DRAWING}">{text}</w:root>')


def shd(attributes: str) -> etree._Element:
    return xml(f"<w:shd {attributes}/>")[0]


@pytest.mark.parametrize(
    ("attributes", "colour"),
    [
        ('w:val="clear" w:fill="FFC000"', (255, 192, 0)),
        ('w:val="clear" w:fill="auto"', None),
        ('w:val="clear" w:fill="FFFFFF"', None),
        ('w:val="nil" w:fill="FF0000"', None),
        ('w:val="solid" w:color="FF0000" w:fill="auto"', (255, 0, 0)),
        ('w:val="pct50" w:color="000000" w:fill="FFFFFF"', (128, 128, 128)),
        ('w:val="pct25" w:color="auto" w:fill="auto"', (191, 191, 191)),
        ('w:val="clear" w:fill="nonsense"', None),
        # As Word itself writes these colours beside the theme's name.
        ('w:val="clear" w:fill="auto" w:themeFill="accent1" w:themeFillTint="33"', (0xDC, 0xE6, 0xF2)),
        ('w:val="clear" w:fill="auto" w:themeFill="accent6" w:themeFillTint="99"', (0xFA, 0xC0, 0x90)),
        ('w:val="clear" w:fill="auto" w:themeFill="accent1" w:themeFillShade="BF"', (0x37, 0x61, 0x92)),
        ('w:val="clear" w:fill="auto" w:themeFill="text2"', (31, 73, 125)),
        ('w:val="clear" w:fill="auto" w:themeFill="background1"', None),
        ('w:val="clear" w:fill="00B050" w:themeFill="accent3"', (0, 0xB0, 0x50)),
        ('w:val="clear" w:fill="00B050" w:themeFill="accent1"', (0x4F, 0x81, 0xBD)),
    ],
)
def test_shading_is_the_colour_that_is_seen(attributes: str, colour: Colour | None) -> None:
    """Six digits, patterns mixed, a theme's colour lightened or darkened; white and none are none."""
    found = to_shade(shd(attributes), Theme(OFFICE_2007)).colour
    assert (found is None) == (colour is None)
    if found is not None and colour is not None:
        assert max(abs(a - b) for a, b in zip(found, colour, strict=True)) <= 2


def test_a_theme_is_read_from_its_scheme() -> None:
    """Plain colours and those of the system, as it last was."""
    root = xml(
        '<a:clrScheme><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
        '<a:accent1><a:srgbClr val="4472C4"/></a:accent1><a:accent2/></a:clrScheme>'
    )
    assert read_theme(root) == Theme({"dk1": (0, 0, 0), "accent1": (0x44, 0x72, 0xC4)})


def style(name: str, parts: dict[str, str], more: str = "") -> str:
    shaded = "".join(
        f'<w:tblStylePr w:type="{place}"><w:tcPr><w:shd w:val="clear" w:fill="{fill}"/></w:tcPr></w:tblStylePr>'
        for place, fill in parts.items()
    )
    return f'<w:style w:type="table" w:styleId="{name}">{more}{shaded}</w:style>'


def fills(styles: str, properties: str, rows: int = 4, columns: int = 3, first: str = "") -> list[str]:
    """The colours of a table's cells, one string for each row, a letter for each cell: its first digit, or a dot."""
    shading = TableShading({s.get(W + "styleId") or "": s for s in xml(styles)}, Theme())
    body = f"<w:tr>{first}{'<w:tc><w:p/></w:tc>' * columns}</w:tr>"
    body += f"<w:tr>{'<w:tc><w:p/></w:tc>' * columns}</w:tr>" * (rows - 1)
    grid = read_table(xml(f"<w:tbl><w:tblPr>{properties}</w:tblPr>{body}</w:tbl>")[0], shading, 1000)
    lines = [""] * rows
    for cell in grid.cells:
        shade = cell.shade or grid.styled(cell)
        lines[cell.row] += "." if shade is None or shade.colour is None else f"{shade.colour[0] >> 4:X}"
    return lines


ALL = {
    "wholeTable": "100000", "band1Horz": "200000", "firstRow": "300000", "lastRow": "400000", "firstCol": "500000",
    "lastCol": "600000", "nwCell": "700000",
}  # fmt: skip


@pytest.mark.parametrize(
    ("look", "seen"),
    [
        ('<w:tblLook w:val="0600"/>', ["111", "111", "111", "111"]),
        ('<w:tblLook w:val="0400"/>', ["222", "111", "222", "111"]),
        ('<w:tblLook w:val="0420"/>', ["333", "222", "111", "222"]),
        ('<w:tblLook w:val="0000" w:firstRow="1" w:noVBand="1"/>', ["333", "222", "111", "222"]),
        ('<w:tblLook w:val="06E0"/>', ["733", "511", "511", "444"]),
        ('<w:tblLook w:val="0700"/>', ["116", "116", "116", "116"]),
        ("", ["222", "111", "222", "111"]),
    ],
)
def test_a_style_shades_what_the_table_asks_for(look: str, seen: list[str]) -> None:
    """Heading row, last row, columns and bands by the table's look; bands begin below the heading row."""
    assert fills(style("S", ALL), f'<w:tblStyle w:val="S"/>{look}') == seen


def test_bands_may_be_of_several_rows() -> None:
    """The style says how many rows a band has."""
    banded = style("S", {"band1Horz": "200000"}, '<w:tblPr><w:tblStyleRowBandSize w:val="2"/></w:tblPr>')
    assert fills(banded, '<w:tblStyle w:val="S"/><w:tblLook w:val="0400"/>') == ["222", "222", "...", "..."]


def test_styles_build_on_styles_and_loops_end() -> None:
    """What a style leaves unsaid its base says; two styles based on each other are read all the same."""
    based = style("S", {"firstRow": "300000"}, '<w:basedOn w:val="T"/>') + style("T", ALL, '<w:basedOn w:val="S"/>')
    assert fills(based, '<w:tblStyle w:val="S"/><w:tblLook w:val="0620"/>')[:2] == ["333", "111"]


def test_shading_by_hand_comes_before_that_of_the_style() -> None:
    """A cell's own shading, also its own lack of it, and shading of the whole table."""
    own = '<w:tc><w:tcPr><w:shd w:val="clear" w:fill="{}"/></w:tcPr><w:p/></w:tc>'
    first = own.format("900000") + own.format("auto")
    assert fills(style("S", ALL), '<w:tblStyle w:val="S"/>', 1, 1, first) == ["9.2"]
    whole = '<w:tblStyle w:val="S"/><w:shd w:val="clear" w:fill="800000"/>'
    assert fills(style("S", ALL), whole, 1, 1, first) == ["9.8"]


def test_an_unknown_style_shades_nothing() -> None:
    """A table may name a style that the file does not have."""
    assert fills(style("S", ALL), '<w:tblStyle w:val="Other"/>', 1) == ["..."]
    assert TableShading({}, Theme()).own(None) is None
    assert to_shade(shd('w:val="nil"'), Theme()) == Shade(None)
