"""Days of undated pages: only what the pile decides, with the words that decide it."""

import pytest

from onrecord.records import Article, DateInference, DateInterval, Records, Statement
from onrecord.resolve import resolve
from tests.resolve.pages import SETTINGS, page

DATED = ("The Veldanian minister left for Oslo.", "2021-08-30")


def dated(*pages: tuple[str, str | None]) -> tuple[Records, dict[str, DateInterval]]:
    """The pile, and the inferred days by the first word of the page."""
    pile = Records()
    for text, day in pages:
        pile.add(*page(text, day))
    resolve(pile, SETTINGS)
    days = {
        article.text.split()[0]: found.date
        for found in pile.all(DateInference)
        if (article := pile.get(Article, found.record_id))
    }
    return pile, days


def test_tomorrow_with_a_date_takes_its_year_from_the_pile() -> None:
    pile, days = dated(
        DATED, ("Envoys will meet tomorrow, Tuesday August 17. The minister said on Sunday that talks were hard.", None)
    )
    assert (days["Envoys"].earliest, days["Envoys"].latest) == ("2021-08-16", "2021-08-16")
    found = next(one for one in pile.all(DateInference) if one.record_id.startswith("a_"))
    assert "tomorrow" in found.reason
    assert {piece.span.exact for piece in found.evidence} >= {"tomorrow"}
    said = {one.record_id: one.date.day for one in pile.all(DateInference)}
    dated_statements = [s for s in pile.all(Statement) if s.id in said]
    assert [str(said[s.id]) for s in dated_statements] == ["2021-08-15"]


@pytest.mark.parametrize(
    "opening",
    [
        "PORT AMAREL, Aug. 17 (Norwire) - Envoys",
        "Lond, Veldania, August 17 — Envoys",
        "LOND, August 17 (Norwire) Envoys",
    ],
)
def test_a_dateline_without_a_year_is_the_day_of_the_page(opening: str) -> None:
    _, days = dated(DATED, (f"{opening} met for talks on the border. They will meet again.", None))
    assert [(day.earliest, day.latest) for day in days.values()] == [("2021-08-17", "2021-08-17")]


def test_a_day_within_the_first_sentence_is_no_dateline() -> None:
    _, days = dated(DATED, ("In Lond, August 17 - the day of the dead - is kept. Envoys came.", None))
    assert days == {}


def test_a_weekday_that_no_near_year_has_gives_nothing() -> None:
    _, days = dated(DATED, ("Envoys will meet tomorrow, Friday August 17.", None))
    assert days == {}


def test_days_behind_and_ahead_bound_the_page() -> None:
    _, days = dated(DATED, ("Envoys have met since August 14. Troops must leave by August 20.", None))
    assert (days["Envoys"].earliest, days["Envoys"].latest) == ("2021-08-14", "2021-08-20")
    assert days["Envoys"].basis == "inferred"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Envoys have met since August 14. Troops must leave by August 31.", "2021-08-14", "2021-08-31"),
        ("Envoys have met since August 14.", "2021-08-14", None),
        ("Troops must leave by August 31.", None, "2021-08-31"),
        ("Troops left the port on Saturday the 14th.", "2021-08-14", "2021-09-14"),
        ("Troops were shown in court on the 14th (Saturday).", "2021-08-14", "2021-09-14"),
        ("Envoys met on Monday, August 16, in Oslo.", "2021-08-16", "2021-08-22"),
        ("Envoys met on Monday, the 16 August, in Oslo. It rained on Friday.", "2021-08-16", "2021-08-22"),
    ],
)
def test_what_leaves_much_open_bounds_the_page_at_the_ends_that_it_names(
    text: str, first: str | None, last: str | None
) -> None:
    _, days = dated(DATED, (text, None))
    (day,) = days.values()
    assert (day.earliest, day.latest, day.basis) == (first, last, "inferred")


@pytest.mark.parametrize(
    "text",
    [
        "Troops left the port on Wednesday the 31st.",
        "Troops left on the 14th Saturday of the year.",
        "The 14th saw rain.",
    ],
)
def test_a_number_that_its_weekday_does_not_have_or_that_names_none_gives_nothing(text: str) -> None:
    _, days = dated(DATED, (text, None))
    assert days == {}


def test_yesterday_with_its_weekday_says_of_which_weekday_the_page_is() -> None:
    _, days = dated(
        DATED,
        ("Boats left yesterday Monday night. On the 20th (Friday) a court said it will sit until September 1.", None),
    )
    (day,) = days.values()
    assert (day.earliest, day.latest) == ("2021-08-24", "2021-08-31")


def test_a_day_of_the_month_on_a_weekday_that_is_named_elsewhere_is_no_day_of_the_page() -> None:
    _, days = dated(DATED, ("Envoys met on Wednesday. The camp was closed on August 11.", None))
    (day,) = days.values()
    assert (day.earliest, day.latest) == ("2021-08-11", None)


def test_a_weekday_is_counted_from_what_another_page_dates() -> None:
    _, days = dated(
        ("The ferry Aurelia sank in the strait on Monday.", "2024-03-05"),
        ("Help came, the mayor said Thursday, three days after the ferry Aurelia sank in the strait.", None),
    )
    assert (days["Help"].earliest, days["Help"].latest) == ("2024-03-07", "2024-03-08")


@pytest.mark.parametrize(
    "text",
    [
        "Help came, the mayor said on Thursday, three days after the tragedy.",
        "Help for a ferry that went down three days earlier came on Thursday, the mayor said.",
    ],
)
def test_a_weekday_is_counted_from_the_day_that_several_pages_name(text: str) -> None:
    _, days = dated(
        ("The ferry Aurelia sank in the strait on Monday.", "2024-03-05"),
        ("Divers looked for the Aurelia, lost on March 4.", "2024-03-09"),
        (text, None),
    )
    assert days["Help"].earliest == "2024-03-07"


@pytest.mark.parametrize(
    "text",
    [
        "Help came, the mayor said on Friday, three days after the tragedy.",
        "Help was needed, he said on Thursday, less than three days before the feast.",
    ],
)
def test_another_weekday_or_a_count_ahead_dates_nothing(text: str) -> None:
    _, days = dated(
        ("The ferry Aurelia sank in the strait on Monday.", "2024-03-05"),
        ("Divers looked for the Aurelia, lost on March 4.", "2024-03-09"),
        (text, None),
    )
    assert days == {}


def test_a_count_that_the_weekday_contradicts_gives_nothing() -> None:
    _, days = dated(
        ("The ferry Aurelia sank in the strait on Monday.", "2024-03-05"),
        ("Help came, the mayor said Friday, three days after the ferry Aurelia sank in the strait.", None),
    )
    assert days == {}


@pytest.mark.parametrize(
    "text",
    [
        "Envoys met on Thursday.",
        "Envoys met this week.",
        "Envoys met.",
    ],
)
def test_what_the_pile_does_not_decide_stays_unknown(text: str) -> None:
    _, days = dated(DATED, (text, None))
    assert days == {}


def test_without_a_dated_page_nothing_is_dated() -> None:
    _, days = dated(("Envoys will meet tomorrow, Tuesday August 17.", None))
    assert days == {}


def test_a_stated_day_is_never_replaced() -> None:
    _, days = dated(DATED, ("Envoys will meet tomorrow, Tuesday August 17.", "2021-08-20"))
    assert days == {}


def test_a_deed_that_a_dated_page_tells_chooses_the_week_of_a_weekday() -> None:
    _, days = dated(
        ("Veldania last week evacuated several hundred of its citizens from Marovia.", "2024-03-18"),
        (
            "Flights began. On Wednesday, the Veldanian Defence Ministry said that Veldania had sent three planes to "
            "evacuate its citizens from Marovia. Shops were shut on Tuesday.",
            None,
        ),
    )
    assert (days["Flights"].earliest, days["Flights"].latest) == ("2024-03-13", "2024-03-14")


def test_a_deed_of_somebody_else_dates_nothing() -> None:
    _, days = dated(
        ("Norway last week evacuated several hundred of its citizens from Marovia.", "2024-03-18"),
        (
            "Flights began. On Wednesday, the Veldanian Defence Ministry said that Veldania had sent three planes to "
            "evacuate its citizens from Marovia. Shops were shut on Tuesday.",
            None,
        ),
    )
    assert days == {}


def test_a_sentence_that_a_dated_page_tells_too_dates_a_weekday() -> None:
    told = "A freight train left the rails near the bridge of Orlen on Tuesday, the mayor {} said."
    _, days = dated((told.format("Berek"), "2024-03-06"), ("Late " + told.format("Berek")[0].lower() + told[1:], None))
    assert (days["Late"].earliest, days["Late"].latest) == ("2024-03-05", "2024-03-11")


def test_a_sentence_with_another_number_dates_nothing() -> None:
    told = "A freight train with {} cars left the rails near the bridge of Orlen on Tuesday, the mayor said."
    _, days = dated((told.format(40), "2024-03-06"), ("Late news: " + told.format(41), None))
    assert days == {}
