"""Word to blocks: the document as Word shows it, with its page headers and footers marked as such.

file ─clean_package─▶ python-docx ─▶ elements ─BlockReader─▶ paragraphs and tables

Whatever the words depend on that stands elsewhere (styles, theme, list numbers, notes) is read first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.section import _BaseHeaderFooter
from lxml import etree

from extractors.document import Block, Document, Limits, PartOfPage, Source
from extractors.errors import CorruptDocument, NeedsOcr, ReadError, TooLargeDocument
from extractors.office.package import plain_parser
from extractors.word.blocks import BlockReader
from extractors.word.names import W, value
from extractors.word.numbers import ListNumbers, read_lists
from extractors.word.package import clean_package
from extractors.word.shading import TableShading
from extractors.word.styles import read_styles
from extractors.word.text import TextReader
from extractors.word.theme import read_theme

PICTURES = ("{*}blip", "{*}imagedata")
"""How DrawingML and VML name a picture's file."""


def read_word(source: Source, limits: Limits) -> Document:
    """The paragraphs and tables of a Word document (also a template, a macro file, Strict Open XML).

    Raises:
        CorruptDocument: The file is damaged or holds no Word document.
        EncryptedDocument: A password is needed.
        NeedsOcr: It holds pictures and no words.
        TooLargeDocument: It unpacks to more bytes, or has more cells, than `limits` allows.
        UnreadableDocument: The operating system refused the bytes.
    """
    package, issues = clean_package(source, limits)
    try:
        word = docx.Document(package)
        reader = _block_reader(word, limits)
        blocks = tuple(_blocks(word, reader))
        metadata = _metadata(word)
    except ReadError:
        raise
    except RecursionError as error:
        raise TooLargeDocument("the Word file is nested too deeply") from error
    except MemoryError as error:
        raise TooLargeDocument("the Word file needs more memory than there is") from error
    except (OpcError, etree.LxmlError, KeyError, ValueError, AttributeError, TypeError, IndexError) as error:
        # python-docx raises bare Python errors where a part is not what its name says.
        reason = " ".join(str(error).split())[:120]
        raise CorruptDocument(f"the Word file is damaged ({type(error).__name__}: {reason})") from error
    return Document(source, blocks, None, metadata, (*issues, *reader.findings()))


def plain_tree(element: etree._Element) -> etree._Element:
    """The same tree without python-docx's own class behind each element, which makes walking it many times slower."""
    return etree.fromstring(etree.tostring(element), plain_parser())


def _block_reader(word: WordDocument, limits: Limits) -> BlockReader:
    theme = read_theme(_related(word, RELATIONSHIP_TYPE.THEME))
    styles = read_styles(plain_tree(word.styles.element), theme)
    numbers = ListNumbers(read_lists(_related(word, RELATIONSHIP_TYPE.NUMBERING)), styles)
    words = TextReader(styles, dict(_notes(word)))
    return BlockReader(styles, numbers, words, TableShading(styles.by_id, theme), limits)


def _related(word: WordDocument, kind: str) -> etree._Element | None:
    """The root of the one part of a kind, or None where the document has none."""
    try:
        part = word.part.part_related_by(kind)
    except KeyError:
        return None
    return etree.fromstring(part.blob, plain_parser())


def _notes(word: WordDocument) -> Iterator[tuple[tuple[str, str], etree._Element]]:
    for name, kind in (("footnote", RELATIONSHIP_TYPE.FOOTNOTES), ("endnote", RELATIONSHIP_TYPE.ENDNOTES)):
        root = _related(word, kind)
        for note in () if root is None else root.iterchildren(W + name):
            yield (name, value(note, "id") or ""), note


def _blocks(word: WordDocument, reader: BlockReader) -> Iterator[Block]:
    body = plain_tree(word.element).find(W + "body")
    if body is None:
        raise CorruptDocument("the Word file is damaged: its document has no body")
    headers = [h for s in word.sections for h in (s.header, s.first_page_header, s.even_page_header)]
    footers = [f for s in word.sections for f in (s.footer, s.first_page_footer, s.even_page_footer)]
    numbers = reader.numbers
    reader.numbers = numbers.afresh()
    yield from _furniture(headers, reader, PartOfPage.HEADER)
    reader.numbers = numbers
    yield from _with_words(reader.blocks(body), body)
    reader.numbers = numbers.afresh()
    yield from _furniture(footers, reader, PartOfPage.FOOTER)


def _with_words(blocks: Iterator[Block], body: etree._Element) -> Iterator[Block]:
    """The blocks, of which there must be one if there are pictures."""
    is_empty = True
    for block in blocks:
        is_empty = False
        yield block
    if is_empty and next(body.iter(*PICTURES), None) is not None:
        raise NeedsOcr("the Word file holds only pictures: save it as PDF and run OCRmyPDF on that")


def _furniture(parts: Iterable[_BaseHeaderFooter], reader: BlockReader, part: PartOfPage) -> Iterator[Block]:
    """Each different text of the page headers (or footers) once; a section without its own repeats the one before."""
    seen: set[str] = set()
    for furniture in parts:
        if furniture.is_linked_to_previous:
            continue
        for block in reader.blocks(plain_tree(furniture._element), part):
            text = getattr(block, "text", "")
            if text not in seen:
                seen.add(text)
                yield block


def _metadata(word: WordDocument) -> dict[str, str]:
    properties = word.core_properties
    created = properties.created
    values = {
        "title": properties.title,
        "author": properties.author,
        "created": created.isoformat() if created is not None else "",
    }
    return {key: " ".join(text.split()) for key, text in values.items() if text and text.strip()}
