"""Which pages without ruling lines are read in full: those that print headings with room between them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors.document import Kind, Source
from extractors.pdf.hints import heading_words
from extractors.pdf.open import opened
from extractors.pdf.read_page import Wanted, read_page

HEADINGS = (
    "Recommendation",
    "Action to take",
    "Lead agency",
    "Target date",
    "RAG",
    "Due",
    "What has been done",
    "Task",
)
Printed = Sequence[tuple[float, float, str]]
"""Left edge and base line in points, and the words there, in drawing order."""

IN_ONE_ROW: Printed = [(60, 700, "Recommendation"), (200, 700, "Action to take"), (330, 700, "Lead agency")]
SHORT: Printed = [(60, 700, "Task"), (200, 700, "RAG"), (330, 700, "Due")]
IN_PROSE: Printed = [
    (60, 700, "and the lead agency asked what has been done about the action"),
    (60, 686, "that the recommendation had as its target and the date"),
]
NUMBERED: Printed = [
    (60, 700, "3.1"),
    (110, 700, "What has been done about the recommendation"),
    (60, 686, "3.2"),
    (110, 686, "The target date of each action"),
]


def read_in_full(tmp_path: Path, printed: Printed) -> bool:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    for x, y, text in printed:
        canvas.drawString(x, y, text)
    canvas.save()
    file = tmp_path / "page.pdf"
    file.write_bytes(stream.getvalue())
    with opened(Source(file.name, "0" * 64, file.stat().st_size, Kind.PDF, file)) as pdf:
        content = read_page(pdf, 0, Wanted(heading_words=heading_words(HEADINGS)))
    assert bool(content.placed) is not bool(content.lines)
    return bool(content.placed)


@pytest.mark.parametrize(
    "printed",
    [
        pytest.param(IN_ONE_ROW, id="in one row"),
        pytest.param(IN_ONE_ROW[::-1], id="the last column drawn first"),
        pytest.param(SHORT, id="headings of one short word"),
        pytest.param([(60, 700, "Recommendation"), (200, 706, "Target"), (200, 694, "date")], id="one over two lines"),
        pytest.param(
            [(60, 700, "Target date"), (60, 686, "May 2024"), (60, 672, "June 2024"), (200, 700, "Lead agency")],
            id="column by column",
        ),
        pytest.param([(60, 700, "Strand"), (200, 700, "Action"), (330, 700, "Due"), (430, 700, "Target")], id="mixed"),
    ],
)
def test_headings_that_stand_apart_are_read_in_full(tmp_path: Path, printed: Printed) -> None:
    """A row of headings is seen in whatever order it was drawn, though some of it is unknown."""
    assert read_in_full(tmp_path, printed)


@pytest.mark.parametrize(
    "printed",
    [
        pytest.param(IN_PROSE, id="prose"),
        pytest.param(NUMBERED, id="numbered paragraphs"),
        pytest.param([(60, 700, "The household"), (330, 700, "was known to nobody")], id="two columns of other words"),
    ],
)
def test_prose_in_the_words_of_headings_is_read_line_by_line(tmp_path: Path, printed: Printed) -> None:
    """The words of headings are no table where they follow one another, nor is room between other words."""
    assert not read_in_full(tmp_path, printed)


def test_the_time_grows_with_a_page_of_nothing_but_headings(tmp_path: Path, in_proportion: Callable[..., None]) -> None:
    """Lines in the words of headings are looked at a few times each, however many there are."""

    def read(size: int) -> None:
        read_in_full(tmp_path, [(60.0, 800 - number / 30, "Lead agency") for number in range(size)])

    in_proportion(read, size=20_000)
