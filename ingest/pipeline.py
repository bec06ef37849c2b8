"""The run, as a table of contents: every stage in order, no work of its own."""

from __future__ import annotations

from pathlib import Path

from ingest.reading import Reader, our_reader, read_folder
from ingest.rows import RunStamp
from ingest.settings import RunSettings
from ingest.undertaking import open_dataset
from ingest.watch import Watch
from ingest.writing import Report, write_dataset


def run_pipeline(
    raw: Path, processed: Path, settings: RunSettings, stamp: RunStamp, watch: Watch, reader: Reader | None = None
) -> Report:
    """From the folder `raw` to the dataset in `processed`; where there is no document nothing is written.

    Args:
        raw: The input folder.
        processed: The folder of the dataset.
        settings: How to do it.
        stamp: Version and time of the run.
        watch: Told what happens.
        reader: The work on the documents; ours unless a test gives another.

    Raises:
        CommandError: Another run is writing the dataset, or it could not be written.
    """
    with open_dataset(processed, settings, stamp, watch) as opened:
        work = reader or our_reader(settings, stamp, opened.state.scratch)
        folder = read_folder(raw, opened.state, opened.index, settings, watch, work)
        report = write_dataset(folder, processed, opened, settings, stamp)
        opened.tidy(report.entries)
    return report
