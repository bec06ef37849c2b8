"""Phrases of a vocabulary as patterns."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from normalise.agencies import AgencyReader, Leads
from normalise.completion.state import parse_state
from normalise.headings.words import is_guidance
from normalise.phrases import alternatives, as_listed, is_only, phrases_of, plain_phrase
from normalise.plan import CompletionState, Rag
from normalise.ratings.cells import parse_ratings
from normalise.vocabulary import load_vocabulary


def _found(phrases: list[str], text: str) -> list[str]:
    return re.findall(alternatives(phrases), text, re.IGNORECASE)


@pytest.mark.parametrize(
    ("phrases", "text", "found"),
    [
        (["on track"], "It is On-track, on  track and on\ntrack.", ["On-track", "on  track", "on\ntrack"]),
        (["on track"], "upon tracks", []),
        (["complete", "complete by", "completed"], "complete by May, completed", ["complete by", "completed"]),
        (["review*"], "Reviewed reviews of a preview", ["Reviewed", "reviews"]),
        (["women's aid"], "Women’s Aid", ["Women’s Aid"]),
        (["✓", "100%"], "✓ 100%", ["✓", "100%"]),
        (["a", "an apple"], "an apple a day", ["an apple", "a"]),
        (["multi-agency"], "multi agency, multi–agency", ["multi agency", "multi–agency"]),
        ([], "anything", []),
    ],
)
def test_phrases_are_found(phrases: list[str], text: str, found: list[str]) -> None:
    """Whole words in any case are found, the longest phrase at a place, over any usual gap or mark."""
    assert _found(phrases, text) == found


def test_digits_may_follow_where_that_is_asked_for() -> None:
    """A short name may run into its number."""
    assert re.findall(alternatives(["dhr"], joined_on=True), "DHR7", re.IGNORECASE) == ["DHR"]
    assert _found(["dhr"], "DHR7") == []


def test_a_match_is_looked_up_by_its_plain_form() -> None:
    """Gaps, hyphens, case and apostrophes do not matter to the key of a phrase."""
    assert plain_phrase("On–Track\n Women’s") == plain_phrase("on track women's")


def test_only_a_phrase(tmp_path: Path) -> None:
    """Marks around a phrase leave it alone in its cell, other words do not; a user's phrase counts too."""
    extension = tmp_path / "words.toml"
    extension.write_text('[rag]\ngreen = ["fine and dandy"]\n', encoding="utf-8")
    pattern = phrases_of(load_vocabulary(extension), "rag", "green", "red")
    assert is_only(pattern, " (Fine-and-dandy). ")
    assert not is_only(pattern, "fine and dandy so far")


@pytest.mark.parametrize("unit", ["on ", "on\n", "-", "complete", "o", " "])
def test_searching_takes_time_in_proportion(unit: str, in_proportion: Callable[..., None]) -> None:
    """The time of a search through near misses grows with the text and no faster."""
    phrases = ["on track to be complete", "on track", "on-going", "complete by"]
    in_proportion(lambda size: _found(phrases, (unit * size)[:size]))


def test_a_users_words_count_in_every_form(tmp_path: Path) -> None:
    """Hyphens, capitals and an open end in a user's phrases are understood wherever these are looked up."""
    extension = tmp_path / "words.toml"
    extension.write_text(
        '[rag]\ngreen = ["on-plan"]\n[completion]\ncomplete = ["zorb*"]\n'
        '[lead_placeholders]\nwords = ["Awaiting Nomination"]\n[guidance]\nphrases = ["日期"]\n',
        encoding="utf-8",
    )
    words = load_vocabulary(extension)
    assert parse_ratings("Rated on plan", words) == (Rag.GREEN,)
    assert parse_state("Zorbed in May", words) is CompletionState.COMPLETE
    assert AgencyReader(words, {}).parse("Awaiting Nomination") == Leads()
    assert not is_guidance("Police", words)


@pytest.mark.parametrize(
    ("phrases", "text", "is_found"),
    [
        (["called off"], "called off", True),
        (["called off"], "called-off", False),
        (["re-book*"], "re-booked", True),
        (["re-book"], "re-booked", False),
        (["no", "no lead"], "no lead", True),
        (["*"], "any", False),
        ([], "", False),
    ],
)
def test_phrases_as_listed_match_letter_by_letter(phrases: list[str], text: str, is_found: bool) -> None:
    """A space is a space and a hyphen a hyphen; a `*` at the end is the rest of a word; no phrases match nothing."""
    assert (re.fullmatch(as_listed(phrases), text) is not None) is is_found
