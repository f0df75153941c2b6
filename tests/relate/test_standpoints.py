"""Positions of an actor on a question that the pages themselves name, in order, with the points where they turn."""

from __future__ import annotations

import pytest

from onrecord.courses import Standpoint
from onrecord.pipeline import read_page, relate_pile
from onrecord.records import Records
from onrecord.relate.standpoints import standpoints
from onrecord.settings import default_settings
from tests.relate.read_piles import snapshot

FERRY = [
    "2031-03-02 | - | Ferry fares stay | Harbour director Olga Lind said on Sunday that fares would not be raised.",
    "2031-03-05 | - | More passengers | Olga Lind said on Wednesday that the port had counted 900 passengers.",
    "2031-04-11 | - | Fares | Harbour director Olga Lind said on Friday that fares would go up by a fifth in June.",
]
BRIDGE = [
    "2031-09-01 | - | Bridge | Mayor Piet Haan said on Monday that the town would not close the bridge at Orle.",
    "2031-10-07 | - | Bridge | The town of Orle closed its only bridge on Tuesday. Mayor Piet Haan said he was sad.",
    "2031-10-09 | - | Bridge | Mayor Piet Haan said on Thursday that the bridge had been closed for its rust.",
]
BANK = [
    "2031-05-02 | - | Bank | Chief executive Ruth Bern of Norbank said on Friday she would not resign.",
    "2031-05-06 | - | Bank | Chief executive Ruth Bern resigned on Tuesday after clients withdrew 2 billion crowns.",
]


def told(pages: list[str], actor: str | None = None) -> list[Standpoint]:
    pile = Records()
    for number, row in enumerate(pages):
        pile.add(*read_page(snapshot(number, row), default_settings()))
    relate_pile(pile, default_settings())
    return standpoints(pile, actor)


@pytest.mark.parametrize(
    ("pages", "actor", "question", "words"),
    [
        (FERRY, "Olga Lind", "fares", ["fares would not be raised", "fares would go up by a fifth in June"]),
        (BRIDGE, "Piet Haan", "bridge", ["the town would not close", "the bridge had been closed"]),
        (BANK, "Ruth Bern", "resign", ["she would not resign", "Chief executive Ruth Bern resigned"]),
    ],
)
def test_an_actor_on_a_question_in_order(pages: list[str], actor: str, question: str, words: list[str]) -> None:
    found = next(one for one in told(pages, actor) if one.question == question)
    shown = [step.evidence[0].span.exact for step in found.steps]
    assert len(shown) == len(words)
    assert all(part in text for part, text in zip(words, shown, strict=True))
    assert found.steps[0].position == "denied"


def test_a_turn_is_a_finding() -> None:
    (found,) = told(BANK)
    assert [step.turn is None for step in found.steps] == [True, False]
    assert [step.said for step in found.steps] == [True, False]


@pytest.mark.parametrize(
    "pages",
    [
        FERRY[:2],  # Two matters.
        BANK[:1],  # One page is no course.
        [page.replace("on Friday she would not resign", "she liked the building") for page in BANK],
    ],
)
def test_what_is_said_once_is_no_question(pages: list[str]) -> None:
    assert told(pages) == []


def test_the_order_of_pages_changes_nothing() -> None:
    one, other = told(BRIDGE), told(BRIDGE[::-1])
    assert [(one.actor, one.question, len(one.steps)) for one in one] == [
        (one.actor, one.question, len(one.steps)) for one in other
    ]
