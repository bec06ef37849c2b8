"""The exit codes of `dhr-plans`, all of them, in one place (and in `docs/exit-codes.md`, held to this by a test)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Final

from ingest.errors import Reason


class ExitCode(IntEnum):
    """What the process returns; `MEANINGS` says in words when."""

    OK = 0
    SOME_FAILED = 1
    USAGE = 2
    NOTHING_USABLE = 3
    INVALID_DATASET = 4
    CANNOT_WRITE = 5
    INTERNAL = 70
    INTERRUPTED = 130


MEANINGS: Final[Mapping[ExitCode, str]] = {
    ExitCode.OK: "All documents were read (or the dataset is valid). A document without a plan is no failure.",
    ExitCode.SOME_FAILED: "Some documents failed; the rest is written.",
    ExitCode.USAGE: "The command makes no sense: a missing folder, a wrong option, a vocabulary file that is not one.",
    ExitCode.NOTHING_USABLE: "No document could be read, or there was none.",
    ExitCode.INVALID_DATASET: "`validate` found something wrong, or a file of the dataset cannot be read.",
    ExitCode.CANNOT_WRITE: "The dataset could not be written; what was there before is still there.",
    ExitCode.INTERNAL: "A fault in dhr-plans itself; please report it. Nothing was written.",
    ExitCode.INTERRUPTED: "Stopped by Ctrl-C; what was there before is still there.",
}

_BY_REASON: Final[Mapping[Reason, ExitCode]] = {
    Reason.USAGE: ExitCode.USAGE,
    Reason.CANNOT_WRITE: ExitCode.CANNOT_WRITE,
    Reason.INVALID_ROW: ExitCode.INTERNAL,
    Reason.INVALID_DATASET: ExitCode.INVALID_DATASET,
}


def exit_code_of(reason: Reason) -> ExitCode:
    """The exit code for the reason a command stopped."""
    return _BY_REASON[reason]


def exit_codes_markdown() -> str:
    """The table of `docs/exit-codes.md`."""
    lines = ["| code | name | meaning |", "|---|---|---|"]
    lines += [f"| {code.value} | `{code.name}` | {MEANINGS[code]} |" for code in ExitCode]
    return "\n".join(lines) + "\n"
