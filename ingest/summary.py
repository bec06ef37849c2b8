"""The closing summary of a run: what is in the dataset, and what somebody should look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ingest.outcome import FAILED, READ, Outcome
from ingest.schema import ACTIONS, Status
from ingest.terminal import printable

if TYPE_CHECKING:
    import pandas as pd

_TALLIED: Final = 6
"""So many values are named in a tally."""

_LISTED: Final = 20
"""So many files are named under each heading; the rest are counted and stand in `documents.parquet`."""


def run_summary(outcomes: tuple[Outcome, ...], processed: Path) -> str:
    """The summary as text of several lines, from the outcomes and from the dataset as written."""
    return "\n".join(_lines(outcomes, processed))


def _lines(outcomes: tuple[Outcome, ...], processed: Path) -> Iterator[str]:
    if not outcomes:
        yield "No documents found; nothing was written."
        return
    plans = [outcome for outcome in outcomes if outcome.status is Status.OK]
    actions = sum(len(outcome.plan.actions) for outcome in plans if outcome.plan)
    yield f"{_count(len(outcomes), 'document')}: {_count(len(plans), 'plan')} with {_count(actions, 'action')}"
    if actions:
        yield from _action_lines(processed)
    without = [outcome for outcome in outcomes if outcome.status is Status.NO_ACTION_PLAN]
    yield from _listing("without an action plan", without)
    yield from _listing("the same as another", [o for o in outcomes if o.status is Status.DUPLICATE])
    yield from _listing("could not be read", [o for o in outcomes if o.status in FAILED], with_status=True)
    yield from _listing("read with warnings", [o for o in outcomes if o.status is Status.OK and o.warnings])
    yield f"Dataset: {printable(str(processed))}"


def _action_lines(processed: Path) -> Iterator[str]:
    from ingest.dataset import load_frame

    actions = load_frame(processed, ACTIONS)
    yield f"  state:   {_tally(actions['completion_state'])}"
    yield f"  sectors: {_tally(actions['agency_sectors'].explode())}"
    yield f"  target:  {_tally(actions['target_kind'])}"
    odd = actions[actions["warnings"].map(len) > 0]
    if len(odd):
        yield f"  {_count(len(odd), 'action')} with warnings: {_tally(odd['warnings'].explode())}"


def _tally(values: pd.Series[str]) -> str:
    """How often each value occurs, most frequent first, ties by name; the rest as one number."""
    counts = values.dropna().value_counts().sort_index().sort_values(ascending=False, kind="stable")
    named = [f"{value} {count}" for value, count in counts.head(_TALLIED).items()]
    rest = [f"others {counts.iloc[_TALLIED:].sum()}"] if len(counts) > _TALLIED else []
    return ", ".join(named + rest) or "none stated"


def _listing(heading: str, outcomes: list[Outcome], with_status: bool = False) -> Iterator[str]:
    if not outcomes:
        return
    kinds = Counter(outcome.status.value for outcome in outcomes).most_common() if with_status else []
    tally = f" ({', '.join(f'{status} {count}' for status, count in kinds)})" if len(kinds) > 1 else ""
    yield f"{_count(len(outcomes), 'document')} {heading}{tally}:"
    for outcome in outcomes[:_LISTED]:
        status = f"{outcome.status.value}: " if with_status else ""
        detail = outcome.detail or ", ".join(outcome.warnings)
        yield f"  {printable(outcome.path)}: {status}{printable(detail)}"
    if len(outcomes) > _LISTED:
        yield f"  and {len(outcomes) - _LISTED} more; see documents.parquet"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def any_read(outcomes: Iterable[Outcome]) -> bool:
    """Whether at least one document was read."""
    return any(outcome.status in READ for outcome in outcomes)
