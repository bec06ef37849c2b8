"""PDF to blocks: opens the file, reads page after page, and says what was wrong with it.

    page ─read_page─▶ geometry ─page_to_blocks─▶ tables and paragraphs ─▶ headings told from plain text

pdfium gives letters, lines and colours (a page of prose line by line, one that may hold a table in full); which lines
enclose a table, what its cells are and where their paragraphs end is told here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.document import Block, Document, Issue, Limits, Paragraph, Severity, Source, Table
from extractors.errors import CorruptDocument, NeedsOcr, ReadError, TooLargeDocument, UnreadableDocument
from extractors.pdf.content import PageContent
from extractors.pdf.headings import printed_to_paragraphs
from extractors.pdf.hints import heading_words
from extractors.pdf.open import OpenedPdf, opened
from extractors.pdf.page_blocks import PrintedBlock, PrintedParagraph, page_to_blocks
from extractors.pdf.read_page import Wanted, read_page

ASK_FOR_OCR = (
    "the pages are pictures without text: run OCRmyPDF on the file (ocrmypdf in.pdf out.pdf) and read the result"
)
UNMAPPED = 0.5
"""A document of which more letters than this share cannot be told needs to be read from its pictures."""


@dataclass(slots=True)
class _Reading:
    """What has been gathered so far from the pages of one document."""

    blocks: list[PrintedBlock] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    n_pages: int = 0
    n_cells: int = 0
    n_letters: int = 0
    n_unmapped: int = 0
    has_text: bool = False
    without_text: list[int] = field(default_factory=list)
    from_ocr: list[int] = field(default_factory=list)


def read_pdf(source: Source, limits: Limits) -> Document:
    """The tables and paragraphs of a PDF, with their places on the page.

    Raises:
        EncryptedDocument: A password is needed.
        CorruptDocument: The file or all of its pages are damaged.
        NeedsOcr: No page has text.
        TooLargeDocument: More pages or cells than `limits` allows.
        UnreadableDocument: The operating system refused the bytes.
    """
    try:
        with opened(source) as pdf:
            reading = _read_pages(pdf, limits)
            _check_text(reading)
            issues = (*pdf.issues, *_page_issues(reading, pdf.structure.promised_pages), *reading.issues)
            return Document(source, tuple(_finished(reading.blocks)), reading.n_pages, pdf.metadata, issues)
    except ReadError:
        raise
    except OSError as error:
        raise UnreadableDocument(f"the file cannot be read ({error.strerror or error})") from error
    except MemoryError as error:
        raise TooLargeDocument("the PDF needs more memory than there is") from error


def _read_pages(pdf: OpenedPdf, limits: Limits) -> _Reading:
    reading = _Reading()
    wanted = Wanted(limits.all_pages or limits.headings is None, heading_words(limits.headings or ()))
    columns: tuple[float, ...] | None = None
    n_pages = len(pdf.pages)
    if n_pages > limits.max_pages:
        raise TooLargeDocument(f"the PDF has more than {limits.max_pages} pages")
    for index in range(n_pages):
        reading.n_pages = index + 1
        try:
            content = read_page(pdf, index, wanted, follows_table=columns is not None)
        except CorruptDocument as error:
            reading.without_text.append(index + 1)
            reading.issues.append(_on_page("page_unreadable", index + 1, f"the page is damaged ({error})"))
            continue
        found = page_to_blocks(content, limits.headings, columns)
        columns = found.columns_after
        _add_page(content, found.blocks, reading)
        if reading.n_cells > limits.max_cells:
            raise TooLargeDocument(f"the PDF has more than {limits.max_cells} table cells")
    return reading


def _add_page(content: PageContent, blocks: Sequence[PrintedBlock], reading: _Reading) -> None:
    n_letters = content.n_letters
    has_text = n_letters > content.n_unmapped
    reading.has_text = reading.has_text or has_text
    if not has_text and not content.is_blank:
        reading.without_text.append(content.number)
    if content.has_ocr and has_text:
        reading.from_ocr.append(content.number)
    reading.blocks += blocks
    reading.n_cells += sum(len(b.cells) for b in blocks if isinstance(b, Table))
    reading.n_letters += n_letters
    reading.n_unmapped += content.n_unmapped
    reading.issues += _content_issues(content)


def _on_page(code: str, page: int, detail: str, severity: Severity = Severity.WARNING) -> Issue:
    return Issue(code, severity, detail, f"page {page}")


def _content_issues(content: PageContent) -> Iterator[Issue]:
    if not content.has_size:
        detail = "the page does not say its size; a square that holds A4 was taken"
        yield _on_page("page_size_missing", content.number, detail)
    if content.n_typed:
        detail = f"{content.n_typed} values are typed into form fields and were read from there"
        yield _on_page("form_fields", content.number, detail)
    if content.too_finely_ruled:
        yield _on_page("too_many_rules", content.number, "too many lines are drawn on the page to look for tables")
    if content.n_off_page:
        detail = f"{content.n_off_page} letters stand outside the page and were left out"
        yield _on_page("text_outside_page", content.number, detail)
    if content.n_slanted:
        detail = f"{content.n_slanted} letters printed aslant (a watermark) were left out"
        yield _on_page("slanted_text", content.number, detail, Severity.INFO)
    if content.n_hidden:
        detail = f"{content.n_hidden} letters that a reader does not see (covered, invisible or white) were left out"
        yield _on_page("hidden_text", content.number, detail)
    if content.n_unmapped:
        detail = f"the font does not say which letters {content.n_unmapped} of its signs are"
        yield _on_page("letters_unknown", content.number, detail)


def _check_text(reading: _Reading) -> None:
    if not reading.n_pages:
        raise CorruptDocument("the PDF is damaged: it has no page that can be read")
    if reading.has_text and reading.n_unmapped <= UNMAPPED * reading.n_letters:
        return
    unreadable = [i for i in reading.issues if i.code == "page_unreadable"]
    if len(unreadable) == reading.n_pages:
        raise CorruptDocument(f"the PDF is damaged: {unreadable[0].detail}")
    if any(i.code == "text_outside_page" for i in reading.issues):
        raise CorruptDocument("the PDF is damaged: all of its text stands outside its pages")
    if not reading.without_text:
        raise CorruptDocument("nothing is printed on any page: the PDF is blank or damaged")
    if reading.n_unmapped:
        raise NeedsOcr("the fonts do not say which letters are printed: run OCRmyPDF with --force-ocr on the file")
    raise NeedsOcr(ASK_FOR_OCR)


def _page_issues(reading: _Reading, promised: int | None) -> Iterator[Issue]:
    if promised is not None and promised != reading.n_pages:
        detail = f"the file says that it has {promised} pages and {reading.n_pages} can be read"
        yield Issue("pages_missing", Severity.ERROR, detail)
    n_pages = reading.n_pages
    if reading.without_text:
        detail = f"{len(reading.without_text)} of {n_pages} pages have no text to read; OCRmyPDF can add it"
        yield Issue("pages_without_text", Severity.WARNING, detail, _some_pages(reading.without_text))
    if reading.from_ocr:
        detail = f"{len(reading.from_ocr)} of {n_pages} pages are pictures; their words are what OCR took them for"
        yield Issue("text_from_ocr", Severity.WARNING, detail, _some_pages(reading.from_ocr))


def _some_pages(numbers: Sequence[int]) -> str:
    return f"page {', '.join(str(number) for number in numbers[:20])}"


def _finished(blocks: list[PrintedBlock]) -> Iterator[Block]:
    paragraphs = iter(printed_to_paragraphs([b for b in blocks if isinstance(b, PrintedParagraph)]))
    for block in blocks:
        finished: Block | Paragraph = block if isinstance(block, Table) else next(paragraphs)
        yield finished
