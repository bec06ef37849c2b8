"""The same plan in another format gives the same actions, field by field."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks import formats  # noqa: E402 - the folder is not installed
from benchmarks.our_reading import source_of  # noqa: E402
from extractors.document import Limits  # noqa: E402
from extractors.office.convert import find_office  # noqa: E402
from extractors.readers import read_document  # noqa: E402

SAMPLES = sorted(file for file in (ROOT / "data" / "raw").iterdir() if file.is_file())
SAVED = [f"{suffix} ({formats.PROGRAMS[opened]})" for opened, made in formats.CONVERTED.items() for suffix in made]


@pytest.fixture(scope="module")
def found() -> list[formats.Agreement]:
    """Every sample in every format, those of LibreOffice where it is installed."""
    return formats.measure(SAMPLES, formats.CONVERTED if find_office() else {})


def differences(found: list[formats.Agreement], form: str) -> dict[str, tuple[str, ...]]:
    """What differs in a format, by sample."""
    return {item.sample: item.differences for item in found if item.form == form}


@pytest.mark.parametrize("form", formats.WRITERS)
def test_the_samples_give_the_same_actions_in_every_format(found: list[formats.Agreement], form: str) -> None:
    """Written as Word, workbook, web page, text and separated values they give the same fields."""
    assert differences(found, form) == {sample.stem: () for sample in SAMPLES}


@pytest.mark.skipif(
    find_office() is None,
    reason="LibreOffice is not installed (Debian: apt install libreoffice-writer libreoffice-calc)",
)
@pytest.mark.parametrize("form", SAVED)
def test_the_samples_give_the_same_actions_as_other_programs_save_them(
    found: list[formats.Agreement], form: str
) -> None:
    """Saved by Writer and Calc, and printed as PDF with the page breaks that fall, they give the same fields."""
    assert differences(found, form) == {sample.stem: () for sample in SAMPLES}


def test_an_agreement_counts_every_field_of_an_action_that_is_missing() -> None:
    """A format that loses an action, or a word of one, does not agree: the comparison can fail."""
    sample = next(file for file in SAMPLES if file.stem == "wexbourne")
    want = formats.actions_of(read_document(source_of(sample), Limits()))
    fewer = formats.compare(sample.stem, "odt", want, want[1:])
    assert (fewer.n_fields - fewer.n_same) * len(want) == fewer.n_fields
    other = (dataclasses.replace(want[0], action="Something else."), *want[1:])
    assert len(formats.compare(sample.stem, "odt", want, other).differences) == 1
