"""The closing summary of a run: what is in the dataset, what changed, and what somebody should look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from ingest.arrow import Row
from ingest.entry import Entry
from ingest.run_record import changed_actions
from ingest.schema import Status
from ingest.schema_runs import ChangeKind
from ingest.terminal import printable
from ingest.writing import Report

_TALLIED: Final = 6
"""So many values are named in a tally."""

_LISTED: Final = 20
"""So many files or changes are named under each heading; the rest are counted and stand in the dataset."""

_WORDS: Final = 60
"""Characters of a text that a change shows."""


def run_summary(report: Report, processed: Path) -> str:
    """The summary as text of several lines."""
    return "\n".join(_lines(report, processed))


def _lines(report: Report, processed: Path) -> Iterator[str]:
    entries = report.entries
    if not entries:
        yield "No documents found; no dataset was written."
        return
    plans = [entry for entry in entries if entry.status is Status.OK]
    reused = sum(entry.reused for entry in entries)
    as_before = f" ({reused:,} unchanged since they were read)" if reused else ""
    actions = sum(entry.actions for entry in plans)
    found = f"{_count(len(plans), 'plan')} with {_count(actions, 'action')}"
    yield f"{_count(len(entries), 'document')}: {found}{as_before}"
    if actions and report.tallies:
        yield from _action_lines(report.tallies)
    if report.names_hidden_before:
        before = report.names_hidden_before.value
        yield f"More names of people are in the dataset than before: the run before had --people {before}"
    yield from _change_lines(report)
    yield from _listing("without an action plan", _of(entries, Status.NO_ACTION_PLAN))
    yield from _listing("the same as another", _of(entries, Status.DUPLICATE))
    yield from _listing("could not be read", [entry for entry in entries if entry.failed], with_status=True)
    yield from _listing("read with warnings", [entry for entry in plans if entry.warnings])
    yield f"Dataset: {printable(str(processed))}"


def _action_lines(tallies: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    for name in ("state", "sectors", "target"):
        yield f"  {name + ':':8} {_tally(tallies[name])}"
    odd = tallies["odd"]["actions"]
    if odd:
        yield f"  {_count(odd, 'action')} with warnings: {_tally(tallies['warnings'])}"


def _tally(counts: Mapping[str, int]) -> str:
    """How often each value occurs, most frequent first; the rest as one number."""
    pairs = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    named = [f"{value} {count}" for value, count in pairs[:_TALLIED]]
    rest = [f"others {sum(count for _, count in pairs[_TALLIED:])}"] if len(pairs) > _TALLIED else []
    return ", ".join(named + rest) or "none stated"


def _change_lines(report: Report) -> Iterator[str]:
    """What changed since the run before: files that went or moved, actions that came, went or say something else."""
    yield from _files("no longer there", report.removed)
    yield from _files("moved or renamed", [f"{old} → {new}" for old, new in report.moved.items()])
    if report.first:
        return
    counts = changed_actions(report.changes)
    if not report.changes:
        yield "Actions: nothing changed since the run before"
        return
    yield "Actions since the run before: " + ", ".join(f"{counts[kind.value]:,} {kind.value}" for kind in ChangeKind)
    changed = [row for row in report.changes if row["kind"] == ChangeKind.CHANGED.value]
    yield from (_change_line(row) for row in changed[:_LISTED])
    yield from _more(len(changed), "changes.parquet")


def _files(what: str, files: Sequence[str]) -> Iterator[str]:
    if files:
        yield f"{_count(len(files), 'file')} {what}:"
        yield from (f"  {printable(file)}" for file in files[:_LISTED])
        yield from _more(len(files), "run.json")


def _change_line(row: Row) -> str:
    number = f" {row['recommendation_number']}" if row["recommendation_number"] else ""
    before, after = (printable(str(row[end] or "nothing"), _WORDS) for end in ("before", "after"))
    return f"  {printable(str(row['source_path']))}{printable(number)}: {row['field']}: {before} → {after}"


def _of(entries: Iterable[Entry], status: Status) -> list[Entry]:
    return [entry for entry in entries if entry.status is status]


def _listing(heading: str, entries: Sequence[Entry], with_status: bool = False) -> Iterator[str]:
    if not entries:
        return
    kinds = Counter(entry.status.value for entry in entries).most_common() if with_status else []
    tally = f" ({', '.join(f'{status} {count}' for status, count in kinds)})" if len(kinds) > 1 else ""
    yield f"{_count(len(entries), 'document')} {heading}{tally}:"
    for entry in entries[:_LISTED]:
        status = f"{entry.status.value}: " if with_status else ""
        detail = entry.detail or ", ".join(entry.warnings)
        yield f"  {printable(entry.path)}: {status}{printable(detail)}"
    yield from _more(len(entries), "documents.parquet")


def _more(number: int, where: str) -> Iterator[str]:
    if number > _LISTED:
        yield f"  and {number - _LISTED} more; see {where}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
