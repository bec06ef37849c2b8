"""Tracked changes taken as accepted: what was inserted or moved here stays, what was deleted or moved away is gone.

The marks are those of ISO/IEC 29500-1, 17.13.5: around runs, and within the properties of paragraph marks, rows and
cells. A document is read as it is once its owner accepts everything.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from extractors.word.names import W, value

INSERTED = (W + "ins", W + "moveTo")
DELETED = (W + "del", W + "moveFrom")
_OLD = (
    "pPrChange rPrChange sectPrChange tblPrChange tblPrExChange tblGridChange trPrChange tcPrChange numberingChange "
    "cellIns"
)
_OLD_PROPERTIES = tuple(W + name for name in _OLD.split())
"""What the formatting was before, and the mark of an inserted cell: both fall away on accepting."""
_BLOCKS = frozenset({W + "p", W + "tbl"})


def accept_changes(root: etree._Element) -> tuple[list[etree._Element], int]:
    """Accept all changes of a part, in place.

    Returns:
        The paragraphs whose end was deleted, for `join_paragraphs` when all else is plain; and how many insertions,
        deletions and moves there were.
    """
    n_changes = sum(1 for _ in root.iter(*INSERTED, *DELETED, W + "cellDel", W + "cellIns", W + "cellMerge"))
    etree.strip_elements(root, *_OLD_PROPERTIES, with_tail=False)
    if not n_changes:
        return [], 0
    ended = [mark.getparent().getparent().getparent() for mark in _marks(root, DELETED, "rPr", "pPr")]  # type: ignore[union-attr]
    for mark in _marks(root, (W + "del",), "trPr"):
        _drop(mark.getparent().getparent())  # type: ignore[union-attr]
    for mark in list(root.iter(W + "cellDel")):
        _drop(mark.getparent().getparent() if mark.getparent() is not None else None)  # type: ignore[union-attr]
    for mark in list(root.iter(W + "cellMerge")):
        _merge(mark)
    etree.strip_elements(root, *DELETED, with_tail=False)
    etree.strip_tags(root, *INSERTED)
    return [p for p in ended if p is not None and p.tag == W + "p"], n_changes


def join_paragraphs(ended: Iterable[etree._Element]) -> None:
    """Each of the paragraphs becomes the beginning of the one after it, whose properties hold for both.

    One that ends a cell, or stands before a table, has nothing to join and only loses its list number if it is empty.
    """
    for paragraph in reversed(list(ended)):
        following = paragraph.getnext()
        while following is not None and following.tag not in _BLOCKS:
            following = following.getnext()
        words = [child for child in paragraph if child.tag != W + "pPr"]
        if following is not None and following.tag == W + "p":
            start = 1 if len(following) and following[0].tag == W + "pPr" else 0
            following[start:start] = words
            _drop(paragraph)
        elif not words:
            etree.strip_elements(paragraph, W + "numPr", with_tail=False)


def _marks(root: etree._Element, names: tuple[str, ...], *within: str) -> list[etree._Element]:
    """The marks that stand in such properties, innermost first in `within`."""
    found = []
    for mark in root.iter(*names):
        above, is_there = mark, True
        for name in within:
            parent = above.getparent()
            is_there = parent is not None and parent.tag == W + name and parent.getparent() is not None
            if not is_there:
                break
            assert parent is not None
            above = parent
        if is_there:
            found.append(mark)
    return found


def _drop(element: etree._Element | None) -> None:
    parent = None if element is None else element.getparent()
    if element is not None and parent is not None:
        parent.remove(element)


def _merge(mark: etree._Element) -> None:
    """A tracked merge of cells as an ordinary one."""
    properties = mark.getparent()
    if properties is None:
        return
    kind = {"rest": "restart", "cont": "continue"}.get(value(mark, "vMerge") or "")
    if kind is not None and properties.find(W + "vMerge") is None:
        etree.SubElement(properties, W + "vMerge").set(W + "val", kind)
    properties.remove(mark)
