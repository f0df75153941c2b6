"""``onrecord actor``: country and sector of the actor that a string means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli._output import plain
from onrecord.errors import InputError, UsageError

if TYPE_CHECKING:
    from onrecord.resolve.actor_strings import ActorCode

EXAMPLES = """
onrecord actor 'Kremlin spokesman'
onrecord actor --date 2017-04-01 'Angela Merkel'
onrecord actor --batch names.tsv > codes.tsv
"""


def actor(
    string: Annotated[str | None, typer.Argument(metavar="STRING", help="A name, a role, a noun phrase.")] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The day for which offices are looked up.")
    ] = None,
    context: Annotated[str | None, typer.Option("--context", metavar="TEXT", help="Words around the string.")] = None,
    batch: Annotated[
        Path | None,
        typer.Option("--batch", metavar="FILE.tsv", help="Read lines of id, string, context and date instead."),
    ] = None,
) -> None:
    """Name country and sector of an actor.

    Prints the string, the country (ISO 3166-1 alpha-3), the PLOVER sector, a second sector and the name, with tabs
    between them and nothing for what is not known. With --batch the id stands in the place of the string, and --date
    and --context hold for the lines that give none.
    """
    if (string is None) == (batch is None):
        raise UsageError("give one string, or a file of strings with --batch")
    from onrecord.resolve.actor_strings import actor as read

    if string is not None:
        _print(string, read(string, date, context))
        return
    assert batch is not None
    for number, row in enumerate(_lines(batch), 1):
        cells = [cell.strip() for cell in row.split("\t")]
        if len(cells) < 2:
            raise InputError(
                f"{batch}, line {number}: {row!r} is not id, string, context and date with tabs between them"
            )
        cells += ["", ""]
        try:
            found = read(cells[1], cells[3] or date, cells[2] or context)
        except UsageError as why:
            raise InputError(f"{batch}, line {number}: {why}") from why
        _print(cells[0], found)


def _lines(batch: Path) -> list[str]:
    try:
        return [row for row in batch.read_text("utf-8-sig").split("\n") if row.strip()]
    except (OSError, UnicodeDecodeError) as why:
        raise InputError(f"{batch} cannot be read: {why}") from why


def _print(first: str, found: ActorCode) -> None:
    cells = (first, found.country, found.sector, found.sector2, found.name)
    typer.echo("\t".join(plain(cell or "") for cell in cells))
