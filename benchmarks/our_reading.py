"""Our own reading as the benchmarks call it: through the public entry, with the limits of a run."""

from __future__ import annotations

import hashlib
from pathlib import Path

from extractors.document import Document, Limits, Source, Table
from extractors.kinds import find_kind
from extractors.readers import read_document
from normalise.headings.words import heading_words
from normalise.vocabulary import load_vocabulary


def read_as_run(file: Path) -> Document:
    """The document as a run reads it.

    Raises:
        ReadError: It cannot be read.
    """
    return read_document(source_of(file), run_limits())


def run_limits() -> Limits:
    """The limits of a run: tables without rules are looked for at the headings of our vocabulary."""
    return Limits(headings=heading_words(load_vocabulary()))


def source_of(file: Path) -> Source:
    """A file by itself as a source."""
    content = file.read_bytes()
    return Source(file.name, hashlib.sha256(content).hexdigest(), len(content), find_kind(file), file)


def tables_of(document: Document) -> list[Table]:
    """The tables among a document's blocks, one for each page that a table touches."""
    return [block for block in document.blocks if isinstance(block, Table)]
