"""One file of the input folder in one run: what became of it, without its rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.outcome import FAILED, READ, Outcome
from ingest.schema import Status
from ingest.state import Kept


@dataclass(frozen=True, slots=True)
class Entry:
    """What a run knows of one file.

    Attributes:
        path: Path relative to the input folder, `/`-separated.
        document_id: Its key.
        status: What became of it.
        detail: One line a person can act on, or None.
        actions: Number of its actions.
        warnings: Codes of what was odd.
        seconds: Time it took when it was read.
        reading: Digest of what was found in it: the same bytes read the same way have the same.
        key: Name of its kept result, or None where there was nothing to read.
        refused: What became of a file that was not read, or None.
        reused: Whether the result is that of an earlier run.
        peak_bytes: Largest memory its process held, or None where it was not read in this run.
    """

    path: str
    document_id: str
    status: Status
    detail: str | None
    actions: int
    warnings: tuple[str, ...]
    seconds: float
    reading: str
    key: str | None
    refused: Outcome | None = None
    reused: bool = False
    peak_bytes: int | None = None

    @property
    def failed(self) -> bool:
        """Whether somebody should look at the file."""
        return self.status in FAILED

    @property
    def was_read(self) -> bool:
        """Whether it was read and understood."""
        return self.status in READ


def entry_of_result(path: str, kept: Kept, reused: bool, peak_bytes: int | None = None) -> Entry:
    """The entry of a document whose result is kept."""
    header = kept.header
    return Entry(
        path,
        header.document_id,
        header.status,
        header.detail,
        header.actions,
        header.warnings,
        header.seconds,
        header.payload,
        kept.key,
        None,
        reused,
        peak_bytes,
    )


def entry_of_refusal(outcome: Outcome) -> Entry:
    """The entry of a file that is not read."""
    said = f"{outcome.status} {outcome.detail} {outcome.size_bytes}"
    reading = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
    return Entry(
        outcome.path,
        outcome.document_id,
        outcome.status,
        outcome.detail,
        0,
        outcome.warnings,
        0.0,
        reading,
        None,
        outcome,
    )


def dataset_digest(entries: Iterable[Entry], schema_version: str) -> str:
    """Names what a dataset holds: the same files read the same way give the same digest."""
    digest = hashlib.sha256(schema_version.encode())
    for entry in entries:
        line = f"\n{entry.path}\0{entry.document_id}\0{entry.reading}"
        digest.update(line.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
