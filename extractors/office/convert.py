"""Old Word files and RTF made into .docx by LibreOffice, where it is installed, and read by the Word reader.

LibreOffice is a large program reading untrusted bytes, so it runs apart: a profile of its own that forbids macros and
outside links and sends what would go over a network nowhere, a folder of its own under a name of ours, a time limit,
and a limit on what it may write. Whatever it started ends with it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from extractors.document import Document, Issue, Kind, Limits, Severity, Source
from extractors.errors import (
    CorruptDocument,
    TimedOutDocument,
    TooLargeDocument,
    UnreadableDocument,
    UnsupportedDocument,
)
from extractors.word.reader import read_word

SECONDS = 120.0
"""How long one conversion may take; a usual one takes 5."""
_LOOK_EVERY = 0.05
_FILTERS = {Kind.RTF: ("Rich Text Format",), Kind.DOC: ("MS Word 97", "MS Word 95")}
"""Input filters, each tried until one makes a file: LibreOffice must not guess, it knows a hundred other formats."""
_NAMES = {Kind.RTF: "an RTF file", Kind.DOC: "an old Word .doc"}
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Misc", "UseLocking", "false"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""Macros never run, links are never updated, and every address is behind a proxy that is not there (port 9)."""


def find_office() -> str | None:
    """Where LibreOffice is, or None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def read_converted(source: Source, limits: Limits) -> Document:
    """The blocks of an RTF or old Word file.

    Raises:
        CorruptDocument: LibreOffice could not read it.
        TimedOutDocument: LibreOffice did not come to an end.
        TooLargeDocument: What it made exceeds `limits`.
        UnreadableDocument: The operating system refused the bytes.
        UnsupportedDocument: LibreOffice is not installed.
    """
    office = find_office()
    if office is None:
        raise UnsupportedDocument(
            f"{_NAMES[source.kind]}: install LibreOffice to have it read (Debian: apt install libreoffice-writer), "
            "or open it in Word and save it as .docx"
        )
    with tempfile.TemporaryDirectory(prefix="dhr-plans-", ignore_cleanup_errors=True) as folder:
        converted = _convert(office, source, Path(folder), limits)
        inner = replace(source, kind=Kind.DOCX, file=converted, size_bytes=converted.stat().st_size)
        document = read_word(inner, limits)
    note = Issue("converted", Severity.INFO, f"{_NAMES[source.kind]}: read as LibreOffice converts it to .docx")
    return replace(document, source=source, issues=(*document.issues, note))


def _convert(office: str, source: Source, folder: Path, limits: Limits) -> Path:
    original, out = folder / f"document.{source.kind}", folder / "out"
    try:
        shutil.copyfile(source.file, original)
    except OSError as error:
        raise UnreadableDocument(f"the file cannot be read ({error.strerror or error})") from error
    out.mkdir()
    made, profile = out / "document.docx", _make_profile(folder)
    for kind in _FILTERS[source.kind]:
        command = [
            office, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard",
            f"-env:UserInstallation={profile.as_uri()}", f"--infilter={kind}",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(original),
        ]  # fmt: skip
        _run(command, folder, out, limits)
        if made.is_file() and made.stat().st_size:
            return made
    raise CorruptDocument(f"{_NAMES[source.kind]} that LibreOffice cannot open: it is damaged or needs a password")


def _make_profile(folder: Path) -> Path:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )
    return profile


def _run(command: list[str], folder: Path, out: Path, limits: Limits) -> None:
    """Runs LibreOffice to its end, or ends it; with it ends all that it started."""
    places = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "TMPDIR": str(folder), "LANG": "en_GB.UTF-8"}
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=places,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise UnsupportedDocument(f"LibreOffice cannot be started ({error.strerror or error})") from error
    try:
        _watch(process, out, limits)
    finally:
        _end_group(process)


def _watch(process: subprocess.Popen[bytes], out: Path, limits: Limits) -> None:
    until = time.monotonic() + SECONDS
    while process.poll() is None:
        if time.monotonic() > until:
            raise TimedOutDocument(f"LibreOffice did not convert the file within {SECONDS:.0f} seconds")
        if sum(file.stat().st_size for file in out.glob("*") if file.is_file()) > limits.max_bytes:
            raise TooLargeDocument(f"the file becomes larger than {limits.max_bytes / 1e6:.0f} MB as .docx")
        time.sleep(_LOOK_EVERY)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """Kills what is left of the process group; it is the process's own, begun with it."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
