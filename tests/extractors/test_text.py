"""Whole text documents, of invented places, through `read_text`."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.document import Document, Kind, Limits, Paragraph, Source, Table
from extractors.errors import TooLargeDocument, UnreadableDocument
from extractors.text.reader import read_text

HEADINGS = "Recommendation\tAction\tLead\tTarget date"


def _read(folder: Path, content: str | bytes, limits: Limits | None = None) -> Document:
    file = folder / "plan.txt"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_text(Source("plan.txt", "0" * 64, file.stat().st_size, Kind.TEXT, file), limits or Limits())


def _rows(table: Table) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row].append(cell.text)
    return rows


def _tables(document: Document) -> list[list[list[str]]]:
    return [_rows(block) for block in document.blocks if isinstance(block, Table)]


def _paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_blocks_stand_in_reading_order(tmp_path: Path) -> None:
    """Prose before, between and behind rows stays where it is printed."""
    document = _read(tmp_path, f"Plan for Elmborough\n\n{HEADINGS}\nTrain\tCourse\tPolice\t\nA note\n{HEADINGS}\nEnd\n")
    kinds = [type(block).__name__ for block in document.blocks]
    assert kinds == ["Paragraph", "Table", "Paragraph", "Table", "Paragraph"]


def test_blank_line_ends_a_piece(tmp_path: Path) -> None:
    """Rows on both sides of a blank line are two tables; joining is not the reader's work."""
    document = _read(tmp_path, f"{HEADINGS}\nTrain\tCourse\tPolice\tMay\n\n\t\t\tand June\n")
    assert _tables(document) == [
        [["Recommendation", "Action", "Lead", "Target date"], ["Train", "Course", "Police", "May"]],
        [["", "", "", "and June"]],
    ]


def test_ragged_row_is_kept(tmp_path: Path) -> None:
    """A row that lost a cell has fewer cells, in columns from 0; the table is as wide as its widest row."""
    document = _read(tmp_path, f"{HEADINGS}\nTrain\tPolice\tMay\n")
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert [(cell.row, cell.column) for cell in table.cells][4:] == [(1, 0), (1, 1), (1, 2)]
    assert table.n_columns == 4


def test_trailing_tabs_are_empty_cells(tmp_path: Path) -> None:
    """`a<tab><tab>` has three cells."""
    assert _tables(_read(tmp_path, f"{HEADINGS}\nTheme one\t\t\n"))[0][1] == ["Theme one", "", ""]


def test_dash_rows_are_dropped(tmp_path: Path) -> None:
    """Rows of dashes are nobody's cells, yet single dashes are entries."""
    document = _read(tmp_path, f"{HEADINGS}\n---\t--\t------\t--\nTrain\t-\t-\t-\n\n--\t--\t---\t--\n")
    assert _tables(document) == [[HEADINGS.split("\t"), ["Train", "-", "-", "-"]]]
    assert _paragraphs(document) == []


def test_form_feeds_count_pages(tmp_path: Path) -> None:
    """With form feeds blocks carry their page; the last one ends a page and begins none."""
    document = _read(tmp_path, f"{HEADINGS}\n\fSecond page\n{HEADINGS}\n\f")
    assert [block.page for block in document.blocks] == [1, 2, 2]
    assert document.page_count == 2


def test_without_form_feeds_there_are_no_pages(tmp_path: Path) -> None:
    """A text that marks no page has none."""
    document = _read(tmp_path, f"Title\n\n{HEADINGS}\n")
    assert document.page_count is None
    assert [block.page for block in document.blocks] == [None, None]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n", "\x85", "\u2029"])
def test_line_ends(tmp_path: Path, end: str) -> None:
    """Every usual line end ends a line."""
    document = _read(tmp_path, end.join(["Title", "", HEADINGS, "Train\tCourse\tPolice\tMay", ""]))
    assert _paragraphs(document) == ["Title"]
    assert len(_tables(document)[0]) == 2


def test_soft_break_parts_lines_of_a_cell(tmp_path: Path) -> None:
    """A vertical tab, as word processors write it, breaks the line inside the cell."""
    assert _tables(_read(tmp_path, f"{HEADINGS}\nTrain\vReview\tCourse\tPolice\tMay\n"))[0][1][0] == "Train\nReview"


@pytest.mark.parametrize(
    "content",
    [
        "1.\tBring the papers\n2.\tRead them\n3.\tReply\n",
        "Date:\t3 May\n\nDear all,\n",
        "\tAn indented first line of a letter.\n\tAnother one.\n",
        "def f(x):\n\tif x:\n\t\treturn 1\n\treturn 2  # two\n",
        "int a;      // one\nint bcd;    // two\nint e;      // three\n",
        "He said | she said\n",
        "Well.  This is   odd   spacing in a letter.\nAnd here   again it is odd.\nIt  goes on   like   that.\n",
        "x = a || b\ny = |z|\n",
    ],
)
def test_prose_is_no_table(tmp_path: Path, content: str) -> None:
    """Numbered lists, letters, code and odd spacing do not become tables."""
    assert _tables(_read(tmp_path, content)) == []


def test_two_columns_of_signatories_are_a_table(tmp_path: Path) -> None:
    """Several lines of two cells each are rows, also in a letter."""
    document = _read(tmp_path, "Yours\n\nBorough Police\tHealth Board\nChief Officer\tDirector\n")
    assert _tables(document) == [[["Borough Police", "Health Board"], ["Chief Officer", "Director"]]]


def test_missing_file_is_unreadable(tmp_path: Path) -> None:
    """A file that vanished raises the error that says so."""
    with pytest.raises(UnreadableDocument):
        read_text(Source("gone.txt", "0" * 64, 1, Kind.TEXT, tmp_path / "gone.txt"), Limits())


@pytest.mark.parametrize(
    ("content", "limits"),
    [
        (f"{HEADINGS}\n" * 3, Limits(max_cells=11)),
        ("a\fb\fc", Limits(max_pages=2)),
        ("x" * 5_000_001, Limits()),
        ("\t".join("x" * 1_001) + "\n", Limits()),
        ("\n" * 1_000_001, Limits()),
    ],
)
def test_limits(tmp_path: Path, content: str, limits: Limits) -> None:
    """Each limit ends in `too_large`."""
    with pytest.raises(TooLargeDocument):
        _read(tmp_path, content, limits)


MARKUP = st.sampled_from(
    ["\t", "|", "+--+--+", "|a|b|", "\n", "\f", "<ol> 1. a", "<sup>", "</p>", "<!--", "**", "__", "&amp;", "   ", "---"]
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(
        st.binary(max_size=400), st.lists(MARKUP | st.text(max_size=8)).map(lambda p: "".join(p).encode())
    )
)
def test_any_bytes_are_a_document(tmp_path: Path, content: bytes) -> None:
    """Whatever the bytes, there is a document, its cells fit its tables, and no text has empty lines."""
    document = _read(tmp_path, content)
    for block in document.blocks:
        if isinstance(block, Table):
            assert all(
                c.row + c.row_span <= block.n_rows and c.column + c.column_span <= block.n_columns for c in block.cells
            )
            assert all(
                line.strip() == line != "" for cell in block.cells if cell.text for line in cell.text.split("\n")
            )
        else:
            assert block.text.strip() == block.text != ""


WORDS = st.text(st.characters(categories=["L", "Nd"], include_characters=",.;:'()!?"), min_size=1, max_size=12)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.lists(WORDS, max_size=14).map(" ".join), max_size=12))
def test_prose_loses_nothing(tmp_path: Path, lines: list[str]) -> None:
    """No character of a document of prose is lost or moved."""
    content = "\n".join(lines)
    read = "".join(_paragraphs(_read(tmp_path, content)))
    assert "".join(read.split()) == "".join(unicodedata.normalize("NFC", content).split())
