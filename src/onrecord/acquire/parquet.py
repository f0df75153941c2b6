"""Parquet tables: a row is a page, as in CSV. Read in batches, and only the columns that are known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.acquire.columns import Columns, columns_for, is_listing, no_text_column, plain
from onrecord.acquire.limits import RefusedError, too_large
from onrecord.settings import Settings

_BATCH = 64
"""Rows that are held at a time."""


def parquet_rows(given: str | bytes, settings: Settings) -> Iterator[list[tuple[str, str]]]:
    """The rows of a table as (column, value).

    Args:
        given: the name of a file, or its bytes.
        settings: for ``column_map`` and ``max_file_bytes``, which no cell may exceed.

    Raises:
        RefusedError: ``bad_table``, ``no_text_column``, ``too_large``.
        MemoryError: if the table unpacks to more than there is.
    """
    columns = columns_for(settings)
    try:
        file = pq.ParquetFile(given if isinstance(given, str) else pa.BufferReader(given), pre_buffer=False)
        names = _known(file.schema_arrow, columns)
        for batch in file.iter_batches(_BATCH, columns=names, use_threads=False):
            for row in batch.to_pylist():
                yield [(name, _cell(value, settings.max_file_bytes)) for name, value in row.items()]
    except pa.ArrowMemoryError as why:
        raise MemoryError from why
    except (pa.ArrowException, OSError, UnicodeError) as why:
        if "malloc" in str(why) or "out of memory" in str(why).casefold():
            raise MemoryError from why
        said = " ".join(str(why).split())[:200]
        raise RefusedError("bad_table", f"this is no Parquet table that can be read: {said}") from why


def _known(schema: Any, columns: Columns) -> list[str]:
    """The columns that hold something of a page."""
    names = [str(name) for name in schema.names]
    known = columns.known(names)
    if "text" not in known and not is_listing(known):
        raise no_text_column(names)
    return [name for name in names if columns.rank(name) is not None]


def _cell(value: object, limit: int) -> str:
    """A value as text."""
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    said = plain(value)
    if len(said) > limit:
        raise too_large(limit)
    return said
