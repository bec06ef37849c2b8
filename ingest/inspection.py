"""What was seen in one document, for `dhr-plans inspect`: as JSON for machines, laid out for people in a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich import box
from rich.table import Table as Grid
from rich.text import Text

from ingest.discover import find_source
from ingest.errors import UsageError
from ingest.one_document import process_found
from ingest.outcome import Outcome
from ingest.plain import plain_parts, plain_value
from ingest.settings import Options
from ingest.terminal import printable
from normalise.plan import Action, DateValue, PlanTable

if TYPE_CHECKING:
    from rich.console import Console

_CELL_CHARACTERS: Final = 40
_VALUE_CHARACTERS: Final = 300


def inspect_file(file: Path, options: Options) -> Outcome:
    """What becomes of one file.

    Raises:
        UsageError: It is not there, or is a folder.
    """
    if file.is_dir():
        raise UsageError(f"{file} is a folder; inspect one file, or use `dhr-plans run {file}`")
    if not file.exists():
        raise UsageError(f"{file}: there is no such file")
    resolved = file.resolve()
    return process_found(find_source(resolved, file.name, resolved.parent, options.limits), options)


def inspection_json(outcome: Outcome) -> str:
    """The whole outcome as JSON, ASCII only, so that no terminal can be steered by it."""
    view = {
        "file": plain_value(outcome.path),
        "document_id": outcome.document_id,
        "format": outcome.kind.value,
        "size_bytes": outcome.size_bytes,
        "page_count": outcome.page_count,
        "status": outcome.status.value,
        "detail": plain_value(outcome.detail),
        "seconds": outcome.seconds,
        "warnings": plain_value(outcome.warnings),
        "issues": plain_value(outcome.issues),
        **(plain_parts(outcome.plan) if outcome.plan else {"facts": None, "tables": [], "actions": []}),
    }
    return json.dumps(view, indent=1, default=_json_date)


def print_inspection(outcome: Outcome, console: Console) -> None:
    """Lays an outcome out for people: the file, its facts, each table with its rows, each action."""
    _print_pairs(console, _document_pairs(outcome))
    if outcome.plan is None:
        return
    for table in outcome.plan.tables:
        console.print()
        _print_table(console, table)
    for n, action in enumerate(outcome.plan.actions, start=1):
        console.print()
        place = _pages(action.page_first, action.page_last)
        where = f"Action {n} · table {action.table_index}, row {action.row_index}{place}"
        console.print(Text(where, style="bold"))
        _print_pairs(console, _action_pairs(action))


def _json_date(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _document_pairs(outcome: Outcome) -> Iterator[tuple[str, str]]:
    pages = f" · {outcome.page_count} pages" if outcome.page_count is not None else ""
    yield "file", outcome.path
    yield "format", f"{outcome.kind.value}{pages} · {outcome.size_bytes or 0:,} bytes · {outcome.seconds:.2f} s"
    yield "status", outcome.status.value + (f": {outcome.detail}" if outcome.detail else "")
    if outcome.warnings:
        yield "warnings", ", ".join(outcome.warnings)
    for issue in outcome.issues:
        yield f"{issue.severity.value}", f"{issue.code}: {issue.detail}" + (f" ({issue.where})" if issue.where else "")
    if outcome.plan:
        for name, value in plain_parts(outcome.plan.facts).items():
            shown = getattr(outcome.plan.facts, name)
            if value is not None:
                yield name, f"{shown.text} = {shown.edtf}" if isinstance(shown, DateValue) else str(value)
        yield "found", f"tables: {len(outcome.plan.tables)}, actions: {len(outcome.plan.actions)}"


def _action_pairs(action: Action) -> Iterator[tuple[str, str]]:
    """The columns that hold something, lists on one line, dates with what they mean."""
    for name in type(action).__dataclass_fields__:
        value = getattr(action, name)
        if value is None or value == () or name in ("table_index", "row_index", "page_first", "page_last", "regions"):
            continue
        if name == "extra":
            yield from ((f"extra: {heading}", cell) for heading, cell in value.items())
        elif name == "updates":
            for update in value:
                beside = " · ".join(str(part) for part in (update.label, update.edtf, update.rag) if part)
                yield "update", f"[{beside}] {update.text}" if beside else update.text
        elif isinstance(value, tuple):
            yield name, ", ".join(_shown_date(v) if isinstance(v, DateValue) else str(v) for v in value)
        else:
            yield name, str(value)


def _print_table(console: Console, table: PlanTable) -> None:
    verdict = "accepted" if table.accepted else "rejected"
    size = f"{table.n_rows} rows by {table.n_columns} columns"
    place = _pages(table.page_first, table.page_last)
    joined = f" · {table.pages_joined} parts joined" if table.pages_joined > 1 else ""
    heading = f"Table {table.table_index}{place} · {size}{joined} · {verdict}: {printable(table.reason)}"
    console.print(Text(heading, style="bold green" if table.accepted else "bold yellow"))
    if table.title:
        console.print(Text(f"  {printable(table.title, _VALUE_CHARACTERS)}"))
    _print_pairs(
        console,
        ((f"{h.score:.2f}  {h.field or '(extra)'}", h.text) for h in table.headings),
    )
    if table.rows:
        console.print(_rows_grid(table))


def _rows_grid(table: PlanTable) -> Grid:
    grid = Grid(box=box.SIMPLE, pad_edge=False, header_style="dim")
    grid.add_column("row", justify="right")
    grid.add_column("page", justify="right")
    grid.add_column("taken for", no_wrap=True)
    grid.add_column("because", ratio=2)
    grid.add_column("cells", ratio=3)
    for row in table.rows:
        cells = " | ".join(printable(cell, _CELL_CHARACTERS) for cell in row.cells)
        because = printable("; ".join(row.reasons), _VALUE_CHARACTERS)
        numbers = ("" if n is None else str(n) for n in (row.row_index, row.page))
        grid.add_row(*(Text(part) for part in (*numbers, row.kind.value, because, cells)))
    return grid


def _print_pairs(console: Console, pairs: Iterator[tuple[str, str]]) -> None:
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(max_width=30)
    grid.add_column(ratio=1)
    for name, value in pairs:
        grid.add_row(Text("  " + printable(name, 60), style="cyan"), Text(printable(value, _VALUE_CHARACTERS)))
    console.print(grid)


def _pages(first: int | None, last: int | None) -> str:
    if first is None:
        return ""
    return f" · page {first}" if last in (None, first) else f" · pages {first}-{last}"


def _shown_date(value: DateValue) -> str:
    return f"{value.text} = {value.edtf} ({value.role.value})"
