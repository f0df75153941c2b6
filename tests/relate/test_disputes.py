"""Causes in dispute, claims set side by side, shifts that a page reports, lines that are held, equal counts."""

from __future__ import annotations

import pytest

from tests.relate.pile import Pile

TAKEN = "The blockade by Norland, resulting in chaos at the port of Vik, lasted a week."
MADE = "Flights stopped because of the chaos that the Sorlanders have created at the port of Vik."


def two_causes(second: str = MADE, who: str = "the Sorlanders") -> Pile:
    """Two pages, each with a cause."""
    pile = Pile()
    one, other = pile.page("one", TAKEN, "2024-03-04"), pile.page("two", second, "2024-03-06")
    pile.mention(one, "Norland", "NOR", None)
    pile.mention(other, who, "SOR" if who != "Norland" else "NOR", None)
    return pile


def test_one_thing_laid_at_two_doors_is_a_contradiction() -> None:
    (finding,) = two_causes().findings()
    assert (finding.kind, finding.strength, finding.independent) == ("contradiction", "hard", 2)
    assert [side.label for side in finding.sides] == ["Norland: cause", "the Sorlanders: cause"]
    assert finding.topic == "chaos at the port of Vik"  # words of the page in their order
    assert [side.evidence[0].span.exact for side in finding.sides] == [TAKEN, MADE]


@pytest.mark.parametrize(
    ("second", "who"),
    [
        ("Flights stopped because of the chaos that Norland has created at the port of Vik.", "Norland"),
        ("Flights stopped because of the chaos that the Sorlanders have created in the capital.", "the Sorlanders"),
        ("Flights stopped because of the delay that the Sorlanders have created at the port of Vik.", "the Sorlanders"),
    ],
)
def test_one_door_another_place_or_another_thing_is_none(second: str, who: str) -> None:
    assert two_causes(second, who).findings() == []


def test_a_cause_that_the_page_calls_open_and_two_speakers_name() -> None:
    pile = Pile()
    text = (
        "The cause of the fire is still unknown. Engineers said a cable broke, while the mayor said arson was likely."
    )
    page = pile.page("one", text, "2024-03-04")
    first, second = pile.mention(page, "Engineers"), pile.mention(page, "the mayor")
    pile.statement(page, "a cable broke", first)
    pile.statement(page, "arson was likely", second)
    assert pile.findings() == []  # Statements without the words of a speaker name nobody.
    pile = Pile()
    page = pile.page("one", text, "2024-03-04")
    pile.statement(page, "a cable broke", pile.mention(page, "Engineers"), speaker_words="Engineers")
    pile.statement(page, "arson was likely", pile.mention(page, "the mayor"), speaker_words="the mayor")
    (finding,) = pile.findings()
    assert (finding.kind, finding.topic) == ("contradiction", "the fire")


def test_a_claim_and_its_denial_that_one_page_sets_side_by_side() -> None:
    pile = Pile()
    text = "Norland said the ship's papers will open the talks. The papers will not be open at the talks, said Sorland."
    page = pile.page("one", text, "2024-03-04")
    pile.statement(page, "the ship's papers will open the talks", pile.mention(page, "Norland", "NOR", None))
    pile.statement(page, "The papers will not be open at the talks", pile.mention(page, "Sorland", "SOR", None))
    assert pile.findings() == []  # Three words: too little to go by.


def test_a_shift_that_a_page_reports_itself() -> None:
    pile = Pile()
    text = (
        "President Vost has ordered the fleet home.\n\nVost's order marks a sharp shift in Norland's position on the "
        "strait. Ministers had previously praised the blockade. Shops are open."
    )
    pile.page("one", text, "2024-03-04")
    (finding,) = pile.findings()
    assert (finding.kind, finding.actor, finding.strength) == ("shift", "Norland", "hard")
    before, after = finding.sides
    assert [piece.span.exact for piece in before.evidence] == ["Ministers had previously praised the blockade."]
    assert after.evidence[0].span.exact == "President Vost has ordered the fleet home."


@pytest.mark.parametrize(
    "text",
    [
        "The Harvest Party dropped its boycott of the vote on Tuesday. It had vowed to stay away.",
        "The ferry line will run on Sundays after all. As recently as May it called the idea mad.",
        "The governor changed his mind on Friday. He had previously refused to speak to the union.",
    ],
)
def test_many_ways_to_say_that_somebody_turned(text: str) -> None:
    pile = Pile()
    pile.page("one", text, "2024-03-04")
    (finding,) = pile.findings()
    assert (finding.kind, finding.basis) == ("shift", "wording")


def test_a_shift_without_a_before_is_not_reported() -> None:
    pile = Pile()
    pile.page("one", "The vote marks a shift in Norland's policy on fish. Shops are open.", "2024-03-04")
    assert pile.findings() == []


def held(second: str, country: str = "NOR") -> Pile:
    """Two statements of officials in two pages."""
    pile = Pile()
    first = "militants could use the unrest to enter neighbouring states"
    for name, text, state, day in (("one", first, "NOR", "2024-03-04"), ("two", second, country, "2024-05-04")):
        speaker = "Norland" if state == "NOR" else "Sorland"
        page = pile.page(name, f"{speaker} warned that {text}.", day)
        pile.statement(page, text, pile.mention(page, speaker, state), act="warn")
    return pile


def test_one_line_in_other_words_holds() -> None:
    (finding,) = held("fighting may spread across the frontier").findings()
    assert (finding.kind, finding.strength, finding.independent) == ("agreement", "soft", 2)
    assert "insecurity, neighbours, spreading" in finding.reason


def test_another_state_or_another_fear_holds_no_line() -> None:
    assert held("fighting may spread across the frontier", "SOR").findings() == []
    assert held("the price of grain may reach the level of last year").findings() == []


def counts(second: float, words: str, names: tuple[str, ...] = ("Vik", "Berek")) -> list[str]:
    pile = Pile()
    one = pile.page("one", "The toll stands at 24 dead in Vik, Berek said.", "2024-03-04")
    other = pile.page("two", f"Now {words} people have died, Berek said in Vik.", "2024-03-06")
    for page in (one, other):
        for name in names:
            pile.mention(page, name, "NOR" if name == "Berek" else None, "GOV")
    pile.figure(one, "24", 24)
    pile.figure(other, words, second)
    return pile.kinds()


def test_equal_counts_in_two_chains_agree() -> None:
    assert counts(24, "24") == ["agreement"]
    assert "agreement" not in counts(27, "27")
