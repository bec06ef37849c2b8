"""Page furniture: what pages repeat is dropped, what parts tables stays."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.document import Block, Cell, Paragraph, Region, Table
from normalise.furniture import drop_furniture
from normalise.vocabulary import load_vocabulary

WORDS = load_vocabulary()
HEADER = "Marlowick Partnership – DHR Action Plan"


def table(page: int) -> Table:
    region = Region(page, 40.0, 100.0, 560.0, 700.0)
    return Table((Cell("Action", 0, 0),), 1, 1, page=page, region=region)


def line(text: str, page: int, top: float) -> Paragraph:
    return Paragraph(text, page=page, region=Region(page, 40.0, top, 300.0, top + 12.0))


def between(texts: Sequence[str], top: float = 400.0) -> list[Block]:
    """A table, then each text and another table, all texts in the middle of their pages."""
    blocks: list[Block] = [line("Action plan", 1, 80.0), table(1)]
    for page, text in enumerate(texts, start=1):
        blocks += [line(text, page, top), table(page)]
    return blocks


@pytest.mark.parametrize(
    ("texts", "dropped"),
    [
        ([HEADER] * 3, [HEADER]),
        ([HEADER, HEADER.upper(), HEADER], [HEADER]),
        ([HEADER] * 2, []),
        ([HEADER, HEADER, "Marlowick Hospital Trust", HEADER], []),
        (["Recommendation 1", "Recommendation 2", "Recommendation 3"], []),
        (["Phase 1", "Phase 2", "Phase 3"], []),
    ],
)
def test_a_line_between_all_tables_is_the_header_of_lost_pages(texts: list[str], dropped: list[str]) -> None:
    """The same line alone in every gap tells no table from another; lines that differ do, and labels always."""
    kept, gone = drop_furniture(between(texts), WORDS)
    assert gone == dropped
    assert [block.text for block in kept if isinstance(block, Paragraph)] == ["Action plan", *([] if gone else texts)]


@pytest.mark.parametrize(
    ("text", "is_dropped"),
    [
        ("Marlowick CSP | DHR 4 action plan v3 Page 2 of 7", True),
        ("Marlowick DHR – Tudalen 3", True),
        ("The form is set out on page 7", False),
        ("See Page 7 of the report", False),
    ],
)
def test_a_line_with_its_pages_number_is_dropped_from_text(text: str, is_dropped: bool) -> None:
    """A text does not tell where its pages end, but a line that ends in a page's number does."""
    kept, _ = drop_furniture([Paragraph("Action plan"), Paragraph(text)], WORDS)
    assert ([Paragraph(text)] == kept[1:]) is not is_dropped


@pytest.mark.parametrize(
    ("text", "top", "is_dropped"),
    [("Official – draft 3", 760.0, True), ("Official – draft 3", 400.0, False), ("Page 2 of 9", 400.0, True)],
)
def test_what_pages_repeat_at_their_foot_is_dropped(text: str, top: float, is_dropped: bool) -> None:
    """A line at the foot of two pages, not in their middle; and a page number wherever it stands."""
    kept, _ = drop_furniture([table(1), line(text, 1, top), table(2), line(text, 2, top), table(3)], WORDS)
    assert any(isinstance(block, Paragraph) for block in kept) is not is_dropped


@pytest.mark.parametrize(
    ("first", "last", "dropped"),
    [
        ("RESTRICTED", "Marlowick DHR – Action Plan – Page {}", ["RESTRICTED", "Marlowick DHR – Action Plan – Page 1"]),
        ("Lead agency: Marlowick Homes", "Target date: {} May 2022", []),
        ("Recommendation {}", "Done. Form changed by the team in both of the homes.", []),
    ],
)
def test_what_most_pages_open_or_close_with_is_dropped_without_places(
    first: str, last: str, dropped: list[str]
) -> None:
    """In text with pages alone the first and last lines of most of them are furniture, unless they are fields."""
    between = ["Action: Write to all tenants.", "Lead agency: Marlowick ICB", "Target date: May 2023"]
    blocks = [
        Paragraph(text.format(page), page=page) for page in (1, 2) for text in (first, *between, between[0], last)
    ]
    assert drop_furniture(blocks, WORDS)[1] == dropped


@pytest.mark.parametrize(
    ("text", "is_dropped"),
    [
        ("Marlowick action plan Page 1", True),
        ("Marlowick DHR – PAGE 1 of 3", True),
        ("Marlowick DHR tudalen", False),
        ("Cynllun Marlowick Tudalen 1 o 3", True),
        ("1 | P a g e", True),
        ("DHR 11 – Action Plan – page 1", True),
        ("For the ratings see page 4", False),
        ("Marlowick Homes 1", False),
        ("Recommendation 1: Webpage 2", False),
    ],
)
def test_a_line_that_ends_with_its_pages_number_is_dropped(text: str, is_dropped: bool) -> None:
    """Where lines have no places, a footer with its page's number is known by that, however seldom it is printed."""
    kept, gone = drop_furniture([Paragraph("Action plan"), Paragraph(text)], WORDS)
    assert (len(kept), gone) == ((1, [text]) if is_dropped else (2, []))


@pytest.mark.parametrize(("tops", "is_dropped"), [((150.0, 150.5, 151.0), True), ((150.0, 100.0, 180.0), False)])
def test_a_deep_header_stands_at_one_height(tops: tuple[float, ...], is_dropped: bool) -> None:
    """Below a crest the header of a page is lower than others; what stands here and there is none."""
    pages = [(line("Official", n, top), table(n), line(f"End of part {n}", n, 760.0)) for n, top in enumerate(tops, 1)]
    kept, _ = drop_furniture([block for page in pages for block in page], WORDS)
    assert any(isinstance(block, Paragraph) and block.text == "Official" for block in kept) is not is_dropped


def test_a_document_without_a_word_has_no_furniture() -> None:
    """As a Word file of pictures or a blank page gives none."""
    assert drop_furniture([], WORDS) == ([], [])


def test_a_line_with_a_place_is_judged_by_that() -> None:
    """A line of a page's middle that ends with a page's number may be of a list of contents."""
    assert drop_furniture([table(1), line("Action plan Page 9", 1, 400.0), table(1)], WORDS)[1] == []


def parted(*texts: str) -> Table:
    """A row of cells that stands alone, as a footer with tabs does in a text."""
    return Table(tuple(Cell(text, 0, n) for n, text in enumerate(texts)), 1, len(texts))


@pytest.mark.parametrize(
    ("rows", "is_dropped"),
    [
        ([("Tansley Vale DHR 3 – action plan", f"{n}") for n in (41, 42, 43)], True),
        ([("OFFICIAL", "Tansley Vale DHR 3", f"Page {n} of 9") for n in (1, 2, 3)], True),
        ([(f"{n}", "Tansley Vale Safety Partnership") for n in (1, 2, 3)], True),
        ([("Action number", f"{n}") for n in (1, 2, 3)], False),
        ([("Recommendation", f"{n}") for n in (1, 2, 3)], False),
        ([("Lead agency of it all", "Tansley Vale Homes")] * 3, False),
        ([("Train all of the staff", "Tansley Vale Homes", "Police", f"{n}") for n in (1, 2, 3)], False),
    ],
)
def test_a_footer_in_parts_is_no_table(rows: list[tuple[str, ...]], is_dropped: bool) -> None:
    """Two or three parts with the page's number at one end, again and again; a field and its number stay."""
    blocks = [block for row in rows for block in (parted("Action", "Lead", "Target", "RAG"), parted(*row))]
    kept, _ = drop_furniture(blocks, WORDS)
    assert (len(kept) < len(blocks)) is is_dropped


@pytest.mark.parametrize(
    ("text", "is_dropped"),
    [
        ("Tansley Safety Partnership – RESTRICTED", True),
        ("OFFICIAL-SENSITIVE", True),
        ("Tansley Safety Partnership", False),
        ("Recommendation 2: mark letters OFFICIAL", False),
        ("Restricted access to the file", False),
    ],
)
def test_a_line_with_a_protective_marking_is_a_page_header(text: str, is_dropped: bool) -> None:
    """In a text it stands once between two parts of a table; above the first table it may be the title."""
    blocks = [Paragraph(text), parted("Action", "Lead"), Paragraph(text), parted("Action", "Lead")]
    kept, _ = drop_furniture(blocks[1:], WORDS)
    assert (len(kept) < 3) is is_dropped


def small(text: str, page: int, top: float) -> Table:
    cells = tuple(Cell(part, 0, n) for n, part in enumerate(text.split("|")))
    return Table(cells, 1, len(cells), page=page, region=Region(page, 40.0, top, 560.0, top + 30.0))


@pytest.mark.parametrize(
    ("header", "top", "is_dropped"),
    [
        ("Marlowick CSP|Action plan|Version 3", 40.0, True),
        ("OFFICIAL – SENSITIVE|Owner: Community Safety", 690.0, True),
        ("Marlowick CSP|Action plan|Version 3", 300.0, False),
        ("No|Action|Lead|Due", 40.0, False),
        ("Recommendation 1", 40.0, False),
    ],
)
def test_a_small_table_at_the_edge_of_every_page_is_its_header(header: str, top: float, is_dropped: bool) -> None:
    """A header or footer with borders is a table of few columns; headings have more, and labels are content."""
    pages = [[small(header, page, top), table(page)] for page in (1, 2, 3)]
    kept, gone = drop_furniture([block for page in pages for block in (page if top < 400 else page[::-1])], WORDS)
    assert bool(gone) is is_dropped
    assert len(kept) == (3 if is_dropped else 6)


@pytest.mark.parametrize(
    ("front", "over", "dropped"),
    [
        ([HEADER, "Action plan"], [HEADER], [HEADER]),
        ([HEADER, "Action plan"], [HEADER, HEADER], [HEADER]),
        ([HEADER, "Action plan"], [HEADER, "Marlowick Hospital Trust"], []),
        (["Action plan", "Marlowick Police"], ["Marlowick Hospital Trust"], []),
        (["Recommendation 1"], ["Recommendation 1"], []),
    ],
)
def test_a_first_line_over_repeated_headings_is_the_header_of_pages(
    front: list[str], over: list[str], dropped: list[str]
) -> None:
    """What heads a document and alone stands over its headings printed again is no section of its plan."""
    headed = Table((Cell("Action", 0, 0), Cell("Lead", 0, 1), Cell("Audit.", 1, 0), Cell("Police", 1, 1)), 2, 2)
    blocks: list[Block] = [*map(Paragraph, front), headed]
    for text in over:
        blocks += [Paragraph(text), headed]
    assert drop_furniture(blocks, WORDS)[1] == dropped


@pytest.mark.parametrize(
    ("above", "below", "is_dropped"),
    [
        ("The panel will look across the whole area and", "not only at the three towns.", True),
        ("The panel will look across the whole area.", "not only at the three towns.", False),
        ("The panel will look across the whole area and", "Police will report to it.", False),
    ],
)
def test_what_stands_within_a_cut_sentence_is_of_the_page(above: str, below: str, is_dropped: bool) -> None:
    """Nothing that parts rows cuts a sentence; in a text without pages a page's header may."""
    pieces = [Table((Cell("R1", 0, 0), Cell(text, 0, 1)), 1, 2) for text in (above, below)]
    _, gone = drop_furniture([pieces[0], Paragraph("Marlowick DHR report – Anna"), pieces[1]], WORDS)
    assert gone == (["Marlowick DHR report – Anna"] if is_dropped else [])


def test_what_is_recommended_twice_is_no_page_header() -> None:
    """A sentence below a label at the top of two pages, as two versions of a plan print it, is content."""
    asked = "Surgeries should ask all patients about domestic abuse when they are alone."
    blocks: list[Block] = []
    for page in (1, 2):
        blocks += [line("Recommendation 1: Routine enquiry", page, 20.0), line(asked, page, 40.0), table(page)]
    assert drop_furniture(blocks, WORDS) == (blocks, [])
