"""The words of a Word paragraph as Word shows them: insertions kept, deletions and hidden text dropped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lxml import etree

from extractors.word_package import MAIN

W = f"{{{MAIN}}}"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

OFF = frozenset({"0", "false", "off", "none"})
_WRAPPERS = "hyperlink ins moveTo smartTag customXml fldSimple sdtContent ruby rubyBase dir bdo"
WRAPPERS = frozenset({W + name for name in _WRAPPERS.split()} | {MATHS + "oMath", MATHS + "oMathPara"})
"""Elements that only stand around what is read."""
PRINTED = {
    W + "tab": " ",
    W + "ptab": " ",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "",
}
SYMBOLS = {"F0B7": "•", "F0A7": "▪", "F0D8": "➢", "F0FC": "✓", "F0A8": "☐", "F0FE": "☒", "F0FB": "✗", "F0E0": "→"}
"""Signs of the Symbol and Wingdings fonts that plans use, by their code."""
_PRIVATE = str.maketrans(
    {int(code, 16): sign for code, sign in SYMBOLS.items()} | {"\u00ad": None, "\u2011": "-", "\u200b": None}
)
_SPACES = re.compile(r"[^\S\n]+")


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute of the w namespace, or None where it or the element is missing."""
    return None if element is None else element.get(W + name)


def is_on(properties: etree._Element | None, name: str) -> bool:
    """Whether an on-off property (`w:tblHeader`, `w:b` …) is there and not switched off."""
    found = None if properties is None else properties.find(W + name)
    return found is not None and (value(found) or "1").lower() not in OFF


def paragraph_text(paragraph: etree._Element) -> str:
    """The paragraph's words; its own line breaks are newlines, runs of spaces one space."""
    return tidy("".join(_pieces(paragraph)))


def tidy(text: str) -> str:
    """NFC, no-break spaces plain, runs of spaces one, no empty lines, no space at a line's ends."""
    plain = _SPACES.sub(" ", unicodedata.normalize("NFC", text.translate(_PRIVATE)))
    return "\n".join(line for line in (part.strip() for part in plain.split("\n")) if line)


def chosen(alternatives: etree._Element) -> etree._Element | None:
    """The one branch of `mc:AlternateContent` to read: the others say the same for older programs."""
    found = alternatives.find(COMPATIBLE + "Choice")
    return found if found is not None else alternatives.find(COMPATIBLE + "Fallback")


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == W + "r":
            yield from _run_pieces(child)
        elif child.tag in WRAPPERS:
            yield from _pieces(child)
        elif child.tag == W + "sdt":
            if not shows_placeholder(child):
                for content in child.iterchildren(W + "sdtContent"):
                    yield from _pieces(content)
        elif child.tag == COMPATIBLE + "AlternateContent":
            branch = chosen(child)
            yield from _pieces(branch) if branch is not None else ()
        elif isinstance(child.tag, str) and child.tag.startswith(MATHS):
            yield from (text.text or "" for text in child.iter(MATHS + "t"))


def shows_placeholder(control: etree._Element) -> bool:
    """Whether a content control is empty and shows only its prompt ("Click here to enter text")."""
    return is_on(control.find(W + "sdtPr"), "showingPlcHdr")


def _run_pieces(run: etree._Element) -> Iterator[str]:
    if is_on(run.find(W + "rPr"), "vanish"):
        return
    for child in run:
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag in PRINTED:
            yield PRINTED[child.tag]
        elif child.tag == W + "sym":
            yield SYMBOLS.get((value(child, "char") or "").upper(), "•")
        elif child.tag in WRAPPERS:
            yield from _pieces(child)
