"""The day of undated pages, from their own words for days together with the days of the other pages.

A page without a stated day says *tomorrow, Tuesday August 17* (day and month, and a weekday that only some years
have), *since August 14 ... by August 31* (not before, not after), or tells on *Wednesday* a deed that a dated page
puts into a known week. Every day near the dated pages is tried against all that the page says; the days that are left,
if they lie close together, are the answer. A single day or two rest on two limits of different kinds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord import timex
from onrecord.errors import UsageError
from onrecord.records import (
    Article,
    Clause,
    DateInference,
    DateInterval,
    Event,
    Evidence,
    Figure,
    Records,
    Statement,
    TimeExpression,
    make_id,
)
from onrecord.resolve.dating_deeds import Deeds
from onrecord.resolve.dating_events import Accounts, Anchored, anchored_days
from onrecord.resolve.dating_limits import (
    STORY,
    WEEKDAYS,
    Limit,
    latest_limit,
    month_day_limits,
    news_limit,
    weekday_limits,
)
from onrecord.resolve.dating_order import Order
from onrecord.resolve.dating_retold import Retold

_WIDEST = 7
"""Most days that an answer may span."""
_SHARP = 7
"""Most days that a page's date may span for the days in it to be worked out."""
_ONLY_FIRST = frozenset({"past"})
"""Limits that say which day a page is not before."""
_ONLY_LAST = frozenset({"ahead", "numbered ahead"})
"""Limits that say which day a page is not after."""
_BY_ORDER = frozenset({"before", "after"})
"""Limits that decide only together: a denial comes before the deed unless it is a lie."""
_ROUNDS = 3
"""A page that was dated can date the next one; few chains are longer."""


def date_pages(pile: Records, said: Said | None = None) -> dict[str, DateInterval]:
    """Add the days that the pile gives to undated pages, and to what those pages say with words such as *on Sunday*.

    Args:
        pile: all records.
        said: what its pages say of days, if that was read before.

    Returns:
        article id -> its day, as far as it is known now.
    """
    solver = _Solver(pile, said or Said(pile))
    for _ in range(_ROUNDS):
        if not solver.round():
            break
    return solver.days


class Said:
    """What the pages of a pile say of days, whoever is who on them: read once, however often they are dated."""

    def __init__(self, pile: Records) -> None:
        """Look up the words for days, page by page."""
        self.times: dict[str, list[TimeExpression]] = {}
        for time in sorted(pile.all(TimeExpression), key=lambda time: (time.article_id, time.span)):
            self.times.setdefault(time.article_id, []).append(time)
        self.articles = sorted(pile.all(Article), key=lambda article: article.id)
        self.open = [article for article in self.articles if article.published.day is None]
        self.tied = _tied(pile) if self.open else {}
        self.spoken = frozenset(s.said_time for s in pile.all(Statement) if s.said_time is not None)
        self.retold = Retold(self.articles, self.times) if self.open else None
        self.accounts = Accounts(self.articles, self.times)
        self._limits: dict[str, tuple[Limit, ...]] = {}
        self._left: dict[str, tuple[tuple[dt.date, dt.date], tuple[dt.date, ...]]] = {}

    def limits(self, article: Article) -> tuple[Limit, ...]:
        """The limits of a page's own words for days of a month."""
        if article.id not in self._limits:
            times = self.times.get(article.id, ())
            self._limits[article.id] = (*month_day_limits(article, times), *weekday_limits(article, times))
        return self._limits[article.id]

    def left(self, article: Article, ends: tuple[dt.date, dt.date]) -> tuple[dt.date, ...]:
        """The days that these leave open; the same in every round while the first and last known day of the pile are.

        Only for pages about which something is known: the days of a pile of years are thousands.
        """
        before = self._left.get(article.id)
        if before is not None and before[0] == ends:
            return before[1]
        days = _between(article, ends[0] - STORY, ends[1] + STORY)
        for limit in self.limits(article):
            days = [day for day in days if limit.allows(day)]
        self._left[article.id] = (ends, tuple(days))
        return tuple(days)


class _Solver:
    """The pages of a pile with what is known of their days so far."""

    def __init__(self, pile: Records, said: Said) -> None:
        self.pile = pile
        self.said = said
        self.days = {article.id: article.published for article in said.articles}
        self.dates: dict[str, DateInterval] = {}
        self.open = said.open
        self.deeds = Deeds(pile) if self.open else None
        self.order = Order(pile, self.deeds) if self.deeds is not None else None

    def round(self) -> bool:
        """Date what can be dated now; whether anything was."""
        known = {article.id: day for article in self.said.articles if (day := self.days[article.id].day)}
        if not known:
            return False
        ends = (min(known.values()), max(known.values()))
        found = [(article, one) for article in self.open if (one := self.date(article, known, ends)) is not None]
        for article, one in found:
            self.days[article.id] = one.date
            followed = list(_follow(self.said.times.get(article.id, ()), self.said.tied.get(article.id, ()), one))
            self.dates.update((item.record_id, item.date) for item in followed)
            self.pile.add(one, *followed)
        done = {article.id for article, one in found if one.date.day is not None}
        narrower = any(one.date != article.published for article, one in found)
        self.open = [article for article in self.open if article.id not in done]
        return bool(done) and narrower

    def date(
        self, article: Article, dated: Mapping[str, dt.date], ends: tuple[dt.date, dt.date]
    ) -> DateInference | None:
        """The day of one page, or ``None`` if its words and the other pages do not decide it.

        Args:
            article: a page whose day is not known.
            dated: the days of the pages of which it is.
            ends: the first and the last of them.
        """
        if self.deeds is None or self.order is None or self.said.retold is None:
            return None
        times = self.said.times.get(article.id, [])
        others = [_from_anchor(anchor) for anchor in anchored_days(article, times, dated, self.said.accounts)]
        others += self.deeds.limits(article, self.days, self.dates)
        others += self.order.limits(article, self.days, self.dates)
        others += self.said.retold.limits(article, self.days)
        limits = [*self.said.limits(article), *others]
        if not limits:
            return None
        hard = [day for day in self.said.left(article, ends) if all(limit.allows(day) for limit in others)]
        habit = news_limit(times, self.said.spoken)
        near = [day for day in hard if habit.allows(day)] if habit is not None else []
        if near and _together(near) and len(near) <= 2 and habit is not None and len(hard) > 1:
            return _answer(article, near, [*limits, habit], ends)
        if not hard or not _together(hard) or len(hard) > _WIDEST:
            return self._by_latest(article, times, hard, limits, ends)
        fixed = {limit.kind for limit in limits} & {"equal", "anchor"}
        if len(hard) == 1 and not fixed and len({limit.kind for limit in limits}) < 2:
            return None
        return _answer(article, hard, limits, ends)

    def _by_latest(
        self,
        article: Article,
        times: Sequence[TimeExpression],
        hard: Sequence[dt.date],
        limits: Sequence[Limit],
        ends: tuple[dt.date, dt.date],
    ) -> DateInference | None:
        """The day of a page of which much is open, if its last day of the month is the weekday that it reports."""
        latest = latest_limit(article, times)
        near = [day for day in hard if latest.allows(day)] if latest is not None else []
        if latest is None or not near or not _together(near):
            return _bounded(article, hard, limits, ends)
        return _answer(article, near, [*limits, latest], ends)


def _between(article: Article, first: dt.date, last: dt.date) -> list[dt.date]:
    """The days that the page itself leaves open."""
    low, high = article.published.earliest, article.published.latest
    first = max(first, dt.date.fromisoformat(low)) if low else first
    last = min(last, dt.date.fromisoformat(high)) if high else last
    return [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]


def _together(days: Sequence[dt.date]) -> bool:
    """Whether no day is missing between the first and the last."""
    return len(days) == (days[-1] - days[0]).days + 1


def _answer(
    article: Article, days: Sequence[dt.date], limits: Sequence[Limit], known: tuple[dt.date, dt.date]
) -> DateInference:
    """The inference of some days, with the words that it rests on and why; ``known``: first and last of the pile."""
    used = [limit for limit in limits if limit.kind in ("equal", "weekday")] if _equal(limits) else list(limits)
    own = [Evidence(article.id, span) for span in dict.fromkeys(span for limit in used for span in limit.spans)]
    theirs = [piece for limit in used for piece in limit.evidence]
    date = DateInterval(days[0].isoformat(), days[-1].isoformat(), "inferred", tuple(piece.span for piece in own))
    span = str(known[0]) if known[0] == known[1] else f"{known[0]} to {known[1]}"
    reason = "; ".join([*dict.fromkeys(limit.reason for limit in used), f"the dated pages of the pile are of {span}"])
    return DateInference(make_id("i", article.id), article.id, date, reason, (*own, *dict.fromkeys(theirs)))


def _bounded(
    article: Article, days: Sequence[dt.date], limits: Sequence[Limit], known: tuple[dt.date, dt.date]
) -> DateInference | None:
    """Between which days a page lies of which much is open, as far as its limits say; one of the two may be unknown.

    That a day of the past is not more than a season ago is no limit to the other side.
    """
    limits = [limit for limit in limits if limit.kind not in _BY_ORDER]
    if not days:
        return None
    week = [dt.timedelta(days=number) for number in range(1, 8)]
    weekly = [limit for limit in limits if limit.kind == "weekday"]
    told = [limit for limit in limits if limit not in weekly]
    first = [one for one in told if one.kind not in _ONLY_LAST and not all(one.allows(days[0] - n) for n in week)]
    last = [one for one in told if one.kind not in _ONLY_FIRST and not all(one.allows(days[-1] + n) for n in week)]
    if not first and not last:
        return None
    found = _answer(article, days, list(dict.fromkeys((*first, *last, *weekly))), known)
    low, high = found.date.earliest if first else None, found.date.latest if last else None
    return replace(found, date=replace(found.date, earliest=low, latest=high))


def _equal(limits: Sequence[Limit]) -> bool:
    """Whether one of the limits names the day itself, so that the others say nothing more."""
    return any(limit.kind == "equal" for limit in limits)


def _from_anchor(anchor: Anchored) -> Limit:
    """A page that says *Thursday* of a known day is of that day or of one of the six after it."""

    def allows(page: dt.date) -> bool:
        return 0 <= (page - anchor.day).days < len(WEEKDAYS)

    return Limit(allows, f"“{anchor.words}” is {anchor.day}", anchor.spans, "anchor", anchor.evidence)


def _follow(
    times: Sequence[TimeExpression], tied: Sequence[tuple[str, str]], page: DateInference
) -> Iterator[DateInference]:
    """The days of what a page says, now that its own day is known."""
    if page.date.earliest is None or page.date.latest is None:
        return
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
    for clause in pile.all(Clause):
        found.setdefault(clause.article_id, []).append((clause.id, clause.date_time or ""))
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
