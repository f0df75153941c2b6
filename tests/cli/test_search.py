"""Search: what is found, where it stands, and that the index can be made anew at any time."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import onrecord
from onrecord.cli import make_app
from onrecord.records import Article, Block, DateInference, DateInterval, Records, Statement
from onrecord.store import Database
from tests.cli.pages import run
from tests.store.samples import cut, first_page, pile, second_page, snapshot

TEXT = (
    "Your gift keeps the port news free\n\nPort workers walk out\n\n"
    "The crew stopped\nwork at the north quay on 3 May.\n"
    "“Nobody will load a ship,” said Odo Fenn. The quay of Zürich Line is empty. 😀 The quay stays shut.\n"
)


def third_page() -> Records:
    """A page with furniture, a headline, a body in two blocks, and a statement in two parts."""
    found = snapshot("c.txt", TEXT)
    lines = [cut(TEXT, line) for line in TEXT.splitlines() if line]
    roles = ("appeal", "headline", "body", "body", "body")
    blocks = tuple(
        Block(line.start, line.end, role, 1.0)  # type: ignore[arg-type]
        for line, role in zip(lines, roles, strict=True)
    )
    title = cut(TEXT, "Port workers walk out")
    page = Article("a_c", found.id, "c.txt", TEXT, blocks, title.exact, title, publisher="The Quay Gazette",
                   published=DateInterval("2031-05-02", "2031-05-02", "stated"))  # fmt: skip
    parts = (cut(TEXT, "Nobody will load"), cut(TEXT, "a ship"))
    said = Statement("s_c", page.id, parts, (cut(TEXT, "said"),), (cut(TEXT, "Odo Fenn"),), None, "named", "direct",
                     "say", said_on=DateInterval("2031-05-03", "2031-05-03", "resolved"))  # fmt: skip
    return Records([found, page, said])


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "story.db"
    with Database.create(path) as database:
        for page in (first_page(), third_page(), second_page()):
            database.write_page(page)
        whole = pile()
        whole.add(*third_page())
        database.write_relations(whole)
    return path


def invoke(*words: object) -> str:
    result = CliRunner().invoke(make_app(), ["search", *map(str, words)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def found(story: Path, *words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in invoke(story, *words, "--json").splitlines()]


def test_a_statement_with_its_words_in_context_and_their_place(story: Path) -> None:
    said = invoke(story, "load")
    assert said.splitlines()[0] == "[3:7] 3 May 2031 · Odo Fenn · The Quay Gazette · c.txt"
    assert said.splitlines()[1].strip() == "Nobody will *load* … a ship"
    assert "1 passage in" in said


def test_words_are_found_where_they_stand(story: Path) -> None:
    texts = {"a.txt": second_page().one(Article).text, "b.txt": first_page().one(Article).text, "c.txt": TEXT}
    for query in ("port", "quay", '"north quay"', "zurich", "stopped work", "ship*", "minister"):
        hits = found(story, query)
        assert hits, query
        for hit in hits:
            text = texts[hit["path"]]
            for span in [*hit["passage"], *hit["words"]]:
                assert text[span["start"] : span["end"]] == span["exact"]
            assert hit["words"] or hit["id"] == "a_c"
            line = text.count("\n", 0, hit["passage"][0]["start"]) + 1
            assert hit["line"] == line
    assert {word["exact"] for hit in found(story, "zurich") for word in hit["words"]} == {"Zürich"}


def test_furniture_is_not_searched_and_headlines_are(story: Path) -> None:
    assert found(story, "gift") == []
    (hit,) = found(story, "walk")
    assert (hit["kind"], hit["line"], hit["passage"][0]["exact"]) == ("page", 3, "Port workers walk out")


def test_a_phrase_goes_over_the_end_of_a_line(story: Path) -> None:
    assert [hit["words"][0]["exact"] for hit in found(story, '"stopped work"')] == ["stopped", "work"]
    assert found(story, '"work stopped"') == []


def test_operators(story: Path) -> None:
    def paths(query: str) -> set[str]:
        return {hit["path"] for hit in found(story, query)}

    assert paths("quay OR envoys") == {"b.txt", "c.txt"}
    assert paths("quay envoys") == set()
    assert paths("quay NOT envoys") == {"c.txt"}
    # The page says both, a statement on it does not.
    assert [hit["id"] for hit in found(story, "port NOT envoys") if hit["path"] == "b.txt"] == ["s_1"]
    assert paths("(harbour OR quay) AND NOT crew") == {"a.txt"}


def test_filters(story: Path) -> None:
    assert {hit["path"] for hit in found(story, "port", "--outlet", "gazette")} == {"c.txt"}
    assert {hit["id"] for hit in found(story, "port", "--speaker", "doren")} == {"s_1"}
    assert found(story, "port", "--speaker", "fenn") == []
    assert {hit["path"] for hit in found(story, "port", "--from", "2031-05-05")} >= {"b.txt"}
    assert {hit["path"] for hit in found(story, "port", "--to", "2031-05-03")} == {"c.txt"}
    # Of s_1 it is only known that it is not before 5 May.
    assert {hit["id"] for hit in found(story, "port", "--from", "2032-01-01")} == {"s_1"}
    assert found(story, "quay", "--from", "2032-01-01") == []


def test_what_has_no_day_is_left_out_once_a_day_is_asked_for(tmp_path: Path) -> None:
    page = second_page()
    article = replace(page.one(Article), published=DateInterval(), updated=DateInterval())
    page.add(article)
    with Database.create(tmp_path / "s.db") as database:
        database.write_page(page)
    with onrecord.open_record(tmp_path / "s.db") as record:
        assert record.search("harbour")
        assert record.search("harbour", since="1900-01-01") == []


def test_the_day_is_the_one_that_the_pile_gives(story: Path) -> None:
    with onrecord.open_record(story) as record:
        inferred = {item.record_id: item.date for item in record.records.all(DateInference)}
        hits = {hit.record_id: hit.day for hit in record.search("port")}
    assert hits["s_1"] == replace(inferred["s_1"], evidence=())


def test_the_oldest_come_first(story: Path) -> None:
    days = [hit["day"]["earliest"] for hit in found(story, "port OR quay OR ship")]
    assert days == sorted(days)


@pytest.mark.parametrize("words", [('"port',), ("NOT port",), ("port", "--from", "May")])
def test_what_is_not_understood_is_told_in_words(story: Path, words: tuple[str, ...]) -> None:
    with pytest.raises(onrecord.UsageError) as caught:
        invoke(story, *words)
    assert caught.value.exit_code == 2
    assert "sql" not in str(caught.value).lower()
    assert "fts" not in str(caught.value).lower()


def test_exit_codes(story: Path) -> None:
    assert run("search", story, '"port').returncode == 2
    nothing = run("search", story, "zeppelin")
    assert (nothing.returncode, nothing.stdout) == (0, f"0 passages in {story}\n")
    assert "nothing found" in nothing.stderr


QUERIES = ("port", "quay NOT envoys", '"stopped work"', "ship*", "odo OR doren")


def test_the_index_can_be_dropped_and_made_anew_with_equal_answers(story: Path, tmp_path: Path) -> None:
    path = tmp_path / "story.db"
    path.write_bytes(story.read_bytes())
    with onrecord.open_record(path) as record:
        before = [record.search(query) for query in QUERIES]
    assert all(before)
    connection = sqlite3.connect(path)
    for index in ("page_search", "statement_search"):
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")
    connection.commit()
    connection.close()
    with onrecord.open_record(path) as record:
        assert not any(record.search(query) for query in QUERIES)
        assert "index page_search does not agree" in record.verify().violations[0]
        record.rebuild_search()
    with onrecord.open_record(path) as record:
        assert [record.search(query) for query in QUERIES] == before
        assert record.verify().violations == ()


def test_the_index_follows_pages_that_change(story: Path, tmp_path: Path) -> None:
    path = tmp_path / "story.db"
    path.write_bytes(story.read_bytes())
    page = third_page()
    page.remove(Statement, "s_c")
    article = page.one(Article)
    page.add(replace(article, blocks=article.blocks[:4]))
    with Database.open(path, write=True) as database:
        database.write_page(page)
    with onrecord.open_record(path) as record:
        assert record.search("load") == []
        assert [hit.kind for hit in record.search("crew")] == ["page"]
        assert record.verify().violations == ()
