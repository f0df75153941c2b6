"""Small piles of pages, read from their text by every stage: what is found, and above all what is not.

Every other pile; ``test_minipiles_more.py`` has the rest, so that two workers share what takes longest.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.relate.read_piles import PILES, check


@pytest.mark.parametrize("pile", PILES[::2], ids=lambda pile: pile["name"])
def test_a_pile_has_its_finding_and_no_false_alarm(pile: dict[str, Any]) -> None:
    check(pile)


def test_each_kind_has_its_piles() -> None:
    harmless = {pile["name"].split(":")[0] for pile in PILES if not pile["expect"]}
    assert len(harmless) >= 15
    assert sum(pile.get("missed", False) for pile in PILES) <= 8
