"""What a reader returns: the blocks of one document, in reading order, without any opinion about meaning.

All types are frozen. Pages count from 1, rows and columns from 0, lengths are points (1/72 inch)
measured from the page's top left corner.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

Colour = tuple[int, int, int]
"""Red, green and blue, each 0 to 255."""


class Kind(StrEnum):
    """What a file is, judged by its bytes; its name is asked only whether text is a table of separated values."""

    PDF = "pdf"
    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    ODT = "odt"
    XLSX = "xlsx"
    ODS = "ods"
    CSV = "csv"
    HTML = "html"
    TEXT = "text"
    EMPTY = "empty"
    UNKNOWN = "unknown"


class PartOfPage(StrEnum):
    """Where a paragraph stands when the format itself says so (a Word header is known to be one)."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"


class Severity(StrEnum):
    """How much an issue matters to somebody who uses the rows."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Source:
    """One input file.

    Attributes:
        path: Path relative to the input folder, `/`-separated; this is what is published.
        sha256: Hex digest of the bytes (64 characters).
        size_bytes: Size of the file.
        kind: What the bytes show.
        file: Where the bytes are on this machine; never written to the dataset.
    """

    path: str
    sha256: str
    size_bytes: int
    kind: Kind
    file: Path = field(repr=False)

    @property
    def document_id(self) -> str:
        """The first 16 hex digits of the SHA-256, the key of `documents.parquet`."""
        return self.sha256[:16]


@dataclass(frozen=True, slots=True)
class Region:
    """A box on one page, in points from the page's top left."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid; a merged cell appears once, at its top left position.

    Attributes:
        text: Paragraphs and list items separated by one newline; `""` is a cell that is empty.
        row: First row it covers, from 0.
        column: First column it covers, from 0.
        row_span: Rows covered, at least 1.
        column_span: Columns covered, at least 1.
        fill: Shading, or None where none is set.
        region: Where it stands, or None where the format has no geometry.
        ink: The colour that all of its text has, or None where that is black, grey, white or several.
    """

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    fill: Colour | None = None
    region: Region | None = None
    ink: Colour | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of one physical grid; a table that runs over pages is one `Table` for each page.

    Rows may be ragged: a text row that lost a column simply has fewer cells.

    Attributes:
        cells: In reading order (by row, then column).
        n_rows: Rows of the grid.
        n_columns: Columns of the widest row.
        page: Page it stands on, or None where the format has no pages.
        region: Its outline, or None.
        header_rows: Leading rows that the format itself marks as repeated heading (Word's `tblHeader`).
    """

    cells: tuple[Cell, ...]
    n_rows: int
    n_columns: int
    page: int | None = None
    region: Region | None = None
    header_rows: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text outside tables: a paragraph, a list item (its number or bullet kept) or a title.

    Attributes:
        text: The words, without line breaks inside.
        page: Page it starts on, or None where the format has no pages.
        level: Heading level from 1, or None for plain text.
        part: Whether the format itself declares it a page header or footer.
        region: Where it stands, or None.
    """

    text: str
    page: int | None = None
    level: int | None = None
    part: PartOfPage = PartOfPage.BODY
    region: Region | None = None


Block = Table | Paragraph


@dataclass(frozen=True, slots=True)
class Issue:
    """Something odd that did not stop the reading.

    Attributes:
        code: Stable snake_case name.
        severity: How much it matters.
        detail: One sentence for people.
        where: Place in the document ("page 3", "row 4"), or None.
    """

    code: str
    severity: Severity
    detail: str
    where: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document as read.

    Attributes:
        source: The file.
        blocks: Tables and paragraphs in reading order.
        page_count: Pages, or None where the format has none.
        metadata: What the file says of itself (`title`, `author`, `created` …), as text.
        issues: What was odd.
    """

    source: Source
    blocks: tuple[Block, ...]
    page_count: int | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost before it is given up (`too_large`), and where looking for tables is limited to.

    Attributes:
        max_bytes: Size of the file.
        max_unpacked_bytes: Size of a zip container's parts together.
        max_pages: Pages.
        max_cells: Table cells of the whole document.
        all_pages: Whether pages on which nothing hints at a table are read in full as well (PDF).
        headings: Case-folded column headings at which a table without ruling lines is looked for (PDF); none are
            looked for where it is empty, and every kind of table everywhere where it is None.
    """

    max_bytes: int = 200_000_000
    max_unpacked_bytes: int = 500_000_000
    max_pages: int = 2_000
    max_cells: int = 500_000
    all_pages: bool = False
    headings: frozenset[str] | None = frozenset()
