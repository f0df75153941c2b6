"""The ways in which somebody says that a thing was not so which another source of the same day says was so.

Each denial is set against each report. Set against a report of another place, or against the same denial, it must be
silent.
"""

from __future__ import annotations

import pytest

from tests.relate.test_frames import findings

DAY = "2032-04-23"
FACTS = {
    "hurt": (
        (
            "Nobody was hurt in the fire at the Lond mill, police said on Friday.",
            "There were no casualties in the fire at the Lond mill, police said.",
            "Nobody died in the fire at the Lond mill, police said.",
            "Not a single worker was hurt in the fire at the Lond mill, police said.",
        ),
        (
            "Two workers were killed in the fire at the Lond mill, the union said.",
            "The fire at the Lond mill killed two workers, the union said on Friday.",
        ),
    ),
    "shots": (
        (
            "There was no shooting in Lond, the army said.",
            "Not a single shot was fired in Lond, the army said.",
            "Soldiers did not open fire on the crowd in Lond, the army said.",
        ),
        (
            "Soldiers fired on the crowd in Lond, witnesses said on Friday.",
            "Shots were fired at the crowd in Lond, witnesses said on Friday.",
        ),
    ),
    "leak": (
        ("Not a drop of oil has leaked from the tanker Orla, the company said.",),
        (
            "Oil is leaking from the tanker Orla, the coast guard said on Friday.",
            "Oil leaked from the tanker Orla, the coast guard said.",
        ),
    ),
    "told": (
        ("The mayor said he had not been warned of the flood.",),
        ("The weather office said it had warned the mayor of the flood.",),
    ),
}
ELSEWHERE = {
    "hurt": "Two workers were killed in a fire at a quarry in Vik, the union said.",
    "shots": "Soldiers fired on the crowd in Vik, witnesses said on Friday.",
    "leak": "Oil leaked from the tanker Varna, the coast guard said.",
    "told": "The weather office said it had warned the pilots of the storm.",
}
PAIRS = [
    (kind, denial, report) for kind, (denials, reports) in FACTS.items() for denial in denials for report in reports
]
DENIALS = [(kind, denial) for kind, (denials, _) in FACTS.items() for denial in denials]


@pytest.mark.parametrize(("kind", "denial", "report"), PAIRS)
def test_what_one_denies_and_another_tells_is_a_contradiction(kind: str, denial: str, report: str) -> None:
    assert findings(report, denial, DAY), kind


@pytest.mark.parametrize(("kind", "denial"), DENIALS)
def test_the_same_elsewhere_and_the_denial_told_again_are_none(kind: str, denial: str) -> None:
    assert not findings(ELSEWHERE[kind], denial, DAY)
    assert not findings(denial, denial, DAY)


def test_many_who_are_not_a_few_are_many() -> None:
    assert not findings("Not a few workers were hurt in the fire at the Lond mill, police said.",
                        "Workers were hurt in the fire at the Lond mill, the union said.", DAY)  # fmt: skip


def test_who_is_to_keep_his_post_and_is_dismissed() -> None:
    first = "Interior Minister Ilsa Doren said on Friday that she would remain in office."
    assert findings(first, "Prime Minister Leno Galvor dismissed Interior Minister Ilsa Doren on Friday.")
    assert not findings(first, "Prime Minister Leno Galvor dismissed Army Minister Per Halden on Friday.")


@pytest.mark.parametrize(
    "report",
    [
        "Leno Galvor dropped out of the presidential race on Friday.",
        "Leno Galvor withdrew his candidacy for president on Friday.",
        "Leno Galvor will not run for president, he said on Friday.",
    ],
)
def test_who_is_to_run_and_drops_out(report: str) -> None:
    assert findings("Leno Galvor said on Friday that he would run for president.", report)
    assert not findings("Tom Berg said on Friday that he would run for president.", report)


@pytest.mark.parametrize(
    "report", ["Norland withdrew from the games in Vik on Friday.", "Norland pulled out of the games in Vik."]
)
def test_who_is_to_take_part_and_withdraws(report: str) -> None:
    assert findings("Norland will take part in the games in Vik, its sports minister said on Friday.", report)
    assert not findings("Sorrel will take part in the games in Vik, its sports minister said on Friday.", report)


@pytest.mark.parametrize(
    ("first", "second", "other"),
    [
        (
            "President Leno Galvor said on Friday that a ban on wheat exports was not being considered.",
            "President Leno Galvor banned wheat exports on Friday.",
            "President Leno Galvor banned plastic bags on Friday.",
        ),
        (
            "Rector Leno Galvor said on Friday that there was no plan to raise tuition fees.",
            "Rector Leno Galvor imposed a rise of 25 percent in tuition fees.",
            "Rector Leno Galvor imposed a rise of 25 percent in canteen prices.",
        ),
    ],
)
def test_what_was_not_considered_and_then_done(first: str, second: str, other: str) -> None:
    assert findings(first, second)
    assert not findings(first, other)
