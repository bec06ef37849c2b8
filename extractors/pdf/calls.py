"""pdfium's functions as they are asked thousands of times a page: with addresses instead of typed pointers.

ctypes checks and wraps each typed pointer at each call, which takes longer than pdfium's answer; and it lets other
threads of Python in around each call, which costs a little too.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import numpy.typing as npt


def address(pointer: Any) -> int:
    """The address that a pointer of ctypes holds; 0 where it points to nothing."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def addresses(values: ctypes.Array[Any]) -> range:
    """Where each value of an array stands, for functions that fill several."""
    start, size = ctypes.addressof(values), ctypes.sizeof(values)
    return range(start, start + size, size // len(values))


def row_places(rows: npt.NDArray[Any], n: int = 1) -> list[range]:
    """Where the first n values of each row of a matrix stand, for functions that fill them row by row."""
    at, size = rows.ctypes.data, rows.itemsize
    return [range(at + number * size, at + rows.nbytes, rows.shape[1] * size) for number in range(n)]


def bare(function: Any) -> Callable[..., Any]:
    """The function of `pypdfium2.raw` with a whole number, the address, for each pointer; None for a null pointer.

    No other thread of Python runs while pdfium answers.
    """
    signature = map(_bare_type, (function.restype, *function.argtypes))
    return ctypes.PYFUNCTYPE(*signature)(address(function))


def _bare_type(kind: Any) -> Any:
    return ctypes.c_void_p if isinstance(kind, type) and issubclass(kind, ctypes._Pointer) else kind
