"""How like one another two sets of tables are, by which cells stand beside which.

The measure of the ICDAR 2013 table competition (Göbel, Hassan, Oro and Orsi: A methodology for evaluating algorithms
for table understanding in PDF documents, DocEng 2012): each cell with text is related to its next neighbour with
text to the right and below; the relations found and those wanted are compared as lists.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Relation = tuple[str, str, str]
"""Two cells' normalised texts, and `right` or `below`: how the second stands to the first."""


@dataclass(frozen=True, slots=True)
class PlacedText:
    """One cell: rows and columns it covers, counted from 0, ends included."""

    text: str
    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class PageTable:
    """One table's cells and the page it stands on, from 1."""

    page: int
    cells: tuple[PlacedText, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of relations, to be added up over documents."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: Score) -> Score:
        """Both together."""
        return Score(self.right + other.right, self.found + other.found, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """Share of the relations found that are wanted."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the relations wanted that are found."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0


def to_score(found: Iterable[PageTable], wanted: Iterable[PageTable]) -> Score:
    """The relations of one document compared page by page; which table belongs to which need not be known."""
    ours, truth = _by_page(found), _by_page(wanted)
    return Score((ours & truth).total(), ours.total(), truth.total())


def _by_page(tables: Iterable[PageTable]) -> Counter[tuple[int, Relation]]:
    return Counter((table.page, relation) for table in tables for relation in cells_to_relations(table.cells))


def cells_to_relations(cells: Sequence[PlacedText]) -> list[Relation]:
    """Each neighbouring pair of cells with text once for each direction, however many rows they share."""
    texts = [normalised(cell.text) for cell in cells]
    slots = {
        (row, column): index
        for index, cell in enumerate(cells)
        if texts[index]
        for row in range(cell.row, cell.last_row + 1)
        for column in range(cell.column, cell.last_column + 1)
    }
    pairs: set[tuple[int, int, str]] = set()
    for direction, ordered in (("right", sorted(slots)), ("below", sorted(slots, key=lambda s: (s[1], s[0])))):
        same = 0 if direction == "right" else 1
        for before, after in pairwise(ordered):
            if before[same] == after[same] and slots[before] != slots[after]:
                pairs.add((slots[before], slots[after], direction))
    return [(texts[a], texts[b], direction) for a, b, direction in pairs]


def normalised(text: str) -> str:
    """Letters and digits alone, without case, ligatures or any space: what readers of a page cannot but agree on."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(c if c.isalnum() else "_" for c in plain if not c.isspace() and c not in "\u00ad\u200b\ufeff")
