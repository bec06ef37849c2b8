"""Rows of tabs on several lines: joined where they add up to whole rows, left alone where they do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.text.broken_rows import SOFT, rejoin_rows

HEAD = "Ref\tAction\tLead\tProgress"
WHOLE = "1\tTrain all staff\tCouncil\tDone"
BROKEN = ["2\tAudit the files", "Report on it\tPolice", "(Custody)\tBegun"]
JOINED = f"2\tAudit the files{SOFT}Report on it\tPolice{SOFT}(Custody)\tBegun"


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        pytest.param([HEAD, WHOLE, *BROKEN], [HEAD, WHOLE, JOINED], id="line ends in three cells"),
        pytest.param(
            [HEAD, *BROKEN, "in two stations", WHOLE],
            [HEAD, f"{JOINED}{SOFT}in two stations", WHOLE],
            id="in the last cell",
        ),
        pytest.param(
            [HEAD, *BROKEN, "", "Page 2", "", WHOLE], [HEAD, JOINED, "", "Page 2", "", WHOLE], id="a page between"
        ),
        pytest.param(
            [HEAD, "Part A", *BROKEN, "Part B", WHOLE],
            [HEAD, f"Part A{SOFT}{JOINED}", f"Part B{SOFT}{WHOLE}"],
            id="in the first cell of each row",
        ),
        pytest.param([HEAD, WHOLE, "Police recommendations", WHOLE], None, id="no row is broken"),
        pytest.param([HEAD, "1\tTrain\tCouncil", WHOLE, "2\tAudit"], None, id="rows lack cells"),
        pytest.param([HEAD, *BROKEN, "3\tRefer", "", "4\tRecord\tPolice", ""], None, id="more rows lack cells"),
        pytest.param(
            [HEAD, WHOLE, "", "Term\tMeaning", "CSP\tPartnership", "GP\tDoctor", ""], None, id="a narrower table"
        ),
        pytest.param(
            [f"{HEAD}\tRAG\tDate\tNotes", "1\ta\tb\tc\td\te\tf", "", *["Agency\tName\tSignature\tDate"] * 4],
            None,
            id="two rows of a narrower table add up",
        ),
        pytest.param(["Name\tRole", "A", "B\tC"], None, id="too few columns"),
        pytest.param(BROKEN, None, id="no headings"),
    ],
)
def test_rows_on_several_lines(lines: list[str], joined: list[str] | None) -> None:
    """Behind full headings lines that make a whole row together are one, their line ends kept as soft breaks."""
    n_columns = lines[0].count("\t") + 1 if lines[0].startswith(HEAD) else 2
    assert rejoin_rows(lines, n_columns) == (joined or lines)


def test_a_row_has_a_limit(in_proportion: Callable[..., None]) -> None:
    """Lines of two cells under sixty-two headings are no row, and are looked at sixty times at most."""

    def rejoin(size: int) -> None:
        lines = ["\t".join(["Heading"] * 62), *["a\tb"] * size]
        assert rejoin_rows(lines, 62) == lines

    in_proportion(rejoin)
