"""Whether the folders of a command make sense together, before anything is read or written."""

from __future__ import annotations

import os
from pathlib import Path

from ingest.errors import UsageError
from ingest.schema import FILES


def check_folders(raw: Path, processed: Path) -> None:
    """Makes sure that `raw` can be read and that the dataset does not go into it.

    Raises:
        UsageError: It is missing, no folder or unreadable, or `processed` is a file or inside it.
    """
    if not raw.exists():
        raise UsageError(f"{raw}: there is no such folder; put the documents into one and name it")
    if not raw.is_dir():
        raise UsageError(f"{raw} is a file; name the folder it is in, or use `dhr-plans inspect {raw}`")
    if not os.access(raw, os.R_OK | os.X_OK):
        raise UsageError(f"{raw}: this folder may not be read; check its permissions")
    if processed.exists() and not processed.is_dir():
        raise UsageError(f"{processed} is a file; name a folder for the dataset")
    if processed.resolve().is_relative_to(raw.resolve()):
        raise UsageError(
            f"{processed} is inside {raw}, so the dataset would be among the documents; name another folder"
        )


def check_dataset_folder(processed: Path) -> None:
    """Makes sure that there is a dataset to look at.

    Raises:
        UsageError: The folder is missing, is a file, or holds no file of a dataset.
    """
    if not processed.is_dir():
        raise UsageError(f"{processed}: there is no such folder; `dhr-plans run` makes one")
    if not any((processed / file.file_name).exists() for file in FILES):
        raise UsageError(f"{processed}: there is no dataset in this folder; `dhr-plans run` writes one")
