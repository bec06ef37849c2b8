"""Lead-agency cells: organisations, sectors and people."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from normalise.agencies import AgencyReader, find_expansions
from normalise.plan import Sector
from normalise.vocabulary import load_vocabulary

_ROWS = [
    [*line.split("\t"), "", "", ""][:4]
    for line in (Path(__file__).parent / "agency_cells.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def _listed(field: str) -> tuple[str, ...]:
    return tuple(part for part in field.strip().split("|") if part)


@pytest.fixture(scope="module")
def reader() -> AgencyReader:
    return AgencyReader(load_vocabulary(), {})


@pytest.mark.parametrize(("cell", "agencies", "sectors", "owners"), _ROWS, ids=[row[0] for row in _ROWS])
def test_a_cell_gives_its_agencies_sectors_and_owners(
    reader: AgencyReader, cell: str, agencies: str, sectors: str, owners: str
) -> None:
    """Organisations, one sector for each and people are told apart in a cell."""
    leads = reader.parse(cell.replace("\\n", "\n"))
    assert (leads.agencies, leads.sectors, leads.owners) == (_listed(agencies), _listed(sectors), _listed(owners))


@pytest.mark.parametrize("cell", [None, "", "  \n "])
def test_an_empty_cell_names_nobody(reader: AgencyReader, cell: str | None) -> None:
    """No text gives empty lists and no warning."""
    assert reader.parse(cell) == type(reader.parse("Police"))()


def test_an_expansion_of_the_document_gives_the_sector() -> None:
    """An acronym that the vocabulary does not know takes the sector of what the document says it stands for."""
    expansions = find_expansions(["The Northshire Drug and Alcohol Recovery Service (NDARS) met.", "NDARS"])
    leads = AgencyReader(load_vocabulary(), expansions).parse("NDARS")
    assert (leads.agencies, leads.sectors) == (("NDARS",), (Sector.HEALTH,))


def test_an_acronym_beside_its_own_expansion_is_one_agency() -> None:
    """A name and its acronym in one cell are the same agency when the document says so."""
    reader = AgencyReader(load_vocabulary(), {"TNB": "Safer Northshire Board"})
    assert reader.parse("Safer Northshire Board / TNB").agencies == ("Safer Northshire Board",)


@pytest.mark.parametrize(
    ("texts", "acronym", "expansion"),
    [
        (["an Independent Domestic Violence Advocate (IDVA) was"], "IDVA", "Independent Domestic Violence Advocate"),
        (["IDVA (Independent Domestic Violence Advocate)"], "IDVA", "Independent Domestic Violence Advocate"),
        (["The Northshire Safeguarding Children Partnership met", "NSCP"], "NSCP",
         "Northshire Safeguarding Children Partnership"),
        (["Northshire & Westshire NHS Foundation Trust (NWFT)"], "NWFT", "Northshire & Westshire NHS Foundation Trust"),
        (["Northshire Council wrote (NC) again"], "NC", None),
        (["Purple Apples Every Day Falling", "PAEDF"], "PAEDF", None),
    ],
)  # fmt: skip
def test_expansions_are_learnt_from_the_text(texts: list[str], acronym: str, expansion: str | None) -> None:
    """Definitions in brackets and organisations' names explain acronyms; other capitalised words do not."""
    assert find_expansions(texts).get(acronym) == expansion


@pytest.mark.parametrize("cell", ["A" * 100_000, "Police and " * 10_000, "(" * 100_000, "John Smith, " * 9_000,
                                  "\n" * 99_999 + "x", "'" * 100_000, "a@" * 50_000],
                         ids=["letter", "and", "brackets", "people", "lines", "quotes", "addresses"])  # fmt: skip
def test_a_huge_cell_is_read_in_part_and_quickly(reader: AgencyReader, cell: str) -> None:
    """100 kB of anything returns within two seconds with a warning."""
    begun = time.perf_counter()
    assert reader.parse(cell).warnings == ("agency_cell_too_long",)
    assert time.perf_counter() - begun < 2


def test_a_huge_text_gives_its_expansions_quickly() -> None:
    """100 kB of capitalised words does not take long."""
    begun = time.perf_counter()
    find_expansions(["Northshire Council " * 5_000, "(" * 100_000, "Board (NB) " * 9_000])
    assert time.perf_counter() - begun < 5


def test_a_user_can_add_an_agency(tmp_path: Path) -> None:
    """A phrase of a user's own file is an agency of the sector it stands under."""
    extension = tmp_path / "words.toml"
    extension.write_text('[agency_names]\nvoluntary = ["Lantern Lights"]\n', encoding="utf-8")
    leads = AgencyReader(load_vocabulary(extension), {}).parse("Lantern Lights")
    assert (leads.agencies, leads.sectors) == (("Lantern Lights",), (Sector.VOLUNTARY,))


def test_importing_the_package_does_not_import_spacy() -> None:
    """The library spaCy takes seconds to import and is imported when the first reader is built."""
    code = "import sys, normalise.agencies; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
