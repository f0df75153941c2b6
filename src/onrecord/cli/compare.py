"""``onrecord compare``: whether one claim strengthens or weakens another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli._output import plain

EXAMPLES = """
onrecord compare pairs.jsonl > relations.tsv
onrecord compare pairs.jsonl --why | grep weaken
"""


def compare(
    pairs: Annotated[
        Path, typer.Argument(metavar="PAIRS.jsonl", help="Lines with id, a and b; other fields are passed over.")
    ],
    why: Annotated[bool, typer.Option("--why", help="Add the signs that the answer rests on.")] = False,
) -> None:
    """Say what claim b does to claim a.

    Prints id and strengthen, weaken or neither, with a tab between them. It reads signs on the surface of two bare
    sentences and is often wrong about weaken: use it to choose what to read first. For the pages of a record,
    'onrecord findings' rests on actors, acts and days.
    """
    from onrecord.relate.compare import compare as read

    for name, a, b in _pairs(pairs):
        found = read(a, b)
        cells = [name, found.relation, "; ".join(found.reasons)]
        typer.echo("\t".join(plain(cell) for cell in cells[: 3 if why else 2]))


def _pairs(path: Path) -> Iterator[tuple[str, str, str]]:
    """Id and claims of each line.

    Raises:
        InputError: if the file cannot be read, or a line is no such object.
    """
    from onrecord.errors import InputError

    try:
        rows = path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as why:
        raise InputError(f"{path} cannot be read: {why}") from why
    for number, row in enumerate(rows, 1):
        if not row.strip():
            continue
        try:
            found = json.loads(row)
        except ValueError as why:
            raise InputError(f"{path}, line {number}: is not JSON: {why}") from why
        given = [found.get(key) for key in ("id", "a", "b")] if isinstance(found, dict) else []
        texts = [value for value in given if isinstance(value, str)]
        if len(texts) < 3:
            raise InputError(f"{path}, line {number}: an object with the texts id, a and b is needed")
        yield texts[0], texts[1], texts[2]
