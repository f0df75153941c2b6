"""Days as the brief writes them: 15 Aug (Sun), 23–29 Aug, by 25 Aug, undated."""

from __future__ import annotations

import calendar
import datetime as dt

from onrecord.export.brief.labels import labels, say
from onrecord.export.brief.tree import Line, Piece
from onrecord.records import DateInterval

QUIET = frozenset({"stated", "resolved"})
"""Bases that the first screen does not spell out."""


def when(date: DateInterval, year: int | None, *, basis: bool = False) -> Line:
    """A date in words: the day or the bounds, and how it is known.

    Args:
        date: the interval.
        year: the year that most of the pile lies in; it is not written again.
        basis: whether to say how the day is known even if the page itself says it.
    """
    if not date.known:
        return say("undated")
    line = _interval(date, year)
    if basis or date.basis not in QUIET:
        if date.basis == "unknown":
            return line
        line += say("comma") + say(f"basis_{date.basis}")
    return line


def bounded(date: DateInterval) -> bool:
    """Whether nothing but the day of a page, or one end, is known."""
    return date.basis == "published" or date.earliest is None or date.latest is None


def vagueness(date: DateInterval) -> tuple[bool, bool, bool]:
    """Sorts days that the pages give before bounds, and one day before several."""
    return bounded(date) or date.basis == "unknown", date.day is None, date.basis == "inferred"


def _interval(date: DateInterval, year: int | None) -> Line:
    """The interval without its basis."""
    first, last = _day(date.earliest), _day(date.latest)
    if first is None and last is not None:
        return say("by_day", day=(Piece("day", short(last, year)),))
    if last is None and first is not None:
        return say("not_before", day=(Piece("day", short(first, year)),))
    assert first is not None
    assert last is not None
    if date.basis == "published":
        # The words cannot be later than the page, but nothing says that they are of its day.
        return say("by_day", day=(Piece("day", short(last, year)),))
    return (Piece("day", span(first, last, year)),)


def span(first: dt.date, last: dt.date, year: int | None) -> str:
    """One day, a range, a month or a year."""
    if first == last:
        return short(first, year)
    whole_months = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return _with_year(labels().months[first.month - 1], first.year, year)
    if whole_months and (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    end = _with_year(_plain(last), last.year, year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    start = _plain(first) if first.year == last.year else _with_year(_plain(first), first.year, year)
    return f"{start} – {end}"


def short(day: dt.date, year: int | None) -> str:
    """One day with its weekday: 15 Aug (Sun)."""
    return f"{_with_year(_plain(day), day.year, year)} ({labels().weekdays[day.weekday()]})"


def title_span(first: dt.date, last: dt.date) -> Line:
    """The days of a whole pile: 21 May to 31 August 2021."""
    months = labels().long_months
    end = (Piece("day", f"{last.day} {months[last.month - 1]} {last.year}"),)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return say("from_to", first=(Piece("day", str(first.day)),), last=end)
    start = f"{first.day} {months[first.month - 1]}" + ("" if first.year == last.year else f" {first.year}")
    return say("from_to", first=(Piece("day", start),), last=end)


def _plain(day: dt.date) -> str:
    return f"{day.day} {labels().months[day.month - 1]}"


def _with_year(text: str, of: int, year: int | None) -> str:
    return text if of == year else f"{text} {of}"


def _day(end: str | None) -> dt.date | None:
    return dt.date.fromisoformat(end) if end else None
