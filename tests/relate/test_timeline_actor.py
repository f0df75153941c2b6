"""Names in their shorter forms, one deed told twice, and the order of a timeline."""

from __future__ import annotations

import pytest

from onrecord.records import Span
from onrecord.records.doing import Doing, Involved
from onrecord.relate.timeline_actor import Name, actor_timelines


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ilsa Doren", "Norwire reporter Ilsa Doren"),
        ("Ilsa Doren", "Doren"),
        ("Veldania Harbour Board", "VHB"),
        ("Veldania Harbour Board", "Veldania Harbour"),
        ("United States Coast Patrol", "U.S. Coast Patrol"),
        ("Tamber 440", "the 440s"),
        ("Tamber 440", "the Tamber 440-20"),
        ("Tamber X9", "the new Tamber X9"),
        ("Orvo Corp", "Orvo Corp."),
        ("Orvo store", "Orvo Book Store"),
        ("Orvo", "Orvo's"),
    ],
)
def test_a_name_in_a_form_of_the_pages(name: str, words: str) -> None:
    assert Name(name).is_in(words)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Norwire", "Norwire reporter Ilsa Doren"),
        ("Tamber", "Tamber 440"),
        ("Tamber 440", "Tamber"),
        ("Tamber X9", "9"),
        ("Veldania Harbour Board", "Board of Sundby"),
        ("Orvo Bank", "Bank"),
        ("Mira Bakers", "two good bakers"),
    ],
)
def test_what_is_not_the_name(name: str, words: str) -> None:
    assert not Name(name).is_in(words)


def test_a_form_that_is_another_name_asked_for_is_not_used() -> None:
    assert Name("Orvo Steel").is_in("Orvo")
    assert not Name("Orvo Steel", ["Orvo"]).is_in("Orvo")


def deed(number: int, sentence: str, word: str, who: list[str], date: str | None, basis: str = "stated") -> Doing:
    start = sentence.index(word)
    people = tuple(Involved(name, "subject") for name in who)
    span, whole = Span(start, start + len(word), sentence), Span(0, len(sentence), sentence)
    return Doing(f"w_{number}", f"a_{number}", span, word, word, whole, people, "happened", date, basis)


def test_earliest_first_a_vague_day_before_the_full_ones_within_it_undated_last() -> None:
    days = ["2031-05-14", None, "2031-05-XX", "2031-XX-XX", "2030-12-31"]
    pages = [[deed(n, "Orvo sold a mine.", "sold", ["Orvo", f"Buyer{n}"], day)] for n, day in enumerate(days)]
    rows = actor_timelines(["Orvo"], pages, {})["Orvo"]
    assert [row.date for row in rows] == ["2030-12-31", "2031-XX-XX", "2031-05-XX", "2031-05-14", None]


def test_the_same_deed_on_the_same_day_is_one_event_of_two_pages() -> None:
    pages = [[deed(n, "Orvo sold a mine.", "sold", ["Orvo"], "2031-05-14")] for n in range(2)]
    assert {row.event for row in actor_timelines(["Orvo"], pages, {})["Orvo"]} == {1}


def test_a_mention_without_a_day_takes_that_of_another_mention_between_the_same_actors() -> None:
    dated = deed(1, "Orvo sold a mine.", "sold", ["Orvo", "Tamber"], "2030-02-01")
    open_one = deed(2, "Orvo sold a mine.", "sold", ["Orvo", "Tamber"], None, "unknown")
    other = deed(3, "Orvo sold a mine.", "sold", ["Orvo", "Kest"], None, "unknown")
    rows = actor_timelines(["Orvo"], [[dated], [open_one], [other]], {})["Orvo"]
    assert {row.doing.id: row.date for row in rows} == {"w_1": "2030-02-01", "w_2": "2030-02-01", "w_3": None}


def test_a_short_form_in_brackets_is_learned() -> None:
    sentence = "The Port Amarel Line (Amaline) sold a ferry."
    pages = [[deed(1, sentence.replace("Amaline", "AML"), "sold", ["Port Amarel Line"], None)],
             [deed(2, "AML sold a ship.", "sold", ["AML"], None)]]  # fmt: skip
    assert len(actor_timelines(["Port Amarel Line"], pages, {})["Port Amarel Line"]) == 2


def test_a_pronoun_is_whom_the_page_says() -> None:
    he = Doing("w_1", "a_1", Span(0, 2, "He left."), "leave", "leave", Span(0, 8, "He left."),
               (Involved("He", "subject", "m_1"),), "happened", None, "unknown")  # fmt: skip
    assert len(actor_timelines(["Ilsa Doren"], [[he]], {"m_1": "Ilsa Doren"})["Ilsa Doren"]) == 1
    assert actor_timelines(["Ilsa Doren"], [[he]], {})["Ilsa Doren"] == []
