"""What a large pile costs, in comparisons and not in seconds: four times the pages are about four times the work."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest

from onrecord.group import group, settle, tree
from onrecord.records import Article, Records, Story
from onrecord.relate import relate
from onrecord.relate.same_deed import Deeds
from onrecord.settings import default_settings
from tests.group.test_stories import page
from tests.relate.pile import Pile

GROWTH = 5.0
"""Times the comparisons that four times the pages may take."""


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, str], Counter[str]]:
    """Has the calls of a function counted, under its name."""
    calls: Counter[str] = Counter()

    def watch(home: Any, name: str) -> Counter[str]:
        real = getattr(home, name)

        def watched(*given: Any) -> Any:
            calls[name] += 1
            return real(*given)

        monkeypatch.setattr(home, name, watched)
        return calls

    return watch


def stories(number: int) -> list[Article]:
    """Five pages of each of some stories, all in words of one stock beside their own names."""
    chance = random.Random(number)
    stock = [_word(chance) for _ in range(600)]
    found = []
    for story in range(number):
        own = [_word(chance).capitalize() for _ in range(12)]
        for place in range(5):
            told = [" ".join(chance.choices(stock, k=9) + chance.choices(own, k=4)) for _ in range(8)]
            found.append(page(f"{story}_{place}.txt", f"In {own[0]} {'. Then '.join(told)}."))
    return found


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(letters) for letters in ("bdfgklmnprst", "aeiou") * 4)


def test_the_comparisons_of_pages_grow_with_the_pages(counted: Callable[[Any, str], Counter[str]]) -> None:
    for home, name in (
        (tree, "similarity"),
        (settle, "_product"),
        (import_module("onrecord.group.copies"), "_relation"),
    ):
        calls = counted(home, name)
    taken = []
    for number in (60, 240):
        pile = Records(stories(number))
        group(pile, default_settings())
        assert len(pile.all(Story)) == number
        taken.append(Counter(calls))
        calls.clear()
    few, many = taken
    assert few["similarity"] and few["_product"]
    for name in many:
        assert many[name] <= GROWTH * few[name] + 100, name
    assert many["similarity"] < (5 * 240) ** 2 / 8
    assert many["_product"] <= 5 * 240 * (settle.MOST_COMPARED + 1)


def test_a_page_is_in_the_story_that_it_is_closest_to_however_many_there_are() -> None:
    pages = stories(100)
    pile = Records(pages)
    group(pile, default_settings())
    paths = {article.id: article.path for article in pages}
    for story in pile.all(Story):
        assert len({paths[member.article_id].split("_")[0] for member in story.members}) == 1


def test_the_comparisons_of_claims_of_one_story_grow_with_its_claims(
    counted: Callable[[Any, str], Counter[str]],
) -> None:
    calls = counted(Deeds, "apart")
    taken = []
    for number in (60, 240):
        pile = Pile()
        for place in range(number):
            told = f"Veldania delivered {place} tents and generator number {place} to camp {place} on the river."
            article = pile.page(f"p{place}", told, "2031-05-04")
            actor = pile.mention(article, "Veldania", "VEL", None)
            pile.event(article, told[:-1], "deliver", "delivered", actor, [f"{place} tents"])
        relate(pile.records, default_settings())
        taken.append(calls["apart"])
        calls.clear()
    assert taken[0]
    assert taken[1] <= GROWTH * taken[0]
