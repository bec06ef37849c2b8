"""Tests of `extractors.pdf.open`: what is said of a file whose parts lead to each other in odd ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.document import Kind, Limits, Paragraph, Source
from extractors.pdf.reader import read_pdf


def _pdf(kids: str) -> bytes:
    """A file with one page of words, object 4; object 2 is the root of the tree of pages."""
    words = b"BT /F1 12 Tf 72 700 Td (Train all staff) Tj ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count 1/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 850]/Contents 5 0 R/Resources<</Font<</F1 3 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(words), words),
    )
    content, places = b"%PDF-1.7\n", []
    for number, value in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, value)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(content))
    return content + head + table + end


@pytest.mark.parametrize(("kids", "codes"), [("4 0 R", []), ("2 0 R 4 0 R", ["file_structure_damaged"])])
def test_a_tree_of_pages_that_holds_itself(tmp_path: Path, kids: str, codes: list[str]) -> None:
    """Its pages are read all the same, and it is said that something may be missing."""
    file = tmp_path / "plan.pdf"
    file.write_bytes(_pdf(kids))
    document = read_pdf(Source("plan.pdf", "0" * 64, file.stat().st_size, Kind.PDF, file), Limits())
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["Train all staff"]
    assert [issue.code for issue in document.issues] == codes
