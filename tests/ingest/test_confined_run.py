"""A real run of the samples as a scheduler starts it: without network, with the command lines that the docs show."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.office.convert import find_office
from ingest.exit_codes import ExitCode
from ingest.validate import validate

ROOT = Path(__file__).parents[2]
NO_SOCKETS = """
import sys

def forbid(event, arguments):
    if event.startswith("socket.") and event != "socket.gethostname":
        with open(LOG, "a") as log:
            log.write(f"{event} {arguments}\\n")
        raise RuntimeError("no sockets here")

sys.addaudithook(forbid)
"""

CELLS = (
    ("Recommendation", "Action", "Lead agency", "Target date"),
    ("Staff should ask.", "Train duty teams.", "Marlowick Council", "June 2024"),
    ("Police should flag addresses.", "Change the system.", "Marlowick Police", "July 2024"),
)
ROW = r"\trowd" + "".join(rf"\cellx{2000 * n}" for n in (1, 2, 3, 4))
ROWS = "".join(ROW + "".join(rf"\intbl {text}\cell" for text in row) + r"\row" for row in CELLS)
RICH_TEXT = rf"{{\rtf1\ansi Action plan\par {ROWS}\pard}}"


def _environment(folder: Path, log: Path) -> dict[str, str]:
    """Has every Python process that is started forbid sockets, the run's own processes among them."""
    (folder / "sitecustomize.py").write_text(NO_SOCKETS.replace("LOG", repr(str(log))))
    return {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """The samples of the smallest kinds."""
    folder = tmp_path / "raw"
    folder.mkdir()
    for name in ("aldermoor.txt", "pellingham.docx", "tarrowdale-report.pdf"):
        (folder / name).write_bytes((ROOT / "data/raw" / name).read_bytes())
    return folder


def _command_lines() -> list[str]:
    page = (ROOT / "docs/scheduling.md").read_text(encoding="utf-8")
    unit = re.findall(r"^ExecStart=(.*)$", page, re.MULTILINE)
    cron = re.findall(r"^(?:[\d*]+ ){5}(.*)$", page, re.MULTILINE)
    assert len(unit) == len(cron) == 1
    return unit + cron


def test_the_scheduled_commands_without_network(raw: Path, tmp_path: Path) -> None:
    """Both command lines of the page on scheduling read the samples where nobody can have a socket."""
    (tmp_path / "site").mkdir()
    log = tmp_path / "sockets.log"
    environment = _environment(tmp_path / "site", log)
    probe = subprocess.run(
        [sys.executable, "-c", "import socket; socket.socket()"], env=environment, capture_output=True, check=False
    )
    assert probe.returncode != 0
    log.unlink()
    for line in _command_lines():
        words = line.split()
        assert words[0].endswith("/dhr-plans")
        places = {"/srv/dhr/raw": str(raw), "/srv/dhr/processed": str(tmp_path / "processed")}
        command = [sys.executable, "-m", "ingest.cli", *(places.get(word, word) for word in words[1:])]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (ExitCode.OK, ""), done.stderr
    asked = set(log.read_text(encoding="utf-8").split("\n")) if log.exists() else set()
    # A library that others bring along asks, when it is loaded, whether a socket of IPv6 could be had; it does without.
    assert {line.split(" ")[0] for line in asked} <= {"", "socket.__new__"}
    assert validate(tmp_path / "processed") == ()


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed (apt install libreoffice-writer)")
def test_a_document_to_convert_in_folders_named_from_here(tmp_path: Path) -> None:
    """A rich text file is read where the folders of the run are given from the one that it is started in."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/plan.rtf").write_text(RICH_TEXT)
    command = [sys.executable, "-m", "ingest.cli", "run", "plans", "out"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()[0]) == (ExitCode.OK, "1 document: 1 plan with 2 actions")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not there to say")
def test_the_units_are_ones_that_systemd_knows(tmp_path: Path) -> None:
    """Of the service and the timer that the page shows systemd has nothing to say."""
    page = (ROOT / "docs/scheduling.md").read_text(encoding="utf-8")
    units = re.findall(r"`/etc/systemd/system/([\w.-]+)`:\n\n```ini\n(.*?)```", page, re.DOTALL)
    assert [name for name, _ in units] == ["dhr-plans.service", "dhr-plans.timer"]
    for name, text in units:
        (tmp_path / name).write_text(text.replace("/opt/dhr-plans/bin/dhr-plans", sys.executable))
    command = ["systemd-analyze", "verify", *(str(tmp_path / name) for name, _ in units)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_the_container_file() -> None:
    """The container runs as a user without rights, pins its base and libraries, and gets nothing but what it needs."""
    lines = (ROOT / "Containerfile").read_text(encoding="utf-8").splitlines()
    users = [line.split()[1] for line in lines if line.startswith("USER")]
    assert users == ["10001:10001"]
    assert all(":" in line.split()[1].rpartition("/")[2] for line in lines if line.startswith("FROM"))
    assert not [line for line in lines if line.startswith(("ADD", "EXPOSE"))]
    assert [line for line in lines if "pip install" in line and "-c constraints.txt" in line]
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    copied = [line.split()[1:-1] for line in lines if line.startswith("COPY") and "--from" not in line]
    for name in (name for names in copied for name in names):
        assert (ROOT / name).exists()
        assert f"!{name}" in ignored
