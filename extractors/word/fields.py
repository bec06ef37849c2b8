"""Fields: what is printed is their result, never their instruction; those of old forms hold it in their data.

A field is `begin`, instruction, `separate`, result, `end` (ISO/IEC 29500-1, 17.16.18); fields stand in fields, and one
may run over many paragraphs, as a table of contents does.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from extractors.word.names import W, is_on, switched, value, whole
from extractors.word.styles import Look
from extractors.word.symbols import TICKED, UNTICKED

BEGIN, SEPARATE, END = "begin", "separate", "end"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a paragraph: text with its look, the mark of a field, or the mark of a note.

    Attributes:
        text: The words, if it has any.
        look: How they look; None for space.
        kind: `begin`, `separate` or `end` of a field, else "".
        note: Kind and id of the note that is marked here.
        is_computed: Of a field that was already given as text: its stored result is not read again.
    """

    text: str
    look: Look | None = None
    kind: str = ""
    note: tuple[str, str] | None = None
    is_computed: bool = False


def without_instructions(tokens: list[Token]) -> list[Token]:
    """The tokens without words that stand in a field's instruction; a field that does not end here is kept whole."""
    kept: list[Token] = []
    begun: list[tuple[int, bool, bool]] = []  # where in `kept` it began, whether its result has, whether to drop that
    for token in tokens:
        if token.kind == BEGIN:
            begun.append((len(kept), False, token.is_computed))
        elif token.kind and begun:
            start, is_separated, is_computed = begun.pop()
            if is_computed or not is_separated:
                del kept[start:]
            if token.kind == SEPARATE:
                begun.append((start, True, is_computed))
        elif not token.kind:
            kept.append(token)
    return kept


def result_of_field(begin: etree._Element) -> str | None:
    """What a check box or a list of an old form shows; None for all other fields."""
    data = begin.find(W + "ffData")
    if data is None:
        return None
    box, choices = data.find(W + "checkBox"), data.find(W + "ddList")
    if box is not None:
        checked = box.find(W + "checked")
        is_ticked = is_on(box, "default") if checked is None else switched(checked)
        return TICKED if is_ticked else UNTICKED
    if choices is None:
        return None
    entries = [value(entry) or "" for entry in choices.iterchildren(W + "listEntry")]
    chosen = whole(value(choices.find(W + "result")) or value(choices.find(W + "default"))) or 0
    return entries[chosen] if 0 <= chosen < len(entries) else ""
