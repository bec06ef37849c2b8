"""The sample plans in every format that is read: do they give the same actions?

    python -m benchmarks.formats [--show]

Each sample is read, written again in each format (Word, workbook, web page and text by the writers below; OpenDocument,
RTF, old Word, PDF by LibreOffice where it is installed), read again, and its actions are compared, field by field,
with those of the sample. Where a page or line stands is not compared, nor a colour in a format that has none.
"""

from __future__ import annotations

import argparse
import dataclasses
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path

from benchmarks.format_writers import WRITERS
from benchmarks.our_reading import source_of
from extractors.document import Document, Limits
from extractors.office_convert import find_office
from extractors.readers import read_document
from normalise.plan import Action, RagSource
from normalise.understanding import to_plan
from normalise.vocabulary import load_vocabulary

RAW = Path(__file__).resolve().parents[1] / "data" / "raw"
PLACES = frozenset({"table_index", "row_index", "page_first", "page_last", "regions", "warnings"})
"""Where a row stands in the file, and what was odd about the file: these differ from format to format."""
COLOURS = frozenset({"rag", "rag_history", "rag_source"})
MENDED = "ragged_row_realigned"
"""A row that lost a column in the text is put right there only: other formats do not lose columns."""
LINELESS = "pdf"
"""On a page a line's end is a place and no sign: whether a paragraph ends there is a guess."""
COLOURLESS = frozenset({"txt", "csv"})
CONVERTED = ("odt", "rtf", "doc", "pdf", "html")
SECONDS = 120


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many fields of how many actions of one sample are the same in one format; what differs, in words."""

    sample: str
    form: str
    n_fields: int
    n_same: int
    differences: tuple[str, ...]


def actions_of(document: Document) -> tuple[Action, ...]:
    """The actions of a document."""
    return to_plan(document, load_vocabulary()).actions


def compare(sample: str, form: str, want: Sequence[Action], have: Sequence[Action]) -> Agreement:
    """Field by field; an action too many or too few counts with all its fields, one mended from text with none."""
    n_fields = n_same = 0
    differences: list[str] = []
    for wanted, found in _paired(want, have):
        if wanted is not None and MENDED in wanted.warnings:
            continue
        names = [f.name for f in dataclasses.fields(Action) if f.name not in PLACES]
        if wanted is not None and wanted.rag_source is RagSource.COLOUR and form in COLOURLESS:
            names = [name for name in names if name not in COLOURS]
        n_fields += len(names)
        if wanted is None or found is None:
            alone = wanted or found
            differences.append(f"only in {form if wanted is None else 'the sample'}: {alone.action if alone else ''}")
            continue
        pairs = {name: (_plain(getattr(wanted, name), form), _plain(getattr(found, name), form)) for name in names}
        differing = [name for name, (was, now) in pairs.items() if was != now]
        n_same += len(names) - len(differing)
        differences += [f"{name}: {pairs[name][0]!r} -> {pairs[name][1]!r}" for name in differing]
    return Agreement(sample, form, n_fields, n_same, tuple(differences))


def _plain(value: object, form: str) -> object:
    return " ".join(value.split()) if isinstance(value, str) and form.startswith(LINELESS) else value


def _paired(want: Sequence[Action], have: Sequence[Action]) -> Iterator[tuple[Action | None, Action | None]]:
    """Actions side by side: those that begin alike, and those between them in order."""
    mine, theirs = ([(action.action or "")[:20] for action in actions] for actions in (want, have))
    for _, start, end, other, other_end in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        yield from zip_longest(want[start:end], have[other:other_end])


def convert(file: Path, suffix: str, folder: Path) -> Path:
    """The file in another format, made by LibreOffice.

    Raises:
        FileNotFoundError: It made none.
    """
    command = [
        find_office() or "soffice",
        "--headless",
        "--norestore",
        f"-env:UserInstallation={(folder / 'p').as_uri()}",
    ]
    subprocess.run(
        [*command, "--convert-to", suffix, "--outdir", str(folder), str(file)],
        check=True, capture_output=True, timeout=SECONDS,
    )  # fmt: skip
    made = folder / f"{file.stem}.{suffix}"
    if not made.is_file():
        raise FileNotFoundError(f"LibreOffice made no {suffix} of {file.name}")
    return made


def forms_of(sample: Path, folder: Path, converted: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """The name of each format and the sample in it."""
    document = read_document(source_of(sample), Limits())
    for form, write in WRITERS.items():
        file = folder / f"{sample.stem}.{form}"
        write(document, file)
        yield form, file
    word = sample if sample.suffix == ".docx" else folder / f"{sample.stem}.docx"
    for suffix in converted:
        target = folder / f"by-office-{suffix}"
        target.mkdir()
        yield f"{suffix} (LibreOffice)", convert(word, suffix, target)


def measure(sample: Path, converted: Sequence[str] = CONVERTED) -> list[Agreement]:
    """How one sample agrees with itself in each format."""
    want = actions_of(read_document(source_of(sample), Limits()))
    with tempfile.TemporaryDirectory() as folder:
        return [
            compare(sample.stem, form, want, actions_of(read_document(source_of(file), Limits())))
            for form, file in forms_of(sample, Path(folder), converted)
        ]


def main(show: Callable[[str], None] = print) -> None:
    """Prints the agreement of each format, over all samples."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--show", action="store_true", help="print each field that differs")
    parser.add_argument("samples", nargs="*", type=Path, default=sorted(RAW.iterdir()))
    options = parser.parse_args()
    converted = CONVERTED if find_office() else ()
    found = [item for sample in options.samples if sample.is_file() for item in measure(sample, converted)]
    for form in dict.fromkeys(item.form for item in found):
        own = [item for item in found if item.form == form]
        n_same, n_fields = sum(item.n_same for item in own), sum(item.n_fields for item in own)
        show(f"{form:18} {100 * n_same / max(1, n_fields):6.2f} %  {n_same} of {n_fields} fields")
        for item in own if options.show else ():
            for difference in item.differences:
                show(f"    {item.sample} {difference}")
    if not converted:
        show("LibreOffice is not installed: what it converts was not measured")


if __name__ == "__main__":
    main()
