"""Contradictions and shifts: found where actor, act, object and time agree, and nowhere else."""

from __future__ import annotations

import pytest

from onrecord.records import Modality
from tests.relate.pile import Pile, on

DENIAL = "The ministry said that the embassy will not be evacuated."
DEED = "The navy evacuated the embassy in the night."
PLAN = "The ministry is preparing to evacuate the embassy."


def two_claims(
    first_day: str | None,
    second_day: str | None,
    second: Modality = "happened",
    country: str = "NOR",
    objects: str = "the embassy",
    lemma: str = "evacuate",
) -> Pile:
    """A denial in one page, and what another page says of it."""
    pile = Pile()
    text = (DEED if second == "happened" else PLAN).replace("the embassy", objects)
    one, other = pile.page("one", DENIAL, first_day), pile.page("two", text + " A ship burned.", second_day)
    ministry = pile.mention(one, "The ministry", "NOR")
    navy = pile.mention(other, "The navy" if second == "happened" else "The ministry", country, "MIL")
    pile.event(one, "the embassy will not be evacuated", "evacuate", "evacuated", ministry, ["the embassy"], "negated")
    pile.event(other, text[:-1], lemma, "evacuate", navy, [objects], second)
    return pile


def test_a_denial_and_the_later_deed_are_a_shift() -> None:
    pile = two_claims("2024-03-01", "2024-03-07")
    (finding,) = pile.findings()
    assert finding.kind == "shift"
    assert [side.date.latest for side in finding.sides] == ["2024-03-01", "2024-03-07"]
    assert [side.label for side in finding.sides] == ["The ministry: denied", "The navy: done"]
    assert finding.independent == 2
    assert all(
        piece.span.exact in {DENIAL, DEED} or len(piece.span.exact) < 60 for s in finding.sides for piece in s.evidence
    )
    assert "evacuate" in finding.reason and "embassy" in finding.reason


def test_a_denial_and_a_plan_of_one_day_contradict_each_other() -> None:
    (finding,) = two_claims("2024-03-01", "2024-03-01", "planned").findings()
    assert finding.kind == "contradiction"
    assert finding.topic == "the embassy will not be evacuated"


def test_a_plan_that_is_later_denied_is_a_shift() -> None:
    assert two_claims("2024-03-09", "2024-03-01", "planned").kinds() == ["shift"]


@pytest.mark.parametrize(
    "pile",
    [
        two_claims("2024-03-09", "2024-03-01"),
        two_claims("2024-03-01", "2026-11-01"),
        two_claims("2024-03-01", "2024-03-07", country="SWE"),
        two_claims("2024-03-01", "2024-03-07", objects="the mine"),
        two_claims("2024-03-01", "2024-03-07", lemma="attack"),
        two_claims("2024-03-01", "2024-03-07", second="possible"),
        two_claims(None, None),
    ],
    ids=[
        "deed before the denial",
        "years later",
        "another state",
        "another object",
        "another act",
        "only possible",
        "undated",
    ],
)
def test_no_finding_where_time_actor_act_or_object_differ(pile: Pile) -> None:
    assert pile.kinds() == []


def test_planned_and_done_do_not_contradict_each_other() -> None:
    pile = Pile()
    one, other = pile.page("one", PLAN, "2024-03-01"), pile.page("two", DEED, "2024-03-02")
    pile.event(
        one, PLAN[:-1], "evacuate", "evacuate", pile.mention(one, "The ministry", "NOR"), ["the embassy"], "planned"
    )
    pile.event(other, DEED[:-1], "evacuate", "evacuated", pile.mention(other, "The navy", "NOR"), ["the embassy"])
    assert "contradiction" not in pile.kinds() and "shift" not in pile.kinds()


def test_anybody_is_no_object_that_two_claims_share() -> None:
    pile = Pile()
    one = pile.page("one", "No people of the south district were freed.", "2024-03-01")
    two = pile.page("two", "The army freed people of the coast.", "2024-03-05")
    army = pile.mention(two, "The army", "NOR", "MIL")
    other = pile.mention(one, "south", "NOR", "MIL")
    pile.event(
        one,
        "No people of the south district were freed",
        "free",
        "freed",
        other,
        ["people of the south district"],
        "negated",
    )
    pile.event(
        two, "The army freed people of the coast", "free", "freed", army, ["people of the coast"], date=on("2024-03-05")
    )
    assert pile.kinds() == []


def test_the_order_of_the_records_does_not_matter() -> None:
    one, two = two_claims("2024-03-01", "2024-03-07"), two_claims("2024-03-01", "2024-03-07")
    backwards = Pile()
    backwards.records.add(*reversed(list(two.records)))
    assert one.findings() == backwards.findings()


def test_an_undated_denial_of_a_state_comes_before_its_dated_deed() -> None:
    pile = Pile()
    one, other = pile.page("one", DENIAL), pile.page("two", DEED, "2024-03-07")
    ministry = pile.mention(one, "The ministry", "NOR")
    told = pile.statement(one, "the embassy will not be evacuated", ministry)
    navy = pile.mention(other, "The navy", "NOR", "MIL")
    pile.event(one, "the embassy will not be evacuated", "evacuate", "evacuated", None, ["the embassy"], "negated",
               told_by=told)  # fmt: skip
    pile.event(other, DEED[:-1], "evacuate", "evacuated", navy, ["the embassy"], date=on("2024-03-07"))
    (finding,) = pile.findings()
    assert (finding.kind, finding.strength) == ("shift", "soft")
    assert [side.label for side in finding.sides] == ["The ministry: denied", "The navy: done"]
    assert "the day of the denial is not known" in finding.reason


def test_a_deed_of_a_week_that_may_lie_after_the_denial_is_a_shift() -> None:
    pile = Pile()
    one, other = pile.page("one", DENIAL, "2024-03-05"), pile.page("two", DEED, "2024-03-12")
    ministry, navy = pile.mention(one, "The ministry", "NOR"), pile.mention(other, "The navy", "NOR", "MIL")
    pile.event(one, "the embassy will not be evacuated", "evacuate", "evacuated", ministry, ["the embassy"], "negated")
    pile.event(other, DEED[:-1], "evacuate", "evacuated", navy, ["the embassy"], date=on("2024-03-04", "2024-03-10"))
    assert pile.kinds() == ["shift"]


def test_the_side_of_a_claim_about_another_names_both() -> None:
    pile = two_claims("2024-03-01", "2024-03-07")
    page = pile.page("three", "The mayor said that the navy evacuated the embassy.", "2024-03-07")
    mayor = pile.mention(page, "The mayor", None, None)
    navy = pile.mention(page, "the navy", "NOR", "MIL")
    told = pile.statement(page, "the navy evacuated the embassy", mayor, "2024-03-07")
    pile.event(page, "the navy evacuated the embassy", "evacuate", "evacuated", navy, ["the embassy"], told_by=told)
    (finding,) = [found for found in pile.findings() if found.kind == "shift"]
    assert "The mayor on the navy: done" in [side.label for side in finding.sides]
