"""``onrecord build``: read pages into a record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli._options import SettingsFile, Workers
from onrecord.cli._output import count, line, say

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.settings import Settings

EXAMPLES = """
onrecord build pages -o story.db
onrecord build pages.zip table.csv -o story.db --map body_text=text --map seen=published
"""

_SHOWN = 10


def build(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help="Files, folders, archives or tables.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The record to write; pages are added to one.")],
    workers: Workers = None,
    settings: SettingsFile = None,
    map_: Annotated[
        list[str] | None, typer.Option("--map", metavar="COLUMN=FIELD", help="What a column of a table is.")
    ] = None,
) -> None:
    """Read pages into a record, and compare what they say.

    Exit code 1 says that some pages could not be read; each is listed with its reason.
    """
    import onrecord
    from onrecord.cli._progress import watch

    with watch(inputs) as progress:
        try:
            record = onrecord.build(inputs, output, settings=_settings(settings, workers, map_), progress=progress)
        except KeyboardInterrupt:
            say(f"onrecord: stopped; {output} holds the pages that were read. Type the same again to go on.")
            raise typer.Exit(130) from None
    with record:
        _summary(record)


def _settings(path: Path | None, workers: int | None, columns: list[str] | None) -> Settings:
    """The settings of the call."""
    import onrecord

    given: dict[str, object] = {}
    if workers is not None:
        given["workers"] = workers
    if columns:
        pairs = [item.partition("=") for item in columns]
        for column, equals, field in pairs:
            if not (column and equals and field):
                raise onrecord.UsageError(f"--map {column!r} is not understood: write COLUMN=FIELD")
        given["column_map"] = {column: field for column, _, field in pairs}
    return onrecord.load_settings(path, **given)


def _summary(record: Record) -> None:
    """Say what came of it, what failed, and what to type next."""
    from onrecord.records import Finding, Statement

    run = record.run()
    assert run is not None
    line(
        f"{count(run.given, 'page')} = {run.stored} stored + {run.duplicate} duplicate + {run.failed} failed; "
        f"{count(record.count(Statement), 'statement')}, {count(record.count(Finding), 'finding')} in {record.path}"
    )
    problems = sorted(record.problems(), key=lambda problem: not problem.fatal)
    for problem in problems[:_SHOWN]:
        say(f"  {'failed' if problem.fatal else 'note'}: {problem.message}")
    if len(problems) > _SHOWN:
        say(f"  and {len(problems) - _SHOWN} more")
    say(f"next: onrecord brief {record.path}")
    if run.failed:
        raise typer.Exit(1)
