"""The samples that are text: one function per layout, each gives the file's bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby, zip_longest
from textwrap import wrap

from logical_plan import PAGE_CUT, PlanSource
from printed_cells import table_rows

_PAGE_HEADER = "Aldermoor Community Safety Partnership – DHR Action Plan"
_DASHES = "-----"


def tabs_with_html(plan: PlanSource) -> bytes:
    """Tab-separated lines with HTML in cells, a header on each page, rows cut at pages; cp1252."""
    headings = "\t".join(column.heading for column in plan.columns)
    lines = ["", *plan.lead_in, "", headings]
    for recommendation, _, words in table_rows(plan):
        words[0] = f"Recommendation {recommendation.number}:\n{words[0]}"
        first, rest, ragged = _cut(words)
        lines.append("\t".join(map(_html, first)))
        if any(rest):
            lines += ["", _DASHES, "", _PAGE_HEADER, "", *_after_cut(headings, rest, ragged)]
    return "\r\n".join(lines).encode("cp1252")


def _after_cut(headings: str, rest: Sequence[str], ragged: bool) -> list[str]:
    """The rest of a cut row, below the heading; a ragged one has no heading and lost two of its empty cells."""
    if ragged:
        return ["\t".join(("", "", *(_html(text) for text in rest if text), ""))]
    return [headings, "\t".join(map(_html, rest))]


def _cut(words: Sequence[str]) -> tuple[list[str], list[str], bool]:
    """What stands before the page's end and what after it; a doubled mark says that the rest is ragged."""
    pairs = [text.partition(PAGE_CUT) for text in words]
    ragged = any(after.startswith(PAGE_CUT) for _, _, after in pairs)
    return [before for before, _, _ in pairs], [after.removeprefix(PAGE_CUT) for _, _, after in pairs], ragged


def _html(text: str) -> str:
    lines = [line for line in text.split("\n") if line]
    if len(lines) < 2:
        return "".join(lines)
    if lines[0].startswith("1."):
        return "<ol> " + " ".join(lines) + " </ol>"
    return " ".join(f"<p>{line}</p>" for line in lines).replace("9th", "9<sup>th</sup>")


def pipes_and_grid(plan: PlanSource) -> bytes:
    """A Markdown pipe table for the first plan, an ASCII grid for the second; UTF-16."""
    lines = [*plan.lead_in, ""]
    plans = _split_at_bands(plan)
    for (band, rows), laid_out in zip(plans, (_pipe_table, _ascii_grid), strict=True):
        lines += [band, "", *laid_out([[column.heading for column in plan.columns], *rows]), ""]
    return "\n".join(lines).encode("utf-16")


def _split_at_bands(plan: PlanSource) -> list[tuple[str, list[list[str]]]]:
    band, rows = "", []
    for recommendation, _, words in table_rows(plan):
        band = recommendation.band or band
        rows.append((band, words))
    return [(name, [words for _, words in group]) for name, group in groupby(rows, key=lambda row: row[0])]


def _pipe_table(rows: Sequence[Sequence[str]]) -> list[str]:
    heading, *others = ["| " + " | ".join(row) + " |" for row in rows]
    return [heading, "|" + "---|" * len(rows[0]), *others]


def _ascii_grid(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(4, min(24, max(len(row[column]) for row in rows))) for column in range(len(rows[0]))]
    rule = "+" + "+".join("-" * (width + 2) for width in widths) + "+"
    lines = [rule]
    for row in rows:
        wrapped = [wrap(text, width) for text, width in zip(row, widths, strict=True)]
        for parts in zip_longest(*wrapped, fillvalue=""):
            padded = (part.ljust(width) for part, width in zip(parts, widths, strict=True))
            lines.append("| " + " | ".join(padded) + " |")
        lines.append(rule)
    return lines


LAYOUTS: dict[str, Callable[[PlanSource], bytes]] = {"aldermoor": tabs_with_html, "sarnbridge": pipes_and_grid}
"""Stem of the sample to the function that lays it out."""
