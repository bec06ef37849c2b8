"""A Word file cut down to the parts that are read, checked and made plain, so that python-docx opens it.

python-docx loads every part, follows every relationship, refuses templates, macro files and Strict Open XML, and loses
what stands in controls and tracked changes. What it gets here is a package of our own with the document, its styles,
theme, list numbers, notes, headers and footers, nothing else, each part with its changes accepted and its controls
taken away: no macros, no pictures, no outside targets, no document type definitions.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from extractors.document import Issue, Limits, Severity, Source
from extractors.errors import CorruptDocument, TooLargeDocument
from extractors.office.package import Package, open_package, plain_parser
from extractors.word.changes import accept_changes, join_paragraphs
from extractors.word.names import MAIN
from extractors.word.wrappers import drop_caps, embedded_parts, unwrap

SINGLE = frozenset({"styles", "numbering", "theme", "footnotes", "endnotes"})
"""Kinds of parts of which a document has one."""
KEPT = SINGLE | {"header", "footer"}
"""Last segments of a relationship's type; those of the content types are the same."""
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
OTHER_TYPES = {
    "core": "application/vnd.openxmlformats-package.core-properties+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
}
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
STRICT_NAMES = b"http://purl.oclc.org/ooxml/"
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", MAIN.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
"""Strict Open XML (ISO/IEC 29500-1) differs from what Word usually writes in its namespaces."""
CORE = "docProps/core.xml"


def clean_package(source: Source, limits: Limits) -> tuple[BytesIO, tuple[Issue, ...]]:
    """The same document as a small, plain package, and what was odd about the original.

    Raises:
        CorruptDocument: It is no whole zip container, or has no Word document in it.
        EncryptedDocument: Its parts are encrypted.
        TooLargeDocument: Unpacked it exceeds `limits.max_unpacked_bytes`.
        UnreadableDocument: The operating system refused the bytes.
    """
    with open_package(source.file, "Word file", limits) as package:
        if package.archive.namelist().count("word/document.xml") > 1:
            raise CorruptDocument("the file holds two documents under one name: save it again from Word")
        return _packed(list(_parts(package, limits))), tuple(package.issues)


def _usual(root: etree._Element) -> etree._Element:
    """The part in the namespaces that Word usually writes."""
    content = etree.tostring(root, encoding="UTF-8")
    if STRICT_NAMES not in content:
        return root
    for strict, usual in STRICT:
        content = content.replace(strict, usual)
    return etree.fromstring(content, plain_parser())


def _prepared(package: Package, name: str) -> etree._Element:
    """A part with its changes accepted and nothing standing around its text; what was lost by that is said."""
    root = _usual(package.tree(name))
    ended, n_changes = accept_changes(root)
    unwrap(root)
    join_paragraphs([*ended, *drop_caps(root)])
    if n_changes:
        detail = f"{name} holds {n_changes} tracked changes; it was read as if all were accepted"
        package.warn("tracked_changes", detail)
    for kind in embedded_parts(root):
        detail = f"the document embeds another file ({kind}) whose text was not read"
        package.warn("embedded_part_not_read", detail)
    return root


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of the clean package; `relation` is the id by which the document names it."""

    name: str
    kind: str
    content: bytes
    relation: str = ""


def _parts(package: Package, limits: Limits) -> Iterator[_Part]:
    main = _main_part(package)
    root = _prepared(package, main)
    if sum(1 for _ in root.iter("{*}tc")) > limits.max_cells:
        raise TooLargeDocument(f"the document has more than {limits.max_cells} table cells")
    if etree.QName(root).localname != "document" or MAIN not in root.nsmap.values():
        raise CorruptDocument("the file has no Word document in it")
    yield _Part("word/document.xml", "document.main", _plain(root))
    for number, (relation, kind, name) in enumerate(_related(package, main)):
        yield _Part(f"word/part{number}.xml", kind, _plain(_prepared(package, name)), relation)
    if CORE in package.names:
        try:
            yield _Part(CORE, "core", _plain(package.tree(CORE)))
        except CorruptDocument as error:
            package.warn("part_unreadable", str(error), Severity.INFO)


def _plain(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _main_part(package: Package) -> str:
    if "_rels/.rels" in package.names:
        for relation in package.tree("_rels/.rels").iter(PACKAGE_RELATION):
            target = _target("", relation)
            if relation.get("Type", "").endswith("/officeDocument") and target in package.names:
                return target
    if "word/document.xml" in package.names:
        return "word/document.xml"
    raise CorruptDocument("the file has no Word document in it")


def _related(package: Package, main: str) -> Iterator[tuple[str, str, str]]:
    folder, name = posixpath.split(main)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in package.names:
        return
    once: set[str] = set()
    for relation in package.tree(relations).iter(PACKAGE_RELATION):
        kind, target = relation.get("Type", "").rsplit("/", 1)[-1], _target(folder, relation)
        if kind not in KEPT or relation.get("TargetMode") == "External" or (kind in SINGLE and kind in once):
            continue
        if target not in package.names:
            package.warn("part_missing", f"the file lacks its part {target}")
            continue
        once.add(kind)
        yield relation.get("Id", ""), kind, target


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
        kind = OTHER_TYPES.get(part.kind, f"{TYPES}{part.kind}+xml")
        etree.SubElement(root, "Override", PartName=f"/{part.name}", ContentType=kind)
    return etree.tostring(root)


def _relations(related: list[tuple[str, str, str]]) -> bytes:
    root = etree.Element("Relationships", xmlns="http://schemas.openxmlformats.org/package/2006/relationships")
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    for relation, kind, target in related:
        uri = core if kind == "core-properties" else RELATIONS + kind
        etree.SubElement(root, "Relationship", Id=relation, Type=uri, Target=target)
    return etree.tostring(root)
