"""Bytes to characters: finds the encoding of a text file and never fails, but says when it had to guess."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from extractors.document import Issue, Severity

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file, without a byte-order mark or NUL, and what was odd about its bytes."""

    text: str
    issues: tuple[Issue, ...]


def decode_bytes(data: bytes) -> Decoded:
    """Characters of a text file: by its byte-order mark, else UTF-16 by its NULs, else UTF-8, else Windows-1252."""
    text, issues = _decode_marked(data) or _decode_unmarked(data)
    if "\ufffd" in text:
        issues = [*issues, _undecodable(text.count("\ufffd"))]
    if "\0" in text:
        issues = [*issues, _nuls(text.count("\0"))]
        text = text.replace("\0", "")
    return Decoded(text, tuple(issues))


def _decode_marked(data: bytes) -> tuple[str, list[Issue]] | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), []
    return None


def _decode_unmarked(data: bytes) -> tuple[str, list[Issue]]:
    wide = _wide_encoding(data)
    if wide is not None:
        return data.decode(wide, "replace"), [_guessed(wide)]
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    # A real UTF-8 file with a few broken bytes has more good non-ASCII characters than bad ones.
    if bad == 0 or sum(ord(c) > 127 for c in text) - bad > bad:
        return text, []
    return data.decode("cp1252", "replace"), [_guessed("cp1252")]


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: nearly every second byte of western text is NUL, and the others hardly ever."""
    sample = data[: min(_SAMPLE, len(data) // 2 * 2)]
    if len(sample) < 4:
        return None
    half = len(sample) // 2
    first, second = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if second > 0.5 and first < 0.1:
        return "utf-16-le"
    return "utf-16-be" if first > 0.5 and second < 0.1 else None


def _guessed(encoding: str) -> Issue:
    return Issue("encoding_guessed", Severity.WARNING, f"The file names no encoding and was read as {encoding}.")


def _undecodable(count: int) -> Issue:
    detail = f"{count} characters could not be read and stand as U+FFFD."
    return Issue("undecodable_characters", Severity.WARNING, detail)


def _nuls(count: int) -> Issue:
    return Issue("nul_characters", Severity.WARNING, f"{count} NUL characters between the words were dropped.")
