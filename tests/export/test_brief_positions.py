"""Positions over time in the brief: the steps of an actor on a question, those that turn in the short form."""

from __future__ import annotations

from dataclasses import replace

from onrecord.courses import Standpoint, Step
from onrecord.export.brief import brief, to_terminal
from onrecord.records import Article, DateInterval, Evidence, Span
from tests.export.piles import PileMaker, day, page


def pile(count: int) -> tuple[PileMaker, Article, list[str]]:
    make = PileMaker()
    lines = [f"Ivo Rand said that road {number} would stay open." for number in range(count)]
    article = page("one.txt", [("body", line) for line in lines], published=day("2031-03-30", "stated"))
    make.records.add(article)
    for line in lines:
        make.says(article, "Ivo Rand", line)
    return make, article, lines


def step(make: PileMaker, article: Article, words: str, number: int) -> Step:
    start = article.text.index(words)
    span = Span(start, start + len(words), article.text)
    date = DateInterval(f"2031-03-{number + 1:02}", f"2031-03-{number + 1:02}", "resolved")
    return Step(date, False, "Ivo Rand", "", (Evidence(article.id, span),))


def test_a_course_is_told_in_order_and_says_where_it_turns() -> None:
    make, article, lines = pile(3)
    steps = [step(make, article, line, number) for number, line in enumerate(lines)]
    steps[0] = replace(steps[0], position="denied")
    steps[2] = replace(steps[2], turn="r_1")
    text = to_terminal(brief(make.records, positions=[Standpoint("Ivo Rand", "road", tuple(steps))]))
    told = " ".join(text.split("Positions over time\n")[1].split("\n\n")[0].split())
    assert told.startswith(f"Ivo Rand · road 1 Mar (Sat) · Ivo Rand: “{lines[0]}” [1:1] (denied or not done) 2 Mar")
    assert told.endswith(f"“{lines[2]}” [1:5] (the position turns here)")


def test_the_short_form_keeps_the_turn_what_stood_before_it_and_the_end() -> None:
    make, article, lines = pile(12)
    steps = [step(make, article, line, number) for number, line in enumerate(lines)]
    steps[8] = replace(steps[8], turn="r_1")
    text = to_terminal(brief(make.records, positions=[Standpoint("Ivo Rand", "road", tuple(steps))]))
    told = text.split("Positions over time\n")[1].split("\n\n")[0]
    assert [number for number in range(12) if f"road {number} " in told] == [0, 1, 2, 7, 8, 11]
    assert "and 6 more" in told


def test_without_positions_there_is_no_such_section() -> None:
    make, _, _ = pile(1)
    assert "Positions over time" not in to_terminal(brief(make.records))
