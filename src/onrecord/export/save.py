"""Tables to files, each whole or not at all, and the count of what went in and came out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from onrecord.errors import OutputError, UsageError
from onrecord.export.arrow import need
from onrecord.export.rows import CONTEXT, Rows, find_table
from onrecord.export.tables import TABLES, Table
from onrecord.records import Records

FORMATS = ("jsonl", "csv", "parquet")
"""The formats of tables; each is a module of this package with ``write``, ``SUFFIX`` and ``NEEDS``."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one table: the report of what was lost, which is nothing or the export fails."""

    table: str
    """The table."""
    path: Path | None
    """The file; ``None`` if it went to a stream."""
    records: int
    """Records that were to be written."""
    rows: int
    """Rows that were written."""
    left_out: tuple[str, ...] = ()
    """Columns that this form does not hold."""


def export(
    records: Records,
    output: str | Path,
    format: str | None = None,  # noqa: A002 - the option's name
    *,
    tables: Sequence[str] | None = None,
    raw: bool = False,
    context: int = CONTEXT,
) -> list[Written]:
    """Write tables to a folder, one file a table, or one table to a file.

    Args:
        records: those of a whole pile.
        output: a folder, made if it is not there; or, for one table, a file: what has an ending and is no folder.
        format: ``jsonl``, ``csv`` or ``parquet``; if left out, what the file's ending says.
        tables: names of the tables; all if left out.
        raw: of CSV: exact values, not made safe for spreadsheets.
        context: characters to show on each side of a passage.

    Raises:
        UsageError: if the format or a table is not known, or several tables are to be one file.
        CapabilityError: if the format needs something that is not installed.
        OutputError: if a file cannot be written, or does not hold what it should.
    """
    output = Path(output)
    named = known_suffix(output)
    writer = writer_of(format or named)
    chosen = [find_table(name) for name in (tables or TABLES)]
    made = Rows(records, context)
    one_file = named is not None or (output.suffix and len(chosen) == 1)
    if one_file and not output.is_dir():
        if len(chosen) != 1:
            raise UsageError(f"{output}: one file holds one table; name a folder, or one of {', '.join(TABLES)}")
        return [_to_file(made, chosen[0], output, writer, raw)]
    with _told(output):
        output.mkdir(parents=True, exist_ok=True)
    return [_to_file(made, table, output / f"{table.name}{writer.SUFFIX}", writer, raw) for table in chosen]


def export_to(
    records: Records, stream: IO[bytes], format: str, table: str, *, raw: bool = False, context: int = CONTEXT  # noqa: A002
) -> Written:  # fmt: skip
    """Write one table to a stream; as :func:`export`."""
    return _to_stream(Rows(records, context), find_table(table), stream, writer_of(format), raw)


def known_suffix(output: Path) -> str | None:
    """The format that a file's ending says, or ``None``."""
    ending = output.suffix.lower().removeprefix(".")
    return ending if ending in FORMATS else None


def writer_of(format: str | None) -> Any:  # noqa: A002
    """The module that writes a format.

    Raises:
        UsageError: if there is none.
        CapabilityError: if something that it needs is not installed.
    """
    if format not in FORMATS:
        given = "no format is named" if format is None else f"there is no format {format!r}"
        raise UsageError(f"{given}; there are {', '.join(FORMATS)}")
    writer = import_module(f"onrecord.export.{format}")
    for library in writer.NEEDS:
        need(library)
    return writer


def _to_file(made: Rows, table: Table, path: Path, writer: Any, raw: bool) -> Written:
    """Write a table beside its place, and move it there when it is whole."""
    part = path.with_name(path.name + ".part")
    with _told(path):
        try:
            with part.open("wb") as stream:
                written = _to_stream(made, table, stream, writer, raw)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    return Written(table.name, path, written.records, written.rows, written.left_out)


def _to_stream(made: Rows, table: Table, stream: IO[bytes], writer: Any, raw: bool) -> Written:
    wanted = made.count(table)
    rows = writer.write(table, made.of(table), stream, raw=raw)
    if rows != wanted:
        raise OutputError(f"{table.name}: {wanted} records came to {rows} rows; nothing was kept of them")
    sheet = writer.SUFFIX == ".csv" and not raw
    left_out = tuple(column.name for column in table.columns if sheet and not column.sheet)
    return Written(table.name, None, wanted, rows, left_out)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Errors of the file system in a user's words."""
    try:
        yield
    except OSError as why:
        raise OutputError(f"{path}: cannot be written: {why.strerror or why}") from why
