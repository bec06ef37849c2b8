"""List numbers as Word prints them."""

from __future__ import annotations

import pytest
from lxml import etree

from extractors.word.names import MAIN
from extractors.word.number_forms import format_number
from extractors.word.numbers import ListNumbers, read_lists
from extractors.word.styles import read_styles
from extractors.word.theme import Theme

NO_STYLES = "<w:x/>"


def xml(text: str) -> etree._Element:
    return etree.fromstring(f'<w:root xmlns:w="{MAIN}">{text}</w:root>')


def level(number: int, form: str, pattern: str, more: str = "") -> str:
    parts = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/>{more}'
    return f'<w:lvl w:ilvl="{number}">{parts}</w:lvl>'


def num(list_id: int, abstract: int = 0, override: str = "") -> str:
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'


def labels(numbering: str, items: list[tuple[int, int]], styles: str = NO_STYLES) -> list[str]:
    """The labels of paragraphs, each given by list and level."""
    numbers = ListNumbers(read_lists(xml(numbering)), read_styles(xml(styles), Theme()))
    paragraphs = [
        f'<w:pPr><w:numPr><w:ilvl w:val="{n}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>' for list_id, n in items
    ]
    return [numbers.label(xml(paragraph)) for paragraph in paragraphs]


def abstract(*levels: str, number: int = 0, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(levels)}</w:abstractNum>'


@pytest.mark.parametrize(
    ("number", "form", "printed"),
    [
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (28, "lowerLetter", "bb"),
        (4, "upperLetter", "D"),
        (19, "lowerRoman", "xix"),
        (4, "upperRoman", "IV"),
        (2, "ordinal", "2nd"),
        (112, "ordinal", "112th"),
        (21, "cardinalText", "Twenty-one"),
        (12, "ordinalText", "Twelfth"),
        (40, "ordinalText", "Fortieth"),
        (121, "ordinalText", "One hundred twenty-first"),
        (3, "decimalEnclosedCircle", "③"),
        (2, "numberInDash", "- 2 -"),
        (7, "001", "007"),
        (5, "none", ""),
        (5, "ideographDigital", "5"),
        (999_999_999, "lowerRoman", "999999999"),
        (0, "upperLetter", "0"),
        (-3, "ordinalText", "-3"),
    ],
)
def test_forms_of_numbers(number: int, form: str, printed: str) -> None:
    """Each form as Word prints it; what a form cannot hold is decimal."""
    assert format_number(number, form) == printed


def test_levels_count_and_start_again_below() -> None:
    """A deeper level starts again under each number and names the numbers above it."""
    numbering = abstract(level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"), level(2, "lowerRoman", "(%3)"))
    items = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1)]
    assert labels(numbering + num(1), items) == ["1.", "a)", "b)", "(i)", "2.", "a)"]


def test_legal_numbering_is_decimal_throughout() -> None:
    """`I` above, but `1.1` below where the level asks for legal numbers."""
    numbering = abstract(level(0, "upperRoman", "%1"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    assert labels(numbering + num(1), [(1, 0), (1, 1), (1, 0), (1, 1)]) == ["I", "1.1", "II", "2.1"]


@pytest.mark.parametrize(("after", "last"), [("0", "3."), ("1", "1."), (None, "1.")])
def test_where_a_level_starts_again(after: str | None, last: str) -> None:
    """A level that never restarts goes on counting through the numbers above it."""
    restart = "" if after is None else f'<w:lvlRestart w:val="{after}"/>'
    numbering = abstract(level(0, "upperLetter", "%1"), level(1, "decimal", "%2.", restart))
    assert labels(numbering + num(1), [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)])[-1] == last


def test_two_lists_of_one_kind_go_on_unless_started_anew() -> None:
    """A second list that shares the first's definition continues it; one with a start of its own does not."""
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = abstract(level(0, "decimal", "%1.")) + num(1) + num(2) + num(3, override=anew)
    items = [(1, 0), (1, 0), (2, 0), (3, 0), (3, 0), (1, 0)]
    assert labels(numbering, items) == ["1.", "2.", "3.", "1.", "2.", "3."]


def test_an_override_changes_how_a_level_prints() -> None:
    """A list may have a level of its own in place of the shared one."""
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "Action %1:")}</w:lvlOverride>'
    assert labels(abstract(level(0, "decimal", "%1.")) + num(1, override=own), [(1, 0)]) == ["Action I:"]


def test_a_list_style_lends_its_levels() -> None:
    """A list without levels of its own takes those of the one that defines its list style."""
    linked = abstract(number=1, more='<w:numStyleLink w:val="Recs"/>')
    defining = abstract(level(0, "decimal", "R%1"), more='<w:styleLink w:val="Recs"/>')
    assert labels(defining + linked + num(1, 1), [(1, 0), (1, 0)]) == ["R1", "R2"]


def test_a_paragraph_style_stands_for_its_level() -> None:
    """A style that names only the list is the level that names the style, also through the style it is based on."""
    numbering = abstract(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2", '<w:pStyle w:val="Sub"/>')) + num(1)
    styles = (
        '<w:style w:type="paragraph" w:styleId="Sub"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="SubSub"><w:basedOn w:val="Sub"/></w:style>'
    )
    numbers = ListNumbers(read_lists(xml(numbering)), read_styles(xml(styles), Theme()))
    seen = [numbers.label(xml(f'<w:pPr><w:pStyle w:val="{name}"/></w:pPr>')) for name in ("Sub", "SubSub")]
    assert seen == ["1.1", "1.2"]


@pytest.mark.parametrize(
    ("form", "pattern", "more", "printed"),
    [
        ("bullet", "\uf0b7", "", "•"),
        ("bullet", "–", "", "–"),
        ("decimal", "%1.", "<w:rPr><w:vanish/></w:rPr>", ""),
        ("none", "", "", ""),
        ("custom", "%1", "", "1"),
        ("decimal", "Recommendation %1:", "", "Recommendation 1:"),
    ],
)
def test_what_is_printed_before_an_item(form: str, pattern: str, more: str, printed: str) -> None:
    """Bullets, words around numbers, and numbers that are hidden."""
    assert labels(abstract(level(0, form, pattern, more)) + num(1), [(1, 0)]) == [printed]


def test_lists_that_are_not_there_print_nothing() -> None:
    """List 0, a list or a level that nobody defined: the paragraph has no number."""
    assert labels(abstract(level(0, "decimal", "%1.")) + num(1), [(0, 0), (7, 0), (1, 5)]) == ["", "", ""]


def test_a_list_that_names_no_start_begins_at_nought() -> None:
    """As the standard has it, and as Word prints it."""
    bare = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    assert labels(abstract(bare) + num(1), [(1, 0), (1, 0)]) == ["0.", "1."]


def test_counting_afresh_leaves_the_text_alone() -> None:
    """Page headers count for themselves."""
    numbers = ListNumbers(
        read_lists(xml(abstract(level(0, "decimal", "%1.")) + num(1))), read_styles(xml(NO_STYLES), Theme())
    )
    item = xml('<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>')
    assert [numbers.afresh().label(item), numbers.label(item), numbers.label(item)] == ["1.", "1.", "2."]
