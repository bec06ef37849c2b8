"""Messages over a pipe: their length in eight bytes, then their bytes."""

from __future__ import annotations

import os
import time
from select import select
from typing import Final

_LENGTH_BYTES: Final = 8


class EndOfPipe(Exception):
    """The other side is gone, or stopped in the middle of a message."""


class TooLong(Exception):
    """A message is announced that is longer than allowed."""


class Silent(Exception):
    """Nothing came in time."""


def write_frame(pipe: int, data: bytes) -> None:
    """Writes one message.

    Raises:
        OSError: The other side is gone.
    """
    whole = memoryview(len(data).to_bytes(_LENGTH_BYTES, "big") + data)
    while whole:
        whole = whole[os.write(pipe, whole) :]


def read_frame(pipe: int, seconds: float | None = None) -> bytes:
    """Reads one message.

    Args:
        pipe: Where from.
        seconds: How long to wait for the whole of it; None: for ever.

    Raises:
        EndOfPipe: The other side is gone.
        Silent: It did not come in time.
    """
    deadline = None if seconds is None else time.monotonic() + seconds
    length = int.from_bytes(_read(pipe, _LENGTH_BYTES, deadline), "big")
    return _read(pipe, length, deadline)


def _read(pipe: int, wanted: int, deadline: float | None) -> bytes:
    data = bytearray()
    while len(data) < wanted:
        if deadline is not None and not select([pipe], [], [], max(0.0, deadline - time.monotonic()))[0]:
            raise Silent
        part = os.read(pipe, min(wanted - len(data), 1 << 20))
        if not part:
            raise EndOfPipe
        data += part
    return bytes(data)


class Incoming:
    """One message that comes in pieces, from a side that may stop at any moment."""

    def __init__(self, pipe: int, longest: int) -> None:
        """Reads from `pipe`; a message of more than `longest` bytes is not taken."""
        self.pipe = pipe
        self._longest = longest
        self._data = bytearray()

    def take(self) -> bytes | None:
        """Reads what is there; the message when it is whole, None while it is not.

        Raises:
            EndOfPipe: The other side ended before.
            TooLong: It would be too long.
        """
        part = os.read(self.pipe, 1 << 20)
        if not part:
            raise EndOfPipe
        self._data += part
        if len(self._data) < _LENGTH_BYTES:
            return None
        length = int.from_bytes(self._data[:_LENGTH_BYTES], "big")
        if length > self._longest:
            raise TooLong
        return bytes(self._data[_LENGTH_BYTES:]) if len(self._data) >= _LENGTH_BYTES + length else None
