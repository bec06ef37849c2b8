"""What a file is, judged by its bytes; and, for what we cannot read, what to tell its owner.

A name is believed in one case only: bytes cannot always say whether text is a table of separated values, `.csv` can.
"""

from __future__ import annotations

import codecs
import zipfile
import zlib
from pathlib import Path

from extractors.document import Kind
from extractors.errors import UnreadableDocument
from extractors.html.kind import is_mail, is_other_markup, is_web_page
from extractors.office.compound import SIGNATURE as OLE
from extractors.office.compound import Compound, is_locked, is_old_word, read_compound
from extractors.sheet.delimited_kind import find_separator
from extractors.text.encoding import decode_bytes

HEAD_BYTES = 4 * 1024 * 1024
"""How much of a file is looked at to judge whether it is text."""
PDF_WITHIN = 1024
"""A PDF's `%PDF-` may stand behind other bytes, but within the first 1,024 (ISO 32000-1, Annex H, note 13)."""
PDF_BEHIND_JUNK = 64 * 1024
"""Where it is still looked for when the file also ends as a PDF does (saved with its download headers)."""
MOST_LISTED = 1024 * 1024
"""A `[Content_Types].xml` larger than this is not looked into."""

OLE_BYTES = 64 * 1024 * 1024
"""How much of an old Office file is looked at."""
ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
RTF = b"{\\rtf"
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\x0b\x0c\r\x1a")
"""Control characters that no text file holds: all but tab, line ends, form feed and the old end-of-file sign."""

_BY_START = (
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
    ("EncryptedPackage", "a password-protected Office file: save a copy without the password"),
    ("WordDocument", "an old Word .doc with a password: save a copy without the password as .docx"),
    ("PowerPoint Document", "an old PowerPoint file: save it as PDF"),
    ("__nameid_version1.0", "an Outlook message: save its attachment"),
    ("__properties_version1.0", "an Outlook message: save its attachment"),
    ("Workbook", "an old Excel .xls: save it as .xlsx"),
    ("Book", "an old Excel .xls: save it as .xlsx"),
)
_BY_ZIP_PART = (
    ("xl/workbook.bin", "a binary workbook (.xlsb): save it as .xlsx"),
    ("ppt/", "a PowerPoint file: save it as PDF"),
    ("visio/", "a Visio drawing: save it as PDF"),
    ("content.xml", "an OpenDocument file other than text or spreadsheet: save it as PDF"),
    ("META-INF/container.xml", "an e-book: save it as PDF"),
    ("Index/Document.iwa", "an Apple Pages file: export it as .docx"),
)
_BY_CONTENT_TYPE = (
    (b"wordprocessingml.document.main", Kind.DOCX),
    (b"ms-word.document.macroEnabled.main", Kind.DOCX),
    (b"spreadsheetml.sheet.main", Kind.XLSX),
    (b"ms-excel.sheet.macroEnabled.main", Kind.XLSX),
    (b"spreadsheetml.template.main", Kind.XLSX),
    (b"ms-excel.template.macroEnabled.main", Kind.XLSX),
)
_LEFT_OF_KIND = (
    (b"word/document.xml", Kind.DOCX),
    (b"word/_rels", Kind.DOCX),
    (b"xl/workbook.xml", Kind.XLSX),
    (b"xl/worksheets/", Kind.XLSX),
    (b"xl/theme/", Kind.XLSX),
    (b"xl/_rels", Kind.XLSX),
)
"""Parts whose names show what a container was, of which the list of parts at its end is gone."""
_BY_MIMETYPE = {
    b"application/vnd.oasis.opendocument.text": Kind.ODT,
    b"application/vnd.oasis.opendocument.text-template": Kind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": Kind.ODS,
    b"application/vnd.oasis.opendocument.spreadsheet-template": Kind.ODS,
}
_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    KeyError,
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
        return _zip_kind(path, head)
    if head.startswith(OLE):
        compound = _compound(path)
        return Kind.DOC if is_old_word(compound) and not is_locked(compound) else Kind.UNKNOWN
    if head.startswith(RTF):
        return Kind.RTF
    if head.startswith(tuple(start for start, _ in _BY_START)) and not _is_plain(head[:64]):
        return Kind.UNKNOWN
    return _text_kind(path, head) if _is_text(head) else Kind.UNKNOWN


def _text_kind(path: Path, head: bytes) -> Kind:
    if is_web_page(head):
        return Kind.HTML
    if is_mail(head, path.suffix.casefold()) or is_other_markup(head):
        return Kind.UNKNOWN
    separator = find_separator(decode_bytes(head).text, path.suffix.casefold())
    return Kind.TEXT if separator is None else Kind.CSV


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
    if is_mail(head, path.suffix.casefold()):
        return "an e-mail or a web archive (.eml, .mht): save the attachment, or the page as .html"
    if is_other_markup(head):
        return "an XML file: open it in the program that wrote it and save it as PDF or .docx"
    for start, description in _BY_START:
        if head.startswith(start):
            return description
    return "a kind of file that is not read: save it as PDF, .docx or plain text"


def is_password_protected(path: Path) -> bool:
    """Whether it is an Office file that was saved with a password, of the new kinds or an old Word document.

    Raises:
        UnreadableDocument: The operating system would not give the bytes.
    """
    return _read(path, len(OLE)) == OLE and is_locked(_compound(path))


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


def _zip_kind(path: Path, head: bytes) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            return _listed_kind(archive)
    except _ZIP_FAULTS:
        # Cut off or damaged: the reader of its kind says so, if what is left shows one.
        for part, kind in _LEFT_OF_KIND:
            if part in head:
                return kind
        return next((kind for name, kind in _BY_MIMETYPE.items() if b"mimetype" + name + b"PK" in head), Kind.UNKNOWN)


def _listed_kind(archive: zipfile.ZipFile) -> Kind:
    """What a container says that it is: an OpenDocument by its `mimetype`, an Office file by its content types."""
    names = set(archive.namelist())
    if "content.xml" in names:
        listed = _small_part(archive, names, "mimetype")
        return _BY_MIMETYPE.get(listed.strip(), Kind.UNKNOWN)
    if "word/document.xml" in names:
        return Kind.DOCX
    listed = _small_part(archive, names, "[Content_Types].xml")
    return next((kind for name, kind in _BY_CONTENT_TYPE if name in listed), Kind.UNKNOWN)


def _small_part(archive: zipfile.ZipFile, names: set[str], name: str) -> bytes:
    if name not in names or archive.getinfo(name).file_size > MOST_LISTED:
        return b""
    with archive.open(name) as part:
        return part.read(MOST_LISTED)


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


def _compound(path: Path) -> Compound:
    return read_compound(_read(path, OLE_BYTES))


def _describe_ole(path: Path) -> str:
    names = _compound(path).names
    for stream, description in _BY_OLE_STREAM:
        if stream in names:
            return description
    return "an old Office file: save it as .docx or PDF"


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
