"""What the benchmarks print alike: the machine, and columns of figures."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from importlib import metadata


def machine() -> str:
    """Kind of machine, processors, Python and our version, in a line."""
    kind = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    return f"{kind}, Python {platform.python_version()}, dhr-plans {metadata.version('dhr-plans')}"


def print_columns(rows: Sequence[Sequence[str]]) -> None:
    """Prints rows of equal length, the headings first; all columns but the first to the right."""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        figures = (text.rjust(width) for text, width in zip(row[1:], widths[1:], strict=True))
        print("  ".join([row[0].ljust(widths[0]), *figures]).rstrip())
