"""Names of OpenDocument elements and attributes (ISO/IEC 26300), in lxml's notation."""

from __future__ import annotations

_BASE = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE = (f"{{{_BASE}{name}:1.0}}" for name in ("office", "text", "table"))
STYLE, DRAW = f"{{{_BASE}style:1.0}}", f"{{{_BASE}drawing:1.0}}"
FO = f"{{{_BASE}xsl-fo-compatible:1.0}}"
META = f"{{{_BASE}meta:1.0}}"
DUBLIN = "{http://purl.org/dc/elements/1.1/}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
