"""Records of an older version become records of this one, or stay what they are."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from onrecord.errors import OnrecordError
from onrecord.records import Clause, Place, Records, Story
from onrecord.records.bag import Identified
from onrecord.store import Database, Question, migrations
from onrecord.store.schema import VERSION, make
from tests.store.samples import RUN, first_page, pile, second_page

FIRST_SCHEMA = (Path(__file__).parent / "version1.sql").read_text("utf-8")
QUESTION = Question("port")
HEADER = 100
"""Bytes in which SQLite counts the changes of a file."""


def everything(bag: Records) -> list[Identified]:
    return sorted(bag, key=lambda record: (type(record).__name__, record.id))


@pytest.fixture
def new(tmp_path: Path) -> Path:
    path = tmp_path / "new.db"
    with Database.create(path) as database:
        # Version 1 knew no places, no clauses and no stories.
        database.write_page(Records(record for record in first_page() if not isinstance(record, (Place, Clause))))
        database.write_page(second_page())
        database.write_relations(Records(record for record in pile() if not isinstance(record, Story)))
        database.write_run(RUN)
    return path


@pytest.fixture
def old(new: Path, tmp_path: Path) -> Path:
    """The same record as version 1 kept it."""
    path = tmp_path / "story.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(FIRST_SCHEMA)
    connection.execute("ATTACH ? AS new", (str(new),))
    tables = connection.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'").fetchall()
    for (table,) in tables:
        theirs = {row[1] for row in connection.execute(f'PRAGMA new.table_info("{table}")')}
        columns = [row[1] for row in connection.execute(f'PRAGMA main.table_info("{table}")')]
        names = ", ".join(f'"{name}"' for name in columns)
        values = ", ".join(f'"{name}"' if name in theirs else "'x'" for name in columns)
        connection.execute(f'INSERT INTO main."{table}" ({names}) SELECT {values} FROM new."{table}"')
    connection.close()
    return path


def schema(path: Path) -> set[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    found = set(connection.execute("SELECT type, name, sql FROM sqlite_schema"))
    connection.close()
    return found


def version(path: Path) -> int:
    connection = sqlite3.connect(path)
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return int(found)


def test_steps_lead_to_the_present_version_one_by_one() -> None:
    assert [step.version for step in migrations.STEPS] == list(range(2, VERSION + 1))
    assert len({step.name for step in migrations.STEPS}) == len(migrations.STEPS)


def test_reading_an_older_record_leaves_it_as_it_is(old: Path, new: Path) -> None:
    before = old.read_bytes()
    with Database.open(old) as database, Database.open(new) as same:
        assert everything(database.load(snapshots=True)) == everything(same.load(snapshots=True))
        assert database.search(QUESTION) == same.search(QUESTION) != []
        assert database.verify().violations == ()
        with pytest.raises(sqlite3.Error):
            database._connection.execute("DELETE FROM statement")
    assert old.read_bytes() == before
    assert {path.name for path in old.parent.iterdir()} == {"story.db", "new.db"}


def test_writing_an_older_record_brings_it_up_to_date_and_keeps_a_copy(old: Path, new: Path) -> None:
    before = old.read_bytes()
    Database.create(old).close()
    assert version(old) == VERSION
    assert schema(old) == schema(new)
    copy = old.with_name("story.db.v1.bak")
    assert version(copy) == 1
    assert copy.read_bytes()[HEADER:] == before[HEADER:]
    with Database.open(old) as database, Database.open(new) as same, Database.open(copy) as kept:
        assert everything(database.load(snapshots=True)) == everything(same.load(snapshots=True))
        assert everything(kept.load(snapshots=True)) == everything(same.load(snapshots=True))
        assert database.verify().violations == ()
        assert database.search(QUESTION) == same.search(QUESTION)


def test_an_earlier_copy_is_kept_as_well(old: Path) -> None:
    old.with_name("story.db.v1.bak").write_bytes(b"an earlier one")
    Database.create(old).close()
    assert old.with_name("story.db.v1.bak").read_bytes() == b"an earlier one"
    assert version(old.with_name("story.db.v1.2.bak")) == 1


def test_views_of_an_older_version_make_way_for_those_of_this_one(old: Path, new: Path) -> None:
    connection = sqlite3.connect(old)
    connection.execute("CREATE VIEW who_said_what AS SELECT id FROM statement")
    connection.execute("CREATE VIEW long_gone AS SELECT id FROM article")
    connection.close()
    with Database.open(old) as database:
        assert database.search(QUESTION)
    Database.create(old).close()
    assert schema(old) == schema(new)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE statement SET speaker_mention = 'm_none'",
        "DROP TABLE event_actor; CREATE TABLE event_actor (owner TEXT)",
        "CREATE TRIGGER t AFTER INSERT ON span BEGIN SELECT 1; END",
    ],
)
def test_a_record_that_cannot_be_brought_up_to_date_stays_what_it_is(old: Path, damage: str) -> None:
    connection = sqlite3.connect(old)
    connection.executescript(damage)
    connection.close()
    before = old.read_bytes()
    for opening in (Database.open, Database.create):
        with pytest.raises(OnrecordError):
            opening(old)
    assert old.read_bytes() == before


def test_a_step_that_fails_half_way_undoes_all() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(FIRST_SCHEMA)
    before = list(connection.execute("SELECT type, name, sql FROM sqlite_schema"))

    def fail(connection: sqlite3.Connection) -> None:
        connection.execute(f'DELETE FROM temp."{migrations.ASIDE}article"')
        raise sqlite3.OperationalError("the lights went out")

    with pytest.raises(sqlite3.OperationalError, match="lights"):
        migrations.migrate(connection, 1, (migrations.Step(2, "fails", fail),))
    assert list(connection.execute("SELECT type, name, sql FROM sqlite_schema")) == before
    connection.close()


def test_the_present_schema_is_the_same_in_a_transaction() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("BEGIN")
    make(connection)
    connection.execute("ROLLBACK")
    assert connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)
    connection.close()
