"""PDF to blocks: opens the file, reads page after page, and says what was wrong with it.

    page ─read_page_content─▶ geometry ─rulings_to_lattice─▶ walls ─lattice_to_grids─▶ cells ─▶ text

Each page is closed as soon as it is read: pdfplumber otherwise keeps all of them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from extractors.document import Block, Document, Issue, Limits, Paragraph, Severity, Source, Table
from extractors.errors import (
    CorruptDocument,
    EncryptedDocument,
    NeedsOcr,
    ReadError,
    TooLargeDocument,
    UnreadableDocument,
)
from extractors.pdf_headings import printed_to_paragraphs
from extractors.pdf_page import PageContent, read_page_content
from extractors.pdf_page_blocks import PrintedBlock, PrintedParagraph, page_to_blocks

logging.getLogger("pdfminer").setLevel(logging.ERROR)

ASK_FOR_OCR = (
    "the pages are pictures without text: run OCRmyPDF on the file (ocrmypdf in.pdf out.pdf) and read the result"
)
METADATA = {"Title": "title", "Author": "author", "CreationDate": "created"}
TAIL = 1024
"""`%%EOF` stands within the last 1,024 bytes (ISO 32000-1, Annex H, note 18)."""
DEFAULT_SIZE = [0, 0, 842, 842]
"""Points; where a page gives no size: A4 fits in it upright and lying, so nothing falls outside."""
UNMAPPED = 0.5
"""A document of which more letters than this share cannot be told needs to be read from its pictures."""


@dataclass(slots=True)
class _Reading:
    """What has been gathered so far from the pages of one document."""

    blocks: list[PrintedBlock] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    n_pages: int = 0
    n_cells: int = 0
    n_glyphs: int = 0
    n_unmapped: int = 0
    without_text: list[int] = field(default_factory=list)


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
        with _opened(source) as pdf:
            reading = _read_pages(pdf, limits)
            metadata = _metadata(pdf)
            promised = _promised_pages(pdf)
    except ReadError:
        raise
    except OSError as error:
        raise UnreadableDocument(f"the file cannot be read ({error.strerror or error})") from error
    except RecursionError as error:
        raise CorruptDocument("the PDF is damaged: its objects are nested without end") from error
    except MemoryError as error:
        raise TooLargeDocument("the PDF needs more memory than there is") from error
    except Exception as error:  # pdfminer raises anything at all on bad bytes
        raise CorruptDocument(f"the PDF is damaged ({_reason(error)})") from error
    _check_text(reading)
    issues = (*_file_issues(source, reading, promised), *reading.issues)
    return Document(source, tuple(_finished(reading.blocks)), reading.n_pages, metadata, issues)


@contextmanager
def _opened(source: Source) -> Iterator[PDF]:
    try:
        pdf = pdfplumber.open(source.file)
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect):
            raise EncryptedDocument("the PDF needs a password: save a copy without one") from error
        if isinstance(cause, PDFEncryptionError):
            raise EncryptedDocument(f"the PDF is encrypted in a way that cannot be read ({_reason(cause)})") from error
        raise CorruptDocument(f"the PDF is damaged ({_reason(cause)})") from error
    with closing(pdf.stream):
        yield pdf


def _reason(error: object) -> str:
    words = " ".join(str(error).split())[:120]
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def _read_pages(pdf: PDF, limits: Limits) -> _Reading:
    reading = _Reading()
    for number, entry in enumerate(PDFPage.create_pages(pdf.doc), start=1):
        if number > limits.max_pages:
            raise TooLargeDocument(f"the PDF has more than {limits.max_pages} pages")
        reading.n_pages = number
        _give_size(entry, reading)
        try:
            page = Page(pdf, entry, page_number=number, initial_doctop=0)
        except (TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
            reading.without_text.append(number)
            reading.issues.append(_page_issue("page_unreadable", number, f"the page is damaged ({_reason(error)})"))
            continue
        try:
            _read_page(page, reading)
        finally:
            page.close()
        if reading.n_cells > limits.max_cells:
            raise TooLargeDocument(f"the PDF has more than {limits.max_cells} table cells")
    return reading


def _give_size(entry: PDFPage, reading: _Reading) -> None:
    """Puts a page without a size on the default one, as viewers do."""
    if resolve1(entry.attrs.get("MediaBox")) is None:
        entry.attrs["MediaBox"] = DEFAULT_SIZE
        issue = _page_issue(
            "page_size_missing", reading.n_pages, "the page does not say its size; a square that holds A4 was taken"
        )
        reading.issues.append(issue)


def _read_page(page: Page, reading: _Reading) -> None:
    number = page.page_number
    try:
        content = read_page_content(page)
    except (RecursionError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - one damaged page does not take the others with it
        reading.without_text.append(number)
        reading.issues.append(_page_issue("page_unreadable", number, f"the page is damaged ({_reason(error)})"))
        return
    if not content.has_text:
        reading.without_text.append(number)
    found = page_to_blocks(content)
    reading.blocks += found.blocks
    reading.n_cells += sum(len(b.cells) for b in found.blocks if isinstance(b, Table))
    reading.n_glyphs += len(content.placed)
    reading.n_unmapped += content.n_unmapped
    reading.issues += _content_issues(content, found.too_finely_ruled)


def _page_issue(code: str, page: int, detail: str, severity: Severity = Severity.WARNING) -> Issue:
    return Issue(code, severity, detail, f"page {page}")


def _content_issues(content: PageContent, too_finely_ruled: bool) -> Iterator[Issue]:
    if too_finely_ruled:
        yield _page_issue("too_many_rules", content.number, "too many lines are drawn on the page to look for tables")
    if content.n_off_page:
        detail = f"{content.n_off_page} letters stand outside the page and were left out"
        yield _page_issue("text_outside_page", content.number, detail)
    if content.n_unmapped:
        detail = f"the font does not say which letters {content.n_unmapped} of its signs are"
        yield _page_issue("letters_unknown", content.number, detail)


def _check_text(reading: _Reading) -> None:
    if not reading.n_pages:
        raise CorruptDocument("the PDF is damaged: it has no page that can be read")
    if len(reading.without_text) < reading.n_pages and reading.n_unmapped <= UNMAPPED * reading.n_glyphs:
        return
    unreadable = [i for i in reading.issues if i.code == "page_unreadable"]
    if len(unreadable) == reading.n_pages:
        raise CorruptDocument(f"the PDF is damaged: {unreadable[0].detail}")
    if any(i.code == "text_outside_page" for i in reading.issues):
        raise CorruptDocument("the PDF is damaged: all of its text stands outside its pages")
    if reading.n_unmapped:
        raise NeedsOcr("the fonts do not say which letters are printed: run OCRmyPDF with --force-ocr on the file")
    raise NeedsOcr(ASK_FOR_OCR)


def _file_issues(source: Source, reading: _Reading, promised: int | None) -> Iterator[Issue]:
    if _is_cut_off(source):
        detail = "the file does not end as a PDF must: it may be cut off and pages may be missing"
        yield Issue("file_cut_off", Severity.ERROR, detail)
    if promised is not None and promised != reading.n_pages:
        detail = f"the file says that it has {promised} pages and {reading.n_pages} can be read"
        yield Issue("pages_missing", Severity.ERROR, detail)
    if reading.without_text:
        pages = ", ".join(str(n) for n in reading.without_text[:20])
        detail = f"{len(reading.without_text)} of {reading.n_pages} pages have no text to read; OCRmyPDF can add it"
        yield Issue("pages_without_text", Severity.WARNING, detail, f"page {pages}")


def _is_cut_off(source: Source) -> bool:
    with source.file.open("rb") as stream:
        stream.seek(max(0, source.file.stat().st_size - 8 * 1024 * 1024))
        tail = stream.read().rstrip(b"\0\r\n\t ")
    return b"%%EOF" not in tail[-TAIL:]


def _promised_pages(pdf: PDF) -> int | None:
    try:
        count = resolve1(resolve1(pdf.doc.catalog["Pages"])["Count"])
    except Exception:  # noqa: BLE001 - a catalogue without a count promises nothing
        return None
    return count if isinstance(count, int) else None


def _metadata(pdf: PDF) -> dict[str, str]:
    values = {ours: pdf.metadata.get(theirs) for theirs, ours in METADATA.items()}
    return {key: " ".join(value.split()) for key, value in values.items() if isinstance(value, str) and value.strip()}


def _finished(blocks: list[PrintedBlock]) -> Iterator[Block]:
    paragraphs = iter(printed_to_paragraphs([b for b in blocks if isinstance(b, PrintedParagraph)]))
    for block in blocks:
        finished: Block | Paragraph = block if isinstance(block, Table) else next(paragraphs)
        yield finished
