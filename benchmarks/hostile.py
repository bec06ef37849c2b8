"""Reads a folder of hostile files, and says what became of each beside what naive code makes of it.

    python -m benchmarks.hostile FOLDER [--naive] [--max-seconds 60]

FOLDER holds documents of which none is an action plan, and may hold `expect.tsv` (columns `file`, `expect`, `must`,
`must_not`): `refuse` must give no action and a status that says why, `flag` must not be `ok` in silence, `bounded` must
end, in the text that is read of `extract` the words of `must` (separated by ` ;; `) must stand, and in no action those
of `must_not`.

With --naive each file is also read the plain way, pdfplumber or python-docx in a loop, in a process of its own of 2 GB.
"""

from __future__ import annotations

import argparse
import csv
import json
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from extractors.document import Limits, Source, Table
from extractors.readers import read_document
from ingest.discover import find_source

_NAIVE_BYTES = 2 << 30


def main() -> None:
    """Entry point."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--naive", action="store_true")
    options.add_argument("--max-seconds", type=float, default=60.0)
    options.add_argument("--workers", type=int, default=2)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="hostile-") as home:
        _ours(chosen.folder, Path(home) / "processed", chosen.max_seconds, chosen.workers)
    if chosen.naive:
        print(
            "naive: " + ", ".join(f"{what} {n}" for what, n in _naive(chosen.folder, chosen.max_seconds).most_common())
        )


def _ours(folder: Path, processed: Path, seconds: float, workers: int) -> None:
    limits = ["--max-seconds", str(seconds), "--workers", str(workers)]
    command = [sys.executable, "-m", "ingest.cli", "run", str(folder), str(processed), *limits]
    started = time.monotonic()
    done = subprocess.run(
        [*command, "--exclude", "expect.tsv", "--log-format", "json"], capture_output=True, text=True, check=False
    )
    took = time.monotonic() - started
    record = json.loads((processed / "run.json").read_text())
    documents = record["documents"]
    print(f"{len(documents)} files in {took:.0f} s, exit code {done.returncode}: {record['counts']['by_status']}")
    slowest = max(documents, key=lambda one: one["seconds"])
    largest = max((one["peak_bytes"] or 0, one["path"]) for one in documents)
    print(f"slowest {slowest['seconds']:.1f} s ({slowest['path']}), largest {largest[0] >> 20} MB ({largest[1]})")
    print(f"actions: {record['counts']['actions']} in {sum(one['actions'] > 0 for one in documents)} files")
    expected = folder / "expect.tsv"
    if expected.exists():
        _judge(expected, processed, {one["path"]: one for one in documents})
    else:
        for one in documents:
            if one["actions"]:
                print(f"  false action: {one['path']}: {one['actions']}")


def _judge(expected: Path, processed: Path, documents: dict[str, Any]) -> None:
    actions = pq.read_table(processed / "actions.parquet").to_pylist()
    tally: Counter[str] = Counter()
    with expected.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            one = documents.get(row["file"])
            faults = ["no row"] if one is None else list(_faults(row, one, actions, expected.parent / row["file"]))
            tally[f"{row['expect']} {'as it should be' if not faults else 'not'}"] += 1
            for fault in faults:
                print(f"  {row['file']} ({row['expect']}): {fault}")
    print("expected: " + ", ".join(f"{what} {n}" for what, n in sorted(tally.items())))


def _faults(row: dict[str, str], one: dict[str, Any], actions: list[dict[str, Any]], file: Path) -> Iterator[str]:
    said = json.dumps([action for action in actions if action["document_id"] == one["document_id"]], default=str)
    must, must_not = (list(filter(None, (row[name] or "").split(" ;; "))) for name in ("must", "must_not"))
    yield from (f"gives {word}" for word in must_not if word in said)
    quiet = one["status"] == "ok" and not one["warnings"]
    if row["expect"] == "refuse" and (one["actions"] or one["status"] in ("ok", "no_action_plan")):
        yield f"status {one['status']}, {one['actions']} actions"
    if row["expect"] == "flag" and quiet:
        yield "ok, and nothing said"
    if row["expect"] == "extract":
        text = _text(file)
        yield from (f"does not give {word}" for word in must if word not in text)
        if one["status"] not in ("ok", "no_action_plan", "duplicate"):
            yield f"status {one['status']}: {one['detail']}"


def _text(file: Path) -> str:
    """All that is read of a document."""
    source = find_source(file, file.name, file.parent, Limits())
    assert isinstance(source, Source)
    blocks = read_document(source, Limits()).blocks
    texts = ([cell.text for cell in block.cells] if isinstance(block, Table) else [block.text] for block in blocks)
    return "\n".join(text for block in texts for text in block)


def _naive(folder: Path, seconds: float) -> Counter[str]:
    fates: Counter[str] = Counter()
    for file in sorted(folder.rglob("*")):
        if not file.is_file() or file.suffix.lower() not in (".pdf", ".docx"):
            continue
        answers: Any = multiprocessing.Queue()
        process = multiprocessing.Process(target=_read_naively, args=(file, answers))
        process.start()
        process.join(seconds)
        if process.is_alive():
            process.kill()
            process.join()
            fates["hang"] += 1
        else:
            fates[answers.get() if not answers.empty() else f"died ({process.exitcode})"] += 1
    return fates


def _read_naively(file: Path, answers: Any) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_NAIVE_BYTES, _NAIVE_BYTES))
    import docx
    import pdfplumber

    try:
        if file.suffix.lower() == ".pdf":
            with pdfplumber.open(file) as pdf:
                found = [page.extract_tables() for page in pdf.pages]
        else:
            found = [
                [[cell.text for cell in row.cells] for row in table.rows] for table in docx.Document(str(file)).tables
            ]
        answers.put("read" if any(found) else "read, nothing found")
    except MemoryError:
        answers.put("all memory")
    except Exception:  # noqa: BLE001 - the question is how often
        answers.put("raises")


if __name__ == "__main__":
    main()
