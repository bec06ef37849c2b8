"""What passes between a run and the process its documents are read from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from extractors.document import Source
from ingest.outcome import Outcome
from ingest.rows import RunStamp
from ingest.settings import Budget, Options

NO_MEMORY_CODE: Final = 75
"""Exit code of a document's process that had no memory left to answer with."""

Work = Callable[[Source, Options], Outcome]
"""What is done with one document; never raises."""


@dataclass(frozen=True, slots=True)
class Setup:
    """The first message: all that is the same for all documents.

    Attributes:
        work: What to do with each.
        options: What shapes a result.
        budget: What each may cost.
        stamp: Version and time of the run.
        scratch: Folder for temporary files; the next run removes what is left in it.
    """

    work: Work
    options: Options
    budget: Budget
    stamp: RunStamp
    scratch: Path


class Ending(StrEnum):
    """How the process of a document ended."""

    ANSWERED = "answered"
    DIED = "died"
    TIMED_OUT = "timed_out"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of the process of one document.

    Attributes:
        number: The number that the run gave the document.
        ending: How it ended.
        result: The packed result; empty unless it answered.
        exit_status: As `os.waitpid` gives it.
        seconds: Wall-clock time.
        peak_bytes: Largest memory it held, the program's own included.
    """

    number: int
    ending: Ending
    result: bytes
    exit_status: int
    seconds: float
    peak_bytes: int
