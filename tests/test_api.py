"""The public API: what ``__all__`` promises."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

import onrecord
from onrecord.records import Records
from tests.cli.pages import PAGES, write_pages


def everything(record: onrecord.Record) -> list[object]:
    """All records but the run, whose counts tell one build from the next."""
    return [item for item in record.records if not isinstance(item, onrecord.Run)]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pages(tmp_path_factory.mktemp("api") / "pages")


@pytest.fixture(scope="module")
def story(pages: Path) -> Path:
    onrecord.build(pages, pages.parent / "story.db").close()
    return pages.parent / "story.db"


def test_every_public_name_is_there() -> None:
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None
    assert dir(onrecord) == sorted(onrecord.__all__)


def test_importing_loads_nothing_heavy() -> None:
    program = (
        "import sys, onrecord\n"
        "print([name for name in ('spacy', 'sqlite3', 'lxml', 'typer', 'rich', 'numpy') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout.strip() == b"[]"


def test_the_function_annotate_stays_a_function_when_its_stage_is_imported() -> None:
    import onrecord.annotate

    assert isinstance(sys.modules["onrecord.annotate"], ModuleType)
    assert isinstance(onrecord.annotate, FunctionType)


def test_a_record_gives_what_the_pages_say(story: Path) -> None:
    with onrecord.open_record(story) as record:
        assert [Path(article.path).name for article in record.articles()] == sorted(PAGES)
        assert record.statements()
        assert record.times()
        texts = {article.id: article.text for article in record.articles()}
        for statement in record.statements():
            for span in statement.content:
                assert texts[statement.article_id][span.start : span.end] == span.exact
        for found in (record.events(), record.figures(), record.actors(), record.groups(), record.findings()):
            assert isinstance(found, list)


def test_a_run_counts_every_page(pages: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_bytes((pages / "a.txt").read_bytes())
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02" * 99)
    inputs = [pages, tmp_path / "copy.txt", tmp_path / "bad.txt", tmp_path / "none.txt", pages / "b.txt"]
    seen: list[onrecord.Progress] = []
    with onrecord.build(inputs, tmp_path / "story.db", progress=seen.append) as record:
        run = record.run()
        problems = {(Path(problem.path).name, problem.fatal) for problem in record.problems()}
    assert run is not None
    assert (run.given, run.stored, run.duplicate, run.failed) == (7, 3, 2, 2)
    assert {("bad.txt", True), ("none.txt", True), ("copy.txt", False)} <= problems
    assert seen[-1].step == "relate"
    assert seen[-1].done == 7
    assert json.loads(run.capabilities)["spacy"]


def test_a_second_build_reads_nothing_again_and_gives_the_same(story: Path, pages: Path) -> None:
    with onrecord.open_record(story) as record:
        before = everything(record)
    with onrecord.build(pages, story) as record:
        assert everything(record) == before
        run = record.run()
    assert run is not None
    assert (run.given, run.stored, run.duplicate, run.failed) == (3, 0, 3, 0)


def test_two_builds_are_equal_whatever_the_order_and_the_workers(pages: Path, story: Path, tmp_path: Path) -> None:
    inputs = sorted(pages.iterdir(), reverse=True)
    settings = onrecord.load_settings(workers=2)
    with (
        onrecord.build(inputs, tmp_path / "other.db", settings=settings) as other,
        onrecord.open_record(story) as record,
    ):
        assert everything(other) == everything(record)
        assert other.verify().violations == ()
        here, there = record.run(), other.run()
    assert here is not None
    assert there is not None
    assert here.id == there.id


def test_pages_are_added_to_a_record(pages: Path, tmp_path: Path) -> None:
    onrecord.build(pages / "a.txt", tmp_path / "story.db").close()
    with onrecord.build(pages / "b.txt", tmp_path / "story.db") as record:
        assert [Path(article.path).name for article in record.articles()] == ["a.txt", "b.txt"]


def test_other_settings_read_a_page_anew(pages: Path, tmp_path: Path) -> None:
    onrecord.build(pages / "a.txt", tmp_path / "story.db").close()
    settings = onrecord.load_settings(max_article_chars=10)
    with onrecord.build(pages / "a.txt", tmp_path / "story.db", settings=settings) as record:
        assert record.statements() == []
        assert [problem.code for problem in record.problems()] == ["too_long"]
        run = record.run()
    assert run is not None
    assert run.stored == 1


def test_a_problem_goes_when_its_cause_is_gone(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(b"")
    other = tmp_path / "a.txt"
    other.write_text(PAGES["a.txt"], "utf-8")
    with onrecord.build([page, other], tmp_path / "story.db") as record:
        assert [problem.path for problem in record.problems() if problem.fatal] == [str(page)]
    page.write_text(PAGES["b.txt"], "utf-8")
    with onrecord.build([page, other], tmp_path / "story.db") as record:
        assert [problem for problem in record.problems() if problem.fatal] == []


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(onrecord.InputError, match="nothing could be read"):
        onrecord.build([], tmp_path / "story.db")
    assert list(tmp_path.iterdir()) == []


def test_a_failed_addition_leaves_the_record(story: Path, tmp_path: Path) -> None:
    before = story.read_bytes()
    with pytest.raises(onrecord.InputError):
        onrecord.build(tmp_path / "none.txt", story)
    with onrecord.open_record(story) as record:
        assert len(record.articles()) == len(PAGES)
    assert before


def test_a_parser_that_is_missing_is_said_first(pages: Path, tmp_path: Path) -> None:
    settings = onrecord.load_settings(models=["no_such_parser"])
    with pytest.raises(onrecord.CapabilityError, match="installs one"):
        onrecord.build(pages, tmp_path / "story.db", settings=settings)
    with pytest.raises(onrecord.CapabilityError):
        onrecord.annotate(pages, settings=settings)
    assert list(tmp_path.iterdir()) == []


def test_annotate_gives_pages_one_by_one(pages: Path) -> None:
    found = onrecord.annotate([pages / "a.txt", pages / "none.txt"], as_is=True, published="2031-05-05")
    page = next(found)
    assert isinstance(page, Records)
    assert page.one(onrecord.Article).published.earliest == "2031-05-05"
    assert next(found).one(onrecord.Problem).code == "missing"
    with pytest.raises(StopIteration):
        next(found)


def test_a_day_that_is_none(pages: Path) -> None:
    with pytest.raises(onrecord.UsageError, match="is no day"):
        onrecord.annotate(pages, published="Thursday")
