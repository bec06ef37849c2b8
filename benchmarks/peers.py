"""Ways to read the tables of a PDF, ours among them: each takes a file and gives the number of tables found.

Every way gives the text of the cells as well. Libraries are imported inside, so that a way whose library is missing
can be left out; a first call on a small file keeps imports and start-up out of what is timed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read.

    Attributes:
        name: As printed.
        package: The distribution whose version is printed and without which the way is left out.
        read: Reads all pages of a file and gives the number of tables; None where it looks for none.
        is_slow: Whether fewer rounds are enough.
    """

    name: str
    package: str
    read: Callable[[Path], int | None]
    is_slow: bool = False

    def version(self) -> str | None:
        """The installed version, or None where the library is missing."""
        try:
            return metadata.version(self.package)
        except metadata.PackageNotFoundError:
            return None


def _pdfium_text(file: Path) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(file) as document:
        for page in document:
            text = page.get_textpage()
            text.get_text_range()
            text.close()
            page.close()


def _ours(file: Path) -> int:
    from benchmarks.our_reading import read_as_run, tables_of

    return len(tables_of(read_as_run(file)))


def _pdfplumber(file: Path) -> int:
    import pdfplumber

    found = 0
    with pdfplumber.open(file) as document:
        for page in document.pages:
            found += len(page.extract_tables())
            page.close()
    return found


def _tablers(file: Path) -> int:
    import tablers

    with tablers.Document(str(file)) as document:
        return sum(len(tablers.find_tables(page, extract_text=True)) for page in document.pages())


def _camelot(engine: str) -> Callable[[Path], int]:
    def read(file: Path) -> int:
        import camelot

        return len(camelot.read_pdf(str(file), pages="all", flavor="lattice", engine=engine, suppress_stdout=True))

    return read


def _tabula(file: Path) -> int:
    import tabula

    return len(tabula.read_pdf(str(file), pages="all", lattice=True, silent=True))


def _pymupdf(strategy: str) -> Callable[[Path], int]:
    def read(file: Path) -> int:
        import pymupdf

        with pymupdf.open(file) as document:
            return sum(len([t.extract() for t in page.find_tables(strategy=strategy).tables]) for page in document)

    return read


LIMIT = Way("pdfium, text alone (the limit)", "pypdfium2", _pdfium_text)
OURS = Way("ours, whole read", "dhr-plans", _ours)
PDFPLUMBER = Way("pdfplumber extract_tables", "pdfplumber", _pdfplumber, is_slow=True)
WAYS = (
    LIMIT,
    OURS,
    Way("tablers find_tables", "tablers", _tablers),
    Way("Camelot lattice, vector", "camelot-py", _camelot("vector"), is_slow=True),
    Way("Camelot lattice, default", "camelot-py", _camelot("combined"), is_slow=True),
    Way("tabula lattice", "tabula-py", _tabula, is_slow=True),
    PDFPLUMBER,
    Way("PyMuPDF find_tables, lines", "PyMuPDF", _pymupdf("lines"), is_slow=True),
    Way("PyMuPDF find_tables, lines_strict", "PyMuPDF", _pymupdf("lines_strict"), is_slow=True),
)
