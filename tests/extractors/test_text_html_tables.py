"""Tables written as HTML between lines of plain text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.document import Kind, Limits, Paragraph, Source, Table
from extractors.errors import TooLargeDocument
from extractors.text.reader import read_text

PLAN = """

Marsh Partnership: action plan

<table>
<thead><tr><th>No</th><th>Action</th><th>Lead</th></tr></thead>
<tbody>
<tr>
  <td rowspan="2"><b>1</b></td>
  <td>Train &amp; brief
      all staff</td>
  <td>Marsh Police</td>
</tr>
<tr><td>Audit<br>Report</td><td></td></tr>
</tbody></table>
Page 3
  <TABLE><tr><td>2</td><td>Write</td><td>ICB</td></tr></TABLE>
The end.
"""


def read(tmp_path: Path, text: str, limits: Limits | None = None) -> tuple[Table | Paragraph, ...]:
    file = tmp_path / "plan.txt"
    file.write_text(text)
    return read_text(Source("plan.txt", "0" * 64, len(text), Kind.TEXT, file), limits or Limits()).blocks


def test_a_table_between_prose(tmp_path: Path) -> None:
    """It is read with its spans, the prose before, between and behind stays, and pages are kept."""
    blocks = read(tmp_path, PLAN + "\fNext\n")
    first, second = (block for block in blocks if isinstance(block, Table))
    texts = [(cell.text, cell.row, cell.column, cell.row_span) for cell in first.cells if cell.text]
    assert texts == [
        ("No", 0, 0, 1),
        ("Action", 0, 1, 1),
        ("Lead", 0, 2, 1),
        ("1", 1, 0, 2),
        ("Train & brief all staff", 1, 1, 1),
        ("Marsh Police", 1, 2, 1),
        ("Audit\nReport", 2, 1, 1),
    ]
    assert [cell.text for cell in second.cells] == ["2", "Write", "ICB"]
    assert (first.page, first.header_rows) == (1, 1)
    printed = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert printed == ["Marsh Partnership: action plan", "Page 3", "The end.", "Next"]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("<table> of contents\nNone.", []),
        ("</table>\n<table>\nNo end.", []),
        ("1\t<table><tr><td>in</td></tr></table>\tx\n2\tb\tc", ["1", "in", "x", "2", "b", "c"]),
    ],
)
def test_what_is_no_table(tmp_path: Path, text: str, cells: list[str]) -> None:
    """A tag that nothing closes, or that stands in a cell of a row of tabs, begins no table of its own."""
    found = [cell.text for block in read(tmp_path, text) if isinstance(block, Table) for cell in block.cells]
    assert found == cells


def test_limits_hold_within_markup(tmp_path: Path) -> None:
    """More cells than a document may have are refused, however many spans say so."""
    with pytest.raises(TooLargeDocument):
        read(tmp_path, "Text\n<table><tr><td colspan=900 rowspan=1>a</td><td colspan=900>b</td></tr></table>",
             Limits(max_cells=1_000))  # fmt: skip


@pytest.mark.parametrize("unit", ["<table>\n", "<table></table>\n", "<table><tr>\n<td>a\n", "</table>\n<table>\n"])
def test_the_time_grows_with_open_tags(tmp_path: Path, unit: str, in_proportion: Callable[..., None]) -> None:
    """Tags that are left open or empty are looked at once."""

    def find(size: int) -> None:
        try:
            read(tmp_path, "Text\n" + unit * size + "</table>")
        except TooLargeDocument:
            return

    in_proportion(find, size=4_000)
