"""Stories among invented pages: look-alike happenings apart, one happening together, whatever the order."""

from __future__ import annotations

import random

import pytest

from onrecord.group import group
from onrecord.group.settle import settled
from onrecord.group.terms import Terms, term_of
from onrecord.group.tree import groups, similarity, tree
from onrecord.records import UNKNOWN_DATE, Article, Block, DateInterval, Records, Story, make_id
from onrecord.settings import default_settings


def page(name: str, text: str, day: str | None = None) -> Article:
    date = DateInterval(day, day, "stated") if day else UNKNOWN_DATE
    blocks = (Block(0, len(text), "body", 1.0),)
    return Article(make_id("a", name), "d_1", name, text, blocks, as_is=True, published=date)


def quake(name: str, town: str, mayor: str, dead: int, force: str, day: str | None, turn: int) -> Article:
    """One of several reports of an earthquake; of one kind of words whichever earthquake it is."""
    told = [
        f"A strong earthquake of magnitude {force} shook the island town of {town} in southern Veldania at night.",
        f"At least {dead} people were killed and houses collapsed near the harbour of {town}, rescue workers said.",
        f"Mayor {mayor} of {town} asked the government of Veldania for tents, water and doctors for the injured.",
        f"The seismological institute put the magnitude at {force} and warned the people of {town} of aftershocks.",
        "Rescue workers dug through rubble with their hands, and the injured were taken to hospital by boat.",
        f"Schools on the island stay closed this week, {mayor} told reporters, and the ferry carries only aid.",
        f"The earthquake was felt in the capital of Veldania, where {dead} candles were lit for the dead of {town}.",
    ]
    own = [
        "A baker who slept above his shop said the walls moved like a curtain and then the roof was gone.",
        "Soldiers set up a field kitchen behind the stadium, and queues formed long before the first soup was ready.",
        "Engineers marked with red paint the buildings that nobody may enter until they have been looked at.",
        "A teacher counted her pupils twice on the football field, and one of them was found asleep in a car.",
        "Trucks with blankets stood at the quay because the swell was too high for the ferry to open its doors.",
    ]
    kept = [line for place, line in enumerate(told) if (place + turn) % 4]
    return page(name, " ".join([*kept, own[turn % len(own)]]), day)


ALTO = [quake(f"alto{i}.txt", "Alto Sur", "Ilsa Doren", 19, "6.4", None, i) for i in range(5)]
BRISK = [quake(f"brisk{i}.txt", "Briskholm", "Odo Fenn", 7, "5.8", f"2031-05-0{i + 1}", i) for i in range(5)]
STRIKE = [
    page("strike1.txt", "Bus drivers in Halvard walked out on Monday over pay. Union leader Mira Lund said the strike "
         "would last until the city of Halvard made an offer. Commuters walked or shared taxis."),
    page("strike2.txt", "The strike of Halvard's bus drivers entered its second day. Mira Lund of the drivers' union "
         "said no offer had come from the city. Schools in Halvard opened late because buses stood in the depot."),
]  # fmt: skip


def told(*pages: Article) -> list[set[str]]:
    """The stories, as sets of page names."""
    pile = Records(pages)
    group(pile, default_settings())
    paths = {article.id: article.path.removesuffix(".txt") for article in pages}
    found = [{paths[member.article_id] for member in story.members} for story in pile.all(Story)]
    return sorted(found, key=sorted)


def test_two_earthquakes_on_one_island_chain_are_two_stories() -> None:
    assert told(*ALTO, *BRISK) == [{f"alto{i}" for i in range(5)}, {f"brisk{i}" for i in range(5)}]


def again(name: str, numbers: tuple[str, ...], official: str, turn: int) -> Article:
    """One of several reports of an earthquake on an island that is shaken every few years."""
    force, hour, depth, hurt, houses, tents = numbers
    told = [
        f"An earthquake of magnitude {force} shook the island of Sarn off the coast of Veldania at {hour}.",
        f"The Veldania Seismic Centre put it {depth} kilometres below the sea between Sarn and Port Amarel.",
        f"In the villages of Tolm and Ferring {houses} houses lost their walls and {hurt} people were hurt.",
        f"Governor {official} of Sarn said {tents} tents had been brought from Port Amarel by the Veldania Red Cross.",
        f"The magnitude of {force} was confirmed by the Geophysical Institute in Halvard, and the hour, {hour}.",
        f"Hospitals in Port Amarel took in {hurt} people from Tolm and Ferring, the Red Cross said.",
    ]
    kept = [line for place, line in enumerate(told) if (place + turn) % 4]
    return page(name, " ".join(kept))


FIRST = ("5.6", "17:06", "12", "5", "140", "2000")
SECOND = ("6.3", "13:53", "31", "82", "1650", "9400")


def test_the_same_place_with_other_numbers_is_another_earthquake() -> None:
    earlier = [again(f"earlier{i}", FIRST, "Odo Fenn", i) for i in range(5)]
    later = [again(f"later{i}", SECOND, "Ilsa Doren", i) for i in range(5)]
    assert told(*earlier, *later) == [{f"earlier{i}" for i in range(5)}, {f"later{i}" for i in range(5)}]


def test_the_same_numbers_under_other_names_are_one_earthquake() -> None:
    one = [again(f"one{i}", FIRST, "Odo Fenn", i) for i in range(5)]
    other = [again(f"other{i}", FIRST, "Ilsa Doren", i) for i in range(5)]
    assert len(told(*one, *other)) == 1


def test_another_kind_of_happening_is_another_story() -> None:
    assert told(*ALTO, *STRIKE) == [{f"alto{i}" for i in range(5)}, {"strike1", "strike2"}]


@pytest.mark.parametrize("pages", [ALTO, BRISK, STRIKE, ALTO[:1]], ids=["undated", "dated", "two pages", "one page"])
def test_one_happening_is_one_story_however_small_the_pile(pages: list[Article]) -> None:
    assert len(told(*pages)) == 1


def test_few_pages_that_lie_months_apart_and_share_little_are_two_stories() -> None:
    later = page(
        "later.txt", "Bus drivers in Sund stayed at home for an hour over new uniforms. The town council of Sund "
        "said the drivers would be paid all the same, and that the strike had been announced. Union steward Per Holm "
        "thanked the passengers.", "2032-11-02",
    )  # fmt: skip
    earlier = page("earlier.txt", STRIKE[0].text, "2031-05-05")
    assert told(earlier, later) == [{"earlier"}, {"later"}]


def test_the_order_of_pages_changes_nothing() -> None:
    pages = [*ALTO, *BRISK, *STRIKE]
    first = Records(pages)
    group(first, default_settings())
    for seed in range(3):
        other = Records(random.Random(seed).sample(pages, len(pages)))
        group(other, default_settings())
        assert other.all(Story) == first.all(Story)


def test_a_page_added_later_joins_its_story_and_moves_no_other() -> None:
    before, after = Records([*ALTO, *BRISK[:4], *STRIKE]), Records([*ALTO, *BRISK, *STRIKE])
    group(before, default_settings())
    group(after, default_settings())
    homes = [{m.article_id: story.id for story in pile.all(Story) for m in story.members} for pile in (before, after)]
    assert homes[1].pop(BRISK[4].id) == homes[0][BRISK[0].id]
    assert homes[0] == homes[1]


def test_a_story_says_what_holds_it_together_in_words_of_its_pages() -> None:
    pile = Records([*ALTO, *STRIKE])
    group(pile, default_settings())
    story = next(story for story in pile.all(Story) if len(story.members) == 5)
    assert "Alto" in story.reason
    assert "Halvard" not in story.reason
    assert any(" ".join(article.text.split()).startswith(story.label.rstrip(".")) for article in ALTO)


def test_pages_without_a_word_are_stories_of_their_own() -> None:
    assert told(page("a.txt", "…"), page("b.txt", ""), *STRIKE) == [{"a"}, {"b"}, {"strike1", "strike2"}]


def test_names_weigh_more_than_words_and_what_all_pages_have_weighs_little() -> None:
    terms = Terms(STRIKE)
    assert terms.kinds["halvard"] == terms.kinds["lund"] == "name"
    assert terms.kinds["strike"] == "word"
    assert terms.weight("halvard") > terms.weight("strike")
    assert "monday" not in terms.counts[STRIKE[0].id]
    assert term_of("Drivers’") == term_of("driver") == "driver"
    assert term_of("1,200") == "1200"


def test_each_page_goes_to_the_story_that_it_is_closest_to() -> None:
    vectors = {
        "a1": {"amarel": 1.0}, "a2": {"amarel": 0.9, "strike": 0.4}, "a3": {"sundby": 0.9, "strike": 0.4},
        "b1": {"sundby": 1.0}, "b2": {"sundby": 0.8, "quake": 0.6}, "c": {"sundby": 1.0},
    }  # fmt: skip
    found = settled([["b1", "b2"], ["a1", "a3", "a2"], ["c"]], vectors, 0.13)
    assert found == [("a1", "a2"), ("a3", "b1", "b2"), ("c",)]
    assert settled([["a1", "a2", "a3"], ["b2", "b1"], ["c"]], vectors, 0.13) == found
    assert settled([["a1", "a2", "a3"], ["b1", "b2"]], vectors, 0.9) == [("a1", "a2", "a3"), ("b1", "b2")]


def test_long_pages_of_one_trade_are_not_one_story() -> None:
    trade = [f"trade{place}" for place in range(34)]  # what everybody writes in this field
    pages = [
        page(f"{name}{turn}.txt", " ".join([*trade, *(f"{name}{place}" for place in range(150 + turn))]))
        for name in ("amarel", "sundby") for turn in range(2)
    ]  # fmt: skip
    assert told(*pages) == [{"amarel0", "amarel1"}, {"sundby0", "sundby1"}]


def test_average_link_agrees_with_all_pairs_and_a_tree_holds_all_pages() -> None:
    vectors = Terms([*ALTO, *BRISK, *STRIKE]).vectors()
    for members in groups(vectors, 0.3):
        pairs = [similarity(vectors[a], vectors[b]) for a in members for b in members if a < b]
        assert not pairs or sum(pairs) / len(pairs) > 0.3
    assert tree(vectors).members == tuple(sorted(vectors))


def test_many_pages_are_not_compared_pair_by_pair() -> None:
    rnd = random.Random(5)
    names = [f"{a}{b}in" for a in "BDFGKLMNPRST" for b in ("ela", "oru", "ima", "uda", "esi")]
    people = ("priest", "smith", "baker", "judge", "clerk")

    def said(town: str) -> str:
        who = " ".join(f"The {one} of {town} said so." for one in rnd.sample(people, 4))
        return f"In the village of {town} the well of {town} ran dry. {who}"

    pages = [page(f"{town}{place}.txt", said(town)) for town in names for place in range(6)]
    found = told(*pages)
    assert len(pages) == 360
    assert [len(story) for story in found] == [6] * 60
