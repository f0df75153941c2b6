import datetime as dt
from typing import Any

import pytest

from onrecord.annotate.figures import find_figures
from onrecord.annotate.numbers import parse_number
from onrecord.annotate.parsing import parse
from onrecord.annotate.times import find_times
from onrecord.records import Article, Block, Figure, Span, Statement
from onrecord.settings import default_settings

PUBLISHED = dt.date(2031, 5, 14)


def figures(text: str, statements: tuple[Statement, ...] = ()) -> list[Figure]:
    article = Article("a_1", "d_1", "p.txt", text, (Block(0, len(text), "body", 1.0),), language="en", as_is=True)
    parsed = parse(article, default_settings().models)
    found = find_figures(parsed, find_times(parsed, PUBLISHED), statements)
    assert all(item.span.holds(text) for item in found)
    return found


@pytest.mark.parametrize(
    ("text", "span", "value", "unit", "counted"),
    [
        ("The navy sent four grey patrol boats to the strait.", "four grey patrol boats", 4, None, "grey patrol boats"),
        ("They stopped just 50Km away from Port Amarel.", "just 50Km", 50, "km", None),
        ("The bank lent Veldania $2.5 billion.", "$2.5 billion", 2.5e9, "USD", None),
        ("The port cost €40m to repair.", "€40m", 4e7, "EUR", None),
        ("Some 300 residents were moved.", "Some 300 residents", 300, "person", "residents"),
        ("Turnout was 61.5 percent.", "61.5 percent", 61.5, "percent", None),
        ("Oil sold at $70 a barrel.", "$70 a barrel", 70, "USD per barrel", None),
        ("A 44-year-old sailor drowned.", "44-year-old", 44, "year of age", None),
        ("Envoys of eleven countries attended.", "eleven countries", 11, None, "countries"),
        ("The road is half a million metres long.", "half a million metres", 5e5, "m", None),
        ("They sold 2.7m old tyres.", "2.7m old tyres", 2.7e6, None, "old tyres"),
    ],
)
def test_value_unit_and_what_is_counted(
    text: str, span: str, value: float, unit: str | None, counted: str | None
) -> None:
    found = figures(text)
    assert [(item.span.exact, item.value, item.unit, item.counted) for item in found] == [(span, value, unit, counted)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "More than 500 people left.",
            {"value": 500, "low": 500, "high": None, "change": ">", "qualifier": "More than"},
        ),
        ("At least 12 people died.", {"value": 12, "low": 12, "high": None, "change": ">"}),
        ("Fewer than 90 ships sailed.", {"value": 90, "low": None, "high": 90, "change": "<"}),
        ("About 1,000 sailors came.", {"value": 1000, "low": None, "high": None, "change": "~"}),
        ("Exactly 31 ships sailed.", {"value": 31, "low": 31, "high": 31, "change": "="}),
        ("Several hundred villagers fled.", {"value": None, "low": 200, "high": 1000}),
        ("Dozens of its villagers fled.", {"value": None, "low": 12, "high": 120, "unit": "person"}),
        ("Between 20 and 30 boats sank.", {"value": None, "low": 20, "high": 30}),
        ("It costs $3-5 billion.", {"value": None, "low": 3e9, "high": 5e9, "unit": "USD"}),
        ("Prices rose 4.5 percent.", {"value": 4.5, "change": "up"}),
        ("Shares were down 2% at noon.", {"value": 2, "change": "down"}),
    ],
)
def test_limits_ranges_and_movements(text: str, expected: dict[str, Any]) -> None:
    found = figures(text)
    assert len(found) == 1
    assert {key: getattr(found[0], key) for key in expected} == expected


def test_a_rise_is_no_range() -> None:
    found = figures("Deaths rose from 13 to 40 people in Veldania.")
    assert [(item.value, item.low, item.high) for item in found] == [(13, 13, 13), (40, 40, 40)]


@pytest.mark.parametrize(
    "text",
    [
        "They met on 3 March 2029 at 6 p.m.",
        "The Seven Party Forum was closed.",
        "He flew in an Arvon 787.",
        "Read Section 12 again.",
        "Amarel United won 2-1.",
        "No one was hurt.",
        "They will help any number of sailors.",
        "Call 555-0199 now.",
    ],
)
def test_numbers_that_are_no_figures(text: str) -> None:
    assert figures(text) == []


def test_a_figure_knows_its_statement_and_its_day() -> None:
    text = "The ministry said that 40 boats sank on Monday."
    content = Span(text.index("40"), len(text) - 1, text)
    statement = Statement("s_1", "a_1", (content,), (), (), None, "unknown", "indirect", "say")
    whole = Statement("s_0", "a_1", (Span(0, len(text), text),), (), (), None, "unknown", "indirect", "say")
    (figure,) = figures(text, (whole, statement))
    assert figure.attributed_to == "s_1"
    assert (figure.as_of.earliest, figure.as_of.latest, figure.as_of.basis) == ("2031-05-12", "2031-05-12", "resolved")
    assert figure.as_of.evidence[0].exact == "Monday"
    assert figure.as_of_time is not None


def test_a_date_of_another_clause_is_not_taken() -> None:
    (figure,) = figures("The envoy said on Monday that 40 boats had sunk.")
    assert not figure.as_of.known


@pytest.mark.parametrize(
    ("text", "value"),
    [("82,300", 82300), ("two hundred and six", 206),
     ("nineteen ninety-six", 1996), ("2.5 billion", 2.5e9), ("5 1/2", 5.5),
     ("a quarter of a million", 250000), ("12,34,567", 1234567),
     ("ten and a half", 10.5), ("two thirds", 2 / 3), ("several", None)],
)  # fmt: skip
def test_numbers_in_words(text: str, value: float | None) -> None:
    assert parse_number(text) == (value if value is None else pytest.approx(value))
