"""What can stop a whole command. Each error owns a stable reason; only the command line turns it into an exit code."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar


class Reason(StrEnum):
    """Why a command stopped."""

    USAGE = "usage"
    CANNOT_WRITE = "cannot_write"
    INVALID_ROW = "invalid_row"
    INVALID_DATASET = "invalid_dataset"
    BUSY = "busy"
    INTERNAL = "internal"


class CommandError(Exception):
    """A command cannot go on; the message is one line: what happened, and what to do."""

    reason: ClassVar[Reason]


class UsageError(CommandError):
    """What was asked for does not make sense (a folder that is not there, a vocabulary that is not one)."""

    reason = Reason.USAGE


class CannotWrite(CommandError):
    """The dataset could not be written; what was there before is still there."""

    reason = Reason.CANNOT_WRITE


class InvalidRow(CommandError):
    """A row does not fit the declared columns: a fault in this program, never in a document."""

    reason = Reason.INVALID_ROW


class UnreadableDataset(CommandError):
    """A file of the dataset is missing or is no Parquet file."""

    reason = Reason.INVALID_DATASET


class Busy(CommandError):
    """Another run holds the lock on the dataset."""

    reason = Reason.BUSY


class WorkersBroken(CommandError):
    """The process that documents are read from does not start: a fault in this program or its installation."""

    reason = Reason.INTERNAL


class Terminated(BaseException):
    """The system asked this process to end (SIGTERM); like Ctrl-C no fault, so nothing may swallow it."""
