"""Joined letters that a file spells with one sign are put back, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.document import Cell, Paragraph, Table
from normalise.cell_text import normal_blocks
from normalise.ligatures import mend_ligatures


def _mended(*texts: str) -> list[str]:
    put_back = mend_ligatures(texts)
    return list(texts) if put_back is None else [put_back(text) for text in texts]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Home Oﬃce: ﬁnd staﬀ", "Home Office: find staff"),
        ("acƟon plan of the commiƩee, oŌen seƫng a plaƞorm", "action plan of the committee, often setting a platform"),
        ("na\U0010019fonal commi\U001001a9ee, o\U0010014cen", "national committee, often"),
        ("o昀케cers 昀椀nd sta昀昀 a lea昀氀et", "officers find staff a leaflet"),
        ("Ōtara Trust", "Ōtara Trust"),
        ("最初から", "最初から"),
    ],
)
def test_signs_of_known_origin(printed: str, meant: str) -> None:
    assert _mended(printed) == [meant]


@pytest.mark.parametrize("sign", ["O", "&", "(", "'", "5", "\ufffd"])
def test_a_sign_that_makes_words_stands_for_letters(sign: str) -> None:
    words = ("action", "national", "information", "notify", "Martin")
    text = " ".join(words).replace("ti", sign)
    before = ("Office", "R&D", "victim's", "action(s)", "I don't", "page 5", "O'Neill")
    assert _mended(text, *before) == [" ".join(words), *before]


def test_one_sign_may_stand_for_several_letters() -> None:
    words = "action nation motion after software leftover"
    assert _mended(words.replace("ti", "[").replace("ft", "[")) == [words]


def test_the_first_letters_of_a_word() -> None:
    assert _mended("acOon naOon moOon Ome Office Once") == ["action nation motion time Office Once"]


@pytest.mark.parametrize(
    "text",
    [
        "SafeLives MacKenzie YouTube LinkedIn WhatsApp TecSOS McDonald DfE IDVAs",
        "action(s) agency(ies) recommendation(s) policy(ies) lead(s)in",
        "name@council.gov.uk other@police.uk third@nhs.net www.some(thing).org",
        "the victim's, they're, we've, don't, I'm, you'll",
        "Bronwen Siân Dŵr Tŷ gweithredu'n wedi'i sy'n",
        "Dra& a&er",
    ],
)
def test_other_signs_within_words_stay(text: str) -> None:
    assert _mended(text) == [text]


def test_headings_and_cells_are_mended_by_the_words_of_the_whole_document() -> None:
    table = Table((Cell("AcOon", 0, 0), Cell("CompleOon date", 0, 1)), 1, 2)
    blocks = normal_blocks([Paragraph("The naOonal operaOons of the organisaOon"), table])
    assert blocks[0] == Paragraph("The national operations of the organisation")
    assert isinstance(blocks[1], Table)
    assert [cell.text for cell in blocks[1].cells] == ["Action", "Completion date"]


@pytest.mark.parametrize("piece", ["aXa", "aXaXa ", "x", "ac(on "])
def test_time_is_in_proportion(piece: str, in_proportion: Callable[..., None]) -> None:
    def work(size: int) -> None:
        _mended("acXon naXonal moXon " + piece * (size // len(piece)))

    in_proportion(work)
