"""Agreement on small piles read from their text: one deed told by many pages, and deeds that only look alike."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from onrecord.pipeline import read_page, relate_pile
from onrecord.records import Finding, Records
from onrecord.settings import default_settings
from tests.relate.read_piles import findings, snapshot, touches

PILES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "agreeing.toml").read_text("utf-8"))["pile"]


def agreed(pages: list[str]) -> list[Finding]:
    """The deeds and days on which some pages agree; their figures and utterances are another matter."""
    found = [finding for finding in findings(pages) if finding.kind in ("agreement", "update")]
    return [
        one for one in found if one.basis == "polarity" or one.reason.startswith(("the same day ahead", "one side"))
    ]


def held_together(finding: Finding, tells: list[str]) -> bool:
    """Whether each of some passages is shown by another side."""
    left = list(finding.sides)
    for words in tells:
        side = next((side for side in left if touches(side, words)), None)
        if side is None:
            return False
        left.remove(side)
    return True


@pytest.mark.parametrize("pile", [pile for pile in PILES if "tells" in pile], ids=lambda pile: pile["name"])
def test_one_deed_is_one_agreement(pile: dict[str, Any]) -> None:
    found = any(held_together(finding, pile["tells"]) for finding in agreed(pile["pages"]))
    assert found == (not pile.get("missed"))


@pytest.mark.parametrize("pile", [pile for pile in PILES if "apart" in pile], ids=lambda pile: pile["name"])
def test_deeds_that_look_alike_are_not_joined(pile: dict[str, Any]) -> None:
    assert not [finding.reason for finding in agreed(pile["pages"]) if held_together(finding, pile["apart"])]


def test_the_order_of_the_pages_changes_nothing() -> None:
    read = [
        list(read_page(snapshot(number, page), default_settings()))
        for number, page in enumerate(page for pile in PILES[:5] for page in pile["pages"])
    ]
    told = []
    for pages in (read, read[::-1]):
        records = Records(record for page in pages for record in page)
        relate_pile(records, default_settings())
        told.append(records.all(Finding))
    assert told[0] == told[1]
    assert told[0]


DEADLINES = [
    "2031-06-18 | Sund Herald | Fish | Norway ended its evacuation of Tarn in May, and the last peacekeepers wait in "
    "the camp. Ghana is to answer a letter of the islanders about fish by June 30.",
    "2031-06-20 | Harbour Post | Ghana leaves | Despite protests from the islanders Ghana stands by its decision to "
    "pull out all peacekeepers and evacuate the camp on Tarn by June 30. Ferries wait.",
    "2031-06-27 | Vik Tribune | Last days | On Tarn the shops are shut. Norway ended its evacuation in May, and Ghana "
    "is set to complete its own on Monday. Children wave.",
]


@pytest.mark.parametrize("first", range(3))
def test_a_deadline_is_found_beside_another_one_of_its_day_and_named_by_the_words_up_to_it(first: int) -> None:
    (found,) = (one for one in agreed(DEADLINES[first:] + DEADLINES[:first]) if one.reason.startswith("the same day"))
    assert found.topic == "to pull out all peacekeepers and evacuate the camp on Tarn by June 30"


def test_there_are_piles_of_each_sort() -> None:
    assert len(PILES) >= 25
    assert sum(pile.get("missed", False) for pile in PILES) <= 3
