"""The check of a whole file: is every line of it still held by the words that it cites?"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import OnrecordError, SpanError
from onrecord.store.mapping import TABLES
from onrecord.store.rows import Reader
from onrecord.store.schema import INDEXES

_CITED = ("article", "time_expression", "actor_mention", "statement", "event", "clause", "figure")
"""Tables whose records evidence across pages, and inferred dates, may point at."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What the check of a record found."""

    spans: int
    """Spans that were compared with their text."""
    snapshots: int
    """Snapshots whose bytes were compared with their digest."""
    violations: tuple[str, ...]
    """What is wrong, a sentence each; empty for a sound record."""


def verify(connection: sqlite3.Connection, path: Path) -> Verification:
    """Check the file, its references, its digests, and every span against its text.

    Never raises for what the file holds: damage is what it is there to report.
    """
    violations: list[str] = []
    for check in (_file, _references, _snapshots, _articles, _spans, _cited, _records, _indexes):
        try:
            violations.extend(check(connection))
        except (sqlite3.Error, UnicodeError) as why:
            violations.append(f"{path} cannot be read through: {why}")
    return Verification(_count(connection, "span"), _count(connection, "snapshot"), tuple(dict.fromkeys(violations)))


def _count(connection: sqlite3.Connection, table: str) -> int:
    try:
        return int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])
    except sqlite3.Error:
        return 0


def _file(connection: sqlite3.Connection) -> Iterator[str]:
    for (answer,) in connection.execute("PRAGMA integrity_check"):
        if answer != "ok":
            yield f"the file is damaged: {answer}"


def _references(connection: sqlite3.Connection) -> Iterator[str]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} refers to a {parent} that is not there"


def _snapshots(connection: sqlite3.Connection) -> Iterator[str]:
    for path, data, digest in connection.execute("SELECT path, data, digest FROM snapshot ORDER BY path, id"):
        try:
            sound = hashlib.sha256(zlib.decompress(data)).hexdigest() == digest
        except zlib.error:
            sound = False
        if not sound:
            yield f"{path}: the stored bytes are not those that were received"


def _articles(connection: sqlite3.Connection) -> Iterator[str]:
    for path, text, digest in connection.execute("SELECT path, text, text_digest FROM article ORDER BY path, id"):
        if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != digest:
            yield f"{path}: the text was changed after it was stored"


def _spans(connection: sqlite3.Connection) -> Iterator[str]:
    article_id, text, path = None, "", ""
    rows = connection.execute(
        'SELECT owner_table, owner, field, article_id, start, "end", exact FROM span '
        "ORDER BY article_id, start, owner_table, owner, item, field, seq"
    )
    for table, owner, field, cited, start, end, exact in rows:
        if cited != article_id:
            article_id = cited
            found = connection.execute("SELECT text, path FROM article WHERE id = ?", (cited,)).fetchone()
            text, path = found or ("", str(cited))
        where = f"{path}: {table} {owner}, {field} at {start}:{end}"
        if text[start:end] != exact:
            yield f"{where} quotes {exact!r}, but the page says {text[start:end]!r}"


def _cited(connection: sqlite3.Connection) -> Iterator[str]:
    there = " UNION ALL ".join(f'SELECT id FROM "{table}"' for table in _CITED)
    for table in ("span", "date_inference"):
        query = (
            f'SELECT record_id FROM "{table}" WHERE record_id IS NOT NULL AND record_id NOT IN ({there}) '
            "ORDER BY record_id"
        )
        for (record_id,) in connection.execute(query):
            yield f"a {table} cites {record_id}, which is not in the record"


def _indexes(connection: sqlite3.Connection) -> Iterator[str]:
    """Whether the indexes of words say what the tables say. SQLite answers only where it may write: in a copy."""
    with closing(sqlite3.connect("", isolation_level=None)) as copy:
        connection.backup(copy)
        for index in INDEXES:
            try:
                copy.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
            except sqlite3.DatabaseError:
                yield f"the index {index} does not agree with the pages; 'verify --rebuild-search' makes it anew"


def _records(connection: sqlite3.Connection) -> Iterator[str]:
    """Whether every row can be made a record again."""
    texts = dict(connection.execute("SELECT id, text FROM article").fetchall())
    for table in TABLES:
        reader = Reader(connection, texts)
        try:
            for _ in reader.read(table):
                pass
        except SpanError:
            continue  # _spans has said so, and for every span
        except (OnrecordError, TypeError, ValueError, KeyError) as why:
            yield f"{table.name}: {why}"
