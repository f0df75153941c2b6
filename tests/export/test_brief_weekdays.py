"""What undated pages tell by the day of the week: in the order of one week, and never as a date."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.export.brief import brief, to_terminal
from onrecord.records import Article, DateInference, DateInterval, Event, TimeExpression, make_id
from onrecord.weekdays import week
from tests.export.piles import PileMaker, day, page, shuffled, span


def tells(make: PileMaker, article: Article, actor: str, clause: str, time: str, form: str, lemma: str) -> Event:
    """A deed that its page puts on a weekday."""
    when = TimeExpression(make_id("t", article.id, clause), article.id, span(article, time), "DATE", None, form)
    deed = make.happens(article, actor, clause, DateInterval(), date_time=when.id)
    made = replace(deed, lemma=lemma)
    make.records.add(when, made)
    return made


def fire() -> PileMaker:
    make = PileMaker()
    texts = [
        "Fire destroyed the old mill of Tarn on Friday night. Owner Ada Voll thanked the firemen on Sunday.",
        "Fire destroyed the old mill at Tarn late on Friday. Ada Voll visited the ruin on Saturday.",
        "The council will meet in Tarn on Monday.",
    ]
    one, two, three = (page(f"{place}.txt", [("body", text)]) for place, text in enumerate(texts))
    make.records.add(one, two, three)
    tells(make, one, "Fire", "Fire destroyed the old mill of Tarn on Friday night", "Friday night",
          "weekday:4:past:NI", "destroy")  # fmt: skip
    tells(
        make, two, "Fire", "Fire destroyed the old mill at Tarn late on Friday", "Friday", "weekday:4:past", "destroy"
    )
    tells(make, one, "Owner Ada Voll", "Owner Ada Voll thanked the firemen on Sunday", "Sunday", "weekday:6:past",
          "thank")  # fmt: skip
    tells(make, two, "Ada Voll", "Ada Voll visited the ruin on Saturday", "Saturday", "weekday:5:past", "visit")
    tells(make, three, "The council", "The council will meet in Tarn on Monday", "Monday", "weekday:0:future", "meet")
    return make


def chronology(make: PileMaker) -> str:
    text = to_terminal(brief(make.records), full=True)
    return " ".join(text[text.index("Chronology") : text.index("Who said what")].split())


def test_weekdays_stand_in_order_and_reports_in_like_words_are_one() -> None:
    text = chronology(fire())
    assert "By the day of the week alone" in text
    days = [text.index(f" {name} ") for name in ("Friday", "Saturday", "Sunday", "Monday")]
    assert days == sorted(days)
    assert text.count("destroyed the old mill") == 1
    assert "[1:1, 2:1] (2 pages, 2 independent)" in text
    assert to_terminal(brief(shuffled(fire().records, 5)), full=True) == to_terminal(brief(fire().records), full=True)


def test_two_deeds_that_share_most_words_stay_two() -> None:
    make = fire()
    four = page("4.txt", [("body", "Fire spared the old mill of Tarn on Friday night.")])
    make.records.add(four)
    tells(make, four, "Fire", "Fire spared the old mill of Tarn on Friday night", "Friday night",
          "weekday:4:past:NI", "spare")  # fmt: skip
    assert "spared the old mill" in chronology(make)
    assert "destroyed the old mill" in chronology(make)


def test_a_weekday_that_the_pile_dates_is_told_by_its_date_alone() -> None:
    make = fire()
    event = next(item for item in make.records.all(Event) if item.lemma == "thank")
    assert event.date_time is not None
    known = day("2031-06-01", "inferred")
    make.records.add(
        DateInference("i_e", event.id, known, "", ()), DateInference("i_t", event.date_time, known, "", ())
    )
    text = chronology(make)
    assert text.count("thanked the firemen") == 1
    assert text.index("thanked the firemen") < text.index("By the day of the week alone")


@pytest.mark.parametrize(
    ("past", "ahead", "order"),
    [
        ({4: 9, 5: 3, 6: 1}, frozenset(), [4, 5, 6]),
        ({6: 1, 0: 2, 4: 5}, frozenset(), [4, 6, 0]),
        ({2: 4, 4: 4}, frozenset({0}), [2, 4, 0]),
        ({}, frozenset({1, 0}), [0, 1]),
        ({0: 1, 2: 1, 4: 5}, frozenset(), [0, 2, 4]),
        ({}, frozenset(), []),
    ],
)
def test_the_week_begins_behind_the_longest_gap(past: dict[int, int], ahead: frozenset[int], order: list[int]) -> None:
    assert week(past, ahead) == order
