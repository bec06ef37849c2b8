"""Made documents: a seed in, a document as a reader would give it out, with what must be understood of it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from benchmarks.plans.columns import Column, misprinted, shortened
from benchmarks.plans.foreign import BESIDE_A_PLAN, foreign_grid
from benchmarks.plans.layout import Layout, draw_layout
from benchmarks.plans.logic import make_plan
from benchmarks.plans.pages import LANDSCAPE, PORTRAIT, Cutter, Paper, document_of, lost_cells
from benchmarks.plans.printed import Box, Grid, Line, Printed, Row, Truth
from benchmarks.plans.typeset import Typesetter, prose
from benchmarks.plans.words import load_words, pick
from extractors.document import Document, Kind


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """A document with its truth.

    Attributes:
        layout: How it is printed.
        document: As a reader would give it.
        truths: Its actions in reading order.
        breaks: Page breaks inside the plans' tables.
        plans: Plans in it, which must come out as so many accepted tables.
        others: Tables in it that are no plan.
        printed: What was cut into pages, for writers of files.
    """

    layout: Layout
    document: Document
    truths: tuple[Truth, ...]
    breaks: int
    plans: int
    others: int
    printed: tuple[Printed, ...]


def make_document(number: int, layout: Layout | None = None) -> MadeDocument:
    """The document of a number: always the same; with `layout` another printing of it."""
    rng = random.Random(f"plan {number}")
    layout = layout or draw_layout(rng, number)
    setter = Typesetter(rng, layout, make_plan(rng, lettered=layout.recommendation == "lettered_rows"))
    printed: list[Printed] = [Line(f"{setter.plan.place} Domestic Homicide Review Action Plan", 1)]
    printed += prose(rng) if rng.random() < 0.5 else []
    others = 0
    if layout.extras == "other_tables":
        kinds = rng.sample(BESIDE_A_PLAN, 2)
        for kind in kinds:
            printed += [Line(kind.replace("_", " ").capitalize(), 2), foreign_grid(kind)]
        printed.append(Line("Action plan", 1))
        others = len(kinds)
    body = _cards(setter) if layout.form != "table" else setter.print_plan()
    truths, plans = list(setter.truths), 1
    body = _with_closing_rows(rng, body, setter)
    if layout.extras == "two_plans":
        second = Typesetter(rng, replace(layout, recommendation="number_column", order="usual"), make_plan(rng))
        body += [Line(f"Single agency action plan: {second.plan.place} Hospitals", 1), *second.print_plan()]
        truths, plans = truths + second.truths, 2
    elif layout.extras == "two_versions":
        body += [Line("Appendix B: the plan as first agreed", 1), *body]
        truths, plans = truths * 2, 2
    cutter = Cutter(_paper(rng, layout, setter), rng)
    cutter.lay_out([*printed, *body])
    blocks = list(lost_cells(cutter.blocks, rng)) if layout.pages == "ragged" else cutter.blocks
    grids = sum(isinstance(item, Grid) for item in [*printed, *body])
    document = document_of(blocks, cutter.paper.kind)
    return MadeDocument(layout, document, tuple(truths), cutter.pieces - grids, plans, others, (*printed, *body))


def _cards(setter: Typesetter) -> list[Printed]:
    """A table of two columns for each action, a field's name beside its value."""
    grids: list[Printed] = []
    for rec in setter.plan.recommendations:
        for row in setter.action_rows(rec, None):
            pairs = tuple(
                (Box(c.heading, 0), Box(box.text, 1, fill=box.fill, ink=box.ink))
                for c, box in zip(setter.columns, row, strict=True)
            )
            grids.append(Grid((), pairs, (1.0, 3.0), begins_anywhere=True))
    return grids


def _with_closing_rows(rng: random.Random, body: list[Printed], setter: Typesetter) -> list[Printed]:
    """Rows behind the last action that are none: totals, signatures, a key, rows left empty."""
    extras, last = setter.layout.extras, body[-1]
    if extras not in ("key", "totals", "signatures", "template_rows") or not isinstance(last, Grid):
        return body
    width = len(last.widths)
    return [*body[:-1], replace(last, rows=(*last.rows, *_closing(rng, extras, width, setter)))]


def _closing(rng: random.Random, extras: str, width: int, setter: Typesetter) -> Sequence[Row]:
    empty = tuple(Box("", n) for n in range(width))
    if extras == "template_rows":
        number = next((n for n, c in enumerate(setter.columns) if c.key == "number"), None)
        rows = [empty] * rng.randint(1, 4)
        if number is None or setter.layout.recommendation == "action_numbers":
            return rows
        first = len(setter.plan.recommendations) + 1
        return [_at(empty, {number: str(first + n)}) for n in range(len(rows))]
    if extras == "key":
        return [(Box(pick(rng, "notes", "key"), 0, width),)]
    if extras == "totals":
        return [_at(empty, {0: pick(rng, "notes", "totals"), width - 1: str(len(setter.truths))})]
    texts = rng.sample(list(load_words()["notes"]["signatures"]), 2)
    if rng.random() < 0.5:
        return [(Box(text, 0, width),) for text in texts]
    return [_at(empty, {0: texts[0], width // 2: texts[1]})]


def _at(row: Row, texts: dict[int, str]) -> Row:
    return tuple(replace(box, text=texts.get(n, box.text)) for n, box in enumerate(row))


def _paper(rng: random.Random, layout: Layout, setter: Typesetter) -> Paper:
    pages = layout.pages
    paper = Paper(lines=rng.randint(30, 44), furniture=rng.choice((None, "Official – DHR action plan")))
    if pages in ("one", "word"):
        paper = replace(paper, lines=100_000, furniture=None)
    if pages == "word":
        return replace(paper, geometry=False, kind=Kind.DOCX)
    if pages == "word_cut":
        paper = replace(paper, geometry=False, kind=Kind.DOCX, cuts_rows=True, furniture=None)
    if pages == "ragged":
        paper = replace(paper, geometry=False, kind=Kind.TEXT, cuts_rows=True, furniture=None)
    if pages in ("repeated", "cut_rows_repeated", "ragged"):
        return replace(paper, head=lambda grid: grid.head, cuts_rows=paper.cuts_rows or pages == "cut_rows_repeated")
    if pages in ("shortened", "misprinted") and layout.headings != "none":
        again = shortened if pages == "shortened" else misprinted
        columns = setter.columns
        return replace(paper, head=lambda grid: (again(rng, columns),) if _has_columns(grid, columns) else grid.head)
    widths = (PORTRAIT, LANDSCAPE) if pages == "portrait_landscape" else paper.widths
    cuts = paper.cuts_rows or pages in ("cut_rows", "cut_words", "cut_centred") or layout.form == "cards_cut"
    return replace(
        paper,
        widths=widths,
        shifts=pages == "shifted",
        cuts_rows=cuts,
        cuts_words=pages == "cut_words",
        centred=pages == "cut_centred",
        spare_column=pages == "spare_column",
    )


def _has_columns(grid: Grid, columns: Sequence[Column]) -> bool:
    """Whether a grid is that of the columns, and not of a second plan."""
    texts = {box.text for row in grid.head for box in row}
    return all(column.heading in texts for column in columns)
