"""The same plan in another format gives the same actions, field by field."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks import formats  # noqa: E402 - the folder is not installed
from extractors.office_convert import find_office  # noqa: E402

SAMPLES = sorted((ROOT / "data" / "raw").iterdir())
CONVERTED = ("odt", "rtf", "doc", "html")
"""PDF is printed by the benchmark and not held here: a page break cuts rows, which is another matter."""


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_sample_gives_the_same_actions_in_every_format(sample: Path) -> None:
    """Written as Word, workbook, web page, text and separated values it gives the same fields."""
    assert {item.form: item.differences for item in formats.measure(sample, ())} == dict.fromkeys(formats.WRITERS, ())


@pytest.mark.skipif(
    find_office() is None, reason="LibreOffice is not installed (Debian: apt install libreoffice-writer)"
)
@pytest.mark.parametrize("sample", [s for s in SAMPLES if s.suffix == ".docx"], ids=lambda sample: sample.stem)
def test_a_sample_gives_the_same_actions_as_another_program_saves_it(sample: Path) -> None:
    """Saved by LibreOffice as OpenDocument, RTF, old Word and web page it gives the same fields."""
    found = {item.form: item.differences for item in formats.measure(sample, CONVERTED) if "LibreOffice" in item.form}
    assert found == {f"{suffix} (LibreOffice)": () for suffix in CONVERTED}
