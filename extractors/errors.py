"""Why a document could not be read. Each error owns a stable reason, a value of `documents.status`."""

from __future__ import annotations

from typing import ClassVar


class ReadError(Exception):
    """A document could not be read; the message is one line that a person can act on."""

    reason: ClassVar[str] = "failed"


class UnsupportedDocument(ReadError):
    """The bytes are of a kind that no reader takes."""

    reason = "unsupported"


class EncryptedDocument(ReadError):
    """A password is needed to open the file."""

    reason = "encrypted"


class CorruptDocument(ReadError):
    """The file is damaged or cut off."""

    reason = "corrupt"


class TooLargeDocument(ReadError):
    """The file exceeds one of `Limits`."""

    reason = "too_large"


class UnreadableDocument(ReadError):
    """The operating system would not give us the bytes (permissions, a vanished file)."""

    reason = "unreadable"


class NeedsOcr(ReadError):
    """Pages are pictures: there is no text layer to read."""

    reason = "needs_ocr"


class TimedOutDocument(ReadError):
    """A program that had to convert the file first did not come to an end."""

    reason = "timed_out"
