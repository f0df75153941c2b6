"""Whom the words at the place of a side stand for, in invented sentences."""

from __future__ import annotations

import pytest

from tests.annotate.test_events import one, words


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        ("Minister Ilsa Doren said she would meet the Orlen envoy.", "AGREE", ["Minister Ilsa Doren"], None),
        ("The teachers said they will not end the strike.", "REJECT", ["The teachers"], None),
        ("The army reiterated its support for Orlen.", "SUPPORT", ["The army"], ["Orlen"]),
        # The indictment is no woman, and several are no single one.
        ("The indictment said she attacked the guards.", "ASSAULT", ["she"], ["the guards"]),
        ("The teachers said he attacked the guards.", "ASSAULT", ["he"], ["the guards"]),
        ("LISBON, Portugal -- A Veldanian court has charged two officials.", "ACCUSE", ["A Veldanian court"], None),
        ("The French and British armies held joint exercises.", "COOPERATE", ["French armies", "British armies"], None),
        ("Japan lifted the sanctions imposed on India.", "CONCEDE", ["Japan"], ["India"]),
        ("France agreed to lend trucks to Portugal.", "AGREE", ["France"], ["Portugal"]),
        ("France withdrew its troops from Portugal.", "RETREAT", ["France"], ["Portugal"]),
        ("France expelled two diplomats from Paris.", "SANCTION", ["France"], ["two diplomats"]),
        ("The court ordered the arrest of the mayor.", "COERCE", ["The court"], ["the mayor"]),
        ("France began a new round of talks with Portugal.", "CONSULT", ["France"], ["Portugal"]),
    ],
)
def test_sides(text: str, kind: str, actor: list[str], recipient: list[str] | None) -> None:
    event = one(text, kind)
    assert words(event.actor) == actor
    if recipient is not None:
        assert words(event.recipient) == recipient


def test_who_is_cited_is_no_side() -> None:
    event = one("Veldania rejected the plan, according to the Orlen ministry.", "REJECT")
    assert words(event.recipient) == ["the plan"]


def test_a_phrase_ends_before_a_clause() -> None:
    text = (
        "A court arrested one of the loudest critics of the ministry of trade in the town, "
        "who had called for new elections and for the release of her husband."
    )
    assert words(one(text, "COERCE").recipient)[0].startswith("one of the loudest critics")


@pytest.mark.parametrize(
    ("text", "kind", "recipient"),
    [
        ("The driver fled the town but was arrested by officers.", "COERCE", "The driver"),
        ("The guards stood back although directly attacked.", "ASSAULT", "The guards"),
        ("The mayor met his Orlen counterpart, Ilsa Doren, in Lisbon.", "CONSULT", "his Orlen counterpart Ilsa Doren"),
        ("Portugal is ready to send troops to the Orlen force in Chad.", "AGREE", "the Orlen force in Chad"),
    ],
)
def test_recipients(text: str, kind: str, recipient: str) -> None:
    assert words(one(text, kind).recipient)[0] == recipient


def test_a_day_does_nothing() -> None:
    assert words(one("Thursday's shooting of two officers shocked Lisbon.", "ASSAULT").actor) == []


def test_what_goes_with_a_thwarted_deed_happened() -> None:
    assert one("The navy thwarted a raid by pirates, arresting two men.", "COERCE").modality == "happened"
