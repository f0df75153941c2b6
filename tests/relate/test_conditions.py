"""How somebody is: each person is looked at, and names beside a name are read in time that grows with the text."""

from __future__ import annotations

from onrecord.relate.conditions import _ALIAS, _BEHIND
from tests.relate.read_piles import findings

PAGES = [
    "2031-05-06 | Harbour Post | Two hurt at the quay | The harbour master Jorun Valdbekk died in hospital on Tuesday, "
    "the police of Halvik said. The pilot Terje Osmunden is in custody, the police said.",
    "2031-05-06 | Vik Tribune | Calm at the quay | Jorun Valdbekk is alive and well, his wife said on Tuesday in "
    "Halvik. The engineer Runa Solbrekk is alive, the hospital of Halvik said.",
    "2031-05-06 | Kettin Chronicle | The quay in mourning | The engineer Runa Solbrekk died on Tuesday, her family "
    "said in Halvik.",
]


def test_two_persons_of_whom_pages_tell_the_same_two_conditions_are_two_findings() -> None:
    found = [finding for finding in findings(PAGES) if finding.reason.startswith("how somebody is")]
    assert sorted(finding.topic for finding in found) == [
        "The engineer Runa Solbrekk",
        "The harbour master Jorun Valdbekk",
    ]


def test_one_person_of_whom_three_pages_tell_is_one_finding() -> None:
    third = PAGES[2].replace("engineer Runa Solbrekk", "harbour master Jorun Valdbekk")
    assert [finding.kind for finding in findings([*PAGES[:2], third])].count("contradiction") == 1


def test_a_line_of_capitals_is_read_and_holds_no_alias() -> None:
    text = "BREAKINGNEWSFROMTHEHARBOUR" * 400 + " - LIVE"
    assert _ALIAS.search(text) is None
    assert _BEHIND.match(f", {text}") is not None


def test_the_other_name_is_read() -> None:
    match = _ALIAS.search("El Mirlo, whose real name is Anselmo Rebolledo, was freed.")
    assert match is not None
    assert (match["one"], match["other"]) == ("El Mirlo", "Anselmo Rebolledo")
