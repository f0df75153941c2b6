"""What is written is what is read, and what is not so cannot be written."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError, OutputError, RecordError
from onrecord.records import (
    Actor,
    ActorLink,
    Article,
    Event,
    Finding,
    Problem,
    Records,
    Snapshot,
    Span,
    Statement,
)
from onrecord.store import Database
from onrecord.store.marks import PILE, StageMark
from tests.store.samples import FIRST, RUN, cut, first_page, pile, second_page


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "story.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    with Database.create(path) as made:
        made.write_page(first_page())
        made.write_page(second_page())
        made.write_relations(pile())
        made.write_run(RUN)
        yield made


def kinds(bag: Records) -> dict[str, list[object]]:
    return {kind.__name__: list(bag.all(kind)) for kind in sorted(bag.kinds(), key=lambda kind: kind.__name__)}


def test_every_record_comes_back_equal(database: Database) -> None:
    expected = pile()
    expected.add(RUN)
    assert kinds(database.load(snapshots=True)) == kinds(expected)


def test_snapshots_stay_in_the_file_unless_asked_for(database: Database) -> None:
    assert database.load().all(Snapshot) == []


def test_articles_come_by_path_whatever_the_order_of_writing(path: Path) -> None:
    loads = []
    for number, order in enumerate([(first_page, second_page), (second_page, first_page)]):
        with Database.create(path.with_name(f"{number}.db")) as made:
            for page in order:
                made.write_page(page())
            loads.append(list(made.load()))
    assert loads[0] == loads[1]
    assert [article.path for article in loads[0] if isinstance(article, Article)] == ["a.txt", "b.txt"]


def test_writing_a_page_again_changes_nothing_but_the_relations(database: Database) -> None:
    before = kinds(database.load(relations=False))
    database.write_page(first_page())
    assert kinds(database.load(relations=False)) == before
    assert database.load().all(Finding) == []
    database.write_relations(pile())
    assert database.load().all(Finding) == pile().all(Finding)


def test_a_page_that_is_read_anew_loses_what_it_no_longer_says(database: Database) -> None:
    page = first_page()
    database.write_page(Records([page.one(Snapshot), page.one(Article)]))
    loaded = database.load()
    assert [statement.id for statement in loaded.all(Statement)] == ["s_9"]
    assert loaded.all(Event) == []
    assert database.verify().violations == ()


def test_what_a_page_says_of_its_actors_is_kept_apart_from_the_pile(database: Database) -> None:
    everyone = pile()
    merged = Actor("p_all", "Ilsa Doren", "person", "VEL", "GOV")
    everyone.remove(Actor, "p_1")
    everyone.add(merged, *(replace(link, actor_id="p_all") for link in everyone.all(ActorLink)))
    database.write_relations(everyone)
    assert database.load().all(Actor) == [merged]
    assert [actor.id for actor in database.load(relations=False).all(Actor)] == ["p_1"]


def test_of_a_page_that_failed_only_bytes_and_reason_are_kept(path: Path) -> None:
    page = first_page()
    page.add(Problem("x_2", "annotate", "crashed", "b.txt: crashed", "b.txt"))
    with Database.create(path) as made:
        made.write_page(page)
        loaded = made.load(snapshots=True)
        assert made.paths() == {}
        assert made.marks() == {}
    assert {kind.__name__ for kind in loaded.kinds()} == {"Snapshot", "Problem"}


def marked(page: Records, version: str = "v1") -> Records:
    page.add(StageMark(page.one(Snapshot).id, "extract", version, "i1"))
    return page


def test_marks_are_written_with_their_page_and_go_with_it(database: Database) -> None:
    snapshot = first_page().one(Snapshot)
    database.write_page(marked(first_page()))
    assert database.marks() == {snapshot.id: {"extract": StageMark(snapshot.id, "extract", "v1", "i1")}}
    database.write_page(marked(first_page(), "v2"))
    assert database.marks()[snapshot.id]["extract"].version == "v2"
    database.write_page(Records([snapshot, Problem("x_2", "read", "crashed", "b.txt: crashed", "b.txt")]))
    assert database.marks() == {}


def test_what_the_pile_showed_is_no_longer_marked_as_done_when_a_page_comes(path: Path) -> None:
    with Database.create(path) as made:
        made.write_page(first_page())
        whole = Records([StageMark(PILE, "relate", "v1", "")])
        made.write_relations(whole)
        assert set(made.marks()) == {PILE}
        made.write_page(second_page())
        assert made.marks() == {}


def test_one_page_comes_back_as_it_was_written(database: Database) -> None:
    page = marked(first_page())
    database.write_page(page)
    found = database.page(page.one(Snapshot).id)
    page.remove(Snapshot, page.one(Snapshot).id)
    assert kinds(found) == kinds(page)
    assert list(database.page("d_none")) == []


def test_a_span_of_another_text_cannot_be_written(path: Path) -> None:
    page = first_page()
    statement = page.all(Statement)[0]
    page.add(replace(statement, content=(Span(0, 5, "other text"),)))
    with Database.create(path) as made:
        with pytest.raises(RecordError, match=r"s_1: content quotes 'other' at 0:5"):
            made.write_page(page)
        assert made.load(snapshots=True).kinds() == set()


def test_evidence_of_another_page_cannot_be_written(database: Database) -> None:
    everything = pile()
    finding = everything.one(Finding)
    wrong = replace(finding.sides[1], evidence=(replace(finding.sides[1].evidence[0], article_id="a_none"),))
    everything.add(replace(finding, sides=(finding.sides[0], wrong)))
    with pytest.raises(RecordError, match="which a_none does not say"):
        database.write_relations(everything)
    assert database.load().one(Finding) == finding


def test_a_reference_that_leads_nowhere_cannot_be_written(path: Path) -> None:
    page = first_page()
    page.add(replace(page.all(Statement)[0], speaker_mention="m_none"))
    with Database.create(path) as made, pytest.raises(RecordError, match="do not fit together"):
        made.write_page(page)


def test_half_a_surrogate_pair_is_refused_in_a_sentence(path: Path) -> None:
    page = first_page()
    page.add(replace(page.one(Article), publisher="\ud800"))
    with Database.create(path) as made, pytest.raises(RecordError, match="surrogate"):
        made.write_page(page)


@settings(max_examples=25, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60), data=st.data())
def test_any_span_of_any_text_holds(tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    page = second_page()
    article = replace(page.one(Article), text=text, title_span=Span(start, end, text), blocks=(), published=RUN_DATE)
    with Database.create(tmp_path_factory.mktemp("span") / "s.db") as made:
        made.write_page(Records([page.one(Snapshot), article]))
        assert made.load().one(Article) == article
        assert made.verify().violations == ()


RUN_DATE = replace(second_page().one(Article).updated)


def test_one_article_by_its_id(database: Database) -> None:
    article = first_page().one(Article)
    assert database.article(article.id) == article
    with pytest.raises(RecordError, match="no article a_none"):
        database.article("a_none")


# The file


def test_the_finished_record_is_one_file(path: Path, database: Database) -> None:
    database.close()
    assert [found.name for found in path.parent.iterdir()] == ["story.db"]


def test_a_missing_record(path: Path) -> None:
    with pytest.raises(InputError, match="there is no record at"):
        Database.open(path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "is empty"), (b"A page about a port.\n" * 9, "is not a record"), (b"SQLite format 3\x00", "cut short")],
)
def test_a_file_that_is_no_record(path: Path, content: bytes, sentence: str) -> None:
    path.write_bytes(content)
    with pytest.raises(RecordError, match=sentence):
        Database.open(path)


def test_a_database_of_another_program_is_neither_read_nor_overwritten(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE theirs (x)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(RecordError, match="another program"):
        Database.open(path)
    with pytest.raises(OutputError, match=r"another program.*left as it is"):
        Database.create(path)
    assert path.read_bytes() == before


def test_a_newer_version_is_refused(path: Path, database: Database) -> None:
    database.close()
    other = sqlite3.connect(path)
    other.execute("PRAGMA user_version = 99")
    other.close()
    with pytest.raises(RecordError, match="newer onrecord"):
        Database.open(path)


@pytest.mark.parametrize("keep", [60, 100, 4096, 0.5, 0.99])
def test_a_record_that_is_cut_short(path: Path, database: Database, keep: float) -> None:
    database.close()
    data = path.read_bytes()
    path.write_bytes(data[: int(keep if keep > 1 else len(data) * keep)])
    with pytest.raises(RecordError, match="cut short"):
        Database.open(path)


def test_a_record_with_a_hole_in_it_is_refused_and_its_check_says_why(path: Path, database: Database) -> None:
    database.close()
    other = sqlite3.connect(path)
    (page,) = other.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'statement'").fetchone()
    other.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\x99" * 4096
    path.write_bytes(data)
    with pytest.raises(RecordError, match="is damaged"):
        Database.open(path)
    with Database.open(path, trusted=True) as opened:
        assert opened.verify().violations
        with pytest.raises(RecordError):
            opened.load()


def test_a_record_opened_for_reading_cannot_be_written(path: Path, database: Database) -> None:
    database.close()
    with Database.open(path) as opened, pytest.raises(OutputError):
        opened.write_page(second_page())


def test_output_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="there is no folder"):
        Database.create(tmp_path / "none" / "story.db")
    assert list(tmp_path.iterdir()) == []


def test_output_where_a_folder_is(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a folder"):
        Database.create(tmp_path)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root writes anywhere; Windows knows no modes")
def test_output_in_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputError, match="cannot be written"):
            Database.create(tmp_path / "story.db")
    finally:
        tmp_path.chmod(0o700)


# The check of a whole file


def change(path: Path, statement: str) -> None:
    other = sqlite3.connect(path)
    changed = other.execute(statement).rowcount
    other.commit()
    other.close()
    assert changed


def test_a_sound_record_has_no_violations(database: Database) -> None:
    found = database.verify()
    assert found.violations == ()
    assert found.snapshots == 2
    assert found.spans > 30


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            "UPDATE span SET exact = 'the gate' WHERE exact = 'the port'",
            "quotes 'the gate', but the page says 'the port'",
        ),
        ('UPDATE span SET start = start + 1, "end" = "end" + 1 WHERE exact = \'said\'', "but the page says 'aid '"),
        ("UPDATE span SET start = 9999, \"end\" = 10000 WHERE exact = 'said'", "but the page says ''"),
        ("UPDATE article SET text = replace(text, 'ships wait', 'ships sank')", "text was changed"),
        ("UPDATE snapshot SET data = X'00'", "stored bytes are not those"),
        ("UPDATE statement SET said_on_earliest = '2031-13-01' WHERE id = 's_1'", "is no day"),
        ("UPDATE statement SET speaker_mention = 'm_none' WHERE id = 's_1'", "not there"),
        ("UPDATE span SET record_id = 's_none' WHERE record_id = 's_9'", "cites s_none"),
        ("DELETE FROM span WHERE owner_table = 'figure'", "words of span are missing"),
    ],
)
def test_a_change_by_hand_is_found(path: Path, database: Database, statement: str, sentence: str) -> None:
    database.close()
    change(path, statement)
    with Database.open(path) as opened:
        violations = opened.verify().violations
    assert any(sentence in violation for violation in violations), violations


def test_a_span_changed_by_hand_cannot_be_read(path: Path, database: Database) -> None:
    database.close()
    change(path, "UPDATE span SET exact = 'the gate' WHERE exact = 'the port'")
    with Database.open(path) as opened, pytest.raises(RecordError, match="which says 'the port'"):
        opened.load()


def test_the_sample_has_what_it_is_there_for() -> None:
    assert cut(FIRST, "said").start != len(FIRST[: FIRST.index("said")].encode("utf-16-le")) // 2
