"""The schema of a record, and whether a file has that schema and no more."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

from onrecord.errors import RecordError

APPLICATION = int.from_bytes(b"onrc", "big")
"""Marks a SQLite file as a record (``PRAGMA application_id``)."""
VERSION = 7
"""The version of ``schema.sql`` that this program writes (``PRAGMA user_version``)."""
INDEXES = ("page_search", "statement_search")
"""The indexes of words, each made of the view of its pages or statements."""

_SHADOW = re.compile(rf"({'|'.join(INDEXES)})_(data|idx|docsize|config|content)")
"""Tables that SQLite keeps behind an index of words; how it words them is its own affair."""
_PLAIN = re.compile(r"CREATE TABLE ['\"\w]+\s*\([\w\s,]+(PRIMARY KEY\([\w\s,]+\))?\)( WITHOUT ROWID)?")
"""All that such a table may be: columns and a key."""


@cache
def statements() -> tuple[str, ...]:
    """The statements of ``schema.sql``, so that they can run in a transaction."""
    text = resources.files("onrecord.store").joinpath("schema.sql").read_text("utf-8")
    return tuple(_split(text))


def _split(text: str) -> Iterator[str]:
    gathered = ""
    for line in text.splitlines(keepends=True):
        gathered += line
        if sqlite3.complete_statement(gathered):
            yield gathered
            gathered = ""


def make(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty record, inside an open transaction."""
    for statement in statements():
        connection.execute(statement)


@cache
def _ours() -> dict[str, tuple[str, str | None]]:
    """What stands in the schema of a record: type and text by name."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        make(connection)
        return _schema(connection)
    finally:
        connection.close()


def _schema(connection: sqlite3.Connection) -> dict[str, tuple[str, str | None]]:
    rows = connection.execute("SELECT name, type, sql FROM main.sqlite_schema").fetchall()
    return {str(name): (str(kind), text if text is None else str(text)) for name, kind, text in rows}


def refuse_programs(connection: sqlite3.Connection, path: Path, present: bool = True) -> None:
    """Make sure that nothing stands in a file that could run, or show other rows than those stored.

    Tables and plain indexes that others added are let be: nothing of ours reads them. A record of an older version had
    other views and indexes of words; they are not read but dropped when it is brought up to date.

    Args:
        connection: the file.
        path: its name.
        present: whether it is of the present version.

    Raises:
        RecordError: if there is a trigger, a view or a virtual table that no record has.
    """
    ours = _ours()
    for name, (kind, text) in sorted(_schema(connection).items()):
        program = kind in ("trigger", "view") or (text or "").lstrip().upper().startswith("CREATE VIRTUAL")
        if not present and (kind == "view" or name in INDEXES):
            continue
        if program and ours.get(name) != (kind, text):
            what = kind if kind in ("trigger", "view") else "virtual table"
            raise RecordError(f"{path} holds a {what} {name!r} that no record has, and is not opened")


def check(connection: sqlite3.Connection, path: Path) -> None:
    """Make sure that every table, index and view of a record is there, word for word.

    Raises:
        RecordError: if one is missing or is another.
    """
    found = _schema(connection)
    for name, (kind, text) in _ours().items():
        if name not in found:
            raise RecordError(f"{path} lacks the {kind} {name!r} of a record")
        same = found[name] == (kind, text)
        if _SHADOW.fullmatch(name):
            same = found[name][0] == kind and _PLAIN.fullmatch(found[name][1] or "") is not None
        if not same:
            raise RecordError(f"{path} has another {kind} {name!r} than a record, and is not opened")
