"""The documentation says what the code says."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractors.document import Cell, Document, Kind, Source, Table
from ingest.cli import app
from ingest.exit_codes import MEANINGS, ExitCode, exit_codes_markdown
from normalise.understanding import to_plan
from normalise.vocabulary import load_vocabulary

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def _read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def test_data_dictionary() -> None:
    """`docs/data-dictionary.md` is what `dhr-plans schema` prints (`make docs` remakes it)."""
    assert CliRunner().invoke(app, ["schema"]).stdout == _read("docs/data-dictionary.md")


def test_exit_codes() -> None:
    """`docs/exit-codes.md` holds the table of all codes, and each code has a meaning."""
    assert set(MEANINGS) == set(ExitCode)
    assert exit_codes_markdown() in _read("docs/exit-codes.md")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every link to a file of the repository has a file behind it."""
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_commands_of_the_readme() -> None:
    """Each command and option of `dhr-plans` that the README shows is one that there is."""
    readme = _read("README.md")
    shown = set(re.findall(r"^ *(?:\.venv/bin/)?dhr-plans (\w+)", readme, re.MULTILINE))
    assert shown
    for command in shown:
        usage = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200"})
        assert usage.exit_code == ExitCode.OK
        for line in re.findall(rf"^ *(?:\.venv/bin/)?dhr-plans {command} (.*)$", readme, re.MULTILINE):
            for option in re.findall(r"(?<!\S)--[a-z-]+", line.split("#")[0]):
                assert option in usage.stdout


def test_vocabulary_of_the_readme(tmp_path: Path) -> None:
    """The heading that the README teaches is guessed from what stands below it, and known once it is taught."""
    [words] = re.findall(r"```toml\n(.*?)```", _read("README.md"), re.DOTALL)
    [phrase] = tomllib.loads(words)["headings"]["lead_agency_text"]
    (tmp_path / "words.toml").write_text(words, encoding="utf-8")
    rows = [["Recommendation", "Action", phrase.capitalize(), "Target date"]]
    rows += [[f"Staff should ask {n}.", f"Train team {n}.", "Marlowick Homes", "May 2024"] for n in (1, 2)]
    cells = tuple(Cell(text, n, column) for n, row in enumerate(rows) for column, text in enumerate(row))
    document = Document(Source("a.docx", "0" * 64, 0, Kind.DOCX, Path("a")), (Table(cells, 3, 4),))
    taught = [to_plan(document, load_vocabulary(file)).actions for file in (None, tmp_path / "words.toml")]
    assert [[action.warnings for action in actions] for actions in taught] == [[("heading_guessed",)] * 2, [()] * 2]
    assert {action.lead_agency_text for actions in taught for action in actions} == {"Marlowick Homes"}


def test_make_targets_of_the_readme() -> None:
    """Each `make …` of the README and the contributors' page is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", _read("Makefile"), re.MULTILINE))
    shown = set(re.findall(r"(?:^|`)make ([a-z]+)", _read("README.md") + _read("CONTRIBUTING.md"), re.MULTILINE))
    assert shown
    assert shown <= targets
