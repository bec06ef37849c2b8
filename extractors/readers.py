"""The choice of reader: one for each kind of document, behind one signature.

Readers are imported when they are first called: their libraries take longer to load than most documents to read.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from extractors.document import Document, Kind, Limits, Source
from extractors.errors import EncryptedDocument, TooLargeDocument, UnsupportedDocument
from extractors.kinds import describe_unknown, is_password_protected

Reader = Callable[[Source, Limits], Document]


def _read_pdf(source: Source, limits: Limits) -> Document:
    from extractors.pdf.reader import read_pdf

    return read_pdf(source, limits)


def _read_word(source: Source, limits: Limits) -> Document:
    from extractors.word.reader import read_word

    return read_word(source, limits)


def _read_converted(source: Source, limits: Limits) -> Document:
    from extractors.office.convert import read_converted

    return read_converted(source, limits)


def _read_text_document(source: Source, limits: Limits) -> Document:
    from extractors.opendocument.reader import read_text_document

    return read_text_document(source, limits)


def _read_workbook(source: Source, limits: Limits) -> Document:
    from extractors.sheet.reader import read_workbook

    return read_workbook(source, limits)


def _read_spreadsheet(source: Source, limits: Limits) -> Document:
    from extractors.opendocument.reader import read_spreadsheet

    return read_spreadsheet(source, limits)


def _read_delimited(source: Source, limits: Limits) -> Document:
    from extractors.sheet.delimited import read_delimited

    return read_delimited(source, limits)


def _read_page(source: Source, limits: Limits) -> Document:
    from extractors.html.reader import read_page

    return read_page(source, limits)


def _read_text(source: Source, limits: Limits) -> Document:
    from extractors.text.reader import read_text

    return read_text(source, limits)


READERS: MappingProxyType[Kind, Reader] = MappingProxyType(
    {
        Kind.PDF: _read_pdf,
        Kind.DOCX: _read_word,
        Kind.DOC: _read_converted,
        Kind.RTF: _read_converted,
        Kind.ODT: _read_text_document,
        Kind.XLSX: _read_workbook,
        Kind.ODS: _read_spreadsheet,
        Kind.CSV: _read_delimited,
        Kind.HTML: _read_page,
        Kind.TEXT: _read_text,
    }
)


def read_document(source: Source, limits: Limits) -> Document:
    """The document's blocks, by the reader of its kind.

    Raises:
        ReadError: It cannot be read; the subclass says why, the message what to do.
    """
    if source.size_bytes > limits.max_bytes:
        raise TooLargeDocument(
            f"the file has {source.size_bytes / 1e6:.0f} MB; more than {limits.max_bytes / 1e6:.0f} MB is not read"
        )
    if source.kind is Kind.EMPTY:
        raise UnsupportedDocument("the file is empty")
    reader = READERS.get(source.kind)
    if reader is None:
        description = describe_unknown(source.file)
        if is_password_protected(source.file):
            raise EncryptedDocument(description)
        raise UnsupportedDocument(description)
    return reader(source, limits)
