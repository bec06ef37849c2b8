"""The command line. Only here do reasons become exit codes; what a command needs is imported when it runs."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

from extractors.document import Limits
from ingest.errors import CommandError
from ingest.exit_codes import ExitCode, exit_code_of

if TYPE_CHECKING:
    from ingest.one_document import Options

app: Final = typer.Typer(
    name="dhr-plans",
    help="Reads published Domestic Homicide Review action plans (PDF, Word, text) into one Parquet dataset.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

_DEFAULTS: Final = Limits()
_Vocabulary = Annotated[Path | None, typer.Option(help="Your own words for headings, states and so on (TOML).")]
_MaxBytes = Annotated[int, typer.Option(min=1, help="A larger file is not opened.")]
_MaxPages = Annotated[int, typer.Option(min=1, help="A document with more pages is given up.")]
_MaxCells = Annotated[int, typer.Option(min=1, help="A document with more table cells is given up.")]


class DictionaryFormat(StrEnum):
    """How `schema` prints."""

    MARKDOWN = "markdown"
    JSON = "json"


@app.command()
def run(
    raw: Annotated[Path, typer.Argument(help="Folder of documents, read with all folders in it.")] = Path("data/raw"),
    processed: Annotated[Path, typer.Argument(help="Folder the dataset goes to.")] = Path("data/processed"),
    vocabulary: _Vocabulary = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no summary.")] = False,
    max_bytes: _MaxBytes = _DEFAULTS.max_bytes,
    max_pages: _MaxPages = _DEFAULTS.max_pages,
    max_cells: _MaxCells = _DEFAULTS.max_cells,
) -> None:
    """Read all documents of a folder and write the dataset."""
    with _stopping():
        from ingest.folders import check_folders

        check_folders(raw, processed)
        options = _options(vocabulary, max_bytes, max_pages, max_cells)
        raise typer.Exit(_run(raw, processed, options, quiet))


@app.command()
def inspect(
    file: Annotated[Path, typer.Argument(help="One document.")],
    as_json: Annotated[bool, typer.Option("--json", help="For machines: JSON on standard output.")] = False,
    vocabulary: _Vocabulary = None,
    max_bytes: _MaxBytes = _DEFAULTS.max_bytes,
    max_pages: _MaxPages = _DEFAULTS.max_pages,
    max_cells: _MaxCells = _DEFAULTS.max_cells,
) -> None:
    """Show what is seen in one document: tables, headings, rows, actions."""
    with _stopping():
        from ingest.inspection import inspect_file, inspection_json, print_inspection
        from ingest.outcome import READ

        outcome = inspect_file(file, _options(vocabulary, max_bytes, max_pages, max_cells))
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
    """Reads published Domestic Homicide Review action plans (PDF, Word, text) into one Parquet dataset."""


def _run(raw: Path, processed: Path, options: Options, quiet: bool) -> ExitCode:
    from datetime import UTC, datetime

    from ingest.outcome import FAILED
    from ingest.pipeline import run_pipeline
    from ingest.progress import progress_bar
    from ingest.rows import RunStamp
    from ingest.summary import any_read, run_summary
    from ingest.version import pipeline_version

    stamp = RunStamp(pipeline_version(), datetime.now(UTC))
    with progress_bar(quiet) as watch:
        outcomes = run_pipeline(raw, processed, options, stamp, watch).outcomes
    if not quiet:
        print(run_summary(outcomes, processed))
    if not any_read(outcomes):
        _stop(f"{raw}: no document could be read", ExitCode.NOTHING_USABLE)
    return ExitCode.SOME_FAILED if any(outcome.status in FAILED for outcome in outcomes) else ExitCode.OK


def _options(vocabulary: Path | None, max_bytes: int, max_pages: int, max_cells: int) -> Options:
    """The options, built once and checked.

    Raises:
        UsageError: The vocabulary file is not one.
    """
    from ingest.errors import UsageError
    from ingest.one_document import Options
    from normalise.vocabulary import VocabularyError, load_vocabulary

    try:
        load_vocabulary(vocabulary)
    except VocabularyError as error:
        raise UsageError(f"--vocabulary: {error}") from error
    return Options(Limits(max_bytes=max_bytes, max_pages=max_pages, max_cells=max_cells), vocabulary)


@contextmanager
def _stopping() -> Iterator[None]:
    """Turns what stops a command into one line on stderr and an exit code."""
    try:
        yield
    except CommandError as error:
        _stop(str(error), exit_code_of(error.reason))
    except KeyboardInterrupt:
        _stop("stopped; nothing was written", ExitCode.INTERRUPTED)


def _stop(message: str, code: ExitCode) -> NoReturn:
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
