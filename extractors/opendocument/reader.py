"""OpenDocument to blocks: text documents (.odt) and spreadsheets (.ods), straight from their XML."""

from __future__ import annotations

import re

from lxml import etree

from extractors.document import Block, Document, Limits, Paragraph, PartOfPage, Severity, Source, Table
from extractors.errors import CorruptDocument, EncryptedDocument, ReadError, TooLargeDocument
from extractors.office.package import Package, open_package
from extractors.opendocument.blocks import BlockReader
from extractors.opendocument.names import DUBLIN, META, OFFICE, STYLE, TABLE, TEXT
from extractors.opendocument.styles import Styles, read_styles
from extractors.opendocument.tables import CellReading, read_cells
from extractors.opendocument.text import read_words
from extractors.sheet.blocks import cells_to_blocks
from extractors.sheet.rows import SheetFacts
from extractors.sheet.visible import clipped, visible_cells
from extractors.text.markup import tidy_lines

_MADE_NAME = re.compile(r"(?:sheet|tabelle|feuille|hoja)_?\s?\d{1,3}", re.IGNORECASE)
_ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_THREE_NUMERALS = re.compile(r"\d{1,4}[./ -]\d{1,2}[./ -]\d{1,4}")
_ENCRYPTION = b"encryption-data"


def read_text_document(source: Source, limits: Limits) -> Document:
    """The paragraphs and tables of an OpenDocument text, its page headers and footers marked as such.

    Raises:
        CorruptDocument: The file is damaged or holds no text document.
        EncryptedDocument: A password is needed.
        TooLargeDocument: It unpacks to more bytes, or has more cells, than `limits` allows.
        UnreadableDocument: The operating system refused the bytes.
    """
    with open_package(source.file, "OpenDocument file", limits) as package:
        body, styles, master = _opened(package, "text")
        reader = BlockReader(styles, limits, package)
        blocks: list[Block] = []
        try:
            blocks += _furniture(master, "header", PartOfPage.HEADER, reader)
            blocks += reader.blocks(body)
            blocks += _furniture(master, "footer", PartOfPage.FOOTER, reader)
        except RecursionError as error:
            raise TooLargeDocument("the OpenDocument file is nested too deeply") from error
        return Document(source, tuple(blocks), None, _metadata(package), tuple(package.issues))


def read_spreadsheet(source: Source, limits: Limits) -> Document:
    """The paragraphs and tables of an OpenDocument spreadsheet's visible sheets.

    Raises:
        CorruptDocument: The file is damaged or holds no spreadsheet.
        EncryptedDocument: A password is needed.
        TooLargeDocument: It unpacks to more bytes, or has more cells, than `limits` allows.
        UnreadableDocument: The operating system refused the bytes.
    """
    with open_package(source.file, "OpenDocument file", limits) as package:
        body, styles, _ = _opened(package, "spreadsheet")
        hidden_styles = _hidden_table_styles(body)
        blocks: list[Block] = []
        hidden: list[str] = []
        for sheet in body.iterchildren(TABLE + "table"):
            if sheet.get(TABLE + "style-name") in hidden_styles:
                hidden.append(sheet.get(TABLE + "name", ""))
                continue
            n_read = sum(len(block.cells) for block in blocks if isinstance(block, Table))
            blocks += _sheet(sheet, styles, package, Limits(max_cells=max(0, limits.max_cells - n_read)))
        if hidden:
            package.warn("hidden_sheet", f"hidden sheets were left out: {', '.join(map(repr, hidden))}")
        return Document(source, tuple(blocks), None, _metadata(package), tuple(package.issues))


def _opened(package: Package, kind: str) -> tuple[etree._Element, Styles, etree._Element | None]:
    """The body's content, the styles, and the part that holds page headers."""
    manifest = package.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in package.names else b""
    if _ENCRYPTION in manifest:
        raise EncryptedDocument("the OpenDocument file needs a password: save a copy without one")
    if "content.xml" not in package.names:
        raise CorruptDocument("the OpenDocument file is damaged: it has no content")
    content = package.tree("content.xml")
    body = content.find(f"{OFFICE}body/{OFFICE}{kind}")
    if body is None:
        raise CorruptDocument(f"the OpenDocument file holds no {kind}")
    common: etree._Element | None = None
    if "styles.xml" in package.names:
        try:
            common = package.tree("styles.xml")
        except ReadError as error:
            package.warn("part_unreadable", str(error))
    return body, read_styles([root for root in (common, content) if root is not None]), common


def _furniture(styles: etree._Element | None, name: str, part: PartOfPage, reader: BlockReader) -> list[Block]:
    """Each different text of the page headers (or footers) once."""
    if styles is None:
        return []
    tags = [f"{STYLE}{name}", f"{STYLE}{name}-first", f"{STYLE}{name}-left"]
    elements = (element for page in styles.iter(STYLE + "master-page") for element in page.iterchildren(*tags))
    texts = (tidy_lines(line) for element in elements for line in reader.lines(element))
    return [Paragraph(text.replace("\n", " "), part=part) for text in dict.fromkeys(texts) if text]


def _hidden_table_styles(body: etree._Element) -> frozenset[str]:
    found = set()
    for style in body.getroottree().getroot().iter(STYLE + "style"):
        properties = style.find(STYLE + "table-properties")
        if properties is not None and properties.get(TABLE + "display") == "false":
            found.add(style.get(STYLE + "name", ""))
    return frozenset(found)


def _sheet(sheet: etree._Element, styles: Styles, package: Package, limits: Limits) -> list[Block]:
    title = sheet.get(TABLE + "name", "")
    found = read_cells(sheet, CellReading(shown, styles.fills.get, limits.max_cells))
    facts = SheetFacts(hidden_rows=found.hidden_rows, hidden_columns=found.hidden_columns)
    if found.filtered_rows:
        detail = f"a filter hides {found.filtered_rows} rows of sheet {title!r}; they were read"
        package.warn("filtered_rows_read", detail)
    blocks = cells_to_blocks(visible_cells(clipped(found.cells), title, facts, package), limits)
    named = bool(blocks) and bool(title) and not _MADE_NAME.fullmatch(title.strip())
    return [Paragraph(tidy_lines(title).replace("\n", " ")), *blocks] if named else blocks


def shown(cell: etree._Element) -> str:
    """A cell's words as they show; a date of numerals only in British order, whatever program saved it."""
    paragraphs = (read_words(p, notes_inside=True).text for p in cell.iterchildren(TEXT + "p", TEXT + "h"))
    text = tidy_lines("\n".join(paragraphs))
    date = _ISO_DATE.match(cell.get(OFFICE + "date-value", ""))
    if date and (not text or _THREE_NUMERALS.fullmatch(text)):
        return f"{date[3]}/{date[2]}/{date[1]}"
    if not text and cell.get(OFFICE + "value-type") in ("float", "string", "currency"):
        return tidy_lines(cell.get(OFFICE + "string-value", cell.get(OFFICE + "value", "")))
    return text


def _metadata(package: Package) -> dict[str, str]:
    if "meta.xml" not in package.names:
        return {}
    try:
        root = package.tree("meta.xml")
    except CorruptDocument as error:
        package.warn("part_unreadable", str(error), Severity.INFO)
        return {}
    tags = {"title": DUBLIN + "title", "author": META + "initial-creator", "created": META + "creation-date"}
    found = {key: " ".join((root.findtext(f".//{tag}") or "").split()) for key, tag in tags.items()}
    return {key: text for key, text in found.items() if text}
