"""A Word file from its XML, byte for byte the same each time: what `make_word_cases.py` builds its documents of."""

from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_STORED, ZipFile, ZipInfo

MADE = (2024, 1, 1, 0, 0, 0)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "r": OFFICE,
}
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
STRICT = {
    NAMES["w"]: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    held = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{held}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; a string without markup is one run."""
    held = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{held}{''.join(r if r.startswith('<') else run(r) for r in runs)}</w:p>"


def cell(*blocks: str, properties: str = "") -> str:
    """A cell of blocks; a string without markup is one paragraph."""
    held = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
    return f"<w:tc>{held}{''.join(b if b.startswith('<') else paragraph(b) for b in blocks)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells; a string without markup is a cell."""
    held = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{held}{''.join(c if c.startswith('<') else cell(c) for c in cells)}</w:tr>"


def table(*rows: str, properties: str = "", n_columns: int = 5) -> str:
    """A table with a grid of equal columns."""
    grid = '<w:gridCol w:w="1800"/>' * n_columns
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def control(content: str, properties: str = "") -> str:
    """A content control around anything."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def tracked(kind: str, content: str = "") -> str:
    """A tracked change around runs, or as a mark within properties."""
    return f'<w:{kind} w:id="1" w:author="editor" w:date="2024-01-01T00:00:00Z">{content}</w:{kind}>'


def word_file(body: str, parts: dict[str, str], is_strict: bool = False) -> bytes:
    """The bytes of a document with the body and further parts (kind of part to the XML inside its root)."""
    roots = {kind: f"w:{kind}" for kind in ("styles", "numbering", "footnotes", "endnotes")} | {"theme": "a:theme"}
    files = {"word/document.xml": _root("w:document", f"<w:body>{body}<w:sectPr/></w:body>")}
    files |= {f"word/{kind}.xml": _root(roots[kind], xml) for kind, xml in parts.items()}
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for n, kind in enumerate(parts, 1)
    )
    files["word/_rels/document.xml.rels"] = _relations(related)
    main = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    files["_rels/.rels"] = _relations(main)
    if is_strict:
        files = {name: _in_strict_names(xml) for name, xml in files.items()}
    files["[Content_Types].xml"] = _types(parts)
    return _zipped(files)


def _root(name: str, xml: str) -> str:
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())
    return f"<{name} {names}>{xml}</{name}>"


def _relations(xml: str) -> str:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{xml}</Relationships>'


def _in_strict_names(xml: str) -> str:
    for usual, strict in STRICT.items():
        xml = xml.replace(usual, strict)
    return xml


def _types(parts: dict[str, str]) -> str:
    kinds = {kind: THEME_TYPE if kind == "theme" else WORD_TYPE.format(kind) for kind in parts}
    kinds["document"] = WORD_TYPE.format("document.main")
    overrides = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{t}"/>' for name, t in kinds.items())
    relations = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    names = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<Types xmlns="{names}">{relations}{overrides}</Types>'


def _zipped(files: dict[str, str]) -> bytes:
    made = BytesIO()
    # Stored: compressed bytes differ from one zlib to another.
    with ZipFile(made, "w", ZIP_STORED) as archive:
        for name, xml in sorted(files.items()):
            archive.writestr(ZipInfo(name, MADE), '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + xml)
    return made.getvalue()
