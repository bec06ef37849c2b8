"""A small file written whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Final

TEMPORARY: Final = ".tmp"
"""Suffix of a file that is being written; what bears it without a run going on was left by one that was stopped."""


def write_whole(file: Path, data: bytes) -> None:
    """Writes a file in place of what was there. It is not flushed: after a power cut it may be damaged, never mixed.

    Raises:
        OSError: The system would not write; what was there is still there.
    """
    fresh = file.with_name(file.name + TEMPORARY)
    fresh.write_bytes(data)
    fresh.replace(file)
