"""One file of the input folder: read, understood, and whatever goes wrong turned into an outcome."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from extractors.document import Document, Issue, Kind, Limits, Severity, Source
from extractors.errors import ReadError
from ingest.discover import Found
from ingest.outcome import Outcome, one_line
from ingest.rows import check_rows
from ingest.schema import Status
from ingest.settings import Options
from normalise.people_policy import plan_under_policy
from normalise.plan import Plan
from normalise.vocabulary import Vocabulary, load_vocabulary

_PROMISES = {
    ".pdf": (Kind.PDF,),
    **dict.fromkeys((".docx", ".docm", ".dotx"), (Kind.DOCX,)),
    **dict.fromkeys((".doc", ".dot"), (Kind.DOC,)),
    ".rtf": (Kind.RTF,),
    **dict.fromkeys((".xlsx", ".xlsm"), (Kind.XLSX,)),
    ".odt": (Kind.ODT,),
    ".ods": (Kind.ODS,),
    **dict.fromkeys((".html", ".htm"), (Kind.HTML,)),
    **dict.fromkeys((".txt", ".md"), (Kind.TEXT,)),
    **dict.fromkeys((".csv", ".tsv"), (Kind.CSV, Kind.TEXT)),
    **dict.fromkeys((".xls", ".png", ".jpg", ".zip", ".eml"), (Kind.UNKNOWN,)),
}
"""What a file's name promises; other names promise nothing."""

Read = Callable[[Source, Limits], Document]
Understand = Callable[[Document, Vocabulary], Plan]


def process_found(found: Found, options: Options) -> Outcome:
    """The outcome of one file of the input folder; this is what a process of its own would run."""
    return found if isinstance(found, Outcome) else process_document(found, options)


def process_document(
    source: Source, options: Options, read: Read | None = None, understand: Understand | None = None
) -> Outcome:
    """Reads and understands one document; never raises, so that one document never stops a run.

    Args:
        source: The file.
        options: Limits and vocabulary.
        read: Bytes to blocks; ours unless a test gives another.
        understand: Blocks to meaning; likewise.
    """
    started = time.perf_counter()
    blank = Outcome(source.path, Status.FAILED, source=source, size_bytes=source.size_bytes)
    try:
        outcome = _understood(blank, source, options, read or _our_reader(), understand or _our_understanding())
        check_rows(outcome)
    except ReadError as error:
        outcome = replace(blank, status=Status(error.reason), detail=one_line(str(error)))
    except MemoryError:
        outcome = replace(blank, status=Status.OUT_OF_MEMORY, detail="the document needs more memory than there is")
    except Exception as error:  # noqa: BLE001 - the one border around a document: nothing of it may stop the others
        outcome = replace(blank, detail=one_line(f"{type(error).__name__}: {error}"))
    return replace(outcome, seconds=round(time.perf_counter() - started, 3))


def _understood(blank: Outcome, source: Source, options: Options, read: Read, understand: Understand) -> Outcome:
    document = read(source, options.limits)
    document = replace(document, issues=(*document.issues, *_misnamed(source)))
    vocabulary = _vocabulary(options.vocabulary)
    plan = plan_under_policy(understand(document, vocabulary), options.people, vocabulary)
    status = Status.OK if plan.actions else Status.NO_ACTION_PLAN
    return replace(
        blank,
        status=status,
        detail=_detail(document, plan),
        plan=plan,
        issues=document.issues,
        page_count=document.page_count,
    )


def _misnamed(source: Source) -> tuple[Issue, ...]:
    """A file whose name promises another kind than its bytes show; it is read as what it is."""
    promised = _PROMISES.get(Path(source.path).suffix.casefold())
    if promised is None or source.kind in promised:
        return ()
    detail = f"the name says {Path(source.path).suffix.casefold()}, the bytes are {source.kind}: read as {source.kind}"
    return (Issue("name_misleads", Severity.WARNING, detail),)


def _detail(document: Document, plan: Plan) -> str | None:
    """What a person should know of a document that was read: what was odd, and why it gave no actions."""
    notes = [issue.detail for issue in document.issues if issue.severity is not Severity.INFO]
    if not plan.actions:
        reasons = sorted({table.reason for table in plan.tables if not table.accepted})
        found = f"no table is an action plan ({', '.join(reasons)})" if reasons else "no table found"
        notes.insert(0, "a plan without actions" if any(table.accepted for table in plan.tables) else found)
    return one_line("; ".join(dict.fromkeys(notes))) or None


@cache
def _vocabulary(extension: Path | None) -> Vocabulary:
    """The vocabulary, read once in each process."""
    return load_vocabulary(extension)


def _our_reader() -> Read:
    from extractors.readers import read_document

    return read_document


def _our_understanding() -> Understand:
    from normalise.understanding import to_plan

    return to_plan
