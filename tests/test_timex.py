import datetime as dt

import pytest

from onrecord.errors import UsageError
from onrecord.timex import days, interval, narrow, resolve

MONDAY = dt.date(2021, 8, 30)


@pytest.mark.parametrize(
    ("form", "value"),
    [
        ("day:-1", "2021-08-29"),
        ("day:0:NI", "2021-08-30TNI"),
        ("day:2:18h30", "2021-09-01T18:30"),
        ("weekday:3:past", "2021-08-26"),
        ("weekday:0:past", "2021-08-30"),
        ("weekday:0:before", "2021-08-23"),
        ("weekday:0:after", "2021-09-06"),
        ("weekday:1:future", "2021-08-31"),
        ("weekday:4:near", "2021-08-27"),
        ("weekday:3:-1", "2021-08-26"),
        ("week:-1", "2021-W34"),
        ("weekend:past", "2021-W34-WE"),
        ("weekend:0", "2021-W35-WE"),
        ("month:-20", "2019-12"),
        ("month:0:earlier", "2021-08"),
        ("quarter:-3", "2020-Q4"),
        ("year:1", "2022"),
        ("decade:-1", "201X"),
        ("century:-1", "19XX"),
        ("monthname:08:past", "2021-08"),
        ("monthname:08:before", "2020-08"),
        ("monthname:11:past", "2020-11"),
        ("monthname:11:-1", "2020-11"),
        ("monthday:09-15:near", "2021-09-15"),
        ("monthday:03-31:near", "2021-03-31"),
        ("monthday:02-29:near", "2020-02-29"),
        ("season:SU:past", "2021-SU"),
        ("quartername:4:back", "2020-Q4"),
        ("half:1:0", "2021-H1"),
        ("nthday:11-3-4:past", "2020-11-26"),
        ("day:2@weekday:3:past", "2021-08-28"),
        ("day:1@2019-12-31", "2020-01-01"),
        ("quarter:-4@quartername:3:near", "2020-Q3"),
    ],
)
def test_forms_count_from_the_reference(form: str, value: str) -> None:
    assert resolve(form, MONDAY) == value


def test_back_and_ahead_allow_a_month_the_wrong_way() -> None:
    november = dt.date(2020, 11, 1)
    assert resolve("monthday:11-16:back", november) == "2020-11-16"
    assert resolve("monthday:03-31:back", november) == "2020-03-31"
    assert resolve("monthday:03-31:ahead", november) == "2021-03-31"
    assert resolve("monthday:10-20:ahead", november) == "2020-10-20"


def test_weeks_and_years_part_as_iso_has_it() -> None:
    assert resolve("week:0", dt.date(2021, 1, 3)) == "2020-W53"
    assert interval("2020-W53") == (dt.date(2020, 12, 28), dt.date(2021, 1, 3))


@pytest.mark.parametrize(
    "form",
    ["", "tomorrow", "day", "day:x", "weekday:7:past", "weekday:1:soon", "month:0:NI", "day:0:end", "year:-9000",
     "monthday:13-01:past", "monthday:02-30:past", "day:1@P3D", "day:1@", "half:3:0", "season:XX:past"],
)  # fmt: skip
def test_an_unknown_form_is_a_usage_error(form: str) -> None:
    if form == "day:1@":
        assert resolve(form, MONDAY) == "2021-08-31"
        return
    with pytest.raises(UsageError, match="no relative date"):
        resolve(form, MONDAY)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2021-08-19", "2021-08-19", "2021-08-19"),
        ("2021-08-19TMO", "2021-08-19", "2021-08-19"),
        ("2021-08-19T24:00", "2021-08-19", "2021-08-19"),
        ("2021-02", "2021-02-01", "2021-02-28"),
        ("2021-W33", "2021-08-16", "2021-08-22"),
        ("2021-W33-WE", "2021-08-21", "2021-08-22"),
        ("2021-Q3", "2021-07-01", "2021-09-30"),
        ("2021-H2", "2021-07-01", "2021-12-31"),
        ("2021-WI", "2021-12-01", "2022-02-28"),
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021-WXX", "2021-01-01", "2021-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
    ],
)
def test_values_are_stretches_of_days(value: str, first: str, last: str) -> None:
    assert interval(value) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize("value", ["P3D", "PT2H", "PRESENT_REF", "XXXX-08-17", "T18:00", "2021-02-30", "2021-13", ""])
def test_what_is_no_date_has_no_days(value: str) -> None:
    assert interval(value) is None
    assert days(value, MONDAY) is None


def test_earlier_and_later_stop_at_the_reference() -> None:
    middle = dt.date(2021, 8, 18)
    assert days("month:0:earlier", middle) == (dt.date(2021, 8, 1), dt.date(2021, 8, 17))
    assert days("month:0:later", middle) == (dt.date(2021, 8, 19), dt.date(2021, 8, 31))
    assert days("month:0:earlier", dt.date(2021, 8, 1)) == (dt.date(2021, 8, 1), dt.date(2021, 8, 1))
    assert days("month:0:end", middle) == (dt.date(2021, 8, 21), dt.date(2021, 8, 31))


def test_without_a_reference_only_values_have_days() -> None:
    assert days("weekday:3:past", None) is None
    assert days("2021-08-19", None) == (dt.date(2021, 8, 19),) * 2
    assert days("day:1@2021-08-19", None) == (dt.date(2021, 8, 20),) * 2


@pytest.mark.parametrize("part", ["start", "mid", "end", "earlier", "later"])
@pytest.mark.parametrize("length", range(1, 40))
def test_a_part_lies_inside_its_whole(part: str, length: int) -> None:
    whole = (MONDAY, MONDAY + dt.timedelta(days=length - 1))
    first, last = narrow(whole, part, MONDAY + dt.timedelta(days=5))
    assert whole[0] <= first <= last <= whole[1]
