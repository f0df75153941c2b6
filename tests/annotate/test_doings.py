"""Deeds of any kind with those involved and the day."""

import datetime as dt

import pytest

from onrecord.annotate.doings import find_doings
from onrecord.annotate.names import find_mentions
from onrecord.annotate.parsing import parse
from onrecord.annotate.times import find_times
from onrecord.records import Article, Block
from onrecord.records.doing import Doing
from onrecord.settings import default_settings

PUBLISHED = dt.date(2031, 5, 14)
"""A Wednesday."""


def doings(text: str, published: dt.date | None = PUBLISHED) -> list[Doing]:
    article = Article("a_1", "d_1", "p.txt", text, (Block(0, len(text), "body", 1.0),), language="en", as_is=True)
    parsed = parse(article, default_settings().models)
    day = published.isoformat() if published else None
    found = find_doings(parsed, find_times(parsed, published), find_mentions(parsed), day)
    assert all(item.word.holds(text) and item.sentence.holds(text) for item in found)
    return found


def doing(text: str, word: str) -> Doing:
    return next(item for item in doings("A headline of some words\n\n" + text) if item.word.exact == word)


def involved(item: Doing) -> set[str]:
    return {who.meant or who.words for who in item.involved}


@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        ("Orvo bought the harbour from Tamber.", "bought", {"Orvo", "Tamber"}),
        ("The harbour was sold by Tamber to Orvo.", "sold", {"Tamber", "Orvo"}),
        ("Orvo promised to build a bridge.", "build", {"Orvo"}),
        ("Orvo forced Tamber to leave.", "leave", {"Tamber"}),
        ("Tamber, which owns the harbour, left.", "owns", {"Tamber"}),
        ("Orvo opened a plant and closed a mine.", "closed", {"Orvo"}),
        ("Orvo's launch of the ferry was a success.", "launch", {"Orvo"}),
        ("Orvo and Tamber held talks in Sundby.", "talks", {"Orvo", "Tamber"}),
    ],
)
def test_who_is_involved(text: str, word: str, who: set[str]) -> None:
    assert who <= involved(doing(text, word))


def test_a_verb_that_only_carries_a_noun_is_no_deed_of_its_own() -> None:
    assert [item.word.exact for item in doings("Orvo made a test flight.")] == ["flight"]


def test_it_and_the_company_stand_for_the_name_before() -> None:
    text = "Orvo opened a mine in May. The company hired 40 people. It also closed a plant."
    assert "Orvo" in involved(doing(text, "hired"))
    assert "Orvo" in involved(doing(text, "closed"))


@pytest.mark.parametrize(
    ("text", "word", "date", "basis"),
    [
        ("Orvo opened the mine on Monday.", "opened", "2031-05-12", "stated"),
        ("Orvo was founded by Ilsa Doren in 1968.", "founded", "1968-XX-XX", "stated"),
        ("Orvo opened the mine.", "opened", "2031-05-14", "published"),
        ("Orvo will open the mine in June 2032.", "open", "2032-06-XX", "stated"),
        ("Orvo will open the mine.", "open", None, "unknown"),
        ("Orvo did not open the mine.", "open", None, "unknown"),
        ("Orvo had opened the mine.", "opened", None, "unknown"),
        ("Orvo previously opened a mine.", "opened", None, "unknown"),
        ("At the time, Orvo opened a mine.", "opened", None, "unknown"),
        ("Orvo, which opened a mine, closed it.", "opened", None, "unknown"),
    ],
)
def test_the_day_of_a_deed(text: str, word: str, date: str | None, basis: str) -> None:
    found = doing(text, word)
    assert (found.date, found.basis) == (date, basis)


def test_the_day_of_the_news_goes_for_what_follows() -> None:
    text = "On Monday Ilsa Doren opened the mine. She praised the workers."
    assert doing(text, "praised").date == "2031-05-12"


def test_what_has_happened_is_news_at_the_head_of_a_page_and_of_no_day_further_down() -> None:
    assert doing("Orvo has opened the mine.", "opened").date == "2031-05-14"
    more = "\n\n".join(["The mine is deep.", "Its lamps are new.", "The road is long.", "Orvo has opened the mine."])
    assert doing(more, "opened").date is None


def test_of_a_week_under_way_only_the_days_so_far_are_over() -> None:
    found = {item.word.exact: item for item in doings("Orvo sued Tamber this week.", dt.date(2031, 4, 30))}
    assert found["sued"].date == "2031-04-XX"  # the week ends in May
    assert doings("Orvo will sue Tamber this week.", dt.date(2031, 4, 30))[0].date == "2031-XX-XX"


def test_without_a_day_of_publication_nothing_is_dated_by_it() -> None:
    assert {item.date for item in doings("Orvo opened the mine.", None)} == {None}


def test_the_headline_takes_the_day_of_the_same_deed_in_the_text() -> None:
    found = doings("Orvo opens mine\n\nOrvo opened a mine on Monday.")
    assert [(item.word.exact, item.date) for item in found] == [("opens", "2031-05-12"), ("opened", "2031-05-12")]


def test_the_deal_is_the_one_told_before() -> None:
    found = doing("Orvo signed a contract with Tamber on Monday. The board approved the deal.", "deal")
    assert {"Orvo", "Tamber"} <= involved(found)
    assert found.date == "2031-05-12"


@pytest.mark.parametrize(
    ("text", "word", "modality"),
    [
        ("Orvo opened a mine.", "opened", "happened"),
        ("Orvo will open a mine.", "open", "planned"),
        ("Orvo plans to open a mine.", "open", "planned"),
        ("Orvo may open a mine.", "open", "possible"),
        ("Orvo never opened a mine.", "opened", "negated"),
        ("Orvo began to open mines.", "open", "happened"),
    ],
)
def test_whether_it_happened(text: str, word: str, modality: str) -> None:
    assert doing(text, word).modality == modality
