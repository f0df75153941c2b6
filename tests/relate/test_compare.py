"""Two bare claims: what one does to the other, by signs on the surface."""

from __future__ import annotations

import pytest

from onrecord.relate.compare import compare


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The port of Amarel is open, the harbour master said.",
         "But the port was closed when ships came to leave it, fishermen said."),
        ("Minister Ilsa Doren ordered the march, two officers testified.",
         "However, Doren rejected the testimony of the officers about the march as baseless."),
        ("Veldania will not send envoys to the talks in Halvard.",
         "Yet three envoys of Veldania have arrived for the talks."),
    ],
)  # fmt: skip
def test_claims_that_are_set_against_each_other_weaken(a: str, b: str) -> None:
    found = compare(a, b)
    assert found.relation == "weaken"
    assert len(found.reasons) > 1


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The strike in Halvard entered its second week.", "Bus drivers in Halvard said the strike would go on."),
        ("The mine did not open on Monday.", "Families waited at the gate of the mine for news."),
        ("The bank of Sund is open.", "Customers said the bank was not closed."),
    ],
)
def test_one_sign_alone_is_not_enough(a: str, b: str) -> None:
    assert compare(a, b).relation == "strengthen"


def test_a_claim_that_denies_weakens_in_whatever_words() -> None:
    found = compare("The dam at Orrin holds, engineers said.", "A retired surveyor dismissed that as a fairy tale.")
    assert found.relation == "weaken"
    assert any("dismissed" in reason for reason in found.reasons)


def test_claims_that_share_no_word_have_nothing_to_do_with_each_other() -> None:
    assert compare("The ferry sank at dawn.", "But talks on wages failed.").relation == "neither"


def test_the_reasons_quote_the_words_that_they_rest_on() -> None:
    found = compare("The well of Sund is safe, officials said.", "But the well is unsafe, a doctor said.")
    assert found.relation == "weaken"
    assert any("“But”" in reason for reason in found.reasons)
    assert any("safe" in reason and "unsafe" in reason for reason in found.reasons)
