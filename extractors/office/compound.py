"""The names of the streams in an OLE compound file (the container of old Office files), as [MS-CFB] lays them out.

Only the root's own streams count: a spreadsheet may carry a whole Word file inside, and is still a spreadsheet.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_MOST_SECTORS = 4_096
"""Sectors of the directory that are followed; it then has at least 16,384 entries."""
_LAST_SECTOR = 0xFFFFFFFA
_SMALL_STREAM = 4_096
"""Shorter streams lie elsewhere; a Word document never is one."""


@dataclass(frozen=True, slots=True)
class Compound:
    """What a compound file holds at its root.

    Attributes:
        names: Streams and storages.
        word_head: The first bytes of its `WordDocument` stream, where there is one.
    """

    names: frozenset[str]
    word_head: bytes = b""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    left: int
    right: int
    child: int
    start: int
    size: int


def read_compound(content: bytes) -> Compound:
    """The root's streams; where the directory is damaged, those whose names stand anywhere in the bytes."""
    try:
        size = 1 << struct.unpack_from("<H", content, 30)[0]
        entries = _entries(_directory(content, size)) if 128 <= size <= 65_536 else []
        inside = _siblings(entries, entries[0].child) if entries else []
    except struct.error:
        inside = []
    if not inside:
        return Compound(frozenset(name for name in _KNOWN if name.encode("utf-16-le") in content))
    head = b""
    for entry in inside:
        if entry.name == "WordDocument" and entry.size >= _SMALL_STREAM:
            head = content[(entry.start + 1) * size : (entry.start + 1) * size + 32]
    return Compound(frozenset(entry.name for entry in inside), head)


_KNOWN = ("EncryptedPackage", "WordDocument", "PowerPoint Document", "__substg1.0_", "Workbook", "Book")


def is_old_word(file: Compound) -> bool:
    """Whether it is a Word document of the versions 6 to 2003."""
    return "WordDocument" in file.names and "EncryptedPackage" not in file.names


def is_locked(file: Compound) -> bool:
    """Whether a password is needed: an encrypted package, or a Word document whose header says so ([MS-DOC] 2.5.2)."""
    if "EncryptedPackage" in file.names:
        return True
    return len(file.word_head) >= 12 and bool(struct.unpack_from("<H", file.word_head, 10)[0] & 0x0100)


def _directory(content: bytes, size: int) -> bytes:
    """The sectors of the directory, in order; a loop or a missing sector ends it."""
    table = _sector_table(content, size)
    sector = struct.unpack_from("<I", content, 48)[0]
    pieces: list[bytes] = []
    seen: set[int] = set()
    while sector < _LAST_SECTOR and sector not in seen and len(pieces) < _MOST_SECTORS:
        seen.add(sector)
        pieces.append(content[(sector + 1) * size : (sector + 2) * size])
        sector = table.get(sector, _LAST_SECTOR)
    return b"".join(pieces)


def _sector_table(content: bytes, size: int) -> dict[int, int]:
    """Which sector follows which, from the 109 parts of the table that the header lists (7 MB of small sectors)."""
    following: dict[int, int] = {}
    for n, part in enumerate(struct.unpack_from("<109I", content, 76)):
        if part >= _LAST_SECTOR:
            break
        sector = content[(part + 1) * size : (part + 2) * size]
        for place, number in enumerate(struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])):
            following[n * (size // 4) + place] = number
    return following


def _entries(directory: bytes) -> list[_Entry]:
    entries = []
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        raw = directory[at : at + _ENTRY]
        length = min(struct.unpack_from("<H", raw, 64)[0], 64)
        name = raw[: max(0, length - 2)].decode("utf-16-le", "replace")
        left, right, child = struct.unpack_from("<3I", raw, 68)
        start, size = struct.unpack_from("<2I", raw, 116)
        entries.append(_Entry(name, left, right, child, start, size))
    return entries


def _siblings(entries: list[_Entry], first: int) -> list[_Entry]:
    """All entries of the tree that begins at one, each once."""
    waiting, seen = [first], set[int]()
    while waiting:
        number = waiting.pop()
        if number >= len(entries) or number in seen:
            continue
        seen.add(number)
        waiting += [entries[number].left, entries[number].right]
    return [entries[number] for number in sorted(seen)]
