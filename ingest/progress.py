"""A progress bar on stderr, where stderr is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ingest.pipeline import Watch
from ingest.terminal import printable


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Watch]:
    """What the pipeline is to tell how far it is; shows nothing if asked to be quiet or nobody is looking."""
    if quiet or not sys.stderr.isatty():
        yield _unwatched
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def watch(done: int, total: int, path: str) -> None:
            bar.update(task, completed=done, total=total, description=escape(printable(path, 60)))

        yield watch


def _unwatched(done: int, total: int, path: str) -> None:
    """Nobody is looking."""
