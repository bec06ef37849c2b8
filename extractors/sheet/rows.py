"""The rows of one worksheet part, read as a stream: filled cells are passed on, the rest is counted or noted.

A sheet may have a million formatted rows with nothing in them; they cost time here but no memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from lxml import etree

from extractors.errors import CorruptDocument, TooLargeDocument
from extractors.office.package import Package

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
"""Strict Open XML (ISO/IEC 29500-1) differs from what Excel usually writes in its namespaces."""
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_TAGS = ("row", "c", "col", "mergeCell", "autoFilter")

Box = tuple[int, int, int, int]
"""First row, first column, last row, last column of a range; from 0, the last included."""


@dataclass(slots=True)
class SheetFacts:
    """What stands in a worksheet beside its cells; rows and columns from 0.

    Attributes:
        n_cells: Cells passed on.
        merges: Merged ranges.
        hidden_rows: Rows that do not show.
        filtered: Ranges in which a filter hides rows.
        hidden_columns: First and last of each run of columns that do not show.
        without_value: Formulas that were saved without their result.
    """

    n_cells: int = 0
    merges: list[Box] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    filtered: list[Box] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    without_value: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Position:
    """Where reading stands: last row, last column in it, and the widest row so far; from 1."""

    row: int = 0
    column: int = 0
    widest: int = 0


def usual(content: bytes) -> bytes:
    """XML of a Strict workbook in the namespace that openpyxl knows."""
    return content.replace(_STRICT, MAIN.encode())


def write_rows(package: Package, name: str, target: IO[bytes], budget: int, n_styles: int) -> SheetFacts:
    """Writes a worksheet with the filled cells of another, and nothing else.

    Args:
        package: The workbook.
        name: The worksheet's part.
        target: Where to write.
        budget: How many cells it may have.
        n_styles: Cell formats that the workbook has; others are dropped.

    Raises:
        CorruptDocument: The part is not well-formed.
        TooLargeDocument: It has more cells, or merged ranges, than `budget`.
    """
    facts = SheetFacts()
    target.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
    with package.stream(name) as stream:
        try:
            for row in _rows(stream, package, name, facts, budget):
                for cell in row:
                    if "s" in cell.attrib and int(cell.get("s", "0")) >= n_styles:
                        del cell.attrib["s"]
                target.write(usual(etree.tostring(row, with_tail=False)))
        except etree.XMLSyntaxError as error:
            raise package.refusal(name, error) from error
    target.write(b"</sheetData></worksheet>")
    for table in (target for _, kind, target in package.relations(name) if kind == "table"):
        facts.filtered += [box for f in package.tree(table).iter("{*}autoFilter") if (box := _filter(f)) is not None]
    return facts


def _rows(stream: IO[bytes], package: Package, name: str, facts: SheetFacts, budget: int) -> Iterator[etree._Element]:
    tags = tuple(f"{{*}}{tag}" for tag in _TAGS)
    events = etree.iterparse(
        stream, events=("end",), tag=tags, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    at, is_first = _Position(), True
    for _, element in events:
        if is_first and element.getroottree().docinfo.internalDTD is not None:
            package.warn_of_entities(name)
        is_first = False
        tag = etree.QName(element).localname
        if tag == "row":
            if _keep_filled(element, at, facts):
                facts.n_cells += len(element)
                yield element
            _let_go(element)
        elif tag != "c":
            _note(tag, element, facts)
            _let_go(element)
        if facts.n_cells > budget or len(facts.merges) > budget:
            raise TooLargeDocument("the workbook has more cells than are read")


def _let_go(element: etree._Element) -> None:
    """Frees a row and those before it, of which the tree otherwise keeps a shell each."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _keep_filled(row: etree._Element, at: _Position, facts: SheetFacts) -> bool:
    """Leaves a row's filled cells, each with its place; whether there is any.

    An empty cell is kept where its fill may say something: in a row with words, in a column that words have reached.
    """
    at.row, at.column = _row_number(row, at.row), 0
    places = [(cell, _column(cell, at)) for cell in row if etree.QName(cell).localname == "c"]
    filled = [column for cell, column in places if _has_value(cell, facts)]
    at.widest = max([at.widest, *filled])
    kept = [cell for cell, column in places if filled and column <= at.widest]
    row[:] = kept
    hidden = row.get("hidden") in ("1", "true")
    row.attrib.clear()
    row.set("r", str(at.row))
    if hidden and kept:
        facts.hidden_rows.add(at.row - 1)
    return bool(kept)


def _row_number(row: etree._Element, before: int) -> int:
    text = row.get("r", "")
    number = int(text) if re.fullmatch(r"[1-9][0-9]{0,6}", text) else before + 1
    if number > LAST_ROW:
        raise CorruptDocument(f"the workbook is damaged: there is no row {number} in a sheet")
    return number


def _column(cell: etree._Element, at: _Position) -> int:
    match = _REFERENCE.fullmatch(cell.get("r", ""))
    at.column = column_number(match[1]) if match else at.column + 1
    if at.column > LAST_COLUMN:
        raise CorruptDocument(f"the workbook is damaged: there is no column {at.column} in a sheet")
    cell.set("r", f"{column_letters(at.column)}{at.row}")
    if not re.fullmatch(r"[0-9]{1,7}", cell.get("s", "0")):
        del cell.attrib["s"]
    return at.column


def _has_value(cell: etree._Element, facts: SheetFacts) -> bool:
    etree.strip_tags(cell, etree.Entity)
    tags = {etree.QName(child).localname: child for child in cell if isinstance(child.tag, str)}
    if "f" in tags and not (tags["v"].text if "v" in tags else None) and cell.get("t") != "str":
        facts.without_value.append(cell.get("r", ""))
    return "is" in tags or ("v" in tags and bool(tags["v"].text))


def _note(tag: str, element: etree._Element, facts: SheetFacts) -> None:
    if tag == "mergeCell":
        box = parse_range(element.get("ref", ""))
        if box is not None:
            facts.merges.append(box)
    elif tag == "autoFilter":
        box = _filter(element)
        if box is not None:
            facts.filtered.append(box)
    elif tag == "col" and element.get("hidden") in ("1", "true"):
        first, last = element.get("min", ""), element.get("max", "")
        if first.isdecimal() and last.isdecimal():
            facts.hidden_columns.append((int(first[:5]) - 1, min(int(last[:5]), LAST_COLUMN) - 1))


def _filter(element: etree._Element) -> Box | None:
    """The range of a filter that has a condition; without one it hides nothing."""
    return parse_range(element.get("ref", "")) if len(element) else None


def parse_range(text: str) -> Box | None:
    """A range such as `A1:C4`; None for what is none."""
    matches = [_REFERENCE.fullmatch(end) for end in text.split(":")]
    if len(matches) not in (1, 2) or matches[0] is None or matches[-1] is None:
        return None
    rows = sorted(int(match[2]) - 1 for match in (matches[0], matches[-1]))
    columns = sorted(column_number(match[1]) - 1 for match in (matches[0], matches[-1]))
    return rows[0], columns[0], rows[1], columns[1]


def column_number(letters: str) -> int:
    """`A` is 1, `AA` 27."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 is `A`, 27 `AA`."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
