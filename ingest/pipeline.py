"""The run, as a table of contents: every stage in order, no work of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ingest.discover import Found, discover
from ingest.one_document import Options, process_found
from ingest.outcome import Outcome
from ingest.publish import publish
from ingest.rows import RunStamp, outcomes_to_rows

Process = Callable[[Found, Options], Outcome]
"""The work on one file, safe against whatever is in it; it and its arguments can be pickled."""

Watch = Callable[[int, int, str], None]
"""Told before each file: how many are done, how many there are, and the path of the next."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one run did: what became of each file, in order of their paths; nothing is written where there was none."""

    outcomes: tuple[Outcome, ...]


def run_pipeline(
    raw: Path, processed: Path, options: Options, stamp: RunStamp, watch: Watch, process: Process = process_found
) -> Report:
    """From the folder `raw` to the dataset in `processed`.

    Raises:
        CommandError: The dataset could not be written.
    """
    found = discover(raw, options.limits)
    outcomes = process_all(found, options, watch, process)
    if outcomes:
        publish(outcomes_to_rows(outcomes, stamp), processed)
    return Report(outcomes)


def process_all(found: tuple[Found, ...], options: Options, watch: Watch, process: Process) -> tuple[Outcome, ...]:
    """The outcomes of all files, in their order."""
    outcomes = []
    for done, item in enumerate(found):
        watch(done, len(found), item.path)
        outcomes.append(process(item, options))
    return tuple(outcomes)
