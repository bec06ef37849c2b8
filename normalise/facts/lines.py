"""The lines in which a document speaks of itself: first paragraphs, page furniture, banners, notes at tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from extractors.document import Block, Paragraph, Table
from normalise.phrases import alternatives, phrases_of
from normalise.vocabulary import Vocabulary

MAX_FRONT = 60
"""Paragraphs at the start of a document that are looked at; title page and contents of a long report fit in."""
MAX_NEAR = 5
"""Paragraphs directly before and after a table that are looked at (notes under a plan name its owner)."""
MAX_LINES = 400
MAX_BANNER_ROWS = 12
MAX_LABEL_WORDS = 5
MAX_CHARACTERS = 600

_LABEL_KEYS = ("title", "plan_date", "plan_updated", "other_date", "reference", "review_name", "author", "owner")
_MARKUP = re.compile(r"^[*#_ ]+|[*_ ]+$")


class Origin(IntEnum):
    """Where a line stands; the lower, the more it says about the whole document."""

    FRONT = 0
    BANNER = 1
    FURNITURE = 2
    NEAR_TABLE = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        text: Whitespace runs are one space; at most `MAX_CHARACTERS` characters.
        origin: Where it stands.
        order: Its place among the lines, from 0.
        level: Heading level, or None.
        page: Page from 1, or None.
    """

    text: str
    origin: Origin
    order: int
    level: int | None = None
    page: int | None = None

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


def blocks_to_lines(blocks: Sequence[Block], furniture: Sequence[str], vocabulary: Vocabulary) -> tuple[Line, ...]:
    """The lines worth reading, in the document's order, page furniture last.

    Cells count only as banner (a leading row with one filled cell) or as a label row ("Date | June 2021") at the
    head of the document's first tables.
    """
    found: list[Line] = []
    for text, origin, block in _pieces(blocks, furniture, vocabulary):
        clean = _MARKUP.sub("", " ".join(text[: 4 * MAX_CHARACTERS].split()))
        if clean and len(found) < MAX_LINES:
            level = block.level if isinstance(block, Paragraph) else None
            page = block.page if block is not None else None
            found.append(Line(clean[:MAX_CHARACTERS], origin, len(found), level, page))
    return tuple(found)


def _pieces(
    blocks: Sequence[Block], furniture: Sequence[str], vocabulary: Vocabulary
) -> Iterator[tuple[str, Origin, Block | None]]:
    near = _near_tables(blocks)
    in_front, seen = True, 0
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            texts, whole = _banner_texts(block, vocabulary) if in_front else ((), False)
            yield from ((text, Origin.BANNER, block) for text in texts)
            in_front = in_front and whole
            continue
        seen += 1
        if in_front and seen <= MAX_FRONT:
            yield block.text, Origin.FRONT, block
        elif index in near:
            yield block.text, Origin.NEAR_TABLE, block
    page_mark = _page_mark(vocabulary)
    for text in furniture[:MAX_LINES]:
        yield page_mark.sub(" ", text[: 4 * MAX_CHARACTERS]), Origin.FURNITURE, None


@lru_cache(maxsize=8)
def _page_mark(vocabulary: Vocabulary) -> re.Pattern[str]:
    page = alternatives(vocabulary["furniture"]["page_inside"], joined_on=True)
    return re.compile(rf"[ |–—-]{{0,4}}(?:{page}) ?\d{{1,4}}(?: ?(?:of|/) ?\d{{1,4}})?[ |–—-]{{0,4}}", re.IGNORECASE)


def _near_tables(blocks: Sequence[Block]) -> set[int]:
    near: set[int] = set()
    for step in (1, -1):
        since = MAX_NEAR + 1
        for index in range(len(blocks))[::step]:
            since = 0 if isinstance(blocks[index], Table) else since + 1
            if 0 < since <= MAX_NEAR:
                near.add(index)
    return near


def _banner_texts(table: Table, vocabulary: Vocabulary) -> tuple[tuple[str, ...], bool]:
    """The texts of the leading rows that are banners or label rows, and whether the table has no other rows."""
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        if cell.row > MAX_BANNER_ROWS:
            break
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(cell.text)
    texts: list[str] = []
    n_labels = sum(len(cells) == 2 and bool(_row_texts(cells, vocabulary)) for cells in rows.values())
    speaks_of_plan = table.n_columns == 2 and 2 * n_labels > table.n_rows
    for row in sorted(rows):
        found = _row_texts(rows[row], vocabulary)
        if not found and not speaks_of_plan:
            return tuple(texts), False
        texts.extend(found or [": ".join(rows[row])])
    return tuple(texts), table.n_rows <= MAX_BANNER_ROWS


def _row_texts(cells: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    if len(cells) == 1:
        return [line for line in cells[0][: 4 * MAX_CHARACTERS].split("\n") if line.strip()]
    label = cells[0].strip().rstrip(":").strip()
    if len(cells) == 2 and (cells[0].strip().endswith(":") or _is_label(label, vocabulary)):
        return [f"{label}: {' '.join(cells[1][:MAX_CHARACTERS].split())}"]
    return []


def _is_label(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a cell is a label, or a few words that end in one: "Plan last updated"."""
    labels = phrases_of(vocabulary, "fact_labels", *_LABEL_KEYS)
    ends = any(match.end() == len(text) for match in labels.finditer(text))
    return ends and len(text.split()) <= MAX_LABEL_WORDS
