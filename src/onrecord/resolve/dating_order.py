"""What an undated page can only have said before, or only after, what other pages date.

A page on which a ministry says that it *plans no evacuation* is not later than the evacuation that dated pages tell:
nobody denies for his own state what it has begun. A page that tells what it is to follow on, *the flight of
families after the dam broke*, is not before the day since which dated pages count it: *3,000 have fled since March 4*.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from onrecord import timex
from onrecord.records import Article, DateInterval, Event, Evidence, Records, Statement, TimeExpression
from onrecord.resolve.dating_deeds import Deed, Deeds, same, stretch_of
from onrecord.resolve.dating_limits import STORY, Limit

_ONE_DEED = 14
"""Days within which reports tell one deed and not the next one of its kind."""
_PAST = re.compile(r"\b(?:did|has|have|had|was|were|never)\b", re.I)
_SINCE = re.compile(r"\bsince\s+(?:\w+\s+)?\Z", re.I)
_AFTERMATH = re.compile(r"\b(?:following|after|since|in\s+the\s+(?:wake|aftermath)\s+of)\s", re.I)


class Order:
    """The deeds of the pile by what is denied before them and counted since them."""

    def __init__(self, pile: Records, deeds: Deeds) -> None:
        """Look up what is denied, and what is counted since a day."""
        self._deeds = deeds
        self._statements = {statement.id: statement for statement in pile.all(Statement)}
        self._times = {time.id: time for time in pile.all(TimeExpression)}
        self._texts = {article.id: article.text for article in pile.all(Article)}
        self._denied: dict[str, list[Deed]] = defaultdict(list)
        self._follows: dict[str, list[Event]] = defaultdict(list)
        self._counted: dict[str, list[tuple[Event, TimeExpression]]] = defaultdict(list)
        for event in sorted(pile.all(Event), key=lambda event: event.id):
            self._sort(event)

    def limits(
        self, article: Article, days: Mapping[str, DateInterval], dates: Mapping[str, DateInterval]
    ) -> Iterator[Limit]:
        """What a page can only have said before or after what dated pages tell.

        Args:
            article: the undated page.
            days: article id -> its day, as far as it is known.
            dates: record id -> the days that the pile gave to it.
        """
        for deed in self._denied[article.id]:
            told = [
                (last, other.event)
                for other in self._deeds.done(deed.act)
                if other.event.article_id != article.id and same(deed, other)
                if (last := self._latest(other.event, days, dates)) is not None
            ]
            if told and max(last for last, _ in told) - min(last for last, _ in told) <= dt.timedelta(_ONE_DEED):
                yield _before(deed, min(told, key=lambda one: (one[0], one[1].id)))
        for event in self._follows[article.id]:
            for other, time in self._counted.get(self._deeds.act(event), ()):
                day = _day(time, dates)
                if day is not None and other.article_id != article.id and _one_place(event, other):
                    yield _after(event, day, other, time)

    def _sort(self, event: Event) -> None:
        """Keep an event if it is denied for one's own state, follows on something, or is counted since a day."""
        text = self._texts.get(event.article_id, "")
        if event.modality == "negated" and (deed := self._own_denial(event)) is not None:
            self._denied[event.article_id].append(deed)
        if not event.extent:
            return
        rest = text[event.trigger[0].end : event.extent[-1].end]
        if event.modality in ("happened", "negated") and _AFTERMATH.search(rest):
            self._follows[event.article_id].append(event)
        time = self._times.get(event.date_time or "")
        counted = time is not None and event.place is not None and event.modality == "happened"
        if time is not None and counted and _SINCE.search(text[: time.span.start]):
            self._counted[self._deeds.act(event)].append((event, time))

    def _own_denial(self, event: Event) -> Deed | None:
        """What somebody denies, for his own state, to be planned or under way."""
        statement = self._statements.get(event.attributed_to or "")
        if statement is None or any(_PAST.search(span.exact) for span in event.extent):
            return None
        speaker = self._deeds.keys(statement.speaker_mention)
        deed = self._deeds.deed(event)
        if not speaker or (deed.who and not deed.who & speaker) or not deed.objects:
            return None
        return deed if deed.who else Deed(event, speaker, deed.act, deed.objects)

    def _latest(
        self, event: Event, days: Mapping[str, DateInterval], dates: Mapping[str, DateInterval]
    ) -> dt.date | None:
        """The last day on which a deed can lie that a page tells as done."""
        statement = self._statements.get(event.attributed_to or "")
        own = [dates.get(event.id, event.date)]
        own += [dates.get(statement.id, statement.said_on)] if statement is not None else []
        found = [stretch[1] for date in (*own, days[event.article_id]) if (stretch := stretch_of(date)) is not None]
        return min(found, default=None)


def _one_place(event: Event, counted: Event) -> bool:
    """Whether a clause names the place where something is counted."""
    if counted.place is None:
        return False
    where = re.compile(rf"\b{re.escape(counted.place.exact)}\b")
    return any(where.search(span.exact) for span in event.extent)


def _day(time: TimeExpression, dates: Mapping[str, DateInterval]) -> dt.date | None:
    """The day that a time expression names, by its page or by the pile."""
    if (known := dates.get(time.id)) is not None:
        return known.day
    stretch = timex.interval(time.value or "")
    return stretch[0] if stretch is not None and stretch[0] == stretch[1] else None


def _before(deed: Deed, told: tuple[dt.date, Event]) -> Limit:
    """A page that denies a deed is not later than the deed."""
    last, other = told
    words = " ".join(span.exact for span in deed.event.trigger)
    evidence = tuple(Evidence(other.article_id, span, other.id) for span in other.trigger[:1])
    return Limit(
        lambda page: page <= last, f"“{words}” is denied; other pages tell it as done by {last}",
        deed.event.trigger[:1], "before", evidence,
    )  # fmt: skip


def _after(event: Event, day: dt.date, other: Event, time: TimeExpression) -> Limit:
    """A page that tells what followed is not before the day since which it is counted."""
    words = " ".join(span.exact for span in event.trigger)
    evidence = (Evidence(other.article_id, time.span, other.id),)
    return Limit(
        lambda page: day <= page <= day + STORY, f"“{words}” is told as what followed; it is counted since {day}",
        event.trigger[:1], "after", evidence,
    )  # fmt: skip
