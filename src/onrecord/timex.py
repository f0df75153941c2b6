"""Words for days as a count from a known day: how *last Thursday* becomes a date once the day is known.

A relative form is a short text that a :class:`~onrecord.records.TimeExpression` carries, so that it
can be resolved again when the pile dates an undated page. Its parts are divided by colons:

=========================  =============================================  ==========================
form                       words                                          value on Monday 2021-08-30
=========================  =============================================  ==========================
``day:-1``                 yesterday                                      ``2021-08-29``
``day:0:NI``               tonight (part of day, see below)               ``2021-08-30TNI``
``weekday:3:past``         said Thursday (the day itself counts)          ``2021-08-26``
``weekday:1:future``       will meet on Tuesday (the day itself counts)   ``2021-08-31``
``weekday:0:before``       last Monday (the day itself does not count)    ``2021-08-23``
``weekday:0:after``        next Monday (the day itself does not count)    ``2021-09-06``
``weekday:0:near``         within three days either way                   ``2021-08-30``
``weekday:3:-1``           Thursday of last week                          ``2021-08-26``
``week:-1``                last week; also ``month``, ``quarter``,        ``2021-W34``
                           ``year``, ``decade``, ``century``
``weekend:0``              this weekend; also ``past``, ``future``        ``2021-W35-WE``
``month:0:earlier``        earlier this month (see below)                 ``2021-08``
``monthname:05:past``      in May; also ``future``, ``near``, ``before``  ``2021-05``
                           ``after`` and a year offset (``-1``)
``monthday:08-17:near``    August 17                                      ``2021-08-17``
``monthday:08-17:back``    *ended* August 17: the last that begins at     ``2021-08-17``
                           most 31 days from now; ``ahead``: the first
                           that ended at most 31 days ago
``nthday:11-3-4:past``     the fourth Thursday of November                ``2020-11-26``
``season:SU:past``         this summer (``SP SU FA WI``)                  ``2021-SU``
``quartername:3:near``     the third quarter                              ``2021-Q3``
``half:1:0``               the first half of this year                    ``2021-H1``
``day:2@weekday:3:past``   two days after Thursday: the first form        ``2021-08-28``
                           counts from the first day of the second, which
                           may be a value (``day:1@2021-08-19``)
=========================  =============================================  ==========================

A form may end in a part: ``MO MI AF EV NI`` (morning, midday, afternoon, evening, night) or a clock time
``18h00`` of a day form; ``start mid end`` (thirds), ``earlier`` and ``later`` (before and after the
reference) of a longer one. Parts of longer forms narrow :func:`days`, not the value: TIMEX3 says *early
August* as ``2021-08`` with a modifier. Weeks are ISO weeks (Monday first).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable

from onrecord.errors import UsageError

Days = tuple[dt.date, dt.date]
"""First and last day, both included."""

SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season of the northern year; the winter of a year begins in its December."""

_DAY_PARTS = frozenset({"MO", "MI", "AF", "EV", "NI"})
_SPAN_PARTS = frozenset({"start", "mid", "end", "earlier", "later"})
_DIRECTIONS = frozenset({"past", "future", "near", "before", "after", "back", "ahead"})
_SLACK = dt.timedelta(days=31)
_CLOCK = re.compile(r"(\d\d)h(\d\d)")
_OFFSET = re.compile(r"[+-]?\d{1,4}")


def resolve(relative: str, reference: dt.date) -> str:
    """The TIMEX3 value that ``relative`` has for a page of day ``reference``.

    Raises:
        UsageError: if ``relative`` is no form of the module's table, or counts out of the calendar.
    """
    try:
        inner, anchor = _anchored(relative, reference)
        return _value(inner.split(":"), anchor)
    except (ValueError, OverflowError, KeyError, IndexError):
        raise UsageError(f"{relative!r} is no relative date that can be counted from {reference}") from None


def interval(value: str) -> Days | None:
    """First and last day of a TIMEX3 value, or ``None`` if it is no date (``P3D``, ``PRESENT_REF``)."""
    for pattern, read in _VALUES:
        if match := pattern.fullmatch(value):
            try:
                return read(match)
            except (ValueError, OverflowError):
                return None
    return None


def days(relative_or_value: str, reference: dt.date | None) -> Days | None:
    """First and last day of a relative form or a value, narrowed by the form's part.

    *Earlier this month* ends before the reference, *later this month* begins after it; *early*, *mid*
    and *late* are thirds. ``None`` if the text is no date, or counts from a day that is not known.

    Raises:
        UsageError: if a relative form is not understood.
    """
    if (found := interval(relative_or_value)) is not None:
        return found
    if not re.match(r"[a-z]+:", relative_or_value):
        return None
    inner, _, base = relative_or_value.partition("@")
    if base:
        outer = days(base, reference)
        reference = outer[0] if outer else None
    if reference is None:
        return None
    found = interval(resolve(inner, reference))
    part = inner.rsplit(":", 1)[-1]
    return narrow(found, part, reference) if found and part in _SPAN_PARTS else found


def narrow(whole: Days, part: str, reference: dt.date) -> Days:
    """The part ``start``, ``mid``, ``end``, ``earlier`` or ``later`` of a stretch of days."""
    first, last = whole
    length = (last - first).days + 1
    day = dt.timedelta(days=1)
    if part == "earlier":
        return first, max(first, min(last, reference - day))
    if part == "later":
        return min(last, max(first, reference + day)), last
    if part == "start":
        return first, first + day * (-(-length // 3) - 1)
    if part == "mid":
        return first + day * (length // 4), last - day * (length // 4)
    return last - day * (-(-length // 3) - 1), last


def week_value(day: dt.date) -> str:
    """The ISO week of a day: ``2021-W33``."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def _anchored(relative: str, reference: dt.date) -> tuple[str, dt.date]:
    """The inner form, and the day from which it counts."""
    inner, _, base = relative.partition("@")
    if not base:
        return inner, reference
    outer = interval(base) or interval(resolve(base, reference))
    if outer is None:
        raise ValueError(base)
    return inner, outer[0]


def _value(parts: list[str], reference: dt.date) -> str:
    """The value of a form without anchor."""
    kind, argument, *rest = parts
    tail = rest.pop() if rest and _is_part(rest[-1]) else ""
    if tail and (kind in ("day", "weekday", "monthday", "nthday")) != (tail not in _SPAN_PARTS):
        raise ValueError(tail)
    if kind == "weekend" and argument in ("past", "future", "near"):
        argument = str(-1 if argument != "future" and reference.weekday() < 5 else 0)
    if kind in _COUNTED:
        if rest or not _OFFSET.fullmatch(argument):
            raise ValueError(argument)
        return _COUNTED[kind](int(argument), reference) + _time_of_day(tail)
    if len(rest) != 1 or not (rest[0] in _DIRECTIONS or _OFFSET.fullmatch(rest[0])):
        raise ValueError(kind)
    return _NAMED[kind](argument, rest[0], reference) + _time_of_day(tail)


def _is_part(text: str) -> bool:
    return text in _DAY_PARTS or text in _SPAN_PARTS or bool(_CLOCK.fullmatch(text))


def _time_of_day(part: str) -> str:
    if clock := _CLOCK.fullmatch(part):
        return f"T{clock[1]}:{clock[2]}"
    return f"T{part}" if part in _DAY_PARTS else ""


def _month(offset: int, reference: dt.date) -> str:
    months = reference.year * 12 + reference.month - 1 + offset
    return dt.date(months // 12, months % 12 + 1, 1).strftime("%Y-%m").zfill(7)


def _quarter(offset: int, reference: dt.date) -> str:
    quarters = reference.year * 4 + (reference.month - 1) // 3 + offset
    return f"{_year(quarters // 4)}-Q{quarters % 4 + 1}"


def _year(year: int) -> str:
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise ValueError(year)
    return f"{year:04d}"


_COUNTED: dict[str, Callable[[int, dt.date], str]] = {
    "day": lambda n, day: (day + dt.timedelta(days=n)).isoformat(),
    "week": lambda n, day: week_value(day + dt.timedelta(weeks=n)),
    "weekend": lambda n, day: week_value(day + dt.timedelta(weeks=n)) + "-WE",
    "month": _month,
    "quarter": _quarter,
    "year": lambda n, day: _year(day.year + n),
    "decade": lambda n, day: _year(day.year + 10 * n)[:3] + "X",
    "century": lambda n, day: _year(day.year + 100 * n)[:2] + "XX",
}


def _weekday(argument: str, direction: str, reference: dt.date) -> str:
    """``weekday:N:direction``: Monday is 0."""
    weekday = int(argument)
    if not 0 <= weekday <= 6:
        raise ValueError(argument)
    back = (reference.weekday() - weekday) % 7
    if direction in _DIRECTIONS:
        moves = {"past": -back, "before": -(back or 7), "future": -back % 7, "after": 7 - back}
        moves["near"] = -back if back <= 3 else 7 - back
        moves |= {"back": moves["past"], "ahead": moves["future"]}
        return (reference + dt.timedelta(days=moves[direction])).isoformat()
    monday = reference - dt.timedelta(days=reference.weekday())
    return (monday + dt.timedelta(days=weekday, weeks=int(direction))).isoformat()


def _in_years(year_value: Callable[[int], str], direction: str, reference: dt.date) -> str:
    """The value of the year that ``direction`` picks, among those in which the thing exists."""
    if direction not in _DIRECTIONS:
        return year_value(reference.year + int(direction))
    here = (reference, reference)
    if (own := _try(year_value, reference.year)) is not None:
        here = interval(own) or here
    covers = own is not None and here[0] <= reference <= here[1]
    known = [value for year in range(reference.year - 8, reference.year + 9) if (value := _try(year_value, year))]
    ends = [(stretch, value) for value in known if (stretch := interval(value))]
    if own and covers and direction in ("past", "future", "near"):
        return own
    if direction == "back":
        return [value for stretch, value in ends if stretch[0] <= reference + _SLACK][-1]
    if direction == "ahead":
        return next(value for stretch, value in ends if stretch[1] >= reference - _SLACK)
    past = [value for stretch, value in ends if stretch[1] < reference]
    future = [value for stretch, value in ends if stretch[0] > reference]
    if direction in ("past", "before"):
        return past[-1]
    if direction in ("future", "after"):
        return future[0]
    return min(ends, key=lambda pair: (_distance(pair[0], reference), pair[0]))[1]


def _try(year_value: Callable[[int], str], year: int) -> str | None:
    """The value, if the year has such a thing (29 February)."""
    value = year_value(year)
    return value if interval(value) else None


def _distance(stretch: Days, reference: dt.date) -> int:
    return max((stretch[0] - reference).days, (reference - stretch[1]).days)


def _nth_day(argument: str, direction: str, reference: dt.date) -> str:
    """``nthday:MM-weekday-N``; N is 1 to 4, or 5 for the last."""
    if not re.fullmatch(r"(?:0[1-9]|1[0-2])-[0-6]-[1-5]", argument):
        raise ValueError(argument)
    month, weekday, number = (int(piece) for piece in argument.split("-"))

    def in_year(year: int) -> str:
        days = [week[weekday] for week in calendar.Calendar().monthdayscalendar(year, month) if week[weekday]]
        return f"{_year(year)}-{month:02d}-{days[min(number, len(days)) - 1]:02d}"

    return _in_years(in_year, direction, reference)


def _fixed(pattern: str, template: str) -> Callable[[str, str, dt.date], str]:
    """A form that names a part of a year: its argument must match ``pattern``."""
    shape = re.compile(pattern)

    def value(argument: str, direction: str, reference: dt.date) -> str:
        if not shape.fullmatch(argument):
            raise ValueError(argument)
        return _in_years(lambda year: template.format(_year(year), argument), direction, reference)

    return value


_NAMED: dict[str, Callable[[str, str, dt.date], str]] = {
    "weekday": _weekday,
    "monthname": _fixed(r"0[1-9]|1[0-2]", "{}-{}"),
    "monthday": _fixed(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", "{}-{}"),
    "nthday": _nth_day,
    "season": _fixed(r"SP|SU|FA|WI", "{}-{}"),
    "quartername": _fixed(r"[1-4]", "{}-Q{}"),
    "half": _fixed(r"[12]", "{}-H{}"),
}


def _months(year: int, first: int, count: int) -> Days:
    """``count`` months from month ``first`` (which may be above 12)."""
    last = year * 12 + first + count - 2
    start = dt.date(year, first, 1)
    end_year, end_month = last // 12, last % 12 + 1
    return start, dt.date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])


def _week(match: re.Match[str]) -> Days:
    year, week = int(match[1]), int(match[2])
    first, last = (6, 7) if match[3] else (1, 7)
    if match[4]:
        first = last = int(match[4])
    return dt.date.fromisocalendar(year, week, first), dt.date.fromisocalendar(year, week, last)


def _years(prefix: str) -> Days:
    low, high = int(prefix.ljust(4, "0")), int(prefix.ljust(4, "9"))
    return dt.date(max(low, 1), 1, 1), dt.date(high, 12, 31)


def _one(match: re.Match[str]) -> Days:
    day = dt.date.fromisoformat(match[1])
    return day, day


_VALUES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Days]], ...] = (
    (re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?"), _one),
    (re.compile(r"(\d{4})-(\d\d)(?:-XX)?"), lambda m: _months(int(m[1]), int(m[2]), 1)),
    (re.compile(r"(\d{4})-W(\d\d?)(?:(-WE)|-([1-7]))?(?:T.*)?"), _week),
    (re.compile(r"(\d{4})-Q([1-4])"), lambda m: _months(int(m[1]), int(m[2]) * 3 - 2, 3)),
    (re.compile(r"(\d{4})-H([12])"), lambda m: _months(int(m[1]), int(m[2]) * 6 - 5, 6)),
    (re.compile(r"(\d{4})-(SP|SU|FA|WI)"), lambda m: _months(int(m[1]), SEASON_START[m[2]], 3)),
    (re.compile(r"(\d{4})(?:-XX(?:-XX)?|-[WQ]XX?)?"), lambda m: _years(m[1])),
    (re.compile(r"(\d{3})X?"), lambda m: _years(m[1])),
    (re.compile(r"(\d{2})XX"), lambda m: _years(m[1])),
)
