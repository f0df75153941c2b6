"""The file behind a record: what it must look like before it is trusted, and how it is opened."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import resources
from pathlib import Path

from onrecord.errors import InputError, OnrecordError, OutputError, RecordError

APPLICATION = int.from_bytes(b"onrc", "big")
"""Marks a SQLite file as a record (``PRAGMA application_id``)."""
VERSION = 1
"""The version of ``schema.sql`` that this program writes (``PRAGMA user_version``)."""

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_SAFE = ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "foreign_keys = ON")


def check_file(path: Path) -> None:
    """Make sure that a file is a whole record of a version that is understood, before SQLite touches it.

    Raises:
        InputError: if there is no such file, or it cannot be read.
        RecordError: if it is no record, is cut short, or is of a newer version.
    """
    if path.is_dir():
        raise RecordError(f"{path} is a folder, not a record")
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
        size = path.stat().st_size
    except FileNotFoundError:
        raise InputError(f"there is no record at {path}") from None
    except OSError as why:
        raise InputError(f"{path} cannot be read: {why.strerror or why}") from why
    if not header:
        raise RecordError(f"{path} is empty, not a record")
    if not header.startswith(_MAGIC):
        raise RecordError(f"{path} is not a record of onrecord")
    if len(header) < _HEADER:
        raise RecordError(f"{path} is cut short")
    if int.from_bytes(header[68:72], "big") != APPLICATION:
        raise RecordError(f"{path} is a database of another program, not a record of onrecord")
    version = int.from_bytes(header[60:64], "big")
    if version > VERSION:
        raise RecordError(
            f"{path} was made by a newer onrecord (version {version} of the record; this one reads {VERSION}): "
            "install the newer one to open it"
        )
    page_size = int.from_bytes(header[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    pages = int.from_bytes(header[28:32], "big")
    # While a write-ahead log is beside the file, its last pages may still be in there.
    if size < page_size * pages and not _log(path).exists():
        raise RecordError(f"{path} is cut short: {size} bytes where {page_size * pages} belong")


def is_record(path: Path) -> bool:
    """Whether a file is there and is a record that can be opened."""
    try:
        check_file(path)
    except OnrecordError:
        return False
    return True


def connect(path: Path, write: bool) -> sqlite3.Connection:
    """Open a record; extensions cannot be loaded, and the file's own schema is not trusted to run anything.

    Raises:
        InputError, RecordError: as :func:`check_file`.
        OutputError: if it is to be written and may not be.
    """
    check_file(path)
    with writing(path) if write else reading(path):
        mode = "rw" if write else "ro"
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
        try:
            for pragma in _SAFE:
                connection.execute(f"PRAGMA {pragma}")
            if write:
                # A write-ahead log lets others read while a build writes; FULL outlives a power cut.
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
            else:
                connection.execute("PRAGMA query_only = ON")
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except BaseException:
            connection.close()
            raise
    return connection


def create_file(path: Path) -> None:
    """Make an empty record at ``path``.

    Raises:
        OutputError: if the folder is missing or cannot be written, or something else has that name.
    """
    folder = path.absolute().parent
    if not folder.is_dir():
        raise OutputError(f"{path} cannot be written: there is no folder {folder}")
    if path.is_dir():
        raise OutputError(f"{path} is a folder; name a file, for example {path / 'story.db'}")
    if path.exists() and path.stat().st_size:
        try:
            check_file(path)
        except OnrecordError as why:
            raise OutputError(f"{why}; it is left as it is: choose another name") from why
        return
    schema = resources.files("onrecord.store").joinpath("schema.sql").read_text("utf-8")
    with writing(path):
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.executescript(f"BEGIN;\n{schema}\nCOMMIT;")
        finally:
            connection.close()


def close(connection: sqlite3.Connection, write: bool) -> None:
    """Close a record. What was written ends up in the one file, without a log beside it."""
    if write:
        # If someone else reads it, the log stays until they are done, and nothing is lost.
        with suppress(sqlite3.Error):
            connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Say in a sentence what SQLite finds wrong with a record.

    Raises:
        RecordError: in place of any error of SQLite.
    """
    try:
        yield
    except sqlite3.Error as why:
        raise RecordError(f"{path} is damaged or cannot be opened: {why}") from why


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


def _log(path: Path) -> Path:
    return path.with_name(path.name + "-wal")
