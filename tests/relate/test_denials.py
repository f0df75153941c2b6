"""A denial that points back contradicts what stands before it on the page."""

from __future__ import annotations

import pytest

from onrecord.records import Finding, Span, Statement
from onrecord.relate.denials import denials
from onrecord.relate.known import Known
from tests.relate.pile import Pile


def found(text: str, said: list[tuple[str, str, str]]) -> list[Finding]:
    """The findings of a page whose statements are (speaker, verb, content)."""
    pile = Pile()
    page = pile.page("one", text, "2031-05-13")
    at = 0
    for number, (speaker, cue, content) in enumerate(said):
        at = text.index(speaker, at)
        verb = text.index(cue, at)
        start = text.index(content, at)
        what, how, who = (
            (Span(first, first + len(words), text),) for first, words in ((start, content), (verb, cue), (at, speaker))
        )
        pile.records.add(Statement(f"s_{number}", page.id, what, how, who, None, "named", "indirect", "say"))
    return list(denials(Known(pile.records)))


def sides(text: str, said: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    (finding,) = found(text, said)
    assert finding.kind == "contradiction"
    return [(side.label, side.evidence[0].span.exact) for side in finding.sides]


def test_what_somebody_said_in_the_sentence_before_is_denied() -> None:
    text = 'Director Vidor said that two terminals were working. Petra Holm denied that: "Not one box has moved."'
    told = [("Director Vidor", "said", "two terminals were working"), ("Petra Holm", "denied", "that")]
    assert sides(text, told) == [
        ("Director Vidor: said", "two terminals were working"), ("Petra Holm: denied", "Petra Holm denied that"),
    ]  # fmt: skip


def test_a_charge_is_denied_in_an_aside() -> None:
    text = "Orlen complained that guards had beaten students, a charge that the ministry strongly denied on Monday."
    told = [("Orlen", "complained", "guards had beaten students"), ("the ministry", "denied", "the ministry")]
    assert sides(text, told)[0] == ("Orlen: said", "guards had beaten students")
    assert sides(text, told)[1][1].startswith("a charge that the ministry strongly denied")


def test_what_the_page_tells_is_denied_behind_although() -> None:
    text = "The bridge had not been inspected since 2029, although the company disputes this."
    assert sides(text, [("the company", "disputes", "this")]) == [
        ("the page: said", "The bridge had not been inspected since 2029"),
        ("the company: denied", "the company disputes this"),
    ]


OPEN = ("Vidor", "said", "the port was open")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Vidor said that the port was open. He did not deny that.", [OPEN, ("He", "deny", "that")]),
        ("Vidor said that the port was open. Vidor denied the claim.", [OPEN, ("Vidor", "denied", "the claim")]),
        ("Vidor said that the port was open. Holm denied that she left.", [OPEN, ("Holm", "denied", "she left")]),
        ("Vidor made an offer of three crowns. Holm rejected it.", [("Holm", "rejected", "it")]),
        ("The ships wait. Holm denied the report.", [("Holm", "denied", "the report")]),
        ("Vidor said that the port was open. It rains. Holm denied that.", [OPEN, ("Holm", "denied", "that")]),
    ],
)
def test_what_denies_nothing_that_stands_before_it(text: str, told: list[tuple[str, str, str]]) -> None:
    assert not found(text, told)
