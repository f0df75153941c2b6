"""Agreement on small piles read from their text: one deed told by many pages, and deeds that only look alike."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from onrecord.records import Finding
from tests.relate.test_minipiles import findings, touches

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
    pages = [page for pile in PILES[:5] for page in pile["pages"]]
    one, other = ({finding.id: finding.sides for finding in agreed(some)} for some in (pages, pages))
    assert one == other
    assert one


def test_there_are_piles_of_each_sort() -> None:
    assert len(PILES) >= 25
    assert sum(pile.get("missed", False) for pile in PILES) <= 3
