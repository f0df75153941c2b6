"""Days on pages: stated, ambiguous, bounded, or unknown."""

from __future__ import annotations

import datetime as dt

import pytest

from onrecord.extract.dates import beside_headline, lower_bound, published, stated_days
from onrecord.extract.daywords import day_in_address, find_days, label_before, read_day
from onrecord.extract.lines import split_lines
from onrecord.records import DateInterval

BODY = "The minister of Veldania said that the crossing would open soon and that the drivers had waited long enough."


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("Friday, May 21, 2021", "2021-05-21", "2021-05-21"),
        ("21. Mai 2021", "2021-05-21", "2021-05-21"),
        ("21 mai 2021", "2021-05-21", "2021-05-21"),
        ("2021-05-21T10:00", "2021-05-21", "2021-05-21"),
        ("21.5.2021", "2021-05-21", "2021-05-21"),
        ("05/21/2021", "2021-05-21", "2021-05-21"),
        ("05/04/2021", "2021-04-05", "2021-05-04"),
        ("Mara LindqvistMay 21, 20219:30 AM", "2021-05-21", "2021-05-21"),
    ],
)
def test_notations(words: str, earliest: str, latest: str) -> None:
    found = find_days(words)
    assert [(item.earliest.isoformat(), item.latest.isoformat()) for item in found] == [(earliest, latest)]


@pytest.mark.parametrize(
    "words",
    ["Monday, May 21, 2021", "31 February 2021", "tomorrow, Tuesday August 17", "version 2.13.2021", "call 555 20 21"],
)
def test_what_is_no_day_or_contradicts_itself_is_left_out(words: str) -> None:
    assert find_days(words) == []


def test_addresses_fields_and_labels() -> None:
    found = day_in_address("https://courier.example/2021/08/30/plan-a1")
    assert found is not None
    assert found.earliest == dt.date(2021, 8, 30)
    assert day_in_address("https://courier.example/2021/99/30/plan") is None
    assert read_day("2021-08-30 10:11") == dt.date(2021, 8, 30)
    assert read_day("05/04/2021") is None
    assert label_before("Last updated: ") == "updated"
    assert label_before("Copyright ") == "other"
    assert label_before("By Mara Lindqvist ") is None


def dated(text: str, url: str | None = None) -> DateInterval:
    lines = split_lines(text)
    body = [len(line.raw) > 80 and line.raw.endswith(".") for line in lines]
    return published(lines, text, stated_days(lines, body, 0), 0, url)


def test_a_date_line_near_the_headline_dates_the_page() -> None:
    assert dated(f"Crossing opens\n\nBy Mara Lindqvist\n\nMay 21, 2021\n\n{BODY}").earliest == "2021-05-21"


def test_running_text_copyright_and_appeals_do_not() -> None:
    text = f"Crossing opens\n\n{BODY}\n\n{BODY} It was signed on May 21, 2021.\n\n"
    text += "Copyright May 3, 2023\n\nSince May 1, 2019 we ask for help"
    assert not dated(text).known


def test_an_update_alone_is_an_upper_bound() -> None:
    day = dated(f"Crossing opens\n\nUpdated: May 21, 2021\n\n{BODY}")
    assert (day.earliest, day.latest) == (None, "2021-05-21")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("May 21, 2021   Staff, with agencies", "2021-05-21"),
        ("Port Amarel (Norwire) - Issued on: 21/05/2021 - 23:41", "2021-05-21"),
        ("The treaty of May 21, 2021 was signed here", None),
        ("Valid until: 21/05/2021", None),
    ],
)
def test_a_date_line_under_the_headline_that_was_taken_for_body_dates_the_page(line: str, day: str | None) -> None:
    text = f"Crossing opens\n\n{line}\n\n{BODY}"
    assert beside_headline(split_lines(text), text, [False, True, True], 0).earliest == day


def test_an_ambiguous_order_is_an_interval_that_the_address_settles() -> None:
    text = f"Crossing opens\n\n05/04/2021\n\n{BODY}"
    assert (dated(text).earliest, dated(text).latest) == ("2021-04-05", "2021-05-04")
    assert dated(text, "https://courier.example/2021/05/04/crossing").earliest == "2021-05-04"


def test_a_dated_day_in_the_past_tense_is_a_lower_bound() -> None:
    text = "At her briefing on Friday (May 21, 2021) she said that it was open.\nIt will close on Monday, May 24, 2021."
    day = lower_bound(split_lines(text), text, [True, True])
    assert (day.earliest, day.latest, day.basis) == ("2021-05-21", None, "inferred")
    assert day.evidence[0].exact == "May 21, 2021"
