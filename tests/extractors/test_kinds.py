"""The kind of a file by its bytes, and what is said of those that cannot be read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
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
        (zipped("xl/workbook.xml", "[Content_Types].xml"), Kind.UNKNOWN),
        (zipped("content.xml", "mimetype"), Kind.UNKNOWN),
        (OLE + zipped("a"), Kind.UNKNOWN),
        (b"{\\rtf1 Action plan}", Kind.UNKNOWN),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><p>Action</p>", Kind.UNKNOWN),
        (b"\x89PNG\r\n\x1a\n\0\0", Kind.UNKNOWN),
        ("Recommendation\tActions – “all”\n".encode(), Kind.TEXT),
        ("Recommendation\tCafé £5\n".encode("utf-8-sig"), Kind.TEXT),
        ("Recommendation\tCafé £5\n".encode("utf-16"), Kind.TEXT),
        ("Recommendation\tAction\n".encode("utf-16-le"), Kind.TEXT),
        ("Recommendation\tCafé – £5\n".encode("cp1252"), Kind.TEXT),
        (b"BMX track: action plan\n", Kind.TEXT),
        (b"page one\x0cpage two\n", Kind.TEXT),
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
        (OLE + "WordDocument".encode("utf-16-le"), "save it as .docx"),
        (OLE + "Workbook".encode("utf-16-le"), "spreadsheet"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (zipped("xl/workbook.xml"), "spreadsheet"),
        (zipped("content.xml"), "OpenDocument"),
        (zipped("a.txt"), "zip archive"),
        (b"{\\rtf1}", "RTF"),
        (b"<html>", "web page"),
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


def test_only_an_encrypted_package_is_password_protected(tmp_path: Path) -> None:
    """An old Word file is not taken for an encrypted one."""
    locked, old = tmp_path / "locked.docx", tmp_path / "old.doc"
    locked.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le"))
    old.write_bytes(OLE + "WordDocument".encode("utf-16-le"))
    assert is_password_protected(locked)
    assert not is_password_protected(old)
