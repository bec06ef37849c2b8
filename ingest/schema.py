"""Every column of every file of the dataset, declared once.

The Arrow schema, the data dictionary, `datapackage.json` and the checks of `dhr-plans validate` all come from here.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from extractors.document import Kind
from ingest.schema_runs import CHANGES, RUNS
from ingest.schema_types import Column, ColumnType, FileSchema, ListOf, MapOf, Primitive, Reference, Scalar, Struct
from normalise.plan import CompletionState, DateRole, Rag, RagSource, Scope, Sector, TargetKind

DATASET_VERSION: Final = "1.1.0"
"""Version of these columns and their meanings; a changed meaning or a removed column is a new major version."""


class Status(StrEnum):
    """What became of one input file."""

    OK = "ok"
    NO_ACTION_PLAN = "no_action_plan"
    NEEDS_OCR = "needs_ocr"
    ENCRYPTED = "encrypted"
    UNSUPPORTED = "unsupported"
    CORRUPT = "corrupt"
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    DUPLICATE = "duplicate"
    FAILED = "failed"


class DateColumn(StrEnum):
    """The list of an action that a row of `dates.parquet` comes from."""

    TARGET = "target"
    COMPLETION = "completion"


def _enum(values: type[StrEnum]) -> Scalar:
    return Scalar(Primitive.STRING, tuple(value.value for value in values))


_STRING, _INT32, _INT64 = Scalar(Primitive.STRING), Scalar(Primitive.INT32), Scalar(Primitive.INT64)
_DATE, _FLOAT32, _FLOAT64 = Scalar(Primitive.DATE), Scalar(Primitive.FLOAT32), Scalar(Primitive.FLOAT64)
_STRINGS = ListOf(_STRING)


def _maybe(name: str, column_type: ColumnType, title: str, description: str, unit: str | None = None) -> Column:
    """A column that may be null."""
    return Column(name, column_type, title, description, nullable=True, unit=unit)


_DATE_FIELDS = (
    Column("text", _STRING, "Words", "The date as printed."),
    Column(
        "edtf", _STRING, "EDTF", "ISO 8601-2 (EDTF) level 1: `2021-03-09`, `2021-21` (spring), `2021-04/2022-03`, `..`."
    ),
    _maybe("earliest", _DATE, "First day", "First day it can mean, inclusive; null for an open start."),
    _maybe("latest", _DATE, "Last day", "Last day it can mean, inclusive; null for an open end."),
    Column("role", _enum(DateRole), "Role", "What the date is for; `review` is a later or recurring check."),
)
_UPDATE_FIELDS = (
    _maybe("label", _STRING, "Label", "The update's own heading as printed."),
    _maybe("edtf", _STRING, "Date", "A date in the label or the opening words, in EDTF."),
    _maybe("rag", _enum(Rag), "Rating", "The rating printed with it."),
    Column("text", _STRING, "Words", "What it says, without its label."),
)
DATE_VALUE: Final = Struct("date_value", _DATE_FIELDS)
UPDATE: Final = Struct("update", _UPDATE_FIELDS)
REGION: Final = Struct(
    "region",
    (
        Column("page", _INT32, "Page", "Page, from 1."),
        Column("x0", _FLOAT32, "Left", "Left edge, from the page's left.", unit="pt"),
        Column("top", _FLOAT32, "Top", "Upper edge, from the page's top.", unit="pt"),
        Column("x1", _FLOAT32, "Right", "Right edge, from the page's left.", unit="pt"),
        Column("bottom", _FLOAT32, "Bottom", "Lower edge, from the page's top.", unit="pt"),
    ),
)
HEADING: Final = Struct(
    "heading",
    (
        Column("text", _STRING, "Heading", "The column heading as printed."),
        _maybe(
            "field", _STRING, "Field", "The column of `actions` it was taken for; null: its cells are kept in `extra`."
        ),
        Column("score", _FLOAT64, "Score", "How sure that is, 0 to 1."),
    ),
)

_DOCUMENT_ID = Column("document_id", _STRING, "Document", "Key into `documents` (its rows that are not duplicates).")
_ACTION_ID = Column("action_id", _STRING, "Action", "Key into `actions`.")
_WARNINGS = "Codes of what was odd; empty where nothing was."

DOCUMENTS: Final = FileSchema(
    "documents",
    "Documents",
    "One row for each file seen in the input folder, whatever became of it. A `duplicate` has the `document_id` of the "
    "file it repeats, so among the rows that are no duplicates `document_id` alone is a key.",
    (
        Column(
            "document_id",
            _STRING,
            "Document",
            "First 16 hex digits of the SHA-256 of the bytes. Where the bytes could not be read (`sha256` is null): of "
            "the path, so that the row has a name.",
        ),
        Column("source_path", _STRING, "File", "Path relative to the input folder, `/`-separated."),
        Column("source_format", _enum(Kind), "Format", "What the bytes show, whatever the file's name says."),
        _maybe("sha256", _STRING, "SHA-256", "Hex digest of the bytes; null where they could not be read."),
        _maybe("size_bytes", _INT64, "Size", "Size of the file; null where it could not be found out.", unit="byte"),
        _maybe("page_count", _INT32, "Pages", "Pages; null where the format has none or it was not read."),
        _maybe("title", _STRING, "Title", "The document's title."),
        _maybe("review_name", _STRING, "Review name", "The pseudonym the review goes by."),
        _maybe("review_reference", _STRING, "Review reference", "The review's number or reference (`DHR 7`)."),
        _maybe("partnership", _STRING, "Partnership", "The partnership that commissioned the review."),
        _maybe("plan_date", DATE_VALUE, "Plan date", "The date the plan bears; its role is always `completed`."),
        _maybe("plan_updated", DATE_VALUE, "Plan updated", "When the plan says it was last updated; likewise."),
        Column("status", _enum(Status), "Status", "What became of the file."),
        _maybe("detail", _STRING, "Detail", "One line a person can act on."),
        Column("table_count", _INT32, "Tables", "Rows of `tables` for this file."),
        Column("action_count", _INT32, "Actions", "Rows of `actions` for this file."),
        Column("warnings", _STRINGS, "Warnings", _WARNINGS),
        Column("dataset_version", _STRING, "Dataset version", "Version of the columns and their meanings."),
        Column("pipeline_version", _STRING, "Pipeline version", "Version of dhr-plans that read the file."),
        Column(
            "processed_at", Scalar(Primitive.TIMESTAMP), "Processed at", "When the run that read the file began, UTC."
        ),
        Column("seconds", _FLOAT64, "Seconds", "Time this file took.", unit="s"),
    ),
    key=("document_id", "source_path"),
)

TABLES: Final = FileSchema(
    "tables",
    "Tables",
    "One row for each logical table found in a document (its pages joined), accepted as a plan or rejected.",
    (
        _DOCUMENT_ID,
        Column("table_index", _INT32, "Table", "Position in the document, from 0."),
        _maybe("page_first", _INT32, "First page", "Page it begins on, from 1; null where the format has no pages."),
        _maybe("page_last", _INT32, "Last page", "Page it ends on."),
        Column("n_rows", _INT32, "Rows", "Rows of the logical table."),
        Column("n_columns", _INT32, "Columns", "Columns of the logical table."),
        Column("accepted", Scalar(Primitive.BOOL), "Accepted", "Whether its rows became actions."),
        Column("reason", _STRING, "Reason", "`action_plan`, or why it was rejected."),
        Column(
            "headings", ListOf(HEADING), "Headings", "Its column headings, left to right, and what each was taken for."
        ),
        Column("pages_joined", _INT32, "Pages joined", "Page parts that were joined into it."),
        _maybe("title", _STRING, "Title", "Caption or band above it."),
    ),
    key=("document_id", "table_index"),
    references=(Reference(("document_id",), "documents", ("document_id",)),),
)

ACTIONS: Final = FileSchema(
    "actions",
    "Actions",
    "One row for each action, a logical row of an action plan, complete in itself. Texts are the cell's own words.",
    (
        Column(
            "action_id",
            _STRING,
            "Action",
            "`<document_id>-<n>`, n from 1 in reading order; the same bytes give the same id.",
        ),
        _DOCUMENT_ID,
        Column("source_path", _STRING, "File", "Path relative to the input folder, `/`-separated."),
        _maybe(
            "recommendation_number", _STRING, "Recommendation number", "`1`, `3`, `5a`: digits, a lettered part added."
        ),
        _maybe(
            "recommendation_title",
            _STRING,
            "Recommendation title",
            "A short heading beside the number: a theme or a body.",
        ),
        _maybe("recommendation", _STRING, "Recommendation", "The recommendation's words, without its own label."),
        _maybe("scope_text", _STRING, "Scope as printed", "The cell."),
        _maybe("scope", _enum(Scope), "Scope", "Null where the cell is empty or says something else."),
        _maybe("action", _STRING, "Action", "What is to be done."),
        _maybe("intended_outcome", _STRING, "Intended outcome", "The difference it is meant to make."),
        _maybe("lead_agency_text", _STRING, "Lead agency as printed", "The cell."),
        Column(
            "lead_agencies",
            _STRINGS,
            "Lead agencies",
            "Organisations named, in order, as written; no people, posts or units.",
        ),
        Column("agency_sectors", ListOf(_enum(Sector)), "Sectors", "One for each of `lead_agencies`."),
        Column(
            "owners", _STRINGS, "Owners", "People named, in order, with rank as written, without post or organisation."
        ),
        _maybe("milestones", _STRING, "Milestones", "Key milestones achieved or planned."),
        _maybe("target_date_text", _STRING, "Target date as printed", "The cell."),
        Column("target_dates", ListOf(DATE_VALUE), "Target dates", "Every date in the cell, in order."),
        Column(
            "target_kind",
            _enum(TargetKind),
            "Kind of target",
            "What the cell says, in kind; `dated` also for a date that could not be read.",
        ),
        _maybe("target_earliest", _DATE, "Due from", "Earliest first day of the dates that are `due`."),
        _maybe("target_latest", _DATE, "Due by", "Latest last day of the dates that are `due`."),
        _maybe("progress_text", _STRING, "Progress", "A progress or status column, rating words included."),
        _maybe("response_text", _STRING, "Response", "A column of narrative updates."),
        Column(
            "updates",
            ListOf(UPDATE),
            "Updates",
            "Dated or labelled updates in `response_text`, else in `progress_text`, oldest first.",
        ),
        _maybe("rag", _enum(Rag), "Rating", "The current rating: the last one stated."),
        Column("rag_history", ListOf(_enum(Rag)), "Ratings", "All ratings stated for the action, in order."),
        _maybe(
            "rag_source",
            _enum(RagSource),
            "Source of the rating",
            "Whether it was printed as a word or is the cell's shading.",
        ),
        _maybe("completion_text", _STRING, "Completion as printed", "A completion or outcome column."),
        Column(
            "completion_state",
            _enum(CompletionState),
            "State",
            "How far it has come by its own words; shading decides nothing.",
        ),
        Column(
            "completion_dates",
            ListOf(DATE_VALUE),
            "Completion dates",
            "Every date that says when it was completed or begun.",
        ),
        _maybe("completion_earliest", _DATE, "Completed from", "Earliest first day of the dates that are `completed`."),
        _maybe("completion_latest", _DATE, "Completed by", "Latest last day of the dates that are `completed`."),
        Column(
            "extra",
            MapOf(),
            "Other columns",
            "Columns that are none of the above, and rating columns, as printed: heading to cell.",
        ),
        Column("table_index", _INT32, "Table", "Row of `tables` for this document, from 0."),
        Column("row_index", _INT32, "Row", "Logical row of that table, from 0."),
        _maybe("page_first", _INT32, "First page", "Page it begins on, from 1; null where the format has no pages."),
        _maybe("page_last", _INT32, "Last page", "Page it ends on."),
        Column("regions", ListOf(REGION), "Regions", "Where the row stands, one for each page it touches; PDF only."),
        Column("warnings", _STRINGS, "Warnings", _WARNINGS),
    ),
    key=("action_id",),
    references=(
        Reference(("document_id",), "documents", ("document_id",)),
        Reference(("source_path",), "documents", ("source_path",)),
        Reference(("document_id", "table_index"), "tables", ("document_id", "table_index")),
    ),
)

_OF_ACTION = (
    Reference(("action_id",), "actions", ("action_id",)),
    Reference(("document_id",), "documents", ("document_id",)),
)

DATES: Final = FileSchema(
    "dates",
    "Dates",
    "One row for each date of `target_dates` and `completion_dates`: the lists of `actions`, flat.",
    (
        _ACTION_ID,
        _DOCUMENT_ID,
        Column("n", _INT32, "Position", "Position in its list, from 1."),
        Column(
            "column",
            _enum(DateColumn),
            "List",
            "Which list of the action: `target_dates` (`target`) or `completion_dates` (`completion`).",
        ),
        *_DATE_FIELDS,
    ),
    key=("action_id", "column", "n"),
    references=_OF_ACTION,
)

UPDATES: Final = FileSchema(
    "updates",
    "Updates",
    "One row for each progress update: the list `updates` of `actions`, flat.",
    (_ACTION_ID, _DOCUMENT_ID, Column("n", _INT32, "Position", "Position in the list, from 1."), *_UPDATE_FIELDS),
    key=("action_id", "n"),
    references=_OF_ACTION,
)

DATA_FILES: Final = (DOCUMENTS, TABLES, ACTIONS, DATES, UPDATES)
"""What was read; each row comes from one document."""
FILES: Final = (*DATA_FILES, RUNS, CHANGES)
"""All files of the dataset."""
STRUCTS: Final = (DATE_VALUE, UPDATE, REGION, HEADING)
DATA_PACKAGE_NAME: Final = "datapackage.json"
RUN_NAME: Final = "run.json"
NAMES: Final = (*(file.file_name for file in FILES), RUN_NAME, DATA_PACKAGE_NAME)
"""Names of everything a run writes beside each other."""
