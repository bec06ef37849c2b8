"""Titles beside recommendations, and lines that only look like one."""

from __future__ import annotations

import pytest

from normalise.titles import (
    addressed_beside,
    is_title,
    leader,
    names_kind,
    runs_into_sentence,
    section_title,
    theme_and_sentence,
    without_theme_label,
)
from normalise.vocabulary import load_vocabulary

WORDS = load_vocabulary()


@pytest.mark.parametrize(
    ("first", "rest", "runs"),
    [
        ("Fernmoorby", "Police should make sure that staff ask.", True),
        ("Fernmoorby Community", "Safety Partnership should review its plan.", True),
        ("Fernmoorby CSP", "should review its membership.", True),
        ("Training of", "Officers is needed.", True),
        ("Professional curiosity", "All agencies should train their staff.", False),
        ("Fernmoorby Police", "Officers should ask.", False),
        ("Housing", "Fernmoorby Council should review its offer.", False),
        ("Fernmoorby", "Flag repeat callers.", False),
    ],
)
def test_a_first_line_that_runs_on_is_no_title(first: str, rest: str, runs: bool) -> None:
    """A body's name cut by the end of a line, or a sentence gone on with, is the start of the recommendation."""
    assert runs_into_sentence(first, rest, WORDS) is runs


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("SINGLE AGENCY RECOMMENDATIONS", True),
        ("Multi-agency recommendations:", True),
        ("National recommendations", True),
        ("A. Multi-agency recommendations", True),
        ("2) Single agency recommendations", True),
        ("7.2 Local recommendations", True),
        ("Recommendations", True),
        ("Fernmoor Police recommendations", False),
        ("Fernmoor Police", False),
    ],
)
def test_a_heading_over_one_kind_names_nobody(line: str, kind: bool) -> None:
    """Which kind of recommendation follows is no body and no theme."""
    assert names_kind(line, WORDS) is kind


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("Recommendations for Fernmoor Police", "Fernmoor Police"),
        ("Fernmoor Police recommendations", "Fernmoor Police"),
        ("Fernmoor DHR 6: Individual Agency Recommendations", None),
        ("Fernmoor DHR recommendations", None),
        ("B. Fernmoor Police recommendations", "Fernmoor Police"),
    ],
)
def test_the_body_that_a_heading_addresses(line: str, body: str | None) -> None:
    """The heading of the document is not taken for a body."""
    assert section_title(line, WORDS) == body


@pytest.mark.parametrize(
    ("words", "title"), [("Police", "Police"), ("national", None), ("multi-agency", None), (None, None)]
)
def test_what_stands_in_brackets_beside_a_label(words: str | None, title: str | None) -> None:
    """A body or a theme is a title; a scope or a kind is none."""
    assert addressed_beside(words, WORDS) == title


@pytest.mark.parametrize(
    ("line", "theme"),
    [
        ("Theme 2 – Housing and homelessness", "Housing and homelessness"),
        ("KEY THEME IV: Older people", "Older people"),
        ("Strand B. Schools", "Schools"),
        ("Themes of the review", "Themes of the review"),
        ("Theme 2", "Theme 2"),
        ("Two themes: Housing", "Two themes: Housing"),
    ],
)
def test_a_theme_loses_what_counts_it(line: str, theme: str) -> None:
    """The number of a theme is its label, as that of a recommendation is."""
    assert without_theme_label(line, WORDS) == theme


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Alcohol: Fernmoorby services should ask about abuse.", "Alcohol"),
        ("Think Family – All teams should use one form.", "Think Family"),
        ("Fernmoorby Police: Officers should record the risk.", "Fernmoorby Police"),
        ("The council should: Review its policy and publish it.", None),
        ("Review the policy: Make sure that all staff know of it.", None),
        ("IMR recommendation: Refresh the guidance for all staff.", None),
        ("Health: Fernmoorby Hospital", None),
        ("Housing – Options Team", None),
        ("Housing: the team should attend.", None),
    ],
)
def test_a_theme_stands_before_the_sentence_of_its_recommendation(text: str, theme: str | None) -> None:
    """A short title with a colon or dash and a whole sentence behind it is a theme; parts of a sentence are none."""
    found = theme_and_sentence(text, WORDS)
    assert (found[0] if found else None) == theme
    assert found is None or text.endswith(found[1])


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("HEARING FROM ADULTS WITH CARE AND SUPPORT NEEDS", True),
        ("The needs of children", True),
        ("Needs and risks", True),
        ("Housing staff need training", False),
        ("The trust needs a policy", False),
        ("Staff should know the needs of carers", False),
    ],
)
def test_a_need_is_a_noun_in_a_title(text: str, title: bool) -> None:
    """What somebody needs is a sentence; the needs of somebody are a theme."""
    assert is_title(text, WORDS) is title


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("IMR action plan: Fernmoor Police", "Fernmoor Police"),
        ("Lead agency: Fernmoor Homes", "Fernmoor Homes"),
        ("IMR action plan: Domestic Homicide Review “Adult K”", None),
        ("Single agency action plan – DHR 7", None),
        ("Agency: all", None),
    ],
)
def test_the_body_that_leads_what_stands_below(line: str, body: str | None) -> None:
    """A review leads nothing, though its name stands where an agency's might."""
    assert leader(line, WORDS) == body
