"""The other half of the small piles of ``test_minipiles.py``."""

from __future__ import annotations

from typing import Any

import pytest

from tests.relate.read_piles import PILES, check


@pytest.mark.parametrize("pile", PILES[1::2], ids=lambda pile: pile["name"])
def test_a_pile_has_its_finding_and_no_false_alarm(pile: dict[str, Any]) -> None:
    check(pile)
