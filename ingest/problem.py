"""One thing that is wrong with a dataset."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where.

    Attributes:
        file: File name.
        key: The row's key, or None where it concerns the whole file.
        column: The column, or None.
        what: What is wrong, one line.
    """

    file: str
    key: str | None
    column: str | None
    what: str

    def __str__(self) -> str:
        """The problem on one line: file, key, column, what."""
        place = " · ".join(part for part in (self.file, self.key, self.column) if part)
        return f"{place}: {self.what}"
