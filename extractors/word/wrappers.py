"""What only stands around text is taken away: content controls, links, smart tags, older programs' copies.

What is left is body, table, row, cell, paragraph and run, each directly in the next: the shape in which python-docx,
and the rest of this reader, loses nothing and shifts nothing.
"""

from __future__ import annotations

from lxml import etree

from extractors.word.names import COMPATIBLE, W, is_on, value
from extractors.word.symbols import TICKED, UNTICKED

_ABOUT = "sdtPr sdtEndPr customXmlPr smartTagPr rt rubyPr"
_AROUND = "sdt sdtContent customXml smartTag hyperlink fldSimple dir bdo ruby rubyBase"
_DROPPED = (*(W + name for name in _ABOUT.split()), COMPATIBLE + "Choice")
_UNWRAPPED = (
    *(W + name for name in _AROUND.split()),
    COMPATIBLE + "AlternateContent",
    COMPATIBLE + "Fallback",
)
_WORDS = (W + "t", W + "sym", W + "tbl")


def unwrap(root: etree._Element) -> None:
    """Take the wrappers of a part away, in place; a prompt ("Click here to enter text") goes with its control."""
    for alternatives in list(root.iter(COMPATIBLE + "AlternateContent")):
        _choose(alternatives)
    for control in list(root.iter(W + "sdt")):
        _settle(control)
    etree.strip_elements(root, *_DROPPED, with_tail=False)
    etree.strip_tags(root, *_UNWRAPPED)


def _choose(alternatives: etree._Element) -> None:
    """Leave one branch, as the fallback: the others say the same for older or newer programs."""
    branches = [b for b in alternatives if b.tag in (COMPATIBLE + "Choice", COMPATIBLE + "Fallback")]
    if not branches:
        return
    # A branch in a vocabulary of its own (an emoji, a chart) has its words in the fallback only.
    chosen = next((b for b in branches if next(b.iter(*_WORDS), None) is not None), branches[0])
    for branch in branches:
        if branch is not chosen:
            alternatives.remove(branch)
    chosen.tag = COMPATIBLE + "Fallback"


def _settle(control: etree._Element) -> None:
    """The control's content as it shows: nothing for a prompt, one sign for a check box."""
    properties, content = control.find(W + "sdtPr"), control.find(W + "sdtContent")
    if properties is None or content is None:
        return
    box = properties.find("{*}checkbox")
    if box is not None:
        _tick(content, box)
    elif is_on(properties, "showingPlcHdr") and next(content.iter(W + "tbl"), None) is None:
        for run in list(content.iter(W + "r")):
            parent = run.getparent()
            if parent is not None:
                parent.remove(run)


def _tick(content: etree._Element, box: etree._Element) -> None:
    """Any sign may stand for a ticked box (a cross, a tick, a smiley): the state is what counts."""
    checked = box.find("{*}checked")
    state = None if checked is None else next(iter(checked.attrib.values()), "1")
    runs = list(content.iter(W + "r"))
    for run in runs:
        etree.strip_elements(run, W + "t", W + "sym", with_tail=False)
    if runs:
        text = etree.SubElement(runs[0], W + "t")
        text.text = TICKED if state is not None and str(state).lower() not in ("0", "false", "off") else UNTICKED


def drop_caps(root: etree._Element) -> list[etree._Element]:
    """Paragraphs that hold nothing but the large first letter of the paragraph after them."""
    frames = (f for f in root.iter(W + "framePr") if value(f, "dropCap") in ("drop", "margin"))
    found = (next(frame.iterancestors(W + "p"), None) for frame in frames)
    return [paragraph for paragraph in found if paragraph is not None]


def embedded_parts(root: etree._Element) -> list[str]:
    """What the part shows that is another file's content: `altChunk`, `subDoc`, `OLEObject`, `relIds` (a diagram)."""
    names = (W + "altChunk", W + "subDoc", "{urn:schemas-microsoft-com:office:office}OLEObject", "{*}relIds")
    return [etree.QName(element).localname for element in root.iter(*names)]
