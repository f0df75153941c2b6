"""Which words of a sentence are denied, of which time, and what a sentence leaves open."""

from __future__ import annotations

import pytest

from onrecord.relate.denied_words import denied_in, is_meant, is_told, tense_of


@pytest.mark.parametrize(
    ("text", "denied", "core"),
    [
        ("He said no water cannon was used on Monday, and left.", "no water cannon was used on Monday", {"cannon"}),
        ("Neither a note, nor a call has come from Lond.", "Neither a note, nor a call has come from Lond.", {"note"}),
        ("The pair did not take a boat at all.", "not take a boat at all.", {"boat"}),
        ("There was no sign of a leak in the line.", "no sign of a leak in the line.", {"leak"}),
        ("Lond will not expel anyone until June.", "not expel anyone ", {"expel"}),
        ("No boat came and none is expected.", "No boat came ", {"boat"}),
        ("I can tell their families that not one boat was lost.", "not one boat was lost.", {"boat"}),
        (
            "Lond denied on Monday that it had asked for a boat.",
            "denied on Monday that it had asked for a boat.",
            set(),
        ),
        ("He said that there was no leak and that the line was shut.", "no leak", {"leak"}),
        ("A joint inquiry is out of the question.", "A joint inquiry is out of the question", {"inquiry"}),
    ],
)
def test_what_is_denied(text: str, denied: str, core: set[str]) -> None:
    found = [(text[one.start : one.end], one.core) for one in denied_in(text)]
    assert any(words == denied and core <= kernel for words, kernel in found), found


@pytest.mark.parametrize(
    "text",
    [
        "He did not know whether shots were fired.",
        "She does not want a boat.",
        "It was not only the boat that sank.",
        "Do not take the boat.",
        "This is not a reform.",
        "The report was not ruled out.",
        "They must make sure that no boat leaves.",
        "He had never said that there was no boat.",
        "These were rafts, not boats.",
    ],
)
def test_what_denies_nothing(text: str) -> None:
    assert not [one for one in denied_in(text) if one.thing and "boat" in one.core]
    assert not [one for one in denied_in(text) if one.core & {"fired", "reform"}]


@pytest.mark.parametrize(
    ("text", "reported", "tense"),
    [
        ("Lond will not send a boat.", False, "ahead"),
        ("No boat has come.", False, "so far"),
        ("No boat was sent.", False, "over"),
        ("that there was no boat.", True, "now"),
        ("Lond did not send a boat.", True, "over"),
    ],
)
def test_of_which_time_a_denial_is(text: str, reported: bool, tense: str) -> None:
    assert [tense_of(text, one, reported) for one in denied_in(text)] == [tense]


@pytest.mark.parametrize(
    ("text", "told", "meant"),
    [
        ("A boat sank.", True, False),
        ("Perhaps a boat sank.", False, False),
        ("No boat sank.", False, False),
        ("Lond is negotiating to buy a boat.", True, False),
        ("Lond is ready for a boat.", True, True),
        ("A boat sank on May 3.", True, False),
        ("They will pay for what could harm a boat.", False, False),
        ("They borrowed to pay for a boat.", False, False),
        ("A boat had been sent on Friday and had met no storm.", True, False),
    ],
)
def test_what_is_told_and_what_is_meant(text: str, told: bool, meant: bool) -> None:
    at = text.index("boat")
    assert (is_told(text, at), is_meant(text, at)) == (told, meant)


def test_who_asks_tells_what_is_denied_of_an_asking() -> None:
    text = "Lond wants a boat."
    assert not is_told(text, text.index("boat"))
    assert is_told(text, text.index("boat"), asked=True)
