"""The tables that the ICDAR 2013 competition's files say a document has (`*-str.xml`)."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from benchmarks.adjacency import PageTable, PlacedText

PARALLEL = re.compile(r"(.*\d)[ab]$")
"""Two truths of one document (`eu-009a`, `eu-009b`): opinions differed, and either is right."""


def find_documents(folder: Path) -> dict[Path, list[list[PageTable]]]:
    """Each PDF with the truths that are told of it, in order of names."""
    documents: dict[Path, list[list[PageTable]]] = {}
    for pdf in sorted(folder.rglob("*.pdf")):
        stem = PARALLEL.sub(r"\1[ab]", pdf.stem)
        truths = [read_truth(file) for file in sorted(pdf.parent.glob(f"{stem}-str.xml"))]
        if truths:
            documents[pdf] = truths
    return documents


def read_truth(file: Path) -> list[PageTable]:
    """The tables of one structure file.

    Raises:
        OSError: The file cannot be read.
        xml.etree.ElementTree.ParseError: It is no XML.
    """
    root = ET.parse(file).getroot()
    return [table for element in root.iter("table") for table in _regions(element)]


def _regions(element: ET.Element) -> Iterator[PageTable]:
    for region in element.iter("region"):
        cells = tuple(_cell(cell) for cell in region.iter("cell"))
        yield PageTable(int(region.get("page", "1")), cells)


def _cell(cell: ET.Element) -> PlacedText:
    row, column = int(cell.get("start-row", "0")), int(cell.get("start-col", "0"))
    last_row, last_column = int(cell.get("end-row", row)), int(cell.get("end-col", column))
    return PlacedText("".join(cell.findtext("content") or ""), row, column, last_row, last_column)
