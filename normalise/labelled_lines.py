"""Plans written as lines, "Action: …", "Lead agency: …", one field below the other: as the tables they stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from extractors.document import Block, Cell, Paragraph, Table
from normalise.acceptance import STEERING
from normalise.cell_text import ends_open, is_ended, is_list_item, starts_inside
from normalise.column_contents import is_state
from normalise.headings.words import EXACT, GOOD, best_field
from normalise.labels import leading_number, parse_label
from normalise.titles import is_title
from normalise.vocabulary import Vocabulary

_FIELD = re.compile(r"(?P<name>[^:\n]{3,60}?)\s*:\s*(?P<value>\S.*)?", re.DOTALL)
_DASHED = re.compile(r"(?P<name>[^:\n–—-]{3,30}?)\s+[–—-]\s+(?P<value>\S.*)", re.DOTALL)
"""A field with a dash for the colon, "LEAD – Northmere ICB", which only an exact name makes one."""
_ENTRY = re.compile(r"[A-Z\d][^:\n]{2,40}:(?:\s|$)")
"""An entry of its own within a field: "July 2021: done"."""
_COLON, _CAPITAL = re.compile(r"(?<=\w):(?=\s)"), re.compile(r"(?<!\S)[A-Z]")
_NAME = re.compile(r"[\w /&'’-]+(?:\.\d{1,2}){0,2}\Z")
_BEFORE_FIELDS = re.compile(r"\W{0,3}(?:(?P<number>\d{1,2}(?:\.\d{1,2})?)[.)]\s+)?")
"""Before the first of the fields that a paragraph has in a row, a bullet or the recommendation's number."""
_COUNT = re.compile(r"\s(?:no\.?\s)?#?\d{1,2}(?:\.\d{1,2}){0,2}[a-z]?\Z", re.IGNORECASE)
"""What counts a field's name: "Action 1.2"."""
_LONGEST_NAME = 40
"""Characters of a field's name within a paragraph, or alone on its line."""
_RECOMMENDATION = "Recommendation"
_LEAST_RECORDS = 2
"""Actions that a document must have in this form: a single one may be any list of facts."""
_LEAST_FIELDS = 3
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


def names_alone(blocks: Sequence[Block], vocabulary: Vocabulary) -> dict[str, str]:
    """Lines that are printed again and again and are a field's name, without a colon: "What we will do".

    Each with its field; empty where they and the names with a colon are too few for an action.
    """
    beside = Counter(m["name"] for b in blocks if isinstance(b, Paragraph) and (m := _FIELD.fullmatch(b.text)))
    with_colon = {best_field(name, vocabulary, EXACT) for name, n in beside.items() if n >= _LEAST_RECORDS} - {None}
    short = Counter(b.text for b in blocks if isinstance(b, Paragraph) and len(b.text) <= _LONGEST_NAME)
    again = (text for text, n in short.items() if n >= _LEAST_RECORDS and ":" not in text and not is_state(text))
    named = ((text, best_field(text, vocabulary, EXACT)) for text in again)
    found = {text: field for text, field in named if field is not None}
    return found if len({*found.values(), *with_colon}) >= _LEAST_FIELDS else {}


def named_lines(blocks: Sequence[Block], vocabulary: Vocabulary) -> frozenset[str]:
    """Lines that are printed again and again and name a field, with what it holds ("Status: Complete") or alone."""
    times = Counter(b.text for b in blocks if isinstance(b, Paragraph))
    again = (_FIELD.fullmatch(text) or _DASHED.fullmatch(text) for text, n in times.items() if n >= _LEAST_RECORDS)
    fields = (m.string for m in again if m is not None and best_field(m["name"], vocabulary, EXACT) is not None)
    return frozenset(fields) | names_alone(blocks, vocabulary).keys()


def lines_to_tables(blocks: Sequence[Block], vocabulary: Vocabulary) -> list[Block]:
    """The blocks with each action that is written as lines replaced by a two-column table, where several are."""
    parts = [part for block in blocks for part in _parted(block, vocabulary)]
    found = _with_sentences_above(list(_records(parts, vocabulary)))
    if sum(record is not None for _, record in found) < _LEAST_RECORDS:
        return list(blocks)
    opened: list[Block] = []
    for group, record in found:
        opened += group if record is None else [record]
    return opened


_Group = tuple[list[Block], Table | None]
"""Some blocks, and the table of the action that they are, if they are one."""


def _with_sentences_above(found: Sequence[_Group]) -> list[_Group]:
    """The sentence above each action as its recommendation, where there is one above each and none has another."""
    at = [n for n, (_, record) in enumerate(found) if record is not None]
    above = [_sentence(found[n - 1]) if n else None for n in at]
    others = any(cell.text == _RECOMMENDATION for _, record in found if record for cell in record.cells)
    if others or None in above or len(set(above)) < _LEAST_RECORDS:
        return list(found)
    taken = {n - 1 for n in at}
    told = {n: text for n, text in zip(at, above, strict=True) if text is not None}
    return [
        (group, record and _led_by(told[n], record)) if n in told else (group, record)
        for n, (group, record) in enumerate(found)
        if n not in taken
    ]


def _sentence(group: _Group) -> str | None:
    """The paragraph that a group is, if it is long enough for a recommendation and announces nothing."""
    blocks, record = group
    text = blocks[0].text if record is None and isinstance(blocks[0], Paragraph) and blocks[0].level is None else ""
    return text if len(text.split()) >= _LEAST_PROSE and not text.endswith(":") else None


def _led_by(recommendation: str, record: Table) -> Table:
    """The table of an action with its recommendation in a row above the others."""
    below = (replace(cell, row=cell.row + 1) for cell in record.cells)
    cells = (Cell(_RECOMMENDATION, 0, 0), Cell(recommendation, 0, 1), *below)
    return replace(record, cells=cells, n_rows=record.n_rows + 1)


def _records(blocks: Sequence[Block], vocabulary: Vocabulary) -> Iterator[_Group]:
    """The blocks in groups: those of one action with its table, and all others."""
    group: list[Block] = []
    lines: list[_Line] = []
    read = _read_all(blocks, vocabulary)
    for n, (block, named) in enumerate(zip(blocks, read, strict=True)):
        line = named if lines or (named and named.value) else None  # else a heading that ends in a colon
        if isinstance(block, Table) or line is not None:
            ends = line is None or _opens(line, lines)
        else:
            below = read[n + 1 : n + _AHEAD]
            ends = bool(lines) and (
                _counts_next(block, lines, below) or _ends(block, group[-1], lines[-1], below, vocabulary)
            )
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


def _parted(block: Block, vocabulary: Vocabulary) -> Iterator[Block]:
    """A paragraph of several fields in a row, "Action: … Lead: … By when: …", as a paragraph for each."""
    if isinstance(block, Table) or block.text.count(":") < _LEAST_FIELDS:
        yield block
        return
    starts = _field_starts(block.text, vocabulary)
    before = _BEFORE_FIELDS.fullmatch(block.text, 0, starts[0]) if len(starts) >= _LEAST_FIELDS else None
    if before is None:
        yield block
        return
    for start, end in pairwise([*starts, len(block.text)]):
        text = block.text[start:end].strip(" ;|")
        if before["number"] and start == starts[0] and text.startswith(f"{_RECOMMENDATION}:"):
            text = text.replace(_RECOMMENDATION, f"{_RECOMMENDATION} {before['number']}", 1)
        yield replace(block, text=text)


def _field_starts(text: str, vocabulary: Vocabulary) -> list[int]:
    """Where the names of fields begin: the longest that is one of up to four words before each colon."""
    starts: list[int] = []
    for colon in _COLON.finditer(text):
        name = _NAME.search(text, max(0, colon.start() - _LONGEST_NAME), colon.start())
        words = _CAPITAL.finditer(text, name.start(), colon.start()) if name else ()
        named = (w.start() for w in words if _field_of(text[w.start() : colon.start()], vocabulary, GOOD) is not None)
        starts += islice(named, 1)
    return starts


def _read_all(blocks: Sequence[Block], vocabulary: Vocabulary) -> list[_Line | None]:
    alone = names_alone(blocks, vocabulary)
    read = [_read(block, alone, vocabulary) if isinstance(block, Paragraph) else None for block in blocks]
    filled = {line.name for line in read if line is not None and line.value}
    return [replace(line, left_empty=not line.value and line.name in filled) if line else None for line in read]


def _read(block: Paragraph, alone: Mapping[str, str], vocabulary: Vocabulary) -> _Line | None:
    if block.text in alone:
        return _Line(block.text, "", alone[block.text])
    label = parse_label(block.text)
    if label is not None:
        return _Line(_RECOMMENDATION, block.text, "recommendation")
    match, least = _FIELD.fullmatch(block.text), GOOD
    if match is None:
        match, least = _DASHED.fullmatch(block.text), EXACT
    best = _field_of(match["name"], vocabulary, least) if match else None
    return _Line(match["name"].lstrip("-–•* "), match["value"] or "", best) if match and best is not None else None


def _field_of(name: str, vocabulary: Vocabulary, least: float) -> str | None:
    """The field that a name is that of, itself or without its count."""
    return best_field(name, vocabulary, least) or best_field(_COUNT.sub("", name), vocabulary, least)


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


def _counts_next(block: Paragraph, lines: Sequence[_Line], below: Sequence[_Line | None]) -> bool:
    """Whether a paragraph has a number and stands right above the next action: "2. Police should …"."""
    following = below[0] if below else None
    opens = following is not None and _opens(following, lines)
    return opens and leading_number(block.text) is not None and bool(lines[-1].value)


def _ends(block: Paragraph, above: Block, last: _Line, below: Sequence[_Line | None], vocabulary: Vocabulary) -> bool:
    """Whether a paragraph stands outside: a heading, or words behind a name, a date or a state and before no field."""
    if block.level is not None or len(block.text) > _LONGEST_SENTENCE:
        return True
    if last.field not in STEERING or _goes_on(last.value, block, above):
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
    if len(fields) < _LEAST_FIELDS or "action" not in fields or not STEERING & fields.keys():
        return None
    names = [Cell(line.name, row, 0) for row, line in enumerate(lines)]
    values = [Cell(line.value, row, 1) for row, line in enumerate(lines)]
    page = next((block.page for block in group if block.page is not None), None)
    return Table((*names, *values), len(lines), 2, page)
