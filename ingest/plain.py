"""Typed values to plain ones (maps, lists, strings, numbers, dates), for Arrow and JSON only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum


def plain_parts(value: object) -> dict[str, object]:
    """The attributes of a dataclass as plain values, by name.

    Raises:
        TypeError: It is no dataclass.
    """
    if not is_dataclass(value):
        raise TypeError(f"{type(value).__name__} cannot be written")
    return {part.name: plain_value(getattr(value, part.name)) for part in fields(value)}


def plain_value(value: object) -> object:
    """A value that Arrow can take; dates stay dates.

    Raises:
        TypeError: It is of a type that no column holds.
    """
    match value:
        case Enum():
            return value.value
        case str():
            return _writable(value)
        case Mapping():
            return {str(plain_value(key)): plain_value(part) for key, part in value.items()}
        case tuple() | list():
            return [plain_value(part) for part in value]
        case None | bool() | int() | float() | date():
            return value
        case _:
            return plain_parts(value)


def _writable(text: str) -> str:
    """Text that UTF-8 can hold: half of a surrogate pair, as damaged files have it, becomes U+FFFD."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
