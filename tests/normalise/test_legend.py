"""Keys of shades and codes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.document import Block, Cell, Colour, Paragraph, Table
from normalise.completion.state import parse_state
from normalise.legend import Legend, find_legend
from normalise.plan import CompletionState, Rag
from normalise.ratings.cells import parse_ratings
from normalise.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
PURPLE, TINT, SKY, WHITE = (112, 48, 160), (226, 239, 217), (0, 176, 240), None


def _table(*rows: list[tuple[str, Colour | None]]) -> Table:
    cells = tuple(Cell(text, r, c, fill=fill) for r, row in enumerate(rows) for c, (text, fill) in enumerate(row))
    return Table(cells, len(rows), max(map(len, rows)))


def _found(*blocks: Block) -> Legend:
    return find_legend(blocks, VOCABULARY)


def test_a_key_names_the_rating_of_a_shade() -> None:
    """A shade rates as its key says, whatever its hue."""
    legend = _found(_table([("Blue – complete", PURPLE)], [("Green – on track", TINT)]))
    assert (legend.rating_of(PURPLE), legend.rating_of(TINT)) == (Rag.BLUE, Rag.GREEN)


def test_a_key_of_states_makes_tints_ratings() -> None:
    """A tint rates by its hue where the key gives it a meaning; without a key it rates nothing."""
    legend = _found(_table([("Completed", TINT)], [("Overdue", (255, 199, 206))]))
    assert legend.rating_of(TINT) is Rag.GREEN
    assert Legend().rating_of(TINT) is None


def test_a_shade_without_words_takes_those_beside_it() -> None:
    """An empty shaded cell means what stands in the cell to its right."""
    legend = _found(_table([("", PURPLE), ("Blue: complete", WHITE)], [("", SKY), ("Grey: not started", WHITE)]))
    assert (legend.rating_of(PURPLE), legend.rating_of(SKY)) == (Rag.BLUE, Rag.GREY)


@pytest.mark.parametrize(
    "block",
    [
        _table([("Action", PURPLE), ("Lead", PURPLE)], [("Train staff", None), ("Police", None)]),
        _table([("Complete", TINT)]),
        _table(
            [("Green", TINT), ("Train staff", None), ("Police", None), ("June", None)], [("Red", SKY), ("x", None)] * 3
        ),
    ],
)
def test_other_tables_are_no_keys(block: Table) -> None:
    """A shaded heading row, a single entry or a table with much else in it changes no shade."""
    assert _found(block).shades == {}


@pytest.mark.parametrize(
    "line",
    ["Key: C = Complete; IP = In progress; NS = Not started", "C – Complete, IP – In progress, NS – Not started",
     "(C: Complete | IP: In progress | NS: Not started)"],
)  # fmt: skip
def test_codes_of_a_line(line: str) -> None:
    """A line that explains codes gives each its words."""
    legend = _found(Paragraph(line))
    assert [legend.in_words(code) for code in ("C", "IP", "NS")] == ["Complete", "In progress", "Not started"]


def test_codes_of_a_table() -> None:
    """A table of codes and meanings does so too; a cell with more than the code keeps its own words."""
    legend = _found(_table([("1", None), ("Red: overdue", None)], [("2", None), ("Green: on track", None)]))
    assert (legend.in_words("1"), legend.in_words("1 of 2"), legend.in_words(None)) == ("Red: overdue", "1 of 2", None)


@pytest.mark.parametrize(
    "line", ["DC – Anna; PC – Tom", "Police: briefed. ICB: briefed.", "A: Amber", "The plan is complete – see over."]
)
def test_other_lines_explain_nothing(line: str) -> None:
    """One code, or words that are no ratings or states, are no key."""
    assert _found(Paragraph(line)).codes == {}


def test_the_time_grows_with_the_document(in_proportion: Callable[..., None]) -> None:
    """What looks like a key is passed over in a time that grows with the document and no faster."""
    in_proportion(
        lambda size: _found(
            *[Paragraph("C = Complete; " * 40)] * size,
            Paragraph("A = " * 100 * size),
            _table(*[[("Green", TINT)]] * (size // 5)),
        ),
        size=200,
    )


@pytest.mark.parametrize(
    "line",
    ["BRAG key: B = complete, R = not on target, A = some slippage, G = on target.", "R = overdue; B = complete"],
)
def test_letters_with_other_meanings_stay_ratings(line: str) -> None:
    """A key that gives the letters of the ratings words of state keeps both: the rating and the state."""
    said = _found(Paragraph(line)).in_words("B")
    assert parse_ratings(said, VOCABULARY) == (Rag.BLUE,)
    assert parse_state(said, VOCABULARY) is CompletionState.COMPLETE


def test_other_letters_are_no_ratings() -> None:
    """A key of letters without R and G is any key; its A and B rate nothing."""
    said = _found(Paragraph("A = complete, B = in progress, C = not started")).in_words("A")
    assert said == "complete"
