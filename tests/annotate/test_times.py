import datetime as dt

import pytest

from onrecord.annotate.parsing import parse, words_of
from onrecord.annotate.times import find_times
from onrecord.annotate.times_grammar import read_paragraph, rules
from onrecord.records import Article, Block, TimeExpression
from onrecord.settings import default_settings
from onrecord.timex import days

PUBLISHED = dt.date(2031, 5, 14)
"""A Wednesday."""


def times(text: str, published: dt.date | None = PUBLISHED) -> list[TimeExpression]:
    article = Article("a_1", "d_1", "p.txt", text, (Block(0, len(text), "body", 1.0),), language="en", as_is=True)
    found = find_times(parse(article, default_settings().models), published)
    assert all(item.span.holds(text) for item in found)
    assert len({item.id for item in found}) == len(found)
    return found


def values(text: str, published: dt.date | None = PUBLISHED) -> list[tuple[str, str | None]]:
    return [(item.span.exact, item.value) for item in times(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minister Ilsa Doren said on Tuesday that the port was open.", [("Tuesday", "2031-05-13")]),
        ("Veldania is set to withdraw its ships on Tuesday.", [("Tuesday", "2031-05-20")]),
        ("The two ministers will meet Friday in Port Amarel.", [("Friday", "2031-05-16")]),
        ("The hearing had been scheduled for Friday.", [("Friday", "2031-05-16")]),
        ("Doren said last Wednesday that she would resign.", [("last Wednesday", "2031-05-07")]),
        ("The president arrived on Wednesday.", [("Wednesday", "2031-05-14")]),
        ("Troops crossed the river on Monday night.", [("Monday night", "2031-05-12TNI")]),
        ("The talks resume at 9:30 a.m. on Friday, aides said.", [("9:30 a.m. on Friday", "2031-05-16T09:30")]),
    ],
)
def test_the_tense_gives_a_weekday_its_direction(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They will look for a way around Tuesday's ruling.", "2031-05-13"),
        ("The price is far below Friday's sales.", "2031-05-09"),
        ("They will attend Friday's summit.", "2031-05-16"),
        ("The company declared a dividend, payable June 2, and a split.", "2031-06-02"),
        ("He was named chairman, effective June 1.", "2031-06-01"),
    ],
)
def test_what_has_a_day_of_its_own_is_over_unless_it_is_due(text: str, value: str) -> None:
    assert [found for _, found in values(text)] == [value]


def test_direction_is_told_apart_within_one_sentence() -> None:
    found = values("The envoy, who left on Monday, said Tuesday that talks will go on until Friday.")
    assert found == [("Monday", "2031-05-12"), ("Tuesday", "2031-05-13"), ("Friday", "2031-05-16")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It happened on 3 March 2029.", [("3 March 2029", "2029-03-03")]),
        ("At the briefing (May 9, 2031) she declined to answer.", [("May 9, 2031", "2031-05-09")]),
        ("They signed on Thursday, April 3.", [("Thursday, April 3", "2031-04-03")]),
        ("The truce of October 2 was broken.", [("October 2", "2030-10-02")]),
        ("The vessel left on 2031-04-30.", [("2031-04-30", "2031-04-30")]),
        ("The vessel left on 25/04/2031.", [("25/04/2031", "2031-04-25")]),
        ("In early March, the dam failed.", [("early March", "2031-03")]),
        ("Exports fell in the first quarter of 2030.", [("the first quarter of 2030", "2030-Q1")]),
        ("He ruled in the late 1990s and the 20th century ended.",
         [("the late 1990s", "199X"), ("the 20th century", "19XX")]),
        ("The union walked out last week and again two months ago.",
         [("last week", "2031-W19"), ("two months ago", "2031-03")]),
        ("The bridge will open by the end of the month.", [("the end of the month", "2031-05")]),
        ("The rains failed last summer.", [("last summer", "2030-SU")]),
    ],
)  # fmt: skip
def test_dates_get_their_values(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("The siege lasted three weeks.", "DURATION", "P3W"),
        ("He was held for at least 72 hours.", "DURATION", "PT72H"),
        ("They waited two and a half hours.", "DURATION", None),
        ("A five-year plan was adopted.", "DURATION", "P5Y"),
        ("Over the past two months the river rose.", "DURATION", "P2M"),
        ("The council meets every Thursday.", "SET", "XXXX-WXX-4"),
        ("Fishermen pay a daily fee.", "SET", "P1D"),
        ("The guards earn $2 a day.", "SET", "P1D"),
    ],
)
def test_stretches_and_sets(text: str, kind: str, value: str | None) -> None:
    found = times(text)
    assert [item.type for item in found] == [kind]
    assert value is None or found[0].value == value


@pytest.mark.parametrize(
    "text",
    [
        "Protesters may march on the palace.",
        "The Sunday Herald was closed by the court.",
        "Some 2,000 people fled.",
        "More than 1980 houses burned.",
        "The 44-year-old sailor survived.",
        "Amarel United won 2-1.",
        "A second boat sank.",
        "They sat round a Christmas tree.",
        "The deal is worth $2031.",
    ],
)
def test_what_only_looks_like_a_time(text: str) -> None:
    assert times(text) == []


def test_an_unknown_day_of_publication_leaves_the_relative_form() -> None:
    found = times("Doren said Thursday that the treaty of May 3, 2030 holds until August 17.", None)
    assert [(item.value, item.relative) for item in found] == [
        (None, "weekday:3:past"),
        ("2030-05-03", None),
        ("XXXX-08-17", "monthday:08-17:ahead"),
    ]


def test_tomorrow_and_its_date_are_two_expressions() -> None:
    found = times("The ambassador will meet them tomorrow, Thursday May 15.", None)
    assert [(item.span.exact, item.relative) for item in found] == [
        ("tomorrow", "day:1"),
        ("Thursday May 15", "monthday:05-15:ahead"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministers met on Tuesday (May 6) in Port Amarel.", ["2031-05-06", "2031-05-06"]),
        ("The ministers met on May 6 (Tuesday) in Port Amarel.", ["2031-05-06", "2031-05-06"]),
        ("The ministers met on Tuesday (May 7) in Port Amarel.", ["2031-05-13", "2031-05-07"]),
    ],
)
def test_a_weekday_has_the_date_in_brackets_beside_it_if_it_falls_on_one(text: str, expected: list[str]) -> None:
    assert [value for _, value in values(text)] == expected


def test_that_day_counts_from_the_date_before() -> None:
    found = values("The dam broke on 3 March 2029. Two villages were flooded the next day.")
    assert found == [("3 March 2029", "2029-03-03"), ("the next day", "2029-03-04")]


@pytest.mark.parametrize("published", [None, PUBLISHED])
@pytest.mark.parametrize("first", ["Monday", "March", "3 March 2029", "tomorrow", "the weekend"])
@pytest.mark.parametrize("then", ["the end of that week", "early that month", "late the following year"])
def test_a_part_of_a_counted_stretch_can_be_counted(published: dt.date | None, first: str, then: str) -> None:
    found = times(f"Talks began on {first}. They went on until {then}.", published)
    assert len(found) == 2
    assert all(days(item.relative, PUBLISHED) is not None for item in found if item.relative)


def test_a_count_out_of_the_calendar_is_just_past() -> None:
    assert values("The wall was built 5,000 years ago.") == [("5,000 years ago", "PAST_REF")]


def test_spans_hold_in_text_with_odd_characters() -> None:
    text = "\U0001f6a2 The ship\u00a0left on\u00a0Monday.\r\n\r\n\u202eשלום\u202c came\tlast\u00a0week \u0663 days ago."
    assert ("Monday", "2031-05-12") in values(text)


def test_every_rule_compiles_and_has_a_name() -> None:
    assert all(rule.name for rule in rules())


WORDS_OF_TIME = (
    "It was about 9:30 a.m. GMT, on Wednesday, the 3rd of March, 2029, a year-ago quarter, Q3 2030, the 1988 period, "
    "mid-1990s, the '80s, the late nineties, nineteen ninety-six, the 20th century, two and a half years ago, "
    "the end of last month, at least the past two hundred and thirty-five trading days, a six-month-old truce, "
    "the week of March 6, once a week, every other Friday, every March, each summer, 25/04/2031, 2031-04-30T18:00, "
    "April 24 to 25, at noon, the next morning, overnight, New Year's Eve, Labor Day 2030, the current talks, "
    "decades-long, several-week, the second half of 2030, year-end, the month end, ten days from now, "
    "the year ended June 30."
)


def test_reading_around_clues_finds_what_reading_everything_finds() -> None:
    everything = [
        (place, clue) for rule in rules() for clue in rule.clues for place in range(0, len(WORDS_OF_TIME), 20)
    ]
    by_clue = read_paragraph(WORDS_OF_TIME, words_of(WORDS_OF_TIME))
    assert by_clue == read_paragraph(WORDS_OF_TIME, sorted(everything))
    assert len(by_clue) > 35


def test_every_rule_has_clues() -> None:
    assert all(rule.clues for rule in rules())
