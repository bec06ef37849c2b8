"""The kind of a file by its bytes, and what is said of those that cannot be read."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from extractors.document import Kind
from extractors.kinds import describe_unknown, find_kind, is_password_protected

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def zipped(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


def word_bytes() -> bytes:
    stream = io.BytesIO()
    docx.Document().save(stream)
    return stream.getvalue()


def workbook_bytes() -> bytes:
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    return stream.getvalue()


def compound(*root: str, inside: str = "", flags: int = 0) -> bytes:
    """A compound file of three sectors: table, directory, and one that begins as a Word document does."""
    names = ["Root Entry", *root, *([inside] if inside else [])]
    entries = b""
    for n, name in enumerate(names):
        child = 1 if n == 0 else len(root) + 1 if inside and n == 1 else 0xFFFFFFFF
        right = n + 1 if 0 < n < len(root) else 0xFFFFFFFF
        raw = name.encode("utf-16-le")
        tail = struct.pack("<HBB3I", len(raw) + 2, 2, 1, 0xFFFFFFFF, right, child)
        entries += raw.ljust(64, b"\0") + tail + bytes(36) + struct.pack("<IQ", 2, 4096)
    header = OLE[:8] + bytes(22) + struct.pack("<H", 9) + bytes(16) + struct.pack("<I", 1)
    header = header.ljust(76, b"\0") + struct.pack("<I", 0) + b"\xff" * 432
    table = struct.pack("<3I", 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE).ljust(512, b"\xff")
    word = struct.pack("<5HH", 0xA5EC, 193, 0, 0, 0, flags).ljust(512, b"\0")
    return header + table + entries.ljust(512, b"\0") + word


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", Kind.EMPTY),
        (b" \r\n\t\n", Kind.EMPTY),
        (b"%PDF-1.7\n", Kind.PDF),
        (b"\r\n" * 100 + b"%PDF-1.4\n", Kind.PDF),
        (b"HTTP/1.1 200 OK\r\n" * 300 + b"%PDF-1.4\nstartxref\n0\n%%EOF", Kind.PDF),
        (word_bytes(), Kind.DOCX),
        (word_bytes()[:3000], Kind.DOCX),
        (workbook_bytes(), Kind.XLSX),
        (workbook_bytes()[:3000], Kind.XLSX),
        (zipped("xl/workbook.xml", "[Content_Types].xml"), Kind.UNKNOWN),
        (zipped("content.xml", "mimetype"), Kind.UNKNOWN),
        (OLE + zipped("a"), Kind.UNKNOWN),
        (compound("WordDocument"), Kind.DOC),
        (compound("Workbook", inside="WordDocument"), Kind.UNKNOWN),
        (compound("WordDocument", flags=0x0100), Kind.UNKNOWN),
        (OLE + "WordDocument".encode("utf-16-le"), Kind.DOC),
        (OLE + "EncryptedPackage".encode("utf-16-le"), Kind.UNKNOWN),
        (b"{\\rtf1 Action plan}", Kind.RTF),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><p>Action</p>", Kind.HTML),
        (b"<!-- saved --><?xml version='1.0'?>\n<HTML xmlns='x'>", Kind.HTML),
        ("<html><p>Café".encode("utf-16"), Kind.HTML),
        (b"<div><table><tr><td>Action</td></tr></table></div>\n", Kind.HTML),
        (b"<p>Action plan</p>\nRec\tAction\n1\t<ul><li>Train</li></ul>\n", Kind.TEXT),
        (b"# Plan\n| Rec | Action |\n|---|---|\n| 1 | <table><tr><td>x</td></tr></table> |\n", Kind.TEXT),
        (b"<?xml version='1.0'?><w:wordDocument/>", Kind.UNKNOWN),
        (b"Received: from a\nSubject: Plan\nMIME-Version: 1.0\n\nHello", Kind.UNKNOWN),
        (b"From: the partnership\nTo: all agencies\nDate: 1 May 2023\n", Kind.TEXT),
        (b"\x89PNG\r\n\x1a\n\0\0", Kind.UNKNOWN),
        ("Recommendation\tActions – “all”\n".encode(), Kind.TEXT),
        ("Recommendation\tCafé £5\n".encode("utf-8-sig"), Kind.TEXT),
        ("Recommendation\tCafé £5\n".encode("utf-16"), Kind.TEXT),
        ("Recommendation\tAction\n".encode("utf-16-le"), Kind.TEXT),
        ("Recommendation\tCafé – £5\n".encode("cp1252"), Kind.TEXT),
        (b"BMX track: action plan\n", Kind.TEXT),
        (b"page one\x0cpage two\n", Kind.TEXT),
        (b"From: A <a@example.org>\nSent: 4 March 2024\nSubject: Action plan\n\nThe plan.\n", Kind.TEXT),
        (b"Subject: Action plan\nDate: 4 March 2024\nFrom: the partnership\n\nThe plan.\n", Kind.TEXT),
        (b"Action\0plan\n", Kind.UNKNOWN),
        (b"Action\x07plan\n", Kind.UNKNOWN),
    ],
)
def test_kind_is_read_from_the_bytes(tmp_path: Path, content: bytes, kind: Kind) -> None:
    """The bytes decide, whatever the name says."""
    file = tmp_path / "misnamed.pdf"
    file.write_bytes(content)
    assert find_kind(file) is kind


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (compound("WordDocument", flags=0x0100), "password"),
        (OLE + "Workbook".encode("utf-16-le"), "save it as .xlsx"),
        (compound("Workbook", inside="WordDocument"), "save it as .xlsx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (zipped("xl/workbook.bin"), "save it as .xlsx"),
        (zipped("content.xml"), "OpenDocument"),
        (zipped("a.txt"), "zip archive"),
        (b"<?xml version='1.0'?><a/>", "XML"),
        (b"From: <Saved by a browser>\nMIME-Version: 1.0\n", ".mht"),
        (b"DKIM-Signature: v=1;\r\n a=x;\r\nFrom: a@example.org\r\n\r\nThe plan.\r\n", ".eml"),
        (b"Date: Mon, 4 Mar 2024 10:00:00 +0000\nFrom: A <a@example.org>\n\nThe plan.\n", ".eml"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"\0\1\2", "not read"),
    ],
)
def test_an_unknown_kind_is_described(tmp_path: Path, content: bytes, said: str) -> None:
    """The line names the kind or the remedy, on one line."""
    file = tmp_path / "file"
    file.write_bytes(content)
    line = describe_unknown(file)
    assert said in line
    assert "\n" not in line


@pytest.mark.parametrize(("name", "kind"), [("plan.eml", Kind.UNKNOWN), ("plan.txt", Kind.TEXT)])
def test_a_name_decides_between_a_bare_message_and_text(tmp_path: Path, name: str, kind: Kind) -> None:
    """Two headers may open a message or a text; what is named as a message is one, and is said to be."""
    file = tmp_path / name
    file.write_bytes(b"Subject: Action plan\nTo: the partnership\n\nThe plan.\n")
    assert find_kind(file) is kind
    assert ("e-mail" in describe_unknown(file)) is (kind is Kind.UNKNOWN)


def test_only_an_encrypted_package_is_password_protected(tmp_path: Path) -> None:
    """An old Word file is not taken for an encrypted one."""
    locked, old, locked_old = (tmp_path / name for name in ("locked.docx", "old.doc", "locked.doc"))
    locked.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le"))
    old.write_bytes(OLE + "WordDocument".encode("utf-16-le"))
    locked_old.write_bytes(compound("WordDocument", flags=0x0100))
    assert is_password_protected(locked)
    assert is_password_protected(locked_old)
    assert not is_password_protected(old)
