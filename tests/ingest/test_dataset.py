"""Tests of `ingest.dataset`: the question of the README, answered with pandas."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.dataset import load_actions, load_frame
from ingest.errors import UnreadableDataset
from ingest.schema import ACTIONS


def test_question_of_the_readme(dataset: Path) -> None:
    """Police actions that were completed late are found with one line, and the review's name is beside them."""
    actions = load_actions(dataset)
    police = actions["lead_agencies"].map(len).gt(0) & actions["agency_sectors"].map(lambda names: "police" in names)
    late = actions[police & (actions["completion_earliest"] > actions["target_latest"])]
    assert late[["review_name", "recommendation_number"]].to_numpy().tolist() == [["Rowan", "1"]]


def test_duplicates_do_not_double_actions(dataset: Path) -> None:
    """A copy of a plan in the input folder adds no row, though it shares the plan's id."""
    assert len(load_actions(dataset)) == len(load_frame(dataset, ACTIONS)) == 2


def test_no_dataset(tmp_path: Path) -> None:
    """A folder without a dataset says what to do."""
    with pytest.raises(UnreadableDataset, match="dhr-plans run"):
        load_actions(tmp_path)
