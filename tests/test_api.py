"""The public API: what ``__all__`` promises."""

from __future__ import annotations

import ast
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

import onrecord
from onrecord.record.stages import PAGE_SOURCES, PILE_SOURCES, _imports, source_files, versions
from onrecord.records import Records
from tests.cli.pages import PAGES


def everything(record: onrecord.Record) -> list[object]:
    """All records but the run, whose counts tell one build from the next."""
    return [item for item in record.records if not isinstance(item, onrecord.Run)]


@pytest.fixture
def own(story: Path, tmp_path: Path) -> Path:
    """The record of the pages, to be written."""
    shutil.copy(story, tmp_path / "story.db")
    return tmp_path / "story.db"


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
    assert seen[-1].step == "write"
    assert seen[-1].done == 7
    assert json.loads(run.capabilities)["spacy"]


def test_a_second_build_reads_nothing_again_and_gives_the_same(own: Path, pages: Path) -> None:
    change(own, "UPDATE article SET title = 'changed by hand'")
    with onrecord.open_record(own) as record:
        before = everything(record)
    with onrecord.build(pages, own) as record:
        assert everything(record) == before
        run = record.run()
    assert run is not None
    assert (run.given, run.stored, run.duplicate, run.failed) == (3, 0, 3, 0)


def test_a_second_build_loads_no_parser(own: Path, pages: Path) -> None:
    program = (
        "import sys, onrecord\nonrecord.build(sys.argv[1], sys.argv[2]).close()\n"
        "print([name for name in ('spacy', 'trafilatura', 'onrecord.relate') if name in sys.modules])"
    )
    words = [sys.executable, "-c", program, str(pages), str(own)]
    assert subprocess.run(words, capture_output=True, check=True).stdout.strip() == b"[]"


def change(story: Path, *statements: str) -> None:
    """Change a record behind the program's back, to see what it makes anew."""
    connection = sqlite3.connect(story)
    for statement in statements:
        assert connection.execute(statement).rowcount
    connection.commit()
    connection.close()


def test_only_the_stage_that_changed_runs_again(own: Path, pages: Path) -> None:
    with onrecord.open_record(own) as record:
        before = everything(record)
    change(
        own,
        "UPDATE clause SET lemma = 'sing'",
        "UPDATE page_actor SET sector = 'XXX'",
        "UPDATE stage_mark SET version = 'older' WHERE stage = 'corefer'",
    )
    with onrecord.build(pages, own) as record:
        assert {clause.lemma for clause in record.clauses()} == {"sing"}
        assert "XXX" not in {actor.sector for actor in record.actors()}
        run = record.run()
    assert run is not None
    assert (run.stored, run.duplicate) == (3, 0)
    change(
        own,
        "UPDATE article SET title = 'what extract would not say'",
        "UPDATE stage_mark SET version = 'older' WHERE stage = 'annotate'",
    )
    with onrecord.build(pages, own) as record:
        assert {article.title for article in record.articles()} == {"what extract would not say"}
        assert "sing" not in {clause.lemma for clause in record.clauses()}
    change(own, "UPDATE stage_mark SET version = 'older' WHERE stage = 'extract'")
    with onrecord.build(pages, own) as record:
        assert everything(record) == before
        # The title that was changed by hand above was never in the index of words.
        record.rebuild_search()
        assert record.verify().violations == ()


def test_a_stage_that_makes_what_it_made_before_changes_nothing_after_it(own: Path, pages: Path) -> None:
    change(
        own,
        "UPDATE statement SET act = 'sing'",
        "UPDATE stage_mark SET version = 'older' WHERE stage = 'extract'",
    )
    with onrecord.build(pages, own) as record:
        assert {statement.act for statement in record.statements()} == {"sing"}


def test_what_the_sender_said_of_a_page_makes_it_another_page(own: Path, pages: Path) -> None:
    change(own, "UPDATE stage_mark SET input = 'other' WHERE stage = 'extract'")
    with onrecord.build(pages, own) as record:
        run = record.run()
    assert run is not None
    assert run.stored == 3


def test_only_the_relations_are_made_anew_if_only_they_changed(own: Path, pages: Path) -> None:
    with onrecord.open_record(own) as record:
        before = everything(record)
    change(own, "UPDATE stage_mark SET version = 'older' WHERE stage = 'relate'", "UPDATE actor SET name = 'Nobody'")
    with onrecord.build(pages, own) as record:
        assert everything(record) == before
        run = record.run()
    assert run is not None
    assert run.stored == 0


def test_notes_about_a_page_stay_when_it_is_not_read_again(pages: Path, tmp_path: Path) -> None:
    settings = onrecord.load_settings(max_article_chars=10, workers=1)
    for _ in range(2):
        with onrecord.build(pages, tmp_path / "story.db", settings=settings) as record:
            assert [problem.code for problem in record.problems()] == ["too_long"] * 3


def test_a_stage_is_read_off_the_pipeline() -> None:
    from onrecord.pipeline import PAGE_STAGES, PILE_STAGES

    assert {stage.name: stage.run.__module__ for stage in PAGE_STAGES} == {
        name: source.module for name, source in PAGE_SOURCES.items()
    }
    assert {stage.name: stage.run.__module__ for stage in PILE_STAGES} == {
        name: source.module for name, source in PILE_SOURCES.items()
    }
    assert list(PAGE_SOURCES) == [stage.name for stage in PAGE_STAGES]


def test_a_stage_looks_at_no_other_settings_than_it_says(pages: Path) -> None:
    from onrecord.acquire import acquire
    from onrecord.pipeline import STAGES

    class Watched:
        """Settings that remember which of them were looked at."""

        def __init__(self) -> None:
            self.seen: set[str] = set()

        def __getattr__(self, name: str) -> object:
            self.seen.add(name)
            return getattr(onrecord.load_settings(), name)

    page = Records(list(acquire([str(pages / "a.txt")], onrecord.load_settings())))
    for stage in STAGES:
        watched = Watched()
        stage.run(page, watched)  # type: ignore[arg-type]
        assert watched.seen <= set({**PAGE_SOURCES, **PILE_SOURCES}[stage.name].settings), stage.name


def test_the_version_of_a_stage_depends_on_what_it_uses_and_on_nothing_else() -> None:
    plain = onrecord.load_settings()
    short = onrecord.load_settings(max_article_chars=10, workers=3)
    before, after = versions(PAGE_SOURCES, plain), versions(PAGE_SOURCES, short)
    assert {name for name in before if before[name] != after[name]} == {"annotate"}
    files = {name: {file.name for file in source_files(source.module)} for name, source in PAGE_SOURCES.items()}
    assert "times.toml" in files["annotate"]
    assert "times.toml" not in files["extract"]
    assert "furniture.toml" in files["extract"] - files["annotate"]
    assert "span.py" in files["extract"] & files["annotate"] & files["corefer"]
    assert "coreference.py" in files["corefer"] - files["annotate"]


def test_the_fields_of_the_thesaurus_are_codebooks_of_the_stages_that_read_them() -> None:
    thesaurus = {file.name for file in Path(onrecord.__file__).parent.glob("codebooks/meanings/*.toml")}
    assert thesaurus
    for stage in ("resolve", "relate"):
        assert thesaurus <= {file.name for file in source_files(PILE_SOURCES[stage].module)}
    assert not thesaurus & {file.name for file in source_files(PILE_SOURCES["group"].module)}


def test_imports_are_read_off_the_lines_as_python_reads_them() -> None:
    for file in sorted(Path(onrecord.__file__).parent.rglob("*.py")):
        named: set[str] = set()
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Import):
                named.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                named.update((node.module, *(f"{node.module}.{alias.name}" for alias in node.names)))
        assert named <= set(_imports(file)), file


def test_a_stage_names_its_codebooks_in_full() -> None:
    # A name that is put together would not be seen, and a change in that codebook would leave pages as they are.
    for source in {**PAGE_SOURCES, **PILE_SOURCES}.values():
        for file in source_files(source.module):
            if file.suffix == ".py":
                assert not re.search(r"}\.(toml|tsv)\b", file.read_text("utf-8")), file


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


def test_a_failed_addition_leaves_the_record(own: Path, tmp_path: Path) -> None:
    with onrecord.open_record(own) as record:
        before = everything(record)
    with pytest.raises(onrecord.InputError):
        onrecord.build(tmp_path / "none.txt", own)
    with onrecord.open_record(own) as record:
        after = everything(record)
    assert [item for item in after if not isinstance(item, onrecord.Problem)] == before


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


def test_copies_and_stories_come_with_their_pages(pages: Path) -> None:
    told = onrecord.stories([pages])
    members = [member.article_id for story in told.all(onrecord.Story) for member in story.members]
    assert sorted(members) == sorted(article.id for article in told.all(onrecord.Article))
    sizes = [len(story.members) for story in told.all(onrecord.Story)]
    assert sizes == sorted(sizes, reverse=True)
    assert told.all(onrecord.SyndicationGroup) == []
    for level in ("copy", "chain"):
        found = onrecord.copies([pages], level=level)
        assert {group.level for group in found.all(onrecord.SyndicationGroup)} <= {level}
        assert found.all(onrecord.Story) == []
        assert len(found.all(onrecord.Article)) == len(members)


def test_what_cannot_be_read_gives_no_groups(tmp_path: Path) -> None:
    for function in (onrecord.copies, onrecord.stories):
        with pytest.raises(onrecord.InputError, match="nothing could be read"):
            function([tmp_path / "none.txt"])


def test_compare_says_why() -> None:
    found = onrecord.compare("The bridge is safe.", "The bridge is not safe, officials denied.")
    assert isinstance(found, onrecord.Comparison)
    assert found.relation in ("strengthen", "weaken", "neither")
    assert found.reasons[0].startswith("both speak of")
    assert onrecord.compare("Snow fell.", "Ships sail.").relation == "neither"
