"""From logical rows to `Action`: every cell to its column, every column parsed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from normalise.agencies import AgencyReader, Leads
from normalise.cell_text import Lexicon, mend_words
from normalise.columns import OWNER, RATING, Columns
from normalise.completion.completed_when import CompletionDates, parse_completion_dates
from normalise.completion.state import state_from
from normalise.completion.state_guess import GUESSED, guess_state
from normalise.context import Recommendation
from normalise.folding import LogicalRow
from normalise.free_name import free_name
from normalise.legend import Legend
from normalise.plan import Action, CompletionState, DateRole, Rag, RagSource, TargetKind, Update
from normalise.ratings.cells import is_only_ratings, parse_inline_ratings, parse_ratings, whole_rating
from normalise.ratings.row_colour import colour_ratings, rating_columns, timed_columns, with_tints, without_style
from normalise.recommendation_of import actions_are_dotted, recommendation_of
from normalise.scope import parse_scope
from normalise.target import parse_target
from normalise.tick_boxes import chosen_options
from normalise.updates.cells import columns_to_updates, parse_updates
from normalise.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a row takes from its document.

    Attributes:
        vocabulary: The words that plans use.
        lexicon: The words of this document.
        agencies: Reads agency cells, with the acronyms that this document expands.
        listed: Recommendations printed before the tables, by number.
        legend: What the document's own key says of shades and codes.
        about_review: Whether the document speaks of a review at all.
        agencies_over: Headings over tables that are an agency's name, with the name.
    """

    vocabulary: Vocabulary
    lexicon: Lexicon
    agencies: AgencyReader
    listed: Mapping[str, str]
    legend: Legend
    about_review: bool = True
    agencies_over: Mapping[str, str] = field(default_factory=dict)

    def said(self, text: str | None) -> str | None:
        """A cell of states or ratings with the codes of the document's key in words, and of options the ticked ones."""
        return chosen_options(self.legend.in_words(text), self.vocabulary)

    def names_agency(self, text: str) -> bool:
        """Whether a cell names an organisation that the gazetteer has."""
        return self.agencies.parse(text).names_known


def rows_to_actions(rows: Sequence[LogicalRow], columns: Columns, table_index: int, reading: Reading) -> list[Action]:
    """The actions of one accepted table, in reading order."""
    legend = with_tints(rows, columns, without_style(rows, columns, reading.legend))
    rated = rating_columns(rows, columns, legend)
    series = columns.ratings or timed_columns(rows, rated, columns, reading.vocabulary)
    mended = [{n: _mended(text, n, columns, reading) for n, text in row.cells.items()} for row in rows]
    by_field = [columns.by_field(cells) for cells in mended]
    dotted = actions_are_dotted(
        [(named.get("recommendation_number"), named.get("recommendation")) for named in by_field]
    )
    above = Recommendation()
    actions: list[Action] = []
    for row, cells, named in zip(rows, mended, by_field, strict=True):
        above = recommendation_of(
            named.get("recommendation"), named.get("recommendation_number"), named.get("recommendation_title"),
            row.recommendation, above, reading.listed, reading.vocabulary,
            counts_actions=columns.counts_actions and "action" in named, counts_by_dots=dotted,
        )  # fmt: skip
        colours = colour_ratings(row, rated, series, columns, legend)
        above = replace(above, leader=row.recommendation.leader)
        if row.recommendation.scope is not None:
            named.setdefault("scope_text", row.recommendation.scope)
        actions.append(_action(row, cells, named, above, columns, table_index, colours, reading))
    return actions


def _mended(text: str, column: int, columns: Columns, reading: Reading) -> str:
    """A cell with the words whole that its column's edge cut."""
    whole = mend_words(text, reading.lexicon)
    rates = column < len(columns.readings) and columns.readings[column] == RATING
    return whole_rating(whole, reading.vocabulary) if rates else whole


def _action(
    row: LogicalRow,
    cells: dict[int, str],
    named: dict[str, str],
    recommendation: Recommendation,
    columns: Columns,
    table_index: int,
    colours: tuple[Rag, ...],
    reading: Reading,
) -> Action:
    words = reading.vocabulary
    progress, response, completion = (named.get(f) for f in ("progress_text", "response_text", "completion_text"))
    lead_text, target_text = _parted(named, columns, words)
    target = parse_target(target_text, words)
    updates = _column_updates(cells, columns, words) or _updates(response, progress, words)
    latest = _latest_progress(cells, columns, progress)
    finished = _finished(completion, (latest, updates[-1].text if updates else response), words)
    leads = _leads(lead_text, recommendation.leader or recommendation.title, columns, reading)
    ratings, source = _ratings(cells, named, columns, colours, reading)
    done = any(value.role is DateRole.COMPLETED for value in finished.dates)
    state, guesses = _state(completion, latest, updates or _whole(response), done, reading)
    told = (row.warnings, target.warnings, finished.warnings, leads.warnings, guesses, _guesses(cells, columns))
    pages = [page for r in row.rows for page in r.pages]
    return Action(
        recommendation_number=recommendation.number,
        recommendation_title=recommendation.title,
        recommendation=recommendation.text,
        scope_text=named.get("scope_text"),
        scope=parse_scope(named.get("scope_text"), words),
        action=named.get("action"),
        intended_outcome=named.get("intended_outcome"),
        lead_agency_text=named.get("lead_agency_text", recommendation.leader),
        lead_agencies=leads.agencies,
        agency_sectors=leads.sectors,
        owners=_owners(leads.owners, cells, columns, reading),
        milestones=named.get("milestones"),
        target_date_text=named.get("target_date_text"),
        target_dates=target.dates,
        target_kind=target.kind,
        target_earliest=target.earliest,
        target_latest=target.latest,
        progress_text=progress,
        response_text=response,
        updates=updates,
        rag=ratings[-1] if ratings else None,
        rag_history=ratings,
        rag_source=source,
        completion_text=completion,
        completion_state=state,
        completion_dates=finished.dates,
        completion_earliest=finished.earliest,
        completion_latest=finished.latest,
        extra=_extra(cells, columns, reading.lexicon),
        table_index=table_index,
        row_index=row.index,
        page_first=min(pages, default=None),
        page_last=max(pages, default=None),
        regions=tuple(region for r in row.rows for region in r.regions),
        warnings=tuple(sorted({code for codes in told for code in codes})),
    )


def _parted(named: Mapping[str, str], columns: Columns, words: Vocabulary) -> tuple[str | None, str | None]:
    """Lead and target; of a cell that holds both, the lines that say who and those that say when."""
    lead, target = named.get("lead_agency_text"), named.get("target_date_text")
    if columns.shared is None or lead is None:
        return lead, target
    lines = {line: parse_target(line, words).kind is TargetKind.NOT_STATED for line in lead.split("\n")}
    who, when = ("\n".join(line for line, names in lines.items() if names is wanted) for wanted in (True, False))
    return who or lead, when or lead


def _leads(cell: str | None, above: str | None, columns: Columns, reading: Reading) -> Leads:
    """Who leads: the row's cell; where the table has no such column, the body that a heading over the row names."""
    if above is not None and columns.shared is None and columns.column_of("lead_agency_text") is None:
        named = reading.agencies.parse(above)
        return named if named.names_known else Leads()
    return reading.agencies.under_heading(reading.agencies.parse(cell), above)


def _finished(completion: str | None, others: Sequence[str | None], words: Vocabulary) -> CompletionDates:
    """From the completion cell; where that says nothing of when, from the progress cell, else the response.

    Of dated updates the last is asked without its own date, which says when it was given.
    """
    found = parse_completion_dates(completion, column="completion", vocabulary=words)
    for text in others:
        if not found.dates and text:
            found = parse_completion_dates(text, column="progress", vocabulary=words)
    return found


def _state(
    completion: str | None, progress: str | None, updates: tuple[Update, ...], done: bool, reading: Reading
) -> tuple[CompletionState, set[str]]:
    """The contract's order; where no word of the vocabulary tells the state, it is guessed from prose, with a warning.

    A rating is no state, whatever the plan's key says of it: the contract lets a colour alone decide nothing.
    """
    is_dated, words = bool(completion) and done, reading.vocabulary
    plain = None if is_only_ratings(progress, words) else reading.said(progress)
    state = state_from(reading.said(completion), plain, updates, words, bare_date_is_complete=is_dated)
    if state is not CompletionState.NOT_STATED:
        return state, set()
    prose = (completion, plain, updates[-1].text if updates else None)
    guess = next((found for text in prose if (found := guess_state(text)) is not None), None)
    return (state, set()) if guess is None else (guess, {GUESSED})


def _updates(response: str | None, progress: str | None, words: Vocabulary) -> tuple[Update, ...]:
    ratings = parse_ratings(progress, words) if is_only_ratings(progress, words) else ()
    return (parse_updates(response, words, ratings) if response else ()) or parse_updates(progress, words)


def _column_updates(cells: dict[int, str], columns: Columns, words: Vocabulary) -> tuple[Update, ...]:
    """Those of a table with a column for each update, with the ratings of the columns that go with them."""
    ratings: dict[int, Rag] = {}
    if len(columns.ratings) == len(columns.updates):
        for place, rated in zip(columns.updates, columns.ratings, strict=True):
            given = parse_ratings(cells.get(rated), words)
            if given:
                ratings[place] = given[-1]
    found = [(columns.headings[n].text, cells[n], ratings.get(n)) for n in columns.updates if n in cells]
    return columns_to_updates(found, words)


def _latest_progress(cells: dict[int, str], columns: Columns, progress: str | None) -> str | None:
    """What the progress column says now: of a series of ratings the last, of a series of updates what these say."""
    places = [n for n in (*columns.updates, *columns.ratings) if columns.fields[n] == "progress_text"]
    if not places:
        return progress
    return next((cells[n] for n in reversed(places) if n in columns.ratings and n in cells), None)


def _whole(response: str | None) -> tuple[Update, ...]:
    """A response without labels or dates is, as a whole, the last that was said."""
    return (Update(None, None, None, response),) if response else ()


def _ratings(
    cells: dict[int, str], named: dict[str, str], columns: Columns, colours: tuple[Rag, ...], reading: Reading
) -> tuple[tuple[Rag, ...], RagSource | None]:
    """All ratings stated: those of the rating column and of progress, then those standing in the response."""
    words, said = reading.vocabulary, reading.said
    beside = [
        cells.get(n) for n, r in enumerate(columns.readings) if r == RATING and columns.fields[n] != "progress_text"
    ]
    stated = tuple(
        rag
        for text in [*beside, named.get("progress_text")]
        for rag in parse_ratings(said(text), words) or parse_ratings(chosen_options(text, words), words)
    )
    stated += parse_inline_ratings(named.get("response_text"), words)
    completion = said(named.get("completion_text"))
    if not stated and is_only_ratings(completion, words):
        stated = parse_ratings(completion, words)
    if stated:
        return stated, RagSource.TEXT
    return colours, RagSource.COLOUR if colours else None


def _owners(found: tuple[str, ...], cells: dict[int, str], columns: Columns, reading: Reading) -> tuple[str, ...]:
    """People of the lead agency cell, and of an owner column that stands beside it."""
    beside = [
        cells[n] for n, r in enumerate(columns.readings) if r == OWNER and columns.fields[n] is None and n in cells
    ]
    more = (owner for text in beside for owner in reading.agencies.parse(text).owners)
    return tuple(dict.fromkeys((*found, *more)))


def _extra(cells: dict[int, str], columns: Columns, lexicon: Lexicon) -> dict[str, str]:
    """Columns that map to no field, under their printed headings; a heading printed twice is numbered."""
    extra: dict[str, str] = {}
    for n, text in sorted(cells.items()):
        if n < len(columns.fields) and columns.fields[n] is not None:
            continue
        printed = columns.headings[n].text.replace("\n", " ") if n < len(columns.headings) else ""
        name = mend_words(printed, lexicon) or f"column {n + 1}"
        extra[free_name(name, extra, n + 1)] = text
    return extra


def _guesses(cells: dict[int, str], columns: Columns) -> set[str]:
    return {"heading_guessed"} if columns.guessed & set(cells) else set()
