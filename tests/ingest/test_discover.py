"""Tests of `ingest.discover`: every file once, nothing that can hang or lead astray."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path
from socket import AF_UNIX, socket

import pytest

from extractors.document import Limits, Source
from ingest.discover import Found, discover
from ingest.outcome import Outcome
from ingest.schema import Status


def _by_path(found: tuple[Found, ...]) -> dict[str, Found]:
    assert len({item.path for item in found}) == len(found)
    return {item.path: item for item in found}


def _refused(item: Found) -> tuple[Status, str | None]:
    assert isinstance(item, Outcome)
    return item.status, item.detail


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


def test_files_in_all_folders_sorted(raw: Path) -> None:
    """Files of all depths are found, in the order of their `/`-separated paths."""
    for name in ("b.txt", "a/z.txt", "a/b/c.txt"):
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        (raw / name).write_text(f"words of {name}")
    found = discover(raw, Limits())
    assert [item.path for item in found] == ["a/b/c.txt", "a/z.txt", "b.txt"]
    assert all(isinstance(item, Source) for item in found)


def test_hidden_and_lock_files_are_not_seen(raw: Path) -> None:
    """Hidden files and folders, Word's lock files and its temporary ones get no row."""
    (raw / ".git").mkdir()
    for name in (".hidden", "~$plan.docx", "~WRL0003.tmp", ".git/config", "plan.txt"):
        (raw / name).write_text(name)
    assert [item.path for item in discover(raw, Limits())] == ["plan.txt"]


def test_same_bytes_are_a_duplicate(raw: Path) -> None:
    """The second file with the same bytes names the first and shares its id."""
    (raw / "a.txt").write_text("the same")
    (raw / "b.txt").write_text("the same")
    found = _by_path(discover(raw, Limits()))
    assert _refused(found["b.txt"]) == (Status.DUPLICATE, "same bytes as a.txt")
    assert found["a.txt"].document_id == found["b.txt"].document_id


def _zeros(name: str) -> None:
    """A device that gives zeros for ever."""
    try:
        os.mknod(name, stat.S_IFCHR | 0o600, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("only root may make devices")


@pytest.mark.parametrize("make", [os.mkfifo, lambda name: socket(AF_UNIX).bind(name), _zeros])
def test_what_is_no_file_is_not_opened(
    raw: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[str], object]
) -> None:
    """A named pipe, a socket, a device gets a row at once; opening it could wait, or give bytes, for ever."""
    monkeypatch.chdir(raw)
    make("plan.pdf")
    status, detail = _refused(discover(raw, Limits())[0])
    assert status is Status.UNSUPPORTED
    assert detail is not None
    assert "pipe" in detail


def test_links(raw: Path, tmp_path: Path) -> None:
    """Links are followed to files inside only; those that lead out, nowhere or round in circles say so or vanish."""
    (raw / "inner").mkdir()
    (raw / "inner/plan.txt").write_text("a plan")
    (tmp_path / "secret.txt").write_text("not yours")
    (tmp_path / "outer").mkdir()
    links = {
        "file-link.txt": raw / "inner/plan.txt",
        "out.txt": tmp_path / "secret.txt",
        "out-folder": tmp_path / "outer",
        "dead.txt": raw / "gone.txt",
        "self.txt": raw / "self.txt",
        "inner/loop": raw,
        "folder-link": raw / "inner",
    }
    for name, target in links.items():
        (raw / name).symlink_to(target)
    found = _by_path(discover(raw, Limits()))
    assert set(found) == {"dead.txt", "file-link.txt", "inner/plan.txt", "out-folder", "out.txt", "self.txt"}
    assert _refused(found["inner/plan.txt"]) == (Status.DUPLICATE, "same bytes as file-link.txt")
    for name, words in (("out.txt", "leads out"), ("out-folder", "leads out"), ("dead.txt", "leads nowhere")):
        status, detail = _refused(found[name])
        assert status is Status.UNREADABLE
        assert words in (detail or "")
    assert _refused(found["self.txt"])[0] is Status.UNREADABLE


def test_locked_file_and_folder(raw: Path) -> None:
    """A file or folder without rights gets a row and stops nothing."""
    (raw / "locked.txt").write_text("words")
    (raw / "locked.txt").chmod(0)
    (raw / "folder").mkdir(mode=0)
    if os.access(raw / "folder", os.R_OK):
        pytest.skip("root may read everything")
    (raw / "open.txt").write_text("other words")
    try:
        found = _by_path(discover(raw, Limits()))
    finally:
        (raw / "folder").chmod(0o700)
    assert _refused(found["locked.txt"])[0] is Status.UNREADABLE
    assert _refused(found["folder"])[0] is Status.UNREADABLE
    assert isinstance(found["open.txt"], Source)


def test_a_file_that_fails_while_read(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the system in the middle of reading becomes the file's own row."""
    (raw / "bad.txt").write_text("words")

    def broken(_: Path) -> str:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("ingest.discover.file_digest", broken)
    assert _refused(discover(raw, Limits())[0]) == (
        Status.UNREADABLE,
        "the system would not open it (Input/output error)",
    )


def test_larger_than_the_limit(raw: Path) -> None:
    """A file above the limit is not even read for its digest."""
    (raw / "big.txt").write_text("x" * 11)
    item = discover(raw, Limits(max_bytes=10))[0]
    assert _refused(item)[0] is Status.TOO_LARGE
    assert isinstance(item, Outcome)
    assert (item.source, item.size_bytes) == (None, 11)


def test_odd_names(raw: Path) -> None:
    """A name that is no UTF-8 still gives a path that can be written."""
    Path(os.fsdecode(os.fsencode(raw) + b"/caf\xe9\n.txt")).write_text("words")
    assert [item.path for item in discover(raw, Limits())] == ["caf\\xe9\n.txt"]


def test_very_deep_folders(raw: Path) -> None:
    """A tree deeper than Python's recursion limit is walked to its end or given a row."""
    here, depth = os.open(raw, os.O_RDONLY), 1200
    try:
        for _ in range(depth):
            os.mkdir("d", dir_fd=here)
            deeper = os.open("d", os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = deeper
        with os.fdopen(os.open("plan.txt", os.O_CREAT | os.O_WRONLY, dir_fd=here), "w") as stream:
            stream.write("words")
    finally:
        os.close(here)
    try:
        assert [item.path for item in discover(raw, Limits())] == ["d/" * depth + "plan.txt"]
    finally:
        subprocess.run(["rm", "-rf", str(raw / "d")], check=True)  # too deep for pytest's own clean-up
