"""A Parquet file behind the bytes of the one it replaces, for readers that open a file twice.

A reader that took the footer of the old file, and then opens its name again for the rows, finds them in the new file
where the old footer says. A reader of the new file reads the last footer, as every reader does, and knows nothing of
the bytes before. Such a file is written only while somebody reads again and again; the next run that finds a quiet
moment writes it as it would have been.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

from ingest.parquet_footer import FRAME_BYTES, MAGIC, UnknownFooter, moved_footer

_MOST_TIMES: Final = 64
_SMALL_BYTES: Final = 8 << 20
"""What stands before a file may be so many times as long as itself, or so long."""
_SUFFIX: Final = ".layered"


def layer(old: Path, new: Path) -> None:
    """Puts the bytes of the old file before those of the new one, unless there is none or it is the same file.

    Raises:
        OSError: The system would not write.
    """
    if not old.exists() or old.samefile(new):
        return
    before = old.stat().st_size
    if before > max(_SMALL_BYTES, _MOST_TIMES * new.stat().st_size):
        return
    try:
        length = _footer_length(new)
        data = new.read_bytes()
        end = len(data) - FRAME_BYTES
        footer = moved_footer(data[end - length : end], before)
    except UnknownFooter:  # a reader in the middle of the old file may fail then, no more
        return
    both = new.with_name(new.name + _SUFFIX)
    shutil.copyfile(old, both)
    with both.open("ab") as stream:
        stream.write(data[: end - length] + footer + len(footer).to_bytes(4, "little") + MAGIC)
    both.replace(new)


def is_layered(file: Path) -> bool:
    """Whether a Parquet file has the bytes of another before its own, so that one's end meets another's beginning.

    Raises:
        OSError: It cannot be read.
    """
    return MAGIC + MAGIC in file.read_bytes()


def _footer_length(file: Path) -> int:
    with file.open("rb") as stream:
        stream.seek(-FRAME_BYTES, os.SEEK_END)
        frame = stream.read(FRAME_BYTES)
    if frame[4:] != MAGIC:
        raise UnknownFooter("it has no mark")
    return int.from_bytes(frame[:4], "little")
