"""One cell of a Word table as read: its lines, the one colour behind its words, the one colour they have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from extractors.colours import to_ink
from extractors.document import Colour
from extractors.word.shading import WHITE, Shade
from extractors.word.styles import Look
from extractors.word.text import Words

BLACK, PAPER = (0, 0, 0), (255, 255, 255)


@dataclass(slots=True)
class CellContent:
    """What is gathered while the paragraphs of a cell are read.

    Attributes:
        lines: Its paragraphs, and the rows of tables within it.
        looks: How its letters look, each look once.
        notes: Texts of notes marked in it that are not in its lines.
    """

    lines: list[str] = field(default_factory=list)
    looks: set[Look] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)

    def add(self, line: str, words: Words) -> None:
        """One paragraph: the line printed, and the words that it was made of."""
        self.lines.append(line)
        self.looks |= words.looks
        self.notes += words.notes

    @property
    def text(self) -> str:
        """Paragraphs and list items separated by one newline."""
        return "\n".join(line for line in self.lines if line)

    @property
    def is_struck(self) -> bool:
        """Whether a line is drawn through any of its words."""
        return any(look.struck for look in self.looks)

    @property
    def ink(self) -> Colour | None:
        """The colour of all of its letters, or None where it is black, grey, white or several."""
        return to_ink(look.ink or BLACK for look in self.looks)

    @property
    def marked(self) -> Colour | None:
        """The highlighting or shading behind all of its letters."""
        behind = _only(look.behind or PAPER for look in self.looks)
        return behind if behind is not None and min(behind) < WHITE else None

    def fill(self, by_hand: Shade | None, by_style: Shade | None) -> Colour | None:
        """The colour that is seen behind it: shading set by hand, a marker over all of its words, else its style's."""
        if by_hand is not None and by_hand.colour is not None:
            return by_hand.colour
        if self.marked is not None:
            return self.marked
        return by_style.colour if by_hand is None and by_style is not None else None


def _only(colours: Iterable[Colour]) -> Colour | None:
    found = set(colours)
    return found.pop() if len(found) == 1 else None
