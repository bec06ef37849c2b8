"""How a column is declared: a name, a type, and what it means. The columns themselves are in `ingest.schema`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Primitive(StrEnum):
    """The simple types of the dataset; each value is Arrow's own name for the type."""

    STRING = "string"
    INT32 = "int32"
    INT64 = "int64"
    FLOAT32 = "float32"
    FLOAT64 = "float64"
    BOOL = "bool"
    DATE = "date32"
    TIMESTAMP = "timestamp[us, tz=UTC]"


@dataclass(frozen=True, slots=True)
class Scalar:
    """One simple value.

    Attributes:
        primitive: Its type.
        enum: The only values allowed; empty where any value is.
    """

    primitive: Primitive
    enum: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list, never null itself (no items: an empty list) and without null items."""

    item: Scalar | Struct


@dataclass(frozen=True, slots=True)
class MapOf:
    """A map from string to string, never null itself."""


@dataclass(frozen=True, slots=True)
class Struct:
    """Named parts that belong together.

    Attributes:
        name: What the contract calls it, for the data dictionary.
        columns: The parts, in order.
    """

    name: str
    columns: tuple[Column, ...]


ColumnType = Scalar | ListOf | MapOf | Struct


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file, or one part of a struct.

    Attributes:
        name: Name in the Parquet file.
        type: Type of its values.
        title: A short name for people.
        description: What it means.
        nullable: Whether it may be null.
        unit: Unit of a number, or None.
    """

    name: str
    type: ColumnType
    title: str
    description: str
    nullable: bool = False
    unit: str | None = None

    @property
    def enum(self) -> tuple[str, ...]:
        """The values allowed (for a list: for each item); empty where any value is."""
        value = self.type.item if isinstance(self.type, ListOf) else self.type
        return value.enum if isinstance(value, Scalar) else ()


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns whose values together must be found in another file.

    Attributes:
        columns: Columns of this file.
        file: Name of the other file, without suffix.
        to: Columns of the other file, in the same order.
    """

    columns: tuple[str, ...]
    file: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileSchema:
    """One Parquet file of the dataset.

    Attributes:
        name: File name without suffix.
        title: A short name for people.
        description: What one row is.
        columns: All columns, in order.
        key: Columns that together name one row.
        references: What must be found in other files.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()

    @property
    def file_name(self) -> str:
        """Name of the Parquet file."""
        return f"{self.name}.parquet"


def type_name(column_type: ColumnType) -> str:
    """A type in words, as the data dictionary prints it ("list<date_value>")."""
    match column_type:
        case Scalar(primitive, enum):
            return "enum" if enum else primitive.value
        case ListOf(item):
            return f"list<{type_name(item)}>"
        case MapOf():
            return "map<string, string>"
        case Struct(name, _):
            return name
