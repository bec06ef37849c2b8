"""A Word part made plain: tracked changes accepted, wrappers taken away, paragraphs joined."""

from __future__ import annotations

import pytest
from lxml import etree

from extractors.word.changes import accept_changes, join_paragraphs
from extractors.word.names import COMPATIBLE, MAIN, W
from extractors.word.wrappers import drop_caps, embedded_parts, unwrap

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
GONE = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'


def prepared(text: str) -> tuple[etree._Element, int]:
    names = f'xmlns:w="{MAIN}" xmlns:w14="{W14}" xmlns:mc="{COMPATIBLE[1:-1]}"'
    root = etree.fromstring(f"<w:root {names}>{text}</w:root>")
    ended, n_changes = accept_changes(root)
    unwrap(root)
    join_paragraphs([*ended, *drop_caps(root)])
    return root, n_changes


def lines(root: etree._Element) -> list[str]:
    return ["".join(t.text or "" for t in p.iter(W + "t")) for p in root.iter(W + "p")]


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def r(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (p(f"<w:ins>{r('a')}</w:ins>", f"<w:del>{r('b')}</w:del>", r("c")), ["ac"]),
        (p(f"<w:ins><w:del>{r('gone again')}</w:del>{r('a')}</w:ins>"), ["a"]),
        (p(f"<w:moveFrom>{r('a')}</w:moveFrom>", r("x")) + p(f"<w:moveTo>{r('a')}</w:moveTo>"), ["x", "a"]),
        (f"<w:ins>{p(r('a'))}</w:ins><w:del>{p(r('b'))}</w:del>", ["a"]),
        (p(GONE, r("one ")) + p(GONE, r("and ")) + p(r("the same")), ["one and the same"]),
        (p(GONE, r("one")) + "<w:bookmarkEnd/>" + p("<w:pPr/>", r(" line")), ["one line"]),
        (p(GONE.replace("del", "moveFrom"), r("one")) + p(r(" line")), ["one line"]),
        # Before a table, or at the end of a cell, there is nothing to join.
        (p(GONE, r("one")) + "<w:tbl/>" + p(r("two")), ["one", "two"]),
        (p(r("one")) + p(GONE, r("two")), ["one", "two"]),
        (p(r("kept"), "<w:r><w:rPr><w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr></w:r>"), ["kept"]),
        (p('<w:pPr><w:framePr w:dropCap="drop"/></w:pPr>', r("T")) + p(r("rain staff")), ["Train staff"]),
    ],
)
def test_words_as_if_all_changes_were_accepted(text: str, seen: list[str]) -> None:
    """Insertions and moves stay, deletions go, a deleted paragraph end joins two paragraphs."""
    assert lines(prepared(text)[0]) == seen


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(r(text))}</w:tc>"


@pytest.mark.parametrize(
    ("row", "seen"),
    [
        (f"<w:tr><w:trPr><w:del/></w:trPr>{cell('a')}</w:tr>", []),
        (f"<w:tr><w:trPr><w:ins/></w:trPr>{cell('a')}</w:tr>", ["a"]),
        (f"<w:tr>{cell('a', '<w:cellDel/>')}{cell('b', '<w:cellIns/>')}</w:tr>", ["b"]),
        # Moving a whole row is tracked as deleting it.
        (f"<w:tr><w:trPr><w:del/></w:trPr>{cell('a')}</w:tr><w:tr>{cell('a')}</w:tr>", ["a"]),
    ],
)
def test_rows_and_cells_that_were_deleted_are_gone(row: str, seen: list[str]) -> None:
    """With everything that stood in them."""
    assert lines(prepared(f"<w:tbl>{row}</w:tbl>")[0]) == seen


def test_a_tracked_merge_is_a_merge() -> None:
    """A cell merged up while changes were tracked continues the cell above."""
    merged = cell("a", '<w:cellMerge w:vMerge="cont"/>')
    root, n_changes = prepared(f"<w:tr>{merged}</w:tr>")
    assert [m.get(W + "val") for m in root.iter(W + "vMerge")] == ["continue"]
    assert n_changes == 1


def test_changes_are_counted_and_formatting_is_none() -> None:
    """Only what adds, takes away or moves counts as a change."""
    assert prepared(p(f"<w:ins>{r('a')}</w:ins>", f"<w:del>{r('b')}</w:del>"))[1] == 2
    assert prepared(p("<w:pPr><w:pPrChange><w:pPr/></w:pPrChange></w:pPr>", r("a")))[1] == 0


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


PROMPT = "<w:showingPlcHdr/>"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (control(p(control(control(r("a"))), r("b"))), ["ab"]),
        (p(control(r("prompt"), PROMPT), r("b")), ["b"]),
        (p(control(r("typed"), '<w:showingPlcHdr w:val="0"/>')), ["typed"]),
        (control(p(r("prompt")), PROMPT), [""]),
        (f"<w:tr>{control(cell('prompt'), PROMPT)}{cell('b')}</w:tr>", ["", "b"]),
        (p(control(r("✔"), '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>')), ["☒"]),
        (p(control(r("-") + r("-"), '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>')), ["☐"]),
        (p(f"<w:hyperlink><w:smartTag><w:smartTagPr/>{r('a')}</w:smartTag></w:hyperlink>"), ["a"]),
        (p(f"<w:customXml><w:customXmlPr/>{r('a')}</w:customXml>", f"<w:fldSimple>{r('b')}</w:fldSimple>"), ["ab"]),
        (p(f"<w:r><w:ruby><w:rt>{r('above')}</w:rt><w:rubyBase>{r('base')}</w:rubyBase></w:ruby></w:r>"), ["base"]),
        (
            p(f"<mc:AlternateContent><mc:Choice>{r('a')}</mc:Choice><mc:Fallback>{r('a')}</mc:Fallback>"
              "</mc:AlternateContent>"),
            ["a"],
        ),
        (
            p(f"<mc:AlternateContent><mc:Choice><w14:emoji/></mc:Choice><mc:Fallback>{r('smile')}</mc:Fallback>"
              "</mc:AlternateContent>"),
            ["smile"],
        ),
    ],
)  # fmt: skip
def test_what_stands_around_words_is_taken_away(text: str, seen: list[str]) -> None:
    """Controls, links, tags and copies; prompts go, boxes become one sign."""
    root, _ = prepared(text)
    assert lines(root) == seen
    assert {etree.QName(e).localname for e in root.iter()} <= {
        "root", "p", "pPr", "r", "rPr", "t", "tr", "tc", "tcPr", "ruby"
    }  # fmt: skip


def test_thousands_of_changes_take_no_time() -> None:
    """Joining goes through a long run of deleted paragraph ends once."""
    root, _ = prepared(p(GONE, r("a")) * 20_000 + p(r("b")))
    [line] = lines(root)
    assert len(line) == 20_001


def test_what_is_another_file_is_named() -> None:
    """An embedded document is not read, and not passed over."""
    root = prepared("<w:altChunk/>" + p("<w:r><w:object/></w:r>"))[0]
    assert embedded_parts(root) == ["altChunk"]
