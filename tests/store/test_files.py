"""A record that comes from a stranger: what could run, hide or mislead is refused before anything is read."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pytest

from onrecord.errors import OutputError, RecordError
from onrecord.records import Finding, Statement
from onrecord.store import Database
from onrecord.store.schema import VERSION
from tests.store.samples import first_page, pile, second_page


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("made") / "story.db"
    with Database.create(path) as database:
        database.write_page(first_page())
        database.write_page(second_page())
        database.write_relations(pile())
    return path.read_bytes()


@pytest.fixture
def path(made: bytes, tmp_path: Path) -> Path:
    (tmp_path / "story.db").write_bytes(made)
    return tmp_path / "story.db"


def tamper(path: Path, script: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.executescript(script)
    connection.close()


HOSTILE = {
    "a trigger": (
        "CREATE TRIGGER quiet AFTER INSERT ON statement BEGIN DELETE FROM statement WHERE act = 'deny'; END",
        "holds a trigger 'quiet'",
    ),
    "a view in the place of a table": (
        "ALTER TABLE statement RENAME TO kept; DROP VIEW who_said_what; DROP VIEW pages; DROP VIEW statement_words;"
        "CREATE VIEW statement AS SELECT * FROM kept WHERE act <> 'deny'",
        "holds a view",
    ),
    "a view that shows less": (
        "DROP VIEW who_said_what; CREATE VIEW who_said_what AS SELECT 1 AS statement_id",
        "holds a view 'who_said_what'",
    ),
    "another index of words": (
        "DROP TABLE page_search; CREATE VIRTUAL TABLE page_search USING fts5 (title, body)",
        "holds a virtual table 'page_search'",
    ),
    "a virtual table more": (
        "CREATE VIRTUAL TABLE more USING fts5 (words)",
        "holds a virtual table 'more'",
    ),
    "a part of an index that computes": (
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE ''page_search_docsize''(id INTEGER "
        "PRIMARY KEY, sz BLOB DEFAULT (randomblob(9)))' WHERE name = 'page_search_docsize'",
        "another table 'page_search_docsize'",
    ),
    "a table without its checks": (
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (0 <= start', 'CHECK (0 = 0') "
        "WHERE name = 'span'",
        "another table 'span'",
    ),
    "a table too few": ("DROP TABLE actor_roles", "lacks the table 'actor_roles'"),
    "an index too few": ("DROP INDEX span_article", "lacks the index 'span_article'"),
    "another program's": ("PRAGMA application_id = 7", "database of another program"),
    "a version to come": (f"PRAGMA user_version = {VERSION + 1}", "was made by a newer onrecord"),
    "a version that never was": ("PRAGMA user_version = -1", "there is none"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_no_record_holds_is_refused(path: Path, case: str) -> None:
    script, sentence = HOSTILE[case]
    tamper(path, script)
    before = path.read_bytes()
    with pytest.raises(RecordError, match=sentence):
        Database.open(path)
    with pytest.raises(OutputError, match="it is left as it is"):
        Database.create(path)
    assert path.read_bytes() == before
    assert [found.name for found in path.parent.iterdir()] == ["story.db"]


def test_tables_and_indexes_that_a_user_added_are_let_be(path: Path) -> None:
    tamper(path, "CREATE TABLE my_notes (id INTEGER PRIMARY KEY, note TEXT); CREATE INDEX by_act ON statement (act)")
    tamper(path, "ANALYZE")
    with Database.open(path, write=True) as database:
        database.write_page(first_page())
    with Database.open(path) as database:
        assert database.verify().violations == ()


def test_a_reading_connection_changes_nothing(path: Path, made: bytes) -> None:
    with Database.open(path) as database:
        for statement in ("DELETE FROM statement", "CREATE TABLE more (x)", "PRAGMA user_version = 9"):
            with pytest.raises(sqlite3.Error):
                database._connection.execute(statement)
        with pytest.raises(sqlite3.Error):
            database._connection.execute("SELECT load_extension('none')")
    assert path.read_bytes() == made


@pytest.mark.skipif(sys.version_info < (3, 12), reason="Python reaches these switches from 3.12 on")
def test_the_schema_cannot_be_written_past(path: Path) -> None:
    with Database.open(path, write=True) as database, pytest.raises(sqlite3.Error):
        database._connection.execute("PRAGMA writable_schema = ON")
        database._connection.execute("DELETE FROM sqlite_schema")


def test_a_second_writer_is_told_so(path: Path) -> None:
    with Database.open(path, write=True) as database:
        with pytest.raises(OutputError, match="is being written by another build"):
            Database.open(path, write=True)
        with pytest.raises(OutputError, match="is being written by another build"):
            Database.create(path)
        database.write_page(first_page())
    with Database.open(path, write=True) as database:
        database.write_relations(pile())
    assert [found.name for found in path.parent.iterdir()] == ["story.db"]


def test_others_read_while_one_writes(path: Path) -> None:
    with Database.open(path, write=True) as writing:
        writing.write_page(first_page())
        with Database.open(path) as reading:
            assert len(reading.load().all(Statement)) == 3
            writing.write_relations(pile())
            assert reading.load().one(Finding) == pile().one(Finding)
    with Database.open(path) as reading:
        assert reading.verify().violations == ()


def test_a_record_that_was_not_closed_is_read_with_its_log(path: Path, tmp_path: Path) -> None:
    writing = Database.open(path, write=True)
    writing.write_page(first_page())
    for name in ("story.db", "story.db-wal"):
        (tmp_path / f"copy-{name}").write_bytes((tmp_path / name).read_bytes())
    writing.close()
    with Database.open(tmp_path / "copy-story.db") as reading:
        assert reading.count(Finding) == 0
        assert reading.verify().violations == ()
