"""The words of a Word paragraph: fields, symbols, hidden text, notes, how letters look."""

from __future__ import annotations

import pytest
from lxml import etree

from extractors.word.cells import CellContent
from extractors.word.names import MAIN, W
from extractors.word.shading import Shade
from extractors.word.styles import read_styles
from extractors.word.text import TextReader, tidy
from extractors.word.theme import Theme

STYLES = """
<w:style w:type="character" w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="HiddenText"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Red"><w:rPr><w:color w:val="FF0000"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="RedToo"><w:basedOn w:val="Red"/></w:style>
<w:style w:type="paragraph" w:styleId="Shaded"><w:pPr><w:shd w:val="clear" w:fill="00B050"/></w:pPr></w:style>
"""


def xml(text: str) -> etree._Element:
    return etree.fromstring(f'<w:root xmlns:w="{MAIN}">{text}</w:root>')


def reader(notes: str = "") -> TextReader:
    held = {(etree.QName(note).localname, note.get(W + "id") or ""): note for note in xml(notes)}
    return TextReader(read_styles(xml(STYLES), Theme({"accent1": (68, 114, 196)})), held)


def words(runs: str) -> str:
    return reader().read(xml(runs)).text


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def mark(kind: str, data: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{data}</w:fldChar></w:r>'


BEGIN, SEPARATE, END = mark("begin"), mark("separate"), mark("end")
INSTRUCTION = "<w:r><w:instrText> MERGEFIELD x </w:instrText></w:r>"


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (BEGIN + INSTRUCTION + SEPARATE + run("June") + END + run(" 2024"), "June 2024"),
        (BEGIN + INSTRUCTION + END + run("after"), "after"),
        # A field within the instruction of another: only the outer one's result prints.
        (BEGIN + INSTRUCTION + BEGIN + INSTRUCTION + SEPARATE + run("no") + END + SEPARATE + run("yes") + END, "yes"),
        # A field within the result of another.
        (BEGIN + INSTRUCTION + SEPARATE + run("a") + BEGIN + INSTRUCTION + SEPARATE + run("b") + END + END, "ab"),
        # Begun here and ended in a paragraph below, as a table of contents is; or ended here and begun above.
        (BEGIN + INSTRUCTION + SEPARATE + run("Contents"), "Contents"),
        (run("last line") + END, "last line"),
        (BEGIN + run("never ended"), "never ended"),
        (mark("begin", "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>") + INSTRUCTION + END, "☒"),
        (
            mark("begin", '<w:ffData><w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox></w:ffData>')
            + INSTRUCTION
            + END,
            "☐",
        ),
        (
            mark("begin", '<w:ffData><w:ddList><w:listEntry w:val="Red"/></w:ddList></w:ffData>')
            + INSTRUCTION + SEPARATE + run("Red") + END,
            "Red",
        ),
        (
            mark("begin", '<w:ffData><w:ddList><w:result w:val="9"/><w:listEntry w:val="Red"/></w:ddList></w:ffData>')
            + INSTRUCTION + END,
            "",
        ),
        (mark("begin", "<w:ffData><w:textInput/></w:ffData>") + INSTRUCTION + SEPARATE + run("typed") + END, "typed"),
    ],
)  # fmt: skip
def test_a_field_gives_its_result(runs: str, text: str) -> None:
    """Never its instruction, however fields stand within fields."""
    assert words(runs) == text


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings", "F0FB", "✗"),
        ("Wingdings", "F0A8", "☐"),
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings 2", "F050", "✓"),
        ("Symbol", "F0B7", "•"),
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "F061", "α"),
        ("Segoe UI Symbol", "2713", "✓"),
        ("Calibri", "F041", "A"),
        ("Wingdings", "F099", "�"),
        ("Wingdings", "nonsense", "�"),
        ("Wingdings", "D800", "�"),
        ("Wingdings", "FFFFFFFFFFFF", "�"),
    ],
)
def test_symbols_by_font_and_code(font: str, code: str, sign: str) -> None:
    """A symbol is the sign that its font prints, an unknown one a mark that something was there."""
    assert words(f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>') == sign


@pytest.mark.parametrize(
    ("text", "font", "printed"),
    [
        ("ü", "Wingdings", "✓"),
        ("P", "Wingdings 2", "✓"),
        ("a", "Webdings", "✓"),
        ("Held in June", "Wingdings", "Held in June"),
        ("\uf0fc done", "Calibri", "ü done"),
        ("\uf0fc", "Wingdings", "✓"),
        ("über", "Calibri", "über"),
    ],
)
def test_letters_set_in_a_symbol_font(text: str, font: str, printed: str) -> None:
    """A letter or two are its ticks and boxes; longer text is meant as words."""
    assert words(run(text, f'<w:rFonts w:ascii="{font}"/>')) == printed


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (run("hidden", '<w:rStyle w:val="Hidden"/>') + run("shown"), "shown"),
        (run("back", '<w:rStyle w:val="Hidden"/><w:vanish w:val="0"/>'), "back"),
        ('<w:pPr><w:pStyle w:val="HiddenText"/></w:pPr>' + run("hidden"), ""),
        # Hidden twice is shown: such properties toggle.
        ('<w:pPr><w:pStyle w:val="HiddenText"/></w:pPr>' + run("shown", '<w:rStyle w:val="Hidden"/>'), "shown"),
        ('<w:pPr><w:pStyle w:val="HiddenText"/></w:pPr>' + run("shown", '<w:vanish w:val="false"/>'), "shown"),
        (run("in print", "<w:webHidden/>"), "in print"),
    ],
)
def test_hidden_text_is_not_read(runs: str, text: str) -> None:
    """By hand, by a style of letters or of the paragraph."""
    assert words(runs) == text


def test_line_ends_in_the_file_are_no_line_breaks() -> None:
    """A pretty-printed file breaks lines within text; only `w:br` and `w:cr` break the line in print."""
    assert (
        words("<w:r><w:t>one\n   line</w:t><w:br/><w:t>two</w:t><w:cr/><w:t>three</w:t></w:r>")
        == "one line\ntwo\nthree"
    )


@pytest.mark.parametrize(
    ("text", "plain"),
    [("a\u00a0 b", "a b"), ("e\u0301", "é"), ("x\n \n y ", "x\ny"), ("co\u2011op\u00ad\u200b", "co-op")],
)
def test_text_is_tidied(text: str, plain: str) -> None:
    """Spaces, composed letters, empty lines, marks that do not print."""
    assert tidy(text) == plain


NOTES = (
    f'<w:footnote w:id="2"><w:p>{run("First line")}</w:p><w:p>{run("second.")}</w:p></w:footnote>'
    f'<w:endnote w:id="2"><w:p>{run("An endnote.")}<w:r><w:endnoteReference w:id="2"/></w:r></w:p></w:endnote>'
)
FOOTNOTE, ENDNOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:r><w:endnoteReference w:id="2"/></w:r>'


def test_notes_stand_at_their_marks_or_beside_the_text() -> None:
    """In cells in square brackets; elsewhere given apart, so that a title stays a title."""
    runs = xml(run("Train staff") + FOOTNOTE + run(" and managers") + ENDNOTE + run("."))
    within = reader(NOTES).read(runs, with_notes=True)
    assert (within.text, within.notes) == ("Train staff [First line second.] and managers [An endnote.] .", ())
    beside = reader(NOTES).read(runs)
    assert (beside.text, beside.notes) == ("Train staff and managers.", ("First line second.", "An endnote."))


def test_a_note_is_read_once_however_often_it_is_marked() -> None:
    """Many marks of one long note cost nothing, and marks without a note give nothing."""
    runs = xml(run("x") + FOOTNOTE * 5000 + '<w:r><w:footnoteReference w:id="77"/></w:r>')
    assert reader(NOTES).read(runs, with_notes=True).text == "x [First line second.]"


def content(*paragraphs: str) -> CellContent:
    gathered = CellContent()
    for paragraph in paragraphs:
        found = reader().read(xml(paragraph))
        gathered.add(found.text, found)
    return gathered


RED = '<w:color w:val="FF0000"/>'


@pytest.mark.parametrize(
    ("runs", "ink"),
    [
        (run("late", RED), (255, 0, 0)),
        (run("late", '<w:rStyle w:val="RedToo"/>'), (255, 0, 0)),
        (run("late", '<w:color w:val="auto" w:themeColor="accent1"/>'), (68, 114, 196)),
        (run("late", RED) + run("  ") + run(" again", RED), (255, 0, 0)),
        (run("late", RED) + run("plain"), None),
        (run("late", RED) + run("other", '<w:color w:val="00FF00"/>'), None),
        (run("grey", '<w:color w:val="7F7F7F"/>'), None),
        (run("white", '<w:color w:val="FFFFFF"/>'), None),
        (run("back", '<w:rStyle w:val="Red"/><w:color w:val="auto"/>'), None),
        ("", None),
    ],
)
def test_ink_is_the_one_colour_of_all_words(runs: str, ink: tuple[int, int, int] | None) -> None:
    """Black, grey, white and mixed colours are none."""
    assert content(runs).ink == ink


YELLOW = '<w:highlight w:val="yellow"/>'


@pytest.mark.parametrize(
    ("runs", "by_hand", "by_style", "fill"),
    [
        (run("all", YELLOW), None, None, (255, 255, 0)),
        (run("some", YELLOW) + run("more"), None, None, None),
        (run("all", YELLOW), Shade((1, 2, 3)), None, (1, 2, 3)),
        (run("all", YELLOW), None, Shade((1, 2, 3)), (255, 255, 0)),
        (run("plain"), None, Shade((1, 2, 3)), (1, 2, 3)),
        (run("plain"), Shade(None), Shade((1, 2, 3)), None),
        (run("all", '<w:shd w:val="clear" w:fill="C00000"/>'), None, None, (192, 0, 0)),
        ('<w:pPr><w:pStyle w:val="Shaded"/></w:pPr>' + run("all"), None, None, (0, 176, 80)),
        ('<w:pPr><w:shd w:val="clear" w:fill="FFC000"/></w:pPr>' + run("all"), None, None, (255, 192, 0)),
        (run("off", '<w:highlight w:val="none"/>'), None, None, None),
    ],
)
def test_fill_is_what_is_seen_behind_a_cell(
    runs: str, by_hand: Shade | None, by_style: Shade | None, fill: tuple[int, int, int] | None
) -> None:
    """Shading by hand, then a marker over all words, then the style's shading."""
    assert content(runs).fill(by_hand, by_style) == fill


def test_struck_words_stay_and_are_known() -> None:
    """What is struck through is kept as text."""
    gathered = content(run("March", "<w:strike/>") + run(" June"))
    assert (gathered.text, gathered.is_struck) == ("March June", True)
    assert not content(run("June", '<w:dstrike w:val="0"/>')).is_struck
