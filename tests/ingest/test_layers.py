"""Tests of `ingest.layers` and `ingest.parquet_footer`: old readers find old rows, new readers new ones."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ingest.layers import is_layered, layer
from ingest.parquet_footer import UnknownFooter, moved_footer


def _write(file: Path, words: list[str], **options: object) -> pq.FileMetaData:
    columns = {
        "word": pa.array(words, pa.string()),
        "n": pa.array(range(len(words)), pa.int64()),
        "parts": pa.array([[word, word] for word in words], pa.list_(pa.string())),
        "true": pa.array([True] * len(words), pa.bool_()),
    }
    pq.write_table(pa.table(columns).replace_schema_metadata({"key": "value"}), file, compression="zstd", **options)
    return pq.ParquetFile(file).metadata


@pytest.mark.parametrize("times", [0, 1, 40, 5000])
@pytest.mark.parametrize("options", [{}, {"row_group_size": 7}, {"use_dictionary": False}, {"write_page_index": True}])
def test_both_footers_find_their_rows(tmp_path: Path, times: int, options: dict[str, object]) -> None:
    """Who has the old footer reads the old rows from the new file; who opens it reads the new ones."""
    one, two = tmp_path / "one", tmp_path / "two"
    old = _write(one, ["old"] * 30, **options)
    _write(two, ["new"] * times, **options)
    assert not is_layered(two)
    layer(one, two)
    assert is_layered(two)
    assert pq.read_table(two)["word"].to_pylist() == ["new"] * times
    assert pq.read_table(two).schema.metadata == {b"key": b"value"}
    assert pq.ParquetFile(two, metadata=old).read()["word"].to_pylist() == ["old"] * 30
    assert pq.read_table(two, filters=[("word", "==", "old")]).num_rows == 0


def test_layers_upon_layers(tmp_path: Path) -> None:
    """A file behind a file behind a file is read like any other, until it would grow too long."""
    before = tmp_path / "0"
    _write(before, ["word 0"])
    for n in range(1, 100):
        file = tmp_path / str(n)
        _write(file, [f"word {n}"])
        layer(before, file)
        assert pq.read_table(file)["word"].to_pylist() == [f"word {n}"]
        before = file
    assert before.stat().st_size < 9 << 20


def test_nothing_to_put_before(tmp_path: Path) -> None:
    """A file that was not there, and one that is the same, change nothing."""
    _write(tmp_path / "file", ["word"])
    data = (tmp_path / "file").read_bytes()
    layer(tmp_path / "gone", tmp_path / "file")
    layer(tmp_path / "file", tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == data


@pytest.mark.parametrize(
    "footer", [b"", b"\x15", b"\x1c" * 500, b"\xff" * 40, b"\x00\x00", b"\x18\xff\xff\xff\x7f", b"\x0d"]
)
def test_what_is_no_footer(footer: bytes) -> None:
    """Bytes that are no footer are said to be none."""
    with pytest.raises(UnknownFooter):
        moved_footer(footer, 1)
