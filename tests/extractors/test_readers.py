"""The choice of reader, and what is refused before any reader is asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from extractors.document import Kind, Limits, Source
from extractors.errors import EncryptedDocument, TooLargeDocument, UnsupportedDocument
from extractors.kinds import find_kind
from extractors.readers import READERS, read_document


def source_of(file: Path) -> Source:
    return Source(file.name, "0" * 64, file.stat().st_size, find_kind(file), file)


def test_importing_the_readers_loads_no_heavy_library() -> None:
    """The libraries are loaded when the first document of their kind is read."""
    heavy = ("pdfplumber", "docx", "pandas", "lxml", "openpyxl")
    code = f"import sys, extractors.readers; print([m for m in {heavy} if m in sys.modules])"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "[]"


@pytest.mark.parametrize(
    ("content", "error", "said"),
    [
        (b"", UnsupportedDocument, "the file is empty"),
        (b"Received: from a\nSubject: Plan\nMIME-Version: 1.0\n", UnsupportedDocument, "e-mail"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            EncryptedDocument,
            "password",
        ),
    ],
)
def test_what_no_reader_takes_is_refused(tmp_path: Path, content: bytes, error: type[Exception], said: str) -> None:
    """The error's class is the status, its message the remedy."""
    file = tmp_path / "plan.docx"
    file.write_bytes(content)
    with pytest.raises(error, match=said):
        read_document(source_of(file), Limits())


def test_every_kind_but_two_has_a_reader() -> None:
    """A kind that can be told can be read; an empty or unknown file cannot."""
    assert set(Kind) - set(READERS) == {Kind.EMPTY, Kind.UNKNOWN}


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path) -> None:
    """The size is checked before the bytes are read."""
    file = tmp_path / "plan.txt"
    file.write_text("Recommendation\tAction\n" * 100)
    with pytest.raises(TooLargeDocument, match="not read"):
        read_document(source_of(file), Limits(max_bytes=1000))
