"""The dataset as pandas frames, for notebooks and for the closing summary.

Example:
    >>> from ingest.dataset import load_actions
    >>> actions = load_actions("data/processed")
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from ingest.errors import UnreadableDataset
from ingest.generation import dataset_folder
from ingest.schema import ACTIONS, DOCUMENTS, Status
from ingest.schema_types import FileSchema

_OF_DOCUMENT: Final = ("document_id", "title", "review_name", "review_reference", "partnership")


def load_actions(processed: Path | str) -> pd.DataFrame:
    """All actions, each with its document's `title`, `review_name`, `review_reference` and `partnership`.

    Dates are datetimes (a null is `NaT`, so comparing with it is false), lists are Python lists.

    Raises:
        UnreadableDataset: There is no dataset in the folder.
    """
    folder = dataset_folder(Path(processed))  # both files of the same run, whatever happens meanwhile
    actions, documents = load_frame(folder, ACTIONS), load_frame(folder, DOCUMENTS)
    once = documents.loc[documents["status"] != Status.DUPLICATE.value, list(_OF_DOCUMENT)]
    return actions.merge(once, on="document_id", how="left", validate="many_to_one")


def load_frame(processed: Path | str, file: FileSchema) -> pd.DataFrame:
    """One file of the dataset as a frame.

    Raises:
        UnreadableDataset: The file is missing or is no Parquet file.
    """
    table = read_file(processed, file)
    frame: pd.DataFrame = table.to_pandas(date_as_object=False)
    for column in table.schema:
        if pa.types.is_list(column.type):
            frame[column.name] = pd.Series(table.column(column.name).to_pylist(), dtype=object, index=frame.index)
    return frame


def read_file(processed: Path | str, file: FileSchema) -> pa.Table:
    """One file of the dataset as an Arrow table.

    Raises:
        UnreadableDataset: The file is missing or is no Parquet file.
    """
    path = Path(processed) / file.file_name
    try:
        return pq.read_table(path)
    except FileNotFoundError as error:
        raise UnreadableDataset(f"{path}: there is no such file; `dhr-plans run` writes it") from error
    except (OSError, pa.ArrowException) as error:
        raise UnreadableDataset(f"{path}: cannot be read as Parquet ({str(error).splitlines()[0]})") from error
