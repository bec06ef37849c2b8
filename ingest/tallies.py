"""How often which values occur in the actions as written, for the closing summary."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from ingest.arrow import read_columns
from ingest.schema import ACTIONS

_SCALARS = {"state": "completion_state", "target": "target_kind"}
_LISTS = {"sectors": "agency_sectors", "warnings": "warnings"}


def tally_actions(folder: Path) -> dict[str, dict[str, int]]:
    """Counts by name of the tally and value, most frequent first, ties by value; and the number of odd actions."""
    columns = [*_SCALARS.values(), *_LISTS.values()]
    table = read_columns(folder / ACTIONS.file_name, columns)
    found = {name: _counted(table[column].to_pylist()) for name, column in _SCALARS.items()}
    for name, column in _LISTS.items():
        found[name] = _counted([value for values in table[column].to_pylist() for value in values or ()])
    odd = sum(bool(codes) for codes in table["warnings"].to_pylist())
    return {**found, "odd": {"actions": odd}}


def _counted(values: list[Any]) -> dict[str, int]:
    counts = Counter(values)
    return {value: counts[value] for value in sorted(counts, key=lambda value: (-counts[value], value))}
