"""Tests of `normalise.agencies.keys` and of the cells that use what a key explains."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from normalise.agencies import AgencyReader, find_expansions
from normalise.agencies.keys import key_entries
from normalise.vocabulary import load_vocabulary

_KEY = (
    "Abbreviations",
    "SN – Safer Northshire",
    "N&WP – Northshire and Westshire Police",
    "PC – Penby Council",
    "LLS – Lantern Light Support (domestic abuse charity)",
)


@pytest.fixture(scope="module")
def reader() -> AgencyReader:
    return AgencyReader(load_vocabulary(), find_expansions(_KEY, load_vocabulary()))


@pytest.mark.parametrize(
    ("texts", "entries"),
    [
        (["KC – Kelby Council", "MC - Marshire Council"], ["KC=Kelby Council", "MC=Marshire Council"]),
        (["KC: Kelby Council\nK/MP = Kelby and Marshire Police"],
         ["KC=Kelby Council", "K/MP=Kelby and Marshire Police"]),
        (["Key: KC = Kelby Council; KYS = Kelby youth service."], ["KC=Kelby Council", "KYS=Kelby youth service"]),
        (["KC – Kelby Council. KYS – Kelby Youth Service."], ["KC=Kelby Council", "KYS=Kelby Youth Service"]),
        (["Term", "Meaning", "KC", "Kelby Council", "KYS", "Kelby youth service"],
         ["KC=Kelby Council", "KYS=Kelby youth service"]),
        (["SN", "Safer Northshire (the partnership)"], ["SN=Safer Northshire (the partnership)"]),
        (["SN – set out a plan for the North"], []),
        (["SN – Kelby Council", "PC – Marshire Council"], []),
        (["R – Red", "A – Amber", "G – Green"], []),
        (["Police", "SN", "Sept 2021", "Completed"], []),
    ],
)  # fmt: skip
def test_a_key_explains_its_abbreviations(texts: list[str], entries: list[str]) -> None:
    """Entries are found in lines and in the cells of a table, and nothing is one whose letters do not fit."""
    assert [f"{short}={meaning}" for short, meaning in key_entries(texts)] == entries


@pytest.mark.parametrize(
    ("cell", "agencies", "sectors", "owners"),
    [
        ("SN", "SN", "community_safety_partnership", ""),
        ("N&WP (Det. Supt. Anna Quill)", "N&WP", "police", "Det. Supt. Anna Quill"),
        ("SN / LLS", "SN|LLS", "community_safety_partnership|voluntary", ""),
        ("PC (Housing), LLS", "PC|LLS", "local_authority|voluntary", ""),
        ("N&WP and PC", "N&WP|PC", "police|local_authority", ""),
        ("SN (Anna Quill, Co-ordinator)", "SN", "community_safety_partnership", "Anna Quill"),
        ("PC Quill, N&WP", "N&WP", "police", "PC Quill"),
        ("Safer Northshire (SN)", "Safer Northshire", "community_safety_partnership", ""),
    ],
)
def test_a_cell_is_read_with_the_key(reader: AgencyReader, cell: str, agencies: str, sectors: str, owners: str) -> None:
    """An explained abbreviation is the agency it stands for, however short or odd, and a rank before a name."""
    leads = reader.parse(cell)
    assert ("|".join(leads.agencies), "|".join(leads.sectors), "|".join(leads.owners)) == (agencies, sectors, owners)


def test_without_a_key_two_letters_are_no_agency() -> None:
    """The same letters in a document that does not explain them name nobody."""
    leads = AgencyReader(load_vocabulary(), {}).parse("SN / PC")
    assert (leads.agencies, leads.owners) == ((), ())


def test_a_meaning_that_holds_its_own_abbreviation_ends() -> None:
    """An abbreviation that stands in its own meaning does not ask for itself without end."""
    assert AgencyReader(load_vocabulary(), {"S&N": "S&N Quorum", "PC": "PC Quorum"}).parse("S&N").owners == ()


@pytest.mark.parametrize("unit", ["SN – ", "A&", "SN – Safer Northshire\n", "SN\n"])
def test_the_time_grows_with_the_key(unit: str, in_proportion: Callable[..., None]) -> None:
    """Whatever is repeated, the time grows with the key and no faster."""
    in_proportion(lambda size: key_entries([(unit * size)[:size]]))
