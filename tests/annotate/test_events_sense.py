"""What is no event: everyday acts of private persons, figures of speech, traffic, habits, crimes named in a charge."""

from __future__ import annotations

import pytest

from tests.annotate.test_events import one, read, words

PRIVATE = (
    "The woman and her husband live here. The driver, a widow, the landlord, the customer and the owner know them. "
    "The teacher, the nurse and the farmer met them last year. "
)
"""A page that tells of nobody in public life."""


@pytest.mark.parametrize(
    "text",
    [
        f"{PRIVATE}Anna Vole thanked her neighbour.",
        f"{PRIVATE}Anna Vole asked a friend for money.",
        f"{PRIVATE}Anna Vole refused to sing.",
        "Firefighters fought the blaze until dawn.",
        "The senator survived several attacks on his record.",
        "The rebels often attack ships.",
        "The minister defended her decision.",
        "The man was convicted of murder of an officer.",
        "The nurse suffered a heart attack.",
        "Asked by reporters about the vote, the minister left.",
        "A woman was treated in hospital and released.",
        "The reporter was fired from his job at a bank.",
        "The hostess shut herself in a room.",
        "Lida and her husband walked out of the store.",
        "The diplomat requested anonymity.",
        "The minister declined to give her name.",
    ],
)
def test_what_is_no_event(text: str) -> None:
    kinds = [(event.type, event.lemma) for event in read(text) if event.lemma not in ("meet", "convict")]
    assert kinds == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{PRIVATE}The foreign minister thanked the envoy of Norway.", "SUPPORT"),
        (f"{PRIVATE}A gunman shot two women.", "ASSAULT"),
        (f"{PRIVATE}Anna Vole was charged with fraud.", "ACCUSE"),
        ("The court released the editor from prison.", "RETREAT"),
        ("Police fired tear gas at students.", "ASSAULT"),
        ("A judge ordered the former minister held without bail.", "COERCE"),
    ],
)
def test_what_is_an_event_all_the_same(text: str, kind: str) -> None:
    assert kind in [event.type for event in read(text)]


def test_two_verbs_with_one_object_are_one_event() -> None:
    found = [event for event in read("The gunman shot and killed two officers.") if event.type == "ASSAULT"]
    assert len(found) == 1
    assert words(found[0].recipient) == ["two officers"]


def test_he_in_a_quotation_is_not_who_speaks() -> None:
    event = one('"He shot one man," Constable Ove Doren said.', "ASSAULT")
    assert "Constable Ove Doren" not in words(event.actor)


def test_a_participle_is_of_the_person_before_it() -> None:
    event = one("Hundreds came to the vigil for the teenager killed by police.", "ASSAULT")
    assert words(event.recipient) == ["the teenager"]


def test_what_was_stopped_did_not_happen() -> None:
    assert one("The navy stopped the pirates from seizing the ship.", "COERCE").modality == "negated"
