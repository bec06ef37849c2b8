"""The command line. Only here do reasons become exit codes; what a command needs is imported when it runs."""

from __future__ import annotations

import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

from extractors.document import Limits
from ingest.errors import CommandError, Terminated
from ingest.exit_codes import ExitCode, FailOn, exit_code_of, exit_code_of_run
from ingest.settings import MEGABYTE, Budget, Options, RunSettings, default_workers
from ingest.watch import LogFormat
from normalise.people_policy import PeoplePolicy

if TYPE_CHECKING:
    from ingest.watch import Watch
    from ingest.writing import Report

app: Final = typer.Typer(
    name="dhr-plans",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

_LIMITS: Final = Limits()
_BUDGET: Final = Budget()
_Vocabulary = Annotated[Path | None, typer.Option(help="Your own words for headings, states and so on (TOML).")]
_MaxBytes = Annotated[int, typer.Option(min=1, help="A larger file is not opened.")]
_MaxUnpacked = Annotated[int, typer.Option(min=1, help="A Word file or another package that unpacks to more is not.")]
_MaxPages = Annotated[int, typer.Option(min=1, help="A document with more pages is given up.")]
_MaxCells = Annotated[int, typer.Option(min=1, help="A document with more table cells is given up.")]
_People = Annotated[
    PeoplePolicy, typer.Option(help="Names of people: keep as printed, put the role in their place, or drop them.")
]
_AllPages = Annotated[bool, typer.Option("--all-pages", help="Read pages in full that show no sign of a table, too.")]


class DictionaryFormat(StrEnum):
    """How `schema` prints."""

    MARKDOWN = "markdown"
    JSON = "json"


@app.command()
def run(
    raw: Annotated[Path, typer.Argument(help="Folder of documents, read with all folders in it.")] = Path("data/raw"),
    processed: Annotated[Path, typer.Argument(help="Folder the dataset goes to.")] = Path("data/processed"),
    vocabulary: _Vocabulary = None,
    exclude: Annotated[
        list[str] | None, typer.Option(help="Paths that are no documents (`drafts/*`); may repeat.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Read all documents again.")] = False,
    wait: Annotated[bool, typer.Option("--wait", help="Wait for another run on this dataset to end.")] = False,
    workers: Annotated[int | None, typer.Option(min=0, help="Documents read at a time [default: the cores].")] = None,
    fail_on: Annotated[FailOn, typer.Option(help="Leave with a code for: some documents, a whole run, neither.")] = (
        FailOn.PARTIAL
    ),
    log_format: Annotated[LogFormat, typer.Option(help="What stderr gets: text, or lines of JSON.")] = LogFormat.TEXT,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no summary.")] = False,
    people: _People = PeoplePolicy.KEEP,
    all_pages: _AllPages = False,
    max_seconds: Annotated[float, typer.Option(min=0.1, help="A document that takes longer is given up.")] = (
        _BUDGET.seconds
    ),
    max_memory: Annotated[int, typer.Option(min=16, help="Memory for one document, in MB.")] = (
        _BUDGET.memory_bytes // MEGABYTE
    ),
    max_bytes: _MaxBytes = _LIMITS.max_bytes,
    max_unpacked_bytes: _MaxUnpacked = _LIMITS.max_unpacked_bytes,
    max_pages: _MaxPages = _LIMITS.max_pages,
    max_cells: _MaxCells = _LIMITS.max_cells,
) -> None:
    """Read the documents of a folder that are new or changed and write the dataset."""
    with _stopping(log_format):
        from ingest.folders import check_folders

        check_folders(raw, processed)
        limits = _limits(max_bytes, max_unpacked_bytes, max_pages, max_cells, all_pages)
        settings = RunSettings(
            options=_options(vocabulary, limits, people),
            budget=Budget(max_seconds, max_memory * MEGABYTE),
            workers=default_workers() if workers is None else workers,
            exclude=tuple(exclude or ()),
            full=full,
            wait=wait,
        )
        raise typer.Exit(_run(raw, processed, settings, fail_on, log_format, quiet))


@app.command()
def inspect(
    file: Annotated[Path, typer.Argument(help="One document.")],
    as_json: Annotated[bool, typer.Option("--json", help="For machines: JSON on standard output.")] = False,
    vocabulary: _Vocabulary = None,
    people: _People = PeoplePolicy.KEEP,
    all_pages: _AllPages = False,
    max_bytes: _MaxBytes = _LIMITS.max_bytes,
    max_unpacked_bytes: _MaxUnpacked = _LIMITS.max_unpacked_bytes,
    max_pages: _MaxPages = _LIMITS.max_pages,
    max_cells: _MaxCells = _LIMITS.max_cells,
) -> None:
    """Show what is seen in one document: tables, headings, rows, actions."""
    with _stopping():
        from ingest.inspection import inspect_file, inspection_json, print_inspection
        from ingest.outcome import READ

        limits = _limits(max_bytes, max_unpacked_bytes, max_pages, max_cells, all_pages)
        outcome = inspect_file(file, _options(vocabulary, limits, people))
        if as_json:
            print(inspection_json(outcome))
        else:
            from rich.console import Console

            print_inspection(outcome, Console(width=None if sys.stdout.isatty() else 100))
        raise typer.Exit(ExitCode.OK if outcome.status in READ else ExitCode.NOTHING_USABLE)


@app.command()
def validate(processed: Annotated[Path, typer.Argument(help="Folder of a dataset.")] = Path("data/processed")) -> None:
    """Check a dataset and say what is wrong with it."""
    with _stopping():
        from ingest.folders import check_dataset_folder
        from ingest.terminal import printable
        from ingest.validate import validate as find_problems

        check_dataset_folder(processed)
        problems = find_problems(processed)
        for problem in problems:
            print(printable(str(problem)))
        if problems:
            _stop(f"{processed}: {len(problems)} problem(s) found", ExitCode.INVALID_DATASET)
        print(f"{printable(str(processed))}: valid")


@app.command()
def schema(
    format: Annotated[DictionaryFormat, typer.Option(help="Markdown for people, JSON for machines.")] = (
        DictionaryFormat.MARKDOWN
    ),
) -> None:
    """Print the data dictionary: every column of every file."""
    if format is DictionaryFormat.JSON:
        import json

        from ingest.data_package import data_package

        print(json.dumps(data_package(), indent=2, ensure_ascii=False))
    else:
        from ingest.dictionary import dictionary_markdown

        print(dictionary_markdown(), end="")


def _print_version(asked: bool) -> None:
    if asked:
        from ingest.version import pipeline_version

        print(f"dhr-plans {pipeline_version()}")
        raise typer.Exit


@app.callback()
def _global_options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Reads published Domestic Homicide Review action plans into one Parquet dataset.

    They may be PDF, Word, OpenDocument, spreadsheets, web pages or text.
    """


def _run(
    raw: Path, processed: Path, settings: RunSettings, fail_on: FailOn, log_format: LogFormat, quiet: bool
) -> ExitCode:
    from datetime import UTC, datetime

    from ingest.pipeline import run_pipeline
    from ingest.rows import RunStamp
    from ingest.version import pipeline_version
    from ingest.watch import watching

    stamp = RunStamp(pipeline_version(), datetime.now(UTC))
    with watching(log_format, quiet) as watch:
        watch.event("run_started", raw=str(raw), processed=str(processed), pipeline_version=stamp.pipeline_version)
        report = run_pipeline(raw, processed, settings, stamp, watch)
        code = exit_code_of_run(report.entries, fail_on)
        _tell_end(watch, report, code)
    if log_format is LogFormat.TEXT and not quiet:
        from ingest.summary import run_summary

        print(run_summary(report, processed))
    if code is ExitCode.NOTHING_USABLE:
        _stop(f"{raw}: {'no document could be read' if report.entries else 'no document is there'}", code, log_format)
    return code


def _tell_end(watch: Watch, report: Report, code: ExitCode) -> None:
    from ingest.run_record import changed_actions

    watch.event(
        "run_finished",
        run_id=report.run_id,
        exit_code=code.value,
        seconds=report.seconds,
        documents=len(report.entries),
        documents_reused=sum(entry.reused for entry in report.entries),
        documents_failed=sum(entry.failed for entry in report.entries),
        documents_removed=len(report.removed),
        documents_moved=len(report.moved),
        actions=sum(entry.actions for entry in report.entries),
        **{f"actions_{kind}": count for kind, count in changed_actions(report.changes).items()},
    )


def _limits(max_bytes: int, max_unpacked_bytes: int, max_pages: int, max_cells: int, all_pages: bool) -> Limits:
    return Limits(max_bytes, max_unpacked_bytes, max_pages, max_cells, all_pages)


def _options(vocabulary: Path | None, limits: Limits, people: PeoplePolicy) -> Options:
    """The options, built once and checked; the readers are told which words head a column.

    Raises:
        UsageError: The vocabulary file is not one.
    """
    from dataclasses import replace

    from ingest.errors import UsageError
    from normalise.headings.words import heading_words
    from normalise.vocabulary import VocabularyError, load_vocabulary

    try:
        headings = heading_words(load_vocabulary(vocabulary))
    except VocabularyError as error:
        raise UsageError(f"--vocabulary: {error}") from error
    return Options(replace(limits, headings=headings), vocabulary, people)


@contextmanager
def _stopping(log_format: LogFormat = LogFormat.TEXT) -> Iterator[None]:
    """Turns what stops a command into one line on stderr and an exit code."""
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    except CommandError as error:
        _stop(str(error), exit_code_of(error.reason), log_format)
    except KeyboardInterrupt:
        _stop(_STOPPED, ExitCode.INTERRUPTED, log_format)
    except Terminated:
        _stop(_STOPPED, ExitCode.TERMINATED, log_format)
    finally:
        signal.signal(signal.SIGTERM, before)


_STOPPED: Final = "stopped; the dataset is as it was before, and the next run goes on from here"


def _terminate(_number: int, _frame: object) -> None:
    raise Terminated


def _stop(message: str, code: ExitCode, log_format: LogFormat = LogFormat.TEXT) -> NoReturn:
    if log_format is LogFormat.JSON:
        from ingest.watch import JsonLines

        JsonLines(sys.stderr).event("error", detail=message, exit_code=code.value)
    else:
        from ingest.terminal import printable

        print(f"dhr-plans: {printable(message)}", file=sys.stderr)
    raise typer.Exit(code)


def main() -> None:
    """Entry point of the console script."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")  # a terminal that is not UTF-8 shows escapes, not a traceback
    try:
        app()
    except Exception:  # noqa: BLE001 - Python would leave with 1, which says that some documents failed
        traceback.print_exc()
        sys.exit(ExitCode.INTERNAL)


if __name__ == "__main__":
    main()
