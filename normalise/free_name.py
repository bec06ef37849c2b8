"""Names for columns that map to no field, each only once in a row's `extra`."""

from __future__ import annotations

from collections.abc import Collection
from itertools import count


def free_name(name: str, taken: Collection[str], number: int) -> str:
    """The heading as printed; where it is taken, with the first free number in brackets, counted from `number`."""
    numbered = (f"{name} ({n})" for n in count(number))
    return name if name not in taken else next(one for one in numbered if one not in taken)
