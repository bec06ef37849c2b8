"""What became of one file of the input folder."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from extractors.document import Issue, Kind, Severity, Source
from ingest.schema import Status
from normalise.plan import Plan

READ: Final = frozenset({Status.OK, Status.NO_ACTION_PLAN})
"""The document was read and understood."""

FAILED: Final = frozenset(Status) - READ - {Status.DUPLICATE}
"""Somebody should look at the file; a duplicate needs nobody, since its twin is in the dataset."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; it can be pickled, so that a document may have a process of its own.

    Attributes:
        path: Path relative to the input folder, `/`-separated.
        status: A value of `documents.status`.
        detail: One line a person can act on, or None.
        source: The file with its digest, or None where its bytes could not be read.
        size_bytes: Size, or None where it could not be found out.
        plan: What was understood; None unless the document was read.
        issues: What was odd in reading it.
        page_count: Pages, or None.
        seconds: Time it took.
    """

    path: str
    status: Status
    detail: str | None = None
    source: Source | None = None
    size_bytes: int | None = None
    plan: Plan | None = None
    issues: tuple[Issue, ...] = ()
    page_count: int | None = None
    seconds: float = 0.0

    @property
    def document_id(self) -> str:
        """First 16 hex digits of the SHA-256 of the bytes, or of the path where the bytes could not be read."""
        if self.source is not None:
            return self.source.document_id
        return hashlib.sha256(b"path:" + self.path.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def kind(self) -> Kind:
        """What the bytes show; unknown where they could not be read."""
        return Kind.UNKNOWN if self.source is None else self.source.kind

    @property
    def warnings(self) -> tuple[str, ...]:
        """Codes of what was odd in reading and understanding, each once."""
        reading = (issue.code for issue in self.issues if issue.severity is not Severity.INFO)
        return tuple(dict.fromkeys([*reading, *(self.plan.warnings if self.plan else ())]))


def one_line(text: str, limit: int = 300) -> str:
    """Text as a single line of at most `limit` characters."""
    line = " ".join(text[: 4 * limit].split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"
