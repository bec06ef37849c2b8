"""Several files renamed into place one after another; undone if one fails. For file systems without links.

A machine that stops between two renames leaves files of two runs beside each other. `datapackage.json`, renamed last,
holds each file's digest: `dhr-plans validate` then says so, and the next run puts it right.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path


def replace_files(processed: Path, new: Path, names: Iterable[str]) -> None:
    """Renames the new files into place; if that fails half way (or is interrupted), puts the old ones back.

    Raises:
        OSError: One could not be renamed; all old ones are back.
    """
    names = tuple(names)
    old = Path(tempfile.mkdtemp(prefix=".writing-", dir=processed))
    try:
        for name in names:
            if (processed / name).exists():
                _keep(processed / name, old / name)
        for name in names:
            (new / name).replace(processed / name)
    except BaseException:
        _put_back(processed, new, old, names)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
        shutil.rmtree(new, ignore_errors=True)


def _keep(file: Path, kept: Path) -> None:
    try:
        os.link(file, kept)
    except OSError:  # a file system without hard links
        shutil.copy2(file, kept)


def _put_back(processed: Path, new: Path, old: Path, names: Iterable[str]) -> None:
    for name in names:
        if (old / name).exists():
            (old / name).replace(processed / name)
        elif not (new / name).exists():
            (processed / name).unlink(missing_ok=True)
