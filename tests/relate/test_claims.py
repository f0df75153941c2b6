"""Claims by themselves: when names tell two of them apart, and what one tells of its time."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from onrecord.records import Span
from onrecord.relate.claims import Claim
from onrecord.relate.facets import one_person
from onrecord.relate.naming import names_apart


def claim(*names: str, sides: tuple[str, ...] = (), act: str = "visit", who: str = "Ida Fell") -> Claim:
    """A claim of which only the names, the states and actors named, the act and who does it matter."""
    source, actor = SimpleNamespace(lemma=act), SimpleNamespace(name=who)
    sides_of = frozenset(sides)
    return cast(
        "Claim", SimpleNamespace(names=frozenset(names), sides=sides_of, act=act, source=source, who=actor, thing=False)
    )


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


@pytest.mark.parametrize(("act", "apart"), [("hold talk", False), ("attack", True)])
def test_who_is_met_is_named_by_the_one_and_acts_in_the_other(act: str, apart: bool) -> None:
    one, other = claim("fell", act=act, who="Nils Torrow"), claim("geneva", act=act)
    assert names_apart(one, other) is names_apart(other, one) is apart


@pytest.mark.parametrize(("one", "other", "apart"), [("norway", "bergen", False), ("oslo", "bergen", True)])
def test_a_place_and_its_country_are_not_apart(one: str, other: str, apart: bool) -> None:
    assert names_apart(claim(one, sides=("state:NOR",)), claim(other, sides=("state:NOR",))) is apart


@pytest.mark.parametrize(("name", "same"), [("norway", False), ("tveit", True)])
def test_the_name_of_a_state_does_not_make_two_of_its_ministers_one(name: str, same: bool) -> None:
    who = SimpleNamespace(family="state:NOR", name="Oslo")
    bodies = frozenset({"state:NOR", f"name:{name}"})
    one = cast("Claim", SimpleNamespace(bodies=bodies, who=who))
    assert one_person(one, one) is same


def told(clause: str, verb: str) -> Claim:
    """A claim of one clause, known by its words and its verb."""
    start = clause.index(verb)
    shown = SimpleNamespace(exact=clause, start=0)
    source = SimpleNamespace(trigger=(Span(start, start + len(verb), clause),), lemma=verb)
    return cast("Claim", SimpleNamespace(words=shown, source=source))


@pytest.mark.parametrize(
    ("clause", "verb", "goes_on"),
    [
        ("Norland is not supplying weapons to Corvin", "supplying", True),
        ("The two sides are still quietly talking", "talking", True),
        ("Norland denied supplying weapons to Corvin", "supplying", False),
        ("Norland supplied weapons to Corvin", "supplied", False),
    ],
)
def test_only_a_verb_with_its_helper_tells_what_goes_on(clause: str, verb: str, goes_on: bool) -> None:
    ongoing = cast("property", Claim.ongoing).fget
    assert ongoing is not None
    assert ongoing(told(clause, verb)) is goes_on
