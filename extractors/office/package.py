"""A zip container (Office Open XML, OpenDocument) opened under limits: its parts as bytes or as checked XML trees.

What a container says of itself is not believed: parts are measured while they are unpacked, names are never used as
paths, and XML is parsed without entities, document type definitions or network.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from lxml import etree

from extractors.document import Issue, Limits, Severity
from extractors.errors import CorruptDocument, EncryptedDocument, ReadError, TooLargeDocument, UnreadableDocument

CHUNK = 1024 * 1024
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TOO_DEEP = ("xcessive depth", "huge", "too long")
"""How libxml2 names its own limits on depth and length."""


@dataclass(slots=True)
class Package:
    """The parts of one container.

    Attributes:
        what: What the file is called in messages ("spreadsheet").
        names: Names of its parts.
        issues: What was odd, gathered while parts are read.
    """

    what: str
    names: frozenset[str]
    archive: zipfile.ZipFile
    budget: int
    issues: list[Issue] = field(default_factory=list)

    def read(self, name: str) -> bytes:
        """A part's bytes.

        Raises:
            TooLargeDocument: Together with those read before it exceeds the limit.
        """
        with self.stream(name) as part:
            return b"".join(iter(lambda: part.read(CHUNK), b""))

    @contextmanager
    def stream(self, name: str) -> Iterator[IO[bytes]]:
        """A part to be read piece by piece, counted like any other."""
        with self.archive.open(name) as part:
            yield _Measured(part, self)  # type: ignore[misc]

    def tree(self, name: str) -> etree._Element:
        """A part's root element; declared entities are left out and said.

        Raises:
            CorruptDocument: It is not well-formed.
            TooLargeDocument: It exceeds the limit, or is nested too deeply.
        """
        try:
            root = etree.fromstring(self.read(name), plain_parser())
        except etree.XMLSyntaxError as error:
            raise self.refusal(name, error) from error
        if root.getroottree().docinfo.internalDTD is not None:
            self.warn_of_entities(name)
            etree.strip_tags(root, etree.Entity)
        return root

    def relations(self, name: str) -> Iterator[tuple[str, str, str]]:
        """Id, kind (last segment of its type) and target of each relationship of a part to another part."""
        folder, base = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if relations not in self.names:
            return
        for relation in self.tree(relations).iter(_RELATION):
            target = relation.get("Target", "")
            target = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            if relation.get("TargetMode") != "External" and posixpath.normpath(target) in self.names:
                kind = relation.get("Type", "").rsplit("/", 1)[-1]
                yield relation.get("Id", ""), kind, posixpath.normpath(target)

    def warn(self, code: str, detail: str, severity: Severity = Severity.WARNING) -> None:
        """Note what is odd, each code once."""
        if all(issue.code != code for issue in self.issues):
            self.issues.append(Issue(code, severity, detail))

    def warn_of_entities(self, name: str) -> None:
        """Note that a part declares entities."""
        detail = f"{name} declares entities, which a {self.what} must not; they were left out"
        self.warn("entities_ignored", detail, Severity.ERROR)

    def refusal(self, name: str, error: etree.XMLSyntaxError) -> ReadError:
        """The error to raise for a part that the parser gave up."""
        if any(words in str(error) for words in _TOO_DEEP):
            return TooLargeDocument(f"{name} is nested too deeply or holds too long a text ({error.msg})")
        return CorruptDocument(f"the {self.what} is damaged: {name} is not well-formed ({error.msg})")


class _Measured:
    """A stream that takes what it gives from its package's budget."""

    def __init__(self, part: IO[bytes], package: Package) -> None:
        self._part, self._package = part, package

    def read(self, size: int = -1) -> bytes:
        piece = self._part.read(CHUNK if size < 0 else min(size, CHUNK))
        self._package.budget -= len(piece)
        if self._package.budget < 0:
            raise TooLargeDocument(f"the {self._package.what} unpacks to more than its directory says")
        return piece


def plain_parser() -> etree.XMLParser:
    """A parser without entities, DTD and network, under libxml2's own limits on depth and text length."""
    return etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)


@contextmanager
def open_package(file: Path, what: str, limits: Limits) -> Iterator[Package]:
    """The container's parts; faults of the container met inside the `with` become errors of ours.

    Args:
        file: Where it is.
        what: What to call it in messages.
        limits: How much it may unpack to.

    Raises:
        CorruptDocument: It is no whole zip container.
        EncryptedDocument: Its parts are encrypted.
        TooLargeDocument: It unpacks to more than `limits.max_unpacked_bytes`.
        UnreadableDocument: The operating system refused the bytes.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            yield _checked(archive, what, limits)
    except ReadError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError, ValueError) as error:
        if isinstance(error, RecursionError):
            raise TooLargeDocument(f"the {what} is nested too deeply") from error
        reason = " ".join(str(error).split())[:120]
        raise CorruptDocument(f"the {what} is damaged ({reason}): download it again") from error
    except OSError as error:
        raise UnreadableDocument(f"the file cannot be read ({error.strerror or error})") from error


def _checked(archive: zipfile.ZipFile, what: str, limits: Limits) -> Package:
    entries = archive.infolist()
    if sum(entry.file_size for entry in entries) > limits.max_unpacked_bytes:
        raise TooLargeDocument(f"the {what} unpacks to more than {limits.max_unpacked_bytes / 1e6:.0f} MB")
    if any(entry.flag_bits & 1 for entry in entries):
        raise EncryptedDocument(f"the {what} needs a password: save a copy without one")
    counts = Counter(entry.filename for entry in entries)
    package = Package(what, frozenset(counts), archive, limits.max_unpacked_bytes)
    doubled = sorted(name for name, n in counts.items() if n > 1)
    if doubled:
        package.warn("part_doubled", f"the file holds {doubled[0]} more than once; the last was read")
    return package
