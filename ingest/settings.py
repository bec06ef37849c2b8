"""What the command line asked for, built once, checked and frozen; all of it can be pickled."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from extractors.document import Limits
from normalise.people_policy import PeoplePolicy

MEGABYTE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Options:
    """What shapes the result of a document: with the same bytes and the same options it is the same.

    Attributes:
        limits: What one document may cost before its reader gives it up.
        vocabulary: The user's own vocabulary file, or None.
        people: What becomes of the names of people.
    """

    limits: Limits = field(default_factory=Limits)
    vocabulary: Path | None = None
    people: PeoplePolicy = PeoplePolicy.KEEP

    def digest(self) -> str:
        """Hex digest of everything that shapes a result; of the vocabulary file what it says, not where it is.

        Raises:
            OSError: The vocabulary file cannot be read.
        """
        limits = {name: _plain(value) for name, value in asdict(self.limits).items()}
        words = self.vocabulary.read_bytes() if self.vocabulary else b""
        text = json.dumps([limits, hashlib.sha256(words).hexdigest(), self.people.value], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Budget:
    """What one document's process may cost before it is killed.

    Attributes:
        seconds: Wall-clock time.
        memory_bytes: Memory beyond that of the program itself.
    """

    seconds: float = 120.0
    memory_bytes: int = 1024 * MEGABYTE


@dataclass(frozen=True, slots=True)
class RunSettings:
    """How a run is done.

    Attributes:
        options: What shapes a document's result.
        budget: What one document's process may cost.
        workers: Documents read at the same time, each in a process of its own; 0 reads in this process, unprotected.
        exclude: Patterns of paths that are not documents (`drafts/*`).
        full: Whether all documents are read again.
        wait: Whether to wait for another run on the same dataset to end.
    """

    options: Options = field(default_factory=Options)
    budget: Budget = field(default_factory=Budget)
    workers: int = 0
    exclude: tuple[str, ...] = ()
    full: bool = False
    wait: bool = False


def default_workers() -> int:
    """The cores this process may use; 0 where the system has no `fork` (Windows)."""
    if not hasattr(os, "fork"):
        return 0
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else value
