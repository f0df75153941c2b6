"""The file behind a record: what it must look like before it is trusted, and how it is opened."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from onrecord.errors import InputError, OnrecordError, OutputError, RecordError
from onrecord.store import migrations, schema
from onrecord.store.schema import APPLICATION, VERSION

_MAGIC = b"SQLite format 3\x00"
_SMALLEST = 512
"""Bytes of the smallest SQLite file."""
_SAFE = ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "foreign_keys = ON", "recursive_triggers = 0")
_DEFENSIVE = ("SQLITE_DBCONFIG_DEFENSIVE", "SQLITE_DBCONFIG_ENABLE_TRIGGER")
"""Switches of a connection that Python reaches from 3.12 on: no writing past the schema, and no triggers."""


def is_record(path: Path) -> bool:
    """Whether a file is there and is a record that can be opened."""
    try:
        connect(path, write=False).close()
    except OnrecordError:
        return False
    return True


def connect(path: Path, write: bool, trusted: bool = False) -> sqlite3.Connection:
    """Open a record as if it came from a stranger.

    Extensions cannot be loaded, the file is checked page by page, and nothing may stand in its schema that could run
    or that shows other rows than those stored. A record of an older version is brought up to date: in the file when it
    is to be written, with a copy of what it was beside it; else in a copy that is gone when it is closed.

    Args:
        path: the record.
        write: whether it is to be written.
        trusted: whether this program has just written it, so that the check of all its pages is left out.

    Raises:
        InputError: if there is no such file, or it cannot be read.
        RecordError: if it is no record, is damaged, is of a newer version, or holds what no record holds.
        OutputError: if it is to be written and may not be.
    """
    _look(path)
    connection = _open(path)
    try:
        version = _check(connection, path, trusted)
        if write:
            connection.close()
            connection = _open_to_write(path, version)
        elif version < VERSION:
            connection = _upgraded_copy(connection, path, version)
        if version < VERSION:
            with reading(path):
                schema.refuse_programs(connection, path)
                schema.check(connection, path)
        if not write:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _look(path: Path) -> None:
    """Make sure that something is there that may be a record.

    The file itself is opened only if it is too short to be one. Closing it would otherwise let go of the locks that
    other connections of this process hold on it (https://sqlite.org/howtocorrupt.html, 2.2).
    """
    if path.is_dir():
        raise RecordError(f"{path} is a folder, not a record")
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise InputError(f"there is no record at {path}") from None
    except OSError as why:
        raise InputError(f"{path} cannot be read: {why.strerror or why}") from why
    if not os.access(path, os.R_OK):
        raise InputError(f"{path} cannot be read: you have no right to")
    if not size:
        raise RecordError(f"{path} is empty, not a record")
    if size < _SMALLEST:
        short = path.read_bytes().startswith(_MAGIC)
        raise RecordError(f"{path} is {'cut short' if short else 'not a record of onrecord'}")


def _open(path: Path) -> sqlite3.Connection:
    """A connection that reads."""
    with reading(path):
        connection = _connect(path, "mode=ro")
        try:
            connection.execute("PRAGMA schema_version").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            if beside(path, "-wal").exists():
                raise
            # A record that was not closed, in a folder that cannot be written: nobody else can be writing it.
            connection = _connect(path, "mode=ro&immutable=1")
        except BaseException:
            connection.close()
            raise
    return connection


def _connect(path: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, isolation_level=None)
    try:
        _make_safe(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _make_safe(connection: sqlite3.Connection) -> None:
    """Take from the file's schema the means to do anything."""
    for pragma in _SAFE:
        connection.execute(f"PRAGMA {pragma}")
    for number, name in enumerate(_DEFENSIVE):
        if hasattr(connection, "setconfig") and hasattr(sqlite3, name):
            connection.setconfig(getattr(sqlite3, name), number == 0)


def _check(connection: sqlite3.Connection, path: Path, trusted: bool) -> int:
    """The version of the record.

    Raises:
        RecordError: if it is not to be trusted.
    """
    with reading(path):
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if application != APPLICATION:
            raise RecordError(f"{path} is a database of another program, not a record of onrecord")
        if version > VERSION:
            raise RecordError(
                f"{path} was made by a newer onrecord (version {version} of the record; this one reads {VERSION}): "
                "install the newer one to open it"
            )
        if version < 1:
            raise RecordError(f"{path} says that it is version {version} of a record; there is none")
        schema.refuse_programs(connection, path, version == VERSION)
        if version == VERSION:
            schema.check(connection, path)
        if not trusted:
            (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if answer != "ok":
                raise RecordError(f"{path} is damaged: {' '.join(str(answer).split())}")
    return int(version)


def _open_to_write(path: Path, version: int) -> sqlite3.Connection:
    """A connection that writes, to a record of the present version."""
    with writing(path):
        connection = _connect(path, "mode=rw")
        try:
            if version < VERSION:
                migrations.back_up(connection, path, version)
                migrations.migrate(connection, version)
            # A write-ahead log lets others read while a build writes; FULL outlives a power cut.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        except BaseException:
            connection.close()
            raise
    return connection


def _upgraded_copy(connection: sqlite3.Connection, path: Path, version: int) -> sqlite3.Connection:
    """A private copy of an older record, brought up to date; SQLite removes it when it is closed."""
    with reading(path), closing(connection):
        copy = sqlite3.connect("", isolation_level=None)
        try:
            connection.backup(copy)
            _make_safe(copy)
            migrations.migrate(copy, version)
        except BaseException:
            copy.close()
            raise
    return copy


@contextmanager
def closing(connection: sqlite3.Connection) -> Iterator[None]:
    """Close a connection at the end."""
    try:
        yield
    finally:
        connection.close()


def check_output(path: Path) -> None:
    """Make sure that a record can be made at ``path``, or is there.

    Raises:
        OutputError: if the folder is missing, or something else has that name.
    """
    folder = path.absolute().parent
    if not folder.is_dir():
        raise OutputError(f"{path} cannot be written: there is no folder {folder}")
    if path.is_dir():
        raise OutputError(f"{path} is a folder; name a file, for example {path / 'story.db'}")
    if path.exists() and path.stat().st_size:
        try:
            connect(path, write=False).close()
        except OnrecordError as why:
            raise OutputError(f"{why}; it is left as it is: choose another name") from why


def create_file(path: Path) -> None:
    """Make an empty record at ``path``, if nothing is there.

    Raises:
        OutputError: if it cannot be written.
    """
    if path.exists() and path.stat().st_size:
        return
    with writing(path):
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            schema.make(connection)
            connection.execute("COMMIT")
        finally:
            connection.close()


def hold(path: Path) -> sqlite3.Connection:
    """Keep every other writer out of a record until the connection that is returned is closed with :func:`let_go`.

    The lock is one of the operating system on a file beside the record, so a build that is killed leaves none.

    Raises:
        OutputError: if another build writes the record, or the folder cannot be written.
    """
    lock = beside(path, "-lock")
    while True:
        try:
            connection = sqlite3.connect(lock, timeout=0, isolation_level=None)
        except sqlite3.Error as why:
            raise OutputError(f"{path} cannot be written: {why}") from why
        try:
            before = lock.stat().st_ino
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("BEGIN EXCLUSIVE")
            if lock.stat().st_ino == before:
                return connection
        except FileNotFoundError:
            pass  # The one before has just removed it.
        except sqlite3.OperationalError as why:
            connection.close()
            if "locked" in str(why):
                raise OutputError(
                    f"{path} is being written by another build; wait until it is done, then type the same again"
                ) from why
            raise OutputError(f"{path} cannot be written: {why}") from why
        connection.close()


def let_go(path: Path, lock: sqlite3.Connection) -> None:
    """Let other writers in."""
    with suppress(OSError):
        # Removed while it is held: who holds one that is gone sees that it is not the one in the folder.
        beside(path, "-lock").unlink(missing_ok=True)
    lock.close()
    with suppress(OSError):
        if os.name == "nt":  # there, an open file cannot be removed
            beside(path, "-lock").unlink(missing_ok=True)


def close(connection: sqlite3.Connection, write: bool) -> None:
    """Close a record. What was written ends up in the one file, without a log beside it."""
    if write:
        # If someone else reads it, or the disk is full, the log stays, and nothing is lost.
        with suppress(sqlite3.Error):
            connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()


def remove(path: Path) -> None:
    """Remove a record that was made in vain, with what SQLite keeps beside it."""
    for ending in ("", "-journal", "-wal", "-shm"):
        beside(path, ending).unlink(missing_ok=True)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Say in a sentence what SQLite finds wrong with a record.

    Raises:
        RecordError: in place of any error of SQLite.
    """
    try:
        yield
    except sqlite3.Error as why:
        said = str(why)
        if "not a database" in said:
            raise RecordError(f"{path} is not a record of onrecord") from why
        if "malformed" in said:
            raise RecordError(f"{path} is damaged or cut short: {said}") from why
        raise RecordError(f"{path} is damaged or cannot be opened: {said}") from why


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Say in a sentence why a record cannot be written.

    Raises:
        RecordError: if the records contradict each other or the file is damaged.
        OutputError: if the file cannot be written.
    """
    try:
        yield
    except sqlite3.IntegrityError as why:
        raise RecordError(f"{path}: the records do not fit together: {why}") from why
    except sqlite3.OperationalError as why:
        raise OutputError(f"{path} cannot be written: {why}") from why
    except sqlite3.DatabaseError as why:
        raise RecordError(f"{path} is damaged: {why}") from why


def beside(path: Path, ending: str) -> Path:
    """The file that stands beside a record: its log, its lock, its copy."""
    return path.with_name(path.name + ending)
