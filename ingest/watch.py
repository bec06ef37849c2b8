"""What a run tells while it is going on: nothing, a progress bar for people, or lines of JSON for log collectors."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import IO, TYPE_CHECKING

from ingest.terminal import printable

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class LogFormat(StrEnum):
    """How a run reports on stderr."""

    TEXT = "text"
    JSON = "json"


class Watch:
    """Told how far a run is and what happens; this one keeps it to itself."""

    def progress(self, done: int, total: int, path: str) -> None:
        """So many documents are done, the last of them this one."""

    def event(self, name: str, **fields: object) -> None:
        """Something happened: a stable name, and what belongs to it."""


class Bar(Watch):
    """A progress bar."""

    def __init__(self, bar: Progress, task: TaskID) -> None:
        """Shows it in one task of a bar of rich's."""
        self._bar, self._task = bar, task

    def progress(self, done: int, total: int, path: str) -> None:
        """Moves the bar."""
        from rich.markup import escape

        self._bar.update(self._task, completed=done, total=total, description=escape(printable(path, 60)))

    def event(self, name: str, **fields: object) -> None:
        """Shows what keeps a run waiting."""
        if name == "waiting":
            self._bar.update(self._task, description=printable(str(fields["detail"]), 100))


class JsonLines(Watch):
    """One line of JSON for each event, ASCII only."""

    def __init__(self, stream: IO[str]) -> None:
        """Writes to a stream."""
        self._stream = stream

    def event(self, name: str, **fields: object) -> None:
        """Writes a line."""
        level = "error" if name == "error" else "info"
        line = {"time": datetime.now(UTC).isoformat(), "level": level, "event": name, **fields}
        print(json.dumps(line, default=str), file=self._stream, flush=True)


@contextmanager
def watching(log_format: LogFormat, quiet: bool) -> Iterator[Watch]:
    """The watch that was asked for; a bar only where stderr is a terminal."""
    if log_format is LogFormat.JSON:
        yield JsonLines(sys.stderr)
    elif quiet or not sys.stderr.isatty():
        yield Watch()
    else:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            yield Bar(bar, bar.add_task("", total=None))
