"""A document understood: the steps in order, each in a module of its own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from extractors.document import Block, Document, Paragraph
from normalise.acceptance import FEW_HEADINGS, PLAN, foreign_kind, judge_table, speaks_of_review
from normalise.actions import Reading, rows_to_actions
from normalise.agencies import AgencyReader, find_expansions
from normalise.agency_headings import agencies_over_tables
from normalise.cards import cards_to_tables
from normalise.cell_text import lexicon_of, normal_blocks, texts_in
from normalise.context import listed_recommendations
from normalise.facts import find_facts
from normalise.field_blocks import blocks_to_tables
from normalise.fold_table import FoldedTable, fold_table
from normalise.followed_up import PROGRESS, with_progress
from normalise.forms import forms_to_cards
from normalise.furniture import drop_furniture
from normalise.joining import JoinedTable, join_tables
from normalise.labelled_lines import lines_to_tables, named_lines
from normalise.labels import parse_number
from normalise.legend import find_legend
from normalise.open_cells import with_open_cells
from normalise.plan import Action, Heading, Plan, PlanTable, RowKind, RowVerdict
from normalise.recommendation_of import from_cell
from normalise.repeated_cells import with_merged_cells
from normalise.side_by_side import join_side_by_side
from normalise.titles import names_review
from normalise.told_events import looks_ahead, tells_events
from normalise.turned_tables import set_upright
from normalise.vocabulary import Vocabulary

SEVERAL_REVIEWS = "several_reviews"
"""The warning of a document whose plans are of several reviews; its facts are those of one of them."""
_ANNOUNCES = re.compile(r"\A.*[.;]\s+(?=[A-Z][^.;]*:\s*\Z)")
"""What stands before the sentence that announces a table: "The following were completed before the report:"."""
_LONGEST_TITLE = 200
_TITLE_WORDS = 8


def to_plan(document: Document, vocabulary: Vocabulary) -> Plan:
    """Understand a document: drop page furniture, join tables, map columns, fold rows, parse values.

    Pure: the same document and vocabulary give the same plan. Raises nothing of its own.
    """
    normal = with_open_cells(with_merged_cells(normal_blocks(document.blocks)))
    printed, furniture = drop_furniture(normal, vocabulary, named_lines(normal, vocabulary))
    blocks = join_side_by_side(printed, vocabulary)
    texts = list(chain.from_iterable(map(texts_in, blocks)))
    listed = listed_recommendations([b.text for b in blocks if isinstance(b, Paragraph)], vocabulary)
    agencies = AgencyReader(vocabulary, find_expansions(texts, vocabulary))
    about = speaks_of_review(texts, vocabulary)
    reading = Reading(vocabulary, lexicon_of(texts), agencies, listed, find_legend(blocks, vocabulary), about)
    tables: list[PlanTable] = []
    actions: list[Action] = []
    reviews: set[str] = set()
    laid_out = lines_to_tables(blocks, vocabulary)
    joined_tables = join_tables(_upright(laid_out, vocabulary), document.source.kind, vocabulary)
    reading = replace(reading, agencies_over=agencies_over_tables(joined_tables, agencies.is_name, vocabulary))
    judged_tables = _followed_up([_judged(joined, reading) for joined in joined_tables])
    reading = replace(reading, listed={**_listed_in_tables(judged_tables, vocabulary), **listed})
    for index, judged in enumerate(judged_tables):
        table, found = _understand(judged, index, reading)
        tables.append(table)
        actions.extend(found)
        reviews |= {_review_of(judged.joined, vocabulary)} if found else set()
    warnings = (SEVERAL_REVIEWS,) if len(reviews - {""}) > 1 else ()
    facts = find_facts(laid_out, furniture, document.metadata, vocabulary)
    return Plan(facts, tuple(tables), tuple(actions), warnings)


def _review_of(joined: JoinedTable, vocabulary: Vocabulary) -> str:
    """The pseudonym in a heading over a table, `""` where none is."""
    above = [paragraph for paragraph in joined.before if names_review(paragraph.text, vocabulary)]
    return (find_facts(above, (), {}, vocabulary).review_name or "") if above else ""


def _upright(blocks: Sequence[Block], vocabulary: Vocabulary) -> list[Block]:
    """The blocks with cards, forms, fields over actions and tables on their side as ordinary tables."""
    alone = set_upright(blocks_to_tables(blocks, vocabulary), vocabulary)
    return cards_to_tables(forms_to_cards(alone, vocabulary), vocabulary)


@dataclass(frozen=True, slots=True)
class _Judged:
    """A logical table and whether it is a plan.

    Attributes:
        joined: Its rows as printed.
        folded: Its logical rows, or None where it has no headings.
        reason: Why it is a plan or none.
        told: Its logical rows with the progress that a later table tells, or None where none does.
    """

    joined: JoinedTable
    folded: FoldedTable | None
    reason: str
    told: FoldedTable | None = None


def _judged(joined: JoinedTable, reading: Reading) -> _Judged:
    folded = fold_table(joined, reading.vocabulary, reading.lexicon, reading.names_agency, reading.agencies_over)
    return _Judged(joined, folded, _reason(joined, folded, reading))


def _listed_in_tables(tables: Sequence[_Judged], vocabulary: Vocabulary) -> dict[str, str]:
    """What tables that are no plan list as recommendations, by number; a number that two of them have is none."""
    found: dict[str, set[str]] = defaultdict(set)
    for table in tables:
        if table.folded is None or table.reason == PLAN:
            continue
        for row in table.folded.logical:
            named = table.folded.columns.by_field(row.cells)
            number = parse_number(named.get("recommendation_number", ""))
            own = from_cell(named.get("recommendation", ""), vocabulary, has_number=number is not None)
            if own.text and (number := number or own.number):
                found[number].add(own.text)
    return {number: texts.pop() for number, texts in found.items() if len(texts) == 1}


def _followed_up(tables: Sequence[_Judged]) -> list[_Judged]:
    """The tables, each plan with what a later table tells of the progress of its actions."""
    done: list[_Judged] = []
    for table in tables:
        found = next(_plans_told_of(table, done), None)
        if found is None:
            done.append(table)
            continue
        at, plan = found
        done[at] = replace(done[at], told=plan)
        done.append(replace(table, reason=PROGRESS))
    return done


def _plans_told_of(table: _Judged, before: Sequence[_Judged]) -> Iterator[tuple[int, FoldedTable]]:
    """The plans above of whose actions a table without any tells, the nearest first: their places, with its columns."""
    if table.folded is None or table.reason != FEW_HEADINGS:
        return
    for at, plan in reversed(list(enumerate(before))):
        rows = plan.told or plan.folded
        if rows is not None and plan.reason == PLAN and (found := with_progress(rows, table.folded)):
            yield at, found


def _understand(judged: _Judged, index: int, reading: Reading) -> tuple[PlanTable, list[Action]]:
    rows, reason = judged.told or judged.folded, judged.reason
    actions: list[Action] = []
    if rows is not None and reason == PLAN:
        actions = [a for a in rows_to_actions(rows.logical, rows.columns, index, reading) if says_something(a)]
        reason = PLAN if actions else "blank_template"
    return _plan_table(judged.joined, judged.folded, index, reason), actions


def _reason(joined: JoinedTable, folded: FoldedTable | None, reading: Reading) -> str:
    if folded is not None:
        over = any(row.recommendation.number or row.recommendation.text for row in folded.logical)
        columns, rows, words = folded.columns, folded.logical, reading.vocabulary
        ahead = looks_ahead(columns, rows, words)
        verdict = judge_table(columns, len(rows), over, reading.about_review, words, _captions(joined), ahead)
        numbered = any(row.recommendation.number for row in folded.logical)
        events = verdict == PLAN and not numbered and tells_events(columns, rows, words)
        return "events" if events else verdict
    first = next((row.texts for row, _ in joined.rows if not row.is_paragraph), ())
    return foreign_kind(first, recommends=False, vocabulary=reading.vocabulary) or "no_headings"


def says_something(action: Action) -> bool:
    """Whether a row has content; a number, a scope or an agency alone is what a template has."""
    return any((action.action, action.recommendation, action.milestones, action.response_text))


def _plan_table(joined: JoinedTable, folded: FoldedTable | None, index: int, reason: str) -> PlanTable:
    pages = [page for row, _ in joined.rows if not row.is_paragraph for page in row.pages]
    headings = folded.columns.headings if folded else tuple(Heading(text, None, 0.0) for text in joined.headings)
    return PlanTable(
        table_index=index,
        page_first=min(pages, default=None),
        page_last=max(pages, default=None),
        n_rows=folded.n_rows if folded else sum(not row.is_paragraph for row, _ in joined.rows),
        n_columns=joined.n_columns,
        accepted=reason == PLAN,
        reason=reason,
        headings=headings,
        pages_joined=joined.pieces,
        title=_title(joined),
        rows=folded.verdicts if folded else _unfolded(joined),
    )


def _title(joined: JoinedTable) -> str | None:
    """The paragraph right above the table, where it is short enough for a caption."""
    return _short_enough(joined.before[-1].text) if joined.before else None


def _short_enough(text: str) -> str | None:
    return text if 0 < len(text) <= _LONGEST_TITLE else None


def _captions(joined: JoinedTable) -> list[str]:
    """What may be titles over the table, the nearest first: what stands right above it, and headings before that."""
    nearest = _ANNOUNCES.sub("", joined.before[-1].text, count=1) if joined.before else ""
    titles = [p.text for p in joined.before[:-1] if p.level is not None or len(p.text.split()) <= _TITLE_WORDS]
    return [*filter(None, [_short_enough(nearest)]), *reversed(titles)]


def _unfolded(joined: JoinedTable) -> tuple[RowVerdict, ...]:
    return tuple(
        RowVerdict(known or RowKind.IGNORED, ("the table is no plan",), row.texts, row.page, None)
        for row, known in joined.rows
        if not row.is_paragraph
    )
