"""Times of the day in the words of a clause, as minutes: *at 2:10 a.m.*, *at six in the evening*, *around noon*."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.circumstances import circumstances

HOUR = 60
DAY = 24 * HOUR
"""Minutes of a day."""
ABOUT = 20
"""Minutes by which a round time may be off."""
BESIDE = 60
"""Minutes that *before* and *after* a time may mean."""
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HALF = 12
_ZONE = re.compile(r"\b(?:GMT|UTC|CET|EST|EDT|PST|BST)\b")
_PARTS = {"morning": 0, "afternoon": _HALF, "evening": _HALF, "night": _HALF}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the day."""

    first: int
    """The earliest minute that the words allow, counted from midnight; it may lie before it."""
    last: int
    """The latest one."""
    zone: bool
    """Whether the words name a zone."""

    def apart(self, other: Clock) -> int:
        """Minutes between two times, whichever way round the clock is shorter; 0 if they overlap."""
        shifts = (0, DAY, -DAY)
        return min(max(0, other.first + s - self.last, self.first - other.last - s) for s in shifts)


@cache
def _pattern() -> re.Pattern[str]:
    """A time of the day with the words before it that make it a round one."""
    number = "|".join(_NUMBERS)
    named = "|".join(sorted(circumstances().hours, key=len, reverse=True))
    return re.compile(
        r"\b(?P<how>(?:shortly|just|soon|right|minutes|an\s+hour|half\s+an\s+hour|well)?\s*(?:before|after)|around|about|at\s+about|at\s+around|towards?|near|nearly|at|by|from|since)\s+"
        r"(?:the\s+)?(?P<half>half\s+past\s+)?"
        rf"(?:(?P<hour>\d{{1,2}}|{number})(?:[:.](?P<minute>\d\d))?(?:\s*o[’']clock)?"
        r"(?:\s*(?P<m>[ap])\.?m\b\.?|\s+(?:in\s+the|at)\s+(?P<part>morning|afternoon|evening|night))"
        rf"|(?P<full>\d\d?[:.]\d\d)(?!\d|\s*(?:percent|per\s+cent|million|billion|metres|km|kilomet))(?:\s+hours)?|(?P<named>{named})\b)",
        re.I,
    )


def clocks(text: str) -> list[Clock]:
    """The times of the day that a text names, in its order; what only begins or ends with a time is left out."""
    found = []
    for match in _pattern().finditer(text):
        how = " ".join(match["how"].casefold().split())
        limits = _limits(match)
        if limits is None or how in ("by", "from", "since") or how.startswith("well"):
            continue
        first, last = limits
        if how.endswith("before"):
            first, last = first - BESIDE, first
        elif how.endswith("after"):
            first, last = last, last + BESIDE
        elif how != "at":
            first, last = first - ABOUT, last + ABOUT
        found.append(Clock(first, last, bool(_ZONE.search(text[match.end() : match.end() + 6]))))
    return found


def _limits(match: re.Match[str]) -> tuple[int, int] | None:
    """The first and the last minute that a time by itself means."""
    if match["named"]:
        first, last = circumstances().hours[match["named"].casefold()]
        return first * HOUR, last * HOUR
    if match["full"]:
        hour, minute = (int(part) for part in re.split(r"[:.]", match["full"]))
    else:
        told = match["hour"].casefold()
        hour = int(told) if told.isdigit() else _NUMBERS.index(told) + 1
        minute = int(match["minute"] or 0) + (30 if match["half"] else 0)
        if hour > _HALF:
            return None
        hour = hour % _HALF + _later(match, hour)
    exact = hour * HOUR + minute
    return (exact, exact) if exact < DAY and minute < HOUR else None


def _later(match: re.Match[str], hour: int) -> int:
    """Hours to add for the second half of the day: *two at night* is of the first one."""
    if match["m"]:
        return _HALF if match["m"].casefold() == "p" else 0
    part = (match["part"] or "").casefold()
    return 0 if part == "night" and hour % _HALF < _HALF // 2 else _PARTS[part]
