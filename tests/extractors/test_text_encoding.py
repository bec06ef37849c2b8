"""Encodings found from bytes alone."""

from __future__ import annotations

import codecs

import pytest

from extractors.text.encoding import decode_bytes

TEXT = "Action plan – “agreed” £5,000 for the Café Trust\r\n"


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (TEXT.encode(), []),
        (codecs.BOM_UTF8 + TEXT.encode(), []),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), []),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), []),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), []),
        (TEXT.encode("utf-16-le"), ["encoding_guessed"]),
        (TEXT.encode("utf-16-be"), ["encoding_guessed"]),
        (TEXT.encode("cp1252"), ["encoding_guessed"]),
    ],
)
def test_encodings(data: bytes, codes: list[str]) -> None:
    """The same words come out of every encoding, and a guess is said to be one."""
    decoded = decode_bytes(data)
    assert decoded.text == TEXT
    assert [issue.code for issue in decoded.issues] == codes


@pytest.mark.parametrize(
    ("data", "text", "codes"),
    [
        (b"caf\xe9 \x81", "café \ufffd", ["encoding_guessed", "undecodable_characters"]),
        ("é – ü".encode() + b"\xff", "é – ü\ufffd", ["undecodable_characters"]),
        (b"two\0 words of\0 prose", "two words of prose", ["nul_characters"]),
        (codecs.BOM_UTF16_LE + b"a\0b", "a\ufffd", ["undecodable_characters"]),
        (b"", "", []),
        (b"\0", "", ["nul_characters"]),
    ],
)
def test_broken_bytes_are_said(data: bytes, text: str, codes: list[str]) -> None:
    """What cannot be read is replaced or dropped with an issue, never an error."""
    decoded = decode_bytes(data)
    assert decoded.text == text
    assert [issue.code for issue in decoded.issues] == codes
