"""The exit codes of `dhr-plans`, all of them, in one place (and in `docs/exit-codes.md`, held to this by a test)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum, StrEnum
from typing import Final, Protocol

from ingest.errors import Reason


class ExitCode(IntEnum):
    """What the process returns; `MEANINGS` says in words when."""

    OK = 0
    SOME_FAILED = 1
    USAGE = 2
    NOTHING_USABLE = 3
    INVALID_DATASET = 4
    CANNOT_WRITE = 5
    BUSY = 6
    INTERNAL = 70
    INTERRUPTED = 130
    TERMINATED = 143


MEANINGS: Final[Mapping[ExitCode, str]] = {
    ExitCode.OK: "All documents were read (or the dataset is valid). A document without a plan is no failure.",
    ExitCode.SOME_FAILED: "Some documents failed; the rest is written.",
    ExitCode.USAGE: "The command makes no sense: a missing folder, a wrong option, a vocabulary file that is not one.",
    ExitCode.NOTHING_USABLE: "No document could be read, or there was none.",
    ExitCode.INVALID_DATASET: "`validate` found something wrong, or a file of the dataset cannot be read.",
    ExitCode.CANNOT_WRITE: "The dataset could not be written; what was there before is still there.",
    ExitCode.BUSY: "Another run is writing the same dataset; nothing was done (`--wait` waits for it).",
    ExitCode.INTERNAL: "A fault in dhr-plans itself; please report it. Nothing was written.",
    ExitCode.INTERRUPTED: "Stopped by Ctrl-C; what was there before is still there, and the next run goes on.",
    ExitCode.TERMINATED: "Stopped by SIGTERM; likewise.",
}

_BY_REASON: Final[Mapping[Reason, ExitCode]] = {
    Reason.USAGE: ExitCode.USAGE,
    Reason.CANNOT_WRITE: ExitCode.CANNOT_WRITE,
    Reason.INVALID_ROW: ExitCode.INTERNAL,
    Reason.INVALID_DATASET: ExitCode.INVALID_DATASET,
    Reason.BUSY: ExitCode.BUSY,
    Reason.INTERNAL: ExitCode.INTERNAL,
}


def exit_code_of(reason: Reason) -> ExitCode:
    """The exit code for the reason a command stopped."""
    return _BY_REASON[reason]


class FailOn(StrEnum):
    """Which documents that could not be read make a run leave with a code of its own.

    `partial`: some of them (1) or all (3). `failed`: all of them (3). `none`: neither. A run that could not do its work
    (another one holds the dataset, it cannot be written …) says so whatever is asked for here.
    """

    FAILED = "failed"
    PARTIAL = "partial"
    NONE = "none"


class _Ended(Protocol):
    """A file of the input folder, as far as the code of a run depends on it."""

    @property
    def failed(self) -> bool:
        """Whether somebody should look at it."""

    @property
    def was_read(self) -> bool:
        """Whether it was read and understood."""


def exit_code_of_run(ended: Iterable[_Ended], fail_on: FailOn) -> ExitCode:
    """The exit code of a run that came to its end, by what became of its documents."""
    files = tuple(ended)
    if not any(file.was_read for file in files):
        return ExitCode.OK if fail_on is FailOn.NONE else ExitCode.NOTHING_USABLE
    failed = fail_on is FailOn.PARTIAL and any(file.failed for file in files)
    return ExitCode.SOME_FAILED if failed else ExitCode.OK


def exit_codes_markdown() -> str:
    """The table of `docs/exit-codes.md`."""
    lines = ["| code | name | meaning |", "|---|---|---|"]
    lines += [f"| {code.value} | `{code.name}` | {MEANINGS[code]} |" for code in ExitCode]
    return "\n".join(lines) + "\n"
