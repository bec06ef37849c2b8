"""A workbook cut down to what is read, so that openpyxl opens it whatever else it holds.

openpyxl loads every part, makes a cell object of each merged or formatted but empty cell, and gives up on a chart or
rule that it does not know. What it gets is a workbook of our own: the visible sheets with their filled cells, the
texts, the number formats and fills. No macros, no outside links, no drawings. What it would make of merges, hidden
rows and formulas is gathered here instead, beside the cells.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from extractors.document import Issue, Limits, Severity
from extractors.errors import CorruptDocument, TooLargeDocument
from extractors.office.package import Package
from extractors.sheet.rows import MAIN, SheetFacts, usual, write_rows

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_PLAIN_PARTS = """<fonts count="1"><font/></fonts>{fills}<borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs>{xfs}"""
_MOST_SHEETS = 1_000


@dataclass(frozen=True, slots=True)
class CleanWorkbook:
    """What is left of a workbook.

    Attributes:
        content: The workbook for openpyxl.
        titles: Names of the visible sheets, in order.
        sheets: What openpyxl is not told of each.
        theme: The theme part's root, or None.
    """

    content: BytesIO
    titles: tuple[str, ...]
    sheets: tuple[SheetFacts, ...]
    theme: etree._Element | None


@dataclass(slots=True)
class _Parts:
    """The clean parts by name, and the sheets' titles."""

    contents: dict[str, bytes] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    facts: list[SheetFacts] = field(default_factory=list)


def clean_workbook(package: Package, limits: Limits, *, with_styles: bool = True) -> CleanWorkbook:
    """The visible sheets of a workbook; hidden ones are named among the package's issues.

    Raises:
        CorruptDocument: There is no workbook in the package, or a part is damaged.
        TooLargeDocument: It has more filled cells than `limits.max_cells`.
    """
    main = _main_part(package)
    workbook = package.tree(main)
    related = {relation: (kind, name) for relation, kind, name in package.relations(main)}
    by_kind = dict(reversed(related.values()))
    parts = _Parts()
    n_styles = _add_styles(parts, package, by_kind.get("styles")) if with_styles else 0
    if "sharedStrings" in by_kind:
        parts.contents["xl/sharedStrings.xml"] = usual(etree.tostring(package.tree(by_kind["sharedStrings"])))
    _add_sheets(parts, workbook, related, package, limits, n_styles)
    theme = package.tree(by_kind["theme"]) if "theme" in by_kind else None
    return CleanWorkbook(_packed(parts, _is_1904(workbook)), tuple(parts.titles), tuple(parts.facts), theme)


def _main_part(package: Package) -> str:
    for _, kind, target in package.relations(""):
        if kind == "officeDocument":
            return target
    if "xl/workbook.xml" in package.names:
        return "xl/workbook.xml"
    raise CorruptDocument("the file has no workbook in it")


def _is_1904(workbook: etree._Element) -> bool:
    properties = next(workbook.iter("{*}workbookPr"), None)
    return properties is not None and properties.get("date1904") in ("1", "true")


def _add_sheets(
    parts: _Parts,
    workbook: etree._Element,
    related: dict[str, tuple[str, str]],
    package: Package,
    limits: Limits,
    n_styles: int,
) -> None:
    budget = limits.max_cells
    hidden: list[str] = []
    for title, state, relation in _listed_sheets(workbook):
        kind, name = related.get(relation, ("", ""))
        if kind != "worksheet":
            if kind == "":
                package.warn("part_missing", f"the file lacks the part of its sheet {title!r}")
            continue
        if state != "visible":
            hidden.append(title)
            continue
        stripped = BytesIO()
        facts = write_rows(package, name, stripped, budget, n_styles)
        budget -= facts.n_cells
        parts.titles.append(title)
        parts.facts.append(facts)
        parts.contents[f"xl/worksheets/sheet{len(parts.titles)}.xml"] = stripped.getvalue()
    if hidden:
        names = ", ".join(repr(title) for title in hidden)
        package.issues.append(Issue("hidden_sheet", Severity.WARNING, f"hidden sheets were left out: {names}"))
    if not parts.titles:
        raise CorruptDocument("the workbook has no visible sheet with cells")


def _listed_sheets(workbook: etree._Element) -> Iterator[tuple[str, str, str]]:
    """Name, state and relation of each sheet, in the order of their tabs."""
    for number, sheet in enumerate(workbook.iter("{*}sheet")):
        if number >= _MOST_SHEETS:
            raise TooLargeDocument(f"the workbook has more than {_MOST_SHEETS} sheets")
        relation = next((value for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        yield sheet.get("name", ""), sheet.get("state", "visible"), str(relation)


def _add_styles(parts: _Parts, package: Package, name: str | None) -> int:
    """Keeps number formats and fills only; the number of cell formats."""
    if name is None:
        return 0
    root = package.tree(name)
    xfs = next(root.iter("{*}cellXfs"), None)
    if xfs is None:
        return 0
    for xf in xfs:
        formats, fill = xf.get("numFmtId", "0"), xf.get("fillId", "0")
        xf.attrib.clear()
        xf.set("numFmtId", formats)
        xf.set("fillId", fill)
        for child in list(xf):
            xf.remove(child)
    found = {tag: next(root.iter(f"{{*}}{tag}"), None) for tag in ("numFmts", "fills", "colors")}
    text = {tag: "" if element is None else etree.tostring(element).decode() for tag, element in found.items()}
    fills = text["fills"] or '<fills count="1"><fill/></fills>'
    plain = _PLAIN_PARTS.format(fills=fills, xfs=etree.tostring(xfs).decode())
    body = f'<styleSheet xmlns="{MAIN}">{text["numFmts"]}{plain}{text["colors"]}</styleSheet>'
    parts.contents["xl/styles.xml"] = usual(body.encode())
    return len(xfs)


def _packed(parts: _Parts, is_1904: bool) -> BytesIO:
    kinds = {"xl/workbook.xml": "sheet.main", "xl/styles.xml": "styles", "xl/sharedStrings.xml": "sharedStrings"}
    numbers = range(1, len(parts.titles) + 1)
    sheets = "".join(f'<sheet name="Sheet{n}" sheetId="{n}" r:id="s{n}"/>' for n in numbers)
    epoch = '<workbookPr date1904="1"/>' if is_1904 else ""
    workbook = f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{epoch}<sheets>{sheets}</sheets></workbook>'
    related = [(f"s{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    related += [(kinds[n], kinds[n], n.removeprefix("xl/")) for n in parts.contents if n in kinds]
    contents = {
        **parts.contents,
        "xl/workbook.xml": workbook.encode(),
        "xl/_rels/workbook.xml.rels": _relations(related),
        "_rels/.rels": _relations([("w", "officeDocument", "xl/workbook.xml")]),
    }
    contents["[Content_Types].xml"] = _content_types({n: kinds.get(n, "worksheet") for n in contents})
    package = BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_STORED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    package.seek(0)
    return package


def _relations(related: list[tuple[str, str, str]]) -> bytes:
    lines = (f'<Relationship Id="{i}" Type="{RELATIONS}/{kind}" Target="{target}"/>' for i, kind, target in related)
    return f'<Relationships xmlns="{_PACKAGE}relationships">{"".join(lines)}</Relationships>'.encode()


def _content_types(kinds: dict[str, str]) -> bytes:
    lines = (
        f'<Override PartName="/{name}" ContentType="{_TYPE}{kind}+xml"/>'
        for name, kind in kinds.items()
        if not name.endswith(".rels")
    )
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{_PACKAGE}content-types">{default}{"".join(lines)}</Types>'.encode()
