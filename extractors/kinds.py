"""What a file is, judged by its bytes and never by its name; and, for what we cannot read, what to tell its owner."""

from __future__ import annotations

import codecs
import zipfile
import zlib
from pathlib import Path

from extractors.document import Kind
from extractors.errors import UnreadableDocument

HEAD_BYTES = 4 * 1024 * 1024
"""How much of a file is looked at to judge whether it is text."""
PDF_WITHIN = 1024
"""A PDF's `%PDF-` may stand behind other bytes, but within the first 1,024 (ISO 32000-1, Annex H, note 13)."""
PDF_BEHIND_JUNK = 64 * 1024
"""Where it is still looked for when the file also ends as a PDF does (saved with its download headers)."""
MOST_LISTED = 1024 * 1024
"""A `[Content_Types].xml` larger than this is not looked into."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
PAGE_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta", b"<table", b"<?xml", b"<!--")
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\x0b\x0c\r\x1a")
"""Control characters that no text file holds: all but tab, line ends, form feed and the old end-of-file sign."""

_BY_START = (
    (b"{\\rtf", "an RTF file: open it in Word and save it as .docx"),
    (b"\x89PNG", "an image: run OCRmyPDF on it (ocrmypdf --image-dpi 300 in.png out.pdf)"),
    (b"\xff\xd8\xff", "an image: run OCRmyPDF on it (ocrmypdf --image-dpi 300 in.jpg out.pdf)"),
    (b"GIF8", "an image: run OCRmyPDF on it after saving it as PNG"),
    (b"BM", "an image: run OCRmyPDF on it after saving it as PNG"),
    (b"II*\0", "an image (TIFF): run OCRmyPDF on it (ocrmypdf in.tif out.pdf)"),
    (b"MM\0*", "an image (TIFF): run OCRmyPDF on it (ocrmypdf in.tif out.pdf)"),
    (b"%!PS", "a PostScript file: convert it to PDF (ps2pdf)"),
    (b"\x1f\x8b", "a gzip archive: unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive: unpack it first"),
    (b"Rar!", "a RAR archive: unpack it first"),
)  # fmt: skip
_BY_OLE_STREAM = (
    ("EncryptedPackage", "a password-protected Word file: save a copy without the password"),
    ("WordDocument", "an old Word .doc: save it as .docx"),
    ("PowerPoint Document", "an old PowerPoint file: save it as PDF"),
    ("__substg1.0_", "an Outlook message: save its attachment"),
    ("Workbook", "a spreadsheet: not read yet, save it as PDF"),
    ("Book", "a spreadsheet: not read yet, save it as PDF"),
)
_BY_ZIP_PART = (
    ("xl/", "a spreadsheet: not read yet, save it as PDF"),
    ("ppt/", "a PowerPoint file: save it as PDF"),
    ("visio/", "a Visio drawing: save it as PDF"),
    ("content.xml", "an OpenDocument file: save it as .docx"),
    ("META-INF/container.xml", "an e-book: save it as PDF"),
    ("Index/Document.iwa", "an Apple Pages file: export it as .docx"),
)


def find_kind(path: Path) -> Kind:
    """What the bytes show.

    Raises:
        UnreadableDocument: The operating system would not give the bytes.
    """
    head = _read(path, HEAD_BYTES)
    if not head.strip() and path.stat().st_size <= HEAD_BYTES:
        return Kind.EMPTY
    if b"%PDF-" in head[:PDF_WITHIN] or _is_pdf_behind_junk(path, head):
        return Kind.PDF
    if head.startswith(ZIP_STARTS):
        return Kind.DOCX if _is_word(path, head) else Kind.UNKNOWN
    if head.startswith((OLE, *(start for start, _ in _BY_START))) and not _is_plain(head[:64]):
        return Kind.UNKNOWN
    if head.startswith(b"{\\rtf") or _is_page(head):
        return Kind.UNKNOWN
    return Kind.TEXT if _is_text(head) else Kind.UNKNOWN


def describe_unknown(path: Path) -> str:
    """One line about a file that no reader takes, which its owner can act on.

    Raises:
        UnreadableDocument: The operating system would not give the bytes.
    """
    head = _read(path, HEAD_BYTES)
    if not head.strip():
        return "the file is empty"
    if head.startswith(OLE):
        return _describe_ole(path)
    if head.startswith(ZIP_STARTS):
        return _describe_zip(path)
    if _is_page(head):
        return "a web page or XML file: open it in a browser and print it as PDF"
    for start, description in _BY_START:
        if head.startswith(start):
            return description
    return "a kind of file that is not read: save it as PDF, .docx or plain text"


def is_password_protected(path: Path) -> bool:
    """Whether it is an Office file that was saved with a password (an OLE container with an `EncryptedPackage`).

    Raises:
        UnreadableDocument: The operating system would not give the bytes.
    """
    return _read(path, len(OLE)) == OLE and _has_stream(_read(path, 64 * 1024 * 1024), "EncryptedPackage")


def _read(path: Path, n_bytes: int) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(n_bytes)
    except OSError as error:
        raise UnreadableDocument(f"the file cannot be read ({error.strerror or error})") from error


def _is_pdf_behind_junk(path: Path, head: bytes) -> bool:
    if b"%PDF-" not in head[:PDF_BEHIND_JUNK]:
        return False
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - HEAD_BYTES))
        tail = stream.read()
    return b"startxref" in tail and b"%%EOF" in tail


def _is_word(path: Path, head: bytes) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return True
            if "[Content_Types].xml" not in names or archive.getinfo("[Content_Types].xml").file_size > MOST_LISTED:
                return False
            listed = archive.read("[Content_Types].xml")
            return b"wordprocessingml.document.main" in listed or b"ms-word.document.macroEnabled.main" in listed
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        # Cut off or damaged: the Word reader says so, if what is left shows a Word file.
        return b"word/document.xml" in head or b"word/_rels" in head


def _is_page(head: bytes) -> bool:
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()[:16].lower()
    return start.startswith(PAGE_STARTS)


def _is_plain(start: bytes) -> bool:
    """Whether a two-letter signature such as BM only begins a sentence."""
    return start[:2] == b"BM" and not any(b in CONTROLS for b in start)


def _is_text(head: bytes) -> bool:
    if head.startswith(UTF16_MARKS):
        return _decodes(head, "utf-16")
    if b"\0" in head:
        # Without a mark, UTF-16 of mainly Latin letters has its zeros all on one side.
        return any(
            _decodes(head, name) and _zeros_on_one_side(head, side)
            for name, side in (("utf-16-le", 1), ("utf-16-be", 0))
        )
    return not _has_controls(head) and (_decodes(head, "utf-8-sig") or _decodes(head, "cp1252"))


def _zeros_on_one_side(head: bytes, side: int) -> bool:
    zeros, others = head[side::2].count(0), head[1 - side :: 2].count(0)
    return others == 0 and zeros > 0.5 * (len(head) // 2)


def _decodes(head: bytes, encoding: str) -> bool:
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(head, final=len(head) < HEAD_BYTES)
    except UnicodeDecodeError:
        return False
    return not any(ord(c) in CONTROLS for c in set(text))


def _has_controls(head: bytes) -> bool:
    return not CONTROLS.isdisjoint(head)


def _describe_ole(path: Path) -> str:
    content = _read(path, 64 * 1024 * 1024)
    for stream, description in _BY_OLE_STREAM:
        if _has_stream(content, stream):
            return description
    return "an old Office file: save it as .docx or PDF"


def _has_stream(content: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in content


def _describe_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "a damaged zip container: download the file again"
    for part, description in _BY_ZIP_PART:
        if any(name == part or (part.endswith("/") and name.startswith(part)) for name in names):
            return description
    if "[Content_Types].xml" in names:
        return "an Office file without a document in it: save it again from Word"
    return "a zip archive: unpack it first"
