"""``onrecord export``: the record as tables, for spreadsheets, data frames and programs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli._options import RecordFile, SettingsFile
from onrecord.cli._output import count, line, say

if TYPE_CHECKING:
    from onrecord.record import Record

EXAMPLES = """
onrecord export story.db --format csv -o tables
onrecord export story.db --table quotes_and_claims -o quotes.csv
onrecord export story.db --format jsonl --table events | jq .type
"""


class Format(StrEnum):
    """How tables are written."""

    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"


def export(
    record: RecordFile,
    format_: Annotated[Format | None, typer.Option("--format", help="What to write; else the file name says.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A folder; or, of one table, a file. Else it is printed.")
    ] = None,
    table: Annotated[
        list[str] | None, typer.Option("--table", metavar="NAME", help="A table; may be given again. Else all.")
    ] = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="CSV with exact values, for programs: a spreadsheet may run what is in them.")
    ] = False,
    settings: SettingsFile = None,
) -> None:
    """Write the record as tables: JSON lines, CSV or Parquet.

    One file a table: quotes_and_claims, events, figures, times, actors, actor_mentions, articles, findings,
    finding_evidence, problems. CSV is made safe for spreadsheets; --raw writes the exact values.
    """
    import onrecord
    from onrecord.export.save import export as write

    context = onrecord.load_settings(settings).context_chars
    format_name = format_.value if format_ else None
    with onrecord.open_record(record) as opened:
        if output is None:
            _print(opened, format_name, table, raw, context)
            return
        written = write(opened.records, output, format_name, tables=table, raw=raw, context=context)
    for item in written:
        assert item.path is not None
        line(f"{item.path}: {count(item.rows, 'row')}, {count(item.path.stat().st_size, 'byte')}")
        if item.left_out:
            say(f"  not in spreadsheets: {', '.join(item.left_out)}; --raw has them")
    records, rows = sum(item.records for item in written), sum(item.rows for item in written)
    line(f"{count(len(written), 'table')}: {count(records, 'record')} in = {count(rows, 'row')} out")


def _print(record: Record, format_: str | None, tables: list[str] | None, raw: bool, context: int) -> None:
    """Print one table; a reader that has had enough (``| head``) ends the program quietly.

    Raises:
        UsageError: if it is more than one table, or is not text.
    """
    import os
    import sys

    from onrecord.errors import UsageError
    from onrecord.export.save import export_to

    if format_ is None or not tables or len(tables) != 1:
        raise UsageError("say with -o where to write; what can be printed is one --table as one --format")
    if format_ == "parquet" and sys.stdout.isatty():
        raise UsageError("Parquet is not for a terminal: say with -o where to write")
    try:
        export_to(record.records, sys.stdout.buffer, format_, tables[0], raw=raw, context=context)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
