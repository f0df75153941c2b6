"""Tables as Arrow tables, and through Arrow as pandas or Polars data frames.

pandas and Polars are not needed for anything else and are installed by the user.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from importlib import import_module
from typing import Any

from onrecord.errors import CapabilityError, UsageError
from onrecord.export.rows import Rows, find_table
from onrecord.export.tables import Column, Row, Table, Type
from onrecord.records import Records

INSTALL = {"pyarrow": "onrecord[tables]", "pandas": "'onrecord[tables]' pandas", "polars": "'onrecord[tables]' polars"}
"""Library -> what to type after ``pip install``."""


def need(library: str) -> Any:
    """A library that the user may or may not have.

    Raises:
        CapabilityError: if it is not installed; the message says how to install it.
    """
    try:
        return import_module(library)
    except ImportError as why:
        raise CapabilityError(f"{library} is not installed; 'pip install {INSTALL[library]}' installs it") from why


def schema(table: Table) -> Any:
    """The Arrow schema of a table; the meaning of each column stands in its metadata.

    Raises:
        CapabilityError: if pyarrow is not installed.
    """
    pa = need("pyarrow")
    return pa.schema([_field(pa, column) for column in table.columns], metadata={"description": table.meaning})


def arrow_table(table: Table, rows: Iterable[Row]) -> Any:
    """A ``pyarrow.Table`` of rows: days are dates without a clock, codes dictionaries, lists lists.

    Raises:
        CapabilityError: if pyarrow is not installed.
    """
    pa = need("pyarrow")
    layout = schema(table)
    values: list[list[Any]] = [[] for _ in table.columns]
    for row in rows:
        for column, cells in zip(table.columns, values, strict=True):
            cells.append(_value(column, row[column.name]))
    arrays = [_array(pa, cells, field.type) for cells, field in zip(values, layout, strict=True)]
    return pa.Table.from_arrays(arrays, schema=layout)


def to_arrow(records: Records, name: str) -> Any:
    """A table of a record as a ``pyarrow.Table``.

    Raises:
        UsageError: if there is no such table.
        CapabilityError: if pyarrow is not installed.
    """
    table = find_table(name)
    return arrow_table(table, Rows(records).of(table))


def to_frame(records: Records, name: str, library: str = "pandas") -> Any:
    """A table of a record as a ``pandas.DataFrame`` or ``polars.DataFrame``.

    Raises:
        UsageError: if there is no such table, or ``library`` is neither.
        CapabilityError: if the library, or pyarrow, is not installed.
    """
    if library not in ("pandas", "polars"):
        raise UsageError(f"there is no data frame of {library!r}; there are pandas and polars")
    module = need(library)
    made = to_arrow(records, name)
    # Days become timestamps of milliseconds, which hold every year that a page can name; pandas has no plain days.
    return module.from_arrow(made) if library == "polars" else made.to_pandas(date_as_object=False)


def _array(pa: Any, cells: list[Any], kind: Any) -> Any:
    if pa.types.is_dictionary(kind):
        return pa.array(cells, kind.value_type).dictionary_encode().cast(kind)
    return pa.array(cells, kind)


def _field(pa: Any, column: Column) -> Any:
    return pa.field(column.name, _type(pa, column), metadata={"description": column.meaning})


def _type(pa: Any, column: Column, inside: bool = False) -> Any:
    """The Arrow type of a column. Codes inside lists are plain texts: not every reader knows nested dictionaries."""
    plain: dict[Type, Any] = {
        "text": pa.string(), "day": pa.date32(), "integer": pa.int64(), "real": pa.float64(), "flag": pa.bool_(),
        "texts": pa.list_(pa.string()), "code": pa.string() if inside else pa.dictionary(pa.int32(), pa.string()),
    }  # fmt: skip
    if column.type == "rows":
        return pa.list_(pa.struct([pa.field(item.name, _type(pa, item, True)) for item in column.items]))
    return plain[column.type]


def _value(column: Column, value: Any) -> Any:
    """A value as Arrow takes it: days as dates, at every depth."""
    if value is None:
        return None
    if column.type == "day":
        return dt.date.fromisoformat(value)
    if column.type == "rows":
        return [{item.name: _value(item, row[item.name]) for item in column.items} for row in value]
    return value
