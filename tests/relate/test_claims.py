"""Claims by themselves: when the names in two of them tell them apart."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from onrecord.relate.claims import Claim, names_apart


def claim(*names: str, sides: tuple[str, ...] = ()) -> Claim:
    """A claim of which only the names and the states and actors named matter."""
    return cast("Claim", SimpleNamespace(names=frozenset(names), sides=frozenset(sides)))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("norland", "sorland", True),  # As long as each other, and yet two.
        ("port amarel", "port corvin", True),
        ("norland", "norlander", False),
        ("norland", "norland", False),
        ("cape norland", "norland", False),
        ("norland", "norland-east", True),
    ],
)
def test_names_that_are_not_of_one_thing_tell_claims_apart(one: str, other: str, apart: bool) -> None:
    assert names_apart(claim(one), claim(other)) is names_apart(claim(other), claim(one)) is apart


@pytest.mark.parametrize(("one", "other", "apart"), [("norway", "bergen", False), ("oslo", "bergen", True)])
def test_a_place_and_its_country_are_not_apart(one: str, other: str, apart: bool) -> None:
    assert names_apart(claim(one, sides=("state:NOR",)), claim(other, sides=("state:NOR",))) is apart
