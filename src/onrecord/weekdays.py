"""Weekdays that no date is known for: which one words for a time name, and in which order those of a story came."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

from onrecord.records import TimeExpression

_WEEK = 7
_WEEKDAY = re.compile(r"weekday:(?P<day>[0-6]):(?P<direction>past|before|near|future|after|-?\d)(?::(?P<part>\w+))?")
_PARTS = {"MO": "09h00", "MI": "12h00", "AF": "15h00", "EV": "19h00", "NI": "22h00"}
"""Where a part of the day lies among clock times."""
_AHEAD = frozenset({"future", "after", "1", "2"})


def weekday_of(time: TimeExpression | None, inferred: Container[str]) -> tuple[int, bool, str] | None:
    """The weekday that words for a time name, whether it lies ahead, and the time of day, for sorting.

    ``None`` for words that name none, and for those to which the pile gives a day.

    Args:
        time: the words.
        inferred: the records to which the pile gives a date, by id.
    """
    form = _WEEKDAY.fullmatch(time.relative or "") if time is not None and time.id not in inferred else None
    if form is None:
        return None
    part = form["part"] or ""
    return int(form["day"]), form["direction"] in _AHEAD, _PARTS.get(part, part or "99")


def week(past: Mapping[int, int], ahead: frozenset[int] = frozenset()) -> list[int]:
    """Weekdays in the order in which they most likely came: the longest gap between them lies before the first one.

    Args:
        past: weekday (0 for Monday) -> independent texts that tell of it as past.
        ahead: weekdays that no page tells of as past; they come after those that some page does.
    """
    days = sorted(past) or sorted(ahead)
    # Where two gaps are equally long, the week begins before the day that most texts tell of.
    first = max(days, key=lambda day: (_gap(day, days), past.get(day, 0), -day), default=0)
    order = sorted(days, key=lambda day: (day - first) % _WEEK)
    last = order[-1] if order else 0
    return order + sorted(ahead - set(days), key=lambda day: (day - last) % _WEEK)


def _gap(day: int, days: list[int]) -> int:
    """How many days lie between the weekday before and this one."""
    return min(((day - other) % _WEEK or _WEEK for other in days), default=_WEEK)
