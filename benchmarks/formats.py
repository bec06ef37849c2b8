"""The sample plans in every format that is read: do they give the same actions?

    python -m benchmarks.formats [--show]

Each sample is read, written again in each format (Word, workbook, web page, text and values by our own writers; those
of other programs by LibreOffice where it is installed: Writer opens the Word file, Calc the workbook), read again, and
its actions are compared, field by field, with those of the sample. Where a page or line stands is not compared, nor a
colour in a format that has none.
"""

from __future__ import annotations

import argparse
import dataclasses
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path

from benchmarks.format_writers import WRITERS
from benchmarks.our_reading import source_of
from extractors.document import Document, Limits
from extractors.office.convert import find_office
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
CONVERTED = {"docx": ("docx", "odt", "rtf", "doc", "html", "pdf"), "xlsx": ("xlsx", "ods", "html", "csv")}
"""What LibreOffice makes of the Word file and of the workbook."""
PROGRAMS = {"docx": "Writer", "xlsx": "Calc"}
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
        if wanted is not None and wanted.rag_source is RagSource.COLOUR and form.partition(" ")[0] in COLOURLESS:
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


def convert(files: Sequence[Path], suffix: str, folder: Path) -> list[Path]:
    """The files in another format, made by one start of LibreOffice, in the same order.

    Raises:
        FileNotFoundError: It did not make all.
    """
    command = [
        find_office() or "soffice",
        "--headless",
        "--norestore",
        f"-env:UserInstallation={(folder / 'p').as_uri()}",
    ]
    subprocess.run(
        [*command, "--convert-to", suffix, "--outdir", str(folder), *map(str, files)],
        check=True, capture_output=True, timeout=SECONDS * len(files),
    )  # fmt: skip
    made = [folder / f"{file.stem}.{suffix}" for file in files]
    for file in made:
        if not file.is_file():
            raise FileNotFoundError(f"LibreOffice made no {file.name}")
    return made


def write_all(samples: Sequence[Path], folder: Path) -> dict[str, list[Path]]:
    """Every sample in every format that has a writer here; a sample that is a Word file stays the file it is."""
    written: dict[str, list[Path]] = {form: [] for form in WRITERS}
    for n, sample in enumerate(samples):
        document = read_document(source_of(sample), Limits())
        for form, write in WRITERS.items():
            written[form].append(folder / f"{n}-{sample.stem}.{form}")
            write(document, written[form][-1])
    return written


def save_all(
    samples: Sequence[Path], written: Mapping[str, Sequence[Path]], folder: Path, converted: Mapping[str, Sequence[str]]
) -> dict[str, list[Path]]:
    """Every sample as LibreOffice saves it, by format and program; of a Word sample its own file is opened."""
    saved: dict[str, list[Path]] = {}
    for opened, suffixes in converted.items():
        own = [_opened(*pair, folder / opened) for pair in zip(samples, written[opened], strict=True)]
        for suffix in suffixes:
            target = folder / f"{opened}-to-{suffix}"
            target.mkdir()
            saved[f"{suffix} ({PROGRAMS[opened]})"] = convert(own, suffix, target)
    return saved


def _opened(sample: Path, written: Path, folder: Path) -> Path:
    """What LibreOffice opens: the file written, or a copy of the sample where that is of the format itself."""
    if sample.suffix != written.suffix:
        return written
    folder.mkdir(exist_ok=True)
    return Path(shutil.copyfile(sample, folder / written.name))


def measure(samples: Sequence[Path], converted: Mapping[str, Sequence[str]] = CONVERTED) -> list[Agreement]:
    """How each sample agrees with itself in each format."""
    wanted = [actions_of(read_document(source_of(sample), Limits())) for sample in samples]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        written = write_all(samples, folder)
        forms = written | save_all(samples, written, folder, converted)
        return [
            compare(sample.stem, form, want, actions_of(read_document(source_of(file), Limits())))
            for form, files in forms.items()
            for sample, want, file in zip(samples, wanted, files, strict=True)
        ]


def main(show: Callable[[str], None] = print) -> None:
    """Prints the agreement of each format, over all samples."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--show", action="store_true", help="print each field that differs")
    parser.add_argument("samples", nargs="*", type=Path, default=sorted(RAW.iterdir()))
    options = parser.parse_args()
    converted = CONVERTED if find_office() else {}
    found = measure([sample for sample in options.samples if sample.is_file()], converted)
    for form in dict.fromkeys(item.form for item in found):
        own = [item for item in found if item.form == form]
        n_same, n_fields = sum(item.n_same for item in own), sum(item.n_fields for item in own)
        show(f"{form:18} {100 * n_same / max(1, n_fields):6.2f} %  {n_same} of {n_fields} fields")
        for item in own if options.show else ():
            for difference in item.differences:
                show(f"    {item.sample} {difference}")
    n_same, n_fields = sum(item.n_same for item in found), sum(item.n_fields for item in found)
    show(f"{'all':18} {100 * n_same / max(1, n_fields):6.2f} %  {n_same} of {n_fields} fields")
    if not converted:
        show("LibreOffice is not installed: what it converts was not measured")


if __name__ == "__main__":
    main()
