"""When what was found is what was to be found."""

from __future__ import annotations

import pytest
from eval.gold import Place
from eval.matching import f1, judge_day, name_right, pair_up, sides_met, words_of

from onrecord import DateInterval
from onrecord.records import DateBasis


def place(start: int, end: int, page: str = "a") -> Place:
    return Place(page, start, end)


def test_words_are_counted_where_they_are_touched() -> None:
    assert words_of("one two three", [place(2, 5)]) == {0, 1}
    assert words_of("one two three", [place(3, 4)]) == set()


def test_pairs_are_one_to_one_and_the_best_go_first() -> None:
    gold = [frozenset({1, 2, 3}), frozenset({3, 4, 5, 6})]
    found = [frozenset({3, 4, 5}), frozenset({1, 2, 3, 4}), frozenset({9})]
    assert pair_up(gold, found) == {0: 1, 1: 0}
    assert pair_up(gold, [frozenset({1})]) == {0: 0}
    assert pair_up(gold, [frozenset({6})]) == {}
    assert f1(frozenset(), frozenset()) == 0


@pytest.mark.parametrize(
    ("found", "right", "verdict"),
    [
        (["Minister Ilsa Doren"], ["Ilsa Doren"], True),
        (["Doren"], ["Ilsa Doren"], False),
        (["Doren", "Ilsa Doren"], ["Ilsa Doren"], True),
        (["Marovia’s government"], ["Marovian government", "Marovia's government"], True),
        (["Veldania"], ["Marovia"], False),
        ([], ["Ilsa Doren"], False),
        ([""], ["Ilsa Doren"], False),
        (["the"], ["the"], False),
    ],
)
def test_names(found: list[str], right: list[str], verdict: bool) -> None:
    assert name_right(found, right) is verdict


@pytest.mark.parametrize(
    ("earliest", "latest", "basis", "gold", "verdict"),
    [
        ("2024-03-05", "2024-03-05", "stated", ("2024-03-05", "2024-03-05"), "right"),
        ("2024-03-05", "2024-03-05", "resolved", ("2024-03-04", "2024-03-06"), "right"),
        ("2024-03-04", "2024-03-10", "inferred", ("2024-03-07", "2024-03-07"), "abstained"),
        ("2024-03-06", "2024-03-06", "resolved", ("2024-03-05", "2024-03-05"), "wrong"),
        ("2024-03-05", "2024-03-08", "resolved", ("2024-03-07", "2024-03-09"), "wrong"),
        ("2024-03-15", None, "resolved", ("2024-03-15", None), "right"),
        (None, None, "unknown", ("2024-03-05", "2024-03-05"), "abstained"),
        (None, "2024-03-05", "published", ("2024-03-05", "2024-03-05"), "abstained"),
        (None, None, "unknown", None, "right"),
        ("2024-03-05", "2024-03-05", "inferred", None, "wrong"),
    ],
)
def test_days(
    earliest: str | None, latest: str | None, basis: DateBasis, gold: tuple[str, str | None] | None, verdict: str
) -> None:
    assert judge_day(DateInterval(earliest, latest, basis), gold) == verdict


def test_sides_need_a_side_each() -> None:
    sides = [[place(0, 10)], [place(20, 30)]]
    assert sides_met(sides, [[place(0, 10)], [place(21, 29)]]) == 2
    assert sides_met(sides, [[place(0, 10), place(20, 30)]]) == 1
    assert sides_met(sides, [[place(0, 10)], [place(0, 10)]]) == 1
    assert sides_met(sides, [[place(0, 10, "b")], [place(20, 30, "b")]]) == 0


def test_stretches_meet_by_a_dozen_characters_or_half_of_the_shorter() -> None:
    assert place(0, 100).meets(place(88, 300))
    assert not place(0, 100).meets(place(90, 300))
    assert place(0, 2).meets(place(1, 40))
