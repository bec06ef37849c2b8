"""Plans written as lines, "Action: …", "Lead agency: …", one field below the other: as the tables they stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.document import Block, Cell, Paragraph, Table
from normalise.cell_text import ends_open, is_ended, is_list_item, starts_inside
from normalise.columns import is_state
from normalise.headings.words import GOOD, best_field
from normalise.labels import parse_label
from normalise.titles import is_title
from normalise.vocabulary import Vocabulary

_FIELD = re.compile(r"(?P<name>[^:\n]{3,60}?)\s*:\s*(?P<value>\S.*)?", re.DOTALL)
_ENTRY = re.compile(r"[A-Z\d][^:\n]{2,40}:(?:\s|$)")
"""An entry of its own within a field: "July 2021: done"."""
_LEAST_RECORDS = 2
"""Actions that a document must have in this form: a single one may be any list of facts."""
_LEAST_FIELDS = 3
_STEERING = frozenset({"lead_agency_text", "target_date_text", "progress_text", "completion_text"})
_LEAST_PROSE = 6
"""Words of a line that a page may have cut; a date or a name without a full stop is whole."""
_AHEAD = 3
"""So many paragraphs ahead a further field shows that the words before it belong to the one above."""
_LONGEST_SENTENCE = 600
"""Characters of a paragraph without a name that still goes on with a field."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A field's name, what it holds, the field of the dataset, and whether it can only be one left empty.

    It can where nothing stands beside its name, and elsewhere something does beside the same name.
    """

    name: str
    value: str
    field: str
    left_empty: bool = False


def lines_to_tables(blocks: Sequence[Block], vocabulary: Vocabulary) -> list[Block]:
    """The blocks with each action that is written as lines replaced by a two-column table, where several are."""
    found = list(_records(blocks, vocabulary))
    if sum(record is not None for _, record in found) < _LEAST_RECORDS:
        return list(blocks)
    opened: list[Block] = []
    for parts, record in found:
        opened += parts if record is None else [record]
    return opened


def _records(blocks: Sequence[Block], vocabulary: Vocabulary) -> Iterator[tuple[list[Block], Table | None]]:
    """The blocks in groups: those of one action with its table, and all others."""
    group: list[Block] = []
    lines: list[_Line] = []
    read = _read_all(blocks, vocabulary)
    for n, (block, named) in enumerate(zip(blocks, read, strict=True)):
        line = named if lines or (named and named.value) else None  # else a heading that ends in a colon
        if isinstance(block, Table) or line is not None:
            ends = line is None or _opens(line, lines)
        else:
            ends = bool(lines) and _ends(block, group[-1], lines[-1], read[n + 1 : n + _AHEAD], vocabulary)
        if lines and ends:
            yield group, _as_table(lines, group)
            group, lines = [], []
        if line is not None:
            lines.append(line)
        elif lines and isinstance(block, Paragraph):
            lines[-1] = _extended(lines[-1], block, group[-1])
        else:
            yield [block], None
            continue
        group.append(block)
    if lines:
        yield group, _as_table(lines, group)


def _read_all(blocks: Sequence[Block], vocabulary: Vocabulary) -> list[_Line | None]:
    read = [_read(block, vocabulary) if isinstance(block, Paragraph) else None for block in blocks]
    filled = {line.name for line in read if line is not None and line.value}
    return [replace(line, left_empty=not line.value and line.name in filled) if line else None for line in read]


def _read(block: Paragraph, vocabulary: Vocabulary) -> _Line | None:
    label = parse_label(block.text)
    if label is not None:
        return _Line("Recommendation", block.text, "recommendation")
    match = _FIELD.fullmatch(block.text)
    if match is None:
        return None
    best = best_field(match["name"], vocabulary, GOOD)
    return _Line(match["name"], match["value"] or "", best) if best is not None else None


def _extended(line: _Line, block: Paragraph, above: Block) -> _Line:
    """The field with the words below it: as one sentence where a line or a page cut it, else on a line of their own."""
    gap = " " if _goes_on(line.value, block, above) else "\n"
    return _Line(line.name, gap.join(part for part in (line.value, block.text) if part), line.field)


def _goes_on(value: str, block: Paragraph, above: Block) -> bool:
    """Whether a paragraph goes on with the sentence above: by its words, or behind a page break, where that is open."""
    if starts_inside(block.text) or ends_open(value):
        return True
    last = value.rpartition("\n")[2]
    open_prose = len(last.split()) >= _LEAST_PROSE and not is_ended(last)
    return open_prose and block.page != above.page and not is_list_item(block.text) and not _ENTRY.match(block.text)


def _opens(line: _Line, lines: Sequence[_Line]) -> bool:
    """Whether a field begins the next action."""
    return line.field == "recommendation" or any(line.field == before.field for before in lines)


def _ends(block: Paragraph, above: Block, last: _Line, below: Sequence[_Line | None], vocabulary: Vocabulary) -> bool:
    """Whether a paragraph stands outside: a heading, or words behind a name, a date or a state and before no field."""
    if block.level is not None or len(block.text) > _LONGEST_SENTENCE:
        return True
    if last.field not in _STEERING or _goes_on(last.value, block, above):
        return False
    following = below[0] if below else None
    heads = following is not None and following.field == "recommendation" and is_title(block.text, vocabulary)
    if not last.value:
        return heads and last.left_empty and not is_state(block.text)
    if heads:
        return True
    is_entry = _ENTRY.match(block.text) is not None and _ENTRY.match(last.value) is not None
    return not is_entry and not any(below)


def _as_table(lines: Sequence[_Line], group: Sequence[Block]) -> Table | None:
    """The action's table; None where its lines are too few or say nothing of who, when or how far."""
    fields = Counter(line.field for line in lines)
    if len(fields) < _LEAST_FIELDS or "action" not in fields or not _STEERING & fields.keys():
        return None
    names = [Cell(line.name, row, 0) for row, line in enumerate(lines)]
    values = [Cell(line.value, row, 1) for row, line in enumerate(lines)]
    page = next((block.page for block in group if block.page is not None), None)
    return Table((*names, *values), len(lines), 2, page)
