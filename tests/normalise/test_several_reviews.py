"""A file that holds the plans of two reviews says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.document import Block, Cell, Document, Kind, Paragraph, Source, Table
from normalise.understanding import SEVERAL_REVIEWS, to_plan
from normalise.vocabulary import load_vocabulary

ROWS = (
    ("Recommendation", "Action", "Lead agency", "Target date"),
    ("Staff should ask.", "Train staff.", "Northmere Council", "May 2023"),
)


@pytest.mark.parametrize(
    ("titles", "warned"),
    [
        (("DHR 'Anna' action plan", "DHR 'Beth' action plan"), True),
        (("DHR Anna", "DHR Beth"), True),
        (("DHR Anna", "DHR Anna"), False),
        (("DHR 'Anna' action plan", "DHR 'Anna' action plan, police"), False),
        (("DHR 'Anna' action plan", "Actions for Northmere Police"), False),
    ],
)
@pytest.mark.parametrize("level", [1, None])
def test_two_reviews_in_one_file_are_said(titles: tuple[str, str], warned: bool, level: int | None) -> None:
    """Plans under the pseudonyms of two reviews give a warning; several plans of one review do not."""
    cells = tuple(Cell(text, row, column) for row, texts in enumerate(ROWS) for column, text in enumerate(texts))
    blocks: list[Block] = [block for title in titles for block in (Paragraph(title, level=level), Table(cells, 2, 4))]
    document = Document(Source("a.docx", "0" * 64, 0, Kind.DOCX, Path("a")), tuple(blocks))
    plan = to_plan(document, load_vocabulary())
    assert len(plan.actions) == 2
    assert (SEVERAL_REVIEWS in plan.warnings) is warned
