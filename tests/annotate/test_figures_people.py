"""Casualties, ages, shares, rates, numbers that are codes, and the day of a figure."""

from typing import Any

import pytest

from tests.annotate.test_figures import figures


def read(text: str) -> list[tuple[str, float | None, str | None, str | None]]:
    return [(item.span.exact, item.value, item.unit, item.counted) for item in figures(text)]


def test_the_dead_the_wounded_and_the_missing_are_told_apart() -> None:
    assert read("Veldania counted 14 dead, 60 injured and nine missing after the flood.") == [
        ("14 dead", 14, "person", "dead"),
        ("60 injured", 60, "person", "injured"),
        ("nine missing", 9, "person", "missing"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The shell wounded 30.",
        "At least 30 were arrested.",
        "Of the crew, 30 drowned.",
        "The death toll rose to 30.",
        "The toll stood at 30.",
        "The number of wounded was 30.",
    ],
)
def test_a_bare_number_of_victims_counts_persons(text: str) -> None:
    (found,) = figures(text)
    assert (found.unit, found.low) == ("person", 30)


@pytest.mark.parametrize("text", ["The navy lost 30.", "The index rose to 30.", "They sold 30."])
def test_a_bare_number_of_anything_counts_nothing_known(text: str) -> None:
    assert [item.unit for item in figures(text)] == [None]


@pytest.mark.parametrize(
    "text", ["Ilsa Doren is 44.", "She was 44 when she left.", "The deputy minister turned 44.", "Her age was 44."]
)
def test_an_age_said_of_one_person(text: str) -> None:
    assert [item.unit for item in figures(text)] == ["year of age"]


def test_what_is_said_of_several_is_no_age() -> None:
    assert "year of age" not in {item.unit for item in figures("The suspects were 44 in number.")}


@pytest.mark.parametrize(
    ("text", "words", "value", "counted"),
    [
        ("Some shops closed, three out of ten workers left.", "three out of ten workers", 0.3, "workers"),
        ("One in five voters stayed home.", "One in five voters", 0.2, "voters"),
        ("Two-thirds of the clerks left.", "Two-thirds of the clerks", 2 / 3, "clerks"),
        ("Half the clerks left.", "Half the clerks", 0.5, "clerks"),
        ("A quarter of the fleet sank.", "A quarter of the fleet", 0.25, "fleet"),
    ],
)
def test_a_share_is_no_count_of_persons(text: str, words: str, value: float, counted: str) -> None:
    (found,) = figures(text)
    assert (found.span.exact, found.unit, found.counted) == (words, "share", counted)
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    [
        "A third attack hit the port.",
        "A fifth man was held.",
        "Call 0800 555 1234 or +44 20 7946 0958 now.",
        "The jet stood at gate 12, beside runway 27L.",
        "The Big Four met in Sundby.",
        "He is one of the oldest members.",
        "She named the storm as one of the main reasons.",
        "They met as a group of ministers.",
    ],
)
def test_more_numbers_that_are_no_figures(text: str) -> None:
    assert read(text) == []


def test_one_of_several_counts_when_something_happens_to_it() -> None:
    assert read("One of the hostages died.") == [("One of the hostages", 1, "person", "hostages")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A handful of guards stayed.", {"value": None, "low": 2, "high": 12, "unit": "person", "counted": "guards"}),
        ("A “small group” of guards stayed.", {"value": None, "low": 2, "high": None, "unit": "person"}),
        ("Dozens of steel and timber lorries left.", {"low": 12, "high": 120, "counted": "steel and timber lorries"}),
        ("It wants the US $90 to $95 billion.", {"low": 90e9, "high": 95e9, "unit": "USD"}),
        ("The screens are 7- or 8-inch panels.", {"low": 7, "high": 8, "unit": "inch"}),
        ("Trade rose sixfold.", {"value": 6, "unit": "times", "change": "up"}),
        ("Trade rose by half a percentage point.", {"value": 0.5, "unit": "percentage point"}),
        ("It moves at 3.1×10−8 metres per second.", {"value": pytest.approx(3.1e-8), "unit": "m/s"}),
        ("A magnitude-6.4 quake struck.", {"value": 6.4, "unit": "magnitude"}),
        ("Demand for sub-300 sq m flats grew.", {"value": 300, "change": "<", "unit": "square metre"}),
        ("It ships 70,000 tonnes of grain.", {"value": 70000, "unit": "tonne", "counted": "grain"}),
        ("It burns 2,400 litres of fuel per hour.", {"value": 2400, "unit": "litre per hour"}),
        ("It costs 9 billion shekels ($2 billion) a year.", {"value": 9e9, "unit": "shekel per year"}),
        ("Wages grew 15 percent per annum.", {"value": 15, "unit": "percent per year"}),
        ("It sells 300 baht phones.", {"value": 300, "unit": "THB"}),
        ("A 5-kg parcel came.", {"value": 5, "unit": "kg"}),
    ],
)
def test_bounds_units_and_rates(text: str, expected: dict[str, Any]) -> None:
    found = figures(text)[0]
    assert {key: getattr(found, key) for key in expected} == expected


def days(text: str) -> list[str | None]:
    return [item.as_of.earliest for item in figures(text)]


def test_the_date_beside_a_figure_goes_before_the_other_of_the_clause() -> None:
    assert days("Rebels held 20 ports in 2029 and 35 ports in 2030.") == ["2029-01-01", "2030-01-01"]


def test_a_date_of_comparison_stays_with_the_figure_compared() -> None:
    first, second = figures("Inflation rose to 12.5 percent from 9 percent a year earlier.")
    assert not first.as_of.known
    assert second.as_of.known


def test_a_figure_compared_with_does_not_take_the_day_of_the_news() -> None:
    first, second = days("As of Monday, 61 people had died, up from 48 people.")
    assert (first, second) == ("2031-05-12", None)


def test_a_date_that_names_a_record_is_no_day_of_the_figure() -> None:
    assert days("The water stood 80 cm above the 2014 record.") == [None]
