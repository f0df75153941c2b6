"""Calendar dates in a stretch of text: which days the words can mean, in the notations of several languages."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.news import months as months_book

_MAY_NAME_A_DAY = re.compile(r"(?:19|20)\d\d|\d[./]\d\d?[./]\d\d")
"""What every notation of a day with its year holds: most lines are passed over by it."""


@dataclass(frozen=True, slots=True)
class DayWords:
    """Words that name a day. ``earliest`` and ``latest`` differ where the notation leaves the order open."""

    start: int
    """First character in the text that was searched."""
    end: int
    """One past the last."""
    earliest: dt.date
    """First day that the words can mean."""
    latest: dt.date
    """Last day that they can mean."""

    @property
    def single(self) -> bool:
        """Whether the words mean one day."""
        return self.earliest == self.latest


@dataclass(frozen=True, slots=True)
class _Calendar:
    months: dict[str, int]
    weekdays: dict[str, int]
    labels: dict[str, re.Pattern[str]]
    patterns: tuple[re.Pattern[str], ...]
    weekday: re.Pattern[str]


@cache
def calendar() -> _Calendar:
    """The names of ``codebooks/months.toml``.

    Raises:
        UsageError: if there are not twelve months and seven weekdays; the message names file, line and reason.
    """
    book = months_book()
    months = {name: number for number, names in enumerate(book["months"], 1) for name in names}
    weekdays = {name: number for number, names in enumerate(book["weekdays"]) for name in names}
    month = "(?i:" + "|".join(sorted(map(re.escape, months), key=len, reverse=True)) + r")\b\.?"
    glued = r"(?:\b|(?<=[^\W\d_A-Z])(?=[A-Z]))"  # a page may glue the date to the author's name
    patterns = (
        re.compile(r"(?<![\d/.-])(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?![\d/-])"),
        re.compile(
            rf"(?<![\d.])(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)? ?(?:de |of )?"
            rf"(?P<M>{month}),? ?(?:de |del |of )?(?P<y>(?:19|20)\d\d)"
        ),
        re.compile(rf"{glued}(?P<M>{month}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,| at)? ?(?P<y>(?:19|20)\d\d)"),
        re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})[-/](?P<M>{month})[-/](?P<y>(?:19|20)\d\d)(?!\d)"),
        re.compile(r"(?<![\d/.-])(?P<a>\d{1,2})(?P<s>[./-])(?P<b>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d)(?!\d)"),
        re.compile(r"(?<![\d/.-])(?P<a>\d{1,2})(?P<s>[./])(?P<b>\d{1,2})(?P=s)(?P<y>\d\d)(?![\d/.])"),
        re.compile(r"(?P<y>(?:19|20)\d\d) ?年 ?(?P<m>\d{1,2}) ?月 ?(?P<d>\d{1,2}) ?日"),
    )
    labels = {
        kind: re.compile(
            "(?:^|[^\\w])(" + "|".join(sorted((re.escape(x) for x in words), key=len, reverse=True)) + ")(?![\\w])"
        )
        for kind, words in book["labels"].items()
    }
    weekday = re.compile(r"\b(" + "|".join(sorted(map(re.escape, weekdays), key=len, reverse=True)) + r")\b\.?")
    return _Calendar(months, weekdays, labels, patterns, weekday)


def find_days(text: str) -> list[DayWords]:
    """The days that a text names with their year, in text order. A day that contradicts its weekday is left out."""
    if not _MAY_NAME_A_DAY.search(text):
        return []
    lower = text.lower() if len(text.lower()) == len(text) else text
    text = text.replace("\xa0", " ").replace("\u202f", " ")
    found: list[DayWords] = []
    taken = bytearray(len(text))
    for pattern in calendar().patterns:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            days = sorted(set(_days(match)))
            days = [day for day in days if _weekday_agrees(lower, match, day)]
            if days:
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                found.append(DayWords(match.start(), match.end(), days[0], days[-1]))
    return sorted(found, key=lambda item: item.start)


def _days(match: re.Match[str]) -> Iterator[dt.date]:
    """The days that the parts of a match can mean."""
    parts = match.groupdict()
    year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
    if parts.get("M"):
        orders = [(calendar().months[parts["M"].rstrip(".").lower()], int(parts["d"]))]
    elif parts.get("m"):
        orders = [(int(parts["m"]), int(parts["d"]))]
    else:
        first, second = int(parts["a"]), int(parts["b"])
        orders = [(second, first)] if parts["s"] == "." else [(second, first), (first, second)]
    for month, day in orders:
        try:
            yield dt.date(year, month, day)
        except ValueError:
            continue


def _weekday_agrees(text: str, match: re.Match[str], day: dt.date) -> bool:
    """Whether the weekday that stands right before the date, if any, is the day's."""
    before = text[max(0, match.start() - 14) : match.start()]
    named = calendar().weekday.search(before)
    if not named or re.search(r"[a-z0-9]", before[named.end() :]):
        return True
    return calendar().weekdays[named.group(1)] == day.weekday()


_IN_ADDRESS = (
    re.compile(r"[/_-](?P<y>(?:19|20)\d\d)[/_-](?P<m>[01]?\d)[/_-](?P<d>[0-3]?\d)(?=[/_.?#-]|$)"),
    re.compile(r"[/_-](?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?=\D|$)"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<M>[a-z]{3})/(?P<d>[0-3]?\d)(?=[/_.?#-]|$)"),
)


def day_in_address(url: str) -> DayWords | None:
    """The day in a web address (``/2021/08/30/``), or ``None``."""
    for pattern in _IN_ADDRESS:
        match = pattern.search(url.lower())
        if not match:
            continue
        parts = match.groupdict()
        month = calendar().months.get(parts["M"], 0) if parts.get("M") else int(parts["m"])
        try:
            day = dt.date(int(parts["y"]), month, int(parts["d"]))
        except ValueError:
            continue
        return DayWords(match.start() + 1, match.end(), day, day)
    return None


def read_day(value: str) -> dt.date | None:
    """The one day that a field of meta data or of a table states, or ``None`` if it states none or is ambiguous."""
    value = value.strip()
    iso = re.match(r"((?:19|20)\d\d)-?([01]\d)-?([0-3]\d)(?!\d)", value)
    if iso:
        try:
            return dt.date(*map(int, iso.groups()))
        except ValueError:
            return None
    days = find_days(value)
    return days[0].earliest if len(days) == 1 and days[0].single else None


def label_before(text: str) -> str | None:
    """What the words before a date say that it is the date of: ``published``, ``updated``, ``other`` or ``None``."""
    text = text.lower()[-40:]
    found = [(match.end(), kind) for kind, pattern in calendar().labels.items() for match in pattern.finditer(text)]
    return max(found)[1] if found else None
