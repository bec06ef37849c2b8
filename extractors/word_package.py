"""A Word file cut down to the parts that are read, checked and made plain, so that python-docx opens it.

python-docx loads every part, follows every relationship, and refuses templates, macro files and Strict Open XML. What
it gets here is a package of our own with the document, its styles, list numbers, headers and footers, nothing else:
no macros, no pictures, no outside targets, no document type definitions.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from extractors.document import Issue, Limits, Severity, Source
from extractors.errors import CorruptDocument, EncryptedDocument, ReadError, TooLargeDocument, UnreadableDocument

KEPT = {"styles": "styles", "numbering": "numbering", "header": "header", "footer": "footer"}
"""Last segment of a relationship's type, and of the content type of the part it leads to."""
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", MAIN.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", RELATIONS.rstrip("/").encode()),
)
"""Strict Open XML (ISO/IEC 29500-1) differs from what Word usually writes in its namespaces."""
CORE = "docProps/core.xml"
CHUNK = 1024 * 1024


@dataclass(slots=True)
class _Unpacked:
    """A zip archive being read under a limit."""

    archive: zipfile.ZipFile
    names: frozenset[str]
    budget: int
    issues: list[Issue] = field(default_factory=list)


def clean_package(source: Source, limits: Limits) -> tuple[BytesIO, tuple[Issue, ...]]:
    """The same document as a small, plain package, and what was odd about the original.

    Raises:
        CorruptDocument: It is no whole zip container, or has no Word document in it.
        EncryptedDocument: Its parts are encrypted.
        TooLargeDocument: Unpacked it exceeds `limits.max_unpacked_bytes`.
        UnreadableDocument: The operating system refused the bytes.
    """
    try:
        with zipfile.ZipFile(source.file) as archive:
            unpacked = _checked(archive, limits)
            return _packed(list(_parts(unpacked, limits))), tuple(unpacked.issues)
    except ReadError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, KeyError) as error:
        raise CorruptDocument(f"the Word file is damaged ({error}): download it again") from error
    except OSError as error:
        raise UnreadableDocument(f"the file cannot be read ({error.strerror or error})") from error


def _checked(archive: zipfile.ZipFile, limits: Limits) -> _Unpacked:
    entries = archive.infolist()
    if sum(entry.file_size for entry in entries) > limits.max_unpacked_bytes:
        raise TooLargeDocument(f"the Word file unpacks to more than {limits.max_unpacked_bytes / 1e6:.0f} MB")
    if any(entry.flag_bits & 1 for entry in entries):
        raise EncryptedDocument("the Word file needs a password: save a copy without one")
    counts = Counter(entry.filename for entry in entries)
    unpacked = _Unpacked(archive, frozenset(counts), limits.max_unpacked_bytes)
    doubled = sorted(name for name, n in counts.items() if n > 1)
    if "word/document.xml" in doubled:
        raise CorruptDocument("the file holds two documents under one name: save it again from Word")
    if doubled:
        detail = f"the file holds {doubled[0]} more than once; the last was read"
        unpacked.issues.append(Issue("part_doubled", Severity.WARNING, detail))
    return unpacked


def _read(unpacked: _Unpacked, name: str) -> bytes:
    """A part's bytes; what the directory says of its size is not believed."""
    pieces = []
    with unpacked.archive.open(name) as stream:
        while piece := stream.read(CHUNK):
            pieces.append(piece)
            unpacked.budget -= len(piece)
            if unpacked.budget < 0:
                raise TooLargeDocument("the Word file unpacks to more than its directory says")
    return b"".join(pieces)


def _parsed(unpacked: _Unpacked, name: str) -> etree._Element:
    # A parser for each part: no entities, no DTD, no network, and libxml2's own limits on depth and text length.
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(_read(unpacked, name), parser)
    except etree.XMLSyntaxError as error:
        if "xcessive depth" in str(error) or "huge" in str(error).lower() or "too long" in str(error):
            raise TooLargeDocument(f"{name} is nested too deeply or holds too long a text ({error.msg})") from error
        raise CorruptDocument(f"the Word file is damaged: {name} is not well-formed ({error.msg})") from error
    if root.getroottree().docinfo.internalDTD is not None:
        detail = f"{name} declares entities, which a Word file must not; they were left out"
        unpacked.issues.append(Issue("entities_ignored", Severity.ERROR, detail))
        _drop_entities(root)
    return root


def _drop_entities(root: etree._Element) -> None:
    for entity in list(root.iter(etree.Entity)):
        parent, before, tail = entity.getparent(), entity.getprevious(), entity.tail or ""
        if parent is None:
            continue
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        entity.tail = None
        parent.remove(entity)


def _plain(root: etree._Element) -> bytes:
    content = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    for strict, usual in STRICT:
        content = content.replace(strict, usual)
    return content


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of the clean package; `relation` is the id by which the document names it."""

    name: str
    kind: str
    content: bytes
    relation: str = ""


def _parts(unpacked: _Unpacked, limits: Limits) -> Iterator[_Part]:
    main = _main_part(unpacked)
    root = _parsed(unpacked, main)
    if sum(1 for _ in root.iter("{*}tc")) > limits.max_cells:
        raise TooLargeDocument(f"the document has more than {limits.max_cells} table cells")
    content = _plain(root)
    if etree.QName(root).localname != "document" or MAIN.encode() not in content[:100_000]:
        raise CorruptDocument("the file has no Word document in it")
    yield _Part("word/document.xml", "document.main", content)
    for number, (relation, kind, name) in enumerate(_related(unpacked, main)):
        yield _Part(f"word/part{number}.xml", kind, _plain(_parsed(unpacked, name)), relation)
    if CORE in unpacked.names:
        try:
            yield _Part(CORE, "core", _plain(_parsed(unpacked, CORE)))
        except CorruptDocument as error:
            unpacked.issues.append(Issue("part_unreadable", Severity.INFO, str(error)))


def _main_part(unpacked: _Unpacked) -> str:
    if "_rels/.rels" in unpacked.names:
        for relation in _parsed(unpacked, "_rels/.rels").iter(PACKAGE_RELATION):
            target = _target("", relation)
            if relation.get("Type", "").endswith("/officeDocument") and target in unpacked.names:
                return target
    if "word/document.xml" in unpacked.names:
        return "word/document.xml"
    raise CorruptDocument("the file has no Word document in it")


def _related(unpacked: _Unpacked, main: str) -> Iterator[tuple[str, str, str]]:
    folder, name = posixpath.split(main)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in unpacked.names:
        return
    once: set[str] = set()
    for relation in _parsed(unpacked, relations).iter(PACKAGE_RELATION):
        kind, target = relation.get("Type", "").rsplit("/", 1)[-1], _target(folder, relation)
        is_single = kind in ("styles", "numbering")
        if kind not in KEPT or relation.get("TargetMode") == "External" or (is_single and kind in once):
            continue
        if target not in unpacked.names:
            detail = f"the file lacks its part {target}"
            unpacked.issues.append(Issue("part_missing", Severity.WARNING, detail))
            continue
        once.add(kind)
        yield relation.get("Id", ""), KEPT[kind], target


def _target(folder: str, relation: etree._Element) -> str:
    target = relation.get("Target", "")
    return posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))


def _packed(parts: list[_Part]) -> BytesIO:
    package = BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_STORED) as archive:
        for part in parts:
            archive.writestr(part.name, part.content)
        archive.writestr("[Content_Types].xml", _content_types(parts))
        archive.writestr("_rels/.rels", _relations([("rId1", "officeDocument", "word/document.xml"), *_core(parts)]))
        related = [(p.relation, p.kind, posixpath.basename(p.name)) for p in parts if p.relation]
        archive.writestr("word/_rels/document.xml.rels", _relations(related))
    package.seek(0)
    return package


def _core(parts: list[_Part]) -> list[tuple[str, str, str]]:
    return [("rId2", "core-properties", CORE)] if any(p.kind == "core" for p in parts) else []


def _content_types(parts: list[_Part]) -> bytes:
    root = etree.Element("Types", xmlns="http://schemas.openxmlformats.org/package/2006/content-types")
    etree.SubElement(
        root, "Default", Extension="rels", ContentType="application/vnd.openxmlformats-package.relationships+xml"
    )
    for part in parts:
        kind = (
            "application/vnd.openxmlformats-package.core-properties+xml"
            if part.kind == "core"
            else f"{TYPES}{part.kind}+xml"
        )
        etree.SubElement(root, "Override", PartName=f"/{part.name}", ContentType=kind)
    return etree.tostring(root)


def _relations(related: list[tuple[str, str, str]]) -> bytes:
    root = etree.Element("Relationships", xmlns="http://schemas.openxmlformats.org/package/2006/relationships")
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    for relation, kind, target in related:
        uri = core if kind == "core-properties" else RELATIONS + kind
        etree.SubElement(root, "Relationship", Id=relation, Type=uri, Target=target)
    return etree.tostring(root)
