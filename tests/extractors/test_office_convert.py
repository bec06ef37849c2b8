"""Old Word and RTF through LibreOffice: what is read, what is said where it is missing, and that it always ends."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from extractors.document import Document, Kind, Limits, Paragraph, Source, Table
from extractors.errors import CorruptDocument, TimedOutDocument, TooLargeDocument, UnsupportedDocument
from extractors.office import convert
from extractors.office.convert import find_office, read_converted

RTF = (
    r"{\rtf1\ansi Action plan\par\trowd\cellx3000\cellx6000\intbl Action\cell Lead\cell\row"
    r"\trowd\cellx3000\cellx6000\intbl Train\cell Police\cell\row\pard}"
)
needs_office = pytest.mark.skipif(
    find_office() is None, reason="LibreOffice is not installed (apt install libreoffice-writer)"
)


def read(folder: Path, content: str = RTF, limits: Limits | None = None) -> Document:
    file = folder / "plan.rtf"
    file.write_text(content)
    return read_converted(Source(file.name, "0" * 64, file.stat().st_size, Kind.RTF, file), limits or Limits())


def pretend(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Puts a program of ours in the place of LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(convert, "find_office", lambda: str(program))


@needs_office
def test_rtf_is_read_as_word(tmp_path: Path) -> None:
    """Paragraphs and tables come out, under the file's own name and kind."""
    document = read(tmp_path)
    assert document.source.kind is Kind.RTF
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["Action plan"]
    [table] = [b for b in document.blocks if isinstance(b, Table)]
    assert [cell.text for cell in table.cells] == ["Action", "Lead", "Train", "Police"]


def test_without_libreoffice_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The remedy names the package."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnsupportedDocument, match="libreoffice-writer"):
        read(tmp_path)


def test_a_program_that_hangs_is_killed_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time limit ends the whole process group."""
    pretend(tmp_path, monkeypatch, f"sleep 600 & echo $! > {tmp_path}/child; wait")
    monkeypatch.setattr(convert, "SECONDS", 0.5)
    with pytest.raises(TimedOutDocument):
        read(tmp_path)
    child = int((tmp_path / "child").read_text())
    for _ in range(50):
        if not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text().split()[2]:
            return
        time.sleep(0.1)
    os.kill(child, 9)
    pytest.fail("the child lives on")


def test_what_grows_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More output than a file may have is refused while it is written."""
    pretend(tmp_path, monkeypatch, 'for last; do :; done; cat /dev/zero > "$(dirname "$last")/out/big"')
    with pytest.raises(TooLargeDocument):
        read(tmp_path, limits=Limits(max_bytes=100_000))


def test_no_output_is_a_damaged_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice leaves with 0 also where it could not open the file."""
    pretend(tmp_path, monkeypatch, "exit 0")
    with pytest.raises(CorruptDocument):
        read(tmp_path)


def test_it_runs_in_a_profile_that_forbids_macros(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The profile, the home and the folder of output are made for one file; its name is not passed on."""
    pretend(
        tmp_path,
        monkeypatch,
        f'echo "$@" > {tmp_path}/said; cp "$HOME"/profile/user/* {tmp_path}/; echo $HOME >> {tmp_path}/said',
    )
    with pytest.raises(CorruptDocument):
        read(tmp_path)
    said = (tmp_path / "said").read_text()
    assert "--headless" in said
    assert "UserInstallation=file:///" in said
    assert "plan.rtf" not in said
    settings = (tmp_path / "registrymodifications.xcu").read_text()
    assert '"MacroSecurityLevel" oor:op="fuse"><value>3<' in settings
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true<' in settings
    assert not Path(said.split()[-1]).exists()
