"""The day of undated pages, from their own words for days together with the days of the other pages.

A page without a stated day says *tomorrow, Tuesday August 17* (day and month, and a weekday that only some years
have) or *since August 14 ... by August 31* (not before, not after). The pages of one story lie within a few months, so
the dated ones give the year. Every day near them is tried against all that the page says; the days that are left, if
they lie close together, are the answer.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord import timex
from onrecord.errors import UsageError
from onrecord.records import (
    Article,
    DateInference,
    DateInterval,
    Event,
    Evidence,
    Figure,
    Records,
    Span,
    Statement,
    TimeExpression,
    make_id,
)
from onrecord.resolve.dating_events import Anchored, anchored_days

_STORY = dt.timedelta(days=100)
"""How far the pages of one story lie apart, and how far off a day is that is named without a year."""
_WIDEST = 21
"""Most days that an answer may span."""
_SHARP = 7
"""Most days that a page's date may span for the days in it to be worked out."""
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GAP = re.compile(r"[\s,(–—-]*(?:on\s+)?")
_COUNTED = re.compile(r"day:(-?\d+)(?::[A-Z]+)?")
_MONTH_DAY = re.compile(r"monthday:(\d\d)-(\d\d):(\w+)")


@dataclass(frozen=True, slots=True)
class _Limit:
    """Something that a page says about its own day."""

    allows: Callable[[dt.date], bool]
    reason: str
    spans: tuple[Span, ...]
    exact: bool = False
    """Whether it fixes the day within a year."""

    @property
    def fixes(self) -> bool:
        """Whether it fixes the day or the year."""
        return self.exact or self.reason.endswith("day")


def date_pages(pile: Records) -> dict[str, DateInterval]:
    """Add the days that the pile gives to undated pages, and to what those pages say with words such as *on Sunday*.

    Returns:
        article id -> its day, as far as it is known now.
    """
    times: dict[str, list[TimeExpression]] = {}
    for time in sorted(pile.all(TimeExpression), key=lambda time: (time.article_id, time.span)):
        times.setdefault(time.article_id, []).append(time)
    tied = _tied(pile)
    articles = sorted(pile.all(Article), key=lambda article: article.id)
    days = {article.id: article.published for article in articles}
    for article in articles:
        if article.published.day is not None:
            continue
        said = times.get(article.id, [])
        found = _date(article, said, [other for other in articles if other is not article], times)
        if found is not None:
            pile.add(found)
            days[article.id] = found.date
            pile.add(*_follow(said, tied.get(article.id, ()), found))
    return days


def _date(
    article: Article,
    times: Sequence[TimeExpression],
    others: Sequence[Article],
    all_times: Mapping[str, Sequence[TimeExpression]],
) -> DateInference | None:
    """The day of one page, or ``None`` if its words and the other pages do not decide it."""
    dated = [other for other in others if other.published.day]
    anchored = list(anchored_days(article, times, dated, all_times))
    limits = [*_limits(article, times), *map(_from_anchor, anchored)]
    if not dated or not limits:
        return None
    first = min(other.published.day for other in dated if other.published.day) - _STORY
    last = max(other.published.day for other in dated if other.published.day) + _STORY
    days = [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]
    low, high = article.published.earliest, article.published.latest
    days = [day for day in days if (not low or day.isoformat() >= low) and (not high or day.isoformat() <= high)]
    days = [day for day in days if all(limit.allows(day) for limit in limits)]
    if not days or (days[-1] - days[0]).days >= _WIDEST or len(days) != (days[-1] - days[0]).days + 1:
        return None
    used = [limit for limit in limits if limit.fixes] if any(limit.exact for limit in limits) else limits
    evidence = [Evidence(article.id, span) for span in dict.fromkeys(s for limit in used for s in limit.spans)]
    evidence += [piece for anchor in anchored for piece in anchor.evidence]
    evidence += [Evidence(other.id, span) for other in dated for span in other.published.evidence[:1]]
    spans = tuple(piece.span for piece in evidence if piece.article_id == article.id)
    date = DateInterval(days[0].isoformat(), days[-1].isoformat(), "inferred", spans)
    return DateInference(make_id("i", article.id), article.id, date, _reason(used, dated), tuple(evidence))


def _reason(limits: Sequence[_Limit], dated: Sequence[Article]) -> str:
    """Why, in words."""
    known = sorted(other.published.day for other in dated if other.published.day)
    years = known[0].isoformat() if known[0] == known[-1] else f"{known[0]} to {known[-1]}"
    return "; ".join([*dict.fromkeys(limit.reason for limit in limits), f"the dated pages of the pile are of {years}"])


def _limits(article: Article, times: Sequence[TimeExpression]) -> Iterator[_Limit]:
    """All that a page's words for days say about the page's own day."""
    for number, time in enumerate(times):
        match = _MONTH_DAY.fullmatch(time.relative or "")
        if match is None:
            continue
        month, day, direction = int(match[1]), int(match[2]), match[3]
        if (limit := _side(time, month, day, direction)) is not None:
            yield limit
        if (limit := _weekday(article, time, month, day)) is not None:
            yield limit
        for other in (times[number - 1] if number else None, times[number + 1] if number + 1 < len(times) else None):
            counted = _COUNTED.fullmatch((other.relative if other else None) or "")
            if other is not None and counted and _beside(article, time, other):
                yield _equal(time, other, month, day, int(counted[1]))


def _side(time: TimeExpression, month: int, day: int, direction: str) -> _Limit | None:
    """*Since August 14* is not after the page's day, *by August 31* not before it."""

    def past(page: dt.date) -> bool:
        return any(dt.timedelta(0) <= page - other <= _STORY for other in _years(month, day, page))

    def ahead(page: dt.date) -> bool:
        return any(dt.timedelta(0) <= other - page <= _STORY for other in _years(month, day, page))

    if direction in ("back", "past"):
        return _Limit(past, f"“{time.span.exact}” is past", (time.span,))
    if direction in ("ahead", "future"):
        return _Limit(ahead, f"“{time.span.exact}” is still ahead", (time.span,))
    return None


def _weekday(article: Article, time: TimeExpression, month: int, day: int) -> _Limit | None:
    """*Tuesday August 17*: a year in which that day is a Tuesday."""
    before = article.text[max(0, time.span.start - 12) : time.span.start].casefold().rstrip(" ,\xa0")
    inside = time.span.exact.casefold()
    named = [number for number, word in enumerate(_WEEKDAYS) if word in inside or before.endswith(word)]
    if len(named) != 1:
        return None

    def allows(page: dt.date) -> bool:
        return any(abs(other - page) <= _STORY and other.weekday() == named[0] for other in _years(month, day, page))

    return _Limit(allows, f"“{time.span.exact}” is a {_WEEKDAYS[named[0]].capitalize()}", (time.span,))


def _equal(time: TimeExpression, other: TimeExpression, month: int, day: int, offset: int) -> _Limit:
    """*Tomorrow, August 17*: the page is of August 16."""

    def allows(page: dt.date) -> bool:
        target = page + dt.timedelta(days=offset)
        return (target.month, target.day) == (month, day)

    return _Limit(allows, f"“{other.span.exact}” is “{time.span.exact}”", (other.span, time.span), exact=True)


def _from_anchor(anchor: Anchored) -> _Limit:
    """A page that says *Thursday* of a known day is of that day or of one of the six after it."""

    def allows(page: dt.date) -> bool:
        return 0 <= (page - anchor.day).days < len(_WEEKDAYS)

    return _Limit(allows, f"“{anchor.words}” is {anchor.day}", anchor.spans)


def _beside(article: Article, one: TimeExpression, other: TimeExpression) -> bool:
    """Whether nothing but a comma stands between two expressions."""
    first, second = sorted((one.span, other.span))
    return _GAP.fullmatch(article.text[first.end : second.start]) is not None


def _years(month: int, day: int, page: dt.date) -> Iterator[dt.date]:
    """The day of that month and number in the years around a day."""
    for year in (page.year - 1, page.year, page.year + 1):
        try:
            yield dt.date(year, month, day)
        except ValueError:
            continue


def _follow(
    times: Sequence[TimeExpression], tied: Sequence[tuple[str, str]], page: DateInference
) -> Iterator[DateInference]:
    """The days of what a page says, now that its own day is known."""
    assert page.date.earliest and page.date.latest
    first, last = dt.date.fromisoformat(page.date.earliest), dt.date.fromisoformat(page.date.latest)
    if (last - first).days >= _SHARP:
        return
    resolved: dict[str, DateInference] = {}
    for time in times:
        if time.relative and (span := _resolved(time.relative, first, last)):
            date = DateInterval(span[0].isoformat(), span[1].isoformat(), "inferred", (time.span,))
            reason = f"“{time.span.exact}” on a page of {_interval_text(page.date)}: {page.reason}"
            resolved[time.id] = DateInference(make_id("i", time.id), time.id, date, reason, page.evidence)
    yield from resolved.values()
    for record_id, time_id in tied:
        if time_id in resolved:
            base = resolved[time_id]
            yield DateInference(make_id("i", record_id), record_id, base.date, base.reason, base.evidence)


def _tied(pile: Records) -> dict[str, list[tuple[str, str]]]:
    """Article id -> the records whose day rests on a time expression: (record, time expression)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for statement in pile.all(Statement):
        found.setdefault(statement.article_id, []).append((statement.id, statement.said_time or ""))
    for event in pile.all(Event):
        found.setdefault(event.article_id, []).append((event.id, event.date_time or ""))
    for figure in pile.all(Figure):
        found.setdefault(figure.article_id, []).append((figure.id, figure.as_of_time or ""))
    return found


def _resolved(relative: str, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date] | None:
    """The days that a relative form can mean on a page of ``first`` to ``last``."""
    try:
        found = [timex.days(relative, day) for day in {first, last}]
    except UsageError:
        return None
    spans = [span for span in found if span is not None]
    if len(spans) < len(found):
        return None
    return min(span[0] for span in spans), max(span[1] for span in spans)


def _interval_text(date: DateInterval) -> str:
    return str(date.earliest) if date.earliest == date.latest else f"{date.earliest} to {date.latest}"
