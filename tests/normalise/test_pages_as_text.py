"""Plans as text made from pages: rows that a page cut, footers between them, cells that were merged down."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from extractors.document import Kind, Limits, Source
from extractors.readers import read_document
from normalise.plan import Action
from normalise.understanding import to_plan
from normalise.vocabulary import load_vocabulary

HEADINGS = "Action | Lead agency | Target date | Update"
NUMBERED = "No. | Recommendation | Action | Lead agency | Target date"
GROUPED = "Agency | Recommendation | Action | Target date"
BY_THEME = "Theme | Recommendation | Action | Lead agency | Target date"


def _actions(folder: Path, lines: Sequence[str]) -> tuple[Action, ...]:
    """The actions of a text file; `|` stands for a tab, an empty line parts blocks."""
    file = folder / "plan.txt"
    text = "\n".join(["Marlowick Partnership: DHR action plan", "", *lines]).replace(" | ", "\t")
    file.write_text(text, encoding="utf-8")
    source = Source(file.name, "0" * 64, len(text), Kind.TEXT, file)
    return to_plan(read_document(source, Limits()), load_vocabulary()).actions


def _cut(foot: str, *, heads: bool) -> list[str]:
    """A banner's rows over two pages, the last row of the first cut."""
    return [
        HEADINGS,
        "Recommendation 1: The council should review how tenants report noise. |  |  | ",
        "Change the form. | Marlowick Council | May 2021 | Form changed.",
        "Tell the board of the | Marlowick | June 2021 | On the forward",
        "",
        foot.format(1),
        "",
        *([HEADINGS] if heads else []),
        "Safeguarding Adults Board how it went. | Council |  | plan of the board.",
        "Train wardens. | Marlowick Homes | July 2021 | Not begun.",
        "",
        foot.format(2),
    ]


@pytest.mark.parametrize("heads", [True, False])
@pytest.mark.parametrize(
    "foot",
    [
        "Marlowick action plan for publication Page {}",
        "Marlowick DHR action plan Page {} of 2",
        "Cynllun Gweithredu / Action plan Tudalen {} o 2",
        "{} | P a g e",
        "OFFICIAL",
    ],
)
def test_a_row_goes_on_behind_a_footer(foot: str, heads: bool, tmp_path: Path) -> None:
    """A footer that speaks of a plan begins none: what stands behind it is the rest of the row that the page cut."""
    actions = _actions(tmp_path, _cut(foot, heads=heads))
    assert [action.action for action in actions] == [
        "Change the form.",
        "Tell the board of the Safeguarding Adults Board how it went.",
        "Train wardens.",
    ]
    assert [action.lead_agency_text for action in actions][1] == "Marlowick Council"
    assert {action.recommendation_number for action in actions} == {"1"}


@pytest.mark.parametrize(
    ("banner", "rest"),
    [
        ("The council should help those who find work for people to know", "abuse among the people whom they employ."),
        ("The council should help employers and", "Marlowick College to know abuse."),
    ],
)
def test_a_banner_goes_on_behind_a_break(banner: str, rest: str, tmp_path: Path) -> None:
    """The rest of a banner's words is no action, also where actions stand in the first column."""
    lines = [
        HEADINGS,
        "Recommendation 1: The council should review its letters. |  |  | ",
        "Rewrite the letters. | Marlowick Council | May 2021 | Complete",
        f"Recommendation 2: {banner} |  |  | ",
        "",
        "Page 1",
        "",
        f"{rest} |  |  | ",
        "Hold a meeting. | Marlowick Council | May 2021 | Complete",
    ]
    actions = _actions(tmp_path, lines)
    assert [action.action for action in actions] == ["Rewrite the letters.", "Hold a meeting."]
    assert actions[1].recommendation == f"{banner} {rest}"


def test_a_merged_recommendation_goes_on_beside_a_later_action(tmp_path: Path) -> None:
    """Words of a cell merged down that stand below the break belong to the recommendation of all its actions."""
    lines = [
        NUMBERED,
        "1 | The ICB should review its leaflets. | Reprint them. | Marlowick ICB | May 2021",
        "2 | The ICB should mend the pathway for people | Print leaflets. | Marlowick ICB | May 2021",
        " |  | Advocates to be | Marlowick | June 2021",
        "",
        "Marlowick DHR Page 1",
        "",
        " | with learning disabilities. | trained in this. | ICB | ",
        "3 | The police should audit calls. | Audit ten calls. | Marlowick Police | May 2021",
    ]
    actions = _actions(tmp_path, lines)
    whole = "The ICB should mend the pathway for people with learning disabilities."
    assert [action.recommendation for action in actions][1:3] == [whole, whole]
    assert [action.action for action in actions] == [
        "Reprint them.",
        "Print leaflets.",
        "Advocates to be trained in this.",
        "Audit ten calls.",
    ]


@pytest.mark.parametrize(
    ("headings", "field"), [(GROUPED, "lead_agency_text"), (BY_THEME, "recommendation_title")], ids=["agency", "theme"]
)
def test_an_empty_cell_on_the_left_is_of_the_group_above(headings: str, field: str, tmp_path: Path) -> None:
    """An agency or a theme merged down stands in its first row only; the words that a page cuts off are all rows'."""
    rest = "" if headings == GROUPED else " | Marlowick Council"
    lines = [
        headings,
        f"Housing | Staff should ask. | Train staff.{rest} | May 2021",
        f" | Letters should be plain. | Rewrite letters.{rest} | June 2021",
        f"Care of | Visits should be recorded. | Change the form.{rest} | May 2021",
        f" | Visits should be made by two people, and | Change the{rest} | May 2021",
        "",
        "Marlowick DHR Page 1",
        "",
        f"adults | recorded by both. | rota.{rest[:2] and ' | '} | ",
        f" | Falls should be asked about. | Brief staff.{rest} | July 2021",
    ]
    found = [getattr(action, field) for action in _actions(tmp_path, lines)]
    assert found == ["Housing", "Housing", "Care of adults", "Care of adults", "Care of adults"]


@pytest.mark.parametrize(
    ("band", "title"),
    [
        ("Theme 2: Housing", "Housing"),
        ("Priority B – Staff training", "Priority B – Staff training"),
        ("Theme 2: Care and support needs", "Care and support needs"),
        ("Housing", "Housing"),
    ],
)
def test_a_counted_heading_among_numbers_is_no_action(band: str, title: str, tmp_path: Path) -> None:
    """Words alone where the numbers stand head the rows below, also when they are counted themselves."""
    lines = [
        NUMBERED,
        "1.1 | Staff should ask. | Train staff. | Marlowick ICB | May 2021",
        "1.2 | Staff should write. | Change the log. | Marlowick ICB | ",
        f"{band} |  |  |  | ",
        "2.1 | Staff should record. | Change the form. | Marlowick Homes | ",
    ]
    found = [(action.recommendation_number, action.recommendation_title) for action in _actions(tmp_path, lines)]
    assert found == [("1.1", None), ("1.2", None), ("2.1", title)]
