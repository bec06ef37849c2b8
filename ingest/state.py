"""What is kept from run to run, in `.state/` beside the dataset: each document's result, and digests of known files.

All of it can be thrown away: the next run then reads everything again. Nothing in it is trusted further than its own
digest, and nothing in it can hold code.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from extractors.document import Source
from ingest.result import DamagedResult, Header, checked_header, unpack_header
from ingest.settings import Budget
from ingest.whole_file import TEMPORARY, write_whole

_FOLDER: Final = ".state"
_SUFFIX: Final = ".result"
_ATTEMPTS: Final = 3
"""So many times a document is tried that failed for a reason that may pass (a busy machine, too little memory)."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A result of an earlier run that still holds."""

    key: str
    header: Header


class State:
    """The folder `.state/` of one dataset; whoever changes it holds the lock."""

    def __init__(self, processed: Path, reading: str, options: str, budget: Budget) -> None:
        """Looks at a folder; makes nothing.

        Args:
            processed: The folder of the dataset.
            reading: What decides how documents are read (`reading_version`).
            options: Digest of the options that shape a result.
            budget: A document that ran out of it is tried again with another.
        """
        self.folder = processed / _FOLDER
        self._results = self.folder / "results"
        self._shaped_by = f"{reading} {options}"
        self._budget = f"{budget.seconds:g} {budget.memory_bytes}"

    @property
    def index_file(self) -> Path:
        """Where the digests of known files are kept."""
        return self.folder / "files.json"

    @property
    def scratch(self) -> Path:
        """Folder for temporary files of the processes that read documents."""
        return self.folder / "scratch"

    def clear_scratch(self) -> None:
        """Removes all temporary files; what cannot be removed stays for the next run."""
        shutil.rmtree(self.scratch, ignore_errors=True)

    def prepare(self) -> None:
        """Makes the folder and removes what a stopped run left half written.

        Raises:
            OSError: The system would not write.
        """
        self._results.mkdir(parents=True, exist_ok=True)
        self._results.chmod(0o700)
        self.clear_scratch()
        self.scratch.mkdir(mode=0o700, exist_ok=True)
        for leftover in (*self.folder.glob(f"*{TEMPORARY}"), *self._results.glob(f"*{TEMPORARY}")):
            leftover.unlink(missing_ok=True)

    def key(self, source: Source) -> str:
        """Name of a document's result: its bytes, what they are read by, and what its name promises.

        The rest of a path plays no part, so a file that was moved or renamed keeps its result.
        """
        text = f"{source.sha256} {PurePosixPath(source.path).suffix.casefold()} {self._shaped_by}"
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def find(self, source: Source) -> Kept | None:
        """The result of an earlier run, or None where the document is to be read."""
        key = self.key(source)
        try:
            header = checked_header(self._file(key).read_bytes())
        except (OSError, DamagedResult):
            return None
        return None if header.may_pass and self._tries(key) < _ATTEMPTS else Kept(key, header)

    def keep(self, source: Source, result: bytes) -> Kept:
        """Keeps a result: whole or not at all. It is not flushed; its digest shows if the machine lost a part.

        Raises:
            OSError: The system would not write.
        """
        key, header = self.key(source), unpack_header(result)
        if header.may_pass:
            tried = json.dumps({"budget": self._budget, "tries": self._tries(key) + 1})
            write_whole(self._file(key).with_suffix(".tries"), tried.encode())
        write_whole(self._file(key), result)
        return Kept(key, header)

    def read(self, key: str) -> bytes:
        """The bytes of a result.

        Raises:
            OSError: They cannot be read.
        """
        return self._file(key).read_bytes()

    def forget_all_but(self, keys: Iterable[str]) -> None:
        """Removes the results of documents that are gone or changed; what cannot be removed stays."""
        kept = set(keys)
        for file in self._results.iterdir():
            if file.stem not in kept:
                with suppress(OSError):
                    file.unlink()

    def _tries(self, key: str) -> int:
        try:
            tried = json.loads(self._file(key).with_suffix(".tries").read_bytes())
            return int(tried["tries"]) if tried["budget"] == self._budget else 0
        except (OSError, ValueError, KeyError, TypeError):
            return 0

    def _file(self, key: str) -> Path:
        return self._results / f"{key}{_SUFFIX}"
