"""Opening a PDF: passwords, one try to mend what is damaged, and what the file says of itself."""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from extractors.document import Issue, Severity, Source
from extractors.errors import CorruptDocument, EncryptedDocument, ReadError
from extractors.pdf.calls import address

METADATA = {"Title": "title", "Author": "author", "CreationDate": "created"}
TAIL = 1024
"""`%%EOF` stands within the last 1,024 bytes (ISO 32000-1, Annex H, note 18)."""
OBJECT = re.compile(rb"\b(\d{1,7}) 0 obj\b")
PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
NEAR = 4_096
"""Bytes behind its start in which an object says what it is."""
MOST_OBJECTS = 500_000
LONGEST = 2_000
"""Characters of one entry of the metadata behind this many are left out."""


DAMAGED = (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RuntimeError)
"""What pikepdf raises on damaged objects."""

# Both libraries report every oddity of a damaged file; what matters of it is said as an issue.
for _noisy in ("pypdfium2", "pikepdf"):
    logging.getLogger(_noisy).setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Structure:
    """What the list of a file's parts says.

    Attributes:
        promised_pages: How many pages the file says it has, or None.
        gives_one_size: Whether pages inherit a size from the root of their tree (ISO 32000-1, 7.7.3.4). The pages
            themselves are not asked: qpdf gives them one when it is asked for them.
        hidden_layers: Names of the layers (optional content groups) that are off.
    """

    promised_pages: int | None = None
    gives_one_size: bool = False
    hidden_layers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class OpenedPdf:
    """An open document.

    Attributes:
        content: The bytes of the file, mended where that was needed.
        pages: pdfium's document.
        structure: What qpdf tells of the same file beside pdfium.
        form: pdfium's address of its form, 0 where it has none.
        issues: What was wrong with the file.
    """

    content: bytes
    pages: pypdfium2.PdfDocument
    structure: Structure
    form: int
    issues: tuple[Issue, ...]

    @property
    def handle(self) -> int:
        """The address of pdfium's document."""
        return address(self.pages.raw)

    @property
    def metadata(self) -> dict[str, str]:
        """Title, author and day of creation as the file gives them."""
        values = {ours: self.pages.get_metadata_value(theirs)[:LONGEST] for theirs, ours in METADATA.items()}
        return {key: " ".join(value.split()) for key, value in values.items() if value.strip()}


@contextmanager
def opened(source: Source) -> Iterator[OpenedPdf]:
    """The document, closed at the end.

    Raises:
        EncryptedDocument: A password is needed.
        CorruptDocument: Neither pdfium nor, after mending, qpdf can make pages of it.
        OSError: The bytes cannot be read.
    """
    content = source.file.read_bytes()
    issues = list(_cut_off(content))
    try:
        document = _load(content)
    except (CorruptDocument, EncryptedDocument) as error:
        content = _mended(content, error)
        document = _load(content)
        if isinstance(error, CorruptDocument):
            issues.append(Issue("file_mended", Severity.WARNING, f"{error}; it was mended, and pages may be missing"))
    with closing(document):
        structure = _structure(content)
        if structure is None:
            detail = "the list of the parts of the file is damaged: pages or hidden layers may have been missed"
            issues.append(Issue("file_structure_damaged", Severity.WARNING, detail))
        document.init_forms()
        form = address(document.formenv.raw) if document.formenv else 0
        yield OpenedPdf(content, document, structure or Structure(), form, tuple(issues))


def _cut_off(content: bytes) -> Iterator[Issue]:
    if b"%%EOF" not in content.rstrip(b"\0\r\n\t ")[-TAIL:]:
        detail = "the file does not end as a PDF must: it may be cut off and pages may be missing"
        yield Issue("file_cut_off", Severity.ERROR, detail)


def _load(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise EncryptedDocument("the PDF needs a password: save a copy without one") from error
        if error.err_code == pdfium.FPDF_ERR_SECURITY:
            raise EncryptedDocument("the PDF is encrypted in a way that cannot be read") from error
        raise CorruptDocument("the PDF is damaged: no pages can be found in it") from error


def _mended(content: bytes, refused: ReadError) -> bytes:
    """The file as qpdf rebuilds it, without encryption, its pages listed anew where their list is lost.

    Raises:
        EncryptedDocument: qpdf needs a password too.
        ReadError: `refused`, where nothing can be made of it.
    """
    for attempt in (content, _with_pages_listed(content)):
        try:
            with warnings.catch_warnings(action="ignore"), pikepdf.open(io.BytesIO(attempt)) as pdf:
                if len(pdf.pages):
                    stream = io.BytesIO()
                    pdf.save(stream, encryption=False)
                    return stream.getvalue()
        except pikepdf.PasswordError as error:
            raise EncryptedDocument("the PDF needs a password: save a copy without one") from error
        except DAMAGED:
            continue
    raise refused


def _with_pages_listed(content: bytes) -> bytes:
    """The file with a list of all page objects that are left, in its order, put behind it.

    Its own catalogue, which leads to no pages, is made unknown, so that qpdf takes the new one.
    """
    objects = list(islice(OBJECT.finditer(content), MOST_OBJECTS))
    pages = [m.group(1) for m in objects if PAGE.search(content[m.end() : m.end() + NEAR].split(b"endobj", 1)[0])]
    free = max((int(match.group(1)) for match in objects), default=0) + 1
    return b"".join(
        [
            content.replace(b"/Catalog", b"/Damaged"),
            b"\n%d 0 obj\n<</Type/Pages/Kids[" % free,
            b" ".join(b"%s 0 R" % number for number in pages),
            b"]/Count %d>>\nendobj" % len(pages),
            b"\n%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj" % (free + 1, free),
            b"\ntrailer\n<</Root %d 0 R/Size %d>>\n%%%%EOF\n" % (free + 1, free + 2),
        ]
    )


def _structure(content: bytes) -> Structure | None:
    """What qpdf tells of the file, or None where it cannot read it; it is closed again, for it holds all objects."""
    try:
        with pikepdf.open(io.BytesIO(content)) as objects:
            return Structure(_promised_pages(objects), _gives_one_size(objects), _hidden_layers(objects))
    except (*DAMAGED, pikepdf.PasswordError):
        return None


def _promised_pages(objects: pikepdf.Pdf) -> int | None:
    try:
        count = objects.Root.Pages.get("/Count")
    except DAMAGED:
        return None
    return int(count) if isinstance(count, int) else None


def _gives_one_size(objects: pikepdf.Pdf) -> bool:
    try:
        return "/MediaBox" in objects.Root.Pages
    except DAMAGED:
        return False


def _hidden_layers(objects: pikepdf.Pdf) -> frozenset[str]:
    try:
        layers = objects.Root.get("/OCProperties")
        if layers is None:
            return frozenset()
        return frozenset(str(off.get("/Name", "")) for off in layers.D.get("/OFF", []))
    except DAMAGED:
        return frozenset()
