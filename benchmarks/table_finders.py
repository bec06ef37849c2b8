"""Finders of tables of every kind, ours among them, each giving a file's tables with the texts of their cells.

Peers that give rows of texts without spans have each text in one slot; their empty slots count as blank, which the
measure leaves out. Libraries are imported inside, so that a peer that is missing can be left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from benchmarks.adjacency import PageTable, PlacedText


@dataclass(frozen=True, slots=True)
class Finder:
    """One way to find tables.

    Attributes:
        name: As printed, and as chosen with `--only`.
        package: The distribution whose version is printed and without which it is left out.
        find: All tables of a file.
    """

    name: str
    package: str
    find: Callable[[Path], Iterable[PageTable]]

    def version(self) -> str | None:
        """The installed version, or None where the library is missing."""
        try:
            return metadata.version(self.package)
        except metadata.PackageNotFoundError:
            return None


def _of_texts(page: int, rows: Iterable[Sequence[object]]) -> PageTable:
    return PageTable(
        page,
        tuple(
            PlacedText("" if text is None else str(text), r, c, r, c)
            for r, row in enumerate(rows)
            for c, text in enumerate(row)
        ),
    )


def _ours(file: Path) -> Iterator[PageTable]:
    from benchmarks.our_reading import source_of, tables_of
    from extractors.document import Limits
    from extractors.readers import read_document

    document = read_document(source_of(file), Limits(all_pages=True, headings=None))
    for table in tables_of(document):
        cells = (
            PlacedText(c.text, c.row, c.column, c.row + c.row_span - 1, c.column + c.column_span - 1)
            for c in table.cells
        )
        yield PageTable(table.page or 1, tuple(cells))


def _pdfplumber(file: Path) -> Iterator[PageTable]:
    import pdfplumber

    with pdfplumber.open(file) as document:
        for page in document.pages:
            yield from (_of_texts(page.page_number, rows) for rows in page.extract_tables())
            page.close()


def _camelot(flavor: str) -> Callable[[Path], Iterator[PageTable]]:
    def find(file: Path) -> Iterator[PageTable]:
        import camelot

        for table in camelot.read_pdf(str(file), pages="all", flavor=flavor, suppress_stdout=True):
            yield _of_texts(int(table.page), table.df.to_numpy().tolist())

    return find


def _tabula(file: Path) -> Iterator[PageTable]:
    import pypdfium2
    import tabula

    with pypdfium2.PdfDocument(file) as document:
        n_pages = len(document)
    for page in range(1, n_pages + 1):  # of all pages at once it does not say which table stands where
        for table in tabula.read_pdf(str(file), pages=page, output_format="json", silent=True):
            yield _of_texts(page, [[cell["text"] for cell in row] for row in table["data"]])


def _tablers(file: Path) -> Iterator[PageTable]:
    import tablers

    with tablers.Document(str(file)) as document:
        for number, page in enumerate(document.pages(), start=1):
            for table in tablers.find_tables(page, extract_text=True):
                yield _of_texts(number, [[cell.text if cell else None for cell in row.cells] for row in table.rows])


def _pymupdf(strategy: str) -> Callable[[Path], Iterator[PageTable]]:
    def find(file: Path) -> Iterator[PageTable]:
        import pymupdf

        with pymupdf.open(file) as document:
            for page in document:
                yield from (_of_texts(page.number + 1, t.extract()) for t in page.find_tables(strategy=strategy).tables)

    return find


FINDERS = (
    Finder("ours", "dhr-plans", _ours),
    Finder("pdfplumber", "pdfplumber", _pdfplumber),
    Finder("tablers", "tablers", _tablers),
    Finder("tabula", "tabula-py", _tabula),
    Finder("camelot-lattice", "camelot-py", _camelot("lattice")),
    Finder("camelot-network", "camelot-py", _camelot("network")),
    Finder("camelot-hybrid", "camelot-py", _camelot("hybrid")),
    Finder("pymupdf-lines", "PyMuPDF", _pymupdf("lines")),
    Finder("pymupdf-text", "PyMuPDF", _pymupdf("text")),
)
