"""What a page's own words for days say about the day of the page itself.

Four kinds: a day that is named twice (*tomorrow, August 17*), days that are past or ahead (*since August 14*, *by
August 31*), weekdays with a number (*Saturday the 29th*, *yesterday, Monday*), and bare weekdays. A news page that says
*on Wednesday* and *on Tuesday* of what is past is of that Wednesday or of the day after it: papers report on the day or
the next. That habit is no proof, so it only chooses among the days that a limit of another kind has left.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.records import READ_ON, Article, Evidence, Span, TimeExpression

STORY = dt.timedelta(days=100)
"""How far the pages of one story lie apart, and how far off a day is that is named without a year."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NO_TIME = dt.timedelta(0)
_GAP = re.compile(r"[\s,(–—-]*(?:on\s+)?")
_COUNTED = re.compile(r"day:(-?\d+)(?::[A-Z]+)?")
_MONTH_DAY = re.compile(r"monthday:(\d\d)-(\d\d):(\w+)")
_PAST_WEEKDAY = re.compile(r"weekday:(\d):(?:past|back)(?::.*)?")
_DIRECTED = re.compile(r"weekday:(\d):(past|back|near|before|future|ahead|after)(?::.*)?")
_NUMBER_BEHIND = re.compile(r",?\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)\b(?!\s+(?:of\s+)?[A-Z\d])")
_NUMBER_BEFORE = re.compile(r"\b[Tt]he\s+(\d{1,2})(?:st|nd|rd|th)\s*(?:,\s*a?\s*|\()\Z")
_ONE_MONTH = 31
"""Days within which a day of the month lies that is named without its month."""
_UNTIL = re.compile(r"\b(?:until|till)\s+(?:\w+\s+)?\Z", re.I)
_AHEAD = re.compile(r"\b(?:will|shall|is|are|has|have|may|can|must|won['’]t|can(?:not|['’]t))\b|['’]ll\b", re.I)
_LONGEST_DATELINE = 60
"""Characters of a dateline before its day, and behind it."""
_PLACE_BEFORE = re.compile(
    r"(?!(?:In|On|At|By|From|Since|After|Before|Until|For|As|The|This|That)\b)"
    r"[A-ZÀ-Þ][^\n,:;.]{2,30},\s*(?:[A-ZÀ-Þ][^\n,:;]{1,30},\s*)?"
)
_DASH_BEHIND = re.compile(r"\.?,?\s*(?:\([^()\n]{2,40}\)\s*[-–—:]|\([^()\n]{2,40}\)\s|/[^/\n]{2,30}/|[-–—]{1,2}\s)")
_OPENING = 3
"""Paragraphs of which one may begin with the dateline."""
_FURTHEST = 4
"""Most days that the weekdays of one news page reach back; beyond that it is not told as news."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Something that says which days a page can be of."""

    allows: Callable[[dt.date], bool]
    reason: str
    spans: tuple[Span, ...]
    kind: str
    """What it rests on; two limits of one kind are not independent."""
    evidence: tuple[Evidence, ...] = ()
    """Where other pages say what it rests on."""


def month_day_limits(article: Article, times: Sequence[TimeExpression]) -> Iterator[Limit]:
    """All that a page's words for days of a month say about the page's own day."""
    for number, time in enumerate(times):
        match = _MONTH_DAY.fullmatch(time.relative or "")
        if match is None:
            continue
        month, day, direction = int(match[1]), int(match[2]), match[3]
        if not _was_until(article.text, time.span) and (limit := _side(time, month, day, direction)) is not None:
            yield limit
        if (limit := _weekday(article, time, month, day)) is not None:
            yield limit
        if (limit := _dateline(article, time, month, day)) is not None:
            yield limit
        for other in (times[number - 1] if number else None, times[number + 1] if number + 1 < len(times) else None):
            counted = _COUNTED.fullmatch((other.relative if other else None) or "")
            if other is not None and counted and _beside(article, time, other):
                yield _equal(time, other, month, day, int(counted[1]))


def weekday_limits(article: Article, times: Sequence[TimeExpression]) -> Iterator[Limit]:
    """What weekdays with more beside them say: *Saturday the 29th*, *yesterday, Monday*."""
    for number, time in enumerate(times):
        match = _DIRECTED.fullmatch(time.relative or "")
        if match is None:
            continue
        weekday, ahead = int(match[1]), match[2] in ("future", "ahead", "after")
        day = _NUMBER_BEHIND.match(article.text, time.span.end) or _NUMBER_BEFORE.search(
            article.text, max(0, time.span.start - 20), time.span.start
        )
        if day is not None and 1 <= int(day[1]) <= _ONE_MONTH:
            yield _numbered(article.text, time, day, weekday, ahead)
        before = times[number - 1] if number else None
        counted = _COUNTED.fullmatch(before.relative or "") if before is not None else None
        if before is not None and counted is not None and int(counted[1]) and _beside(article, before, time):
            yield _counted(before, time, weekday, int(counted[1]))


def _numbered(text: str, time: TimeExpression, day: re.Match[str], weekday: int, ahead: bool) -> Limit:
    """*Saturday the 29th* is the last one before the page, or the next one after it."""

    def allows(page: dt.date) -> bool:
        days = (page + dt.timedelta(days=number if ahead else -number) for number in range(_ONE_MONTH + 1))
        return any(one.day == int(day[1]) and one.weekday() == weekday for one in days)

    words = Span(min(time.span.start, day.start()), max(time.span.end, day.end()), text)
    kind = "numbered ahead" if ahead else "numbered"
    return Limit(allows, f"“{' '.join(words.exact.split())}” is within a month of it", (words,), kind)


def _counted(before: TimeExpression, time: TimeExpression, weekday: int, offset: int) -> Limit:
    """*Yesterday, Monday*: the page is of a Tuesday."""
    return Limit(
        lambda page: (page + dt.timedelta(days=offset)).weekday() == weekday,
        f"“{before.span.exact}” is a {WEEKDAYS[weekday].capitalize()}", (before.span, time.span), "weekday",
    )  # fmt: skip


def news_limit(times: Sequence[TimeExpression], spoken: frozenset[str]) -> Limit | None:
    """The habit of news: the last weekday that the page tells of is its own, or the day before its own.

    Args:
        times: the page's time expressions.
        spoken: those on which something was said; one weekday that nobody speaks on is too little to go by.
    """
    past = [(int(match[1]), time) for time in times if (match := _PAST_WEEKDAY.fullmatch(time.relative or ""))]
    named = {weekday for weekday, _ in past}
    if not named or (len(past) < 2 and not any(time.id in spoken for _, time in past)):
        return None
    reach = [max((page - weekday) % 7 for weekday in named) for page in range(7)]
    if sorted(reach)[0] > _FURTHEST or reach.count(min(reach)) > 1:
        return None
    last = reach.index(min(reach))
    spans = tuple(dict.fromkeys(time.span for weekday, time in past if weekday == last))[:1]
    told = WEEKDAYS[last].capitalize()
    return Limit(
        lambda page: (page.weekday() - last) % 7 <= 1,
        f"“{spans[0].exact}” is the last day that it reports: news is of that {told} or of the day after",
        spans, "news",
    )  # fmt: skip


def latest_limit(article: Article, times: Sequence[TimeExpression]) -> Limit | None:
    """The last day of the month that a page reports, where it names its weekday too: *on Monday, March 20*.

    News that names both is of the week that follows. As with :func:`news_limit` this is a habit and no proof. A day
    of the month that merely falls on a weekday that the page names elsewhere proves nothing: it was wrong in seven
    pages of ten.
    """
    told = [
        (int(match[1]), int(match[2]), time)
        for time in times
        if (match := _MONTH_DAY.fullmatch(time.relative or "")) and match[3] in ("back", "past")
    ]
    if not told:
        return None
    month, day, last = max(told, key=lambda one: one[:2])
    if _weekday(article, last, month, day) is None:
        return None

    def allows(page: dt.date) -> bool:
        return any(0 <= (page - other).days < len(WEEKDAYS) for other in _in_years(month, day, page.year))

    return Limit(
        allows, f"“{last.span.exact}” is the last day that it reports, with its weekday", (last.span,), "latest"
    )


def _was_until(text: str, span: Span) -> bool:
    """Whether something went on until a day that may be past: *was at large until Dec. 7*."""
    start = max(text.rfind(mark, 0, span.start) for mark in (". ", "\n")) + 1
    before = text[start : span.start]
    return bool(_UNTIL.search(before)) and not _AHEAD.search(before)


def _side(time: TimeExpression, month: int, day: int, direction: str) -> Limit | None:
    """*Since August 14* is not after the page's day, *by August 31* not before it."""

    def past(page: dt.date) -> bool:
        return any(_NO_TIME <= page - other <= STORY for other in _in_years(month, day, page.year))

    def ahead(page: dt.date) -> bool:
        return any(_NO_TIME <= other - page <= STORY for other in _in_years(month, day, page.year))

    if direction in ("back", "past", "before"):
        return Limit(past, f"“{time.span.exact}” is past", (time.span,), "past")
    if direction in ("ahead", "future"):
        return Limit(ahead, f"“{time.span.exact}” is still ahead", (time.span,), "ahead")
    return None


def _weekday(article: Article, time: TimeExpression, month: int, day: int) -> Limit | None:
    """*Tuesday August 17*: a year in which that day is a Tuesday."""
    before = article.text[max(0, time.span.start - 16) : time.span.start].casefold().rstrip(" ,\xa0")
    before = before.removesuffix(" the").rstrip(" ,")
    inside = time.span.exact.casefold()
    named = [number for number, word in enumerate(WEEKDAYS) if word in inside or before.endswith(word)]
    if len(named) != 1:
        return None

    def allows(page: dt.date) -> bool:
        near = (other for other in _in_years(month, day, page.year) if abs(other - page) <= STORY)
        return any(other.weekday() == named[0] for other in near)

    return Limit(allows, f"“{time.span.exact}” is a {WEEKDAYS[named[0]].capitalize()}", (time.span,), "weekday")


def _dateline(article: Article, time: TimeExpression, month: int, day: int) -> Limit | None:
    """*PORT AMAREL, June 3 (Norwire) -*: a report is filed and sent out on the day of its dateline."""
    opening = [block.start for block in article.blocks if block.role in READ_ON][:_OPENING]
    start = max((at for at in opening if at <= time.span.start), default=0)  # A sub-heading may stand before it.
    if time.span.start - start > _LONGEST_DATELINE:
        return None
    before, after = (
        article.text[start : time.span.start],
        article.text[time.span.end : time.span.end + _LONGEST_DATELINE],
    )
    if not _PLACE_BEFORE.fullmatch(before) or not _DASH_BEHIND.match(after):
        return None
    words = Span(start, time.span.end, article.text)
    return Limit(
        lambda page: (page.month, page.day) == (month, day), f"“{words.exact}” is its dateline", (words,), "equal"
    )


def _equal(time: TimeExpression, other: TimeExpression, month: int, day: int, offset: int) -> Limit:
    """*Tomorrow, August 17*: the page is of August 16."""

    def allows(page: dt.date) -> bool:
        target = page + dt.timedelta(days=offset)
        return (target.month, target.day) == (month, day)

    return Limit(allows, f"“{other.span.exact}” is “{time.span.exact}”", (other.span, time.span), "equal")


def _beside(article: Article, one: TimeExpression, other: TimeExpression) -> bool:
    """Whether nothing but a comma stands between two expressions."""
    first, second = sorted((one.span, other.span))
    return _GAP.fullmatch(article.text[first.end : second.start]) is not None


@lru_cache(maxsize=1 << 13)
def _in_years(month: int, day: int, year: int) -> tuple[dt.date, ...]:
    """The day of that month and number in the years around one; asked for again for every day of the pile."""
    return tuple(
        dt.date(near, month, day)
        for near in (year - 1, year, year + 1)
        if day <= calendar.monthrange(near, month)[1]
    )  # fmt: skip
