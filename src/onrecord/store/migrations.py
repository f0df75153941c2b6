"""Records of older versions: how each becomes one of the present version, in one transaction.

The tables of the old record are set aside, the present ``schema.sql`` makes new ones, and the rows go back into the
columns of the same names. So an upgraded record has the very schema of a new one, and a step has to say only what
cannot be told from the names: a column that is new, or means something else. Nothing is kept if any part fails.

To change the schema: raise ``VERSION`` and ``user_version``, and add a :class:`Step` here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import OutputError
from onrecord.store import schema

ASIDE = "was_"
"""Before the name of a table that is set aside; it stands in ``temp``."""


@dataclass(frozen=True, slots=True)
class Step:
    """From one version to the next."""

    version: int
    """The version that it leads to."""
    name: str
    """What it does, in short."""
    run: Callable[[sqlite3.Connection], None]
    """Changes the tables set aside."""


def _number_for_search(connection: sqlite3.Connection) -> None:
    """Pages and statements have a number, by which the indexes of words know them."""
    for table in ("article", "statement"):
        connection.execute(f'ALTER TABLE temp."{ASIDE}{table}" ADD COLUMN number INTEGER')
        connection.execute(f'UPDATE temp."{ASIDE}{table}" SET number = rowid')


def _add_places(_: sqlite3.Connection) -> None:
    """Places have a table of their own; it fills when the pages are read again."""


def _add_clauses_and_stories(_: sqlite3.Connection) -> None:
    """Clauses and stories have tables of their own; they fill when the pages are read again."""


def _say_why(connection: sqlite3.Connection) -> None:
    """Roles say whether a page or the codebook gives them, and links say more of why; so far all roles are of pages."""
    for table in ("page_actor_roles", "actor_roles"):
        _add_column(connection, table, "basis", "'page'")
    for table in ("page_actor_link", "actor_link"):
        _add_column(connection, table, "others", "'[]'")
        _add_column(connection, table, "reason", "''")


def _add_column(connection: sqlite3.Connection, table: str, name: str, value: str) -> None:
    connection.execute(f'ALTER TABLE temp."{ASIDE}{table}" ADD COLUMN {name} TEXT NOT NULL DEFAULT {value}')


def _say_what_findings_rest_on(connection: sqlite3.Connection) -> None:
    """Findings say in what their sides differ; they are made again with the next build."""
    _add_column(connection, "finding", "basis", "'wording'")


def _keep_what_was_related(_: sqlite3.Connection) -> None:
    """What was found in each part of the pile has a table; it fills with the next build."""


STEPS: tuple[Step, ...] = (
    Step(2, "pages and statements are numbered for search", _number_for_search),
    Step(3, "places have a table", _add_places),
    Step(4, "clauses and stories have tables", _add_clauses_and_stories),
    Step(5, "roles and links of actors say more of why", _say_why),
    Step(6, "findings say in what their sides differ", _say_what_findings_rest_on),
    Step(7, "what was found in each part of the pile is kept", _keep_what_was_related),
)
"""All steps, in order."""


def migrate(connection: sqlite3.Connection, version: int, steps: tuple[Step, ...] = STEPS) -> None:
    """Bring a record of an older version up to date.

    Raises:
        sqlite3.Error: if it cannot be done; the record is what it was.
    """
    # Tables go and come in any order; whether all references lead somewhere is asked at the end.
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        names = _set_aside(connection)
        for step in steps:
            if step.version > version:
                step.run(connection)
        schema.make(connection)
        for name in names:
            _put_back(connection, name)
        if (lost := connection.execute("PRAGMA foreign_key_check").fetchone()) is not None:
            raise sqlite3.IntegrityError(f"a row of {lost[0]} refers to a {lost[2]} that is not there")
        for index in schema.INDEXES:
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _set_aside(connection: sqlite3.Connection) -> list[str]:
    """Copy the tables of the record to ``temp``, and remove them with all that hangs on them."""
    rows = connection.execute("SELECT name, type, sql FROM main.sqlite_schema").fetchall()
    for name, kind, _ in rows:
        if kind == "view":
            connection.execute(f'DROP VIEW main."{name}"')
    virtual = [name for name, kind, text in rows if kind == "table" and text.upper().startswith("CREATE VIRTUAL")]
    for name in virtual:
        connection.execute(f'DROP TABLE main."{name}"')
    ours = _tables()
    names = [name for name, kind, _ in rows if kind == "table" and name in ours]
    for name in names:
        connection.execute(f'CREATE TEMP TABLE "{ASIDE}{name}" AS SELECT * FROM main."{name}"')
    for name in names:
        connection.execute(f'DROP TABLE main."{name}"')
    return names


def _tables() -> frozenset[str]:
    """The names of the tables of the present schema."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.make(connection)
        rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE %'")
        return frozenset(name for (name,) in rows if not name.startswith(schema.INDEXES))


def _put_back(connection: sqlite3.Connection, name: str) -> None:
    """Fill a table of the present schema from the one set aside."""
    names = [row[1] for row in connection.execute(f'PRAGMA main.table_info("{name}")')]
    columns = ", ".join(f'"{column}"' for column in names)
    # With the table's name before it, because SQLite takes a quoted name that it does not know for a text.
    values = ", ".join(f'"{ASIDE}{name}"."{column}"' for column in names)
    connection.execute(f'INSERT INTO main."{name}" ({columns}) SELECT {values} FROM temp."{ASIDE}{name}"')
    connection.execute(f'DROP TABLE temp."{ASIDE}{name}"')


def back_up(connection: sqlite3.Connection, path: Path, version: int) -> Path:
    """Copy a record, as it is, to a file beside it: ``story.db.v1.bak``.

    Raises:
        OutputError: if the copy cannot be written.
    """
    copy = next(name for name in _names(path, version) if not name.exists())
    part = copy.with_name(copy.name + ".part")
    try:
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part)) as target:
            connection.backup(target)
        part.replace(copy)
    except (OSError, sqlite3.Error) as why:
        part.unlink(missing_ok=True)
        raise OutputError(f"{path} is not brought up to date: its copy {copy} cannot be written: {why}") from why
    return copy


def _names(path: Path, version: int) -> list[Path]:
    """Names of the copy, the first one that is free to be taken."""
    numbers = ["", *(f".{number}" for number in range(2, 1000))]
    return [path.with_name(f"{path.name}.v{version}{number}.bak") for number in numbers]
