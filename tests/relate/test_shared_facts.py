"""One fact on independent pages: clauses that share a day, a figure or rare words; and what only looks like it."""

from __future__ import annotations

import pytest

from tests.relate.read_piles import findings, shows

TOLD = {
    "a day and an act": (
        "Ragna Lund, 41, a beekeeper from Ostervik, was detained near the dam of Kell on 9 May, her lawyer said.",
        "The beekeeper was apprehended at Kell on May 9, 2034. Two weeks later she was taken to another town.",
        ("detained near the dam of Kell on 9 May", "apprehended at Kell on May 9"),
    ),
    "a part in words and in percent": (
        "The mood was grim. Around 60% of ferry crossings were cancelled, the port said. Shops stayed open.",
        "The harbour master of Ostervik said that three in five ferries had not left the pier.",
        ("60% of ferry crossings", "three in five ferries"),
    ),
    "rare words side by side": (
        "The inspector said that the acid had been poured into the water tank of the greenhouse. Nobody slept there.",
        "Police believe the liquid was put in a water tank. The orchids will be replaced.",
        ("the water tank of the greenhouse", "put in a water tank"),
    ),
    "a rare place": (
        "He had once taught at an academy in Prebnik, the magazine wrote. His neighbours knew nothing of it.",
        "He worked until 2021 at a naval academy in Prebnik, on the northern coast. Since then he sold clocks.",
        ("taught at an academy in Prebnik", "naval academy in Prebnik"),
    ),
}
APART = {
    "another day": (
        "The trawler Sorrel sank near the dam of Kell on 9 May, the port said. Her crew is safe.",
        "The trawler Ida ran aground at Kell on May 21. Her crew is safe.",
    ),
    "another number of the same thing": (
        "The pipeline carried 28 million cubic metres of gas a day, two traders said. Prices rose.",
        "Some 17 million cubic metres of gas a day came through the pipeline, says the ministry. Nobody cheered.",
    ),
    "a denial": (
        "Witnesses described how a water cannon was fired at the marchers beside the theatre. Many were soaked.",
        "The police administration said that no water cannon was fired anywhere. The day was calm, it added.",
    ),
    "only a person in common": (
        "Minister Ragna Lund opened the fair in Ostervik. The sun was out.",
        "Minister Ragna Lund met fishermen at the quay of Prebnik. They want cheaper diesel.",
    ),
}


def pages(one: str, other: str) -> list[str]:
    """Two pages of one story."""
    return [f"2034-05-22 | Vik Tribune | Notes | {one}", f"2034-05-22 | Harbour Post | From the coast | {other}"]


@pytest.mark.parametrize("name", TOLD)
def test_a_fact_that_two_pages_tell_is_an_agreement(name: str) -> None:
    one, other, sides = TOLD[name]
    found = findings(pages(one, other))
    assert any(f.kind == "agreement" and shows(f, list(sides)) for f in found)
    assert all(f.independent == 2 for f in found if f.reason.startswith("the same fact"))


@pytest.mark.parametrize("name", APART)
def test_what_only_looks_like_it_is_none(name: str) -> None:
    assert not [f for f in findings(pages(*APART[name])) if f.reason.startswith("the same fact")]


def test_the_order_of_the_pages_does_not_matter() -> None:
    one, other, _ = TOLD["a day and an act"]
    rows = pages(one, other)
    told = [
        sorted(
            sorted(side.evidence[0].span.exact for side in f.sides) for f in findings(order) if f.kind == "agreement"
        )
        for order in (rows, rows[::-1])
    ]
    assert told[0] == told[1] != []


def test_what_one_of_two_pages_tells_twice_is_one_agreement() -> None:
    once = "The envoys met. Chile earlier this month staged naval drills with Peru and Ecuador, two of its neighbours."
    twice = (
        "Chile took part in major naval exercises in Ecuador earlier this month, a show of strength. They went home. "
        "Chile took part earlier this month in major naval exercises with Ecuador and Peru, where it has a large base."
    )
    found = [f for f in findings(pages(once, twice)) if f.kind == "agreement"]
    assert len([f for f in found if shows(f, ["staged naval drills", "major naval exercises"])]) == 1
