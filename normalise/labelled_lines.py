"""Plans written as lines, "Action: …", "Lead agency: …", one field below the other: as the tables they stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import Block, Cell, Paragraph, Table
from normalise.headings import GOOD, best_field
from normalise.labels import parse_label
from normalise.vocabulary import Vocabulary

_FIELD = re.compile(r"(?P<name>[^:\n]{3,60}?)\s*:\s*(?P<value>\S.*)", re.DOTALL)
_LEAST_RECORDS = 2
"""Actions that a document must have in this form: a single one may be any list of facts."""
_LEAST_FIELDS = 3
_STEERING = frozenset({"lead_agency_text", "target_date_text", "progress_text", "completion_text"})
_AHEAD = 3
"""So many paragraphs ahead a further field shows that the words before it belong to the one above."""
_LONGEST_SENTENCE = 600
"""Characters of a paragraph without a name that still goes on with a field."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A field's name, what it holds, and the field of the dataset."""

    name: str
    value: str
    field: str


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
    read = [_read(block, vocabulary) if isinstance(block, Paragraph) else None for block in blocks]
    for n, (block, line) in enumerate(zip(blocks, read, strict=True)):
        opens = line is not None and (line.field == "recommendation" or _is_again(line, lines))
        if lines and (opens or isinstance(block, Table) or _ends(block, lines, read[n : n + _AHEAD])):
            yield group, _as_table(lines, group)
            group, lines = [], []
        if line is not None:
            group.append(block)
            lines.append(line)
        elif lines and isinstance(block, Paragraph):
            group.append(block)
            last = lines[-1]
            lines[-1] = _Line(last.name, "\n".join(part for part in (last.value, block.text) if part), last.field)
        else:
            yield [block], None
    if lines:
        yield group, _as_table(lines, group)


def _read(block: Paragraph, vocabulary: Vocabulary) -> _Line | None:
    label = parse_label(block.text)
    if label is not None:
        return _Line("Recommendation", block.text, "recommendation")
    match = _FIELD.fullmatch(block.text)
    if match is None:
        return None
    best = best_field(match["name"], vocabulary, GOOD)
    return _Line(match["name"], match["value"], best) if best is not None else None


def _is_again(line: _Line, lines: Sequence[_Line]) -> bool:
    return any(line.field == before.field for before in lines)


def _ends(block: Block, lines: Sequence[_Line], ahead: Sequence[_Line | None]) -> bool:
    """Whether a paragraph stands outside: a heading, or words behind a name, a date or a state and before no field."""
    if ahead[0] is not None or not isinstance(block, Paragraph):
        return False
    is_last = lines[-1].field in _STEERING and not any(ahead)
    return block.level is not None or is_last or len(block.text) > _LONGEST_SENTENCE


def _as_table(lines: Sequence[_Line], group: Sequence[Block]) -> Table | None:
    """The action's table; None where its lines are too few or say nothing of who, when or how far."""
    fields = Counter(line.field for line in lines)
    if len(fields) < _LEAST_FIELDS or "action" not in fields or not _STEERING & fields.keys():
        return None
    names = [Cell(line.name, row, 0) for row, line in enumerate(lines)]
    values = [Cell(line.value, row, 1) for row, line in enumerate(lines)]
    page = next((block.page for block in group if block.page is not None), None)
    return Table((*names, *values), len(lines), 2, page)
