"""The footer of a Parquet file with every place in it moved by so many bytes.

A footer is one structure in Thrift's compact protocol (https://github.com/apache/thrift, `thrift-compact-protocol.md`);
which of its fields are places in the file is said in `parquet.thrift` (https://github.com/apache/parquet-format).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

MAGIC: Final = b"PAR1"
FRAME_BYTES: Final = 8
"""Behind a footer: its length in four bytes, and the mark."""

_TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = range(1, 13)
_INTEGERS: Final = frozenset({_I16, _I32, _I64})
_LONG_LIST: Final = 15
_DEEPEST: Final = 64


@dataclass(frozen=True, slots=True)
class Places:
    """Which fields of a structure are places in the file, and which hold structures that have some."""

    here: frozenset[int] = frozenset()
    inside: Mapping[int, Places] = field(default_factory=dict)


_COLUMN_DATA: Final = Places(frozenset({9, 10, 11, 14}))  # data, index and dictionary page, bloom filter
_COLUMN: Final = Places(frozenset({2, 4, 6}), {3: _COLUMN_DATA})  # the chunk, its offset index, its column index
_ROW_GROUP: Final = Places(frozenset({5}), {1: _COLUMN})
_FILE: Final = Places(inside={4: _ROW_GROUP})
_NONE: Final = Places()


class UnknownFooter(ValueError):
    """The bytes are no footer that we can read."""


def moved_footer(footer: bytes, by: int) -> bytes:
    """The same footer for a file in which everything stands `by` bytes further on.

    Raises:
        UnknownFooter: It cannot be read.
    """
    copy = _Copy(footer, by)
    try:
        copy.structure(_FILE, 0)
    except (IndexError, struct.error) as error:
        raise UnknownFooter(f"it ends at byte {len(footer)}") from error
    if copy.position != len(footer):
        raise UnknownFooter(f"{len(footer) - copy.position} bytes are left over")
    return bytes(copy.written)


class _Copy:
    """Reads a structure and writes it again, places moved."""

    def __init__(self, data: bytes, by: int) -> None:
        self.data, self.by = data, by
        self.position = 0
        self.written = bytearray()

    def structure(self, places: Places, depth: int) -> None:
        """Copies the fields of a structure up to its end."""
        if depth > _DEEPEST:
            raise UnknownFooter("it is nested too deeply")
        number = 0
        while True:
            head = self._byte()
            if head == 0:
                return
            kind, step = head & 0x0F, head >> 4
            number = number + step if step else _unzigzag(self._number())
            self._value(kind, number in places.here, places.inside.get(number, _NONE), depth)

    def _value(self, kind: int, is_place: bool, places: Places, depth: int, in_list: bool = False) -> None:
        if kind in (_TRUE, _FALSE):
            if in_list:
                self._byte()
        elif kind == _BYTE:
            self._byte()
        elif kind in _INTEGERS:
            self._integer(is_place)
        elif kind == _DOUBLE:
            self._bytes(8)
        elif kind == _BINARY:
            self._bytes(self._number())
        elif kind in (_LIST, _SET):
            self._list(places, depth)
        elif kind == _MAP:
            self._map(depth)
        elif kind == _STRUCT:
            self.structure(places, depth + 1)
        else:
            raise UnknownFooter(f"there is no type {kind}")

    def _list(self, places: Places, depth: int) -> None:
        head = self._byte()
        count = self._number() if head >> 4 == _LONG_LIST else head >> 4
        for _ in range(count):
            self._value(head & 0x0F, False, places, depth + 1, in_list=True)

    def _map(self, depth: int) -> None:
        count = self._number()
        if count:
            kinds = self._byte()
            for _ in range(count):
                self._value(kinds >> 4, False, _NONE, depth + 1, in_list=True)
                self._value(kinds & 0x0F, False, _NONE, depth + 1, in_list=True)

    def _integer(self, is_place: bool) -> None:
        start = len(self.written)
        value = _unzigzag(self._number())
        if is_place and value > 0:  # 0: not set, as old writers did
            del self.written[start:]
            self.written += _varint(_zigzag(value + self.by))

    def _number(self) -> int:
        value, shift = 0, 0
        while True:
            part = self._byte()
            value |= (part & 0x7F) << shift
            shift += 7
            if not part & 0x80:
                return value
            if shift > 70:
                raise UnknownFooter("a number has no end")

    def _byte(self) -> int:
        value = self.data[self.position]
        self.position += 1
        self.written.append(value)
        return value

    def _bytes(self, count: int) -> None:
        part = self.data[self.position : self.position + count]
        if len(part) < count:
            raise IndexError
        self.position += count
        self.written += part


def _unzigzag(value: int) -> int:
    return (value >> 1) ^ -(value & 1)


def _zigzag(value: int) -> int:
    return value << 1 if value >= 0 else (-value << 1) - 1


def _varint(value: int) -> bytes:
    parts = bytearray()
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    parts.append(value)
    return bytes(parts)
