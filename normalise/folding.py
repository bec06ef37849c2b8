"""Fold printed rows into logical rows: which are banners, which go on with the row above, which are actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from normalise.cell_text import Lexicon, Style, ends_open, is_ended, is_list_item, joined, runs_on, starts_inside
from normalise.closing_rows import RATED, closing_row
from normalise.column_habits import Habits
from normalise.columns import RATING, Columns
from normalise.context import Context, Recommendation
from normalise.grid import Row, Slot
from normalise.headings.rows import is_heading_row
from normalise.labels import is_bare_label, is_label, parse_label, parse_number
from normalise.plan import RowKind, RowVerdict
from normalise.row_evidence import RowEvidence
from normalise.scope import parse_scope
from normalise.titles import heads_numbers, is_title, names_kind
from normalise.vocabulary import Vocabulary

_STYLES: Mapping[str, Style] = {
    "lead_agency_text": "names",
    "target_date_text": "names",
    "scope_text": "names",
    "progress_text": "lines",
    "completion_text": "lines",
}
_BANNER_SHARE = 0.6
"""Share of the columns that a merged banner cell covers at least."""
_SENTENCE_LENGTH = 50
"""Characters; what is longer is no scope, number, date or name."""


@dataclass(slots=True)
class LogicalRow:
    """One action in the making: its cells by column, joined over the breaks, and what it inherits."""

    cells: dict[int, str]
    recommendation: Recommendation
    rows: list[Row]
    index: int
    coloured: dict[int, list[Slot]] = field(default_factory=dict)
    warnings: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Folding:
    """Goes through a table's rows once, in order.

    Attributes:
        columns: The table's columns.
        vocabulary: Headings' phrases, to know a repeated heading.
        lexicon: Words of the document.
        context: What banners say.
        habits: What the whole rows have in common.
        merged: Columns whose cells are merged down, where the format shows only that nothing stands below them.
        recommended: Sentences over headings printed again, each of them a recommendation without a label.
    """

    columns: Columns
    vocabulary: Vocabulary
    lexicon: Lexicon
    context: Context
    habits: Habits
    logical: list[LogicalRow] = field(default_factory=list)
    verdicts: list[RowVerdict] = field(default_factory=list)
    open: LogicalRow | None = None
    count: int = 0
    following: Row | None = None
    heads: bool = False
    blank_from_top: frozenset[int] = frozenset()
    merged: frozenset[int] = frozenset()
    recommended: frozenset[str] = frozenset()

    def take(
        self,
        row: Row,
        known: RowKind | None,
        following: Row | None,
        warnings: Sequence[str],
        *,
        printed: tuple[str, ...],
        heads: bool = False,
    ) -> None:
        """Take in the next row, whose verdict may be known already.

        Args:
            row: The row on the table's columns.
            known: Its verdict, where joining has given it.
            following: The row behind it that is no heading.
            warnings: What was done to the row.
            printed: Its cells as printed.
            heads: Headings stand right below it.
        """
        self.following, self.heads = following, heads
        self._watch_merged(row)
        kind, reasons = (known, ("found while joining",)) if known else self._judge(row)
        if kind is RowKind.BANNER:
            reasons = (*reasons, f"read as {self._read_banner(row)}")
        elif kind is RowKind.ACTION:
            self._start(row)
        elif kind is RowKind.CONTINUATION and self.open is not None:
            self._fold(row)
        if self.open is not None and kind in (RowKind.ACTION, RowKind.CONTINUATION):
            self.open.warnings.update(warnings)
            if "close call" in reasons:
                self.open.warnings.add("row_fold_uncertain")
        index = self.count - 1 if kind in (RowKind.ACTION, RowKind.CONTINUATION, RowKind.BANNER) else None
        self.verdicts.append(RowVerdict(kind, tuple(reasons), printed, row.page, index))

    def _judge(self, row: Row) -> tuple[RowKind, tuple[str, ...]]:
        filled = row.filled
        if not filled:
            return (
                (RowKind.CONTINUATION, ("only cells merged down",))
                if self._only_fill(row)
                else (RowKind.EMPTY, ("no words",))
            )
        if row.is_paragraph:
            return self._judge_paragraph(filled[0].text)
        if is_heading_row(row, len(self.columns.headings), self.vocabulary):
            return RowKind.HEADING, ("headings again",)
        rates = self._rates(row, filled[0].column)
        note = closing_row([slot.text for slot in filled], rates=rates, vocabulary=self.vocabulary)
        if note is not None:
            self.open = None
            return RowKind.IGNORED, (f"a {note}",)
        if len(filled) == 1 and self._is_banner(row, filled[0]):
            return RowKind.BANNER, ("one cell over the columns",)
        if self._action_from_above(row) and self.open is not None:
            return RowKind.CONTINUATION, ("its action is merged down from above",)
        if self.open is None:
            return RowKind.ACTION, ("first row",)
        above = self.open.cells
        evidence = RowEvidence(self.columns, self.vocabulary, self.lexicon, self.habits, above, self.following)
        return evidence.weigh(row)

    def _rates(self, row: Row, column: int) -> bool:
        """Whether a rating in this column is the row's own: below a break that cut a row, also in a rating column."""
        in_column = column < len(self.columns.readings) and self.columns.readings[column] == RATING
        return self.columns.field_of(column) in RATED or (in_column and row.opens_piece)

    def _judge_paragraph(self, text: str) -> tuple[RowKind, tuple[str, ...]]:
        if is_label(text) or self.context.open_text or (self.context.number and not self.context.used):
            return RowKind.BANNER, ("a label, or under one",)
        if self.context.is_part(text) and (self.context.part or self.context.lines):
            return RowKind.BANNER, ("a lettered part",)
        if self.context.is_section(text):
            return RowKind.BANNER, ("says whom the rows below are for",)
        if self.heads and text in self.recommended:
            return RowKind.BANNER, ("a sentence over headings of its own",)
        if self.heads and self.context.leaves_agency(text):
            return RowKind.BANNER, ("a title over headings of its own",)
        return RowKind.IGNORED, ("a paragraph under no label",)

    def _is_banner(self, row: Row, slot: Slot) -> bool:
        n = len(self.columns.headings)
        if slot.span >= max(2, _BANNER_SHARE * n):
            return True
        if slot.column == 1 and self.columns.fields[0] == "recommendation_number" and not row.opens_piece:
            return self._heads_numbered_rows(slot.text)
        if slot.column != 0 or slot.span > 1 or any(s.from_above and s.text for s in row.slots):
            return False
        if self._goes_on_behind_break(slot):
            return False
        return self._stands_alone(row, slot.text)

    def _heads_numbered_rows(self, text: str) -> bool:
        """Whether a text alone beside an empty number stands over the rows below: "Single agency recommendations"."""
        if names_kind(text, self.vocabulary) or self.context.is_section(text):
            return True
        below = self.following.filled[:1] if self.following is not None and not self.following.is_paragraph else ()
        counts = any(slot.column == 0 and parse_number(slot.text) is not None for slot in below)
        return counts and is_title(text, self.vocabulary)

    def _goes_on_behind_break(self, slot: Slot) -> bool:
        """Whether the next row is behind a break and goes on with this cell, with the others of a cut row beside it."""
        below = self.following
        if below is None or not below.opens_piece or len(below.filled) < 2:
            return False
        return any(s.column == slot.column and runs_on(slot.text, s.text, self.lexicon) for s in below.filled)

    def _stands_alone(self, row: Row, text: str) -> bool:
        """A text format has no merged cells: a banner is a first cell with nothing beside it."""
        first = self.columns.fields[0]
        if row.opens_piece and self.context.goes_on(text):
            return True
        if names_kind(text, self.vocabulary) and not starts_inside(text):
            return True
        if first == "scope_text":
            return is_label(text) or parse_scope(text, self.vocabulary) is None
        if first == "recommendation_number":
            return len(text) > _SENTENCE_LENGTH / 2 or (parse_number(text) is None and heads_numbers(text))
        if self.heads or (self.context.awaits_words and self._is_whole(self.following)):
            return True
        above = self.open.cells.get(0, "") if self.open is not None else ""
        if row.opens_piece and above and not is_label(text) and (starts_inside(text) or not is_ended(above)):
            return False
        if above and (runs_on(above, text, self.lexicon) or (is_list_item(text) and not self.context.is_part(text))):
            return False
        if first == "recommendation" and not is_title(text, self.vocabulary):
            return self._carries_rows_below()
        if first in ("recommendation", "recommendation_title", "action", None):
            return is_label(text) or is_title(text, self.vocabulary) or self.context.is_part(text)
        is_marked = is_label(text) or self.context.is_part(text) or self.context.is_section(text)
        return is_marked or len(text) > _SENTENCE_LENGTH

    def _is_whole(self, row: Row | None) -> bool:
        """Whether a row has what an action has: two of what is done, by whom and by when."""
        if row is None or row.is_paragraph:
            return False
        fields = {self.columns.field_of(slot.column) for slot in row.filled}
        return len(fields & {"action", "lead_agency_text", "target_date_text"}) > 1

    def _carries_rows_below(self) -> bool:
        """The next row leaves its own recommendation empty and has something to do: it belongs to the one above."""
        row = self.following
        if row is None or row.is_paragraph:
            return False
        return bool(row.filled) and all(slot.column != 0 for slot in row.filled)

    def _action_from_above(self, row: Row) -> bool:
        place = self.columns.column_of("action")
        return any(
            s.from_above and s.column <= (-1 if place is None else place) < s.column + s.span and s.text
            for s in row.slots
        )

    def _only_fill(self, row: Row) -> bool:
        return self.open is not None and any(slot.fill for slot in row.slots)

    def _read_banner(self, row: Row) -> str:
        text = row.filled[0].text
        if row.is_paragraph and self.heads and self.context.leaves_agency(text):
            self.context.leave_agency()
        taken = self.context.read(text)
        self.count += 1
        if taken != "remark":
            self.open = None  # a remark or a title printed again at the top of a page leaves the row above open
        return taken

    def _start(self, row: Row) -> None:
        cells = {slot.column: self._whole_from_above(slot) for slot in row.slots if slot.text}
        merged = self._merged_from_page_before(row) if row.opens_piece else self.blank_from_top
        if self.logical:
            above = self.logical[-1].cells
            cells |= {n: above[n] for n in sorted(merged) if n in above}
        if self.open is not None:
            cells = {n: text for n, text in self.open.cells.items() if n in self.merged} | cells
        self._finish_recommendation(row, cells)
        self.open = LogicalRow(cells, self.context.take(), [row], self.count)
        self.count += 1
        self.logical.append(self.open)
        self._keep_colours(row)

    def _merged_from_page_before(self, row: Row) -> frozenset[int]:
        """Blank cells at the top of a page that are merged with the row below, the recommendation's among them."""
        blank = self._blank_merged_down(row)
        return blank if self.columns.column_of("recommendation") in blank else frozenset()

    def _blank_merged_down(self, row: Row) -> frozenset[int]:
        """Columns in which one blank cell covers this row and the next."""
        below = self.following
        if below is None or below.is_paragraph:
            return frozenset()
        merged = {slot.column for slot in below.slots if slot.from_above and not slot.text}
        return frozenset(merged & {slot.column for slot in row.slots if not slot.text})

    def _watch_merged(self, row: Row) -> None:
        """Which columns have one blank cell from the top of the page down to this row.

        That is the lower part of a merged cell whose words stand on the page before.
        """
        blank = {slot.column for slot in row.slots if not slot.text and slot.from_above != row.opens_piece}
        self.blank_from_top = frozenset(blank if row.opens_piece else blank & self.blank_from_top)

    def _whole_from_above(self, slot: Slot) -> str:
        """A merged cell that began on the page before has only its lower part here."""
        above = self.logical[-1].cells.get(slot.column, "") if slot.from_above and self.logical else ""
        return above if above.endswith(slot.text) else slot.text

    def _finish_recommendation(self, row: Row, cells: dict[int, str]) -> None:
        """A recommendation merged down over several actions may be cut by the page between two of them."""
        place = self.columns.column_of("recommendation")
        if place is None or not row.opens_piece or not self.logical or place not in cells:
            return
        above = self.logical[-1].cells.get(place, "")
        if is_label(cells[place]) or not (ends_open(above) or runs_on(above, cells[place], self.lexicon)):
            return
        cells[place] = joined(above, cells[place], self.lexicon)
        self._complete(place, above, cells[place])
        beside = self.logical[-1].cells
        blank = {s.column for s in row.slots if not s.text} & self.habits.shared | self._blank_merged_down(row)
        cells |= {n: beside[n] for n in sorted(blank) if n in beside}

    def _complete(self, column: int, part: str, whole: str) -> None:
        """Give every row that shares a merged cell its words below the break too."""
        for logical in self.logical:
            if logical.cells.get(column) == part:
                logical.cells[column] = whole

    def _fold(self, row: Row) -> None:
        assert self.open is not None
        for slot in row.filled:
            above, name = self.open.cells.get(slot.column, ""), self.columns.field_of(slot.column)
            is_shared = name == "recommendation" or slot.column in self.merged
            above = above or (self._left_open_above(slot) if name == "recommendation" else "")
            whole = joined(above, slot.text, self.lexicon, _STYLES.get(name or "", "prose"))
            if name == "recommendation" and self._is_title_line(above, slot):
                whole = f"{above}\n{slot.text}"
            if above and is_shared:
                self._complete(slot.column, above, whole)
            self.open.cells[slot.column] = whole
        self.open.rows.append(row)
        self._keep_colours(row)

    def _is_title_line(self, above: str, slot: Slot) -> bool:
        """Whether a cell was cut behind its title, as other cells of the column have one over their words.

        "Recommendation 4: Duty to report" and, behind the page break, "The council should …".
        """
        if is_bare_label(above):
            return True
        if not self._is_titled(above) or runs_on(above, slot.text, self.lexicon):
            return False
        others = (row.cells.get(slot.column, "").partition("\n") for row in self.logical if row is not self.open)
        return any(rest and self._is_titled(first) for first, _, rest in others)

    def _is_titled(self, line: str) -> bool:
        """Whether a line is a label and a title: "Recommendation 4: Duty to report"."""
        label = parse_label(line)
        return label is not None and bool(label.rest) and is_title(label.rest, self.vocabulary) and "\n" not in line

    def _left_open_above(self, slot: Slot) -> str:
        """The recommendation of the rows above, where the open row has none of its own and the words go on with it."""
        over = next((row.cells[slot.column] for row in reversed(self.logical) if slot.column in row.cells), "")
        return over if runs_on(over, slot.text, self.lexicon) else ""

    def _keep_colours(self, row: Row) -> None:
        assert self.open is not None
        for slot in row.slots:
            if slot.fill is not None or slot.ink is not None:
                self.open.coloured.setdefault(slot.column, []).append(slot)
