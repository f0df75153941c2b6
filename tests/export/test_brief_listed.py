"""Pages that a table names without their text: they stand in the brief and are nobody's word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.export.brief import Brief, brief, to_terminal
from onrecord.records import Article, Block, Problem, Records, Story, StoryMember, has_body, make_id
from tests.cli.pages import run
from tests.export.piles import day, ferry_pile


def named(n: int) -> Article:
    """A row of a table as a page."""
    title = f"Ferries lie idle, day {n}"
    return Article(
        make_id("a", n), make_id("d", n), f"table.csv#{n}", title, (Block(0, len(title), "headline", 1.0),),
        title=title, publisher=f"Outlet {n}", published=day(f"2034-05-0{n}", "stated"), language="en",
    )  # fmt: skip


@pytest.fixture
def pile() -> Records:
    made = ferry_pile()
    read = tuple(sorted(article.id for article in made.all(Article)))
    made.add(Story("y_ferry", "Ferries", tuple(map(StoryMember, read)), ""))
    for article in (named(1), named(2)):
        made.add(
            article, Story(make_id("y", article.id), str(article.title), (StoryMember(article.id),), ""),
            Problem(make_id("x", article.id), "extract", "no_body", "no text", article.path, False, article.id),
        )  # fmt: skip
    return made


def counts(made: Brief) -> str:
    return "".join(piece.text for line in made.counts for piece in line)


def test_they_are_no_sources_and_no_stories(pile: Records) -> None:
    made = brief(pile)
    before = counts(brief(ferry_pile()))
    assert "5 independent sources" in before
    assert "8 pages" in counts(made)
    assert "2 have no text here and are no sources; 5 independent sources" in counts(made)
    assert "stories" not in counts(made)
    assert "2034" not in "".join(piece.text for piece in made.title)


def test_they_are_told_among_the_pages_that_were_not_read(pile: Records) -> None:
    assert "not read: a table names the page and does not hold its text" in to_terminal(brief(pile), full=True)


def test_a_body_is_words_that_are_read() -> None:
    assert not has_body(named(1))
    assert [has_body(article) for article in ferry_pile().all(Article)] == [True] * 6
    assert has_body(Article("a_1", "d_1", "p", "Words.", (), as_is=True))
    assert not has_body(Article("a_1", "d_1", "p", " ", (Block(0, 1, "body", 1.0),)))


def test_stories_and_copies_count_them_as_reports_only(tmp_path: Path) -> None:
    rows = "stories_id,publish_date,title,url,language,media_name,media_url\n" + "".join(
        f"{n},2031-03-0{n},Ferries lie idle,https://outlet{n}.example/a,en,Outlet {n},https://outlet{n}.example\n"
        for n in (1, 2)
    )
    (tmp_path / "table.csv").write_text(rows, "utf-8")
    page = {"title": "Ferries lie idle", "text": "Ferries lie idle in Port Amarel. Twelve captains wait for an order."}
    (tmp_path / "page.jsonl").write_text(json.dumps(page) + "\n", "utf-8")
    assert "3 reports, 1 independent source" in run("copies", tmp_path).stdout
    told = run("stories", tmp_path).stdout
    assert "independent source" in told
    assert "3 independent" not in told
    assert "2 independent" not in told
