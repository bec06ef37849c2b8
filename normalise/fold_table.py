"""A joined table's rows to its logical rows: place ragged rows, map the columns, fold."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from normalise.cell_text import Lexicon
from normalise.closing_rows import closing_row
from normalise.column_contents import Holds, is_state, what_it_holds
from normalise.column_habits import habits_of
from normalise.columns import Columns, map_columns
from normalise.context import Context
from normalise.dates import has_date
from normalise.due_dates import with_due_dates
from normalise.folding import Folding, LogicalRow
from normalise.grid import Row
from normalise.headings.rows import is_like_headings
from normalise.headless import NamesAgency, columns_by_content, with_lead
from normalise.inner_fields import with_inner_fields
from normalise.joining import JoinedTable
from normalise.labels import is_label, parse_number
from normalise.plan import RowKind, RowVerdict
from normalise.ragged import ColumnKind, realign
from normalise.ratings.cells import parse_inline_ratings
from normalise.row_evidence import OWN_CELL
from normalise.ticked import ticks_to_words
from normalise.titles import is_title
from normalise.vocabulary import Vocabulary

REALIGNED = "ragged_row_realigned"
_SHORT = 60
_LEAST_SENTENCE = 6
"""Words of a recommendation."""
_GROUPS = frozenset({"lead_agency_text", "recommendation_title"})
_CARD = 2
"""Columns of a card: fewer cells than a row of any other table has."""


@dataclass(frozen=True, slots=True)
class FoldedTable:
    """The logical rows of a table, what each printed row was taken for, and the columns."""

    columns: Columns
    logical: tuple[LogicalRow, ...]
    verdicts: tuple[RowVerdict, ...]
    n_rows: int


def fold_table(
    table: JoinedTable,
    vocabulary: Vocabulary,
    lexicon: Lexicon,
    names_agency: NamesAgency,
    agencies_over: Mapping[str, str],
) -> FoldedTable | None:
    """Fold the rows of a table; None where it has no headings and does not look like a plan without them.

    Args:
        table: Its rows and what stands above them.
        vocabulary: The words that plans use.
        lexicon: The words of the document.
        names_agency: Whether a cell names an organisation.
        agencies_over: Headings of the document that are an agency's name, with the name.
    """
    ticks_to_words(table, vocabulary)
    printed = table.headings or _unknown_headings(table)
    _ignore_title(table, vocabulary)
    content = [row for row, known in table.rows if known is None and _is_content(row, vocabulary)]
    holds = _holds(content, table.n_columns, vocabulary)
    if table.headings:
        columns: Columns | None = with_lead(map_columns(printed, holds, vocabulary), content, holds, names_agency)
    else:
        columns = columns_by_content(printed, content, holds, vocabulary, names_agency)
    if columns is None:
        return None
    columns = with_due_dates(columns, content, vocabulary)
    recommends = "recommendation" in columns.fields
    context = Context(vocabulary, rows_recommend=recommends, agencies=agencies_over)
    merged = _merged_columns(columns) if table.ragged else frozenset()
    over = frozenset() if recommends else _sentences_over_headings(table, vocabulary)
    habits = habits_of(content, columns, OWN_CELL)
    folding = Folding(columns, vocabulary, lexicon, context, habits, merged=merged, recommended=over)
    _read_above(folding.context, table, over)
    last: dict[int, str] = {}
    behind = _rows_behind(table.rows)
    for n, (row, known) in enumerate(table.rows):
        warnings: tuple[str, ...] = ()
        if known is None and table.ragged and _is_ragged(row, table.n_columns):
            kinds = [ColumnKind(held, last.get(place, "")) for place, held in enumerate(holds)]
            placed, moved = realign(row, kinds, _kinds_of(row, vocabulary), lexicon)
            warnings = (REALIGNED,) if moved else ()
        else:
            placed = row
        heads = n + 1 < len(table.rows) and table.rows[n + 1][1] is RowKind.HEADING
        folding.take(placed, known, behind[n], warnings, printed=row.texts, heads=heads)
        if known is None and not row.is_paragraph:
            last.update((slot.column, slot.text) for slot in placed.filled)
    columns = with_inner_fields(columns, folding.logical, vocabulary)
    return FoldedTable(columns, tuple(folding.logical), tuple(folding.verdicts), folding.count)


def _merged_columns(columns: Columns) -> frozenset[int]:
    """The columns on the left that group the rows by agency or theme: an empty cell there goes on with the one above.

    Text formats have no merged cells. The recommendation to the right of them is known to go on in this way.
    """
    return frozenset(n for n, _ in takewhile(lambda column: column[1] in _GROUPS, enumerate(columns.fields)))


def _is_content(row: Row, vocabulary: Vocabulary) -> bool:
    return (
        not row.is_paragraph
        and closing_row([slot.text for slot in row.filled], rates=False, vocabulary=vocabulary) is None
    )


def _ignore_title(table: JoinedTable, vocabulary: Vocabulary) -> None:
    """A title over the first headings is the table's own, unless other titles stand over its rows as well."""
    bands = [n for n, (row, known) in enumerate(table.rows) if known is None and _is_title_band(row, vocabulary)]
    texts = {table.rows[n][0].filled[0].text for n in bands}
    first = next((n for n, (_, known) in enumerate(table.rows) if known is RowKind.HEADING), 0)
    if len(texts) == 1 and bands[0] < first:
        for n in bands:
            table.rows[n] = (table.rows[n][0], RowKind.IGNORED)


def _is_title_band(row: Row, vocabulary: Vocabulary) -> bool:
    """Whether a row is one title, and neither a number waiting for its row nor what closes a plan ("Signed by:")."""
    filled = row.filled
    if len(filled) != 1 or filled[0].column != 0 or not _is_content(row, vocabulary):
        return False
    text = filled[0].text
    return is_title(text, vocabulary) and not is_label(text) and parse_number(text) is None


def _unknown_headings(table: JoinedTable) -> tuple[str, ...]:
    """The first row of a table without known headings where it could be one of headings, which it then is."""
    place = next((n for n, (row, _) in enumerate(table.rows) if not row.is_paragraph and row.filled), None)
    if place is None or not is_like_headings(table.rows[place][0]):
        return ("",) * table.n_columns
    row = table.rows[place][0]
    table.rows[place] = (row, RowKind.HEADING)
    by_column = {slot.column: slot.text for slot in row.filled}
    return tuple(by_column.get(n, "") for n in range(table.n_columns))


def _holds(rows: Sequence[Row], n_columns: int, vocabulary: Vocabulary) -> list[Holds]:
    by_column: list[list[str]] = [[] for _ in range(n_columns)]
    for row in rows:
        if row.width != n_columns and len(row.slots) != n_columns:
            continue
        if len(row.filled) == 1 and n_columns > _CARD:
            continue  # a banner, where the format has no merged cells
        for slot in row.filled:
            if slot.span == 1 and slot.column < n_columns:
                by_column[slot.column].append(slot.text)
    return [what_it_holds(texts, vocabulary) for texts in by_column]


def _sentences_over_headings(table: JoinedTable, vocabulary: Vocabulary) -> frozenset[str]:
    """What is recommended, where each of several headings of a table without that column has a sentence over it.

    Headings printed again where a page cut the rows have none.
    """
    rows = table.rows
    heads = [n for n, (_, known) in enumerate(rows) if known is RowKind.HEADING and (not n or rows[n - 1][1] != known)]
    heads = [n for n in heads if not n or rows[n - 1][0].is_paragraph or rows[n - 1][0].page == rows[n][0].page]
    over = [rows[n - 1][0].filled[0].text for n in heads if n and rows[n - 1][0].is_paragraph]
    over += [paragraph.text for paragraph in table.before[-1:] if heads[:1] == [0]]
    is_told = len(heads) > 1 and len(set(over)) == len(heads) and all(_is_sentence(text, vocabulary) for text in over)
    return frozenset(over) if is_told else frozenset()


def _is_sentence(text: str, vocabulary: Vocabulary) -> bool:
    is_long = len(text.split()) >= _LEAST_SENTENCE and not text.endswith(":")
    return is_long and not is_title(text, vocabulary) and not is_label(text)


def _read_above(context: Context, table: JoinedTable, recommended: Collection[str]) -> None:
    """The paragraphs above a table from their label on; several labels are a list of recommendations, no context."""
    labelled = [n for n, paragraph in enumerate(table.before) if is_label(paragraph.text)]
    for paragraph in table.before:
        if paragraph.text in context.agencies or context.says_scope(paragraph.text):
            context.read_section(paragraph.text)
    if len(labelled) == 1:
        for paragraph in table.before[labelled[0] :]:
            context.read(paragraph.text)
    elif not labelled and table.before:
        nearest = table.before[-1].text
        context.read(nearest) if nearest in recommended else context.read_section(nearest)


def _is_ragged(row: Row, n_columns: int) -> bool:
    """Whether a row has cells to be placed; a label alone in its first cell is a banner, wherever the others went."""
    filled = row.filled
    is_banner = len(filled) == 1 and filled[0].column == 0 and is_label(filled[0].text)
    has_other_cells = len(row.slots) != n_columns and all(slot.span == 1 for slot in row.slots)
    return has_other_cells and not row.is_paragraph and not is_banner


def _kinds_of(row: Row, vocabulary: Vocabulary) -> dict[str, frozenset[str]]:
    return {slot.text: frozenset(_kinds(slot.text, vocabulary)) for slot in row.slots}


def _kinds(text: str, vocabulary: Vocabulary) -> list[str]:
    if not text or len(text) > _SHORT:
        return []
    kinds = ["dates"] if has_date(text, vocabulary=vocabulary) else []
    kinds += ["states"] if is_state(text) else []
    return [*kinds, "ratings"] if parse_inline_ratings(text, vocabulary) else kinds


def _rows_behind(rows: Sequence[tuple[Row, RowKind | None]]) -> list[Row | None]:
    """For each row the next with text that is not known to be something else; None where there is none."""
    behind: list[Row | None] = []
    following: Row | None = None
    for row, known in reversed(rows):
        behind.append(following)
        following = row if known is None and row.filled else following
    return behind[::-1]
