"""Findings stay inside a story: look-alike happenings, small stories that share a name, pages without a story."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

import pytest

from onrecord.records import (
    ActorLink,
    ActorMention,
    Article,
    Finding,
    Records,
    Span,
    Story,
    StoryMember,
    make_id,
)
from onrecord.relate import relate
from onrecord.relate.parts import MOST_BESIDE, SETTLED, parts
from onrecord.settings import default_settings
from tests.relate.pile import Pile
from tests.relate.read_piles import findings

LOOKALIKES: dict[str, list[str]] = {
    pile["name"]: pile["pages"]
    for pile in tomllib.loads((Path(__file__).parent / "lookalikes.toml").read_text("utf-8"))["pile"]
}


def opposed(found: list[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.kind in ("contradiction", "shift")]


@pytest.mark.parametrize("name", LOOKALIKES)
def test_nothing_is_found_between_look_alike_happenings(name: str) -> None:
    assert opposed(findings(LOOKALIKES[name])) == []


@pytest.mark.parametrize("name", ["another earthquake", "another strike"])
def test_it_is_the_stories_that_keep_them_apart(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.relate.parts", lambda pile: [pile])
    assert opposed(findings(LOOKALIKES[name]))


DENIED = "The union will not call a strike"
CALLED = "The union called a strike"


def claims(first: int, second: int, later: str = "2031-05-06") -> tuple[Pile, list[Article], list[Article]]:
    """Pages of two happenings; one page of the first has a denial, one of the second the deed."""
    pile = Pile()
    one = [pile.page(f"a{n}", DENIED if n == 0 else f"Rain fell, {n}.", "2031-05-05") for n in range(first)]
    other = [pile.page(f"b{n}", CALLED if n == 0 else f"Snow fell, {n}.", later) for n in range(second)]
    for page, text, modality in ((one[0], DENIED, "negated"), (other[0], CALLED, "happened")):
        actor = pile.mention(page, "The union", sector="LAB")
        verb = "call" if modality == "negated" else "called"
        pile.event(page, text, "call", verb, actor, ["a strike"], modality, page.published)  # type: ignore[arg-type]
    return pile, one, other


def story(pile: Pile, pages: list[Article]) -> None:
    members = tuple(StoryMember(page.id) for page in pages)
    pile.records.add(Story(make_id("y", pages[0].id), "label", members, "reason"))


def kinds(first: int, second: int, later: str = "2031-05-06") -> list[str]:
    pile, one, other = claims(first, second, later)
    story(pile, one)
    story(pile, other)
    return pile.kinds()


def test_two_stories_that_stand_on_their_own_are_never_compared() -> None:
    together = claims(SETTLED, SETTLED)[0]
    assert together.kinds() == ["contradiction"]
    assert kinds(SETTLED, SETTLED) == []


@pytest.mark.parametrize(("first", "second"), [(1, 1), (1, SETTLED), (SETTLED, 2)])
def test_a_story_of_a_page_or_two_is_compared_with_the_one_that_shares_its_names(first: int, second: int) -> None:
    assert kinds(first, second) == ["contradiction"]


def test_next_years_strike_of_the_same_union_is_another_matter() -> None:
    assert kinds(1, SETTLED, "2032-05-06") == []
    pile, one, other = claims(1, SETTLED, "2032-05-06")
    story(pile, one)
    story(pile, other)
    assert [len(part.all(Article)) for part in parts(pile.records)] == [1, SETTLED]


def test_copies_of_one_wire_do_not_make_a_story_stand_on_its_own() -> None:
    pile, one, other = claims(SETTLED, SETTLED)
    story(pile, one)
    story(pile, other)
    pile.chain(*one)
    assert pile.kinds() == ["contradiction"]


def test_small_stories_that_share_no_name_stay_apart_in_a_pile_with_a_story() -> None:
    pile = Pile()
    pages = [pile.page(f"p{n}", f"Page {n}.", "2031-05-05") for n in range(SETTLED + 2)]
    story(pile, pages[:SETTLED])
    story(pile, pages[SETTLED:-1])
    story(pile, pages[-1:])
    assert sorted(len(part.all(Article)) for part in parts(pile.records)) == [1, 1, SETTLED]


@pytest.mark.parametrize("count", [MOST_BESIDE, MOST_BESIDE + 1])
def test_a_pile_of_a_few_short_pages_is_compared_as_a_whole(count: int) -> None:
    pile = Pile()
    for n in range(count):
        story(pile, [pile.page(f"p{n:02}", f"Page {n}.", "2031-05-05")])
    assert len(list(parts(pile.records))) == (1 if count == MOST_BESIDE else count)


def named(pile: Pile, page: Article, words: str, actor: str) -> None:
    """A mention of an actor by other words than his name."""
    span: Span = pile.span(page, words)
    made = make_id("m", page.id, words)
    pile.records.add(
        ActorMention(made, page.id, span, span, "name", "organization", name=words),
        ActorLink(make_id("l", made), made, make_id("p", actor), "alias"),
    )


def test_many_small_stories_are_not_drawn_into_one() -> None:
    pile = Pile()
    for n in range(4 * MOST_BESIDE):
        page = pile.page(f"p{n:02}", f"Mara{n} met Oran{n + 1}.", "2031-05-05")
        pile.mention(page, f"Mara{n}")
        named(pile, page, f"Oran{n + 1}", f"Mara{n + 1}")  # the name that it shares with the next one
        story(pile, [page])
    sizes = [len(part.all(Article)) for part in parts(pile.records)]
    assert max(sizes) <= MOST_BESIDE
    assert sum(sizes) == 4 * MOST_BESIDE


def test_pages_without_a_story_are_held_against_each_other() -> None:
    pile, one, other = claims(SETTLED, SETTLED)
    story(pile, one[1:])
    assert pile.kinds() == ["contradiction"]
    assert {page.id for part in parts(pile.records) for page in part.all(Article)} == {p.id for p in [*one, *other]}


def test_the_order_of_the_records_changes_nothing() -> None:
    pile, one, other = claims(2, SETTLED)
    story(pile, one)
    story(pile, other)
    records = list(pile.records)
    first = pile.findings()
    for seed in range(3):
        again = Records(random.Random(seed).sample(records, len(records)))
        relate(again, default_settings())
        assert again.all(Finding) == first
