"""Lead-agency cells: organisations, sectors and people."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy

from normalise.agencies import AgencyReader, find_expansions
from normalise.agencies.entities import Entity, installed_entities
from normalise.agencies.pieces import Kind
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


def test_the_table_has_enough_cells() -> None:
    """The table covers every sector and at least 300 cells."""
    assert len(_ROWS) >= 300
    assert {sector for row in _ROWS for sector in _listed(row[2])} == {sector.value for sector in Sector}


def test_a_model_decides_only_what_the_rules_leave_open() -> None:
    """A model's organisation is taken for words that no vocabulary holds, and never against the vocabulary."""
    entities = (Entity(0, 12, Kind.ORGANISATION), Entity(14, 31, Kind.PERSON))
    reader = AgencyReader(load_vocabulary(), {}, lambda _: entities)
    leads = reader.parse("Corvin Dalby, Northshire Police")
    assert (leads.agencies, leads.owners) == (("Corvin Dalby", "Northshire Police"), ())
    assert AgencyReader(load_vocabulary(), {}, lambda _: ()).parse("Corvin Dalby").owners == ("Corvin Dalby",)


_MODEL_PACKAGE = """
from pathlib import Path
from spacy.util import load_model_from_path
def load(**overrides):
    return load_model_from_path(Path(__file__).parent / "pipeline", **overrides)
"""
_ASK_THE_MODEL = """
from normalise.agencies import AgencyReader
from normalise.vocabulary import load_vocabulary
leads = AgencyReader(load_vocabulary(), {}).parse("Corvin Dalby, Northshire Police / Orvel Thrane / Anna Quill")
print("|".join(leads.agencies), "|".join(leads.owners), sep=";")
"""


def _install_model(site: Path) -> None:
    """An English pipeline of two rules, installed under `site` as spaCy's models are: a package that says so."""
    model = spacy.blank("en")
    rules = [{"label": "ORG", "pattern": "Corvin Dalby"}, {"label": "PERSON", "pattern": "Orvel Thrane"}]
    model.add_pipe("entity_ruler").add_patterns(rules)  # type: ignore[attr-defined]  # the ruler has it
    model.meta["name"] = "core_web_sm"
    package = site / "en_core_web_sm"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(_MODEL_PACKAGE, encoding="utf-8")
    model.to_disk(package / "pipeline")
    about = site / "en_core_web_sm-3.8.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: en_core_web_sm\nVersion: 3.8.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[spacy_models]\nen_core_web_sm = en_core_web_sm\n", encoding="utf-8")


def test_a_model_that_the_user_installs_is_found_and_asked(tmp_path: Path) -> None:
    """A spaCy model installed as a package is loaded by itself; its organisations and people are taken."""
    _install_model(tmp_path)
    paths = os.pathsep.join((str(tmp_path), str(Path(__file__).parents[2])))
    done = subprocess.run(
        [sys.executable, "-c", _ASK_THE_MODEL],
        env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert done.stdout.strip() == "Corvin Dalby|Northshire Police;Orvel Thrane|Anna Quill"


@pytest.mark.parametrize("cell", ["LBM Communications", "LBM Private Sector Housing", "LBM"])
def test_a_department_behind_the_letters_of_a_council_is_the_council(cell: str) -> None:
    """Letters that the document explains as a council lead, whichever of its departments does the work."""
    leads = AgencyReader(load_vocabulary(), {"LBM": "London Borough of Marlowick"}).parse(cell)
    assert (leads.agencies, leads.sectors) == (("LBM",), (Sector.LOCAL_AUTHORITY,))


def test_an_installed_model_helps() -> None:
    """With a spaCy model the readings of plain cells stay as they are."""
    found = installed_entities()
    if found is None:
        pytest.skip("no spaCy model is installed")
    leads = AgencyReader(load_vocabulary(), {}, found).parse("Anna Quill, Northshire Police")
    assert (leads.agencies, leads.owners) == (("Northshire Police",), ("Anna Quill",))


_FORCES = (
    "Avon and Somerset Police", "Bedfordshire Police", "Cambridgeshire Constabulary", "Cheshire Constabulary",
    "City of London Police", "Cleveland Police", "Cumbria Constabulary", "Derbyshire Constabulary",
    "Devon and Cornwall Police", "Dorset Police", "Durham Constabulary", "Dyfed-Powys Police", "Essex Police",
    "Gloucestershire Constabulary", "Greater Manchester Police", "Gwent Police", "Hampshire Constabulary",
    "Hertfordshire Constabulary", "Humberside Police", "Kent Police", "Lancashire Constabulary",
    "Leicestershire Police", "Lincolnshire Police", "Merseyside Police", "Metropolitan Police Service",
    "Norfolk Constabulary", "North Wales Police", "North Yorkshire Police", "Northamptonshire Police",
    "Northumbria Police", "Nottinghamshire Police", "South Wales Police", "South Yorkshire Police",
    "Staffordshire Police", "Suffolk Constabulary", "Surrey Police", "Sussex Police", "Thames Valley Police",
    "Warwickshire Police", "West Mercia Police", "West Midlands Police", "West Yorkshire Police", "Wiltshire Police",
)  # fmt: skip
"""The territorial police forces of England and Wales (schedule 1 to the Police Act 1996, and London's two)."""


def test_every_territorial_force_is_in_the_vocabulary(reader: AgencyReader) -> None:
    """All 43 forces of England and Wales are held by name, and each is one agency of the police beside another."""
    held = {name.casefold() for name in load_vocabulary()["agency_names"]["police"]}
    assert len(set(_FORCES)) == 43
    assert [force for force in _FORCES if force.casefold() not in held] == []
    read = [reader.parse(f"{force} and Northshire Council") for force in _FORCES]
    assert [leads.agencies for leads in read] == [(force, "Northshire Council") for force in _FORCES]
    assert {leads.sectors[0] for leads in read} == {Sector.POLICE}


def test_an_expansion_of_the_document_gives_the_sector() -> None:
    """An acronym that the vocabulary does not know takes the sector of what the document says it stands for."""
    expansions = find_expansions(
        ["The Northshire Drug and Alcohol Recovery Service (NDARS) met.", "NDARS"], load_vocabulary()
    )
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
    assert find_expansions(texts, load_vocabulary()).get(acronym) == expansion


@pytest.mark.parametrize("unit", ["A", "Police and ", "(", "John Smith, ", "\n", "'", "a@", "Northshire\n", "T/",
                                  "of the ", "A. ", "St "],
                         ids=["letter", "and", "brackets", "people", "lines", "quotes", "addresses", "names on lines",
                              "ranks", "small words", "initials", "openers"])  # fmt: skip
def test_a_huge_cell_is_read_in_part(reader: AgencyReader, unit: str, in_proportion: Callable[..., None]) -> None:
    """100 kB of anything returns with a warning, in a time that grows with the cell and no faster."""
    assert reader.parse((unit * 100_000)[:99_999] + "x").warnings == ("agency_cell_too_long",)
    in_proportion(lambda size: reader.parse((unit * size)[:size]))


@pytest.mark.parametrize("unit", ["Northshire Council ", "(", "Board (NB) "])
def test_the_time_for_expansions_grows_with_the_text(unit: str, in_proportion: Callable[..., None]) -> None:
    """Whatever is repeated, the time grows with the text and no faster."""
    in_proportion(lambda size: find_expansions([(unit * size)[:size]], load_vocabulary()))


def test_letters_have_the_sector_of_the_body_over_their_row(reader: AgencyReader) -> None:
    """What is short for the one body in a heading is of its sector; other letters are not."""
    heading = "MERESHIRE & BORDERS HOSPITALS NHS TRUST"
    for cell, sector in (("M&BHT – Ruth Quill, Named Nurse", Sector.HEALTH), ("XQZ", Sector.OTHER)):
        assert reader.under_heading(reader.parse(cell), heading).sectors == (sector,)


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
